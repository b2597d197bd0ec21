#include "indexer/pdf_headings.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "common/folding.hpp"
#include "common/utf8.hpp"
#include "indexer/heading_text.hpp"

namespace byline {
namespace {

constexpr std::size_t kLongestHeading = 200;  // code points
constexpr std::size_t kLongestSentence = 60;  // of larger letters; longer ones are introductions and quotations
constexpr std::size_t kHeadingLines = 3;
constexpr std::size_t kNamesakes = 200;  // entries of one name in an outline
constexpr double kLarger = 1.1;
/// Bold letters may be a little smaller than those of the text.
constexpr double kHardlySmaller = 0.92;

bool has_letters(std::string_view text) {
  std::size_t letters = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (u_isalpha(static_cast<UChar32>(next_code_point(text, at)))) ++letters;
  }
  return letters * 3 >= count_code_points(text);
}

/// Larger and bolder letters first; plain capitals last.
struct Style {
  long size;
  bool is_bold;

  friend auto operator<=>(const Style&, const Style&) = default;
};

Style style_of(const PdfBlock& block) { return {std::lround(block.size), block.is_bold}; }

std::string key_of(std::string_view heading) { return folded_name(without_list_number(heading)); }

/// The entries of the outline by their words.
class Outline {
 public:
  explicit Outline(const std::vector<PdfOutlineEntry>& entries) {
    for (const PdfOutlineEntry& entry : entries) entries_.emplace(key_of(entry.title), &entry);
  }

  /// The level of the entry that leads to this block, or 0.
  [[nodiscard]] unsigned level_of(const PdfBlock& block) const {
    if (block.text.size() > 4 * kLongestHeading) return 0;
    const auto [begin, end] = entries_.equal_range(key_of(block.text));
    std::size_t looked_at = 0;
    for (auto entry = begin; entry != end && looked_at < kNamesakes; ++entry, ++looked_at) {
      const std::size_t page = entry->second->page;
      if (page <= block.page + 1 && block.page <= page + 1) return static_cast<unsigned>(entry->second->level);
    }
    return 0;
  }

 private:
  std::multimap<std::string, const PdfOutlineEntry*> entries_;
};

using LevelOfStyle = std::map<Style, unsigned, std::greater<>>;

/// The level that the outline mostly gives to a style; styles that it does not have stand one below the next larger.
LevelOfStyle levels_of_styles(const std::vector<PdfBlock>& blocks, const std::vector<bool>& is_heading,
                              const std::vector<unsigned>& outlined) {
  std::map<Style, std::map<unsigned, std::size_t>, std::greater<>> votes;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (!is_heading[i]) continue;
    auto& votes_of_style = votes[style_of(blocks[i])];
    if (outlined[i] > 0) ++votes_of_style[outlined[i]];
  }
  LevelOfStyle levels;
  unsigned last = 0;
  for (const auto& [style, counts] : votes) {
    const auto most = std::max_element(counts.begin(), counts.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    last = most == counts.end() ? last + 1 : most->first;
    levels[style] = last;
  }
  return levels;
}

}  // namespace

bool looks_like_pdf_heading(const PdfBlock& block, const PdfBodyFont& body) {
  const std::size_t length = count_code_points(block.text);
  if (block.is_row || block.line_count > kHeadingLines || length > kLongestHeading || !has_letters(block.text)) {
    return false;
  }
  const bool is_sentence = ends_with_sentence_mark(block.text);
  if (block.size > kLarger * body.size) return !is_sentence || length <= kLongestSentence;
  if (is_sentence && !list_number(block.text)) return false;
  if (block.is_bold && !body.is_bold && block.size > kHardlySmaller * body.size) return true;
  return block.stands_apart && block.line_count == 1 && block.size > kHardlySmaller * body.size &&
         is_in_capitals(block.text) && looks_like_heading(block.text);
}

std::vector<unsigned> pdf_heading_levels(const std::vector<PdfBlock>& blocks,
                                         const std::vector<PdfOutlineEntry>& entries, const PdfBodyFont& body) {
  const Outline outline(entries);
  std::vector<unsigned> outlined(blocks.size());
  std::vector<bool> is_heading(blocks.size());
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    outlined[i] = outline.level_of(blocks[i]);
    is_heading[i] = outlined[i] > 0 || looks_like_pdf_heading(blocks[i], body);
  }
  const LevelOfStyle levels = levels_of_styles(blocks, is_heading, outlined);
  std::vector<unsigned> result(blocks.size());
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (is_heading[i]) result[i] = outlined[i] > 0 ? outlined[i] : levels.at(style_of(blocks[i]));
  }
  return result;
}

}  // namespace byline

#include "indexer/pdf_blocks.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "common/utf8.hpp"
#include "indexer/byline_names.hpp"
#include "indexer/heading_text.hpp"
#include "indexer/line_joining.hpp"
#include "indexer/written_date.hpp"

namespace byline {
namespace {

/// How many lines before and behind one are looked at to see how far its column reaches.
constexpr std::size_t kNeighbours = 30;
/// Lines at the top of a document among which byline and date stand.
constexpr std::size_t kTopLines = 40;
constexpr std::size_t kLongestByline = 300;

/// Letters larger than those of the text by this factor are set apart from it.
constexpr double kLarger = 1.1;
/// A step from line to line that is this much longer than usual parts blocks.
constexpr double kWiderStep = 1.3;
/// Pieces that are so many times the letters' size apart are cells of a table's row. In a narrow column with straight
/// edges words can be nearly as far apart, but not line after line.
constexpr double kCellGap = 3;
constexpr double kLoneCellGap = 6;
constexpr double kWideGap = 1.8;

/// A bullet, or a dash with room behind it, or a list number.
bool is_item(std::string_view text) {
  if (text.empty()) return false;
  constexpr std::u32string_view kBullets = U"•◦▪‣·●○■□";
  constexpr std::u32string_view kDashes = U"–—-*";
  std::size_t at = 0;
  const char32_t c = next_code_point(text, at);
  const bool has_room = at >= text.size() || text[at] == ' ';
  return kBullets.find(c) != std::u32string_view::npos || (has_room && kDashes.find(c) != std::u32string_view::npos) ||
         list_number(text).has_value();
}

bool has_similar_size(const PdfLine& a, const PdfLine& b) {
  return std::abs(a.size - b.size) <= 0.08 * std::max(a.size, b.size);
}

/// The usual step from line to line for each size of letters: the commonest one.
class LineSteps {
 public:
  explicit LineSteps(const std::vector<PdfLine>& lines) {
    std::map<long, std::map<long, std::size_t>> steps;  // in halves
    for (std::size_t i = 1; i < lines.size(); ++i) {
      const double step = lines[i].bottom - lines[i - 1].bottom;
      const bool is_next = lines[i].page == lines[i - 1].page && has_similar_size(lines[i], lines[i - 1]) &&
                           step > 0.5 * lines[i].size && step < 2.5 * lines[i].size;
      if (is_next) ++steps[std::lround(lines[i].size)][std::lround(2 * step)];
    }
    for (const auto& [size, counts] : steps) {
      const auto most = std::max_element(counts.begin(), counts.end(),
                                         [](const auto& a, const auto& b) { return a.second < b.second; });
      usual_[size] = static_cast<double>(most->first) / 2;
    }
  }

  [[nodiscard]] double of(double size) const {
    const auto found = usual_.find(std::lround(size));
    return found == usual_.end() ? 1.35 * size : found->second;
  }

 private:
  std::map<long, double> usual_;
};

class BlockBuilder {
 public:
  BlockBuilder(std::vector<PdfLine> lines, const PdfBodyFont& body)
      : lines_(std::move(lines)), steps_(lines_), body_(body) {
    for (const PdfLine& line : lines_) joiner_.learn(line.text);
  }

  std::vector<PdfBlock> build() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (i == 0 || stands_alone(i) || stands_alone(i - 1) || parts(lines_[i - 1], lines_[i], i)) {
        begin(i);
      } else {
        PdfBlock& block = blocks_.back();
        joiner_.append(block.text, lines_[i].text);
        block.is_bold = block.is_bold && lines_[i].is_bold;
        ++block.line_count;
      }
    }
    return std::move(blocks_);
  }

 private:
  void begin(std::size_t i) {
    const PdfLine& line = lines_[i];
    const bool follows = i > 0 && lines_[i - 1].page == line.page && lines_[i - 1].bottom < line.bottom;
    const double step = follows ? line.bottom - lines_[i - 1].bottom : 1e6;
    blocks_.push_back(
        {line.text, line.size, line.is_bold, is_row(i), step > kWiderStep * steps_.of(line.size), 1, line.page});
    first_line_ = i;
  }

  [[nodiscard]] bool is_row(std::size_t i) const {
    const auto has_cells = [&](std::size_t at) { return at < lines_.size() && lines_[at].widest_gap > kCellGap; };
    return lines_[i].widest_gap > kLoneCellGap || (has_cells(i) && ((i > 0 && has_cells(i - 1)) || has_cells(i + 1)));
  }

  /// A byline or a date at the top, which must not become part of a paragraph.
  [[nodiscard]] bool stands_alone(std::size_t i) const {
    const std::string& text = lines_[i].text;
    return i < kTopLines && text.size() <= kLongestByline &&
           (parse_byline_line(text).has_value() || is_date_line(text) || is_update_line(text));
  }

  /// True when the line begins a new block.
  [[nodiscard]] bool parts(const PdfLine& above, const PdfLine& line, std::size_t i) const {
    const double step = line.bottom - above.bottom;
    const bool is_elsewhere =
        line.page != above.page || step < -0.5 * line.size || step > 6 * line.size || line.left > above.right;
    if (is_row(i - 1) || is_row(i) || !has_similar_size(above, line)) return true;
    if (is_elsewhere) return !flows_on(above, line, i);
    if (above.is_bold != line.is_bold && is_set_apart_by_weight(above, line, i)) return true;
    if (step > kWiderStep * steps_.of(line.size)) return true;
    // A large heading may be centred or broken anywhere.
    if (line.size > kLarger * body_.size) return false;
    if (ends_with_hyphen(above.text)) return false;
    return is_item(line.text) || breaks_early(i - 1) || is_indented(above, line, i);
  }

  /// A sentence that a column or page breaks goes on in the next one.
  [[nodiscard]] bool flows_on(const PdfLine& above, const PdfLine& line, std::size_t i) const {
    if (above.is_bold != line.is_bold || line.size > kLarger * body_.size || is_item(line.text)) return false;
    if (ends_with_hyphen(above.text)) return true;
    return !ends_with_sentence_mark(above.text) && !breaks_early(i - 1);
  }

  /// A short bold line above text is a heading; bold words at the end of a line are none.
  [[nodiscard]] bool is_set_apart_by_weight(const PdfLine& above, const PdfLine& line, std::size_t i) const {
    return above.is_bold ? breaks_early(i - 1) || ends_with_sentence_mark(above.text)
                         : breaks_early(i) || (ends_with_sentence_mark(above.text) && !line.text.empty());
  }

  /// How far to the right the lines around reach that stand in one column with this one. Not the furthest: a row or a
  /// caption may be wider.
  [[nodiscard]] double column_right(std::size_t i) const {
    std::vector<double> rights = {lines_[i].right};
    for (std::size_t j = i; j > 0 && i - j < kNeighbours && is_below(lines_[j - 1], lines_[j]); --j) {
      if (lines_[j - 1].widest_gap < kWideGap) rights.push_back(lines_[j - 1].right);
    }
    for (std::size_t j = i + 1; j < lines_.size() && j - i < kNeighbours && is_below(lines_[j - 1], lines_[j]); ++j) {
      if (lines_[j].widest_gap < kWideGap) rights.push_back(lines_[j].right);
    }
    const auto typical = rights.begin() + static_cast<std::ptrdiff_t>((rights.size() - 1) * 17 / 20);
    std::nth_element(rights.begin(), typical, rights.end());
    return std::max(*typical, lines_[i].right);
  }

  /// The line stands below the other in its column.
  [[nodiscard]] static bool is_below(const PdfLine& above, const PdfLine& line) {
    const double step = line.bottom - above.bottom;
    return line.page == above.page && step > 0 && step < 3 * line.size && has_similar_size(above, line) &&
           std::abs(line.left - above.left) < 3 * line.size;
  }

  /// The first word of the next line would have found room on this one: the break was meant.
  [[nodiscard]] bool breaks_early(std::size_t i) const {
    const PdfLine& line = lines_[i];
    if (ends_with_hyphen(line.text)) return false;
    const double room = column_right(i) - line.right;
    double word = 0;
    if (i + 1 < lines_.size()) {
      const PdfLine& next = lines_[i + 1];
      const std::size_t letters = std::min(next.text.find(' '), next.text.size());
      word = (next.right - next.left) * static_cast<double>(letters) / static_cast<double>(next.text.size());
      // Scripts without spaces break between any two letters.
      if (static_cast<unsigned char>(next.text.front()) >= 0xE0) word = std::min(word, 4 * next.size);
    }
    if (room < 1.25 * word + line.size) return false;
    return ends_with_sentence_mark(line.text) || room > 0.3 * (column_right(i) - line.left);
  }

  /// Paragraphs may begin with an indented line, list items with one that is not.
  [[nodiscard]] bool is_indented(const PdfLine& above, const PdfLine& line, std::size_t i) const {
    const double indent = line.left - above.left;
    // A further line of an item or a reference is indented too, but follows in the middle of a sentence.
    if (indent > 0.7 * line.size) return ends_with_sentence_mark(above.text);
    return indent < -0.7 * line.size && i - first_line_ > 1;
  }

  std::vector<PdfLine> lines_;
  LineSteps steps_;
  PdfBodyFont body_;
  LineJoiner joiner_;
  std::vector<PdfBlock> blocks_;
  std::size_t first_line_ = 0;  ///< of the block that is being built
};

}  // namespace

PdfBodyFont body_font(const PdfPages& document) {
  std::map<long, std::pair<std::size_t, std::size_t>> letters;  // size: all, and bold ones
  for (const PdfPage& page : document.pages) {
    for (const PdfLine& line : page.lines) {
      auto& [all, bold] = letters[std::lround(line.size)];
      all += line.text.size();
      bold += line.is_bold ? line.text.size() : 0;
    }
  }
  const auto most = std::max_element(letters.begin(), letters.end(),
                                     [](const auto& a, const auto& b) { return a.second.first < b.second.first; });
  if (most == letters.end()) return {};
  return {static_cast<double>(most->first), most->second.second * 2 > most->second.first};
}

std::vector<PdfBlock> pdf_blocks(const PdfPages& document, const PdfBodyFont& body) {
  std::vector<PdfLine> lines;
  for (const PdfPage& page : document.pages) lines.insert(lines.end(), page.lines.begin(), page.lines.end());
  return BlockBuilder(std::move(lines), body).build();
}

}  // namespace byline

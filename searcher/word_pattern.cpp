#include "searcher/word_pattern.hpp"

#include <unicode/uchar.h>

#include <utility>

#include "common/folding.hpp"
#include "common/utf8.hpp"

namespace byline {
namespace {

constexpr char kStar = '*';

bool is_word_part(char32_t c) {
  return c == kStar || (U_GET_GC_MASK(static_cast<UChar32>(c)) & (U_GC_L_MASK | U_GC_N_MASK | U_GC_M_MASK)) != 0;
}

/// Signs that stand inside words, as in "u.s", "don't", "at&t" and "1,000"; some end them, as in "c++".
constexpr std::string_view kInnerSigns = "'&_@+#.,";
constexpr std::string_view kFinalSigns = "+#";

std::string_view without_outer_signs(std::string_view word) {
  while (!word.empty() && kInnerSigns.find(word.front()) != std::string_view::npos) word.remove_prefix(1);
  while (!word.empty() && kInnerSigns.find(word.back()) != std::string_view::npos &&
         kFinalSigns.find(word.back()) == std::string_view::npos) {
    word.remove_suffix(1);
  }
  return word;
}

}  // namespace

WordPattern::WordPattern(std::string text) : text_(std::move(text)) {
  std::size_t begin = 0;
  for (std::size_t star = text_.find(kStar); star != std::string::npos; star = text_.find(kStar, begin)) {
    const bool is_empty = star == begin && !pieces_.empty();  // two stars are one
    if (!is_empty) pieces_.push_back(text_.substr(begin, star - begin));
    begin = star + 1;
  }
  pieces_.push_back(text_.substr(begin));
  for (const std::string& piece : pieces_) least_bytes_ += piece.size();
}

bool WordPattern::matches(std::string_view word) const {
  const std::string& last = pieces_.back();
  if (word.size() < least_bytes_ || !word.starts_with(pieces_.front()) || !word.ends_with(last)) return false;
  std::string_view open = word.substr(0, word.size() - last.size());
  open.remove_prefix(pieces_.front().size());
  for (std::size_t i = 1; i + 1 < pieces_.size(); ++i) {
    const std::size_t place = open.find(pieces_[i]);
    if (place == std::string_view::npos) return false;
    open.remove_prefix(place + pieces_[i].size());
  }
  return true;
}

PatternWords pattern_words(std::string_view typed) {
  const std::string folded = without_accents(folded_case(typed));
  PatternWords result;
  bool only_hyphens = true;
  std::string word;
  const auto end_word = [&] {
    const std::string_view bare = without_outer_signs(word);
    if (!bare.empty()) result.words.emplace_back(bare);
    word.clear();
  };
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(folded, at);
    const bool is_inner = c < 0x80 && kInnerSigns.find(static_cast<char>(c)) != std::string_view::npos;
    if (is_word_part(c) || is_inner) {
      word.append(folded, begin, at - begin);
    } else {
      only_hyphens = only_hyphens && c == '-';
      end_word();
    }
  }
  end_word();
  if (only_hyphens) {
    for (const std::string& part : result.words) result.joined += part;
  }
  return result;
}

}  // namespace byline

#include "indexer/line_joining.hpp"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>

#include "common/utf8.hpp"

namespace byline {
namespace {

constexpr std::string_view kSoftHyphen = "\u00AD";
constexpr std::array<std::string_view, 3> kHyphens = {"-", "\u2010", kSoftHyphen};
constexpr std::array<std::string_view, 2> kDashes = {"\u2013", "\u2014"};

/// A word of fewer bytes is too often a part of another one to say anything.
constexpr std::size_t kShortestPart = 3;

bool is_hyphen(char32_t c) { return c == U'-' || c == 0x2010 || c == 0xAD; }
bool is_letter(char32_t c) {
  const auto character = static_cast<UChar32>(c);
  return u_isalpha(character) || (U_MASK(u_charType(character)) & U_GC_M_MASK) != 0;
}

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

template <std::size_t N>
std::size_t size_at_end(std::string_view text, const std::array<std::string_view, N>& marks) {
  for (const std::string_view mark : marks) {
    if (ends_with(text, mark)) return mark.size();
  }
  return 0;
}

char32_t first_code_point(std::string_view text) {
  std::size_t at = 0;
  return text.empty() ? 0 : next_code_point(text, at);
}

char32_t last_code_point(std::string_view text) {
  std::size_t at = text.size();
  while (at > 0 && (static_cast<unsigned char>(text[--at]) & 0xC0) == 0x80) {
  }
  return first_code_point(text.substr(at));
}

/// Scripts that part words by nothing; their punctuation counts with them.
bool writes_no_spaces(char32_t c) {
  if ((c >= 0x3000 && c <= 0x303F) || (c >= 0xFF01 && c <= 0xFF60)) return true;
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(static_cast<UChar32>(c), &status)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_BOPOMOFO:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
    case USCRIPT_TIBETAN: return true;
    default: return false;
  }
}

std::string folded(std::string_view word) {
  std::string result;
  for (std::size_t at = 0; at < word.size();) {
    const char32_t c = next_code_point(word, at);
    if (c != 0xAD)
      append_utf8(result, is_hyphen(c) ? U'-' : static_cast<char32_t>(u_foldCase(static_cast<UChar32>(c), 0)));
  }
  return result;
}

/// The letters at the start of `text`.
std::string_view leading_letters(std::string_view text) {
  std::size_t end = 0;
  for (std::size_t at = 0; at < text.size() && is_letter(next_code_point(text, at)); end = at) {
  }
  return text.substr(0, end);
}

/// Letters with hyphens among them.
std::string_view leading_word(std::string_view text) {
  std::size_t end = leading_letters(text).size();
  while (end > 0 && end < text.size()) {
    std::size_t next = end;
    if (!is_hyphen(next_code_point(text, next))) break;
    const std::string_view more = leading_letters(text.substr(next));
    if (more.empty()) break;
    end = next + more.size();
  }
  return text.substr(0, end);
}

/// The letters at the end of `text`.
std::string_view trailing_letters(std::string_view text) {
  std::size_t begin = text.size();
  while (begin > 0) {
    std::size_t at = begin - 1;
    while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
    std::size_t next = at;
    if (!is_letter(next_code_point(text, next))) break;
    begin = at;
  }
  return text.substr(begin);
}

}  // namespace

bool ends_with_hyphen(std::string_view line) {
  const std::size_t size = size_at_end(line, kHyphens);
  return size > 0 && is_letter(last_code_point(line.substr(0, line.size() - size)));
}

void LineJoiner::learn(std::string_view line) {
  bool is_cut = is_cut_;
  is_cut_ = ends_with_hyphen(line);
  while (!line.empty()) {
    const std::string_view word = leading_word(line);
    line.remove_prefix(word.size());
    if (word.empty()) {
      std::size_t at = 0;
      next_code_point(line, at);
      line.remove_prefix(at);
    } else if (!is_cut && !(line.empty() && is_cut_)) {
      learn_word(folded(word));
    }
    is_cut = false;
  }
}

/// The word, and its parts when it has hyphens.
void LineJoiner::learn_word(const std::string& word) {
  words_.insert(word);
  if (word.find('-') == std::string::npos) return;
  for (std::string_view rest = word; !rest.empty();) {
    const std::string_view part = rest.substr(0, rest.find('-'));
    rest.remove_prefix(std::min(rest.size(), part.size() + 1));
    words_.emplace(part);
  }
}

bool LineJoiner::keeps_hyphen(std::string_view text, std::string_view line) const {
  const std::size_t hyphen = size_at_end(text, kHyphens);
  if (text.substr(text.size() - hyphen) == kSoftHyphen) return false;
  const std::string left = folded(trailing_letters(text.substr(0, text.size() - hyphen)));
  const std::string right = folded(leading_letters(line));
  if (right.empty()) return true;  // "2024-/25"
  if (words_.count(left + right) != 0) return false;
  if (words_.count(left + "-" + right) != 0) return true;
  if (u_isupper(static_cast<UChar32>(first_code_point(line)))) return true;  // "Nord-/Süd"
  return left.size() >= kShortestPart && right.size() >= kShortestPart && words_.count(left) != 0 &&
         words_.count(right) != 0;
}

void LineJoiner::append(std::string& text, std::string_view line) const {
  if (text.empty() || line.empty()) {
    text.append(line);
    return;
  }
  if (ends_with_hyphen(text)) {
    if (!keeps_hyphen(text, line)) text.resize(text.size() - size_at_end(text, kHyphens));
  } else {
    const std::size_t dash = size_at_end(text, kDashes);
    const bool joins = dash > 0 && text.size() > dash && text[text.size() - dash - 1] != ' ';
    if (!joins && !(writes_no_spaces(last_code_point(text)) && writes_no_spaces(first_code_point(line)))) text += ' ';
  }
  text.append(line);
}

}  // namespace byline

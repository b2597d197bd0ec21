#include "indexer/heading_text.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <string>

#include "common/utf8.hpp"
#include "indexer/byline_names.hpp"
#include "indexer/line_label.hpp"
#include "indexer/written_date.hpp"

namespace byline {
namespace {

constexpr std::size_t kLongestHeadingBytes = 300;
constexpr std::size_t kLongestHeading = 100;
constexpr std::size_t kMostHeadingWords = 15;

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

int roman_value(char byte) {
  switch (byte) {
    case 'I': return 1;
    case 'V': return 5;
    case 'X': return 10;
    default: return 0;
  }
}

/// "2.", "2)", "1.2", "1.2.3."; a number without a stop counts when it has several parts.
std::optional<ListNumber> decimal_number(std::string_view text) {
  ListNumber number{0, 0, 0};
  std::size_t at = 0;
  bool is_closed = false;
  while (at < text.size() && is_digit(text[at])) {
    const std::size_t begin = at;
    number.value = 0;
    for (; at < text.size() && is_digit(text[at]) && at - begin < 4; ++at)
      number.value = number.value * 10 + (text[at] - '0');
    if (at - begin > 3) return std::nullopt;
    ++number.depth;
    is_closed = at < text.size() && (text[at] == '.' || text[at] == ')');
    if (is_closed) ++at;
    if (!is_closed || text[at - 1] == ')') break;
  }
  if (number.depth == 0 || (!is_closed && number.depth < 2)) return std::nullopt;
  number.size = at;
  return number;
}

/// "II." and "IV)"; a lone "I." or "V." might be an initial, so those need the bracket or a word of some length behind.
std::optional<ListNumber> roman_number(std::string_view text) {
  ListNumber number{0, 0, 1};
  std::size_t at = 0;
  for (; at < text.size() && at < 5 && roman_value(text[at]) > 0; ++at) {
    const int value = roman_value(text[at]);
    const int next = at + 1 < text.size() ? roman_value(text[at + 1]) : 0;
    number.value += value < next ? -value : value;
  }
  if (at == 0 || at >= text.size() || (text[at] != '.' && text[at] != ')')) return std::nullopt;
  number.size = at + 1;
  if (at == 1 && text[at] == '.') {
    const std::string_view rest = trim(text.substr(number.size));
    if (rest.size() < 3 || rest[1] == '.' || rest[2] == '.' || looks_like_name(text)) return std::nullopt;
  }
  return number;
}

/// "a)" and "(b)".
std::optional<ListNumber> letter_number(std::string_view text) {
  const std::size_t open = text.starts_with('(') ? 1 : 0;
  if (text.size() < open + 2 || text[open + 1] != ')') return std::nullopt;
  if (text[open] >= 'a' && text[open] <= 'z') return ListNumber{open + 2, text[open] - 'a' + 1, 1};
  if (text[open] >= 'A' && text[open] <= 'Z') return ListNumber{open + 2, text[open] - 'A' + 1, 1};
  return is_digit(text[open]) ? std::optional(ListNumber{open + 2, text[open] - '0', 1}) : std::nullopt;
}

/// A capital: "1.2 Methods" is numbered, "2.6 per cent" and "3.5 % more" are not.
bool begins_with_capital(std::string_view text) {
  std::size_t at = 0;
  const auto first = static_cast<UChar32>(next_code_point(text, at));
  return u_isalpha(first) && !u_islower(first);
}

bool is_sentence_mark(UChar32 c) {
  return u_hasBinaryProperty(c, UCHAR_S_TERM) != 0 || u_hasBinaryProperty(c, UCHAR_TERMINAL_PUNCTUATION) != 0 ||
         c == 0x2026 || c == '-' || c == 0x2014;
}

bool is_closing(UChar32 c) {
  const int kind = u_charType(c);
  return kind == U_END_PUNCTUATION || kind == U_FINAL_PUNCTUATION || kind == U_INITIAL_PUNCTUATION || c == '"' ||
         c == '\'' || u_isUWhiteSpace(c);
}

/// The last code point before closing quotation marks and brackets; 0 when there is none.
UChar32 last_mark(std::string_view text) {
  while (!text.empty()) {
    std::size_t start = text.size() - 1;
    while (start > 0 && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80) --start;
    std::size_t at = start;
    const auto code_point = static_cast<UChar32>(next_code_point(text, at));
    if (!is_closing(code_point)) return code_point;
    text = text.substr(0, start);
  }
  return 0;
}

bool is_question_mark(UChar32 c) { return c == '?' || c == 0xFF1F || c == 0x061F; }

std::size_t count_words(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')) + 1;
}

/// A line within quotation marks from end to end, or one that opens with a dialogue's dash.
bool is_speech(std::string_view line) {
  for (const std::string_view dash : {"—", "–", "―", "--", "- "}) {
    if (line.starts_with(dash)) return true;
  }
  for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>{"“", "”"},
                                    {"\"", "\""},
                                    {"«", "»"},
                                    {"„", "“"},
                                    {"「", "」"},
                                    {"‘", "’"}}) {
    if (line.size() > open.size() && line.starts_with(open) && line.ends_with(close)) return true;
  }
  return false;
}

/// Web and mail addresses, prices and scores: lines with hardly a letter in them or with one run for an address.
bool is_address_or_figures(std::string_view line) {
  if (line.find("://") != std::string_view::npos || line.starts_with("www.")) return true;
  if (line.find(' ') == std::string_view::npos && line.find('@') != std::string_view::npos) return true;
  std::size_t letters = 0;
  std::size_t others = 0;
  for (std::size_t at = 0; at < line.size();) {
    const auto code_point = static_cast<UChar32>(next_code_point(line, at));
    if (u_isalpha(code_point) || (U_GET_GC_MASK(code_point) & U_GC_M_MASK) != 0) {
      ++letters;
    } else if (!u_isUWhiteSpace(code_point)) {
      ++others;
    }
  }
  return letters < 2 || (others > letters);
}

}  // namespace

std::optional<ListNumber> list_number(std::string_view text) {
  std::optional<ListNumber> number = decimal_number(text);
  if (!number) number = roman_number(text);
  if (!number) number = letter_number(text);
  if (!number || number->size >= text.size()) return std::nullopt;
  const std::string_view rest = text.substr(number->size);
  const std::string_view words = rest.substr(std::min(rest.find_first_not_of(" \t"), rest.size()));
  const bool has_space = words.data() != rest.data();
  if (words.empty() || (!has_space && static_cast<unsigned char>(words.front()) < 0xE0)) return std::nullopt;
  const bool is_closed = text[number->size - 1] == '.' || text[number->size - 1] == ')';
  if (!is_closed && !begins_with_capital(words)) return std::nullopt;
  if (begins_with_day_and_month(text.substr(0, 64))) return std::nullopt;
  number->size = static_cast<std::size_t>(words.data() - text.data());
  return number;
}

std::string_view without_list_number(std::string_view heading) {
  const auto number = list_number(heading);
  return number ? trim(heading.substr(number->size)) : heading;
}

bool looks_like_heading(std::string_view line) {
  line = trim(line);
  if (line.empty() || line.size() > kLongestHeadingBytes || count_code_points(line) > kLongestHeading) return false;
  if (count_words(line) > kMostHeadingWords || !begins_like_sentence(without_list_number(line))) return false;
  const UChar32 last = last_mark(line);
  if (last == 0 || (is_sentence_mark(last) && !is_question_mark(last))) return false;
  if (line.find("! ") != std::string_view::npos || is_speech(line) || is_address_or_figures(line)) return false;
  return !is_date_line(line) && !is_update_line(line) && !parse_byline_line(line);
}

bool is_in_capitals(std::string_view line) {
  std::size_t capitals = 0;
  for (std::size_t at = 0; at < line.size();) {
    const auto code_point = static_cast<UChar32>(next_code_point(line, at));
    if (u_islower(code_point)) return false;
    if (u_isupper(code_point)) ++capitals;
  }
  return capitals >= 3;
}

bool ends_with_sentence_mark(std::string_view text) {
  const UChar32 last = last_mark(text);
  return last != 0 && is_sentence_mark(last);
}

}  // namespace byline

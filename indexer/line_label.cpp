#include "indexer/line_label.hpp"

#include <unicode/uchar.h>

#include <cstddef>

#include "common/utf8.hpp"

namespace byline {
namespace {

UChar32 folded(char32_t code_point) {
  if (code_point == U'\u2019' || code_point == U'\u02BC') return U'\'';
  if (code_point == U'\u00A0') return U' ';
  return u_foldCase(static_cast<UChar32>(code_point), U_FOLD_CASE_DEFAULT);
}

/// The bytes of `line` that are `label`, or none.
std::optional<std::size_t> matched_size(std::string_view line, std::string_view label) {
  std::size_t at = 0;
  for (std::size_t in_label = 0; in_label < label.size();) {
    if (at >= line.size()) return std::nullopt;
    if (folded(next_code_point(line, at)) != folded(next_code_point(label, in_label))) return std::nullopt;
  }
  return at;
}

bool is_cased(UChar32 code_point) { return u_hasBinaryProperty(code_point, UCHAR_CASED) != 0; }

bool is_colon(char32_t c) { return c == U':' || c == U'：' || c == U'／' || c == U'・' || c == U'/' || c == U'﹕'; }

char32_t last_code_point(std::string_view text) {
  char32_t last = 0;
  for (std::size_t at = 0; at < text.size();) last = next_code_point(text, at);
  return last;
}

bool is_opening(UChar32 code_point) {
  const int kind = u_charType(code_point);
  return kind == U_START_PUNCTUATION || kind == U_INITIAL_PUNCTUATION || kind == U_FINAL_PUNCTUATION ||
         code_point == '"' || code_point == '\'' || code_point == 0xBF || code_point == 0xA1;
}

}  // namespace

std::optional<LabelledText> after_label(std::string_view line, std::string_view label) {
  const auto size = matched_size(line, label);
  if (!size) return std::nullopt;
  std::string_view rest = line.substr(*size);
  if (!rest.empty() && is_cased(static_cast<UChar32>(last_code_point(label)))) {
    std::size_t at = 0;
    if (u_isalnum(static_cast<UChar32>(next_code_point(rest, at)))) return std::nullopt;
  }
  rest = trim(rest);
  if (rest.empty()) return LabelledText{rest, false};
  std::size_t after = 0;
  if (!is_colon(next_code_point(rest, after))) return LabelledText{rest, false};
  return LabelledText{trim(rest.substr(after)), true};
}

bool begins_like_sentence(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto code_point = static_cast<UChar32>(next_code_point(text, at));
    if (is_opening(code_point) || u_isUWhiteSpace(code_point)) continue;
    return u_isdigit(code_point) || (u_isalpha(code_point) && !u_islower(code_point));
  }
  return false;
}

}  // namespace byline

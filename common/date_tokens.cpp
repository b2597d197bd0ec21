#include "common/date_tokens.hpp"

#include <unicode/uchar.h>

#include "common/folding.hpp"
#include "common/utf8.hpp"

namespace byline {
namespace {

constexpr std::size_t kLongestDate = 160;

bool is_word_part(UChar32 code_point) {
  const auto kind = u_charType(code_point);
  return (u_isalpha(code_point) || kind == U_NON_SPACING_MARK || kind == U_COMBINING_SPACING_MARK) &&
         !is_word_by_itself(static_cast<char32_t>(code_point));
}

DateToken::Kind kind_of(UChar32 code_point) {
  if (u_charDigitValue(code_point) >= 0) return DateToken::Kind::Number;
  const bool is_word = is_word_part(code_point) || is_word_by_itself(static_cast<char32_t>(code_point));
  return is_word ? DateToken::Kind::Word : DateToken::Kind::Mark;
}

/// True when the code point belongs to the word or number that `token` holds so far.
bool continues(const DateToken& token, UChar32 code_point, std::size_t begin, bool closed) {
  if (closed || token.end != begin || token.kind == DateToken::Kind::Mark) return false;
  return kind_of(code_point) == token.kind && !is_word_by_itself(static_cast<char32_t>(code_point));
}

}  // namespace

std::vector<DateToken> date_tokens(std::string_view text) {
  std::vector<DateToken> tokens;
  bool closed = true;
  for (std::size_t at = 0; at < text.size() && at < kLongestDate;) {
    const std::size_t begin = at;
    const auto code_point = static_cast<UChar32>(next_code_point(text, at));
    if (u_isUWhiteSpace(code_point) || u_hasBinaryProperty(code_point, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) continue;
    if (tokens.empty() || !continues(tokens.back(), code_point, begin, closed)) {
      tokens.push_back({kind_of(code_point), "", 0, 0, begin, begin});
    }
    DateToken& token = tokens.back();
    token.end = at;
    closed = is_word_by_itself(static_cast<char32_t>(code_point));
    if (token.kind == DateToken::Kind::Number && ++token.digits <= 8) {
      token.value = token.value * 10 + u_charDigitValue(code_point);
    }
  }
  for (DateToken& token : tokens) token.text = date_word_key(text.substr(token.begin, token.end - token.begin));
  return tokens;
}

std::string date_word_key(std::string_view word) {
  std::string key;
  const std::string folded = folded_name(word);
  for (std::size_t at = 0; at < folded.size();) {
    const char32_t c = next_code_point(folded, at);
    append_utf8(key, c == U'\u0623' || c == U'\u0625' || c == U'\u0622' ? U'\u0627' : c);
  }
  return key;
}

bool is_word_by_itself(char32_t code_point) {
  return u_hasBinaryProperty(static_cast<UChar32>(code_point), UCHAR_IDEOGRAPHIC) != 0 ||
         (code_point >= 0xAC00 && code_point <= 0xD7A3);
}

}  // namespace byline

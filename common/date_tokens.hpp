#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace byline {

/// A word, number or mark of a text that may be a date. Digits of every script are numbers; an ideograph or a Hangul
/// syllable is a word of its own, for dates put no spaces between them.
struct DateToken {
  enum class Kind : std::uint8_t { Number, Word, Mark };

  Kind kind = Kind::Mark;
  std::string text;       ///< date_word_key of it
  int value = 0;          ///< of a number; of its first eight digits
  int digits = 0;         ///< how many a number has
  std::size_t begin = 0;  ///< bytes into the text
  std::size_t end = 0;
};

/// The tokens of the beginning of a text: no date with its label and place is longer than what is looked at (160
/// bytes). White space separates and is no token.
std::vector<DateToken> date_tokens(std::string_view text);

/// The key under which spellings of a month or weekday are the same: folded_name, without the hamza that carries no
/// weight in Arabic month names.
std::string date_word_key(std::string_view word);

/// True for a code point that is a token of its own: ideographs and Hangul.
bool is_word_by_itself(char32_t code_point);

}  // namespace byline

#include "searcher/letters.hpp"

#include "common/utf8.hpp"

namespace byline {
namespace {

constexpr char32_t kFirstSyllable = 0xAC00;
constexpr char32_t kLastSyllable = 0xD7A3;
constexpr char32_t kVowels = 21;
constexpr char32_t kFinals = 28;

}  // namespace

void append_letters(std::u32string& letters, char32_t code_point) {
  if (code_point < kFirstSyllable || code_point > kLastSyllable) {
    letters += code_point;
    return;
  }
  const char32_t syllable = code_point - kFirstSyllable;
  letters += 0x1100 + syllable / (kVowels * kFinals);
  letters += 0x1161 + syllable / kFinals % kVowels;
  // The first final is none.
  if (syllable % kFinals != 0) letters += 0x11A7 + syllable % kFinals;
}

std::u32string letters_of(std::string_view word) {
  std::u32string letters;
  for (std::size_t at = 0; at < word.size();) append_letters(letters, next_code_point(word, at));
  return letters;
}

}  // namespace byline

#include "indexer/mojibake.hpp"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <string>

#include "common/utf8.hpp"

namespace byline {
namespace {

/// A character as far as spelling is concerned.
struct Letter {
  char32_t code = 0;
  UScriptCode script = USCRIPT_COMMON;
  bool is_letter = false;  ///< or a mark
};

Letter look_at(char32_t code) {
  if (code < 0x80) {
    const bool is_letter = (code | 0x20) >= 'a' && (code | 0x20) <= 'z';
    return {code, is_letter ? USCRIPT_LATIN : USCRIPT_COMMON, is_letter};
  }
  UErrorCode status = U_ZERO_ERROR;
  const auto c = static_cast<UChar32>(code);
  const UScriptCode script = uscript_getScript(c, &status);
  const std::uint32_t mask = U_GET_GC_MASK(c);
  return {code, script, (mask & (U_GC_L_MASK | U_GC_M_MASK)) != 0 && code != 0xAA && code != 0xBA};
}

bool is_one_of(char32_t c, std::u32string_view set) { return set.find(c) != std::u32string_view::npos; }

/// Scripts whose letters never stand next to those of another in one word.
bool keeps_to_itself(UScriptCode script) {
  return script == USCRIPT_LATIN || script == USCRIPT_GREEK || script == USCRIPT_CYRILLIC || script == USCRIPT_HEBREW ||
         script == USCRIPT_ARABIC;
}

bool is_han_or_hangul(UScriptCode script) { return script == USCRIPT_HAN || script == USCRIPT_HANGUL; }

bool is_upper(const Letter& letter) { return u_isUUppercase(static_cast<UChar32>(letter.code)) != 0; }
bool is_lower(const Letter& letter) { return u_isULowercase(static_cast<UChar32>(letter.code)) != 0; }

/// Forms that Greek, Hebrew and Arabic have at the end of a word only.
bool is_final_form(char32_t c) { return is_one_of(c, U"ςךםןףץىة"); }

bool is_thai_leading_vowel(char32_t c) { return c >= 0x0E40 && c <= 0x0E44; }
bool is_thai_consonant(char32_t c) { return c >= 0x0E01 && c <= 0x0E2E; }
bool is_thai_mark(char32_t c) { return c == 0x0E31 || (c >= 0x0E34 && c <= 0x0E3A) || (c >= 0x0E47 && c <= 0x0E4E); }

/// Kana of old terminals; some sets have them on single bytes that are letters elsewhere.
bool is_half_width_kana(char32_t c) { return c >= 0xFF61 && c <= 0xFF9F; }

/// Letters that together make one in a hundred of a Thai text.
bool is_rare_thai(char32_t c) { return is_one_of(c, U"ฃฅฆฌฎฏฐฑฒฤฦฬฮฯ฿ๅ๏๚๛\u0E3A\u0E4E"); }

double thai_oddity(char32_t before, char32_t c) {
  if (is_rare_thai(c)) return 1.5;
  if (is_thai_mark(c)) return is_thai_consonant(before) || is_thai_mark(before) ? 0 : 2;
  return is_thai_leading_vowel(before) && !is_thai_consonant(c) ? 2 : 0;
}

double cyrillic_oddity(const Letter& before, char32_t c) {
  static constexpr std::u32string_view kVowels = U"аеёиоуыэюяАЕЁИОУЫЭЮЯ";
  const bool is_sign = is_one_of(c, U"ьЬыЫ");
  return is_sign && (!before.is_letter || is_one_of(before.code, kVowels)) ? 1 : 0;
}

/// Two letters side by side, the second beyond ASCII or the first.
double pair_oddity(const Letter& before, const Letter& letter) {
  if (letter.script == USCRIPT_THAI) return thai_oddity(before.code, letter.code);
  double oddity = letter.script == USCRIPT_CYRILLIC ? cyrillic_oddity(before, letter.code) : 0;
  if (!before.is_letter || !letter.is_letter) return oddity;
  const bool inherits = letter.script == USCRIPT_INHERITED || before.script == USCRIPT_INHERITED;
  if (!inherits && before.script != letter.script &&
      (keeps_to_itself(before.script) && keeps_to_itself(letter.script))) {
    ++oddity;
  }
  if (is_final_form(before.code)) ++oddity;
  // Chinese characters stand in Korean text by themselves, if at all.
  if (before.script != letter.script && is_han_or_hangul(before.script) && is_han_or_hangul(letter.script))
    oddity += 0.6;
  if (is_lower(before) && is_upper(letter)) ++oddity;
  // Accented letters follow one another in "créée" and "hyvää", but not one word after the other.
  const bool both_accented =
      letter.script == USCRIPT_LATIN && before.script == USCRIPT_LATIN && before.code >= 0x80 && letter.code >= 0x80;
  if (both_accented && before.code != letter.code) oddity += 0.6;
  return oddity;
}

/// A character that is no letter.
double sign_oddity(char32_t code, bool after_letter, bool before_letter) {
  const bool between_letters = after_letter && before_letter;
  const auto c = static_cast<UChar32>(code);
  if (code == 0xFFFD || (code >= 0x80 && code < 0xA0)) return 2;
  const std::uint32_t mask = U_GET_GC_MASK(c);
  if ((mask & (U_GC_CN_MASK | U_GC_CO_MASK | U_GC_CC_MASK)) != 0) return 2;
  if ((mask & (U_GC_S_MASK | U_GC_NO_MASK)) != 0 || code == 0xAA || code == 0xBA) {
    if (between_letters) return 1.2;
    return after_letter && !is_one_of(code, U"™®©°") ? 0.8 : 0.4;
  }
  if (after_letter && is_one_of(code, U"‚„‹¡¿")) return 0.8;
  const bool is_apostrophe = is_one_of(code, U"’‘·‑‐—–…\u00AD");
  return between_letters && code < 0x2E80 && !is_apostrophe ? 0.8 : 0;
}

}  // namespace

Mojibake look_for_mojibake(std::string_view text) {
  Mojibake result;
  Letter before;
  Letter letter;
  char32_t next = text.empty() ? 0 : 1;
  std::size_t at = 0;
  const auto read = [&] { return at < text.size() ? next_code_point(text, at) : char32_t{0}; };
  next = read();
  while (next != 0) {
    letter = look_at(next);
    next = read();
    if (letter.code >= 0x80) {
      ++result.characters;
      if (!letter.is_letter) result.oddities += sign_oddity(letter.code, before.is_letter, look_at(next).is_letter);
      if (is_half_width_kana(letter.code)) result.oddities += 0.7;
    }
    if (letter.is_letter && (letter.code >= 0x80 || before.code >= 0x80))
      result.oddities += pair_oddity(before, letter);
    before = letter;
  }
  return result;
}

}  // namespace byline

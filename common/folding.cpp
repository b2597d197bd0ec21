#include "common/folding.hpp"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <array>

#include "common/error.hpp"
#include "common/utf8.hpp"

namespace byline {
namespace {

void require(UErrorCode status, const char* what) {
  if (U_FAILURE(status)) throw Error(ErrorKind::Internal, std::string("ICU: ") + what + ": " + u_errorName(status));
}

const icu::Normalizer2& nfkc_casefold() {
  UErrorCode status = U_ZERO_ERROR;
  static const icu::Normalizer2* const instance = icu::Normalizer2::getNFKCCasefoldInstance(status);
  require(status, "no NFKC case folding");
  return *instance;
}

const icu::Normalizer2& nfd() {
  UErrorCode status = U_ZERO_ERROR;
  static const icu::Normalizer2* const instance = icu::Normalizer2::getNFDInstance(status);
  require(status, "no NFD");
  return *instance;
}

const icu::Normalizer2& nfc() {
  UErrorCode status = U_ZERO_ERROR;
  static const icu::Normalizer2* const instance = icu::Normalizer2::getNFCInstance(status);
  require(status, "no NFC");
  return *instance;
}

std::string normalized(const icu::Normalizer2& normalizer, std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  std::string result;
  icu::StringByteSink<std::string> sink(&result, static_cast<std::int32_t>(text.size()));
  normalizer.normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())), sink, nullptr,
                           status);
  require(status, "normalisation failed");
  return result;
}

/// Apostrophes and hyphens have many code points that readers and keyboards do not tell apart.
char32_t plain_punctuation(char32_t c) {
  switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x201B:
    case 0x02BC:
    case 0x2032: return '\'';
    case 0x2010:
    case 0x2011: return '-';
    default: return c;
  }
}

/// Letters with a stroke and ligatures that NFD leaves whole.
std::string_view plain_spelling(char32_t c) {
  switch (c) {
    case U'ø': return "o";
    case U'đ': return "d";
    case U'ð': return "d";
    case U'ł': return "l";
    case U'ħ': return "h";
    case U'þ': return "th";
    case U'æ': return "ae";
    case U'œ': return "oe";
    case U'ı': return "i";
    case 0x0649: return "\u064A";  // alef maksura is often typed for yeh
    default: return {};
  }
}

/// In Cyrillic й, ї and ў are letters of their own; dropping the mark would make other words of them.
bool is_part_of_letter(char32_t base, char32_t mark) {
  return (mark == 0x0306 && (base == U'и' || base == U'у')) || (mark == 0x0308 && base == U'і');
}

bool is_dropped_mark(char32_t base, char32_t mark) {
  if (mark >= 0x0300 && mark <= 0x036F) return !is_part_of_letter(base, mark);
  return (mark >= 0x064B && mark <= 0x065F) || mark == 0x0670 || mark == 0x0640 || (mark >= 0x0591 && mark <= 0x05C7);
}

/// Case folding of the letters that most texts have nothing beside; 0 for others. None of them has a compatibility form
/// and no two of them compose, so a text of them alone needs no normalisation.
char32_t folded_common_letter(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
  if (c >= 0xE0 && c <= 0xFF) return c;
  if (c >= 0xC0 && c <= 0xDE) return c + 0x20;  // Latin-1, without ß
  if (c >= 0x0430 && c <= 0x045F) return c;
  if (c >= 0x0410 && c <= 0x042F) return c + 0x20;  // Cyrillic
  if (c >= 0x0400 && c <= 0x040F) return c + 0x50;
  const char32_t plain = plain_punctuation(c);
  return plain == c ? 0 : plain;
}

/// folded_case of a text of common letters; false, and anything in `result`, for other texts.
bool fold_common(std::string_view text, std::string& result) {
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    const bool is_sign = c == U'×' || c == U'÷';
    const char32_t folded = folded_common_letter(c);
    if (is_sign || (folded == 0 && c != 0)) return false;
    folded < 0x80 ? result.push_back(static_cast<char>(folded)) : append_utf8(result, folded);
  }
  return true;
}

/// without_accents for U+00E0 to U+00FF; an empty one is no letter.
constexpr std::array<std::string_view, 32> kPlainLatin = {"a", "a", "a", "a", "a", "a", "ae", "c", "e",  "e", "e",
                                                          "e", "i", "i", "i", "i", "d", "n",  "o", "o",  "o", "o",
                                                          "o", "",  "o", "u", "u", "u", "u",  "y", "th", "y"};

/// without_accents of a text of common letters; false, and anything in `result`, for other texts.
bool strip_common(std::string_view text, std::string& result) {
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(text, at);
    if (c < 0x80) {
      result.push_back(static_cast<char>(c));
    } else if (c >= 0xE0 && c <= 0xFF && c != U'÷') {
      result.append(kPlainLatin[c - 0xE0]);
    } else if (c >= U'а' && c <= U'я') {
      result.append(text.substr(begin, at - begin));
    } else if (c == U'ё') {
      result.append("е");
    } else {
      return false;
    }
  }
  return true;
}

}  // namespace

std::string folded_case(std::string_view text) {
  std::string result;
  if (fold_common(text, result)) return result;
  const std::string folded = normalized(nfkc_casefold(), text);
  result.clear();
  result.reserve(folded.size());
  for (std::size_t at = 0; at < folded.size();) {
    append_utf8(result, plain_punctuation(next_code_point(folded, at)));
  }
  return result;
}

std::string without_accents(std::string_view text) {
  std::string result;
  if (strip_common(text, result)) return result;
  const std::string decomposed = normalized(nfd(), text);
  result.clear();
  result.reserve(decomposed.size());
  char32_t base = 0;
  for (std::size_t at = 0; at < decomposed.size();) {
    const char32_t c = next_code_point(decomposed, at);
    if (is_dropped_mark(base, c)) continue;
    if (u_getCombiningClass(static_cast<UChar32>(c)) == 0) base = c;
    if (const auto plain = plain_spelling(c); !plain.empty()) {
      result.append(plain);
    } else {
      append_utf8(result, c);
    }
  }
  return normalized(nfc(), result);
}

std::string folded_name(std::string_view text) { return single_spaced(without_accents(folded_case(text))); }

}  // namespace byline

#include "common/folding.hpp"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <algorithm>

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

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
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

}  // namespace

std::string folded_case(std::string_view text) {
  if (is_ascii(text)) {
    std::string lower(text);
    for (char& c : lower) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
    }
    return lower;
  }
  const std::string folded = normalized(nfkc_casefold(), text);
  std::string result;
  result.reserve(folded.size());
  for (std::size_t at = 0; at < folded.size();) {
    append_utf8(result, plain_punctuation(next_code_point(folded, at)));
  }
  return result;
}

std::string without_accents(std::string_view text) {
  if (is_ascii(text)) return std::string(text);
  const std::string decomposed = normalized(nfd(), text);
  std::string result;
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

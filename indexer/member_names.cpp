#include "indexer/member_names.hpp"

#include <unicode/ucnv.h>

#include <algorithm>
#include <cstdint>

#include "common/utf8.hpp"

namespace byline {
namespace {

constexpr std::size_t kMaxPathBytes = 4096;  // PATH_MAX
constexpr std::size_t kMaxUnits = 1000;      // more would not tell more

std::string converted(std::string_view bytes, const char* charset, bool* is_whole = nullptr) {
  UErrorCode status = U_ZERO_ERROR;
  std::string text(bytes.size() * 4 + 16, '\0');
  const std::int32_t length = ucnv_convert("UTF-8", charset, text.data(), static_cast<std::int32_t>(text.size()),
                                           bytes.data(), static_cast<std::int32_t>(bytes.size()), &status);
  if (is_whole != nullptr) *is_whole = U_SUCCESS(status) != 0;
  if (U_FAILURE(status)) return {};
  text.resize(static_cast<std::size_t>(length));
  return text;
}

bool is_control(char c) { return (c >= 0 && c < 0x20) || c == 0x7F; }

/// How likely a character beyond ASCII is in the name of a file; below 0 where only a wrong guess gives it. Han
/// characters are not told apart here.
double likelihood(char32_t c) {
  struct Range {
    char32_t first;
    char32_t last;
    double value;
  };
  static constexpr Range kRanges[] = {
      {0x0080, 0x009F, -3},   // controls
      {0x00C0, 0x00DE, 1.6},  // Latin capitals with accents
      {0x00DF, 0x017F, 2},    // small ones
      {0x0400, 0x042F, 1.5},  // Cyrillic capitals
      {0x0430, 0x045F, 2.2},  // small ones
      {0x2010, 0x2026, 1.5},  // dashes and quotes
      {0x2500, 0x259F, 0},    // boxes
      {0x3001, 0x301F, 2},    // punctuation of Chinese and Japanese
      {0x3041, 0x30FF, 3},    // kana
      {0xAC00, 0xD7A3, 3},    // Hangul
      {0xE000, 0xF8FF, -3},   // private use
      {0xFF01, 0xFF5E, 1.5},  // full width
      {0xFF61, 0xFF9F, 0.7},  // half-width kana
      {0xFFFD, 0xFFFD, -3},   // not in the character set
  };
  for (const Range& range : kRanges) {
    if (c >= range.first && c <= range.last) return range.value;
  }
  return 0.4;
}

constexpr double kCommonHan = 2.5;
constexpr double kOtherHan = 0.5;

/// A character set that names may be in. The common Han characters stand together in these sets: their lead bytes are
/// given, and the least second byte. Of two that fit equally the first is taken.
struct Candidate {
  const char* charset;
  unsigned char first_common = 1;
  unsigned char last_common = 0;
  unsigned char least_second = 0x40;
  bool is_wide = true;
};

constexpr Candidate kCandidates[] = {{"ibm-437", 1, 0, 0, false},      {"ibm-866", 1, 0, 0, false},
                                     {"Shift_JIS", 0x88, 0x97},        {"EUC-KR"},
                                     {"GBK", 0xB0, 0xD7, 0xA1},        {"Big5", 0xA4, 0xC6},
                                     {"windows-1252", 1, 0, 0, false}, {"windows-1251", 1, 0, 0, false}};

/// Cyrillic and Han characters do not stand in one word with Latin letters.
constexpr double kMixedScripts = 0.3;

bool is_cyrillic(char32_t c) { return c >= 0x0400 && c <= 0x045F; }
bool is_latin(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

bool is_han(char32_t c) { return c >= 0x4E00 && c <= 0x9FFF; }

std::size_t unit_length(const Candidate& candidate, std::string_view rest) {
  const auto lead = static_cast<unsigned char>(rest.front());
  const bool is_half_width_kana = candidate.charset == std::string_view("Shift_JIS") && lead >= 0xA1 && lead <= 0xDF;
  return candidate.is_wide && lead > 0x80 && !is_half_width_kana && rest.size() > 1 ? 2 : 1;
}

double likelihood_of_unit(const Candidate& candidate, std::string_view name, std::size_t begin, std::size_t length) {
  const std::string_view unit = name.substr(begin, length);
  const std::string text = converted(unit, candidate.charset);
  if (text.empty()) return -3;
  std::size_t at = 0;
  const char32_t c = next_code_point(text, at);
  const bool behind_latin = begin > 0 && is_latin(name[begin - 1]);
  const bool before_latin = begin + length < name.size() && is_latin(name[begin + length]);
  if (is_cyrillic(c) && (behind_latin || before_latin)) return kMixedScripts;
  if (!is_han(c)) return likelihood(c);
  // A single one inside a Latin word is that word's letter with an accent, perhaps with the letter behind it.
  if (behind_latin && (before_latin || is_latin(unit.back()))) return kMixedScripts;
  const auto lead = static_cast<unsigned char>(unit.front());
  const auto second = static_cast<unsigned char>(unit.back());
  const bool is_common =
      lead >= candidate.first_common && lead <= candidate.last_common && second >= candidate.least_second;
  return is_common ? kCommonHan : kOtherHan;
}

/// The mean over what is not ASCII.
double likelihood_of_names(const Candidate& candidate, const std::vector<std::string>& names) {
  double sum = 0;
  std::size_t count = 0;
  for (const std::string& name : names) {
    for (std::size_t at = 0; at < name.size() && count < kMaxUnits;) {
      const std::size_t length = unit_length(candidate, std::string_view(name).substr(at));
      if (static_cast<unsigned char>(name[at]) >= 0x80) {
        sum += likelihood_of_unit(candidate, name, at, length);
        ++count;
      }
      at += length;
    }
  }
  return count == 0 ? 0 : sum / static_cast<double>(count);
}

}  // namespace

std::string safe_member_path(std::string_view name) {
  std::string path;
  for (std::size_t begin = 0; begin <= name.size();) {
    const std::size_t end = std::min(name.find_first_of("/\\", begin), name.size());
    const std::string_view part = name.substr(begin, end - begin);
    begin = end + 1;
    if (part.empty() || part == "." || part == "..") continue;
    if (!path.empty()) path.push_back('/');
    for (const char c : part) path.push_back(is_control(c) ? '_' : c);
  }
  return path.size() > kMaxPathBytes ? std::string{} : path;
}

std::string charset_of_member_names(const std::vector<std::string>& names, bool is_zip) {
  const Candidate* best = nullptr;
  double most = 0;
  for (const Candidate& candidate : kCandidates) {
    // Windows keeps to the sets of DOS inside a zip; elsewhere names are what they were on disk.
    const bool is_of_dos = std::string_view(candidate.charset).starts_with("ibm-");
    if (is_zip && !candidate.is_wide && !is_of_dos) continue;
    if (!is_zip && is_of_dos) continue;
    const double value = likelihood_of_names(candidate, names);
    if (best != nullptr && value <= most) continue;
    best = &candidate;
    most = value;
  }
  return best->charset;
}

std::string decoded_name(std::string_view name, const std::string& charset) {
  bool is_whole = false;
  std::string text = converted(name, charset.c_str(), &is_whole);
  return is_whole ? text : repair_utf8(name).text;
}

}  // namespace byline

#include "indexer/language_detector.hpp"

#include <cstdio>  // CLD2's header needs it and does not say so

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>
#include <unicode/uscript.h>

#include <array>

#include "common/utf8.hpp"

namespace byline {
namespace {

/// Headlines and captions in capitals, names and loan words mislead; from about two sentences on they do not.
constexpr std::size_t kMinBytes = 160;
/// More text makes the answer no surer.
constexpr std::size_t kMaxBytes = 16 * 1024;

/// CLD2 has codes of its own for a few languages.
std::string iso_code(std::string_view code) {
  if (code == "iw") return "he";
  if (code == "jw") return "jv";
  code = code.substr(0, code.find('-'));
  return code.size() == 2 || code.size() == 3 ? std::string(code) : std::string{};
}

struct Detection {
  CLD2::Language language = CLD2::UNKNOWN_LANGUAGE;   ///< the detector's summary
  CLD2::Language commonest = CLD2::UNKNOWN_LANGUAGE;  ///< of the greatest part of the text
  double share = 0;                                   ///< of that in the text
  bool is_reliable = false;
};

Detection detect(std::string_view text) {
  const CLD2::CLDHints no_hints{nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  std::array<CLD2::Language, 3> languages{};
  std::array<int, 3> percents{};
  std::array<double, 3> scores{};
  int text_bytes = 0;
  Detection found;
  found.language = CLD2::ExtDetectLanguageSummary(text.data(), static_cast<int>(text.size()), /*is_plain_text=*/true,
                                                  &no_hints, 0, languages.data(), percents.data(), scores.data(),
                                                  nullptr, &text_bytes, &found.is_reliable);
  found.commonest = languages.front();
  found.share = percents.front() / 100.0;
  return found;
}

bool is_in_latin_letters(const std::string& language) {
  std::array<UScriptCode, 8> scripts{};
  UErrorCode status = U_ZERO_ERROR;
  const std::int32_t count = uscript_getCode(language.c_str(), scripts.data(), scripts.size(), &status);
  return U_SUCCESS(status) && count > 0 && scripts.front() == USCRIPT_LATIN;
}

}  // namespace

std::string detect_language(std::string_view text) {
  text = whole_code_points(text, kMaxBytes);
  if (text.size() < kMinBytes) return {};
  const Detection found = detect(text);
  if (!found.is_reliable || found.language == CLD2::UNKNOWN_LANGUAGE) return {};
  // The detector holds English for filler between other languages: names in a report about rugby make it Italian. In
  // Latin letters the language of most of the text counts.
  const std::string code = iso_code(CLD2::LanguageCode(found.language));
  if (found.commonest == found.language || !is_in_latin_letters(code)) return code;
  return iso_code(CLD2::LanguageCode(found.commonest));
}

LanguageGuess guess_language(std::string_view text) {
  const Detection found = detect(whole_code_points(text, kMaxBytes));
  if (found.commonest == CLD2::UNKNOWN_LANGUAGE) return {};
  return {iso_code(CLD2::LanguageCode(found.commonest)), found.share, found.is_reliable};
}

std::string detect_language(const Article& article) {
  std::string text = article.title;
  for (const Section& section : article.sections) {
    if (text.size() > kMaxBytes) break;
    text += '\n';
    text += section.text;
  }
  return detect_language(text);
}

}  // namespace byline

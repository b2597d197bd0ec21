#include "indexer/language_detector.hpp"

#include <cld2/public/compact_lang_det.h>

#include <algorithm>

#include "common/utf8.hpp"

namespace byline {
namespace {

/// Headlines and captions in capitals, names and loan words mislead; from about two sentences on they do not.
constexpr std::size_t kMinBytes = 160;
/// More text makes the answer no surer.
constexpr std::size_t kMaxBytes = 16 * 1024;

std::string_view shortened(std::string_view text) {
  if (text.size() <= kMaxBytes) return text;
  std::size_t end = kMaxBytes;
  while ((static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

/// CLD2 has codes of its own for a few languages.
std::string iso_code(std::string_view code) {
  if (code == "iw") return "he";
  if (code == "jw") return "jv";
  code = code.substr(0, code.find('-'));
  return code.size() == 2 || code.size() == 3 ? std::string(code) : std::string{};
}

}  // namespace

std::string detect_language(std::string_view text) {
  text = shortened(text);
  if (text.size() < kMinBytes) return {};
  bool is_reliable = false;
  const CLD2::Language language =
      CLD2::DetectLanguage(text.data(), static_cast<int>(text.size()), /*is_plain_text=*/true, &is_reliable);
  if (!is_reliable || language == CLD2::UNKNOWN_LANGUAGE || language == CLD2::TG_UNKNOWN_LANGUAGE) return {};
  return iso_code(CLD2::LanguageCode(language));
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

#include "indexer/page_language.hpp"

#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

#include "indexer/article_fields.hpp"
#include "indexer/language_detector.hpp"

namespace byline {
namespace {

/// What is in paragraphs, as far as the detector looks.
std::string running_text(const PageView& view) {
  constexpr std::size_t kEnough = 16 * 1024;
  const HtmlTree& page = view.page();
  std::string text;
  for (HtmlNode::Id id = 0; id < page.size() && text.size() < kEnough; ++id) {
    if (page[id].tag != "p" || !view.is_of_article(id)) continue;
    text += view.page().text_of(id) + "\n";
    id = page[id].end - 1;
  }
  return text;
}

UScriptCode script_of_language(const std::string& language) {
  std::array<UScriptCode, 8> scripts{};
  UErrorCode status = U_ZERO_ERROR;
  const std::int32_t count = uscript_getCode(language.c_str(), scripts.data(), scripts.size(), &status);
  return U_SUCCESS(status) && count > 0 ? scripts.front() : USCRIPT_UNKNOWN;
}

/// Languages that detectors mistake for each other; what is declared is then right.
bool are_close(const std::string& a, const std::string& b) {
  constexpr std::array<std::string_view, 9> kGroups = {" no nb nn da sv ", " id ms jv su ",    " hr sr bs sl mk bg ",
                                                       " cs sk ",          " pt gl es ca oc ", " ru uk be bg ",
                                                       " hi mr ne ",       " zh yue ja ",      " tr az tk "};
  return std::any_of(kGroups.begin(), kGroups.end(), [&](std::string_view group) {
    return group.find(" " + a + " ") != std::string_view::npos && group.find(" " + b + " ") != std::string_view::npos;
  });
}

struct Declaration {
  std::string code;
  std::string origin;
};

std::vector<Declaration> declarations_of(const PageView& view, const std::vector<PageClaim>& claims) {
  const HtmlNode& root = view.page()[HtmlTree::root()];
  std::vector<Declaration> declared;
  const auto add = [&](std::string_view value, const std::string& origin) {
    const auto code = language_code(value.substr(0, value.find(',')));
    // Codes that stand for no language, for several, and for not knowing.
    if (code && *code != "und" && *code != "mul" && *code != "zxx") declared.push_back({*code, origin});
  };
  for (const char* attribute : {"lang", "xml:lang"}) {
    add(root.attribute(attribute), "<html " + std::string(attribute) + ">");
  }
  for (const PageClaim& claim : claims) add(claim.value, claim.origin);
  return declared;
}

}  // namespace

std::optional<PageLanguage> language_of_page(const PageView& view, const std::vector<PageClaim>& claims) {
  constexpr std::size_t kPlainBytes = 1500;
  const std::vector<Declaration> declared = declarations_of(view, claims);
  if (declared.empty()) return std::nullopt;
  const Declaration& stated = declared.front();
  const std::string text = running_text(view);
  const std::string detected = detect_language(text);
  // Filler text is detected as Latin.
  if (detected.empty() || detected == "la" || detected == stated.code || are_close(detected, stated.code)) {
    return PageLanguage{stated.code, stated.origin, {}};
  }
  const auto agrees =
      std::find_if(declared.begin(), declared.end(), [&](const Declaration& other) { return other.code == detected; });
  const bool is_other_script = script_of_language(detected) != script_of_language(stated.code);
  if (agrees == declared.end() && !is_other_script && text.size() < kPlainBytes) {
    return PageLanguage{stated.code, stated.origin, {}};
  }
  return PageLanguage{
      detected, agrees == declared.end() ? "the text" : agrees->origin,
      "language '" + stated.code + "' of " + stated.origin + " is not that of the text, '" + detected + "'"};
}

}  // namespace byline

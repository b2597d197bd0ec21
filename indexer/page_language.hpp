#pragma once

#include <optional>
#include <string>
#include <vector>

#include "indexer/page_claims.hpp"
#include "indexer/page_view.hpp"

namespace byline {

/// The language of a page's article.
struct PageLanguage {
  std::string code;    ///< ISO 639-1
  std::string origin;  ///< "<html lang>", "og:locale", …, "the text"
  std::string note;    ///< when it is not the one declared
};

/// What the page declares: `<html lang>`, else the first of `claims`. It gives way to the language that the text is
/// detected to have when the two are not easily mistaken for each other and either another declaration agrees with the
/// text, or the two are written in different scripts, or there is much text: templates come with a language that nobody
/// changed. Nothing when the page declares none.
std::optional<PageLanguage> language_of_page(const PageView& view, const std::vector<PageClaim>& claims);

}  // namespace byline

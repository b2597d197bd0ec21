#pragma once

#include <string>
#include <vector>

#include "indexer/page_claims.hpp"
#include "indexer/page_view.hpp"

namespace byline {

struct PageTags {
  std::vector<std::string> tags;
  std::string origin;
};

/// The tags of a page's article: `article:tag`, else JSON-LD's keywords, else the first of `claims`, else links with
/// `rel=tag`. A value may be a list with commas.
PageTags tags_of_page(const PageView& view, const std::vector<PageClaim>& claims);

}  // namespace byline

#pragma once

#include "indexer/html_tree.hpp"
#include "indexer/page_claims.hpp"

namespace byline {

/// Adds what the `meta` and `link` elements say: OpenGraph and `article:*`, Dublin Core, the tags of search engines and
/// of analytics services.
void collect_meta_tags(const HtmlTree& page, PageClaims& claims);

}  // namespace byline

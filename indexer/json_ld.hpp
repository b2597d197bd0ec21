#pragma once

#include "indexer/html_tree.hpp"
#include "indexer/page_claims.hpp"

namespace byline {

/// Adds what the page's JSON-LD (schema.org in `<script type="application/ld+json">`) says of its article: of the one
/// that is the page's main thing, not of those in lists of related ones. Scripts that are not quite JSON (comments
/// around it, line breaks in strings, commas too many) are read all the same; others are passed over.
void collect_json_ld(const HtmlTree& page, PageClaims& claims);

}  // namespace byline

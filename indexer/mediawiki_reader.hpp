#pragma once

#include "indexer/reader.hpp"

namespace byline {

/// Reads the XML export of a MediaWiki, page by page: an article for the last revision of each page in the main
/// namespace. Redirects, pages of other namespaces and pages that are no wikitext are left out. Memory is that of one
/// revision. Who edited a page last is kept as metadata: a wiki's page has no author.
void read_mediawiki(const Source& source, const ReadOptions& options, const OutcomeSink& sink);

}  // namespace byline

#pragma once

#include "indexer/reader.hpp"

namespace byline {

/// Reads an RSS feed (0.9 to 2.0, RDF among them, and exports of WordPress) or an Atom feed (0.3 and 1.0, and exports
/// of Blogger), an entry at a time. Unrecognised when the document is neither.
void read_xml_feed(const Source& source, const ReadOptions& options, const OutcomeSink& sink);

}  // namespace byline

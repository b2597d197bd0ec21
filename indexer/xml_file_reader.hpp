#pragma once

#include "indexer/reader.hpp"

namespace byline {

/// Reads a `.xml` file as what its root element says it is: a feed or a MediaWiki export. Unrecognised when it is
/// neither, for XML may be anything.
void read_xml_file(const Source& source, const ReadOptions& options, const OutcomeSink& sink);

}  // namespace byline

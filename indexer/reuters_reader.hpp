#pragma once

#include "indexer/reader.hpp"

namespace byline {

/// Reads news in the SGML layout of the Reuters-21578 collection: records between `<REUTERS …>` and `</REUTERS>`, each
/// an article. A record that is not closed is rejected, the others are read. Unrecognised when there is none, for SGML
/// may be anything.
void read_reuters(const Source& source, const ReadOptions& options, const OutcomeSink& sink);

}  // namespace byline

#pragma once

#include "indexer/reader.hpp"

namespace byline {

/// Reads reStructuredText, also below a header (header_fields.hpp). What the header or the field list at the top says
/// counts; else the first heading is the title.
void read_rst(const Source& source, const ReadOptions& options, const OutcomeSink& sink);

}  // namespace byline

#pragma once

#include "indexer/reader.hpp"

namespace byline {

/// Reads JSON Lines: one object a line, each an article (article_fields.hpp has the names). Text fields are taken as
/// they are, with no search for headings or bylines in them. A line that is no object, or says nothing, is rejected;
/// the others are still read. Blank lines are skipped.
void read_json_lines(const Source& source, const ReadOptions& options, const OutcomeSink& sink);

}  // namespace byline

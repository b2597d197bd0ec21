#pragma once

#include "indexer/reader.hpp"

namespace byline {

/// Reads a PDF as one article, by means of poppler's programs.
void read_pdf(const Source& source, const ReadOptions& options, const OutcomeSink& sink);

}  // namespace byline

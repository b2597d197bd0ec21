#pragma once

#include "indexer/reader.hpp"

namespace byline {

/// Reads an EPUB, of version 2 or 3, as one article.
void read_epub(const Source& source, const ReadOptions& options, const OutcomeSink& sink);

}  // namespace byline

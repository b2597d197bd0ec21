#pragma once

#include "indexer/reader.hpp"

namespace byline {

/// Read a document of a word processor as one article, by means of pandoc.
void read_docx(const Source& source, const ReadOptions& options, const OutcomeSink& sink);
void read_odt(const Source& source, const ReadOptions& options, const OutcomeSink& sink);
void read_rtf(const Source& source, const ReadOptions& options, const OutcomeSink& sink);

}  // namespace byline

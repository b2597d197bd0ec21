#pragma once

#include "indexer/reader.hpp"

namespace byline {

/// Reads a JSON Feed (1.0 and 1.1) an item at a time, so that one that is cut off or damaged in places gives the items
/// that are whole. Unrecognised when the file is no JSON Feed: other JSON is nobody's article.
void read_json_feed(const Source& source, const ReadOptions& options, const OutcomeSink& sink);

}  // namespace byline

#pragma once

#include "indexer/reader.hpp"

namespace byline {

/// Reads a feed, RSS, Atom or JSON Feed by what it holds; each entry is an article. What is none is rejected: the
/// file's name, or whoever named the format, promised one.
void read_feed(const Source& source, const ReadOptions& options, const OutcomeSink& sink);

}  // namespace byline

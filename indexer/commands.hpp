#pragma once

#include "indexer/options.hpp"

namespace byline {

/// Carries out a command line of byline-index and returns its exit code: 0 done; 1 done, but inputs were skipped, or an
/// index is not sound. Throws Error when the command could not be carried out.
int run(const IndexerOptions& options);

}  // namespace byline

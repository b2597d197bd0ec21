#pragma once

#include "searcher/options.hpp"
#include "searcher/printer.hpp"

namespace byline {

/// Carries out a command line of byline-search and returns its exit code: 0 found, 1 nothing found, 2 a query of a
/// batch was bad. Throws Error when nothing could be searched.
int run(const SearcherOptions& options);

}  // namespace byline

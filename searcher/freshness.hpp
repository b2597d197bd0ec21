#pragma once

#include <string>
#include <vector>

#include "searcher/archive.hpp"
#include "searcher/results.hpp"

namespace byline {

/// Whether the files at `paths` still are what the archive read, in their order: by size, time and inode, then by a
/// hash of their content. Standard input is always fresh. Records are read in the order of the index, so that what lies
/// side by side there is read once, and each file is looked at once.
std::vector<Freshness> freshness_of(const std::vector<std::string>& paths, const Archive& archive);

}  // namespace byline

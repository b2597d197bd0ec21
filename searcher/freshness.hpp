#pragma once

#include <string>
#include <vector>

#include "searcher/archive.hpp"
#include "searcher/results.hpp"

namespace byline {

/// Whether the file at `path` still is what the archive read: by size, time and inode, then by a hash of its content.
/// Standard input is always fresh.
Freshness freshness_of(const std::string& path, const Archive& archive);

/// The same of several files, in their order. Their records are read in the order of the index, so that what lies side
/// by side there is read once, and each file is looked at once.
std::vector<Freshness> freshness_of(const std::vector<std::string>& paths, const Archive& archive);

}  // namespace byline

#pragma once

#include <string>

#include "searcher/archive.hpp"
#include "searcher/results.hpp"

namespace byline {

/// Whether the file at `path` still is what the archive read: by size, time and inode, then by a hash of its content.
/// Standard input is always fresh.
Freshness freshness_of(const std::string& path, const Archive& archive);

}  // namespace byline

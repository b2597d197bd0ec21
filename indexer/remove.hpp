#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "indexer/build.hpp"

namespace byline {

/// Removes the articles of files that are, or lie under, `paths` (which need not exist any more; "-" are those from
/// standard input), and forgets the roots there. A path under which nothing is indexed is listed as skipped. Throws
/// Error: then the index is as it was.
BuildReport remove_paths(const std::filesystem::path& index, const std::vector<std::string>& paths);

}  // namespace byline

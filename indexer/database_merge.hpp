#pragma once

#include <filesystem>
#include <vector>

namespace byline {

/// The database of this name in each folder, in this order, merged by Xapian into one in `target`. Xapian's exceptions
/// pass through.
void merge_databases(const std::vector<std::filesystem::path>& folders, const char* name,
                     const std::filesystem::path& target);

}  // namespace byline

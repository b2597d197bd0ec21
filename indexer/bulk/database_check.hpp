#pragma once

#include <filesystem>
#include <string>

namespace byline::bulk {

/// What Xapian's own check finds wrong with the structure of a database: nothing, or its words for it. It does not see
/// whether two tables that are sound say different things.
std::string check(const std::filesystem::path& database);

}  // namespace byline::bulk

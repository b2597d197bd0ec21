#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace byline::test {

/// Archives made by hand, without compression, so that tests can put anything into them.

using Members = std::vector<std::pair<std::string, std::string>>;  ///< name as it stands there, and bytes

/// Names that are valid UTF-8 beyond ASCII get the mark for it.
std::string zip_of(const Members& members);
std::string tar_of(const Members& members);

/// A zip whose list of members names the one it holds `count` times.
std::string zip_of_overlapping(const std::string& bytes, unsigned count);

}  // namespace byline::test

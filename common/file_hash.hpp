#pragma once

#include <optional>
#include <string>

namespace byline {

/// hash128 of all bytes of a file, which is not loaded as a whole. Nothing when it cannot be read; errno says why.
std::optional<std::string> hash128_of_file(const std::string& path);

}  // namespace byline

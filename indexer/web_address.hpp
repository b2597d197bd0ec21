#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace byline {

/// "www.example.org" of "https://www.example.org:443/a"; empty for what is no http(s) address.
std::string host_of(std::string_view url);

/// The absolute http(s) address that `reference` means on a page at `base`; nothing when it is no such address, or is
/// relative and the base is not absolute. Paths with dots are not shortened.
std::optional<std::string> absolute_address(std::string_view reference, std::string_view base);

}  // namespace byline

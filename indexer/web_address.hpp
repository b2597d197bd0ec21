#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace byline {

/// The address that a reference stands for in a document at `base` (RFC 3986, section 5.2): "../b.html" at
/// "https://x.org/a/c.html" is "https://x.org/b.html". White space around both is ignored; a reference that is a whole
/// address is itself, and so is any reference when there is no usable base.
std::string resolved_address(std::string_view reference, std::string_view base);

/// The same when it is an http(s) address; nothing when it is none, or is relative and the base is not absolute.
std::optional<std::string> absolute_address(std::string_view reference, std::string_view base);

/// "www.example.org" of "https://www.example.org:443/a"; empty for what is no http(s) address.
std::string host_of(std::string_view url);

/// True for "http://…" and "https://…".
bool is_web_address(std::string_view text);

}  // namespace byline

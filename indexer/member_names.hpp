#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace byline {

/// The names of files in archives, which came from other machines and other times.

/// `name` as a relative path of UTF-8: parts divided by '/', none of them empty, "." or ".."; without NUL and control
/// characters. Empty when nothing is left, or when it is longer than any path can be.
std::string safe_member_path(std::string_view name);

/// ICU's name of the character set that these names, none of them UTF-8, are most likely in. Zip files without the mark
/// for UTF-8 have the set of the machine they were packed on: mostly CP437, CP866, Shift-JIS, GBK, Big5 or EUC-KR.
std::string charset_of_member_names(const std::vector<std::string>& names, bool is_zip);

/// The name in UTF-8. What cannot be decoded becomes U+FFFD.
std::string decoded_name(std::string_view name, const std::string& charset);

}  // namespace byline

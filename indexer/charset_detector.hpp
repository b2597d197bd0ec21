#pragma once

#include <string>
#include <string_view>

namespace byline {

/// The character set of text of which nothing else tells what it is; a name that converted() knows. `bytes` are not
/// UTF-8; ASCII means itself in them, but for escape sequences of ISO-2022. ICU's detector, the detector of languages
/// and the look of what comes out (mojibake.hpp) have a say each, for each of them fails on texts that the others tell:
/// short ones, sets that ICU has no model of, and scripts of one language.
std::string detect_charset(std::string_view bytes);

}  // namespace byline

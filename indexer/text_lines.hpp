#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace byline {

/// The lines of a text with "\n" line ends, without them. A line break at the end begins no further line.
std::vector<std::string_view> lines_of(std::string_view text);

/// How many lines of the text end in "\n".
std::size_t count_lines(std::string_view text);

/// True when both are the same but for the case of ASCII letters.
bool equals_ignoring_case(std::string_view a, std::string_view b);

}  // namespace byline

#pragma once

#include <string>
#include <string_view>

namespace byline {

/// One name as it is shown: without marks and quotes around it, honorifics ("Dr.", "Sir", "Frau"), degrees, footnote
/// numbers, and the words of an office behind it ("Jane Doe Staff Writer"); "ERIN McAVOY" becomes "Erin McAvoy". Names
/// in scripts without case stay as they are but for a reporter's title. Never longer than `name`; may be empty.
std::string tidy_name(std::string_view name);

/// A name in capitals as it is written elsewhere: "LUDWIG VAN DER BERG III" -> "Ludwig van der Berg III". What is not a
/// person's name in capitals stays: "BBC NEWS", "Hiroshi SHIBATA".
std::string without_capitals(std::string_view name);

}  // namespace byline

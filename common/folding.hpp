#pragma once

#include <string>
#include <string_view>

namespace byline {

/// Unicode's NFKC case folding (UAX #44, NFKC_Casefold): case, compatibility forms and ignorable characters such as the
/// soft hyphen disappear; accents stay, for stemmers are written for accented text. Apostrophes of every kind become
/// "'", dashes that join words become "-".
std::string folded_case(std::string_view text);

/// Removes what a reader would not type: accents of Latin, Greek and Cyrillic letters (but й, ї and ў are letters of
/// their own), Arabic and Hebrew vowel points, the tatweel; ø, đ, ł, æ, œ, ð, þ and ħ become their plain spelling.
/// REQUIRES: `text` is the result of folded_case.
std::string without_accents(std::string_view text);

/// The key under which names, headings, tags and phrases are the same: folded_case, without_accents, white space
/// single.
std::string folded_name(std::string_view text);

}  // namespace byline

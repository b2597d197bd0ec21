#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace byline {

/// Well-formed UTF-8 as Unicode's table 3-7 has it: no overlong forms, no surrogates.
bool is_valid_utf8(std::string_view bytes);

struct Repaired {
  std::string text;              ///< well-formed UTF-8
  std::size_t replacements = 0;  ///< how many ill-formed subsequences became U+FFFD
};

/// Replaces each maximal ill-formed subsequence by U+FFFD, as the WHATWG decoder does.
Repaired repair_utf8(std::string_view bytes);

/// Decodes the code point at `offset` of well-formed UTF-8 and moves `offset` past it. REQUIRES: offset < text.size().
char32_t next_code_point(std::string_view text, std::size_t& offset);

void append_utf8(std::string& text, char32_t code_point);

/// Whether every byte is a character of ASCII.
bool is_ascii(std::string_view text);

/// The number of code points in well-formed UTF-8.
std::size_t count_code_points(std::string_view text);

/// The first code points of well-formed UTF-8, up to `count`.
std::string_view first_code_points(std::string_view text, std::size_t count);

/// The longest beginning of well-formed UTF-8 that is whole code points and has at most `max_bytes`.
std::string_view whole_code_points(std::string_view text, std::size_t max_bytes);

/// Without the white space (Unicode's White_Space and U+FEFF, U+200B) at both ends.
std::string_view trim(std::string_view text);

/// Runs of white space, line breaks among them, become one space; none at the ends.
std::string single_spaced(std::string_view text);

}  // namespace byline

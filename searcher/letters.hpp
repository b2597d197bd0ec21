#pragma once

#include <string>
#include <string_view>

namespace byline {

/// The letters that a typing error is about: code points, but for a Hangul syllable the two or three conjoining jamo of
/// which Unicode makes it.
std::u32string letters_of(std::string_view word);

/// Adds the letters of one code point.
void append_letters(std::u32string& letters, char32_t code_point);

}  // namespace byline

#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace byline {

/// The case of the letters A to Z alone, in which the keywords of markup are written; for people's text there is
/// common/folding.
inline char ascii_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

inline std::string ascii_lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), [](char c) { return ascii_lower(c); });
  return result;
}

inline bool same_but_ascii_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return ascii_lower(x) == ascii_lower(y); });
}

}  // namespace byline

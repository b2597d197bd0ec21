#pragma once

#include <cstddef>
#include <string_view>

namespace byline {

/// Stretches of a text: what stands between ASCII's white space. No word goes on from one into the next, so a text is
/// cut into words alike with what stands around a stretch and without. Places are bytes.

inline bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t'; }

/// Where the stretch begins that ends at `at` or goes on there.
inline std::size_t start_of_stretch(std::string_view text, std::size_t at) {
  while (at > 0 && !is_space(text[at - 1])) --at;
  return at;
}

/// Where the one ends that begins at `at` or goes on there.
inline std::size_t end_of_stretch(std::string_view text, std::size_t at) {
  while (at < text.size() && !is_space(text[at])) ++at;
  return at;
}

}  // namespace byline

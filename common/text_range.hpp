#pragma once

#include <cstddef>

namespace byline {

/// A half-open range of bytes.
struct TextRange {
  std::size_t begin = 0;
  std::size_t end = 0;

  friend bool operator==(const TextRange&, const TextRange&) = default;
};

}  // namespace byline

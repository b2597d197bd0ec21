#pragma once

#include <cstddef>
#include <string_view>

namespace byline {

/// What speaks for and against text having been decoded by the right character set, among its characters beyond ASCII.
struct Mojibake {
  std::size_t characters = 0;  ///< beyond ASCII
  double oddities = 0;  ///< control characters, unassigned ones, signs inside words, scripts mixed in one word, letters
                        ///< where spelling has them never; a weight of about one each
};

Mojibake look_for_mojibake(std::string_view text);

}  // namespace byline

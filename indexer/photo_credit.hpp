#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "common/article.hpp"
#include "indexer/text_blocks.hpp"

namespace byline {

/// A line under a photo: what it shows and who took it.
struct PhotoCredit {
  std::string_view caption;  ///< empty when the line is a credit only
  std::string_view credit;   ///< "Photo: Lena Marsh/Northlight"
};

/// Reads "A patrol crosses. | Photo: X", "A patrol crosses. (Photo: X)", "Photo by X" and "Credit: X".
std::optional<PhotoCredit> parse_photo_credit(std::string_view line);

/// Makes captions and credits asides: near the top whatever their form, further down only behind a stroke, which no
/// sentence has. The line above that repeats the caption's words (a picture's alternative text) goes with it.
void take_photo_captions(std::vector<TextBlock>& blocks, Article& article);

}  // namespace byline

#pragma once

#include <string_view>

#include "indexer/node_hints.hpp"

namespace byline {

/// What a heading says of the part of a page below it: "27 Comments", "Lesen Sie auch", "相关阅读" head comments or
/// related links. None for headings of articles. Numbers and punctuation do not count.
NodeHint hint_of_heading(std::string_view text);

}  // namespace byline

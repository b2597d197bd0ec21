#pragma once

#include <vector>

#include "common/article.hpp"
#include "indexer/text_blocks.hpp"

namespace byline {

/// Which blocks of a body are section headings, and how deep each stands: 1 for a top section, 0 for text. One number
/// a block. An article that is an interview has questions where others have headings; those are text.
std::vector<int> heading_levels(const std::vector<TextBlock>& blocks, bool is_interview);

}  // namespace byline

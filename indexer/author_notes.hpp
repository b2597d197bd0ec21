#pragma once

#include <vector>

#include "common/article.hpp"
#include "indexer/text_blocks.hpp"

namespace byline {

/// Takes what stands behind the text of an article: who edited or translated it, notes about its authors, and lists of
/// related articles. Authors' notes name the authors when no byline did.
void take_author_notes(std::vector<TextBlock>& blocks, Article& article);

}  // namespace byline

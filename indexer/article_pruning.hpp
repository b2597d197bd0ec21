#pragma once

#include <cstdint>
#include <vector>

#include "indexer/html_tree.hpp"
#include "indexer/main_text.hpp"
#include "indexer/page_parts.hpp"

namespace byline {

/// What inside a node of the article is not part of it.
struct PrunedArticle {
  std::vector<SetApart> apart;  ///< deepest first
  std::uint32_t letters = 0;    ///< how much is left
};

/// Step 5 of find_main_text, for one of the article's nodes.
PrunedArticle prune_article(const HtmlTree& page, const PageParts& parts, HtmlNode::Id top);

}  // namespace byline

#pragma once

#include <vector>

#include "indexer/html_tree.hpp"
#include "indexer/page_parts.hpp"

namespace byline {

/// The nodes of a page that hold its article, in document order and none inside another: steps 3 and 4 of
/// find_main_text. None when nothing on the page looks like running text.
std::vector<HtmlNode::Id> article_nodes(const HtmlTree& page, const PageParts& parts);

}  // namespace byline

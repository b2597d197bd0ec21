#pragma once

#include <string>
#include <vector>

#include "indexer/byline_names.hpp"
#include "indexer/page_view.hpp"

namespace byline {

/// People that the page shows in one place.
struct VisibleByline {
  Byline people;
  std::string origin;               ///< "rel=author", "element “byline”", "line “By …”"
  std::vector<HtmlNode::Id> nodes;  ///< what it was read from
};

/// Bylines that a reader of the page sees, the likeliest first: what markup says is the author (`itemprop`,
/// `rel=author`, hCard), then elements that are named for it near the headline, then a line "By A and B" at the top of
/// the text.
std::vector<VisibleByline> visible_bylines(const PageView& view, HtmlNode::Id headline, const BylineContext& context);

}  // namespace byline

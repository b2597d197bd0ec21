#pragma once

#include <vector>

#include "common/article.hpp"
#include "indexer/html_tree.hpp"

namespace byline {

/// What a page says of its article was read from.
struct PageMetadata {
  std::vector<HtmlNode::Id> taken;  ///< nodes that are bylines and dates, and so no body; in document order
};

/// Fills the fields of an article from a web page: everything but the body.
PageMetadata apply_page_metadata(const HtmlTree& page, Article& article);

}  // namespace byline

#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "common/article.hpp"
#include "indexer/html_tree.hpp"

namespace byline {

/// What a subtree of a page is that is not body.
enum class Apartness : std::uint8_t { Omitted, Caption, Credit, Byline, Bio, Related };

/// A subtree that is not body, inside the article or outside it.
struct SetApart {
  HtmlNode::Id id = HtmlNode::kNone;
  Apartness kind = Apartness::Omitted;
  std::string_view reason;  ///< of what is omitted: "navigation", "comments", "hidden"
};

/// Which nodes of a page are the article.
struct MainText {
  std::vector<HtmlNode::Id> tops;  ///< in document order, none inside another
  std::vector<SetApart> apart;     ///< in document order, none inside another; inside the tops or beside them
};

/// Finds the article on a page. `taken` are nodes known to be bylines and dates.
MainText find_main_text(const HtmlTree& page, const std::vector<HtmlNode::Id>& taken);

/// All of the page is the article; for fragments.
MainText whole_text(const HtmlTree& page);

}  // namespace byline

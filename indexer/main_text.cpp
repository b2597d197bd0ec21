#include "indexer/main_text.hpp"

#include <algorithm>

namespace byline {

MainText find_main_text(const HtmlTree& page, const std::vector<HtmlNode::Id>& taken) {
  MainText result = whole_text(page);
  const HtmlNode::Id top = result.tops.front();
  for (HtmlNode::Id id = top; id < page[top].end;) {
    const HtmlNode& node = page[id];
    const bool is_taken = std::find(taken.begin(), taken.end(), id) != taken.end();
    if (is_taken) result.apart.push_back({id, Apartness::Byline, {}});
    if (node.tag == "nav" || node.tag == "footer" || node.tag == "header" || node.tag == "aside") {
      result.apart.push_back({id, Apartness::Omitted, "navigation"});
    }
    const bool is_apart = !result.apart.empty() && result.apart.back().id == id;
    id = is_apart ? node.end : id + 1;
  }
  return result;
}

MainText whole_text(const HtmlTree& page) {
  const HtmlNode::Id body = page.find("body");
  return {{body == HtmlNode::kNone ? HtmlTree::root() : body}, {}};
}

}  // namespace byline

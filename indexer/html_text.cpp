#include "indexer/html_text.hpp"

#include "indexer/html_tree.hpp"

namespace byline {

std::string text_of_html(std::string_view fragment) {
  const HtmlTree tree(fragment);
  std::string text;
  for (HtmlNode::Id id = HtmlTree::root(); id < tree.size();) {
    const HtmlNode& node = tree[id];
    if (is_unshown_tag(node.tag) || node.tag == "title") {
      // Not shown, but its lines count.
      if (!text.empty() && text.back() != '\n') text += ' ';
      id = node.end;
      continue;
    }
    if (node.is_text()) {
      text += node.text;
    } else if (!is_inline_tag(node.tag) && !text.empty() && text.back() != '\n') {
      text += ' ';
    }
    ++id;
  }
  return text;
}

}  // namespace byline

#include "indexer/html_tree.hpp"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <memory>

#include "common/utf8.hpp"

namespace byline {
namespace {

struct DestroyOutput {
  void operator()(GumboOutput* output) const { gumbo_destroy_output(&kGumboDefaultOptions, output); }
};

std::string lower_case(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

/// The parser knows the tags of HTML by number, others by their source.
std::string tag_of(const GumboElement& element) {
  if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
  GumboStringPiece name = element.original_tag;
  gumbo_tag_from_original_text(&name);
  std::string tag = name.length == 0 ? "unknown" : lower_case(std::string(name.data, name.length));
  return is_valid_utf8(tag) ? tag : "unknown";
}

std::string clean(const char* text) {
  std::string result(text);
  return is_valid_utf8(result) ? result : repair_utf8(result).text;
}

HtmlNode element_node(const GumboElement& element) {
  HtmlNode node;
  node.tag = tag_of(element);
  node.line = element.start_pos.line;
  node.attributes.reserve(element.attributes.length);
  for (unsigned i = 0; i < element.attributes.length; ++i) {
    const auto* attribute = static_cast<const GumboAttribute*>(element.attributes.data[i]);
    node.attributes.push_back({lower_case(clean(attribute->name)), clean(attribute->value)});
  }
  return node;
}

/// Our node for the parser's; nothing for comments.
bool convert(const GumboNode& node, HtmlNode& converted) {
  switch (node.type) {
    case GUMBO_NODE_ELEMENT:
    case GUMBO_NODE_TEMPLATE: converted = element_node(node.v.element); return true;
    case GUMBO_NODE_TEXT:
    case GUMBO_NODE_CDATA:
    case GUMBO_NODE_WHITESPACE:
      converted.text = clean(node.v.text.text);
      converted.line = node.v.text.start_pos.line;
      return !converted.text.empty();
    default: return false;
  }
}

struct Pending {
  const GumboNode* node;
  HtmlNode::Id parent;
};

/// Depth first with a stack of our own.
std::vector<HtmlNode> flattened(const GumboNode& root) {
  std::vector<HtmlNode> nodes;
  std::vector<HtmlNode::Id> last_child;
  std::vector<Pending> pending{{&root, HtmlNode::kNone}};
  while (!pending.empty()) {
    const Pending next = pending.back();
    pending.pop_back();
    HtmlNode node;
    if (!convert(*next.node, node)) continue;
    const auto id = static_cast<HtmlNode::Id>(nodes.size());
    node.parent = next.parent;
    if (next.parent != HtmlNode::kNone) {
      HtmlNode::Id& last = last_child[next.parent];
      (last == HtmlNode::kNone ? nodes[next.parent].first_child : nodes[last].next_sibling) = id;
      last = id;
    }
    nodes.push_back(std::move(node));
    last_child.push_back(HtmlNode::kNone);
    if (nodes.back().is_text()) continue;
    const GumboVector& children = next.node->v.element.children;
    for (unsigned i = children.length; i > 0; --i) {
      pending.push_back({static_cast<const GumboNode*>(children.data[i - 1]), id});
    }
  }
  // Backwards: children come behind their parents, so each end is known before it is handed up.
  for (HtmlNode::Id id = static_cast<HtmlNode::Id>(nodes.size()); id-- > 0;) {
    HtmlNode& node = nodes[id];
    node.end = std::max(node.end, id + 1);
    if (node.parent != HtmlNode::kNone) nodes[node.parent].end = std::max(nodes[node.parent].end, node.end);
  }
  return nodes;
}

bool is_hidden_text(std::string_view tag) {
  return tag == "script" || tag == "style" || tag == "template" || tag == "noscript";
}

}  // namespace

std::string_view HtmlNode::attribute(std::string_view name) const {
  const auto found =
      std::find_if(attributes.begin(), attributes.end(), [&](const Attribute& a) { return a.name == name; });
  return found == attributes.end() ? std::string_view() : std::string_view(found->value);
}

HtmlTree::HtmlTree(std::string_view html) {
  const std::unique_ptr<GumboOutput, DestroyOutput> output(
      gumbo_parse_with_options(&kGumboDefaultOptions, html.data(), html.size()));
  nodes_ = flattened(*output->root);
}

HtmlNode::Id HtmlTree::find(std::string_view tag, HtmlNode::Id from, HtmlNode::Id end) const {
  for (HtmlNode::Id id = from; id < end; ++id) {
    if (nodes_[id].tag == tag) return id;
  }
  return HtmlNode::kNone;
}

std::string HtmlTree::text_of(HtmlNode::Id id) const {
  std::string text;
  for (HtmlNode::Id at = id; at < nodes_[id].end;) {
    const HtmlNode& node = nodes_[at];
    if (is_hidden_text(node.tag)) {
      at = node.end;
      continue;
    }
    if (node.is_text()) {
      text += node.text;
    } else if (!is_inline_tag(node.tag)) {
      text += ' ';
    }
    ++at;
  }
  return single_spaced(text);
}

bool is_inline_tag(std::string_view tag) {
  static constexpr std::array<std::string_view, 28> kInline = {
      "a",   "abbr",  "acronym", "b", "bdi", "bdo",  "big",   "cite", "code",   "em",  "font", "i",  "ins", "del",
      "kbd", "label", "mark",    "q", "s",   "samp", "small", "span", "strong", "sub", "sup",  "tt", "u",   "time"};
  return std::find(kInline.begin(), kInline.end(), tag) != kInline.end();
}

}  // namespace byline

#include "indexer/xml_tree.hpp"

#include <algorithm>
#include <array>

namespace byline {
namespace {

/// Elements that HTML has without an end tag; one would be read as a second element.
bool is_void(std::string_view name) {
  static constexpr std::array<std::string_view, 14> kVoid = {
      "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"};
  return std::find(kVoid.begin(), kVoid.end(), name) != kVoid.end();
}

void append_escaped(std::string& html, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '&': html += "&amp;"; break;
      case '<': html += "&lt;"; break;
      case '"': html += "&quot;"; break;
      default: html += c;
    }
  }
}

void append_start_tag(std::string& html, const XmlNode& node) {
  html.append("<").append(node.name);
  for (const XmlNode::Attribute& attribute : node.attributes) {
    if (!attribute.space.empty()) continue;
    html.append(" ").append(attribute.name).append("=\"");
    append_escaped(html, attribute.value);
    html += '"';
  }
  html += '>';
}

}  // namespace

std::string_view XmlNode::attribute(std::string_view local_name, std::string_view attribute_space) const {
  const auto found = std::find_if(attributes.begin(), attributes.end(), [&](const Attribute& a) {
    return a.name == local_name && a.space == attribute_space;
  });
  return found == attributes.end() ? std::string_view() : std::string_view(found->value);
}

XmlNode::Id XmlTree::child(XmlNode::Id parent, std::string_view name) const {
  XmlNode::Id id = nodes_[parent].first_child;
  while (id != XmlNode::kNone && nodes_[id].name != name) id = nodes_[id].next_sibling;
  return id;
}

XmlNode::Id XmlTree::find(std::string_view name, XmlNode::Id from, XmlNode::Id end) const {
  for (XmlNode::Id id = from; id < end; ++id) {
    if (nodes_[id].name == name) return id;
  }
  return XmlNode::kNone;
}

std::string XmlTree::text_of(XmlNode::Id id) const {
  std::string text;
  for (XmlNode::Id at = id; at < nodes_[id].end; ++at) text += nodes_[at].text;
  return text;
}

std::string XmlTree::text_of_child(XmlNode::Id parent, std::string_view name) const {
  const XmlNode::Id id = child(parent, name);
  return id == XmlNode::kNone ? std::string() : text_of(id);
}

std::string XmlTree::html_within(XmlNode::Id id) const {
  std::string html;
  std::vector<XmlNode::Id> open;
  const auto close_to = [&](XmlNode::Id place) {
    while (!open.empty() && nodes_[open.back()].end <= place) {
      if (!is_void(nodes_[open.back()].name)) html.append("</").append(nodes_[open.back()].name).append(">");
      open.pop_back();
    }
  };
  for (XmlNode::Id at = id + 1; at < nodes_[id].end; ++at) {
    close_to(at);
    if (nodes_[at].is_text()) {
      append_escaped(html, nodes_[at].text);
    } else {
      append_start_tag(html, nodes_[at]);
      open.push_back(at);
    }
  }
  close_to(nodes_[id].end);
  return html;
}

}  // namespace byline

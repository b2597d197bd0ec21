#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace byline {

/// A node of an XmlTree; its id is its place in document order.
struct XmlNode {
  using Id = std::uint32_t;
  static constexpr Id kNone = std::numeric_limits<Id>::max();

  struct Attribute {
    std::string name;   ///< without prefix
    std::string space;  ///< the namespace's name, empty for most; that of `xml:lang` is kXmlSpace
    std::string value;  ///< references decoded
  };

  std::string name;    ///< without prefix: "creator"; empty for text
  std::string prefix;  ///< as written: "dc"; says what is meant where the namespace was never declared
  std::string space;   ///< the namespace's name: "http://purl.org/dc/elements/1.1/"; empty when there is none
  std::string text;    ///< of a text node: references decoded, white space as in the source
  Id parent = kNone;   ///< kNone for the root
  Id first_child = kNone;
  Id next_sibling = kNone;
  Id end = 0;              ///< one past the last node below this one: [id, end) is the whole subtree
  std::uint32_t line = 0;  ///< 1-based line of the source where its start tag ends, or where the text begins
  std::vector<Attribute> attributes;

  [[nodiscard]] bool is_text() const { return name.empty(); }
  /// The value of an attribute without a prefix, or of one in the namespace; empty when there is none.
  [[nodiscard]] std::string_view attribute(std::string_view local_name, std::string_view attribute_space = {}) const;
};

/// The namespace of `xml:lang` and `xml:base`.
inline constexpr std::string_view kXmlSpace = "http://www.w3.org/XML/1998/namespace";

/// An element and what is in it: a small document, or one record of a large one. All nodes stand in one list in
/// document order, the element itself first. Comments and processing instructions are not in it.
class XmlTree {
 public:
  /// Takes nodes whose links are set. REQUIRES: `nodes` begins with an element.
  explicit XmlTree(std::vector<XmlNode> nodes) : nodes_(std::move(nodes)) {}

  [[nodiscard]] XmlNode::Id size() const { return static_cast<XmlNode::Id>(nodes_.size()); }
  [[nodiscard]] const XmlNode& operator[](XmlNode::Id id) const { return nodes_[id]; }
  [[nodiscard]] static constexpr XmlNode::Id root() { return 0; }

  /// The first child element with this local name, or kNone.
  [[nodiscard]] XmlNode::Id child(XmlNode::Id parent, std::string_view name) const;
  /// The first element with this local name in [from, end), or kNone.
  [[nodiscard]] XmlNode::Id find(std::string_view name, XmlNode::Id from, XmlNode::Id end) const;
  [[nodiscard]] XmlNode::Id find(std::string_view name) const { return find(name, 0, size()); }

  /// All text in a subtree, as in the source; of the child with this name, or empty.
  [[nodiscard]] std::string text_of(XmlNode::Id id) const;
  [[nodiscard]] std::string text_of_child(XmlNode::Id parent, std::string_view name) const;

  /// What is in the element as HTML: local names, attributes without namespace. For XHTML inside XML.
  [[nodiscard]] std::string html_within(XmlNode::Id id) const;

 private:
  std::vector<XmlNode> nodes_;
};

}  // namespace byline

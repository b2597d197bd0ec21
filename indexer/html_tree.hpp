#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace byline {

/// A node of an HtmlTree; its id is its place in document order. Its texts are views into the tree.
struct HtmlNode {
  using Id = std::uint32_t;
  static constexpr Id kNone = std::numeric_limits<Id>::max();

  struct Attribute {
    std::string_view name;   ///< lower case
    std::string_view value;  ///< character references decoded
  };

  std::string_view tag;   ///< lower case: "div"; empty for text
  std::string_view text;  ///< of a text node: character references decoded, white space as in the source
  Id parent = kNone;      ///< kNone for the root
  Id first_child = kNone;
  Id next_sibling = kNone;
  Id end = 0;              ///< one past the last node below this one: [id, end) is the whole subtree
  std::uint32_t line = 0;  ///< 1-based line of the source; 0 for what the parser supplied
  std::span<const Attribute> attributes;

  [[nodiscard]] bool is_text() const { return tag.empty(); }
  /// The value of an attribute; empty when there is none.
  [[nodiscard]] std::string_view attribute(std::string_view name) const;
  [[nodiscard]] bool has_attribute(std::string_view name) const;
};

/// A page or fragment of HTML5, parsed as browsers do, whatever its damage. All nodes stand in one list in document
/// order, so a subtree is a range and a walk needs no recursion: how deep a page is nested is its author's choice.
/// Comments are not in it, and neither are style sheets and scripts but for their tags; the contents of a `script` of
/// JSON (`application/ld+json`) are a text node. The one door to the HTML parser.
///
/// Time and memory are in proportion to the size of the page, whatever it holds: elements nested deeper than browsers
/// would nest them are left out (see parser_input.hpp), and so is what follows the first 32 MiB. A page that is made to
/// need far more memory than pages do keeps its text only.
class HtmlTree {
 public:
  /// `html` is well-formed UTF-8; it need not outlive the tree. Never throws for what it holds.
  explicit HtmlTree(std::string_view html);
  ~HtmlTree();
  HtmlTree(HtmlTree&&) noexcept;
  HtmlTree& operator=(HtmlTree&&) noexcept;

  [[nodiscard]] HtmlNode::Id size() const { return static_cast<HtmlNode::Id>(nodes_.size()); }
  [[nodiscard]] const HtmlNode& operator[](HtmlNode::Id id) const { return nodes_[id]; }

  /// The `html` element, which every tree has.
  [[nodiscard]] static constexpr HtmlNode::Id root() { return 0; }

  /// The first element with this tag in [from, end), or kNone.
  [[nodiscard]] HtmlNode::Id find(std::string_view tag, HtmlNode::Id from, HtmlNode::Id end) const;
  [[nodiscard]] HtmlNode::Id find(std::string_view tag) const { return find(tag, 0, size()); }

  /// The text of a subtree, single-spaced, without scripts and styles; block elements and `<br>` part words.
  [[nodiscard]] std::string text_of(HtmlNode::Id id) const;

  /// What of the page had to be left out to stay within bounds, for a note: "nested too deep: …"; empty as a rule.
  [[nodiscard]] const std::string& damage() const { return damage_; }

 private:
  class Arena;

  std::unique_ptr<Arena> arena_;  ///< what the views of the nodes look into
  std::vector<HtmlNode> nodes_;
  std::vector<HtmlNode::Attribute> attributes_;
  std::string damage_;
};

/// Elements that stand in a line of text and part no words: a, b, em, span, …
bool is_inline_tag(std::string_view tag);

/// Elements whose text is not shown as text: script, style, template, noscript, …
bool is_unshown_tag(std::string_view tag);

}  // namespace byline

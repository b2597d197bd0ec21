#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/html_tree.hpp"

namespace byline {

/// Where on a page a node stands, for whoever looks for what the page says of its article.
class PageView {
 public:
  explicit PageView(const HtmlTree& page);

  [[nodiscard]] const HtmlTree& page() const { return page_; }

  /// False in what is hidden, and in navigation, comments, related articles, sidebars, footers and the like.
  [[nodiscard]] bool is_of_article(HtmlNode::Id id) const { return !apart_[id]; }
  /// True in comments and in lists of other articles, whose authors are not this one's.
  [[nodiscard]] bool is_of_others(HtmlNode::Id id) const { return others_[id]; }
  /// Letters of text in front of the node, hidden text aside.
  [[nodiscard]] std::uint32_t letters_before(HtmlNode::Id id) const { return letters_[id]; }

  /// Elements that could be the article's headline: its `h1`, `itemprop=headline` and the like, in document order.
  [[nodiscard]] const std::vector<HtmlNode::Id>& headlines() const { return headlines_; }

  /// The text of a subtree, a line for each block and `<br>`; each line single-spaced, none empty.
  [[nodiscard]] std::string lines_of(HtmlNode::Id id) const;

  /// Elements that hold a line of text and no other blocks, from the headline on as far as bylines stand.
  [[nodiscard]] std::vector<HtmlNode::Id> lines_near(HtmlNode::Id headline) const;

 private:
  const HtmlTree& page_;
  std::vector<bool> apart_;
  std::vector<bool> others_;
  std::vector<std::uint32_t> letters_;
  std::vector<HtmlNode::Id> headlines_;
};

/// True when the attribute, a list with spaces between, has the word (lower case).
bool has_word(std::string_view attribute, std::string_view word);

/// The words of the names that a site gave to an element, in lower case: "post", "author", "name" of
/// `class="PostAuthor-name"`.
std::vector<std::string> name_words(const HtmlNode& node);

}  // namespace byline

#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "indexer/html_tree.hpp"
#include "indexer/main_text.hpp"
#include "indexer/node_hints.hpp"
#include "indexer/text_measures.hpp"

namespace byline {

/// Less than this is hardly an article.
inline constexpr std::uint32_t kFewLetters = 250;

/// How far the names of elements are believed.
enum class Trust : std::uint8_t { Names, HiddenOnly };

/// The parts of a page as its author named and headed them: steps 1 and 2 of find_main_text. Names are believed within
/// reason: no menu holds most of what there is to read, no box of related links a long text, a section of a document is
/// not what its own heading happens to be called, and nothing that holds the article can go.
class PageParts {
 public:
  PageParts(const HtmlTree& page, const std::vector<HtmlNode::Id>& taken);

  /// Decides anew what is set apart, and measures the rest.
  void separate(Trust trust);

  /// Of every node: how it is set apart by itself. Nodes below one that is are not looked at.
  [[nodiscard]] const std::vector<std::optional<SetApart>>& apart() const { return apart_; }
  /// The text of the rest.
  [[nodiscard]] const PageText& text() const { return text_; }
  /// The text of the whole page.
  [[nodiscard]] const PageText& all() const { return all_; }
  [[nodiscard]] NodeHint hint(HtmlNode::Id id) const { return hints_[id]; }

 private:
  void read_nodes();
  void forgive_sections();
  void add_lone_article();
  void read_labels();
  void read_label(std::uint32_t index, const std::vector<std::uint32_t>& first, std::uint32_t prose_above);
  [[nodiscard]] HtmlNode::Id labelled_box(std::uint32_t index, NodeHint hint,
                                          const std::vector<std::uint32_t>& first) const;
  [[nodiscard]] bool may_be_box(HtmlNode::Id id, NodeHint hint) const;
  [[nodiscard]] std::vector<std::uint32_t> first_runs() const;

  [[nodiscard]] std::optional<SetApart> decide(HtmlNode::Id id, Trust trust) const;
  [[nodiscard]] std::optional<SetApart> by_hint(HtmlNode::Id id, const HtmlNode& node) const;
  [[nodiscard]] bool holds_landmark(HtmlNode::Id id, const HtmlNode& node) const;
  [[nodiscard]] bool is_discussion(HtmlNode::Id id) const;
  [[nodiscard]] bool is_too_much(HtmlNode::Id id) const;
  [[nodiscard]] bool is_long_text(HtmlNode::Id id) const;
  [[nodiscard]] double share_of_prose(HtmlNode::Id id) const;
  [[nodiscard]] std::uint32_t prose_beside(HtmlNode::Id id) const;

  const HtmlTree& page_;
  std::vector<bool> taken_;
  std::vector<NodeHint> hints_;
  std::vector<bool> hidden_;
  std::vector<HtmlNode::Id> landmarks_;  ///< what the page itself calls its article, in document order
  std::vector<bool> skipped_;
  std::vector<std::optional<SetApart>> apart_;
  PageText all_;
  PageText text_;
};

/// Elements without text of their own to read: scripts, controls, media.
bool is_unread_tag(std::string_view tag);

bool is_article_hint(NodeHint hint);

/// A table with heads, and no other inside, is no scaffold.
bool is_data_table(const HtmlTree& page, HtmlNode::Id table);

}  // namespace byline

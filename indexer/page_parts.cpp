#include "indexer/page_parts.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <string>

#include "indexer/part_labels.hpp"

namespace byline {
namespace {

using Id = HtmlNode::Id;

constexpr std::uint32_t kLongestLabel = 60;

template <std::size_t N>
bool is_one_of(std::string_view tag, const std::array<std::string_view, N>& tags) {
  return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

bool is_heading_tag(std::string_view tag) { return tag.size() == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6'; }

/// The letters of an id or heading: "User-Login-2" and "User login" are the same.
std::string slug(std::string_view text) {
  std::string letters;
  for (char c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    if (c >= 'a' && c <= 'z') letters += c;
  }
  return letters;
}

}  // namespace

PageParts::PageParts(const HtmlTree& page, const std::vector<Id>& taken) : page_(page), taken_(page.size()) {
  for (const Id id : taken) taken_[id] = true;
  hints_.resize(page.size(), NodeHint::None);
  hidden_.resize(page.size());
  skipped_.resize(page.size());
  read_nodes();
  forgive_sections();
  all_ = measure_text(page, skipped_);
  add_lone_article();
  read_labels();
}

void PageParts::separate(Trust trust) {
  apart_.assign(page_.size(), std::nullopt);
  skipped_.assign(page_.size(), false);
  for (Id id = 0; id < page_.size();) {
    const HtmlNode& node = page_[id];
    if (node.is_text()) {
      ++id;
      continue;
    }
    apart_[id] = decide(id, trust);
    skipped_[id] = apart_[id].has_value() || is_unread_tag(node.tag);
    const bool is_code = node.tag == "pre";
    id = skipped_[id] || is_code ? node.end : id + 1;
  }
  text_ = measure_text(page_, skipped_);
}

void PageParts::read_nodes() {
  NodeHints hints;
  for (Id id = 0; id < page_.size(); ++id) {
    const HtmlNode& node = page_[id];
    if (node.is_text()) continue;
    skipped_[id] = is_unread_tag(node.tag);
    hints_[id] = hints.of(node);
    hidden_[id] = is_hidden(node);
    if (hints_[id] == NodeHint::ArticleBody || node.tag == "main") landmarks_.push_back(id);
  }
}

/// Generators of documents make ids of headings: `<section id="navigation"><h2>Navigation</h2>` navigates nowhere.
void PageParts::forgive_sections() {
  for (Id id = 0; id < page_.size(); ++id) {
    if (!is_heading_tag(page_[id].tag)) continue;
    const std::string words = slug(page_.text_of(id));
    if (words.empty()) continue;
    for (const Id box : {id, page_[id].parent}) {
      if (slug(page_[box].attribute("id")) == words) hints_[box] = NodeHint::None;
    }
  }
}

/// Where only one `article` has text to speak of, it is what the page is for.
void PageParts::add_lone_article() {
  Id lone = HtmlNode::kNone;
  for (Id id = 0; id < page_.size(); ++id) {
    if (page_[id].tag != "article" || all_.subtree[id].prose < 2 * kFewLetters) continue;
    if (lone != HtmlNode::kNone) return;
    lone = id;
    id = page_[id].end - 1;
  }
  if (lone != HtmlNode::kNone) landmarks_.insert(std::lower_bound(landmarks_.begin(), landmarks_.end(), lone), lone);
}

/// A heading such as "Comments" says what the box is that it stands at the top of.
void PageParts::read_labels() {
  const std::vector<std::uint32_t> first = first_runs();
  std::uint32_t prose = 0;
  for (std::uint32_t i = 0; i < all_.runs.size(); ++i) {
    const TextRun& run = all_.runs[i];
    if (run.letters <= kLongestLabel) read_label(i, first, prose);
    if (run.is_prose()) prose += run.letters;
  }
}

void PageParts::read_label(std::uint32_t index, const std::vector<std::uint32_t>& first, std::uint32_t prose_above) {
  const Id heading = all_.runs[index].owner;
  const std::string_view tag = page_[heading].tag;
  if (tag == "html" || tag == "body" || all_.subtree[heading].runs > 1) return;
  const NodeHint hint = hint_of_heading(page_.text_of(heading));
  // Above the article a button leads to its comments.
  if (hint == NodeHint::None || (hint == NodeHint::Comments && prose_above < kFewLetters)) return;
  const Id box = hint == NodeHint::Advertisement ? heading : labelled_box(index, hint, first);
  if (box == HtmlNode::kNone || !may_be_box(box, hint)) return;
  if (hints_[box] == NodeHint::None || is_article_hint(hints_[box])) hints_[box] = hint;
  if (hints_[heading] == NodeHint::None) hints_[heading] = hint;
}

/// The largest element that begins with the heading; below a heading that stands alone, a list or the comments.
Id PageParts::labelled_box(std::uint32_t index, NodeHint hint, const std::vector<std::uint32_t>& first) const {
  const Id heading = all_.runs[index].owner;
  Id box = heading;
  for (Id up = page_[box].parent; first[up] == index && may_be_box(up, hint); up = page_[up].parent) box = up;
  if (all_.subtree[box].runs > all_.subtree[heading].runs) return box;
  box = page_[box].next_sibling;
  while (box != HtmlNode::kNone && page_[box].is_text()) box = page_[box].next_sibling;
  if (box == HtmlNode::kNone) return box;
  const std::string_view tag = page_[box].tag;
  return tag == "ul" || tag == "ol" || (hint == NodeHint::Comments && tag == "div") ? box : HtmlNode::kNone;
}

bool PageParts::may_be_box(Id id, NodeHint hint) const {
  const HtmlNode& node = page_[id];
  if (node.tag == "body" || node.tag == "html" || node.tag == "main" || holds_landmark(id, node)) return false;
  if (hint == NodeHint::Comments) return prose_beside(id) >= kFewLetters;
  return share_of_prose(id) < 0.35;
}

/// Of every node: the index of the first run in it.
std::vector<std::uint32_t> PageParts::first_runs() const {
  std::vector<std::uint32_t> first(page_.size(), std::numeric_limits<std::uint32_t>::max());
  for (std::uint32_t i = 0; i < all_.runs.size(); ++i) {
    std::uint32_t& known = first[all_.runs[i].owner];
    known = std::min(known, i);
  }
  for (Id id = page_.size(); id-- > 1;) first[page_[id].parent] = std::min(first[page_[id].parent], first[id]);
  return first;
}

std::optional<SetApart> PageParts::decide(Id id, Trust trust) const {
  const HtmlNode& node = page_[id];
  if (node.tag == "html" || node.tag == "body") return std::nullopt;
  if (taken_[id]) return SetApart{id, Apartness::Byline, {}};
  if (hidden_[id] && (share_of_prose(id) < 0.5 || prose_beside(id) >= kFewLetters)) {
    return SetApart{id, Apartness::Omitted, reason_of(NodeHint::Hidden)};
  }
  if (trust == Trust::HiddenOnly && hints_[id] != NodeHint::Caption && hints_[id] != NodeHint::Hidden)
    return std::nullopt;
  return by_hint(id, node);
}

std::optional<SetApart> PageParts::by_hint(Id id, const HtmlNode& node) const {
  const NodeHint hint = hints_[id];
  if (hint == NodeHint::None || is_article_hint(hint)) return std::nullopt;
  const std::uint32_t letters = all_.subtree[id].letters;
  const auto apart_if = [&](bool is_apart, Apartness kind = Apartness::Omitted) {
    return is_apart ? std::optional(SetApart{id, kind, reason_of(hint)}) : std::nullopt;
  };
  if (is_inline_tag(node.tag)) {
    const bool is_never_text = hint == NodeHint::Hidden || hint == NodeHint::Share || hint == NodeHint::Tools;
    return apart_if(is_never_text && letters <= 100);
  }
  if (holds_landmark(id, node)) return std::nullopt;
  switch (hint) {
    case NodeHint::Caption: return apart_if(letters <= 800, Apartness::Caption);
    case NodeHint::Credit: return apart_if(letters <= 200, Apartness::Credit);
    case NodeHint::Share:
    case NodeHint::Tools: return apart_if(letters <= 500);
    case NodeHint::Bio: return apart_if(letters <= 1500 && share_of_prose(id) <= 0.3, Apartness::Bio);
    case NodeHint::Related:
      return apart_if(!is_too_much(id) && !is_long_text(id), letters > 3000 ? Apartness::Omitted : Apartness::Related);
    case NodeHint::Subscription:
    case NodeHint::Advertisement: return apart_if(!is_too_much(id) && !is_long_text(id));
    case NodeHint::Comments: return apart_if(prose_beside(id) >= kFewLetters && is_discussion(id));
    default: return apart_if(!is_too_much(id));
  }
}

bool PageParts::holds_landmark(Id id, const HtmlNode& node) const {
  const auto found = std::lower_bound(landmarks_.begin(), landmarks_.end(), id);
  return found != landmarks_.end() && *found < node.end;
}

/// Comments have pictures, times, buttons, forms or links to those who wrote them; a chapter about comments has not.
bool PageParts::is_discussion(Id id) const {
  static constexpr std::array<std::string_view, 9> kSigns = {"form", "textarea", "input",  "button",  "time",
                                                             "img",  "iframe",   "script", "noscript"};
  if (all_.subtree[id].letters < kFewLetters) return true;
  for (Id at = id; at < page_[id].end; ++at) {
    const HtmlNode& node = page_[at];
    if (is_one_of(node.tag, kSigns)) return true;
    if (node.tag == "a" && node.has_attribute("href") && !node.attribute("href").starts_with('#')) return true;
  }
  return false;
}

/// More than a part beside an article has.
bool PageParts::is_too_much(Id id) const { return share_of_prose(id) > 0.35 && prose_beside(id) < 6 * kFewLetters; }

/// Teasers, offers and advertisements are short or linked; an article may be folded under a "read more", or marked as
/// the part that subscribers see.
bool PageParts::is_long_text(Id id) const {
  return all_.subtree[id].prose > 6 * kFewLetters && all_.subtree[id].link_density() < 0.1;
}

double PageParts::share_of_prose(Id id) const {
  const double all = all_.subtree[HtmlTree::root()].prose;
  return all == 0 ? 0 : all_.subtree[id].prose / all;
}

std::uint32_t PageParts::prose_beside(Id id) const {
  return all_.subtree[HtmlTree::root()].prose - all_.subtree[id].prose;
}

bool is_unread_tag(std::string_view tag) {
  static constexpr std::array<std::string_view, 16> kUnread = {
      "head",   "button", "select", "textarea", "option", "datalist", "object", "embed",
      "iframe", "canvas", "audio",  "video",    "svg",    "map",      "input",  "title"};
  return is_unshown_tag(tag) || is_one_of(tag, kUnread);
}

bool is_article_hint(NodeHint hint) { return hint == NodeHint::Article || hint == NodeHint::ArticleBody; }

bool is_data_table(const HtmlTree& page, Id table) {
  bool has_heads = false;
  for (Id at = table + 1; at < page[table].end; ++at) {
    const std::string_view tag = page[at].tag;
    if (tag == "table") return false;
    has_heads |= tag == "th" || tag == "caption" || tag == "thead";
  }
  return has_heads;
}

}  // namespace byline

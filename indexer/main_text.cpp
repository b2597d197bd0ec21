#include "indexer/main_text.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <utility>

#include "indexer/node_hints.hpp"
#include "indexer/part_labels.hpp"
#include "indexer/text_measures.hpp"

namespace byline {
namespace {

using Id = HtmlNode::Id;

/// Less than this is hardly an article.
constexpr std::uint32_t kFewLetters = 250;
constexpr std::uint32_t kMinRunLetters = 25;

template <std::size_t N>
bool is_one_of(std::string_view tag, const std::array<std::string_view, N>& tags) {
  return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

/// Elements without text of their own to read: scripts, controls, media.
bool is_unread_tag(std::string_view tag) {
  static constexpr std::array<std::string_view, 16> kUnread = {
      "head",   "button", "select", "textarea", "option", "datalist", "object", "embed",
      "iframe", "canvas", "audio",  "video",    "svg",    "map",      "input",  "title"};
  return is_unshown_tag(tag) || is_one_of(tag, kUnread);
}

bool is_article_hint(NodeHint hint) { return hint == NodeHint::Article || hint == NodeHint::ArticleBody; }

/// A table with heads, and no other inside, is no scaffold.
bool is_data_table(const HtmlTree& page, Id id) {
  bool has_heads = false;
  for (Id at = id + 1; at < page[id].end; ++at) {
    const std::string_view tag = page[at].tag;
    if (tag == "table") return false;
    has_heads |= tag == "th" || tag == "caption" || tag == "thead";
  }
  return has_heads;
}

/// How far the names of elements are believed.
enum class Trust : std::uint8_t { Names, HiddenOnly };

/// Steps 1 and 2: what is set apart because of what it is called, and the measures of the rest.
class Separation {
 public:
  Separation(const HtmlTree& page, const std::vector<Id>& taken) : page_(page), taken_(page.size()) {
    for (const Id id : taken) taken_[id] = true;
    hints_.resize(page.size(), NodeHint::None);
    hidden_.resize(page.size());
    skipped_.resize(page.size());
    read_nodes();
    all_ = measure_text(page, skipped_);
    add_lone_article();
    read_labels();
  }

  void separate(Trust trust) {
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

  [[nodiscard]] const std::vector<std::optional<SetApart>>& apart() const { return apart_; }
  [[nodiscard]] const PageText& text() const { return text_; }
  [[nodiscard]] const PageText& all() const { return all_; }
  [[nodiscard]] NodeHint hint(Id id) const { return hints_[id]; }

 private:
  void read_nodes() {
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

  /// Where only one `article` has text to speak of, it is what the page is for.
  void add_lone_article() {
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
  void read_labels() {
    constexpr std::uint32_t kLongestLabel = 60;
    const std::vector<std::uint32_t> first = first_runs();
    for (std::uint32_t i = 0; i < all_.runs.size(); ++i) {
      const TextRun& run = all_.runs[i];
      if (run.letters > kLongestLabel) continue;
      Id box = run.owner;
      if (page_[box].tag == "html" || page_[box].tag == "body" || all_.subtree[box].runs > 1) continue;
      const NodeHint hint = hint_of_heading(page_.text_of(box));
      if (hint == NodeHint::None) continue;
      for (Id up = page_[box].parent; first[up] == i && may_be_box(up, hint); up = page_[up].parent) box = up;
      if (box == run.owner) box = page_[box].next_sibling;
      while (box != HtmlNode::kNone && page_[box].is_text()) box = page_[box].next_sibling;
      if (box != HtmlNode::kNone && may_be_labelled(box, run, hint)) label(box, run, hint);
    }
  }

  /// Below a heading that no box holds, only a list or the comments can be meant.
  [[nodiscard]] bool may_be_labelled(Id box, const TextRun& run, NodeHint hint) const {
    if (!may_be_box(box, hint)) return false;
    if (box <= run.owner) return true;
    const std::string_view tag = page_[box].tag;
    return tag == "ul" || tag == "ol" || (hint == NodeHint::Comments && tag == "div");
  }

  void label(Id box, const TextRun& run, NodeHint hint) {
    if (hints_[box] == NodeHint::None || is_article_hint(hints_[box])) hints_[box] = hint;
    if (box > run.owner && hints_[run.owner] == NodeHint::None) hints_[run.owner] = hint;
  }

  [[nodiscard]] bool may_be_box(Id id, NodeHint hint) const {
    const HtmlNode& node = page_[id];
    if (node.tag == "body" || node.tag == "html" || node.tag == "main" || holds_landmark(id, node)) return false;
    return share_of_prose(id) < 0.35 || (hint == NodeHint::Comments && prose_beside(id) >= kFewLetters);
  }

  /// Of every node: the index of the first run in it.
  [[nodiscard]] std::vector<std::uint32_t> first_runs() const {
    std::vector<std::uint32_t> first(page_.size(), std::numeric_limits<std::uint32_t>::max());
    for (std::uint32_t i = 0; i < all_.runs.size(); ++i)
      first[all_.runs[i].owner] = std::min(first[all_.runs[i].owner], i);
    for (Id id = page_.size(); id-- > 1;) first[page_[id].parent] = std::min(first[page_[id].parent], first[id]);
    return first;
  }

  [[nodiscard]] std::optional<SetApart> decide(Id id, Trust trust) const {
    const HtmlNode& node = page_[id];
    if (node.tag == "html" || node.tag == "body") return std::nullopt;
    if (taken_[id]) return SetApart{id, Apartness::Byline, {}};
    if (hidden_[id] && (share_of_prose(id) < 0.5 || prose_beside(id) >= kFewLetters))
      return SetApart{id, Apartness::Omitted, reason_of(NodeHint::Hidden)};
    if (trust == Trust::HiddenOnly && hints_[id] != NodeHint::Caption) return std::nullopt;
    return by_hint(id, node);
  }

  [[nodiscard]] std::optional<SetApart> by_hint(Id id, const HtmlNode& node) const {
    const NodeHint hint = hints_[id];
    if (hint == NodeHint::None || is_article_hint(hint)) return std::nullopt;
    const std::uint32_t letters = all_.subtree[id].letters;
    const SetApart omitted{id, Apartness::Omitted, reason_of(hint)};
    if (is_inline_tag(node.tag)) {
      const bool may_be_in_text = hint != NodeHint::Hidden && hint != NodeHint::Share && hint != NodeHint::Tools;
      return may_be_in_text || letters > 100 ? std::nullopt : std::optional(omitted);
    }
    if (holds_landmark(id, node)) return std::nullopt;
    switch (hint) {
      case NodeHint::Caption: return letters > 800 ? std::nullopt : std::optional(SetApart{id, Apartness::Caption, {}});
      case NodeHint::Credit: return letters > 200 ? std::nullopt : std::optional(SetApart{id, Apartness::Credit, {}});
      case NodeHint::Share:
      case NodeHint::Tools: return letters > 500 ? std::nullopt : std::optional(omitted);
      case NodeHint::Bio:
        return letters > 1500 || share_of_prose(id) > 0.3 ? std::nullopt
                                                          : std::optional(SetApart{id, Apartness::Bio, {}});
      case NodeHint::Related:
        if (is_too_much(id) || is_long_text(id)) return std::nullopt;
        return letters > 3000 ? omitted : SetApart{id, Apartness::Related, reason_of(hint)};
      case NodeHint::Comments: return prose_beside(id) < kFewLetters ? std::nullopt : std::optional(omitted);
      default: return is_too_much(id) ? std::nullopt : std::optional(omitted);
    }
  }

  [[nodiscard]] bool holds_landmark(Id id, const HtmlNode& node) const {
    const auto found = std::lower_bound(landmarks_.begin(), landmarks_.end(), id);
    return found != landmarks_.end() && *found < node.end;
  }

  [[nodiscard]] double share_of_prose(Id id) const {
    const double all = all_.subtree[HtmlTree::root()].prose;
    return all == 0 ? 0 : all_.subtree[id].prose / all;
  }

  /// More than a part beside an article has.
  [[nodiscard]] bool is_too_much(Id id) const {
    return share_of_prose(id) > 0.35 && prose_beside(id) < 6 * kFewLetters;
  }

  /// Teasers are short and linked; an article may be folded under a "read more".
  [[nodiscard]] bool is_long_text(Id id) const {
    return all_.subtree[id].prose > 6 * kFewLetters && all_.subtree[id].link_density() < 0.1;
  }

  [[nodiscard]] std::uint32_t prose_beside(Id id) const {
    return all_.subtree[HtmlTree::root()].prose - all_.subtree[id].prose;
  }

  const HtmlTree& page_;
  std::vector<bool> taken_;
  std::vector<NodeHint> hints_;
  std::vector<bool> hidden_;
  std::vector<Id> landmarks_;
  std::vector<bool> skipped_;
  std::vector<std::optional<SetApart>> apart_;
  PageText all_;  ///< of everything that could be read
  PageText text_;
};

/// Steps 3 and 4.
class Candidates {
 public:
  Candidates(const HtmlTree& page, const Separation& parts)
      : page_(page),
        parts_(parts),
        subtree_(parts.text().subtree),
        scores_(page.size()),
        up_(page.size(), HtmlNode::kNone) {
    body_ = page.find("body");
    if (body_ == HtmlNode::kNone) body_ = HtmlTree::root();
    find_steps();
    for (const TextRun& run : parts.text().runs) hand_up(run);
    finish();
  }

  /// The article's nodes in document order; none when nothing has a score.
  [[nodiscard]] std::vector<Id> tops() const {
    const auto best = std::max_element(scores_.begin(), scores_.end());
    if (best == scores_.end() || *best <= 0) return {};
    return with_company(lifted(widened(static_cast<Id>(best - scores_.begin()))));
  }

 private:
  /// up_[id]: the nearest ancestor that holds more than `id` does.
  void find_steps() {
    for (Id id = body_ + 1; id < page_[body_].end; ++id) {
      const Id parent = page_[id].parent;
      const bool is_step = parent == body_ || subtree_[parent].runs > subtree_[id].runs;
      up_[id] = is_step ? parent : up_[parent];
    }
  }

  void hand_up(const TextRun& run) {
    if (run.letters < kMinRunLetters || run.owner < body_ || run.owner >= page_[body_].end) return;
    static constexpr std::array<float, 5> kShares = {1, 1.0F / 2, 1.0F / 6, 1.0F / 9, 1.0F / 12};
    const float links = static_cast<float>(run.linked) / static_cast<float>(run.letters);
    const float worth =
        (1 + std::min(static_cast<float>(run.letters) / 100, 3.0F) + static_cast<float>(run.marks) / 2) * (1 - links);
    Id id = subtree_[run.owner].runs > 1 ? run.owner : up_[run.owner];
    for (const float share : kShares) {
      if (id == HtmlNode::kNone) break;
      scores_[id] += worth * share;
      if (id == body_) break;
      id = up_[id];
    }
  }

  void finish() {
    for (Id id = body_; id < page_[body_].end; ++id) {
      if (scores_[id] <= 0) continue;
      scores_[id] = std::max(scores_[id] + weight(id), 0.0F) * static_cast<float>(1 - subtree_[id].link_density());
    }
  }

  /// What names and tags add; wrappers that add no text lend theirs.
  [[nodiscard]] float weight(Id id) const {
    float names = weight_of_names(id);
    for (Id at = page_[id].parent; at != HtmlNode::kNone && subtree_[at].runs == subtree_[id].runs;
         at = page_[at].parent) {
      names = std::max(names, weight_of_names(at));
    }
    return names + weight_of_tag(page_[id].tag);
  }

  [[nodiscard]] float weight_of_names(Id id) const {
    if (page_[id].tag == "article") return 25;
    switch (parts_.hint(id)) {
      case NodeHint::ArticleBody: return 50;
      case NodeHint::Article: return 25;
      case NodeHint::None: return 0;
      default: return -25;
    }
  }

  static float weight_of_tag(std::string_view tag) {
    static constexpr std::array<std::string_view, 3> kText = {"pre", "td", "blockquote"};
    static constexpr std::array<std::string_view, 9> kLists = {"address", "ol", "ul",   "dl", "dd",
                                                               "dt",      "li", "form", "th"};
    if (tag == "div" || tag == "article" || tag == "section" || tag == "main") return 5;
    if (is_one_of(tag, kText)) return 3;
    return is_one_of(tag, kLists) ? -3 : 0;
  }

  /// Where several candidates are nearly as good, what encloses them.
  [[nodiscard]] Id widened(Id top) const {
    std::vector<Id> rivals;
    for (Id id = body_ + 1; id < page_[body_].end; ++id) {
      if (id != top && scores_[id] >= scores_[top] * 0.75F) rivals.push_back(id);
    }
    for (Id id = up_[top]; id != HtmlNode::kNone && id != body_; id = up_[id]) {
      const auto inside =
          std::count_if(rivals.begin(), rivals.end(), [&](Id rival) { return rival > id && rival < page_[id].end; });
      if (inside >= 3) return id;
    }
    return top;
  }

  /// A list, a quotation or a table of data is part of an article; and who marks an article's body is believed.
  [[nodiscard]] Id lifted(Id top) const {
    static constexpr std::array<std::string_view, 12> kParts = {"ul", "ol", "li",  "dl",         "dt",     "dd",
                                                                "p",  "h2", "pre", "blockquote", "figure", "details"};
    Id lifted = top;
    for (Id id = top; id != body_ && id != HtmlNode::kNone; id = page_[id].parent) {
      if (parts_.hint(id) == NodeHint::ArticleBody) return id;
      if (id == lifted && is_one_of(page_[id].tag, kParts)) lifted = page_[id].parent;
      if (page_[id].tag == "table" && is_data_table(page_, id)) lifted = page_[id].parent;
    }
    return lifted;
  }

  /// The top with what belongs to it: beside it, and beside what encloses it as far as the article can reach.
  [[nodiscard]] std::vector<Id> with_company(Id top) const {
    constexpr int kMaxSteps = 5;
    if (top == body_) return {top};
    std::vector<Id> tops{top};
    Id inner = top;
    for (int step = 0; step < kMaxSteps && inner != body_; ++step) {
      while (page_[inner].parent != body_ && subtree_[page_[inner].parent].runs == subtree_[inner].runs) {
        if (is_border(inner)) return tops;
        inner = page_[inner].parent;
      }
      if (is_border(inner)) break;
      if (step == 0) tops = {inner};
      const Id parent = page_[inner].parent;
      for (Id id = page_[parent].first_child; id != HtmlNode::kNone; id = page_[id].next_sibling) {
        if (id == inner || page_[id].is_text() || subtree_[id].letters == 0) continue;
        if (is_part(id, top) || (step == 0 && belongs(id, top))) tops.push_back(id);
      }
      inner = parent;
    }
    std::sort(tops.begin(), tops.end());
    return tops;
  }

  /// An article ends where the element does that says to be one.
  [[nodiscard]] bool is_border(Id id) const {
    return page_[id].tag == "article" || page_[id].tag == "main" || parts_.hint(id) == NodeHint::ArticleBody;
  }

  /// Running text and hardly anything else.
  [[nodiscard]] bool is_part(Id id, Id top) const {
    const TextMeasure& text = subtree_[id];
    return text.prose >= std::max(kFewLetters, subtree_[top].prose / 20) && text.prose * 4 >= text.letters * 3 &&
           text.link_density() < 0.15;
  }

  [[nodiscard]] bool belongs(Id id, Id top) const {
    const float enough = std::max(10.0F, scores_[top] * 0.2F);
    const std::string_view names = page_[id].attribute("class");
    const bool is_alike = !names.empty() && names == page_[top].attribute("class");
    if (score_of_wrapped(id) + (is_alike ? scores_[top] * 0.2F : 0) >= enough) return true;
    const TextMeasure& text = subtree_[id];
    return text.runs == 1 && text.paragraphs == 1 && text.link_density() < 0.25;
  }

  /// The score of the element, or of the one that it wraps.
  [[nodiscard]] float score_of_wrapped(Id id) const {
    float score = scores_[id];
    for (Id at = id + 1; at < page_[id].end && subtree_[at].runs == subtree_[id].runs; ++at) {
      score = std::max(score, scores_[at]);
    }
    return score;
  }

  const HtmlTree& page_;
  const Separation& parts_;
  const std::vector<TextMeasure>& subtree_;
  std::vector<float> scores_;
  std::vector<Id> up_;
  Id body_ = 0;
};

/// Step 5, for one top.
class Pruning {
 public:
  Pruning(const HtmlTree& page, const Separation& parts, Id top) : page_(page), parts_(parts), top_(top) {}

  struct Result {
    std::vector<SetApart> pruned;  ///< what is to be set apart inside the top, deepest first
    std::uint32_t letters = 0;     ///< what is left
  };

  [[nodiscard]] Result run() {
    find_data_tables();
    const auto& own = parts_.text().own;
    std::vector<TextMeasure> sums(own.begin() + top_, own.begin() + page_[top_].end);
    Result result;
    for (Id id = page_[top_].end; --id > top_;) {
      const TextMeasure& text = sums[id - top_];
      if (text.runs == 0) continue;
      if (const auto reason = reason_against(id, text)) {
        result.pruned.push_back({id, Apartness::Omitted, *reason});
      } else {
        sums[page_[id].parent - top_] += text;
      }
    }
    result.letters = sums[0].letters;
    return result;
  }

 private:
  void find_data_tables() {
    protected_.resize(page_[top_].end - top_);
    for (Id id = top_; id < page_[top_].end;) {
      const HtmlNode& node = page_[id];
      const bool is_whole =
          node.tag == "pre" || node.tag == "math" || (node.tag == "table" && is_data_table(page_, id));
      if (is_whole) std::fill(protected_.begin() + (id - top_), protected_.begin() + (node.end - top_), true);
      id = is_whole ? node.end : id + 1;
    }
  }

  static bool is_container(std::string_view tag) {
    static constexpr std::array<std::string_view, 14> kContainers = {
        "div",      "section", "ul",     "ol",      "dl",      "table",  "form",
        "fieldset", "header",  "center", "article", "details", "hgroup", "menu"};
    return is_one_of(tag, kContainers);
  }

  /// Why the element is no part of the text; nothing when it is.
  [[nodiscard]] std::optional<std::string_view> reason_against(Id id, const TextMeasure& text) const {
    if (protected_[id - top_] || !is_container(page_[id].tag)) return std::nullopt;
    if (text.letters * 2 > parts_.text().subtree[top_].letters) return std::nullopt;
    const NodeHint hint = parts_.hint(id);
    const double links = text.link_density();
    const double prose = static_cast<double>(text.prose) / text.letters;
    const bool is_list = text.listed * 5 >= text.letters * 4;
    if (text.controls > 0 && text.controls * 3 > text.paragraphs && prose < 0.5) return "form";
    if (hint != NodeHint::None && !is_article_hint(hint) && prose < 0.5) return reason_of(hint);
    if (is_list && (links < 0.5 || text.runs < 4)) return std::nullopt;
    if (text.runs == 1)
      return links > 0.7 || (text.letters < kMinRunLetters && links > 0) ? std::optional("links") : std::nullopt;
    if (text.letters < kMinRunLetters && links > 0) return "links";
    if (text.runs >= 8 && text.letters < text.runs * 15 && text.paragraphs * 10 < text.runs) return "fragments";
    if (text.marks >= 20 && links < 0.4 && prose > 0.4) return std::nullopt;
    if (links > (is_article_hint(hint) ? 0.5 : 0.2) && prose < 0.6) return "links";
    if (text.items > text.paragraphs && links > 0.1 && prose < 0.3) return "links";
    return std::nullopt;
  }

  const HtmlTree& page_;
  const Separation& parts_;
  Id top_;
  std::vector<bool> protected_;
};

/// The parts in document order, and why what is outside the tops is.
class Assembly {
 public:
  Assembly(const HtmlTree& page, const Separation& parts, std::vector<Id> tops)
      : page_(page), parts_(parts), apart_(parts.apart()), tops_(std::move(tops)), holds_top_(page.size()) {
    for (const Id top : tops_) {
      const Pruning::Result pruned = Pruning(page, parts, top).run();
      for (const SetApart& part : pruned.pruned) apart_[part.id] = part;
      letters_ += pruned.letters;
      for (Id id = page[top].parent; id != HtmlNode::kNone; id = page[id].parent) holds_top_[id] = true;
    }
  }

  [[nodiscard]] std::uint32_t letters() const { return letters_; }

  [[nodiscard]] MainText take() {
    MainText result;
    std::size_t next_top = 0;
    Id top_end = 0;
    for (Id id = 0; id < page_.size();) {
      while (next_top < tops_.size() && tops_[next_top] < id) ++next_top;
      if (next_top < tops_.size() && tops_[next_top] == id) top_end = page_[id].end;
      id = visit(id, id < top_end, result);
    }
    result.tops = std::move(tops_);
    return result;
  }

 private:
  Id visit(Id id, bool is_inside, MainText& result) {
    const HtmlNode& node = page_[id];
    if (node.is_text() || holds_top_[id]) return id + 1;
    if (apart_[id]) {
      result.apart.push_back(*apart_[id]);
      return node.end;
    }
    if (is_inside) return id + 1;
    if (is_unread_tag(node.tag)) return node.end;
    const std::string_view reason = reason_of(parts_.hint(id));
    if (parts_.all().subtree[id].letters > 0) {
      result.apart.push_back({id, Apartness::Omitted, reason.empty() ? "outside the main text" : reason});
    }
    return node.end;
  }

  const HtmlTree& page_;
  const Separation& parts_;
  std::vector<std::optional<SetApart>> apart_;
  std::vector<Id> tops_;
  std::vector<bool> holds_top_;
  std::uint32_t letters_ = 0;
};

}  // namespace

MainText find_main_text(const HtmlTree& page, const std::vector<HtmlNode::Id>& taken) {
  Separation parts(page, taken);
  const std::uint32_t all = parts.all().subtree[HtmlTree::root()].letters;
  for (const Trust trust : {Trust::Names, Trust::HiddenOnly}) {
    parts.separate(trust);
    std::vector<Id> tops = Candidates(page, parts).tops();
    if (tops.empty()) continue;
    Assembly assembly(page, parts, std::move(tops));
    if (assembly.letters() >= kFewLetters || assembly.letters() * 2 >= all) return assembly.take();
  }
  const Id body = page.find("body");
  return Assembly(page, parts, {body == HtmlNode::kNone ? HtmlTree::root() : body}).take();
}

MainText whole_text(const HtmlTree& page) {
  const Id body = page.find("body");
  return {{body == HtmlNode::kNone ? HtmlTree::root() : body}, {}};
}

}  // namespace byline

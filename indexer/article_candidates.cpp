#include "indexer/article_candidates.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace byline {
namespace {

using Id = HtmlNode::Id;

constexpr std::uint32_t kMinRunLetters = 25;

template <std::size_t N>
bool is_one_of(std::string_view tag, const std::array<std::string_view, N>& tags) {
  return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

class Candidates {
 public:
  Candidates(const HtmlTree& page, const PageParts& parts)
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
    std::vector<Id> rivals;  // in document order
    for (Id id = body_ + 1; id < page_[body_].end; ++id) {
      if (id != top && scores_[id] >= scores_[top] * 0.75F) rivals.push_back(id);
    }
    for (Id id = up_[top]; id != HtmlNode::kNone && id != body_; id = up_[id]) {
      const auto inside = std::lower_bound(rivals.begin(), rivals.end(), page_[id].end) -
                          std::upper_bound(rivals.begin(), rivals.end(), id);
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
  const PageParts& parts_;
  const std::vector<TextMeasure>& subtree_;
  std::vector<float> scores_;
  std::vector<Id> up_;
  Id body_ = 0;
};

}  // namespace

std::vector<Id> article_nodes(const HtmlTree& page, const PageParts& parts) { return Candidates(page, parts).tops(); }

}  // namespace byline

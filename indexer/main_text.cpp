#include "indexer/main_text.hpp"

#include <optional>
#include <utility>

#include "indexer/article_candidates.hpp"
#include "indexer/article_pruning.hpp"
#include "indexer/page_parts.hpp"

namespace byline {
namespace {

using Id = HtmlNode::Id;

Id body_of(const HtmlTree& page) {
  const Id body = page.find("body");
  return body == HtmlNode::kNone ? HtmlTree::root() : body;
}

/// The parts in document order, and why what is outside the tops is.
class Assembly {
 public:
  Assembly(const HtmlTree& page, const PageParts& parts, std::vector<Id> tops)
      : page_(page), parts_(parts), apart_(parts.apart()), tops_(std::move(tops)), holds_top_(page.size()) {
    for (const Id top : tops_) {
      const PrunedArticle pruned = prune_article(page, parts, top);
      for (const SetApart& part : pruned.apart) apart_[part.id] = part;
      letters_ += pruned.letters;
      for (Id id = page[top].parent; id != HtmlNode::kNone && !holds_top_[id]; id = page[id].parent) {
        holds_top_[id] = true;
      }
    }
    find_kept();
  }

  /// How much of the tops is left.
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
  /// Above and below its text an article has pictures with captions, bylines, notes about its authors.
  void find_kept() {
    holds_kept_.resize(page_.size());
    if (tops_.empty()) return;
    Id article = tops_.front();
    while (article != HtmlNode::kNone && page_[article].tag != "article" && page_[article].tag != "main") {
      article = page_[article].parent;
    }
    if (article == HtmlNode::kNone) return;
    for (Id id = page_[article].end; --id > article;) {
      if (apart_[id] && apart_[id]->kind != Apartness::Omitted) holds_kept_[id] = true;
      if (holds_kept_[id]) holds_kept_[page_[id].parent] = true;
    }
  }

  Id visit(Id id, bool is_inside, MainText& result) {
    const HtmlNode& node = page_[id];
    if (node.is_text() || holds_top_[id]) return id + 1;
    if (apart_[id]) {
      result.apart.push_back(*apart_[id]);
      return node.end;
    }
    if (is_inside || holds_kept_[id]) return id + 1;
    if (is_unread_tag(node.tag)) return node.end;
    const std::string_view reason = reason_of(parts_.hint(id));
    if (parts_.all().subtree[id].letters > 0) {
      result.apart.push_back({id, Apartness::Omitted, reason.empty() ? "outside the main text" : reason});
    }
    return node.end;
  }

  const HtmlTree& page_;
  const PageParts& parts_;
  std::vector<std::optional<SetApart>> apart_;
  std::vector<Id> tops_;
  std::vector<bool> holds_top_;
  std::vector<bool> holds_kept_;
  std::uint32_t letters_ = 0;
};

}  // namespace

MainText find_main_text(const HtmlTree& page, const std::vector<HtmlNode::Id>& taken) {
  PageParts parts(page, taken);
  const std::uint32_t all = parts.all().subtree[HtmlTree::root()].letters;
  const auto is_enough = [&](const Assembly& assembly) {
    return assembly.letters() >= kFewLetters || assembly.letters() * 2 >= all;
  };
  for (const Trust trust : {Trust::Names, Trust::HiddenOnly}) {
    parts.separate(trust);
    std::vector<Id> tops = article_nodes(page, parts);
    if (tops.empty()) continue;
    Assembly assembly(page, parts, std::move(tops));
    if (is_enough(assembly)) return assembly.take();
  }
  // No article: a list, a form, a few words. All of it then, but for what is plainly around it.
  parts.separate(Trust::Names);
  Assembly whole(page, parts, {body_of(page)});
  if (is_enough(whole)) return whole.take();
  parts.separate(Trust::HiddenOnly);
  return Assembly(page, parts, {body_of(page)}).take();
}

MainText whole_text(const HtmlTree& page) {
  PageParts parts(page, {});
  parts.separate(Trust::HiddenOnly);
  MainText result{{body_of(page)}, {}};
  for (HtmlNode::Id id = result.tops.front(); id < page.size();) {
    if (parts.apart()[id]) result.apart.push_back(*parts.apart()[id]);
    id = parts.apart()[id] ? page[id].end : id + 1;
  }
  return result;
}

}  // namespace byline

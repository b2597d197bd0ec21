#include "indexer/article_pruning.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/part_labels.hpp"

namespace byline {
namespace {

using Id = HtmlNode::Id;

/// A box with less text than this and a link is a button.
constexpr std::uint32_t kButtonLetters = 25;

template <std::size_t N>
bool is_one_of(std::string_view tag, const std::array<std::string_view, N>& tags) {
  return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

class Pruning {
 public:
  Pruning(const HtmlTree& page, const PageParts& parts, Id top) : page_(page), parts_(parts), top_(top) {}

  [[nodiscard]] PrunedArticle run() {
    find_data_tables();
    const auto& own = parts_.text().own;
    std::vector<TextMeasure> sums(own.begin() + top_, own.begin() + page_[top_].end);
    PrunedArticle result;
    for (Id id = page_[top_].end; --id > top_;) {
      const TextMeasure& text = sums[id - top_];
      if (text.runs == 0) continue;
      if (points_elsewhere(id, text)) {
        result.apart.push_back({id, Apartness::Related, reason_of(NodeHint::Related)});
      } else if (const auto reason = reason_against(id, text)) {
        result.apart.push_back({id, Apartness::Omitted, *reason});
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

  /// A paragraph such as "Read more: Harbour reopens" that is mostly a link.
  [[nodiscard]] bool points_elsewhere(Id id, const TextMeasure& text) const {
    if (text.runs != 1 || text.letters > 400 || text.linked * 2 < text.letters || is_inline_tag(page_[id].tag))
      return false;
    const std::string words = page_.text_of(id);
    std::size_t end = std::string::npos;
    for (const std::string_view sign : {":", "：", "|", "»", "›", "–", "—"}) end = std::min(end, words.find(sign));
    return end != std::string::npos && hint_of_heading(std::string_view(words).substr(0, end)) == NodeHint::Related;
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
      return links > 0.7 || (text.letters < kButtonLetters && links > 0) ? std::optional("links") : std::nullopt;
    if (text.letters < kButtonLetters && links > 0) return "links";
    if (text.runs >= 8 && text.letters < text.runs * 15 && text.paragraphs * 10 < text.runs) return "fragments";
    if (text.marks >= 20 && links < 0.4 && prose > 0.4) return std::nullopt;
    if (links > (is_article_hint(hint) ? 0.5 : 0.2) && prose < 0.6) return "links";
    if (text.items > text.paragraphs && links > 0.1 && prose < 0.3) return "links";
    return std::nullopt;
  }

  const HtmlTree& page_;
  const PageParts& parts_;
  Id top_;
  std::vector<bool> protected_;
};

}  // namespace

PrunedArticle prune_article(const HtmlTree& page, const PageParts& parts, Id top) {
  return Pruning(page, parts, top).run();
}

}  // namespace byline

#include "indexer/page_view.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <cstddef>

#include "common/folding.hpp"
#include "common/utf8.hpp"
#include "indexer/node_hints.hpp"

namespace byline {
namespace {

bool is_apart(NodeHint hint) {
  switch (hint) {
    case NodeHint::Navigation:
    case NodeHint::Footer:
    case NodeHint::Sidebar:
    case NodeHint::Comments:
    case NodeHint::Related:
    case NodeHint::Advertisement:
    case NodeHint::Subscription:
    case NodeHint::CookieNotice:
    case NodeHint::Overlay:
    case NodeHint::Hidden: return true;
    default: return false;
  }
}

std::uint32_t count_letters(std::string_view text) {
  std::uint32_t letters = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (u_isalnum(static_cast<UChar32>(next_code_point(text, at)))) ++letters;
  }
  return letters;
}

bool is_headline(const HtmlNode& node) {
  if (node.tag == "h1") return true;
  if (has_word(node.attribute("itemprop"), "headline")) return node.tag != "meta";
  const std::string names = folded_case(node.attribute("class"));
  return node.tag.size() == 2 && node.tag.front() == 'h' &&
         (names.find("entry-title") != std::string::npos || names.find("post-title") != std::string::npos ||
          names.find("article-title") != std::string::npos || names.find("headline") != std::string::npos);
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

}  // namespace

PageView::PageView(const HtmlTree& page)
    : page_(page), apart_(page.size(), false), others_(page.size(), false), letters_(page.size(), 0) {
  NodeHints hints;
  std::uint32_t letters = 0;
  for (HtmlNode::Id id = 0; id < page.size(); ++id) {
    const HtmlNode& node = page[id];
    letters_[id] = letters;
    if (node.parent != HtmlNode::kNone) {
      apart_[id] = apart_[node.parent];
      others_[id] = others_[node.parent];
    }
    if (node.is_text()) {
      if (!apart_[id]) letters += count_letters(node.text);
      continue;
    }
    // What stands around everything is no part that could be set apart.
    if (node.tag == "html" || node.tag == "body") continue;
    const NodeHint hint = hints.of(node);
    apart_[id] = apart_[id] || is_apart(hint) || is_unshown_tag(node.tag) || is_hidden(node);
    others_[id] = others_[id] || hint == NodeHint::Comments || hint == NodeHint::Related;
    if (is_headline(node) && !apart_[id]) headlines_.push_back(id);
  }
}

std::string PageView::lines_of(HtmlNode::Id id) const {
  std::string text;
  std::string line;
  const auto end_line = [&] {
    const std::string spaced = single_spaced(line);
    if (!spaced.empty()) text += (text.empty() ? "" : "\n") + spaced;
    line.clear();
  };
  HtmlNode::Id block_end = 0;
  for (HtmlNode::Id at = id; at < page_[id].end;) {
    const HtmlNode& node = page_[at];
    if (at >= block_end && block_end != 0) {
      end_line();
      block_end = 0;
    }
    if (is_unshown_tag(node.tag) || (at != id && is_hidden(node))) {
      at = node.end;
      continue;
    }
    if (node.is_text()) {
      std::string words(node.text);
      std::replace(words.begin(), words.end(), '\n', ' ');
      line += words;
    } else if (!is_inline_tag(node.tag)) {
      end_line();
      block_end = std::max(block_end, node.end);
    }
    ++at;
  }
  end_line();
  return text;
}

std::vector<HtmlNode::Id> PageView::lines_near(HtmlNode::Id headline) const {
  constexpr std::size_t kMostLines = 60;
  constexpr std::uint32_t kNear = 1500;  // letters
  std::vector<HtmlNode::Id> lines;
  std::vector<bool> has_block(page_.size(), false);
  for (HtmlNode::Id id = page_.size(); id-- > 1;) {
    const bool is_block = !page_[id].is_text() && !is_inline_tag(page_[id].tag) && page_[id].tag != "br";
    if (is_block || has_block[id]) has_block[page_[id].parent] = true;
  }
  const HtmlNode::Id from = headline == HtmlNode::kNone ? 0 : headline;
  for (HtmlNode::Id id = from; id < page_.size() && lines.size() < kMostLines; ++id) {
    const HtmlNode& node = page_[id];
    if (letters_[id] > letters_[from] + kNear) break;
    if (node.is_text() || has_block[id] || apart_[id]) continue;
    lines.push_back(id);
    id = node.end - 1;
  }
  return lines;
}

bool has_word(std::string_view attribute, std::string_view word) {
  for (std::size_t at = 0; at < attribute.size();) {
    const std::size_t end = std::min(attribute.find_first_of(" \t\n\r", at), attribute.size());
    const std::string_view found = attribute.substr(at, end - at);
    const bool is_same = found.size() == word.size() && std::equal(found.begin(), found.end(), word.begin(),
                                                                   [](char a, char b) { return lower(a) == b; });
    if (is_same) return true;
    at = end + 1;
  }
  return false;
}

std::vector<std::string> name_words(const HtmlNode& node) {
  constexpr std::size_t kMostBytes = 400;
  std::vector<std::string> words;
  for (const char* attribute : {"class", "id", "data-testid", "data-component", "itemprop"}) {
    const std::string_view names = node.attribute(attribute).substr(0, kMostBytes);
    std::string word;
    for (std::size_t i = 0; i <= names.size(); ++i) {
      const char c = i < names.size() ? names[i] : ' ';
      const bool is_letter = (lower(c) >= 'a' && lower(c) <= 'z');
      const bool begins_word = c >= 'A' && c <= 'Z' && i > 0 && names[i - 1] >= 'a' && names[i - 1] <= 'z';
      if ((!is_letter || begins_word) && !word.empty()) {
        words.push_back(std::move(word));
        word.clear();
      }
      if (is_letter) word += lower(c);
    }
  }
  return words;
}

}  // namespace byline

#include "indexer/html_quotations.hpp"

#include <algorithm>
#include <array>

#include "common/utf8.hpp"
#include "indexer/html_tree.hpp"
#include "indexer/text_lines.hpp"

namespace byline {
namespace {

constexpr std::size_t kLongestTag = 2000;
constexpr std::size_t kShownBytes = 2000;
constexpr std::size_t kShownQuotations = 20;

bool is_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

/// A tag of the source.
struct Tag {
  std::string_view name;
  std::string_view text;  ///< from '<' to '>'
  bool is_closing = false;
};

/// The tag that begins at a '<', or one without a name.
Tag tag_at(std::string_view html, std::size_t begin) {
  Tag tag;
  std::size_t at = begin + 1;
  tag.is_closing = at < html.size() && html[at] == '/';
  if (tag.is_closing) ++at;
  std::size_t end = at;
  while (end < html.size() && is_letter(html[end])) ++end;
  tag.name = html.substr(at, end - at);
  const std::size_t close = html.substr(end, kLongestTag).find('>');
  if (close == std::string_view::npos) return {};
  tag.text = html.substr(begin, end + close + 1 - begin);
  return tag;
}

bool has(std::string_view tag, std::string_view word) { return tag.find(word) != std::string_view::npos; }

/// True for the element that holds a quoted message.
bool begins_quotation(const Tag& tag) {
  if (tag.is_closing) return false;
  if (equals_ignoring_case(tag.name, "blockquote")) {
    return has(tag.text, "type=\"cite\"") || has(tag.text, "type=cite") || has(tag.text, "type='cite'") ||
           has(tag.text, "gmail_quote");
  }
  if (!equals_ignoring_case(tag.name, "div")) return false;
  static constexpr std::array<std::string_view, 5> kMarks = {"gmail_quote", "yahoo_quoted", "moz-cite-prefix",
                                                             "divRplyFwdMsg", "protonmail_quote"};
  return std::any_of(kMarks.begin(), kMarks.end(), [&](std::string_view mark) { return has(tag.text, mark); });
}

/// Gmail puts a message that is passed on into the same element; that one is what the mail is about.
bool is_passed_on(std::string_view html, std::size_t begin) {
  return html.substr(begin, 600).find("---------- ") != std::string_view::npos;
}

/// Where the element that `tag` opens at `begin` ends: elements of its name nest. An element that is never closed goes
/// to the end.
std::size_t end_of_element(std::string_view html, std::size_t begin, const Tag& tag) {
  std::size_t depth = 0;
  for (std::size_t at = begin; at < html.size();) {
    const Tag next = tag_at(html, at);
    const std::size_t after = at + std::max<std::size_t>(next.text.size(), 1);
    if (equals_ignoring_case(next.name, tag.name)) {
      if (next.is_closing && --depth == 0) return after;
      if (!next.is_closing) ++depth;
    }
    at = html.find('<', after);
  }
  return html.size();
}

}  // namespace

HtmlWithoutQuotations without_quotations(std::string_view html) {
  HtmlWithoutQuotations result;
  std::size_t copied = 0;
  for (std::size_t at = html.find('<'); at != std::string_view::npos; at = html.find('<', at)) {
    const Tag tag = tag_at(html, at);
    if (!begins_quotation(tag) || is_passed_on(html, at)) {
      at += std::max<std::size_t>(tag.text.size(), 1);
      continue;
    }
    // Outlook marks the headers of the quoted message; the message itself follows beside them.
    const std::size_t end = has(tag.text, "divRplyFwdMsg") ? html.size() : end_of_element(html, at, tag);
    const std::string_view quotation = html.substr(at, end - at);
    result.html.append(html.substr(copied, at - copied));
    result.html.append(count_lines(quotation), '\n');
    if (result.quotations.size() < kShownQuotations) {
      const HtmlTree tree(whole_code_points(quotation, kShownBytes));
      result.quotations.emplace_back(whole_code_points(tree.text_of(HtmlTree::root()), 120));
    }
    copied = at = end;
  }
  result.html.append(html.substr(copied));
  return result;
}

}  // namespace byline

#include "indexer/page_tags.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

#include "common/folding.hpp"
#include "common/utf8.hpp"

namespace byline {
namespace {

constexpr std::size_t kMostTags = 50;
constexpr std::size_t kLongestTag = 100;

void add_tag(std::vector<std::string>& tags, std::string tag) {
  if (tag.empty() || tag.size() > kLongestTag || tags.size() == kMostTags) return;
  const std::string key = folded_name(tag);
  const bool is_known =
      std::any_of(tags.begin(), tags.end(), [&](const std::string& other) { return folded_name(other) == key; });
  if (!is_known) tags.push_back(std::move(tag));
}

void add_list(std::vector<std::string>& tags, std::string_view list) {
  for (std::size_t at = 0; at <= list.size() && tags.size() < kMostTags;) {
    std::size_t end = list.size();
    std::size_t size = 1;
    for (const std::string_view comma : {",", ";", "，", "、", "،", "|"}) {
      if (const std::size_t found = list.find(comma, at); found < end) {
        end = found;
        size = comma.size();
      }
    }
    add_tag(tags, single_spaced(list.substr(at, end - at)));
    at = end + size;
  }
}

/// `meta name=keywords` is what sites once wrote for search engines; anything else comes before it.
std::string preferred_origin(const std::vector<PageClaim>& claims) {
  for (const char* origin : {"article:tag", "JSON-LD keywords"}) {
    const bool has_any =
        std::any_of(claims.begin(), claims.end(), [&](const PageClaim& claim) { return claim.origin == origin; });
    if (has_any) return origin;
  }
  return claims.empty() ? std::string() : claims.front().origin;
}

}  // namespace

PageTags tags_of_page(const PageView& view, const std::vector<PageClaim>& claims) {
  PageTags found;
  found.origin = preferred_origin(claims);
  for (const PageClaim& claim : claims) {
    if (claim.origin == found.origin) add_list(found.tags, claim.value);
  }
  if (!found.tags.empty()) return found;
  constexpr HtmlNode::Id kMostNodesOfLink = 20;
  const HtmlTree& page = view.page();
  for (HtmlNode::Id id = 0; id < page.size(); ++id) {
    if (page[id].tag != "a" || !has_word(page[id].attribute("rel"), "tag") || view.is_of_others(id)) continue;
    if (page[id].end - id < kMostNodesOfLink) add_tag(found.tags, page.text_of(id));
  }
  found.origin = "rel=tag";
  return found;
}

}  // namespace byline

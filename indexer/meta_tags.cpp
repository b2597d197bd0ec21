#include "indexer/meta_tags.hpp"

#include <algorithm>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "common/folding.hpp"
#include "common/utf8.hpp"

namespace byline {
namespace {

/// The values of `meta` elements by their names in lower case, ':' for '.'.
using Metas = std::map<std::string, std::vector<std::string>, std::less<>>;

std::string key_of(std::string_view name) {
  std::string key = folded_case(name);
  std::replace(key.begin(), key.end(), '.', ':');
  return key;
}

/// An attribute may hold several names with spaces between ("og:title dc:title").
void add_names(std::string_view names, const std::string& value, Metas& metas) {
  for (std::size_t at = 0; at < names.size();) {
    const std::size_t end = std::min(names.find_first_of(" \t\n\r", at), names.size());
    if (end > at) metas[key_of(names.substr(at, end - at))].push_back(value);
    at = end + 1;
  }
}

/// What `property` says counts before what `name` says under the same name.
Metas metas_of(const HtmlTree& page) {
  constexpr std::size_t kMost = 2000;
  Metas metas;
  Metas of_names;
  std::size_t count = 0;
  for (HtmlNode::Id id = 0; id < page.size() && count < kMost; ++id) {
    const HtmlNode& node = page[id];
    if (node.tag != "meta" || trim(node.attribute("content")).empty()) continue;
    ++count;
    const std::string value = plain_value(node.attribute("content"));
    add_names(node.attribute("property"), value, metas);
    add_names(node.attribute("name"), value, of_names);
    add_names(node.attribute("http-equiv"), value, of_names);
  }
  metas.merge(of_names);
  return metas;
}

using Names = std::initializer_list<std::string_view>;

void add(const Metas& metas, Names names, std::vector<PageClaim>& list) {
  for (const std::string_view name : names) {
    const auto found = metas.find(name);
    if (found == metas.end()) continue;
    for (const std::string& value : found->second) {
      if (value.empty()) continue;
      const bool is_catalogue = name.starts_with("citation_") || name.starts_with("dc:") || name.starts_with("dcterm");
      list.push_back({value, std::string(name), is_catalogue});
    }
  }
}

/// `article:author` often has the address of a profile; "Jane Doe (http://…)" is a name all the same.
bool is_link(const PageClaim& claim) {
  if (claim.value.find(' ') != std::string::npos) return false;
  return claim.value.find("://") != std::string::npos || claim.value.starts_with('/') ||
         claim.value.starts_with("www.");
}

/// Cards on social networks: "Written by" and the name in two tags beside each other.
void add_card_author(const Metas& metas, std::vector<PageClaim>& list) {
  for (const char* number : {"1", "2"}) {
    const auto label = metas.find("twitter:label" + std::string(number));
    const auto data = metas.find("twitter:data" + std::string(number));
    if (label == metas.end() || data == metas.end()) continue;
    static const std::vector<std::string> kLabels = {"written by",
                                                     "author",
                                                     "by",
                                                     "verfasst von",
                                                     "ecrit par",
                                                     "escrito por",
                                                     "scritto da",
                                                     "geschreven door",
                                                     "написано автором",
                                                     "作者",
                                                     "執筆者",
                                                     "автор",
                                                     "geschrieben von",
                                                     "skrivet av",
                                                     "napisane przez",
                                                     "yazan",
                                                     "كتب بواسطة"};
    if (std::find(kLabels.begin(), kLabels.end(), folded_name(label->second.front())) == kLabels.end()) continue;
    list.push_back({data->second.front(), "twitter:data" + std::string(number)});
  }
}

void add_links(const HtmlTree& page, std::vector<PageClaim>& urls) {
  for (HtmlNode::Id id = 0; id < page.size(); ++id) {
    const HtmlNode& node = page[id];
    if (node.tag != "link" || folded_case(node.attribute("rel")) != "canonical") continue;
    if (const std::string_view href = trim(node.attribute("href")); !href.empty()) {
      urls.push_back({std::string(href), "<link rel=canonical>"});
      return;
    }
  }
}

}  // namespace

void collect_meta_tags(const HtmlTree& page, PageClaims& claims) {
  const Metas metas = metas_of(page);
  add(metas,
      {"citation_title", "dc:title", "dcterms:title", "dcterm:title", "og:title", "twitter:title", "parsely-title",
       "sailthru:title", "title", "headline", "weibo:article:title", "weibo:webpage:title"},
      claims.titles);
  add(metas,
      {"citation_author",
       "citation_authors",
       "dc:creator",
       "dcterms:creator",
       "dcterm:creator",
       "byl",
       "author",
       "article:author",
       "article:author_name",
       "article_author_name",
       "og:article:author",
       "og:author",
       "parsely-author",
       "sailthru:author",
       "cxenseparse:author",
       "byline",
       "authors",
       "creator",
       "mediator_author",
       "shareaholic:article_author_name",
       "vr:author",
       "book:author",
       "rnews:author"},
      claims.authors);
  add_card_author(metas, claims.authors);
  std::erase_if(claims.authors, is_link);
  for (const auto& [name, role] : {std::pair<std::string_view, const char*>{"editor", "editor"},
                                   {"translator", "translator"},
                                   {"dc:contributor", "contributor"},
                                   {"citation_editor", "editor"}}) {
    std::vector<PageClaim> found;
    add(metas, {name}, found);
    for (PageClaim& claim : found) claims.contributors.emplace_back(role, std::move(claim));
  }
  add(metas,
      {"article:published_time",
       "article:published",
       "og:article:published_time",
       "og:published_time",
       "citation_publication_date",
       "citation_date",
       "citation_online_date",
       "dc:date:issued",
       "dcterms:issued",
       "dc:date:created",
       "dcterms:created",
       "dc:date",
       "dcterms:date",
       "dc:terms:date",
       "parsely-pub-date",
       "sailthru:date",
       "datepublished",
       "date_published",
       "date:published",
       "pubdate",
       "pub_date",
       "publishdate",
       "publish-date",
       "publish_date",
       "publication_date",
       "published",
       "published_at",
       "publishedat",
       "displaydate",
       "cxenseparse:recs:publishtime",
       "article:create_at",
       "article_date_original",
       "originalpublicationdate",
       "article:post_date",
       "rnews:datepublished",
       "weibo:article:create_at",
       "mediator_published_time",
       "ptime",
       "pdate",
       "date",
       "release_date",
       "created"},
      claims.dates);
  add(metas,
      {"article:modified_time", "og:updated_time", "dcterms:modified", "dc:date:modified", "datemodified", "lastmod",
       "last-modified", "modified", "updated_time"},
      claims.updates);
  add(metas, {"og:locale", "content-language", "language", "dc:language", "dcterms:language"}, claims.languages);
  add(metas, {"article:section", "parsely-section", "cxenseparse:category", "dc:subject:section"}, claims.sections);
  add(metas, {"article:tag", "news_keywords", "parsely-tags", "sailthru:tags", "citation_keywords", "keywords"},
      claims.tags);
  add(metas,
      {"og:site_name", "application-name", "apple-mobile-web-app-title", "dc:publisher", "citation_journal_title"},
      claims.sites);
  add_links(page, claims.urls);
  add(metas, {"og:url", "twitter:url"}, claims.urls);
}

}  // namespace byline

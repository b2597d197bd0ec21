#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>

#include "indexer/html_tree.hpp"

namespace byline {

/// What the names that a site gave to an element (class, id, role, itemprop) and its tag say of what is in it.
enum class NodeHint : std::uint8_t {
  None,
  Article,      ///< article, entry-content, post-body, story, main
  ArticleBody,  ///< itemprop=articleBody: somebody says so
  Navigation,   ///< menus, breadcrumbs, pagination
  Header,       ///< of the site: mastheads, top bars
  Footer,
  Sidebar,  ///< asides, widgets, rails
  Comments,
  Related,  ///< related, recommended, most read
  Share,    ///< share and follow buttons
  Advertisement,
  Subscription,  ///< newsletter boxes, paywalls, logins, donations
  CookieNotice,
  Overlay,  ///< dialogs and pop-ups
  Tools,    ///< toolbars, edit links, print views
  Caption,
  Credit,
  Bio,
  Hidden,  ///< hidden by attribute, style or a class that says so
};

/// Reads hints, and remembers those of names it has met: a page uses few, often. Not thread-safe; make one per page.
class NodeHints {
 public:
  /// The hint that counts most. Names such as "has-sidebar" or "comments-open" tell of a page's state and hint at
  /// nothing.
  NodeHint of(const HtmlNode& node);

 private:
  NodeHint cached(std::string_view names);

  std::unordered_map<std::string_view, NodeHint> cache_;  ///< views into the page
};

/// True when the element is hidden from sight by its attributes.
bool is_hidden(const HtmlNode& node);

/// What an omission with this hint is called: "navigation", "cookie notice"; empty for None and Article.
std::string_view reason_of(NodeHint hint);

}  // namespace byline

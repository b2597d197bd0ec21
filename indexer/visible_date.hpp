#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/calendar.hpp"
#include "indexer/page_view.hpp"

namespace byline {

/// A date that the page shows.
struct VisibleDate {
  PartialDate date;
  std::string origin;  ///< "itemprop=datePublished", "<time>", "element named for a date", "a line of the text"
  HtmlNode::Id node = HtmlNode::kNone;
};

/// Dates of publication that a reader of the page sees, the likeliest first: what markup says it is, then `<time>` and
/// elements named for a date near the headline, then lines there that are a date or end in one.
/// `language` is the page's BCP 47 tag, as far as it is known.
std::vector<VisibleDate> visible_dates(const PageView& view, HtmlNode::Id headline, std::string_view language);

}  // namespace byline

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/page_claims.hpp"

namespace byline {

/// What the titles of a page are held against.
struct TitleEvidence {
  std::vector<std::string> headings;    ///< the text of the page's `h1`, and of others that stand for one
  std::vector<std::string> site_names;  ///< "The Harbour Post", "harbour-post.example"
  std::vector<std::string> around;      ///< sections and authors, which sites add to titles too
};

/// The title that most of what the page says agrees on: every claim's parts that name the site ("Port Alder Reopens |
/// The Harbour Post") are cut off, and claims that then say the same count together. Empty when nothing is claimed.
PageClaim chosen_title(const std::vector<PageClaim>& claims, const TitleEvidence& evidence);

/// A title without the name of the site in front or behind, as far as a heading or the site's name shows what that is.
std::string without_site(const std::string& title, const TitleEvidence& evidence);

/// Letters and figures only, without case and accents: the key under which titles and names of sites are the same.
std::string letters_key(std::string_view text);

}  // namespace byline

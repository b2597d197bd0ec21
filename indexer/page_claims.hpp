#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace byline {

/// Something that a page says of its article, and where: {"Port Alder Reopens", "og:title"}.
struct PageClaim {
  std::string value;
  std::string origin;
  bool is_catalogue = false;  ///< of names: a field that has them as "Surname, Given"
  bool is_person = false;     ///< of names: it is said to be a person's, even if it is the site's too
};

/// What a page says, each list in the order in which it is believed. Sources that give a list of values add a claim for
/// each, all with one origin.
struct PageClaims {
  std::vector<PageClaim> titles;
  std::vector<PageClaim> authors;
  std::vector<PageClaim> creators;  ///< who made the page, which often is a machine or its operator
  std::vector<std::pair<std::string, PageClaim>> contributors;  ///< with their role
  std::vector<PageClaim> dates;                                 ///< of publication
  std::vector<PageClaim> updates;                               ///< of the last change
  std::vector<PageClaim> languages;
  std::vector<PageClaim> sections;
  std::vector<PageClaim> tags;
  std::vector<PageClaim> sites;
  std::vector<PageClaim> urls;
};

/// Without the references and tags that some sites leave in values ("R&amp;D", "<em>Port</em>"), on one line.
std::string plain_value(std::string_view value);

}  // namespace byline

#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "common/article.hpp"

namespace byline {

/// All the text of one article that stands in or under sections of one name.
struct NamedSection {
  std::string key;                   ///< folded_name of the heading or category
  std::string display;               ///< as first spelt in this article
  std::vector<std::size_t> members;  ///< indexes into Article::sections, ascending, subsections included
  bool whole_article = false;        ///< a category: title, lead and every section
};

/// The named sections of an article: one for each distinct heading (occurrences merged) and one for each category. A
/// category and a heading of the same name are one, the whole article. Ordered by key, so that the same article always
/// gives the same list.
std::vector<NamedSection> named_sections(const Article& article);

}  // namespace byline

#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <xapian.h>

#include "common/article.hpp"
#include "common/section_names.hpp"
#include "indexer/article_key.hpp"

namespace byline {

/// An article of which all is known that its terms depend on.
struct PreparedArticle {
  Article article;
  ArticleKey key;
  std::string analysed_as;  ///< the language of its stems
  bool assumed = false;     ///< that is the archive's main language, for the article's own is unknown
  std::vector<NamedSection> names;
  std::size_t text_bytes = 0;  ///< title and sections

  /// What the article has in the facets, as packed ids: the writer's to give.
  std::vector<std::pair<Xapian::valueno, std::string>> facets;
  std::vector<std::string> section_ids;  ///< of each name, in the facet of sections
};

/// Detects the article's language where it states none; one that is still unknown is taken for `main_language`.
/// Thread-safe.
PreparedArticle prepare(Article&& article, ArticleKey&& key, const std::string& main_language);

/// The same for an article whose language was looked for before: `assumed` says that it was not found.
PreparedArticle prepare_known(Article&& article, ArticleKey&& key, bool assumed, const std::string& main_language);

/// Title and sections.
std::size_t text_bytes_of(const Article& article);

}  // namespace byline

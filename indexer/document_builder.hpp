#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <xapian.h>

#include "common/analysis.hpp"
#include "common/article.hpp"
#include "common/section_names.hpp"
#include "indexer/article_key.hpp"

namespace byline {

/// An article as it goes into the databases, all but the facet values: their ids are the writer's to give.
struct ArticleDocuments {
  ArticleKey key;
  Xapian::Document article;
  std::vector<NamedSection> names;                         ///< the article's named sections …
  std::vector<Xapian::Document> sections;                  ///< … and the document of each
  std::vector<std::pair<std::string, std::string>> forms;  ///< distinct (stem, word): the synonyms of schema.hpp
  std::size_t text_bytes = 0;                              ///< title and sections
  std::size_t section_count = 0;                           ///< headed sections of the text
};

/// Article -> documents, as schema.hpp describes them. `assumed_language`: the article's own language is unknown, and
/// the analyser that of the archive's main one. REQUIRES: else the analyser is the one for `article.language`.
ArticleDocuments build_documents(const Article& article, const ArticleKey& key, bool assumed_language,
                                 Analyser& analyser);

/// The display forms that an article has in a facet, in its order; for "section" those of `names`.
std::vector<std::string> facet_values(const Article& article, const std::vector<NamedSection>& names,
                                      std::string_view facet);

/// The source facet: what the article says, else the host of its URL, else the name of the top folder below `root`.
std::string source_of(const Article& article, std::string_view root);

}  // namespace byline

#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <xapian.h>

#include "common/analysis.hpp"
#include "indexer/article_inverter.hpp"
#include "indexer/bulk/vocabulary.hpp"
#include "indexer/prepared_article.hpp"
#include "indexer/term_numbers.hpp"

namespace byline {

/// An article as Xapian's writer takes it.
struct ArticleDocuments {
  Xapian::Document article;
  std::vector<Xapian::Document> sections;                  ///< of each of its names
  std::vector<std::pair<std::string, std::string>> forms;  ///< (stem, word): InvertedArticle::forms
};

/// Adds the synonyms of the article to articles/.
void add_forms(const ArticleDocuments& documents, Xapian::WritableDatabase& articles);

/// Terms by their numbers, for as long as it lives.
class KnownTerms : public TermNumbers {
 public:
  TermNumber number_of(std::string_view term) override { return terms_.intern(term); }
  [[nodiscard]] std::string_view term(TermNumber number) const override { return terms_[number]; }

 private:
  bulk::Vocabulary terms_;
};

/// Article -> documents, as schema.hpp describes them. For one thread; it remembers the words it has met.
class DocumentBuilder {
 public:
  /// `dictionary`: what articles are packed with; may be null.
  explicit DocumentBuilder(std::shared_ptr<const PackingDictionary> dictionary = nullptr)
      : inverter_(article_terms_, section_terms_, ArticlePacker(std::move(dictionary))) {}

  /// REQUIRES: as ArticleInverter::invert.
  ArticleDocuments build(const PreparedArticle& prepared, Analyser& analyser);

 private:
  KnownTerms article_terms_;
  KnownTerms section_terms_;
  ArticleInverter inverter_;
};

}  // namespace byline

#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/analysis.hpp"
#include "common/article_packing.hpp"
#include "indexer/inverted_document.hpp"
#include "indexer/prepared_article.hpp"
#include "indexer/term_numbers.hpp"
#include "indexer/term_tally.hpp"

namespace byline {

/// An article as it goes into the two databases of an index.
struct InvertedArticle {
  InvertedDocument article;                ///< terms by the numbers of articles/
  std::vector<InvertedDocument> sections;  ///< of each of the article's names; terms by the numbers of sections/
  /// The synonyms of schema.hpp, (stem, word), that were not in an article since `forget_forms`; one may come again.
  std::vector<std::pair<std::string_view, std::string_view>> forms;
};

/// Article -> terms, as schema.hpp describes them. A word of the text costs a look into the analyser's cache and
/// counting by number; strings are touched when a word is met for the first time.
///
/// Belongs to one pair of databases and one thread. The term numbers must outlive it.
class ArticleInverter {
 public:
  ArticleInverter(TermNumbers& articles, TermNumbers& sections, ArticlePacker packer);

  /// REQUIRES: the analyser is the one for `prepared.analysed_as`. What is returned, and what its views point to, is
  /// valid until the next call and as long as `prepared`.
  const InvertedArticle& invert(const PreparedArticle& prepared, Analyser& analyser);

  /// Forgets all numbers, for terms got new ones.
  void forget_numbers();
  /// Forgets which synonyms it gave.
  void forget_forms();

 private:
  static constexpr TermNumber kNone = UINT32_MAX;

  /// The numbers in articles/ of the terms of one (word, stem); those of the title when first needed.
  struct FormTerms {
    TermNumber word = kNone;
    TermNumber stem = kNone;
    TermNumber title_word = kNone;
    TermNumber title_stem = kNone;
  };

  /// Those of an analyser, by Token::form.
  struct KnownForms {
    std::uint64_t generation = 0;
    std::vector<FormTerms> terms;
    std::vector<bool> given;  // as synonyms
  };

  /// One word at one place: `entry` of the article's tally.
  struct Occurrence {
    std::uint32_t entry;
    std::uint32_t position;
  };

  void add_title(std::string_view title, Analyser& analyser);
  void add_section(std::string_view text, Analyser& analyser);
  void end_stretch();
  FormTerms& terms_of(const Token& token);
  void occur(TermNumber term, std::uint32_t position);
  void add_filters(const PreparedArticle& prepared);
  void add_values(const PreparedArticle& prepared);
  void add_data(const Article& article);
  void fill_article();
  void fill_sections(const PreparedArticle& prepared);
  void add_stretch(std::size_t stretch);
  TermNumber prefixed(TermNumbers& numbers, std::string_view prefix, std::string_view text);
  TermNumber section_stem(TermNumber stem);
  std::string_view keep(std::string bytes);
  const std::vector<Token>& analyse(std::string_view text, Analyser& analyser);

  TermNumbers& articles_;
  TermNumbers& sections_;
  ArticlePacker packer_;
  std::map<const Analyser*, KnownForms> known_;
  KnownForms* forms_ = nullptr;            // of the analyser at hand
  std::vector<TermNumber> section_stems_;  // number in articles/ -> number in sections/

  // Of the article at hand.
  InvertedArticle result_;
  TermTally tally_;          // all terms of the article's document
  TermTally stretch_tally_;  // stems of one stretch: the title or a section of the text
  TermTally section_tally_;  // of one named section
  std::vector<Occurrence> occurrences_;
  std::vector<TermTally::Entry> stretch_stems_;  // of one stretch after the other …
  std::vector<std::size_t> stretch_ends_;        // … and where each ends
  std::uint32_t last_position_ = 0;
  std::uint32_t title_words_ = 0;
  std::vector<std::string> filters_;  // that the article and its sections have in common
  std::vector<bulk::Value> common_values_;
  std::vector<TermNumber> section_filters_;
  std::deque<std::string> kept_;  // what views of the result point to
  std::string scratch_;
};

}  // namespace byline

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <xapian.h>

#include "common/article_lengths.hpp"
#include "searcher/archive.hpp"
#include "searcher/best_articles.hpp"
#include "searcher/match_tree.hpp"
#include "searcher/ranking.hpp"
#include "searcher/title_match.hpp"

namespace byline {

/// The articles that have all of some words, or any of them, or a phrase, found and scored straight from the lists of
/// postings. What Xapian's matcher does for such queries with a count and a ranking of their own is here one reading of
/// the lists, and the lengths of articles are looked up only for those that may come among the best. Scores are those
/// of the matcher to the last bit: parts are added in its order.
class WordMatch {
 public:
  /// Finds the articles. Nothing when the query is more than plain words, each with one stem, or one phrase or NEAR
  /// of such, or has so many postings that they had better not be held in memory at once (8 bytes for each, and for
  /// each word).
  static std::optional<WordMatch> find(const MatchNode& root, Archive& archive);

  [[nodiscard]] std::size_t count() const { return documents_.size(); }

  /// The `wanted` best articles, with what their titles add, and all that score as the last of them; best first, equals
  /// in no order.
  [[nodiscard]] std::vector<ScoredArticle> best(std::size_t wanted, const TitleMatch& title,
                                                ArticleLengths& lengths) const;

 private:
  struct Word {
    std::string term;
    double factor = 1;
    Xapian::doccount frequency = 0;
    Xapian::termcount occurrences = 0;
    Xapian::PostingIterator postings;  ///< from the first; read once
  };
  class Scorer;

  WordMatch(std::vector<Word> words, const Xapian::Database& articles)
      : words_(std::move(words)), articles_(articles) {}

  static std::optional<WordMatch> find_words(const MatchNode& root, Archive& archive);
  static std::optional<WordMatch> find_phrase(const MatchNode& phrase, Archive& archive);
  [[nodiscard]] static Word open(std::string term, double factor, Archive& archive);
  static std::vector<Word> plain_words(const MatchNode& root, Archive& archive);
  [[nodiscard]] bool can_keep_order() const;
  [[nodiscard]] bool can_hold_all() const;
  void find_all();
  void find_any();
  void keep_those_with(std::size_t word);
  void count_words();

  std::vector<Word> words_;  ///< that rank; of an AND the rarest first
  bool all_words_ = false;
  Xapian::Database articles_;
  std::vector<Xapian::docid> documents_;   ///< that match, ascending
  std::vector<Xapian::termcount> counts_;  ///< how often each has each word: one row for each document
};

}  // namespace byline

#pragma once

#include <string>
#include <vector>

#include <xapian.h>

#include "searcher/match_tree.hpp"

namespace byline {

/// Who types words of a headline wants that article. The words of a query that an article's title has add to its weight
///
///   kTitleMatchWeight * w * (w / W) * min(1, n / length)
///
/// where n of the query's words are in the title of `length` words, w is their inverse document frequency (times
/// repeat_weight), and W that of all the query's words. The two fractions say how much of the query the title has, and
/// how much of the title the query: a word of a long question that a long title happens to have adds next to nothing.
class TitleMatch {
 public:
  /// A word of the query: the terms of titles that have it, and what it weighs.
  struct Word {
    std::vector<std::string> terms;
    double weight = 0;
  };

  /// The words of `root` outside negations; none of them when it has more than a title could (kMaxTerms terms).
  /// `articles` must outlive this and the query.
  TitleMatch(const MatchNode& root, const Xapian::Database& articles);

  [[nodiscard]] const std::vector<Word>& words() const { return words_; }

  /// `query` with this weight added; it matches the same articles.
  [[nodiscard]] Xapian::Query added_to(const Xapian::Query& query) const;

  /// What it adds to one article, for explanations.
  [[nodiscard]] double weight_of(Xapian::docid article) const;

 private:
  const Xapian::Database& articles_;
  std::vector<Word> words_;
};

}  // namespace byline

#pragma once

#include <functional>
#include <string>
#include <vector>

#include <xapian.h>

#include "common/article_lengths.hpp"
#include "searcher/match_tree.hpp"

namespace byline {

/// A word of a query: the terms of titles that have it, and what it weighs.
struct TitleWord {
  std::vector<std::string> terms;
  double weight = 0;
};

/// Goes through the articles whose title has a word of a query, ascending. The words must outlive it.
class MatchingTitles {
 public:
  /// `lengths` are of the same articles; null: each title's length is looked up.
  MatchingTitles(const std::vector<TitleWord>& words, const Xapian::Database& articles, ArticleLengths* lengths);

  /// Goes to the first such article that is not before `article`, and never back. The greatest docid when there is
  /// none.
  Xapian::docid first_from(Xapian::docid article);
  /// What the title it is at adds: see TitleMatch.
  [[nodiscard]] double weight();
  /// The same, were the title no longer than the words found in it; takes no look at the title.
  [[nodiscard]] double most_here() const;
  /// No title adds more.
  [[nodiscard]] double most() const;

 private:
  /// The articles with one term in their title.
  struct Cursor {
    Xapian::PostingIterator at;
    std::size_t word = 0;  ///< which word of the query the term stands for
    Xapian::docid article = 0;

    /// To the first article from this one on.
    void move_to(Xapian::docid from);
    void settle();
  };
  struct Found {
    double weight = 0;
    std::size_t words = 0;
  };

  [[nodiscard]] Found found() const;
  [[nodiscard]] double title_words();

  const std::vector<TitleWord>& words_;
  Xapian::Database articles_;
  double total_ = 0;  ///< weight of all the words
  std::vector<Cursor> cursors_;
  ArticleLengths* known_lengths_;
  Xapian::ValueIterator lengths_;
  bool has_lengths_ = false;
  Xapian::docid article_ = 0;
};

/// Who types words of a headline wants that article. The words of a query that an article's title has add to its weight
///
///   kTitleMatchWeight * w * (w / W) * min(1, n / length)
///
/// where n of the query's words are in the title of `length` words, w is their inverse document frequency (times
/// repeat_weight), and W that of all the query's words. The two fractions say how much of the query the title has, and
/// how much of the title the query: a word of a long question that a long title happens to have adds next to nothing.
class TitleMatch {
 public:
  /// The words of `root` outside negations; none of them when it has more than a title could (kMaxTerms terms).
  /// `articles` must outlive this and the query.
  TitleMatch(const MatchNode& root, const Xapian::Database& articles);
  /// The same where somebody knows already how many articles have some of the terms.
  using TermFrequency = std::function<Xapian::doccount(const std::string& term)>;
  TitleMatch(const MatchNode& root, const Xapian::Database& articles, const TermFrequency& frequency);

  [[nodiscard]] const std::vector<TitleWord>& words() const { return words_; }

  /// `query` with this weight added; it matches the same articles.
  [[nodiscard]] Xapian::Query added_to(const Xapian::Query& query) const;

  /// What it adds to one article, for explanations.
  [[nodiscard]] double weight_of(Xapian::docid article) const;

 private:
  const Xapian::Database& articles_;
  std::vector<TitleWord> words_;
};

}  // namespace byline

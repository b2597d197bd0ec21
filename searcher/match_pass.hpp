#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <xapian.h>

#include "searcher/archive.hpp"
#include "searcher/best_articles.hpp"
#include "searcher/match_tree.hpp"
#include "searcher/ranking.hpp"
#include "searcher/word_match.hpp"

namespace byline {

/// One article of a result.
struct RankedArticle {
  Xapian::docid document = 0;  ///< in articles/
  double score = 0;
  Xapian::docid section = 0;  ///< of a search of sections: the one, in sections/, whose score it is
};

/// Articles by value of one facet: counts[id] for the value ids of its dictionary.
struct ValueCounts {
  Xapian::valueno slot = 0;
  const People* people = nullptr;  ///< for authors: whose names count as one; null: none are merged
  std::vector<std::uint32_t> counts;

  /// Adds one to every id packed in `value`; who stands there under two names counts once.
  void add(const std::string& value);

 private:
  std::vector<std::uint32_t> ids_;
};

/// What is asked: a query and conditions on the article.
struct MatchRequest {
  const MatchNode& root;
  std::vector<Xapian::Query> filters;
};

/// A page of a result, and how many articles are on all of them.
struct ArticlePage {
  std::size_t total = 0;
  std::vector<RankedArticle> articles;
};

/// Articles that match anywhere in title or body.
class ArticlePass {
 public:
  /// The request's tree must outlive it.
  ArticlePass(Archive& archive, const MatchRequest& request);

  /// The exact number of articles.
  [[nodiscard]] std::size_t count();
  /// Those at [offset, offset + limit) in the order.
  [[nodiscard]] std::vector<RankedArticle> top(ResultOrder& order, std::size_t offset, std::size_t limit);
  /// Both. Takes less time than one after the other where a query finds few, or what it finds is dear to tell.
  [[nodiscard]] ArticlePage page(ResultOrder& order, std::size_t offset, std::size_t limit);
  /// Counts values over all articles.
  void count_values(std::vector<ValueCounts*> facets);

 private:
  /// The best of all articles found, each of which is scored, and how many there are.
  [[nodiscard]] ArticlePage page_with_all_scored(std::size_t offset, std::size_t limit);
  /// By score alone, and then what is equal put in order. Asked for it, Xapian looks up what orders equals for every
  /// article that comes into question, which takes as long as scoring them. Nothing when an equal of the last one is
  /// left out: the other might belong there.
  [[nodiscard]] std::optional<std::vector<RankedArticle>> page_by_score(std::size_t offset, std::size_t limit);
  [[nodiscard]] std::vector<RankedArticle> page_in_order(ResultOrder& order, std::size_t offset, std::size_t limit);
  [[nodiscard]] std::vector<RankedArticle> page_of(std::vector<ScoredArticle> best, std::size_t offset,
                                                   std::size_t limit) const;
  void order_by_ties(std::span<ScoredArticle> equals) const;

  [[nodiscard]] bool is_by_score(const ResultOrder& order, std::size_t offset) const;
  [[nodiscard]] const std::optional<WordMatch>& words();
  [[nodiscard]] const Xapian::Query& query();
  [[nodiscard]] Xapian::Enquire ranking();

  Archive& archive_;
  const MatchNode& root_;
  std::vector<Xapian::Query> filters_;
  bool sought_words_ = false;
  std::optional<WordMatch> words_;      ///< when the request is plain words; made when first asked for
  std::optional<Xapian::Query> query_;  ///< made when first asked for
};

/// Articles that match within one of their sections.
class SectionPass {
 public:
  /// `names`: folded names of the sections wanted; null: any section. Runs the whole match, and checks each section on
  /// its text where the index alone cannot tell. `slots` are kept for `count_values`.
  SectionPass(Archive& archive, const MatchRequest& request, const std::vector<std::string>* names,
              const std::vector<Xapian::valueno>& slots);

  [[nodiscard]] std::size_t count() const { return articles_.size(); }
  [[nodiscard]] std::vector<RankedArticle> top(ResultOrder& order, std::size_t offset, std::size_t limit);
  /// REQUIRES: the slot was among those of the constructor. Section names count once for each article.
  void count_values(ValueCounts& facet) const;

 private:
  struct SectionHit {
    Xapian::docid document = 0;  ///< in sections/
    std::string uid;
    double score = 0;
    std::string section;              ///< packed id of its name
    std::vector<std::string> values;  ///< of slots_
  };
  /// The best hit of an article, and what orders it among those that score alike: looked up where there are such.
  struct BestHit {
    std::size_t hit = 0;
    double score = 0;
    Xapian::docid document = 0;
    std::string ties;
  };
  class Collector;

  void run(const MatchRequest& request, const std::vector<std::string>* names);
  void check(const MatchNode& root);
  void group();
  [[nodiscard]] std::vector<RankedArticle> top_by_score(std::size_t offset, std::size_t limit) const;
  void look_up_ties(std::span<BestHit> articles) const;
  void read_all_ties(std::span<BestHit> articles) const;
  [[nodiscard]] std::vector<std::string> candidate_uids(const MatchRequest& request) const;
  [[nodiscard]] Xapian::docid article_of(const std::string& uid) const;

  Archive& archive_;
  std::vector<Xapian::valueno> slots_;
  std::vector<SectionHit> hits_;       ///< grouped by article
  std::vector<std::size_t> articles_;  ///< the best hit of each article
};

}  // namespace byline

#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <xapian.h>

#include "searcher/archive.hpp"
#include "searcher/explanation.hpp"
#include "searcher/match_tree.hpp"
#include "searcher/title_match.hpp"
#include "searcher/xapian_queries.hpp"

namespace byline {

/// The tree that a query became, with the forms that the archive has.
MeaningNode describe_query(const MatchNode& root, Archive& archive);

/// Takes the scores of some documents apart. Xapian 1.4 tells a document's weight, not its terms'; but weights add up:
/// an OR, an AND and an AND_MAYBE weigh what those of their parts weigh that match. So each part that weighs
/// (weighted_parts) is run as a query of its own, with the same statistics, over these documents only.
///
/// Costs one small query for each word of the query. REQUIRES: `root` and the archive outlive it.
class ScoreExplainer {
 public:
  /// `documents`: in articles/ or in sections/, as `unit` says; each matches the query.
  ScoreExplainer(Archive& archive, const MatchNode& root, SearchUnit unit, std::vector<Xapian::docid> documents);

  /// `titled`: the article (in articles/) whose title's words are counted among the document's; 0: of none, as in
  /// sections other than categories.
  [[nodiscard]] ScoreExplanation explain(Xapian::docid document, Xapian::docid titled) const;

 private:
  using Scores = std::map<Xapian::docid, double>;
  struct Column {
    ScorePart part;
    const WordSet* set;  ///< null: of a filter
    Scores scores;       ///< of those documents in which it holds
  };

  void add(const MatchNode& node, const std::vector<Xapian::docid>& documents);
  void add_text(const MatchNode& node, const std::vector<Xapian::docid>& documents);
  void add_alternatives(const MatchNode& node, const std::vector<Xapian::docid>& documents);
  void add_filter(const MatchNode& node, const std::vector<Xapian::docid>& documents);
  [[nodiscard]] Xapian::Query query_of(const MatchNode& node) const;
  [[nodiscard]] Scores scores_of(const Xapian::Query& query, const std::vector<Xapian::docid>& documents) const;
  [[nodiscard]] std::vector<Xapian::docid> matching(const MatchNode& node,
                                                    const std::vector<Xapian::docid>& documents) const;
  [[nodiscard]] std::size_t documents_with(const WeightedPart& part) const;

  Archive& archive_;
  Xapian::Database database_;
  SearchUnit unit_;
  std::vector<Column> columns_;
  std::optional<TitleMatch> title_match_;  ///< of articles
  std::vector<std::string> terms_;         ///< whose frequencies in a document are told; sorted
};

}  // namespace byline

#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/article.hpp"
#include "common/sentences.hpp"
#include "searcher/archive.hpp"
#include "searcher/match_pass.hpp"
#include "searcher/match_tree.hpp"
#include "searcher/passages.hpp"
#include "searcher/results.hpp"
#include "searcher/word_filter.hpp"

namespace byline {

/// Makes hits of the articles that a search ranked: what they are called, and the passages that show why they are
/// there. What passages need is made when the first one is.
class HitMaker {
 public:
  /// `conditions` are those of the query that are to be shown; `sections`, when there are any, the folded names of
  /// those that passages come from; `passages` of an article at most. All must outlive this.
  HitMaker(Archive& archive, const std::vector<const TextCondition*>& conditions,
           const std::optional<std::vector<std::string>>& sections, std::size_t passages)
      : archive_(archive), conditions_(conditions), sections_(sections), passages_(passages) {}

  /// In their order; `first_rank` is 1-based. Articles and files are looked up in the order of the index, some at a
  /// time, so that what lies side by side there is read once.
  std::vector<Hit> make(std::span<const RankedArticle> ranked, std::size_t first_rank);

 private:
  void make_some(std::span<const RankedArticle> ranked, std::size_t first_rank, std::span<Hit> hits);
  /// All but the rank and the freshness.
  Hit make_one(const RankedArticle& ranked, Article article);
  std::vector<Passage> passages_of(const Article& article);
  [[nodiscard]] bool may_be_marked(std::string_view title) const;
  void prepare_passages();
  [[nodiscard]] std::vector<std::size_t> members_of_wanted(const Article& article) const;
  [[nodiscard]] double rarity(const TextCondition& condition) const;

  Archive& archive_;
  const std::vector<const TextCondition*>& conditions_;
  const std::optional<std::vector<std::string>>& sections_;
  std::size_t passages_;
  std::optional<PassageRequest> passage_request_;  ///< of all hits but for the sections
  std::unique_ptr<WordFilter> filter_;
  std::unique_ptr<SentenceSegmenter> sentences_;
};

}  // namespace byline

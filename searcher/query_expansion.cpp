#include "searcher/query_expansion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "common/schema.hpp"
#include "searcher/feedback.hpp"
#include "searcher/feedback_words.hpp"
#include "searcher/match_pass.hpp"
#include "searcher/xapian_queries.hpp"

namespace byline {
namespace {

/// An article is like another one when it has one of so many of its most telling words.
constexpr std::size_t kNeededWords = 10;

MatchNode any_of_most_telling(std::vector<MatchNode>& words) {
  const auto needed = words.begin() + static_cast<std::ptrdiff_t>(std::min(words.size(), kNeededWords));
  MatchNode any = join(MatchNode::Kind::Or, {std::make_move_iterator(words.begin()), std::make_move_iterator(needed)});
  words.erase(words.begin(), needed);
  return any;
}

MatchNode not_the_article(Archive& archive, Xapian::docid article) {
  const std::string uid = archive.articles().get_document(article).get_value(slot::kUid);
  Xapian::Query itself(uid_term(uid));
  return MatchNode::of(MatchNode::Kind::Not, {MatchNode::of_filter(std::move(itself), "the article itself")});
}

}  // namespace

std::optional<std::string> expand_by_best(Archive& archive, CompiledQuery& query) {
  const double weight = weight_of_words(query.root);
  if (weight == 0) return "there is no word to find others by: --expand changes nothing";
  ResultOrder by_relevance(SortOrder::Relevance);
  const std::vector<RankedArticle> best =
      ArticlePass(archive, {query.root, {}}).top(by_relevance, 0, kFeedbackArticles);
  std::vector<MatchNode> words = feedback_words(archive, best, weight);
  query.root = with_feedback(std::move(query.root), std::move(words), query.any_word_is_enough);
  return std::nullopt;
}

std::optional<std::string> rank_by_likeness(Archive& archive, MatchNode& query, bool is_typed, Xapian::docid model,
                                            const std::string& name) {
  std::vector<MatchNode> words = words_of_article(archive, model);
  std::optional<std::string> warning;
  if (words.empty()) warning = fmt::format("no other article has a telling word of '{}'", name);
  std::vector<MatchNode> parts;
  parts.push_back(is_typed ? without_weights(std::move(query)) : any_of_most_telling(words));
  parts.push_back(not_the_article(archive, model));
  query = join(MatchNode::Kind::And, std::move(parts));
  if (!words.empty()) {
    words.insert(words.begin(), std::move(query));
    query = MatchNode::of(MatchNode::Kind::AndMaybe, std::move(words));
  }
  return warning;
}

}  // namespace byline

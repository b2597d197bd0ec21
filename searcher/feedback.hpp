#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "searcher/match_tree.hpp"

/// Which words of some articles tell what they are about: pseudo-relevance feedback (`--expand`: the best articles of a
/// search) and likeness (`--like`: one article). Pure functions; what they need of an index is given to them.
///
/// The method is the relevance model of Lavrenko and Croft (Relevance-Based Language Models, SIGIR 2001), interpolated
/// with the query as Abdul-Jaleel et al. have it (RM3; TREC 2004), with two changes (measured in docs/feedback.md): a
/// word's share in an article is not its frequency but its frequency
/// normalised by length and saturated, as our ranking has it; and of the words with the greatest weight those are taken
/// that the fewest articles have.
namespace byline {

/// A stem as an article has it.
struct StemCount {
  std::string stem;
  double count = 0;
};

/// One of the articles that words are taken from.
struct FeedbackArticle {
  std::string language;        ///< its code
  double importance = 1;       ///< beside the others
  double relative_length = 1;  ///< 1: as long as the archive's articles are on average
  std::vector<StemCount> stems;
};

/// A stem that some of the articles have.
struct FeedbackStem {
  std::string stem;
  double weight = 0;                   ///< beside the others
  std::vector<std::string> languages;  ///< of the articles it comes from; sorted, distinct

  friend bool operator==(const FeedbackStem&, const FeedbackStem&) = default;
};

/// How important articles are that a search ranked with these scores, the best first: the score, discounted by rank as
/// DCG discounts gains. A score that is no positive number counts as the best that is one; as 1 where none is.
std::vector<double> importances(const std::vector<double>& scores);

/// All stems of the articles with their weights, greatest first.
std::vector<FeedbackStem> relevance_model(const std::vector<FeedbackArticle>& articles);

/// How many articles of the archive have a stem.
using StemFrequency = std::function<double(const std::string& stem)>;
/// Whether a stem may be taken at all: it is no stop word.
using StemTest = std::function<bool(const FeedbackStem&)>;

/// The up to `limit` stems of a model that tell most, the most telling first, with weights that add up to 1. Never
/// taken are stems of one article only, which find nothing else, and of more than half of all, which tell nothing
/// apart; numbers below 100 and single letters. `archive_size` is the number of articles in the archive.
std::vector<FeedbackStem> telling_stems(std::vector<FeedbackStem> model, double archive_size, std::size_t limit,
                                        const StemFrequency& frequency, const StemTest& may_be_taken);

/// What all words of a query weigh together, those of phrases among them; 0 when there is nothing to be found by.
double weight_of_words(const MatchNode& query);

/// The query with words to rank by. A word that the query has already as one that stands alone gains the weight; the
/// others are added. `may_match`: where the query's own words need not all match, any of the added ones is enough, too;
/// else, and beside phrases and whatever is required, they only rank. REQUIRES: `words` are Text nodes of single words.
MatchNode with_feedback(MatchNode query, std::vector<MatchNode> words, bool may_match);

/// The query as a mere condition: it matches the same, and nothing in it has any weight.
MatchNode without_weights(MatchNode query);

}  // namespace byline

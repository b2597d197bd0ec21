#pragma once

#include <cstddef>
#include <vector>

#include <xapian.h>

#include "searcher/archive.hpp"
#include "searcher/match_pass.hpp"
#include "searcher/match_tree.hpp"

namespace byline {

/// Words to rank by from the articles that a search found best, in their order. `query_weight` is what the query's own
/// words weigh together (weight_of_words); the new ones weigh one and a half times as much together, shared among up to
/// forty by how much they tell. Each is a Text node of one word by its stem. Words that only articles of one
/// language other than the archive's main one have count in that language only, unless the main one has them alike.
std::vector<MatchNode> feedback_words(Archive& archive, const std::vector<RankedArticle>& best, double query_weight);

/// So many of the best articles are worth asking.
inline constexpr std::size_t kFeedbackArticles = 12;

/// The most telling words of one article, up to forty, the most telling first. Their weights are around 1.
std::vector<MatchNode> words_of_article(Archive& archive, Xapian::docid article);

}  // namespace byline

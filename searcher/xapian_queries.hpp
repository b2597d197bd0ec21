#pragma once

#include <vector>

#include <xapian.h>

#include "searcher/match_tree.hpp"

namespace byline {

/// What is matched and scored.
enum class SearchUnit { Articles, Sections };

/// A part of a condition that adds to a score by itself: one of its words, by its stems as one.
struct WeightedPart {
  const WordSet* set;
  Xapian::Query query;  ///< its weight is what the part adds where the condition holds
};

/// Everything that a Text node adds to a score; the queries below are made of these parts, and explanations too.
/// REQUIRES: the node outlives them.
std::vector<WeightedPart> weighted_parts(const MatchNode& node, SearchUnit unit);

/// Whether the condition holds, for all that is not matched by stem: exact forms, and the positions of phrases and
/// NEAR. Over articles/; its weight means nothing.
Xapian::Query positional_query(const TextCondition& text);

/// What a query matches, in ascending order.
std::vector<Xapian::docid> matching_documents(const Xapian::Query& query, const Xapian::Database& database);

/// Matches these documents, and weighs nothing.
Xapian::Query documents_query(std::vector<Xapian::docid> documents);

enum class Negations {
  Kept,
  Dropped,  ///< for "what an article must have if one of its sections is to match": there NOT speaks of the section
};

/// The query over articles/. Phrases, NEAR, prefixes and exact forms decide what matches; the weight is that of the
/// stems of their words. `articles` is asked at once what a negation of several conditions excludes.
Xapian::Query article_query(const MatchNode& node, const Xapian::Database& articles,
                            Negations negations = Negations::Kept);

/// The query over sections/, which has stems without positions.
struct SectionQuery {
  Xapian::Query query;  ///< matches every section that the node matches, or more
  bool is_exact;        ///< it matches no more; else each must be checked on its text
};
SectionQuery section_query(const MatchNode& node, const Xapian::Database& sections);

}  // namespace byline

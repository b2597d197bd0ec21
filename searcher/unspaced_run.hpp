#pragma once

#include <string>
#include <vector>

#include "searcher/query_words.hpp"

namespace byline {

/// Some units of a text without spaces that mean something together.
struct RunChunk {
  std::string text;              ///< exact forms, one after the other
  std::vector<QueryUnit> units;  ///< one or more
};

/// The chunks of units that are written together (are_written_together), without what nobody means by itself: particles
/// and the endings of verbs. A single character is seldom a word beside others: it stays with the unit before it
/// (编译|器 is one thing), or with the next where it is the first.
std::vector<RunChunk> chunks_of(const std::vector<QueryUnit>& units);

}  // namespace byline

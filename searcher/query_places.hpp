#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "searcher/archive.hpp"
#include "searcher/query_tree.hpp"

namespace byline {

/// A word of a query, or a field's value, and where it was typed.
struct QueryPlace {
  Span span;          ///< of the word or value itself, without marks and quotes
  std::string typed;  ///< as the query has it
  std::string word;   ///< exact form; of a value, folded_name
  WordForm form = WordForm::Inflected;
  bool in_phrase = false;
  bool in_title = false;
  bool is_value = false;  ///< of `field`, which is not Title
  bool quoted = false;    ///< a value that stood in quotes
  QueryField field = QueryField::Title;
};

/// The words and values of a query in their order; parts of a compound ("cross-border") one by one, unless the archive
/// has the compound. Without prefixes, and without dates, languages and paths.
std::vector<QueryPlace> places_of(const QueryNode& root, Archive& archive);

/// A change to a text.
struct Replacement {
  Span span;          ///< code points of the text before the change
  std::string typed;  ///< what stood there
  std::string text;   ///< what stands there instead
};

/// REQUIRES: the spans are in order and apart.
std::string replaced(std::string_view text, const std::vector<Replacement>& replacements);

std::string text_at(std::string_view text, const Span& span);

/// Whether nothing but white space, and some of it, stands between two places of the text.
bool only_space_between(std::string_view text, const Span& before, const Span& after);

}  // namespace byline

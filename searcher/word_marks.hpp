#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "searcher/query_tree.hpp"

namespace byline {

/// The largest number of a fuzzy word: `word~2`.
inline constexpr unsigned kMaxFuzzyEdits = 2;

/// What the `*` and the `~` of a word ask for. `text` is a word as the lexer gives it, which begins at code point
/// `begin` of the query. Throws Error (BadQuery) with the column for marks that mean nothing.
TypedWord read_typed_word(std::u32string_view text, std::size_t begin);

/// The same for what stands between the quotes of a phrase: one part for each word with a mark, and one for all the
/// words between two such. REQUIRES: there is a word in it.
std::vector<TypedWord> read_typed_phrase(std::u32string_view text, std::size_t begin);

}  // namespace byline

#pragma once

#include <string_view>

namespace byline {

/// How hard it is to believe that somebody who meant one word typed another: 0 for the same, around 1 for each error. A
/// weighted edit distance: a swap, a doubled or single letter, a neighbour on the keyboard and one vowel for another
/// are likelier than other errors, and one in the first letter is rare (M. Kernighan, K. Church and W. Gale, A spelling
/// correction program based on a noisy channel model, 1990). Both are exact forms; Hangul counts by its letters.
/// Symmetric but for what was typed doubled or left out.
double typing_cost(std::string_view typed, std::string_view meant);

/// Of typing_cost: at most one error, wherever it is but in the first letter.
inline constexpr double kOneTypingError = 1.1;

}  // namespace byline

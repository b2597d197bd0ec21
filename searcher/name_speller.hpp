#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/archive.hpp"
#include "searcher/word_speller.hpp"

namespace byline {

/// The values of a facet ("author") that may have been meant by one it does not have, the likeliest first, as the
/// archive shows them. Near is a value as a whole, or one that has a word near each word that was typed. `folded` is
/// folded_name of what was typed. Reads the facet's whole dictionary.
std::vector<Respelling> similar_values(Archive& archive, std::string_view facet, std::string_view folded,
                                       std::size_t limit);

}  // namespace byline

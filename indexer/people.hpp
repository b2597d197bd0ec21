#pragma once

#include <vector>

#include "common/author_identity.hpp"
#include "common/facet_dictionary.hpp"

namespace byline {

/// The people who stand under several names in the dictionary of the author facet; groups, desks and values that no
/// article has any more are left out. Equal dictionaries but for the order of their values give the same people.
People people_among(const std::vector<FacetEntry>& authors);

}  // namespace byline

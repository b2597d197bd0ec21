#pragma once

#include <vector>

#include "indexer/name_list.hpp"

namespace byline {

/// Turns round the names that a list has as catalogues do: {"Williams", "Erin"} becomes {"Erin Williams"}, "Smith, J."
/// becomes "J. Smith". Two names with a comma between stay two unless the second shows that it is a given name: by the
/// table of given names, by initials or a particle ("Jong, Michiel de"), or by a first name in capitals ("NARUSE,
/// Yui"). `is_catalogue`: the field is one that has names so; every pair is one name.
std::vector<NamePart> turned_round(std::vector<NamePart> parts, bool is_catalogue);

}  // namespace byline

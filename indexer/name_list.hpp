#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace byline {

/// One part of a list of names, as written.
struct NamePart {
  std::string text;          ///< single-spaced, not empty
  bool after_comma = false;  ///< a comma or a sign like it stands in front: it may be an affiliation of the one before
};

/// Parts a single-spaced list of names at commas, semicolons, strokes and the words for "and". Nothing is parted inside
/// brackets; initials, "Jr." and the like go back to the name before their comma, degrees are left out, and so is
/// "et al.". `joins_with_en`: the list is Dutch, and "en" joins names.
std::vector<NamePart> name_parts(std::string_view list, bool joins_with_en = false);

/// "J.", "J. R.", "M.-L.": given names behind a surname and a comma.
bool is_initials(std::string_view text);

/// "Jr.", "III".
bool is_name_suffix(std::string_view text);

/// "PhD", "M.D.".
bool is_degree(std::string_view text);

}  // namespace byline

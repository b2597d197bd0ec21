#pragma once

#include <optional>
#include <string_view>

#include "common/calendar.hpp"

namespace byline {

/// What a text that is all a date says, as people write dates in words:
///
///   march 2025   mar 2025   2025 March   2 april 2025   April 2nd, 2025   2. April 2025   2 de abril de 2025
///   2024-Q3   Q3 2024   3rd quarter of 2024   H1 2024
///   1990s   the 90s (the last ten years of that name that have begun by `today`)
///   2025年4月2日   2025년 4월
///
/// Months have their names in any language of calendar_names.hpp; English ones are known without loading the others.
/// Both ends of the range are set. Nothing for anything else; throws Error (BadQuery) for a day that its month does not
/// have and for a month without a year.
std::optional<DateRange> parse_stated_date(std::string_view text, Day today);

}  // namespace byline

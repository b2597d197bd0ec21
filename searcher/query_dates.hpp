#pragma once

#include <string_view>

#include "common/calendar.hpp"

namespace byline {

/// Reads the value of `date:` and `--date`, both ends included:
///
///   2024   2025-04   2025-04-02          the whole year, month, day
///   2024..2025   2024..   ..2025-03      from the first day of the left to the last day of the right
///   today   yesterday
///   this week, last month, …             the calendar's week (from Monday), month or year
///   last 7 days, past 3 months           that long, up to and with today
///
/// Throws Error (BadQuery) for anything else, for days that are in no calendar and for ranges that end before they
/// begin.
DateRange parse_date_range(std::string_view value, Day today);

}  // namespace byline

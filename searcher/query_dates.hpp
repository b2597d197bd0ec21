#pragma once

#include <string_view>

#include "common/calendar.hpp"

namespace byline {

/// Reads the value of `date:` and `--date`, both ends included:
///
///   2024   2025-04   2025-04-02                    the whole year, month, day
///   march 2025   2 april 2025   2024-Q3   1990s    the same in words: see stated_dates.hpp
///   today   yesterday
///   this week, last month, last quarter, …         the calendar's week (from Monday), month, quarter or year
///   2 weeks ago, a year ago                        the day, or the calendar's week, … so long before
///   last 7 days, past 3 months                     that long, up to and with today
///   2024..2025   2024..   ..march 2025             from the first day of the left to the last day of the right
///   since 2023, from 2023                          from its first day on
///   after 2023                                     from the day after it
///   before 2020                                    to the day before it
///   until march 2024, up to march 2024             to its last day
///   between 2020 and 2022, from 2020 to 2022       as 2020..2022
///
/// Where an end of a range is `2 weeks ago`, the day is meant. Capitals make no difference. Throws Error (BadQuery) for
/// anything else, for days that are in no calendar and for ranges that end before they begin.
DateRange parse_date_range(std::string_view value, Day today);

}  // namespace byline

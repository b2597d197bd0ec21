#pragma once

#include <chrono>
#include <compare>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace byline {

using Day = std::chrono::sys_days;

/// Says what day relative dates count from. Asked only where a date is to be read: what time zone it is here is in a
/// file.
using Today = std::function<Day()>;

/// A date as far as it was stated: a year, a month of a year, or a day. It stands for the whole interval, so `2025-04`
/// is found by every range that overlaps April 2025.
struct PartialDate {
  int year = 0;
  unsigned month = 0;  ///< 1 to 12, or 0 when only the year is known
  unsigned day = 0;    ///< 1 to 31, or 0 when only the month is known

  [[nodiscard]] Day first_day() const;
  [[nodiscard]] Day last_day() const;
  /// "2025", "2025-04" or "2025-04-02".
  [[nodiscard]] std::string to_string() const;

  friend bool operator==(const PartialDate&, const PartialDate&) = default;
};

/// True for dates of the proleptic Gregorian calendar in the years 1 to 9999; a day needs its month.
bool is_valid(const PartialDate& date);

/// Reads "2025", "2025-04", "2025-04-02" and the latter followed by a time ("T09:30:00Z", " 09:30:00 +0900").
/// The date is taken as written: no shift between time zones. Anything else, and dates that cannot be, give nothing.
std::optional<PartialDate> parse_iso_date(std::string_view text);

/// Both ends are included; a missing end is open.
struct DateRange {
  std::optional<Day> first;
  std::optional<Day> last;

  friend bool operator==(const DateRange&, const DateRange&) = default;
};

/// "20250402": eight digits that sort as the days do.
std::string to_sortable(Day day);

}  // namespace byline

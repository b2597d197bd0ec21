#pragma once

#include <cstdint>
#include <optional>

#include "common/calendar.hpp"

namespace byline {

/// What was made of a text that may state a date.
struct DateReading {
  enum class Verdict : std::uint8_t {
    NoDate,      ///< it states none
    Stated,      ///< `date`
    Ambiguous,   ///< two numbers may be day and month in either order: `date` or `month_first`
    Impossible,  ///< it has the form of a date that cannot be: 31 February, month 13, year 1
  };

  Verdict verdict = Verdict::NoDate;
  PartialDate date;         ///< when ambiguous: the reading that takes the first number for the day
  PartialDate month_first;  ///< the other reading, when ambiguous

  /// The date, when there is just one.
  [[nodiscard]] std::optional<PartialDate> stated() const {
    return verdict == Verdict::Stated ? std::optional(date) : std::nullopt;
  }
  [[nodiscard]] bool is_none() const { return verdict == Verdict::NoDate; }

  friend bool operator==(const DateReading&, const DateReading&) = default;
};

/// The reading of a year, month and day (0 where not stated); Impossible when there is no such day. Articles are of the
/// years 1000 to 2199: what stands outside is the "no date" of some program (0001-01-01, 9999-12-31). Years from 2400
/// to 2743 are of the Buddhist era when `may_be_buddhist`.
DateReading date_reading(int year, unsigned month, unsigned day, bool may_be_buddhist = false);

/// The same for the Persian calendar (Jalali, years such as 1404). Throws nothing; needs ICU.
DateReading persian_date_reading(int year, unsigned month, unsigned day);

}  // namespace byline

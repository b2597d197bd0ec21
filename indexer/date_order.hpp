#pragma once

#include <cstdint>
#include <string_view>

namespace byline {

/// In which order a language and region write day, month and year as numbers.
enum class DateOrder : std::uint8_t { Unknown, DayFirst, MonthFirst, YearFirst };

/// The order of a BCP 47 language tag ("en-US", "pt_BR", "de"), as CLDR's short dates have it. Plain "en" is Unknown,
/// for half of those who write English put the month first; so is every tag that says nothing. A tag whose region puts
/// the year first ("sv") is DayFirst when it writes day and month in that order. Thread-safe.
DateOrder date_order_of(std::string_view language_tag);

}  // namespace byline

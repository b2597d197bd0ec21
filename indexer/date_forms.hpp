#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "common/date_tokens.hpp"
#include "indexer/date_reading.hpp"

namespace byline {

/// Where a date stands tells how much of a form may be missing.
enum class DateSetting : std::uint8_t {
  Text,   ///< a line of a text, where "1.2.10" is a version
  Field,  ///< a value that is meant to be a date: years may have two digits
};

/// A date among the tokens of a text.
struct FoundDate {
  DateReading reading;    ///< NoDate when none begins there
  std::size_t after = 0;  ///< the token behind it
};

/// The date that begins at token `at`, perhaps with a weekday or an article in front: numbers in any order, names of
/// months before or behind the day, the forms of East Asia with their eras. `language` is a BCP 47 tag or empty: it
/// decides what "03/04/2025" is.
FoundDate read_date(const std::vector<DateToken>& tokens, std::size_t at, std::string_view language,
                    DateSetting setting);

}  // namespace byline

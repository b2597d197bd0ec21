#pragma once

#include <optional>
#include <string_view>

#include "indexer/date_reading.hpp"

namespace byline {

/// A date as fields have it: ISO 8601 in all spellings (iso_date.hpp), RFC 2822, 850 and asctime, JavaScript's and
/// `date`'s, in words and numbers as in a text (written_date.hpp), and seconds, milliseconds, microseconds or
/// nanoseconds since 1970. The day is taken as written in the zone that is stated; counts since 1970 are days of UTC.
/// `language` is the article's BCP 47 tag, as far as it is known; it decides what "03/04/2025" is.
DateReading read_field_date(std::string_view text, std::string_view language = {});

/// The same, when the text states one date.
std::optional<PartialDate> parse_field_date(std::string_view text, std::string_view language = {});

/// The first day in an address: of the "2025/06/26" between slashes in "https://example.org/2025/06/26/title".
std::optional<PartialDate> date_in_address(std::string_view address);

}  // namespace byline

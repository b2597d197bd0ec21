#pragma once

#include <string_view>

#include "indexer/date_reading.hpp"

namespace byline {

/// Reads a date in one of the forms of ISO 8601 and of programs close to it, alone in the text or followed by a time
/// and zone: "2025", "2025-04", "2025-04-02", "2025-4-2", "2025/04/02", "20250402", "20250402T093000Z",
/// "20250402093000", "2025-04-02T09:30:00.5+09:00", "2025-04-02 09:30:00 +0900", "2025-092", "2025092", "2025-W14-3",
/// "2025W143". A week without a day is the month that holds it, else the year. The day is taken as written, whatever
/// the zone. `language` may turn years into our era: of the Buddhist one in Thai, of the Persian calendar in Persian.
DateReading read_iso_date(std::string_view text, std::string_view language = {});

}  // namespace byline

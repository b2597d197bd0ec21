#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "common/date_tokens.hpp"

namespace byline {

/// Which calendar a month's name belongs to.
enum class MonthCalendar : std::uint8_t { Gregorian, Persian };

/// The name of a month at some place of a text.
struct MonthName {
  unsigned month = 0;      ///< 1 to 12; 0 when there is none
  std::size_t tokens = 0;  ///< how many it takes, a full stop behind an abbreviation not counted
  MonthCalendar calendar = MonthCalendar::Gregorian;
  bool is_short = false;  ///< an abbreviation, which may be a common word of another language ("set", "mar")
};

/// The name of a month that begins at token `at`, in any of the languages of the list in calendar_names.cpp, wide or
/// abbreviated, also in the case that dates put it in ("апреля", "huhtikuuta"). The longest one counts. A name that
/// means different months in different languages ("listopad") counts only when `language` (an ISO 639-1 code, or
/// empty) is one of them. The names are those of ICU; they are loaded by the first call. Thread-safe.
MonthName month_at(const std::vector<DateToken>& tokens, std::size_t at, std::string_view language);

/// How many tokens the name of a weekday takes that begins at token `at`; 0 when there is none. With `wide_only`
/// abbreviations do not count.
std::size_t weekday_at(const std::vector<DateToken>& tokens, std::size_t at, bool wide_only = false);

}  // namespace byline

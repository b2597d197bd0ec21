#include "indexer/iso_date.hpp"

#include <algorithm>
#include <chrono>
#include <optional>

#include "common/utf8.hpp"

namespace byline {
namespace {

using Verdict = DateReading::Verdict;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t digits_at_front(std::string_view text) {
  return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) - text.begin());
}

/// Takes a number of `fewest` to `most` digits that no further digit follows.
std::optional<int> take_number(std::string_view& text, std::size_t fewest, std::size_t most) {
  const std::size_t size = digits_at_front(text);
  if (size < fewest || size > most) return std::nullopt;
  int value = 0;
  for (const char digit : text.substr(0, size)) value = value * 10 + (digit - '0');
  text.remove_prefix(size);
  return value;
}

bool take(std::string_view& text, std::string_view wanted) {
  if (text.empty() || wanted.find(text.front()) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

/// Whether what stands behind a day is a time, a zone or nothing: "T09:30Z", " 9:30 AM CEST", "+02:00", "Z", "T0930".
bool ends_day(std::string_view rest) {
  if (trim(rest).empty() || rest == "Z" || rest == "z") return true;
  const bool is_zone = rest.size() <= 6 && (rest.front() == '+' || rest.front() == '-');
  if (is_zone) return digits_at_front(rest.substr(1)) == 2;
  const bool has_t = take(rest, "Tt");
  if (!has_t && !take(rest, " ,_")) return false;
  rest = trim(rest);
  const std::size_t hours = digits_at_front(rest);
  if (hours == 0) {
    // "2025-04-02 UTC"
    return rest.size() <= 6 && std::all_of(rest.begin(), rest.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  }
  if (hours > 2) return has_t && (hours == 4 || hours == 6);
  rest.remove_prefix(hours);
  if (rest.empty()) return has_t;
  return has_t || rest.front() == ':' || rest.front() == '.' || rest.front() == 'h' || rest.front() == ' ';
}

bool has_language(std::string_view tag, std::string_view language) {
  return tag.starts_with(language) &&
         (tag.size() == language.size() || tag[language.size()] == '-' || tag[language.size()] == '_');
}

DateReading reading_of(int year, int month, int day, std::string_view language) {
  if (has_language(language, "fa") && year >= 1200 && year < 1500) {
    return persian_date_reading(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
  }
  return date_reading(year, static_cast<unsigned>(month), static_cast<unsigned>(day), has_language(language, "th"));
}

/// A day that is stated in numbers; a zero is no day and no month.
DateReading day_reading(int year, int month, int day, std::string_view language) {
  if (month == 0 || day == 0) return {Verdict::Impossible, {}, {}};
  return reading_of(year, month, day, language);
}

DateReading reading_of(const std::chrono::year_month_day& date) {
  return date_reading(int(date.year()), unsigned(date.month()), unsigned(date.day()));
}

/// The day of a year, 1 to 366.
DateReading ordinal_reading(int year, int day) {
  const bool is_leap = std::chrono::year(year).is_leap();
  if (day < 1 || day > (is_leap ? 366 : 365)) return {Verdict::Impossible, {}, {}};
  return reading_of(std::chrono::sys_days{std::chrono::year(year) / 1 / 1} + std::chrono::days(day - 1));
}

/// A week of a year, 1 to 53; `day` is 1 (Monday) to 7, or 0 for the whole week.
DateReading week_reading(int year, int week, int day) {
  using std::chrono::days;
  // The week that holds 4 January is the first.
  const std::chrono::sys_days fourth{std::chrono::year(year) / 1 / 4};
  const auto weekday = std::chrono::weekday(fourth).iso_encoding();
  const std::chrono::sys_days first = fourth - days(weekday - 1);
  const std::chrono::sys_days monday = first + days(7 * (week - 1));
  const std::chrono::year_month_day thursday{monday + days(3)};
  if (week < 1 || day > 7 || int(thursday.year()) != year) return {Verdict::Impossible, {}, {}};
  if (day > 0) return reading_of(monday + days(day - 1));
  const std::chrono::year_month_day begin{monday};
  const std::chrono::year_month_day end{monday + days(6)};
  const bool is_one_month = begin.month() == end.month();
  return date_reading(year, is_one_month ? unsigned(begin.month()) : 0, 0);
}

/// "20250402", "2025092", "20250402093000", with "T093000Z" behind the first.
DateReading read_basic(std::string_view text, std::string_view language) {
  const std::size_t size = digits_at_front(text);
  const auto part = [&](std::size_t begin, std::size_t length) {
    std::string_view digits = text.substr(begin, length);
    return take_number(digits, length, length).value_or(0);
  };
  const std::string_view rest = text.substr(size);
  if (size == 7 && ends_day(rest)) return ordinal_reading(part(0, 4), part(4, 3));
  if (size == 8 && ends_day(rest)) return day_reading(part(0, 4), part(4, 2), part(6, 2), language);
  const bool has_time = (size == 12 || size == 14) && (ends_day(rest) || rest.front() == '.' || rest.front() == '-');
  if (!has_time || part(8, 2) > 24 || part(10, 2) > 59) return {};
  const DateReading reading = day_reading(part(0, 4), part(4, 2), part(6, 2), language);
  // Else it is a count of milliseconds.
  return reading.verdict == Verdict::Stated && reading.date.year >= 1900 ? reading : DateReading{};
}

/// Behind "2025-W" or "2025W".
DateReading read_week(int year, std::string_view rest) {
  const std::size_t digits = digits_at_front(rest);
  if (digits != 2 && digits != 3) return {};
  const int week = (rest[0] - '0') * 10 + (rest[1] - '0');
  int day = digits == 3 ? rest[2] - '0' : 0;
  rest.remove_prefix(digits);
  if (digits == 2 && take(rest, "-")) {
    const auto weekday = take_number(rest, 1, 1);
    if (!weekday || *weekday == 0) return {};
    day = *weekday;
  }
  return ends_day(rest) ? week_reading(year, week, day) : DateReading{};
}

}  // namespace

DateReading read_iso_date(std::string_view text, std::string_view language) {
  text = trim(text);
  if (digits_at_front(text) != 4) return read_basic(text, language);
  const int year = take_number(text, 4, 4).value_or(0);
  if (text.empty()) return reading_of(year, 0, 0, language);
  if (take(text, "Ww")) return read_week(year, text);
  const char separator = text.front();
  if (!take(text, "-/.")) return {};
  if (separator == '-' && take(text, "Ww")) return read_week(year, text);
  if (separator == '-' && digits_at_front(text) == 3) {
    const int day = take_number(text, 3, 3).value_or(0);
    return ends_day(text) ? ordinal_reading(year, day) : DateReading{};
  }
  const auto month = take_number(text, 1, 2);
  if (!month) return {};
  if (text.empty()) {
    if (separator == '.') return {};
    return *month == 0 ? DateReading{Verdict::Impossible, {}, {}} : reading_of(year, *month, 0, language);
  }
  if (!take(text, std::string_view(&separator, 1))) return {};
  const auto day = take_number(text, 1, 2);
  return day && ends_day(text) ? day_reading(year, *month, *day, language) : DateReading{};
}

}  // namespace byline

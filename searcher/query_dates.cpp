#include "searcher/query_dates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <vector>

#include "common/error.hpp"
#include "common/utf8.hpp"

namespace byline {
namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::year_month_day;
using std::chrono::years;

constexpr char kHint[] =
    "such as 2024, 2025-04, 2025-04-02, 2024..2025, 2024.., yesterday, \"last month\", \"last 7 days\"";

enum class Unit { Day, Week, Month, Year };

[[noreturn]] void throw_bad_date(const std::string& message, const std::string& hint = kHint) {
  throw Error(ErrorKind::BadQuery, message, hint);
}

/// A value as a message shows it: on one line, and not a page long.
std::string shown(std::string_view value) {
  constexpr std::size_t kMost = 40;
  const std::string line = single_spaced(value);
  std::size_t end = 0;
  for (std::size_t count = 0; end < line.size() && count < kMost; ++count) next_code_point(line, end);
  return end == line.size() ? line : line.substr(0, end) + "…";
}

std::string in_small_letters(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

/// "9999-99-99" of "2025-04-02": the form without the numbers.
std::string shape_of(std::string_view text) {
  std::string shape(text);
  std::replace_if(
      shape.begin(), shape.end(), [](char c) { return c >= '0' && c <= '9'; }, '9');
  return shape;
}

[[noreturn]] void throw_no_such_date(std::string_view text, const std::string& shape) {
  if (shape == "9999-99-99") throw_bad_date(fmt::format("there is no day {}", text));
  if (shape == "9999-99") throw_bad_date(fmt::format("there is no month {}", text));
  if (shape == "9999") throw_bad_date(fmt::format("there is no year {}", text), "years go from 0001 to 9999");
  if (shape == "9999-9999") {
    throw_bad_date(fmt::format("not a date: {}", text),
                   fmt::format("a range has two dots: {}..{}", text.substr(0, 4), text.substr(5)));
  }
  throw_bad_date(fmt::format("not a date: {}", shown(text)));
}

std::vector<std::string> split_words(const std::string& spaced) {
  std::vector<std::string> words;
  for (std::size_t begin = 0; begin < spaced.size();) {
    const std::size_t end = std::min(spaced.find(' ', begin), spaced.size());
    words.push_back(spaced.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

std::optional<Unit> parse_unit(std::string_view word) {
  if (!word.empty() && word.back() == 's') word.remove_suffix(1);
  if (word == "day") return Unit::Day;
  if (word == "week") return Unit::Week;
  if (word == "month") return Unit::Month;
  if (word == "year") return Unit::Year;
  return std::nullopt;
}

Day monday_of(Day day) { return day - (std::chrono::weekday{day} - std::chrono::Monday); }

/// The calendar's week, month or year with `today` in it, or the one before.
DateRange calendar_unit(Unit unit, bool previous, Day today) {
  const year_month_day date{today};
  if (unit == Unit::Day) {
    const Day day = today - days{previous ? 1 : 0};
    return {day, day};
  }
  if (unit == Unit::Week) {
    const Day monday = monday_of(today) - days{previous ? 7 : 0};
    return {monday, monday + days{6}};
  }
  if (unit == Unit::Month) {
    const auto month = date.year() / date.month() - months{previous ? 1 : 0};
    return {Day{month / 1}, Day{month / std::chrono::last}};
  }
  const auto year = date.year() - years{previous ? 1 : 0};
  return {Day{year / 1 / 1}, Day{year / 12 / 31}};
}

/// The same day of the month `count` months earlier, or that month's last.
Day months_before(Day day, int count) {
  const year_month_day earlier = year_month_day{day} - months{count};
  return earlier.ok() ? Day{earlier} : Day{earlier.year() / earlier.month() / std::chrono::last};
}

/// `count` days, weeks, months or years that end with today.
DateRange up_to_today(int count, Unit unit, Day today) {
  switch (unit) {
    case Unit::Day: return {today - days{count - 1}, today};
    case Unit::Week: return {today - days{7 * count - 1}, today};
    case Unit::Month: return {months_before(today, count) + days{1}, today};
    case Unit::Year: break;
  }
  return {months_before(today, 12 * count) + days{1}, today};
}

int parse_count(const std::string& digits) {
  constexpr int kMost = 1000;
  int count = 0;
  const char* end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, count);
  if (error == std::errc{} && stop == end && count >= 1 && count <= kMost) return count;
  throw_bad_date(fmt::format("not a number of days, weeks, months or years from 1 to {}: {}", kMost, shown(digits)));
}

/// `today`, `this week`, `last 7 days`.
std::optional<DateRange> parse_relative(std::string_view text, Day today) {
  const std::vector<std::string> words = split_words(in_small_letters(single_spaced(text)));
  if (words.size() == 1 && words[0] == "today") return DateRange{today, today};
  if (words.size() == 1 && words[0] == "yesterday") return calendar_unit(Unit::Day, true, today);
  if (words.size() < 2 || words.size() > 3) return std::nullopt;
  const bool last = words[0] == "last";
  const bool past = words[0] == "past";
  const auto unit = parse_unit(words.back());
  if (!unit || (!last && !past && words[0] != "this")) return std::nullopt;
  if (words.size() == 3) {
    if (!last && !past) return std::nullopt;
    return up_to_today(parse_count(words[1]), *unit, today);
  }
  if (words.back().back() == 's' || *unit == Unit::Day) return std::nullopt;
  return past ? up_to_today(1, *unit, today) : calendar_unit(*unit, last, today);
}

/// One end of a range, or a value that is no range.
DateRange parse_interval(std::string_view text, Day today) {
  if (const auto relative = parse_relative(text, today)) return *relative;
  const std::string shape = shape_of(text);
  // A time would be read too, and then forgotten.
  const auto date = shape.size() <= 10 ? parse_iso_date(text) : std::nullopt;
  if (!date || !is_valid(*date)) throw_no_such_date(text, shape);
  return {date->first_day(), date->last_day()};
}

}  // namespace

DateRange parse_date_range(std::string_view value, Day today) {
  const std::string_view text = trim(value);
  if (text.empty()) throw_bad_date("the date is empty");
  const std::size_t dots = text.find("..");
  if (dots == std::string_view::npos) return parse_interval(text, today);
  const std::string_view left = trim(text.substr(0, dots));
  const std::string_view right = trim(text.substr(dots + 2));
  if (left.empty() && right.empty()) throw_bad_date("the range has no end: ..");
  DateRange range;
  if (!left.empty()) range.first = parse_interval(left, today).first;
  if (!right.empty()) range.last = parse_interval(right, today).last;
  if (range.first && range.last && *range.last < *range.first) {
    throw_bad_date(fmt::format("the range ends before it begins: {}", shown(text)), "the earlier date comes first");
  }
  return range;
}

}  // namespace byline

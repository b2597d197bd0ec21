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
#include "searcher/stated_dates.hpp"

namespace byline {
namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::year_month_day;
using std::chrono::years;

constexpr char kHint[] =
    "such as 2024, 2025-04-02, 2024-Q3, 2024..2025, yesterday, \"march 2025\", \"since 2023\", \"last 7 days\"";

enum class Unit { Day, Week, Month, Quarter, Year };

/// What a date is for: alone it may be a whole week, as an end of a range a day.
enum class DateUse { Alone, End };

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
  const std::string message = fmt::format("not a date: {}", shown(text));
  if (shape == "9999-9999") {
    throw_bad_date(message, fmt::format("a range has two dots: {}..{}", text.substr(0, 4), text.substr(5)));
  }
  const bool is_all_numbers = !shape.empty() && shape.find_first_not_of("9./- ") == std::string::npos;
  if (is_all_numbers) throw_bad_date(message, "a day is written 2025-04-02, or in words: \"2 april 2025\"");
  throw_bad_date(message);
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
  if (word == "quarter") return Unit::Quarter;
  if (word == "year") return Unit::Year;
  return std::nullopt;
}

Day monday_of(Day day) { return day - (std::chrono::weekday{day} - std::chrono::Monday); }

/// The same day of the month `count` months earlier, or that month's last.
Day months_before(Day day, int count) {
  const year_month_day earlier = year_month_day{day} - months{count};
  return earlier.ok() ? Day{earlier} : Day{earlier.year() / earlier.month() / std::chrono::last};
}

/// How many months a unit has; 0 for those of days.
int months_in(Unit unit) {
  switch (unit) {
    case Unit::Month: return 1;
    case Unit::Quarter: return 3;
    case Unit::Year: return 12;
    default: return 0;
  }
}

int days_in(Unit unit) { return unit == Unit::Week ? 7 : 1; }

/// The day that is so many units before another.
Day units_before(Day day, int count, Unit unit) {
  const int unit_months = months_in(unit);
  return unit_months > 0 ? months_before(day, count * unit_months) : day - days{count * days_in(unit)};
}

/// The calendar's day, week, month, quarter or year that is `count` of them before the one with `today` in it.
DateRange calendar_unit(Unit unit, int count, Day today) {
  const int unit_months = months_in(unit);
  if (unit_months == 0) {
    const Day first = (unit == Unit::Week ? monday_of(today) : today) - days{count * days_in(unit)};
    return {first, first + days{days_in(unit) - 1}};
  }
  const year_month_day date{today};
  const int months_into_unit = static_cast<int>(static_cast<unsigned>(date.month()) - 1) % unit_months;
  const auto first = date.year() / date.month() - months{months_into_unit + count * unit_months};
  return {Day{first / 1}, Day{(first + months{unit_months - 1}) / std::chrono::last}};
}

/// `count` days, weeks, months or years that end with today.
DateRange up_to_today(int count, Unit unit, Day today) { return {units_before(today, count, unit) + days{1}, today}; }

constexpr int kMostUnits = 1000;

/// "7", "seven"; 0 for what is no such number.
int number_of(const std::string& word) {
  static constexpr std::array<std::string_view, 12> kNumbers = {"one",   "two",   "three", "four", "five",   "six",
                                                                "seven", "eight", "nine",  "ten",  "eleven", "twelve"};
  const auto found = std::find(kNumbers.begin(), kNumbers.end(), word);
  if (found != kNumbers.end()) return static_cast<int>(found - kNumbers.begin()) + 1;
  int count = 0;
  const char* end = word.data() + word.size();
  const auto [stop, error] = std::from_chars(word.data(), end, count);
  return error == std::errc{} && stop == end && count >= 1 && count <= kMostUnits ? count : 0;
}

int parse_count(const std::string& word) {
  const int count = number_of(word);
  if (count > 0) return count;
  throw_bad_date(fmt::format("not a number of days, weeks, months or years from 1 to {}: {}", kMostUnits, shown(word)));
}

/// `2 weeks ago`, `a year ago`.
std::optional<DateRange> parse_ago(const std::vector<std::string>& words, DateUse use, Day today) {
  if (words.size() != 3 || words[2] != "ago") return std::nullopt;
  const auto unit = parse_unit(words[1]);
  if (!unit) return std::nullopt;
  const int count = words[0] == "a" || words[0] == "an" ? 1 : parse_count(words[0]);
  if (use == DateUse::Alone) return calendar_unit(*unit, count, today);
  const Day day = units_before(today, count, *unit);
  return DateRange{day, day};
}

/// `today`, `this week`, `last 7 days`, `2 weeks ago`.
std::optional<DateRange> parse_relative(const std::vector<std::string>& words, DateUse use, Day today) {
  if (words.size() == 1 && words[0] == "today") return DateRange{today, today};
  if (words.size() == 1 && words[0] == "yesterday") return calendar_unit(Unit::Day, 1, today);
  if (words.size() < 2 || words.size() > 3) return std::nullopt;
  if (const auto ago = parse_ago(words, use, today)) return ago;
  const bool last = words[0] == "last";
  const bool past = words[0] == "past";
  const auto unit = parse_unit(words.back());
  if (!unit || (!last && !past && words[0] != "this")) return std::nullopt;
  if (words.size() == 3) {
    if (!last && !past) return std::nullopt;
    return up_to_today(parse_count(words[1]), *unit, today);
  }
  if (words.back().back() == 's' || *unit == Unit::Day) return std::nullopt;
  return past ? up_to_today(1, *unit, today) : calendar_unit(*unit, last ? 1 : 0, today);
}

/// One end of a range, or a value that is no range. The ends of what is given are set.
DateRange parse_interval(std::string_view text, DateUse use, Day today) {
  if (const auto relative = parse_relative(split_words(in_small_letters(single_spaced(text))), use, today)) {
    return *relative;
  }
  const std::string shape = shape_of(text);
  // A time would be read too, and then forgotten.
  const auto date = shape.size() <= 10 ? parse_iso_date(text) : std::nullopt;
  if (date && is_valid(*date)) return {date->first_day(), date->last_day()};
  if (const auto stated = parse_stated_date(text, today)) return *stated;
  throw_no_such_date(text, shape);
}

/// From the first day of the left to the last day of the right; either may be empty.
DateRange parse_ends(std::string_view left, std::string_view right, std::string_view whole, Day today) {
  DateRange range;
  if (!left.empty()) range.first = parse_interval(left, DateUse::End, today).first;
  if (!right.empty()) range.last = parse_interval(right, DateUse::End, today).last;
  if (range.first && range.last && *range.last < *range.first) {
    throw_bad_date(fmt::format("the range ends before it begins: {}", shown(whole)), "the earlier date comes first");
  }
  return range;
}

/// A word with which a range begins, and those that may join its two dates.
struct RangeWord {
  enum class Side { From, After, Before, Until, Between };
  std::string_view word;
  Side side;
};
using Side = RangeWord::Side;
constexpr std::array<RangeWord, 9> kRangeWords = {{{"since ", Side::From},
                                                   {"from ", Side::From},
                                                   {"after ", Side::After},
                                                   {"before ", Side::Before},
                                                   {"until ", Side::Until},
                                                   {"till ", Side::Until},
                                                   {"up to ", Side::Until},
                                                   {"through ", Side::Until},
                                                   {"between ", Side::Between}}};
constexpr std::array<std::string_view, 4> kJoints = {" to ", " until ", " till ", " through "};

struct Joint {
  std::size_t begin = 0;
  std::size_t end = 0;
};

std::optional<Joint> find_joint(std::string_view text) {
  for (const std::string_view joint : kJoints) {
    if (const auto at = text.find(joint); at != std::string_view::npos) return Joint{at, at + joint.size()};
  }
  return std::nullopt;
}

DateRange parse_between(std::string_view dates, std::string_view whole, Day today) {
  constexpr std::string_view kAnd = " and ";
  const auto at = dates.find(kAnd);
  if (at == std::string_view::npos) {
    throw_bad_date(fmt::format("not a date: {}", shown(whole)), "such as \"between 2020 and 2022\", or 2020..2022");
  }
  return parse_ends(dates.substr(0, at), dates.substr(at + kAnd.size()), whole, today);
}

DateRange parse_side(Side side, std::string_view dates, std::string_view whole, Day today) {
  switch (side) {
    case Side::Between: return parse_between(dates, whole, today);
    case Side::After: return {*parse_interval(dates, DateUse::End, today).last + days{1}, std::nullopt};
    case Side::Before: return {std::nullopt, *parse_interval(dates, DateUse::End, today).first - days{1}};
    case Side::Until: return parse_ends({}, dates, whole, today);
    case Side::From: break;
  }
  const auto joint = find_joint(dates);
  if (!joint) return parse_ends(dates, {}, whole, today);
  return parse_ends(dates.substr(0, joint->begin), dates.substr(joint->end), whole, today);
}

/// `since 2023`, `between 2020 and 2022`, `march 2024 to june 2024`; `text` has small letters and single spaces.
std::optional<DateRange> parse_range_in_words(std::string_view text, Day today) {
  for (const auto& [word, side] : kRangeWords) {
    if (text.starts_with(word)) return parse_side(side, text.substr(word.size()), text, today);
    if (text == word.substr(0, word.size() - 1)) {
      throw_bad_date(
          fmt::format("there is no date behind '{}'", text),
          fmt::format("both in quotes: date:\"{} {}\"", text, side == Side::Between ? "2020 and 2022" : "2023"));
    }
  }
  const auto joint = find_joint(text);
  if (!joint) return std::nullopt;
  return parse_ends(text.substr(0, joint->begin), text.substr(joint->end), text, today);
}

}  // namespace

DateRange parse_date_range(std::string_view value, Day today) {
  const std::string_view text = trim(value);
  if (text.empty()) throw_bad_date("the date is empty");
  const std::size_t dots = text.find("..");
  if (dots == std::string_view::npos) {
    const std::string plain = in_small_letters(single_spaced(text));
    if (const auto range = parse_range_in_words(plain, today)) return *range;
    return parse_interval(text, DateUse::Alone, today);
  }
  const std::string_view left = trim(text.substr(0, dots));
  const std::string_view right = trim(text.substr(dots + 2));
  if (left.empty() && right.empty()) throw_bad_date("the range has no end: ..");
  return parse_ends(left, right, text, today);
}

}  // namespace byline

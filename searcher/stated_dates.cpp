#include "searcher/stated_dates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "common/calendar_names.hpp"
#include "common/date_tokens.hpp"
#include "common/error.hpp"

namespace byline {
namespace {

using Kind = DateToken::Kind;
using Tokens = std::vector<DateToken>;
using std::chrono::last;
using std::chrono::month;
using std::chrono::year;

template <std::size_t size>
bool is_one_of(std::string_view word, const std::array<std::string_view, size>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// What stands between the parts of a date and says nothing.
bool is_filler(const DateToken& token) {
  static constexpr std::array<std::string_view, 5> kMarks = {",", ".", "-", "'", "/"};
  static constexpr std::array<std::string_view, 12> kWords = {"of", "the", "de", "del", "den", "der",
                                                              "le", "el",  "di", "г",   "год", "года"};
  return token.kind == Kind::Mark ? is_one_of(token.text, kMarks) : is_one_of(token.text, kWords);
}

bool is_ordinal_ending(const DateToken& token) {
  static constexpr std::array<std::string_view, 7> kEndings = {"st", "nd", "rd", "th", "er", "o", "a"};
  return token.kind == Kind::Word && is_one_of(token.text, kEndings);
}

/// Numbers and words that matter. An ending counts only behind a number.
Tokens telling_tokens(std::string_view text) {
  Tokens telling;
  for (const DateToken& token : date_tokens(text)) {
    const bool is_behind_number =
        !telling.empty() && telling.back().kind == Kind::Number && telling.back().end == token.begin;
    if (is_filler(token) || (is_behind_number && is_ordinal_ending(token))) continue;
    telling.push_back(token);
  }
  return telling;
}

bool is_year(const DateToken& token) { return token.kind == Kind::Number && token.digits == 4 && token.value > 0; }

bool is_small(const DateToken& token) { return token.kind == Kind::Number && token.digits <= 2; }

unsigned english_month(std::string_view word) {
  static constexpr std::array<std::string_view, 12> kMonths = {"january",   "february", "march",    "april",
                                                               "may",       "june",     "july",     "august",
                                                               "september", "october",  "november", "december"};
  constexpr std::size_t kShort = 3;
  if (word == "sept") return 9;
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    if (word == kMonths[i] || word == kMonths[i].substr(0, kShort)) return static_cast<unsigned>(i + 1);
  }
  return 0;
}

/// The month whose name begins at `at`.
MonthName find_month(const Tokens& tokens, std::size_t at) {
  if (tokens[at].kind != Kind::Word) return {};
  if (const unsigned english = english_month(tokens[at].text)) return {english, 1};
  const MonthName name = month_at(tokens, at, {});
  return name.calendar == MonthCalendar::Gregorian ? name : MonthName{};
}

DateRange range_of(const PartialDate& date) {
  if (!is_valid(date)) {
    if (date.month > 12)
      throw Error(ErrorKind::BadQuery, fmt::format("there is no month {}", date.to_string()), "months go from 1 to 12");
    throw Error(ErrorKind::BadQuery, fmt::format("there is no day {}", date.to_string()), "the month has fewer days");
  }
  return {date.first_day(), date.last_day()};
}

DateRange months_from(int first_year, unsigned first_month, unsigned count) {
  const auto begin = year{first_year} / month{first_month};
  return {Day{begin / 1}, Day{(begin + std::chrono::months{count - 1}) / last}};
}

/// `march 2025`, `2 april 2025`, `april 2, 2025`, `2025 april 2`: a name, a year, and maybe a day.
std::optional<DateRange> month_and_year(const Tokens& tokens) {
  PartialDate date;
  bool is_read = true;
  std::size_t numbers = 0;
  std::string_view name;
  for (std::size_t at = 0; at < tokens.size() && is_read;) {
    const DateToken& token = tokens[at];
    if (is_year(token) && date.year == 0) {
      date.year = token.value;
      ++at;
    } else if (is_small(token) && date.day == 0 && token.value > 0) {
      date.day = static_cast<unsigned>(token.value);
      ++numbers;
      ++at;
    } else if (const MonthName found = date.month == 0 ? find_month(tokens, at) : MonthName{}; found.month > 0) {
      date.month = found.month;
      name = token.text;
      at += found.tokens;
    } else {
      is_read = false;
    }
  }
  if (!is_read || date.month == 0) return std::nullopt;
  if (date.year == 0) {
    throw Error(ErrorKind::BadQuery, fmt::format("'{}' is of every year", name), fmt::format("add one: {} 2025", name));
  }
  return range_of(date);
}

/// `Q3 2024`, `2024-Q3`, `3rd quarter of 2024`, `H1 2024`.
std::optional<DateRange> part_of_year(const Tokens& tokens) {
  if (tokens.size() != 3) return std::nullopt;
  const auto stated_year = std::find_if(tokens.begin(), tokens.end(), is_year);
  const auto number = std::find_if(tokens.begin(), tokens.end(), is_small);
  const auto word = std::find_if(tokens.begin(), tokens.end(), [](const auto& t) { return t.kind == Kind::Word; });
  if (stated_year == tokens.end() || number == tokens.end() || word == tokens.end()) return std::nullopt;
  const bool is_quarter = word->text == "q" || word->text == "quarter";
  if (!is_quarter && word->text != "h" && word->text != "half") return std::nullopt;
  const unsigned months = is_quarter ? 3 : 6;
  const auto which = static_cast<unsigned>(number->value);
  if (which < 1 || which > 12 / months) {
    throw Error(ErrorKind::BadQuery, fmt::format("a year has no {} {}", is_quarter ? "quarter" : "half", which),
                is_quarter ? "from Q1 to Q4" : "H1 or H2");
  }
  return months_from(stated_year->value, (which - 1) * months + 1, months);
}

/// `1990s`, `the 90s`.
std::optional<DateRange> decade(const Tokens& tokens, Day today) {
  constexpr int kYears = 10;
  constexpr int kCentury = 100;
  if (tokens.size() != 2 || tokens[1].text != "s" || tokens[0].kind != Kind::Number) return std::nullopt;
  int first = tokens[0].value;
  if (first % kYears != 0 || (tokens[0].digits != 4 && tokens[0].digits != 2)) return std::nullopt;
  if (tokens[0].digits == 2) {
    const int now = static_cast<int>(std::chrono::year_month_day{today}.year());
    first += now / kCentury * kCentury;
    if (first > now) first -= kCentury;
  }
  if (first < 1) return std::nullopt;
  return months_from(first, 1, kYears * 12);
}

/// `2025年4月2日`, `2025년 4월`: every number with its unit behind it.
std::optional<DateRange> numbers_with_units(const Tokens& tokens) {
  static constexpr std::array<std::array<std::string_view, 2>, 3> kUnits = {{{"年", "년"}, {"月", "월"}, {"日", "일"}}};
  std::array<int, kUnits.size()> values{};
  if (tokens.size() % 2 != 0 || tokens.size() > 2 * kUnits.size() || tokens.empty()) return std::nullopt;
  for (std::size_t i = 0; i < tokens.size() / 2; ++i) {
    const DateToken& number = tokens[2 * i];
    if (number.kind != Kind::Number || number.value == 0 || number.digits > 4) return std::nullopt;
    if (!is_one_of(tokens[2 * i + 1].text, kUnits[i])) return std::nullopt;
    values[i] = number.value;
  }
  return range_of({values[0], static_cast<unsigned>(values[1]), static_cast<unsigned>(values[2])});
}

}  // namespace

std::optional<DateRange> parse_stated_date(std::string_view text, Day today) {
  constexpr std::size_t kMostTokens = 8;
  const Tokens tokens = telling_tokens(text);
  if (tokens.empty() || tokens.size() > kMostTokens) return std::nullopt;
  // Numbers alone are written in one order only: 2025-04-02.
  if (std::all_of(tokens.begin(), tokens.end(), [](const auto& token) { return token.kind == Kind::Number; })) {
    return std::nullopt;
  }
  if (auto range = part_of_year(tokens)) return range;
  if (auto range = decade(tokens, today)) return range;
  if (auto range = numbers_with_units(tokens)) return range;
  return month_and_year(tokens);
}

}  // namespace byline

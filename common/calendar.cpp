#include "common/calendar.hpp"

#include <fmt/format.h>

#include <charconv>

namespace byline {
namespace {

using std::chrono::month;
using std::chrono::year;
using std::chrono::year_month_day;

/// Takes exactly `count` digits from the front of `text`.
std::optional<unsigned> take_digits(std::string_view& text, std::size_t count) {
  if (text.size() < count) return std::nullopt;
  unsigned value = 0;
  const char* end = text.data() + count;
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || stop != end) return std::nullopt;
  text.remove_prefix(count);
  return value;
}

bool take(std::string_view& text, char wanted) {
  if (text.empty() || text.front() != wanted) return false;
  text.remove_prefix(1);
  return true;
}

bool starts_a_time(std::string_view rest) {
  if (rest.empty() || (rest.front() != 'T' && rest.front() != 't' && rest.front() != ' ')) return false;
  rest.remove_prefix(1);
  while (take(rest, ' ')) {
  }
  const auto hours = take_digits(rest, 2);
  if (!hours || *hours > 24 || !take(rest, ':')) return false;
  const auto minutes = take_digits(rest, 2);
  return minutes && *minutes < 60;
}

}  // namespace

Day PartialDate::first_day() const {
  return Day{
      year_month_day{std::chrono::year{year}, std::chrono::month{month ? month : 1}, std::chrono::day{day ? day : 1}}};
}

Day PartialDate::last_day() const {
  if (day) return first_day();
  const std::chrono::month last_month{month ? month : 12};
  return Day{std::chrono::year{year} / last_month / std::chrono::last};
}

std::string PartialDate::to_string() const {
  if (day) return fmt::format("{:04}-{:02}-{:02}", year, month, day);
  if (month) return fmt::format("{:04}-{:02}", year, month);
  return fmt::format("{:04}", year);
}

bool is_valid(const PartialDate& date) {
  if (date.year < 1 || date.year > 9999) return false;
  if (date.month == 0) return date.day == 0;
  if (date.month > 12 || date.day > 31) return false;  // chrono keeps one byte of either, and would take 257 for 1
  return date.day == 0 || year_month_day{year{date.year}, month{date.month}, std::chrono::day{date.day}}.ok();
}

std::optional<PartialDate> parse_iso_date(std::string_view text) {
  PartialDate date;
  const auto parsed_year = take_digits(text, 4);
  if (!parsed_year) return std::nullopt;
  date.year = static_cast<int>(*parsed_year);
  if (take(text, '-')) {
    const auto parsed_month = take_digits(text, 2);
    if (!parsed_month || *parsed_month == 0) return std::nullopt;
    date.month = *parsed_month;
    if (take(text, '-')) {
      const auto parsed_day = take_digits(text, 2);
      if (!parsed_day || *parsed_day == 0) return std::nullopt;
      date.day = *parsed_day;
      if (starts_a_time(text)) text = {};
    }
  }
  if (!text.empty() || !is_valid(date)) return std::nullopt;
  return date;
}

std::string to_sortable(Day day) {
  const year_month_day date{day};
  return fmt::format("{:04}{:02}{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

}  // namespace byline

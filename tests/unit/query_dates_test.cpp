#include "searcher/query_dates.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "common/error.hpp"

namespace byline {
namespace {

using namespace std::chrono_literals;

/// A Wednesday.
constexpr Day kToday{2025y / 4 / 2};

std::string to_string(const DateRange& range) {
  const auto end = [](const std::optional<Day>& day) { return day ? to_sortable(*day) : std::string(); };
  return end(range.first) + ".." + end(range.last);
}

std::string read(std::string_view value, Day today = kToday) { return to_string(parse_date_range(value, today)); }

struct Row {
  const char* value;
  const char* expected;
};

TEST_CASE("date ranges") {
  constexpr Row kRows[] = {
      {"2024", "20240101..20241231"},
      {"2025-04", "20250401..20250430"},
      {"2024-02", "20240201..20240229"},
      {"2025-04-02", "20250402..20250402"},
      {" 2024 ", "20240101..20241231"},
      {"2024..2025", "20240101..20251231"},
      {"2024..2024", "20240101..20241231"},
      {"2024-11..2025-02", "20241101..20250228"},
      {"2024..", "20240101.."},
      {"..2025-03", "..20250331"},
      {"2024 .. 2025", "20240101..20251231"},
      {"2025..today", "20250101..20250402"},
      {"last month..", "20250301.."},
      {"today", "20250402..20250402"},
      {"Yesterday", "20250401..20250401"},
      {"this week", "20250331..20250406"},
      {"last week", "20250324..20250330"},
      {"this month", "20250401..20250430"},
      {"last  month", "20250301..20250331"},
      {"this year", "20250101..20251231"},
      {"last year", "20240101..20241231"},
      {"last 1 day", "20250402..20250402"},
      {"last 7 days", "20250327..20250402"},
      {"past 2 weeks", "20250320..20250402"},
      {"past week", "20250327..20250402"},
      {"past 3 months", "20250103..20250402"},
      {"past year", "20240403..20250402"},
      {"last 1000 years", "10250403..20250402"},
      {"0001", "00010101..00011231"},
      {"9999", "99990101..99991231"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.value);
    CHECK(read(row.value) == row.expected);
  }
}

TEST_CASE("relative dates at the edges of weeks, months and years") {
  CHECK(read("this week", Day{2025y / 3 / 31}) == "20250331..20250406");  // a Monday
  CHECK(read("this week", Day{2025y / 4 / 6}) == "20250331..20250406");   // a Sunday
  CHECK(read("last week", Day{2025y / 1 / 1}) == "20241223..20241229");
  CHECK(read("last month", Day{2025y / 1 / 31}) == "20241201..20241231");
  CHECK(read("past month", Day{2025y / 3 / 31}) == "20250301..20250331");
  CHECK(read("past month", Day{2024y / 3 / 30}) == "20240301..20240330");
  CHECK(read("past year", Day{2024y / 2 / 29}) == "20230301..20240229");
  CHECK(read("yesterday", Day{2024y / 3 / 1}) == "20240229..20240229");
}

TEST_CASE("bad dates say what is wrong") {
  constexpr Row kRows[] = {
      {"", "the date is empty"},
      {"  ", "the date is empty"},
      {"..", "the range has no end"},
      {"soon", "not a date: soon"},
      {"2025-4", "not a date: 2025-4"},
      {"02.04.2025", "not a date: 02.04.2025"},
      {"2025/04/02", "not a date: 2025/04/02"},
      {"2025-13", "there is no month 2025-13"},
      {"2025-00", "there is no month 2025-00"},
      {"2025-02-30", "there is no day 2025-02-30"},
      {"2023-02-29", "there is no day 2023-02-29"},
      {"0000", "there is no year 0000"},
      {"2024-2025", "not a date: 2024-2025"},
      {"2025-04-02T09:30", "not a date: 2025-04-02T09:30"},
      {"2025-04-02..x", "not a date: x"},
      {"2024...2025", "not a date: .2025"},
      {"2024..2025..2026", "not a date: 2025..2026"},
      {"2025..2024", "the range ends before it begins: 2025..2024"},
      {"2025-04..2025-03-31", "the range ends before it begins"},
      {"last 0 days", "not a number of days"},
      {"last -1 days", "not a number of days"},
      {"last 99999999999 days", "not a number of days"},
      {"last few days", "not a number of days"},
      {"last days", "not a date: last days"},
      {"this 3 weeks", "not a date: this 3 weeks"},
      {"next week", "not a date: next week"},
      {"a\nb", "not a date: a b"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.value);
    try {
      const DateRange range = parse_date_range(row.value, kToday);
      FAIL_CHECK("no error but " << to_string(range));
    } catch (const Error& error) {
      CAPTURE(error.what());
      CHECK(error.kind() == ErrorKind::BadQuery);
      CHECK(std::string_view(error.what()).find(row.expected) != std::string_view::npos);
      CHECK_FALSE(error.hint().empty());
    }
  }
}

TEST_CASE("a range written with a hyphen gets the right one as a hint") {
  try {
    parse_date_range("2024-2025", kToday);
    FAIL("no error");
  } catch (const Error& error) {
    CHECK(error.hint() == "a range has two dots: 2024..2025");
  }
}

}  // namespace
}  // namespace byline

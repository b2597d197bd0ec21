#include "common/calendar.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <string_view>

namespace byline {
namespace {

using namespace std::chrono_literals;

TEST_CASE("ISO dates are read as far as they are stated") {
  struct Row {
    std::string_view text;
    std::string_view expected;
  };
  constexpr Row kRows[] = {
      {"2025", "2025"},
      {"2025-04", "2025-04"},
      {"2025-04-02", "2025-04-02"},
      {"0001", "0001"},
      {"9999-12-31", "9999-12-31"},
      {"2024-02-29", "2024-02-29"},
      {"2000-02-29", "2000-02-29"},
      {"2025-04-02T09:30:00Z", "2025-04-02"},
      {"2025-04-02T09:30", "2025-04-02"},
      {"2025-04-02t09:30:00.123+02:00", "2025-04-02"},
      {"2025-04-02 09:30:00 +0900", "2025-04-02"},
      {"2025-04-02  09:30", "2025-04-02"},
      {"2025-12-31T23:59:59-11:00", "2025-12-31"},
      {"2025-04-02T24:00:00", "2025-04-02"},
      {"2025-04-02 23:59", "2025-04-02"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.text);
    const auto date = parse_iso_date(row.text);
    REQUIRE(date);
    CHECK(is_valid(*date));
    CHECK(date->to_string() == row.expected);
  }
}

TEST_CASE("what is no date gives nothing") {
  for (const std::string_view text : {"",
                                      "0000",
                                      "25",
                                      "202",
                                      "20250",
                                      "20250402",
                                      "2025-",
                                      "2025-4",
                                      "2025-13",
                                      "2025-00",
                                      "2025-04-",
                                      "2025-04-2",
                                      "2025-04-00",
                                      "2025-04-31",
                                      "2025-02-29",
                                      "1900-02-29",
                                      " 2025",
                                      "2025 ",
                                      "-2025",
                                      "+2025",
                                      "2025/04/02",
                                      "02.04.2025",
                                      "2025-04-02x",
                                      "2025-04-02T",
                                      "2025-04-02 ",
                                      "2025-04-02T9",
                                      "2025-04-02T25:00",
                                      "2025-04T09:30",
                                      "2025-+1",
                                      "2025-04--1",
                                      "２０２５",
                                      "٢٠٢٥",
                                      "April 2025",
                                      "2025年4月2日",
                                      "2025-04-021"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_iso_date(text).has_value());
  }
}

TEST_CASE("a partial date stands for its whole interval") {
  struct Row {
    PartialDate date;
    std::string_view first;
    std::string_view last;
  };
  constexpr Row kRows[] = {
      {{2025, 0, 0}, "20250101", "20251231"}, {{2025, 4, 0}, "20250401", "20250430"},
      {{2025, 4, 2}, "20250402", "20250402"}, {{2024, 2, 0}, "20240201", "20240229"},
      {{2025, 2, 0}, "20250201", "20250228"}, {{1900, 2, 0}, "19000201", "19000228"},
      {{2000, 2, 0}, "20000201", "20000229"}, {{2025, 12, 0}, "20251201", "20251231"},
      {{1, 0, 0}, "00010101", "00011231"},    {{9999, 0, 0}, "99990101", "99991231"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.date.to_string());
    CHECK(to_sortable(row.date.first_day()) == row.first);
    CHECK(to_sortable(row.date.last_day()) == row.last);
  }
}

TEST_CASE("only dates of the calendar are valid") {
  struct Row {
    PartialDate date;
    bool valid;
  };
  constexpr Row kRows[] = {
      {{2025, 4, 2}, true},   {{2025, 0, 0}, true},    {{2025, 12, 31}, true}, {{0, 0, 0}, false},
      {{-1, 1, 1}, false},    {{10000, 1, 1}, false},  {{2025, 0, 1}, false},  {{2025, 13, 0}, false},
      {{2025, 13, 1}, false}, {{2025, 4, 31}, false},  {{2025, 2, 29}, false}, {{2024, 2, 29}, true},
      {{2025, 1, 32}, false}, {{2025, 256, 1}, false},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.date.year);
    CAPTURE(row.date.month);
    CAPTURE(row.date.day);
    CHECK(is_valid(row.date) == row.valid);
  }
}

TEST_CASE("every day of four centuries is written and read as the same, and sorts as the days do") {
  std::string before;
  for (Day day = Day{1800y / 1 / 1}; day <= Day{2200y / 12 / 31}; day += std::chrono::days{1}) {
    const std::chrono::year_month_day parts{day};
    const PartialDate date{static_cast<int>(parts.year()), static_cast<unsigned>(parts.month()),
                           static_cast<unsigned>(parts.day())};
    const std::optional<PartialDate> again = parse_iso_date(date.to_string());
    REQUIRE(again);
    REQUIRE(*again == date);
    REQUIRE(date.first_day() == day);
    REQUIRE(date.last_day() == day);
    const std::string sortable = to_sortable(day);
    REQUIRE(sortable.size() == 8);
    REQUIRE(before < sortable);
    before = sortable;
  }
}

TEST_CASE("months make up their year and years follow each other without a gap") {
  for (int year = 1; year < 9999; ++year) {
    const PartialDate whole{year, 0, 0};
    REQUIRE(whole.last_day() + std::chrono::days{1} == PartialDate{year + 1, 0, 0}.first_day());
    REQUIRE(PartialDate{year, 1, 0}.first_day() == whole.first_day());
    REQUIRE(PartialDate{year, 12, 0}.last_day() == whole.last_day());
    for (unsigned month = 1; month < 12; ++month) {
      REQUIRE(PartialDate{year, month, 0}.last_day() + std::chrono::days{1} ==
              PartialDate{year, month + 1, 0}.first_day());
    }
  }
}

// std::chrono::day keeps a byte of the number.
TEST_CASE("a day beyond a byte is not valid") {
  CHECK_FALSE(is_valid({2025, 1, 257}));
  CHECK_FALSE(is_valid({2025, 1, 256 + 31}));
}

TEST_CASE("a date followed by half a time gives nothing") {
  for (const std::string_view text :
       {"2025-04-02T09:", "2025-04-02T09:zz", "2025-04-02T09:3", "2025-04-02 09:60", "2025-04-02 09:75"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_iso_date(text).has_value());
  }
}

}  // namespace
}  // namespace byline

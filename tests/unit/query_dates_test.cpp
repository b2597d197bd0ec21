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

      {"march 2025", "20250301..20250331"},
      {"March 2025", "20250301..20250331"},
      {"mar 2025", "20250301..20250331"},
      {"Sept. 2024", "20240901..20240930"},
      {"2025 march", "20250301..20250331"},
      {"mar-2025", "20250301..20250331"},
      {"may 2024", "20240501..20240531"},
      {"2 april 2025", "20250402..20250402"},
      {"April 2, 2025", "20250402..20250402"},
      {"april 2nd, 2025", "20250402..20250402"},
      {"the 2nd of April 2025", "20250402..20250402"},
      {"2-Apr-2025", "20250402..20250402"},
      {"29 february 2024", "20240229..20240229"},
      {"2024-Q3", "20240701..20240930"},
      {"2024q3", "20240701..20240930"},
      {"Q3 2024", "20240701..20240930"},
      {"q1-2024", "20240101..20240331"},
      {"3rd quarter of 2024", "20240701..20240930"},
      {"H1 2024", "20240101..20240630"},
      {"2024 h2", "20240701..20241231"},
      {"1990s", "19900101..19991231"},
      {"the 1990's", "19900101..19991231"},
      {"the 90s", "19900101..19991231"},
      {"20s", "20200101..20291231"},
      {"30s", "19300101..19391231"},
      {"2. April 2025", "20250402..20250402"},
      {"märz 2025", "20250301..20250331"},
      {"2 de abril de 2025", "20250402..20250402"},
      {"1er avril 2025", "20250401..20250401"},
      {"апрель 2025", "20250401..20250430"},
      {"2 апреля 2025 г.", "20250402..20250402"},
      {"kwiecień 2025", "20250401..20250430"},
      {"2025年4月2日", "20250402..20250402"},
      {"2025年4月", "20250401..20250430"},
      {"2025년 4월", "20250401..20250430"},

      {"this quarter", "20250401..20250630"},
      {"last quarter", "20250101..20250331"},
      {"past quarter", "20250103..20250402"},
      {"last two weeks", "20250320..20250402"},
      {"2 days ago", "20250331..20250331"},
      {"2 weeks ago", "20250317..20250323"},
      {"a week ago", "20250324..20250330"},
      {"three months ago", "20250101..20250131"},
      {"1 year ago", "20240101..20241231"},

      {"since 2023", "20230101.."},
      {"SINCE  March 2024", "20240301.."},
      {"from 2023", "20230101.."},
      {"since yesterday", "20250401.."},
      {"since last month", "20250301.."},
      {"since 2 weeks ago", "20250319.."},
      {"after 2023", "20240101.."},
      {"after 2025-03-31", "20250401.."},
      {"before 2020", "..20191231"},
      {"before april 2025", "..20250331"},
      {"before 2 weeks ago", "..20250318"},
      {"until march 2024", "..20240331"},
      {"till 2024", "..20241231"},
      {"up to 2024", "..20241231"},
      {"between 2020 and 2022", "20200101..20221231"},
      {"between march 2024 and june 2024", "20240301..20240630"},
      {"from 2020 to 2022", "20200101..20221231"},
      {"from march 2024 until today", "20240301..20250402"},
      {"since 2020 until 2022", "20200101..20221231"},
      {"march 2024 to june 2024", "20240301..20240630"},
      {"march 2024..june 2024", "20240301..20240630"},
      {"2024-Q1..2024-Q3", "20240101..20240930"},
      {"a year ago..", "20240402.."},
      {"..2 weeks ago", "..20250319"},
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
      {"since", "there is no date behind 'since'"},
      {"between 2020", "not a date: between 2020"},
      {"between 2022 and 2020", "the range ends before it begins: between 2022 and 2020"},
      {"from 2022 to 2020", "the range ends before it begins: from 2022 to 2020"},
      {"since soon", "not a date: soon"},
      {"since since 2020", "not a date: since 2020"},
      {"before", "there is no date behind 'before'"},
      {"april", "'april' is of every year"},
      {"2 april", "'april' is of every year"},
      {"since april", "'april' is of every year"},
      {"30 february 2025", "there is no day 2025-02-30"},
      {"april 31 2025", "there is no day 2025-04-31"},
      {"2025年13月", "there is no month 2025-13"},
      {"Q5 2024", "a year has no quarter 5"},
      {"H3 2024", "a year has no half 3"},
      {"april may 2025", "not a date: april may 2025"},
      {"2 3 april 2025", "not a date: 2 3 april 2025"},
      {"april 2025 2024", "not a date: april 2025 2024"},
      {"spring 2024", "not a date: spring 2024"},
      {"1995s", "not a date: 1995s"},
      {"0 weeks ago", "not a number of days"},
      {"weeks ago", "not a date: weeks ago"},
      {"2 moons ago", "not a date: 2 moons ago"},
      {"to", "not a date: to"},
      {"2020 to", "not a date: 2020 to"},
      {"march 2024 to", "not a date: march 2024 to"},
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

TEST_CASE("hints lead to what was meant") {
  constexpr Row kRows[] = {
      {"02/04/2025", "2025-04-02"},         {"02.04.2025", "2025-04-02"},
      {"since", "date:\"since 2023\""},     {"april", "april 2025"},
      {"2024-2025", "2024..2025"},          {"soon", "march 2025"},
      {"between 2020", "between 2020 and"}, {"Q0 2024", "Q1"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.value);
    try {
      parse_date_range(row.value, kToday);
      FAIL_CHECK("no error");
    } catch (const Error& error) {
      CAPTURE(error.hint());
      CHECK(error.hint().find(row.expected) != std::string::npos);
    }
  }
}

TEST_CASE("a long text is no date, and is refused at once") {
  for (const std::string& text : {std::string(100'000, 'a'), std::string(100'000, '1'), std::string(50'000, ' ') + "x",
                                  "since " + std::string(100'000, '9'), std::string(100'000, '.')}) {
    CHECK_THROWS_AS(parse_date_range(text, kToday), Error);
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

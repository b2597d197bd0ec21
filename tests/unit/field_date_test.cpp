#include "indexer/field_date.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "indexer/date_order.hpp"

namespace byline {
namespace {

std::string shown(const DateReading& reading) {
  switch (reading.verdict) {
    case DateReading::Verdict::NoDate: return "none";
    case DateReading::Verdict::Stated: return reading.date.to_string();
    case DateReading::Verdict::Ambiguous: return reading.date.to_string() + " or " + reading.month_first.to_string();
    case DateReading::Verdict::Impossible: return "impossible";
  }
  return {};
}

struct Row {
  std::string_view text;
  std::string_view expected;
};

TEST_CASE("ISO 8601 and programs close to it") {
  constexpr Row kRows[] = {
      {"2025-04-02", "2025-04-02"},
      {"2025-04", "2025-04"},
      {"2025", "2025"},
      {" 2025-04-02 ", "2025-04-02"},
      {"2025-4-2", "2025-04-02"},
      {"2025-04-02T09:30:00Z", "2025-04-02"},
      {"2025-04-02T23:30:00-08:00", "2025-04-02"},
      {"2025-04-02T00:30:00.123456+09:00", "2025-04-02"},
      {"2025-04-02T00:30:00,5+0900", "2025-04-02"},
      {"2025-04-02t09:30z", "2025-04-02"},
      {"2025-04-02T09", "2025-04-02"},
      {"2025-04-02T0930", "2025-04-02"},
      {"2025-04-02T24:00:00", "2025-04-02"},
      {"2025-04-02T09:30:00+02:00[Europe/Berlin]", "2025-04-02"},
      {"2025-04-02 09:30:00 +0900", "2025-04-02"},
      {"2025-04-02 09:30:00.000 UTC", "2025-04-02"},
      {"2025-04-02  9:30 PM", "2025-04-02"},
      {"2025-04-02, 09:30", "2025-04-02"},
      {"2025-04-02 UTC", "2025-04-02"},
      {"2025-04-02Z", "2025-04-02"},
      {"2025-04-02+09:00", "2025-04-02"},
      {"2025/04/02", "2025-04-02"},
      {"2025/4/2 9:30", "2025-04-02"},
      {"2025/04", "2025-04"},
      {"2025.04.02", "2025-04-02"},
      {"20250402", "2025-04-02"},
      {"20250402T093000Z", "2025-04-02"},
      {"20250402093000", "2025-04-02"},
      {"202504020930", "2025-04-02"},
      {"2025-092", "2025-04-02"},
      {"2025092", "2025-04-02"},
      {"2024-366", "2024-12-31"},
      {"2025-366", "impossible"},
      {"2025-000", "impossible"},
      {"2025-W14-3", "2025-04-02"},
      {"2025W143", "2025-04-02"},
      {"2025-W14-3T09:30", "2025-04-02"},
      {"2025-W15", "2025-04"},
      {"2025-W14", "2025"},
      {"2025-W01-1", "2024-12-30"},
      {"2026-W53-5", "2027-01-01"},
      {"2025-W53", "impossible"},
      {"2025-W00-1", "impossible"},
      {"2025-W14-8", "impossible"},
      {"2025-02-30", "impossible"},
      {"2025-02-29", "impossible"},
      {"2024-02-29", "2024-02-29"},
      {"2025-13-01", "impossible"},
      {"2025-00-10", "impossible"},
      {"2025-01-00", "impossible"},
      {"0000-00-00", "impossible"},
      {"0000-00-00 00:00:00", "impossible"},
      {"0001-01-01T00:00:00Z", "impossible"},
      {"9999-12-31", "impossible"},
      {"0000", "impossible"},
      {"20251399", "impossible"},
      {"2025-04-02-title", "none"},
      {"2025-04-02x", "none"},
      {"12345", "none"},
      {"soon", "none"},
      {"", "none"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.text);
    CHECK(shown(read_field_date(row.text)) == row.expected);
  }
}

TEST_CASE("counts since 1970") {
  constexpr Row kRows[] = {
      {"1743552000", "2025-04-02"},  {"1743552000000", "2025-04-02"},    {"1743552000.5", "2025-04-02"},
      {"@1743552000", "2025-04-02"}, {"1743552000000000", "2025-04-02"}, {"1743552000000000000", "2025-04-02"},
      {"1743551999", "2025-04-01"},  {"946684800", "2000-01-01"},        {"99999999999999999999", "none"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.text);
    CHECK(shown(read_field_date(row.text)) == row.expected);
  }
}

TEST_CASE("dates of mail, of programs and of feeds") {
  constexpr Row kRows[] = {
      {"Wed, 02 Apr 2025 09:30:00 GMT", "2025-04-02"},
      {"Wed, 2 Apr 2025 23:30:00 -0800", "2025-04-02"},
      {"2 Apr 2025 09:30 +0200 (CEST)", "2025-04-02"},
      {"02 Apr 2025", "2025-04-02"},
      {"2 Apr 25 09:30 GMT", "2025-04-02"},
      {"Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06"},
      {"Wednesday, 02-Apr-25 09:30:00 GMT", "2025-04-02"},
      {"Wed Apr  2 09:30:00 2025", "2025-04-02"},
      {"Wed Apr  2 09:30:00 CEST 2025", "2025-04-02"},
      {"Wed 02 Apr 2025 09:30:00 AM CEST", "2025-04-02"},
      {"Wed Apr 02 2025 09:30:00 GMT+0200 (Central European Summer Time)", "2025-04-02"},
      {"Wed, 31 Feb 2025 09:30:00 GMT", "impossible"},
      {"31 February 2025", "impossible"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.text);
    CHECK(shown(read_field_date(row.text)) == row.expected);
  }
}

TEST_CASE("dates in words, with times") {
  constexpr Row kRows[] = {
      {"April 2, 2025", "2025-04-02"},
      {"April 2nd, 2025, 9:30 a.m. ET", "2025-04-02"},
      {"Apr 2, 2025 at 9:30 AM Eastern Daylight Time", "2025-04-02"},
      {"9:30 AM · Apr 2, 2025", "2025-04-02"},
      {"Wed 2 Apr 2025", "2025-04-02"},
      {"Published on April 2, 2025", "2025-04-02"},
      {"2. April 2025, 9:30 Uhr", "2025-04-02"},
      {"2 avril 2025 à 9h30", "2025-04-02"},
      {"02-Apr-2025", "2025-04-02"},
      {"2025-Apr-02", "2025-04-02"},
      {"April 2025", "2025-04"},
      {"Apr-2025", "2025-04"},
      {"Apr 25", "none"},
      {"2 April", "none"},
      {"April 2 to April 5, 2025", "none"},
      {"yesterday", "none"},
      {"Spring 2025", "none"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.text);
    CHECK(shown(read_field_date(row.text)) == row.expected);
  }
}

TEST_CASE("day and month as numbers go by the language and its region") {
  struct Case {
    std::string_view text;
    std::string_view language;
    std::string_view expected;
  };
  constexpr Case kCases[] = {
      {"03/04/2025", "", "2025-04-03 or 2025-03-04"},
      {"03/04/2025", "en", "2025-04-03 or 2025-03-04"},
      {"03/04/2025", "en-US", "2025-03-04"},
      {"03/04/2025", "en_US", "2025-03-04"},
      {"03/04/2025", "en-PH", "2025-03-04"},
      {"03/04/2025", "en-GB", "2025-04-03"},
      {"03/04/2025", "en-AU", "2025-04-03"},
      {"03/04/2025", "en-IN", "2025-04-03"},
      {"03/04/2025", "en-XX", "2025-04-03 or 2025-03-04"},
      {"03/04/2025", "de", "2025-04-03"},
      {"03/04/2025", "fr", "2025-04-03"},
      {"03/04/2025", "es", "2025-04-03"},
      {"03/04/2025", "es-MX", "2025-04-03"},
      {"03/04/2025", "pt-BR", "2025-04-03"},
      {"03/04/2025", "it", "2025-04-03"},
      {"03/04/2025", "sv", "2025-04-03"},
      {"03/04/2025", "ar", "2025-04-03"},
      {"03/04/2025", "zh", "2025-04-03 or 2025-03-04"},
      {"03/04/2025", "xx", "2025-04-03 or 2025-03-04"},
      {"03/04/2025", "not a tag", "2025-04-03 or 2025-03-04"},
      {"03-04-2025", "nl", "2025-04-03"},
      {"03-04-2025", "", "2025-04-03 or 2025-03-04"},
      {"03.04.2025", "", "2025-04-03"},
      {"03.04.2025", "en-US", "2025-03-04"},
      {"3. 4. 2025", "cs", "2025-04-03"},
      {"04/04/2025", "", "2025-04-04"},
      {"13/04/2025", "", "2025-04-13"},
      {"04/13/2025", "", "2025-04-13"},
      {"04/13/2025", "de", "2025-04-13"},
      {"31/02/2025", "", "impossible"},
      {"31/04/2025", "fr", "impossible"},
      {"13/13/2025", "", "impossible"},
      {"00/04/2025", "", "impossible"},
      {"02.04.25", "de", "2025-04-02"},
      {"2/4/25", "en-US", "2025-02-04"},
      {"2/4/25", "en", "2025-04-02 or 2025-02-04"},
      {"25.4.2", "ko", "none"},
      {"25.04.02", "ko", "2025-04-02"},
      {"25/04/02", "", "none"},
      {"3/4/2025 9:30:00 AM", "en-US", "2025-03-04"},
  };
  for (const Case& row : kCases) {
    CAPTURE(row.text);
    CAPTURE(row.language);
    CHECK(shown(read_field_date(row.text, row.language)) == row.expected);
  }
}

TEST_CASE("other calendars") {
  struct Case {
    std::string_view text;
    std::string_view language;
    std::string_view expected;
  };
  constexpr Case kCases[] = {
      {"2568-04-02", "th", "2025-04-02"},           {"2568-04-02", "", "impossible"},
      {"2 เมษายน 2568", "", "2025-04-02"},          {"02/04/2568", "th", "2025-04-02"},
      {"۱۳ فروردین ۱۴۰۴", "", "2025-04-02"},        {"1404/01/13", "fa", "2025-04-02"},
      {"1404-01-13", "fa-IR", "2025-04-02"},        {"1404/01/13", "", "1404-01-13"},
      {"30 اسفند 1403", "fa", "2025-03-20"},        {"30 اسفند 1404", "fa", "impossible"},
      {"令和7年4月2日", "", "2025-04-02"},          {"令和元年5月1日", "", "2019-05-01"},
      {"平成31年4月30日", "", "2019-04-30"},        {"民國114年4月2日", "", "2025-04-02"},
      {"二〇二五年四月二日", "", "2025-04-02"},     {"二〇二五年十二月二十五日", "", "2025-12-25"},
      {"二〇二五年十月三十一日", "", "2025-10-31"}, {"2025年", "", "2025"},
      {"2025年13月1日", "", "impossible"},
  };
  for (const Case& row : kCases) {
    CAPTURE(row.text);
    CAPTURE(row.language);
    CHECK(shown(read_field_date(row.text, row.language)) == row.expected);
  }
}

TEST_CASE("the day in an address") {
  CHECK(date_in_address("https://example.org/2025/06/26/title").value_or(PartialDate{}).to_string() == "2025-06-26");
  CHECK_FALSE(date_in_address("https://example.org/2025/06/title"));
  CHECK_FALSE(date_in_address("https://example.org/x2025/06/26/title"));
}

TEST_CASE("orders of day and month") {
  CHECK(date_order_of("en") == DateOrder::Unknown);
  CHECK(date_order_of("en-US") == DateOrder::MonthFirst);
  CHECK(date_order_of("en-CA") == date_order_of("en_CA.UTF-8"));
  CHECK(date_order_of("de-AT") == DateOrder::DayFirst);
  CHECK(date_order_of("ja") == DateOrder::YearFirst);
  CHECK(date_order_of("") == DateOrder::Unknown);
  CHECK(date_order_of(std::string(10'000, 'a')) == DateOrder::Unknown);
}

}  // namespace
}  // namespace byline

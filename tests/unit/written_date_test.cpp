#include "indexer/written_date.hpp"

#include <doctest/doctest.h>

#include <string>

namespace byline {
namespace {

std::string read(std::string_view text) {
  const auto date = parse_written_date(text);
  return date ? date->to_string() : "none";
}

struct Row {
  const char* text;
  const char* expected;
};

TEST_CASE("lines that are dates") {
  constexpr Row kRows[] = {
      {"April 2, 2025", "2025-04-02"},
      {"Apr. 2nd 2025", "2025-04-02"},
      {"2 April 2025", "2025-04-02"},
      {"Wednesday, April 2, 2025", "2025-04-02"},
      {"April 2, 2025, 9:30 a.m. ET", "2025-04-02"},
      {"April 2025", "2025-04"},
      {"2025-04-02", "2025-04-02"},
      {"2025-04-02T09:30:00Z", "2025-04-02"},
      {"2025/4/2", "2025-04-02"},
      {"14. August 2022", "2022-08-14"},
      {"Mittwoch, 2. März 2025", "2025-03-02"},
      {"02.04.2025", "2025-04-02"},
      {"13/04/2025", "2025-04-13"},
      {"04/13/2025", "2025-04-13"},
      {"12 octobre 2023", "2023-10-12"},
      {"1er août 2023", "2023-08-01"},
      {"7 de febrero de 2025", "2025-02-07"},
      {"3 сентября 2023", "2023-09-03"},
      {"3 сентября 2023 г.", "2023-09-03"},
      {"2025年4月2日", "2025-04-02"},
      {"2025年4月2日 星期三", "2025-04-02"},
      {"2025年4月2日（水）", "2025-04-02"},
      {"令和7年4月2日", "2025-04-02"},
      {"20 มกราคม 2568", "2025-01-20"},
      {"20 ม.ค. 2568", "2025-01-20"},
      {"วันที่ 20 มกราคม พ.ศ. 2568", "2025-01-20"},
      {"15 مايو 2024", "2024-05-15"},
      {"15 أيار 2024", "2024-05-15"},
      {"15 أيار/مايو 2024", "2024-05-15"},
      {"١٥ مايو ٢٠٢٤", "2024-05-15"},
      {"3 كانون الثاني 2024", "2024-01-03"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.text);
    CHECK(read(row.text) == row.expected);
    CHECK(is_date_line(row.text));
  }
}

TEST_CASE("labels and places around a date") {
  constexpr Row kRows[] = {
      {"Published: April 2, 2025", "2025-04-02"},
      {"Published on April 2, 2025", "2025-04-02"},
      {"Date: 2 April 2025", "2025-04-02"},
      {"Veröffentlicht am 2. April 2025", "2025-04-02"},
      {"Publié le 2 avril 2025", "2025-04-02"},
      {"Опубликовано: 2 апреля 2025", "2025-04-02"},
      {"发布时间：2025年4月2日", "2025-04-02"},
      {"Berlin, 2. April 2025", "2025-04-02"},
      {"Published April 2, 2025 | Updated April 5, 2025", "2025-04-02"},
      {"Updated April 5, 2025 | Published April 2, 2025", "2025-04-02"},
      {"Updated: April 5, 2025", "none"},
      {"Last modified on April 5, 2025", "none"},
      {"Aktualisiert am 5. April 2025", "none"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.text);
    CHECK(read(row.text) == row.expected);
  }
}

TEST_CASE("datelines state a date and are no date lines") {
  constexpr Row kRows[] = {
      {"PORT ALDER, October 17, 2025 — The Lumen Foundry opened its second plant.", "2025-10-17"},
      {"SKERRY, December 5, 2022 - All ferries were cancelled.", "2022-12-05"},
      {"LONDON, April 2, 2025 (Reuters) - Clerks returned to work.", "2025-04-02"},
      {"April 2, 2025 — Clerks returned to work.", "2025-04-02"},
      {"PORT ALDER, April 2 — Clerks returned to work.", "none"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.text);
    CHECK(read(row.text) == row.expected);
    CHECK_FALSE(is_date_line(row.text));
  }
}

TEST_CASE("sentences that mention a date, and what is no date") {
  for (const char* text : {
           "On April 2, 2025, Norvania placed controls on tools.",
           "April 2, 2025 was a cold day.",
           "On March 28, Norvania and the Calder Union agreed to a truce.",
           "The truce was signed on April 2, 2025",
           "31 February 2025",
           "2024 in review",
           "04/05/2025",
           "2025",
           "May Day",
           "",
       }) {
    CAPTURE(text);
    CHECK(read(text) == "none");
  }
}

TEST_CASE("a day's number is no list number") {
  CHECK(begins_with_day_and_month("14. August 2022"));
  CHECK(begins_with_day_and_month("14. August war es heiß."));
  CHECK_FALSE(begins_with_day_and_month("2. A role for Canada"));
}

}  // namespace
}  // namespace byline

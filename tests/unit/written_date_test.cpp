#include "indexer/written_date.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace byline {
namespace {

std::string read(std::string_view text) {
  const auto date = parse_written_date(text);
  return date ? date->to_string() : "none";
}

struct Row {
  std::string_view text;
  std::string_view expected;
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
      {"2 avril 2025 à 9h30", "2025-04-02"},
      {"mercredi 2 avril 2025", "2025-04-02"},
      {"miércoles, 2 de abril de 2025", "2025-04-02"},
      {"2 de abr. de 2025", "2025-04-02"},
      {"quarta-feira, 2 de abril de 2025", "2025-04-02"},
      {"2 de março de 2025", "2025-03-02"},
      {"mercoledì 2 aprile 2025", "2025-04-02"},
      {"2 mag 2025", "2025-05-02"},
      {"woensdag 2 april 2025", "2025-04-02"},
      {"2 mrt 2025", "2025-03-02"},
      {"2 kwietnia 2025 r.", "2025-04-02"},
      {"środa, 2 kwietnia 2025", "2025-04-02"},
      {"2. dubna 2025", "2025-04-02"},
      {"středa 2. května 2025", "2025-05-02"},
      {"den 2 april 2025", "2025-04-02"},
      {"onsdag 2 maj 2025", "2025-05-02"},
      {"2. april 2025 kl. 09.30", "2025-04-02"},
      {"2. desember 2025", "2025-12-02"},
      {"keskiviikkona 2. huhtikuuta 2025", "2025-04-02"},
      {"huhtikuu 2025", "2025-04"},
      {"среда, 2 апреля 2025 года", "2025-04-02"},
      {"2 квітня 2025 р.", "2025-04-02"},
      {"2 април 2025 г.", "2025-04-02"},
      {"2 Nisan 2025 Çarşamba", "2025-04-02"},
      {"2 Mayıs 2025", "2025-05-02"},
      {"Τετάρτη, 2 Απριλίου 2025", "2025-04-02"},
      {"2 ΑΠΡΙΛΙΟΥ 2025", "2025-04-02"},
      {"2 أبريل، 2025", "2025-04-02"},
      {"2 באפריל 2025", "2025-04-02"},
      {"יום רביעי, 2 באפריל 2025", "2025-04-02"},
      {"2 अप्रैल 2025", "2025-04-02"},
      {"२ अप्रैल २०२५", "2025-04-02"},
      {"Rabu, 2 Mei 2025", "2025-05-02"},
      {"2 Agustus 2025", "2025-08-02"},
      {"ngày 2 tháng 4 năm 2025", "2025-04-02"},
      {"Thứ Tư, 2 tháng 4, 2025", "2025-04-02"},
      {"2025년 4월 2일 수요일", "2025-04-02"},
      {"2025. 4. 2.", "2025-04-02"},
      {"2025. április 2., szerda", "2025-04-02"},
      {"2 d’abril del 2025", "2025-04-02"},
      {"2025 m. balandžio 2 d.", "2025-04-02"},
      {"二〇二五年四月二日", "2025-04-02"},
      {"Montag, den 7. Juli 2025", "2025-07-07"},
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
           "2024-25",
           "1.2.10",
           "04/05/2025",
           "2025",
           "May Day",
           "",
       }) {
    CAPTURE(text);
    CHECK(read(text) == "none");
  }
}

TEST_CASE("a name that means two months counts where the language is known") {
  const auto with = [](std::string_view text, std::string_view language) {
    const auto date = parse_written_date(text, language);
    return date ? date->to_string() : "none";
  };
  CHECK(with("2 listopada 2025", "pl") == "2025-11-02");
  CHECK(with("2. listopada 2025", "hr-HR") == "2025-10-02");
  CHECK(with("2 listopada 2025", "") == "none");
}

TEST_CASE("lines with an ambiguous or impossible date are date lines") {
  CHECK(is_date_line("04/05/2025"));
  CHECK(read_written_date("04/05/2025").verdict == DateReading::Verdict::Ambiguous);
  CHECK(read_written_date("31 February 2025").verdict == DateReading::Verdict::Impossible);
  CHECK(is_date_line("31 February 2025"));
  CHECK(is_date_line("2025-13-01"));
  CHECK_FALSE(is_date_line("12.34.5678"));
  CHECK_FALSE(is_date_line("2025.13.45"));
}

TEST_CASE("a day's number is no list number") {
  CHECK(begins_with_day_and_month("14. August 2022"));
  CHECK(begins_with_day_and_month("14. August war es heiß."));
  CHECK(begins_with_day_and_month("2 sept. 2025"));
  CHECK_FALSE(begins_with_day_and_month("5. Set the table"));
  CHECK_FALSE(begins_with_day_and_month("2. A role for Canada"));
}

}  // namespace
}  // namespace byline

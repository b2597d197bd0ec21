#include "indexer/byline_names.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace byline {
namespace {

/// "A; B | editor C": authors, then contributors with their roles.
std::string read(std::string_view line) {
  const auto byline = parse_byline_line(line);
  if (!byline) return "none";
  std::string text;
  for (const std::string& author : byline->authors) text += (text.empty() ? "" : "; ") + author;
  for (const Contributor& contributor : byline->contributors) text += "|" + contributor.role + " " + contributor.name;
  return text;
}

struct Row {
  std::string line;
  std::string expected;
};

TEST_CASE("lines that name authors") {
  const Row kRows[] = {
      {"By Declan Byrne", "Declan Byrne"},
      {"By MIRA OKONKWO", "Mira Okonkwo"},
      {"by  Declan\u00A0Byrne", "Declan Byrne"},
      {"By Declan Byrne and Amara Diallo", "Declan Byrne; Amara Diallo"},
      {"By Ann Lee, Bo Ek, and Cy Oz", "Ann Lee; Bo Ek; Cy Oz"},
      {"By Carla K. Johnson, AP", "Carla K. Johnson"},
      {"By Jane Doe, Senior Editor, Harbour Institute", "Jane Doe"},
      {"By Jane Doe in Port Alder", "Jane Doe"},
      {"By Jane Doe | April 2, 2025", "Jane Doe"},
      {"By Ludwig van Beethoven", "Ludwig van Beethoven"},
      {"By Reuters", "Reuters"},
      {"By The Editorial Board", "The Editorial Board"},
      {"By Staff reports", "Staff reports"},
      {"Written by Amara Diallo", "Amara Diallo"},
      {"Author: Voltaire", "Voltaire"},
      {"Text: Jane Doe", "Jane Doe"},
      {"Von Hana Sato und Amara Diallo", "Hana Sato; Amara Diallo"},
      {"Par Mira Okonkwo et José Ibarra", "Mira Okonkwo; José Ibarra"},
      {"Por José Ibarra y Mira Okonkwo", "José Ibarra; Mira Okonkwo"},
      {"Por José Ortega y Gasset", "José Ortega y Gasset"},
      {"Автор: Хана Сато", "Хана Сато"},
      {"作者：何塞·伊瓦拉", "何塞·伊瓦拉"},
      {"文／佐藤花", "佐藤花"},
      {"文・佐藤花", "佐藤花"},
      {"โดย อมรา ดิอัลโล", "อมรา ดิอัลโล"},
      {"بقلم: أمارا ديالو", "أمارا ديالو"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.line);
    CHECK(read(row.line) == row.expected);
  }
}

TEST_CASE("lines that name others") {
  const Row kRows[] = {
      {"Edited by Ted Fraser, Senior Editor, APF Canada", "|editor Ted Fraser"},
      {"Interview by Declan Byrne", "|interviewer Declan Byrne"},
      {"Translated by Hana Sato", "|translator Hana Sato"},
      {"Übersetzt von Hana Sato", "|translator Hana Sato"},
      {"Photos by Lena Marsh", "|photographer Lena Marsh"},
      {"Illustrations by Lena Marsh", "|illustrator Lena Marsh"},
      {"By Jane Doe | Photos by Lena Marsh", "Jane Doe|photographer Lena Marsh"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.line);
    CHECK(read(row.line) == row.expected);
  }
}

TEST_CASE("lines that only begin like a byline") {
  for (const char* line : {"By then the harbour had frozen.", "By Land and Sea", "By the Numbers", "By Popular Demand",
                           "By Late April", "Bycatch Rules", "Von Berlin nach Paris", "Por la mañana",
                           "Text: The following was read aloud.", "By", "Edited by hand", "Declan Byrne", ""}) {
    CAPTURE(line);
    CHECK(read(line) == "none");
  }
}

TEST_CASE("lists of names as records have them") {
  struct Names {
    std::string list;
    std::vector<std::string> expected;
  };
  const Names rows[] = {
      {"Jane Doe", {"Jane Doe"}},
      {"A, B and C", {"A", "B", "C"}},
      {"A & B", {"A", "B"}},
      {"A; B", {"A", "B"}},
      {"Ann Lee und Bo Ek", {"Ann Lee", "Bo Ek"}},
      {"Ann Lee et Bo Ek", {"Ann Lee", "Bo Ek"}},
      {"Ann Lee y Bo Ek", {"Ann Lee", "Bo Ek"}},
      {"By Ann Lee", {"Ann Lee"}},
      {"Carla K. Johnson, AP", {"Carla K. Johnson"}},
      {"Reuters, Reuters", {"Reuters"}},
      {"Martin Luther King, Jr.", {"Martin Luther King, Jr."}},
      {"Smith, J. and Doe, K.", {"J. Smith", "K. Doe"}},
      {"matz", {"matz"}},
      {"  ", {}},
      {"", {}},
  };
  for (const Names& row : rows) {
    CAPTURE(row.list);
    CHECK(split_names(row.list) == row.expected);
  }
}

TEST_CASE("what looks like a name") {
  for (const char* text : {"Vina Nadjibulla", "Carla K. Johnson", "J.R.R. Tolkien", "Kofi Mensah-Reyes",
                           "Sinéad O’Connor", "Vincent van Gogh", "Muqtada al-Sadr", "Osama bin Laden", "Хана Сато",
                           "何塞·伊瓦拉", "王毅", "佐藤花子", "أمارا ديالو", "อมรา ดิอัลโล"}) {
    CAPTURE(text);
    CHECK(looks_like_name(text));
  }
  for (const char* text : {"", "Vina", "The Takeaway", "In Brief", "What’s Next", "vina nadjibulla", "Pier 9",
                           "A role for Canada", "Jane Doe is a writer", "公开数据的作用是什么", "Jane\nDoe"}) {
    CAPTURE(text);
    CHECK_FALSE(looks_like_name(text));
  }
}

}  // namespace
}  // namespace byline

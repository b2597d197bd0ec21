#include "indexer/document_properties.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace byline;

TEST_CASE("titles that were meant") {
  for (const char* title : {"Herring and Harbours", "半导体出口管制", "Report 2024", "1984", "C++ and I", "A/B tests",
                            "Untitled Lives", "Printing in Norhaven", "Beowulf"}) {
    const bool is_meant = std::string(title) != "1984";  // no letter in it: more often a file's number
    CHECK_MESSAGE(meant_title(title, "/a/b.pdf") == (is_meant ? title : ""), title);
  }
}

TEST_CASE("titles that nobody meant") {
  for (const char* title : {"",
                            " ",
                            "Untitled",
                            "untitled document",
                            "Microsoft Word - lens_final.doc",
                            "Microsoft PowerPoint - x",
                            "report.docx",
                            "Chapter 1.indd",
                            "final_report_2",
                            "IMG0042",
                            "https://example.org/a",
                            "Unbenannt",
                            "无标题",
                            "b",
                            "untitled-1",
                            "Слова \uFFFD\uFFFD",
                            "PowerPoint Presentation",
                            "C:\\docs\\x",
                            "about:blank",
                            "- 12 -"}) {
    CHECK_MESSAGE(meant_title(title, "/a/b.pdf").empty(), title);
  }
}

TEST_CASE("authors that are people") {
  struct Row {
    const char* stated;
    const char* meant;
  };
  const Row rows[] = {
      {"Mira Okonkwo", "Mira Okonkwo"},
      {"Mira Okonkwo; José Ibarra", "Mira Okonkwo; José Ibarra"},
      {"admin", ""},
      {"Administrator", ""},
      {"Windows User", ""},
      {"Пользователь", ""},
      {"jsmith2", ""},
      {"jsmith", ""},
      {"DOMAIN\\jsmith", ""},
      {"a@example.org", ""},
      {"Adobe InDesign CC 2017", ""},
      {"HP Inc.", ""},
      {"admin; Mira Okonkwo", "Mira Okonkwo"},
      {"李明", "李明"},
      {"Plato", "Plato"},
      {"", ""},
      {"-", ""},
      {";;", ""},
  };
  for (const Row& row : rows) CHECK_MESSAGE(meant_authors(row.stated) == row.meant, row.stated);
}

TEST_CASE("properties fill what is missing, with findings") {
  DocumentProperties properties;
  properties.title = "Herring";
  properties.authors = "Mira Okonkwo; José Ibarra";
  properties.date = "2024-05-06T10:00:00Z";
  properties.language = "de-DE";
  properties.keywords = "fish, quotas";
  properties.subject = "Fisheries";
  properties.origin = "document properties";
  Article article;
  article.path = "/a/b.docx";
  apply_properties(properties, {}, article);
  CHECK(article.title == "Herring");
  CHECK(article.authors == std::vector<std::string>{"Mira Okonkwo", "José Ibarra"});
  CHECK(article.date == PartialDate{2024, 5, 6});
  CHECK(article.language == "de");
  CHECK(article.tags == std::vector<std::string>{"fish", "quotas"});
  CHECK(article.findings.size() == 5);
  REQUIRE(article.asides.size() == 1);
  CHECK(article.asides[0].text == "subject: Fisheries");
}

TEST_CASE("properties do not replace what the text says, and what was left out is told") {
  DocumentProperties properties;
  properties.title = "report.doc";
  properties.authors = "admin";
  properties.date = "2024-05-06";
  Article article;
  article.title = "Harbours";
  article.authors = {"Mira Okonkwo"};
  article.date = PartialDate{2019, 0, 0};
  apply_properties(properties, {}, article);
  CHECK(article.title == "Harbours");
  CHECK(article.authors == std::vector<std::string>{"Mira Okonkwo"});
  CHECK(article.date == PartialDate{2019, 0, 0});
  CHECK(article.findings.empty());
  CHECK(article.omissions.size() == 2);
}

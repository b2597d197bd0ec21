#include "searcher/filters.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "archive_fixture.hpp"
#include "common/error.hpp"

namespace byline {
namespace {

const test::TestArchive& archive() {
  static const test::TestArchive& made = []() -> const test::TestArchive& {
    static test::TestArchive files;
    const auto put = [](const std::string& name, const std::string& fields) {
      files.put(name + ".md", "---\ntitle: T " + name + "\nlang: en\n" + fields + "---\n\nThe harbour.\n");
    };
    put("jane", "authors: [Jane Smith]\ndate: 2024\ntags: [Trade policy]\n");
    put("john", "authors: [John Smith]\ndate: 2025-04\ntags: [trade]\n");
    put("smith", "authors: [Smith]\ndate: 2025-04-02\n");
    put("news/doe", "authors: [J. R. Doe]\n");
    put("news/deep/erin", "authors: [Érin Williams, Jane Smith]\nsource: example.org\n");
    files.build();
    return files;
  }();
  return made;
}

ResolvedFilter resolve(QueryField field, const std::string& value) {
  IndexReader reader(archive().layout());
  Archive opened(reader);
  return FilterResolver(opened, archive().request("").today, archive().folder().string()).resolve(field, value);
}

std::string found(QueryField field, const std::string& value) {
  SearchRequest request = archive().request("*");
  request.filters = {test::filter(field, {value})};
  return archive().found(request);
}

TEST_CASE("exact first, else by words, with a warning") {
  struct Row {
    QueryField field;
    std::string_view value;
    std::string_view keys;
    bool warns;
    std::string_view files;
  };
  constexpr Row kRows[] = {
      {QueryField::Author, "Smith", "smith", false, "smith"},
      {QueryField::Author, "jane  SMITH", "jane smith", false, "jane news/deep/erin"},
      {QueryField::Author, "Erin Williams", "erin williams", false, "news/deep/erin"},
      {QueryField::Author, "J. Smith", "jane smith,john smith", true, "jane john news/deep/erin"},
      {QueryField::Author, "Smith, Jane", "jane smith", true, "jane news/deep/erin"},
      {QueryField::Author, "Prof. Williams", "erin williams", true, "news/deep/erin"},
      {QueryField::Author, "Jane", "jane smith", true, "jane news/deep/erin"},
      {QueryField::Author, "Doe", "j. r. doe", true, "news/doe"},
      {QueryField::Author, "Robert Doe", "j. r. doe", true, "news/doe"},
      {QueryField::Author, "J", "", true, ""},
      {QueryField::Author, "Nobody", "", true, ""},
      {QueryField::Author, "Smi", "", true, ""},
      {QueryField::Tag, "trade", "trade", false, "john"},
      {QueryField::Tag, "policy", "trade policy", true, "jane"},
      {QueryField::Tag, "t. policy", "", true, ""},
      {QueryField::Language, "en", "en", false, "jane john news/deep/erin news/doe smith"},
      {QueryField::Language, "de", "", true, ""},
      {QueryField::Source, "example.org", "example.org", false, "news/deep/erin"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.value);
    ResolvedFilter resolved = resolve(row.field, std::string(row.value));
    std::sort(resolved.keys.begin(), resolved.keys.end());
    CHECK(test::join(resolved.keys, ",") == row.keys);
    CHECK(resolved.warnings.empty() != row.warns);
    CHECK(found(row.field, std::string(row.value)) == row.files);
  }
  CHECK(resolve(QueryField::Author, "J. Smith").warnings.front().find("Jane Smith") != std::string::npos);
  CHECK(resolve(QueryField::Author, "Nobody").warnings.front().find("Nobody") != std::string::npos);
}

TEST_CASE("dates match when they overlap") {
  struct Row {
    std::string_view range;
    std::string_view expected;
  };
  constexpr Row kRows[] = {
      {"2024", "jane"},
      {"2025", "john smith"},
      {"2025-04", "john smith"},
      {"2025-04-01", "john"},
      {"2025-04-02", "john smith"},
      {"2024-06-15", "jane"},
      {"2023", ""},
      {"2025-03", ""},
      {"2025-05..", ""},
      {"..2024-01-01", "jane"},
      {"..2023-12-31", ""},
      {"2024-12-31..2025-04-01", "jane john"},
      {"2025-04-30..", "john"},
      {"2024..2025", "jane john smith"},
      {"this month", "john smith"},
      {"last month", ""},
      {"last year", "jane"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.range);
    CHECK(found(QueryField::Date, std::string(row.range)) == row.expected);
  }
  for (const std::string bad : {"soon", "2025-13", "2025..2024", "", ".."}) {
    CAPTURE(bad);
    CHECK_THROWS_AS(found(QueryField::Date, bad), Error);
  }
}

TEST_CASE("paths name a file, a folder or what a glob matches") {
  struct Row {
    std::string value;
    std::string_view expected;
  };
  const Row rows[] = {
      {"jane.md", "jane"},
      {"./jane.md", "jane"},
      {"doe.md", "news/doe"},
      {"news/doe.md", "news/doe"},
      {"news", "news/deep/erin news/doe"},
      {"news/", "news/deep/erin news/doe"},
      {"deep", "news/deep/erin"},
      {"j*.md", "jane john"},
      {"*.md", "jane john news/deep/erin news/doe smith"},
      {"news/*", "news/deep/erin news/doe"},
      {"d?e.md", "news/doe"},
      {"[js]*", "jane john smith"},
      {archive().file("jane.md").string(), "jane"},
      {archive().file("news").string(), "news/deep/erin news/doe"},
      {"ane.md", ""},
      {"new", ""},
      {"nosuch.md", ""},
      {"*.txt", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.value);
    CHECK(archive().found("path:\"" + row.value + "\"") == row.expected);
    CHECK(resolve(QueryField::Path, row.value).warnings.empty() != row.expected.empty());
  }
}

}  // namespace
}  // namespace byline

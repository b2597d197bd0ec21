#include "searcher/search.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
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
    const auto put = [](const std::string& name, const std::string& fields, const std::string& body) {
      files.put(name + ".md", "---\nlang: en\n" + fields + "---\n\n" + body + "\n");
    };
    put("a", "title: China and Russia\nauthor: Erin Williams\ndate: 2025-04-02\ntags: [trade]\ncategory: Politics\n",
        "The lead speaks of tariffs.\n\n## Implications\n\nThe central bank of China waits.\n\n"
        "### For Canada\n\nCanada needs a new port.\n\n## Outlook\n\nRussia waits for rates.");
    put("b", "title: Banks\nauthor: Jo Doe\ndate: 2024-05\ntags: [trade, banks]\ncategory: Business\n",
        "The central office. Bank holidays.\n\n## Implications\n\nRates rise in Russia.\n\n## Outlook\n\n"
        "The central bank waits for China.");
    put("c", "title: Älter als Zebra\nauthor: Erin Williams\ndate: 2025-04-02\n",
        "No heading here, but China.\n\n## IMPLICATIONS\n\nNothing for the central. Bank on it.");
    put("d", "title: zebra\n", "China and Russia; a central bank. Tariffs for Canada.");
    put("e", "title: Apple\nauthors: [Jo Doe, Erin Williams]\ndate: 2023\n",
        "## Outlook\n\nChina again.\n\n## Implications\n\nRussia again.\n\n## Outlook\n\nRussia and tariffs.");
    files.build();
    return files;
  }();
  return made;
}

struct Row {
  std::string_view query;
  std::string_view expected;
};

template <std::size_t N>
void check_rows(const Row (&rows)[N]) {
  for (const Row& row : rows) {
    CAPTURE(row.query);
    CHECK(archive().found(std::string(row.query)) == row.expected);
  }
}

TEST_CASE("articles with the words anywhere in title or body") {
  constexpr Row kRows[] = {
      {"china russia", "a b d e"},
      {"china -russia", "c"},
      {"\"central bank\"", "a b c d"},
      {"~\"rate rise\"", "b"},
      {"\"rate rise\"", ""},
      {"title:china", "a"},
      {"zebra", "c d"},
      {"alter", "c"},
      {"port OR holiday", "a b"},
      {"tariff* canada", "a d"},
      {"*", "a b c d e"},
      {"-china", ""},
      {"-russia", "c"},
      {"NOT (china russia)", "c"},
      {"china NEAR/2 russia", "a d"},
      {"russia NEAR/2 china", "a d"},
      {"waits NEAR/4 central", "a b"},
      {"waits NEAR/3 central", "b"},
      {"lead NEAR/900 implications", ""},
      {"\"tariffs implications\"", ""},
      {"author:\"erin williams\" -tag:trade", "c e"},
      {"tag:trade OR title:apple", "a b e"},
      {"-tag:trade", "c d e"},
  };
  check_rows(kRows);
}

TEST_CASE("section: all the words in the same section or under it") {
  constexpr Row kRows[] = {
      {"china section:implications", "a"},
      {"russia section:Implications", "b e"},
      {"china russia section:implications", ""},
      {"china russia section:outlook", "e"},
      {"china tariffs section:outlook", "e"},
      {"canada section:implications", "a"},
      {"china canada section:implications", "a"},
      {"canada section:\"for canada\"", "a"},
      {"china section:\"for canada\"", ""},
      {"\"central bank\" section:implications", "a c"},
      {"\"central bank\" section:outlook", "b"},
      {"\"central bank\" china section:outlook", "b"},
      {"=rates section:implications", "b"},
      {"tarif* section:outlook", "e"},
      {"china -bank section:implications", ""},
      {"-china section:implications", "b c e"},
      {"-china section:outlook", "a"},
      {"-\"central bank\" section:implications", "b e"},
      {"russia -\"again russia\" section:outlook", "a e"},
      {"russia (section:implications OR section:outlook)", "a b e"},
      {"central NEAR/1 bank section:implications", "a c"},
      {"title:china waits section:outlook", "a"},
      {"title:china china section:outlook", ""},
      {"title:apple russia section:implications", "e"},
      {"(china OR \"rates rise\") section:implications", "a b"},
      {"section:outlook", "a b e"},
      {"* section:implications", "a b c e"},
      {"china section:politics", "a"},
      {"tariffs china section:politics", "a"},
      {"\"china and russia\" section:politics", "a"},
      {"china section:nosuch", ""},
      {"author:\"jo doe\" russia section:outlook", "e"},
      {"tag:trade waits section:outlook", "a b"},
  };
  check_rows(kRows);
}

// matcher.cpp counts a Filter as satisfied, under Not and Or as well, where a phrase makes the sections be checked.
TEST_CASE("section: a condition on the article under NOT or OR, besides a phrase") {
  constexpr Row kRows[] = {
      {"\"central bank\" -author:\"erin williams\" section:outlook", "b"},
      {"\"central bank\" -tag:trade section:implications", "c"},
      {"(\"central bank\" OR author:\"jo doe\") section:outlook", "b e"},
      {"(\"central bank\" OR tag:banks) section:implications", "a b c"},
  };
  check_rows(kRows);
}

TEST_CASE("several --section are alternatives, other filters conditions on the article") {
  const auto found = [](const std::string& query, std::vector<FilterOption> filters) {
    SearchRequest request = archive().request(query);
    request.is_strict = true;
    request.filters = std::move(filters);
    return archive().found(request);
  };
  using Field = QueryField;
  CHECK(found("russia", {test::filter(Field::Section, {"Implications", "Outlook"})}) == "a b e");
  CHECK(found("china russia", {test::filter(Field::Section, {"Implications", "Outlook"})}) == "e");
  CHECK(found("russia", {test::filter(Field::Section, {"outlook"}), test::filter(Field::Author, {"Jo Doe"})}) == "e");
  CHECK(found("*", {test::filter(Field::Author, {"Jo Doe", "Erin Williams"})}) == "a b c e");
  CHECK(found("*", {test::filter(Field::Author, {"Jo Doe"}), test::filter(Field::Tag, {"trade"})}) == "b");
  CHECK(found("russia section:outlook", {test::filter(Field::Section, {"implications"})}) == "");
  CHECK(found("russia", {test::filter(Field::Section, {"nosuch"})}) == "");
  CHECK(found("*", {test::filter(Field::Date, {"2025", "2023"})}) == "a c e");
}

std::string facet(const Results& results, const std::string& name) {
  for (const Facet& facet : results.facets) {
    if (facet.name != name) continue;
    std::string text;
    for (const FacetValue& value : facet.values) {
      text +=
          (text.empty() ? "" : ", ") + value.value + (value.selected ? "*" : "") + " " + std::to_string(value.count);
    }
    return text;
  }
  return "none";
}

TEST_CASE("facets are exact, without their own filter, selected values marked") {
  SearchRequest request = archive().request("china");
  request.facets = {"author", "section", "year", "language", "tag", "source"};
  Results results = archive().search(request);
  CHECK(facet(results, "author") == "Erin Williams 3, Jo Doe 2");
  CHECK(facet(results, "year") == "2025 2, 2024 1, 2023 1");
  CHECK(facet(results, "tag") == "trade 2, banks 1");
  CHECK(facet(results, "language") == "en 5");
  CHECK(facet(results, "section") == "Outlook 2, Business 1, Implications 1, Politics 1");
  request.filters = {test::filter(QueryField::Author, {"Jo Doe"})};
  results = archive().search(request);
  CHECK(results.total == 2);
  CHECK(facet(results, "author") == "Erin Williams 3, Jo Doe* 2");
  CHECK(facet(results, "tag") == "banks 1, trade 1");
  CHECK(facet(results, "year") == "2024 1, 2023 1");
  request.filters = {test::filter(QueryField::Section, {"Outlook"})};
  results = archive().search(request);
  CHECK(results.total == 2);
  CHECK(facet(results, "section") == "Outlook* 2, Business 1, Implications 1, Politics 1");
  CHECK(facet(results, "author") == "Jo Doe 2, Erin Williams 1");
  request.filters = {test::filter(QueryField::Date, {"2025"})};
  CHECK(facet(archive().search(request), "year") == "2025 2, 2024 1, 2023 1");
  request.filters.clear();
  request.query = "nosuchword";
  CHECK(facet(archive().search(request), "author").empty());
}

TEST_CASE("a facet's limit leaves out the rarer, never a selected one") {
  SearchRequest request = archive().request("*");
  request.facets = {"author", "section"};
  request.facet_limit = 1;
  Results results = archive().search(request);
  CHECK(facet(results, "author") == "Erin Williams 3");
  CHECK(results.facets[0].omitted == 1);
  request.filters = {test::filter(QueryField::Author, {"Jo Doe"})};
  results = archive().search(request);
  CHECK(facet(results, "author") == "Erin Williams 3, Jo Doe* 2");
  CHECK(results.facets[0].omitted == 0);
  request.facet_limit = 0;
  CHECK(archive().search(request).facets[0].omitted == 0);
}

TEST_CASE("sorts: ties newest first, then path; unknown last") {
  struct SortRow {
    SortOrder order;
    std::string_view expected;
  };
  constexpr SortRow kRows[] = {
      {SortOrder::Relevance, "a c b e d"},  // nothing but ties
      {SortOrder::DateDescending, "a c b e d"}, {SortOrder::DateAscending, "e b a c d"},
      {SortOrder::Title, "c e b a d"},          {SortOrder::Author, "a c b e d"},
  };
  for (const SortRow& row : kRows) {
    CAPTURE(static_cast<int>(row.order));
    SearchRequest request = archive().request("*");
    request.sort = row.order;
    CHECK(archive().ordered(archive().search(request)) == row.expected);
    std::string paged;
    request.limit = 2;
    for (request.offset = 0; request.offset < 6; request.offset += 2) {
      const Results page = archive().search(request);
      CHECK(page.total == 5);
      if (!page.hits.empty()) CHECK(page.hits.front().rank == request.offset + 1);
      paged += (paged.empty() || page.hits.empty() ? "" : " ") + archive().ordered(page);
    }
    CHECK(paged == row.expected);
    // The same within sections.
    SearchRequest sections = archive().request("* section:implications");
    sections.sort = row.order;
    std::string kept;
    for (const std::string& name : test::split(row.expected, ' ')) {
      if (name != "d") kept += (kept.empty() ? "" : " ") + name;
    }
    CHECK(archive().ordered(archive().search(sections)) == kept);
  }
  SearchRequest beyond = archive().request("*");
  beyond.offset = 100;
  CHECK(archive().search(beyond).hits.empty());
  CHECK(archive().search(beyond).total == 5);
}

TEST_CASE("all the words, else the best") {
  struct AnyRow {
    std::string_view query;
    std::string_view match;
    std::size_t total;
  };
  constexpr AnyRow kRows[] = {
      {"port holidays", "any", 2},
      {"china russia", "all", 4},
      {"port AND holidays", "all", 0},
      {"port nosuchword", "any", 1},
      {"nosuchword noneither", "all", 0},
      {"nosuchword", "all", 0},
      {"+port holidays", "any", 1},
      {"port \"bank holidays\"", "any", 1},
      {"port holidays -canada", "any", 1},
      {"port holidays section:outlook", "all", 0},
      {"port rates section:outlook", "any", 1},
  };
  for (const AnyRow& row : kRows) {
    CAPTURE(row.query);
    const Results results = archive().search(std::string(row.query));
    CHECK(results.match == row.match);
    CHECK(results.total == row.total);
    CHECK((row.match == "any") == !results.warnings.empty());
    SearchRequest strict = archive().request(std::string(row.query));
    strict.is_strict = true;
    CHECK(archive().search(strict).match == "all");
    SearchRequest all = archive().request(std::string(row.query));
    all.match = MatchMode::All;
    CHECK(archive().search(all).total == (row.match == "all" ? row.total : 0));
  }
  SearchRequest any = archive().request("port holidays");
  any.match = MatchMode::Any;
  CHECK(archive().search(any).total == 2);
}

TEST_CASE("passages of a section search stand in that section") {
  SearchRequest request = archive().request("russia section:outlook");
  request.passages = 5;
  for (const Hit& hit : archive().search(request).hits) {
    REQUIRE_FALSE(hit.passages.empty());
    for (const Passage& passage : hit.passages) {
      CHECK(passage.section.front() == "Outlook");
      CHECK_FALSE(passage.highlights.empty());
    }
  }
}

TEST_CASE("plain text has no operators") {
  SearchRequest request = archive().request("china -russia (port OR");
  CHECK_THROWS_AS(archive().search(request), Error);
  request.is_plain_text = true;
  CHECK_NOTHROW(archive().search(request));
  request.query = "title:china -russia";
  CHECK(archive().search(request).total > 0);
}

TEST_CASE("a source that changed or is gone is stale, and stays found") {
  test::TestArchive files;
  files.put("a.md", "The harbour.\n");
  files.put("b.md", "The harbour.\n");
  files.put("c.jsonl", "{\"id\":\"r1\",\"text\":\"The harbour.\"}\n{\"id\":\"r2\",\"text\":\"A harbour quay.\"}\n");
  files.build();
  const auto freshness = [&] {
    std::map<std::string, Freshness> found;
    for (const Hit& hit : files.search("harbour").hits) found[hit.id] = hit.freshness;
    return found;
  };
  auto fresh = freshness();
  REQUIRE(fresh.size() == 4);
  CHECK(std::all_of(fresh.begin(), fresh.end(), [](const auto& entry) { return entry.second == Freshness::Fresh; }));
  CHECK(files.ordered(files.search("=quay")) == "c#r2");
  files.put("a.md", "The harbour!\n");
  files.take_away("b.md");
  fresh = freshness();
  CHECK(fresh[files.file("a.md").string()] == Freshness::Changed);
  CHECK(fresh[files.file("b.md").string()] == Freshness::Missing);
  CHECK(fresh["r1"] == Freshness::Fresh);
  const BuildReport report = files.build();
  CHECK(report.updated == 1);
  CHECK(report.removed == 1);
  CHECK(report.unchanged == 2);
  fresh = freshness();
  CHECK(fresh.size() == 3);
  CHECK(fresh[files.file("a.md").string()] == Freshness::Fresh);
}

TEST_CASE("articles of one score have one order, wherever a page is cut") {
  test::TestArchive files;
  for (int i = 0; i < 40; ++i) {
    const std::string number = std::to_string(i);
    const std::string words = i % 8 == 0   ? "ferry harbour tide"
                              : i % 8 == 1 ? "ferry ferry ferry"
                                           : "ferry strait tide";
    files.put("copy" + number + ".txt", "Notes\n\nJanuary " + std::to_string(1 + i % 5) + ", 2024\n\n" + words + ".\n");
  }
  files.build();
  for (const std::string query : {"ferry", "ferry OR harbour", "\"ferry strait\"", "date:2024"}) {
    CAPTURE(query);
    SearchRequest request = files.request(query);
    request.limit = 1000;
    const Results whole = files.search(request);
    for (std::size_t i = 1; i < whole.hits.size(); ++i) {
      const Hit& before = whole.hits[i - 1];
      CHECK(before.score >= whole.hits[i].score);
      if (before.score == whole.hits[i].score) CHECK(before.date->first_day() >= whole.hits[i].date->first_day());
    }
    for (const std::size_t size : {1u, 3u, 7u, 10u, 25u}) {
      std::vector<std::string> paths;
      for (request.limit = size, request.offset = 0; request.offset < whole.total; request.offset += size) {
        for (const Hit& hit : files.search(request).hits) paths.push_back(hit.path);
      }
      REQUIRE(paths.size() == whole.hits.size());
      for (std::size_t i = 0; i < paths.size(); ++i) CHECK(paths[i] == whole.hits[i].path);
    }
  }
}

TEST_CASE("a search without an index says so") {
  const test::TestArchive files;
  try {
    (void)files.search("x");
    FAIL_CHECK("no error");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::NoIndex);
  }
}

}  // namespace
}  // namespace byline

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <vector>

#include "archive_fixture.hpp"
#include "common/index_reader.hpp"
#include "searcher/filters.hpp"
#include "searcher/match_pass.hpp"
#include "searcher/query_compiler.hpp"
#include "searcher/query_parser.hpp"

namespace byline {
namespace {

/// Forty articles that say the same at the same length; two that say it more often, and one that says more besides.
const test::TestArchive& archive() {
  static const test::TestArchive& made = []() -> const test::TestArchive& {
    static test::TestArchive files;
    const auto put = [](const std::string& name, const std::string& date, const std::string& text) {
      files.put(name, "---\ntitle: Form\nlang: en\ndate: " + date + "\n---\n\n" + text + "\n");
    };
    for (int i = 0; i < 40; ++i) {
      const std::string number = std::to_string(10 + (i * 7) % 40);
      put("form" + number + ".md", "2024-03-" + std::string(i % 2 == 0 ? "05" : "06"), "Zinc tariff of a port.");
    }
    put("more1.md", "2020-01-01", "Zinc tariff zinc tariff of a port.");
    put("more2.md", "2021-01-01", "Zinc tariff zinc tariff of a port.");
    put("long.md", "2025-01-01", "Zinc tariff of a port and a glacier that no ship had seen before the winter.");
    files.build();
    return files;
  }();
  return made;
}

/// Titles say nothing here: what orders is known by its path.
std::vector<std::string> page(const std::string& query, std::size_t offset, std::size_t limit) {
  SearchRequest request = archive().request(query);
  request.offset = offset;
  request.limit = limit;
  request.passages = 0;
  std::vector<std::string> paths;
  const Results results = archive().search(request);
  CHECK(results.total == 43);
  for (const Hit& hit : results.hits) paths.push_back(hit.path.substr(hit.path.rfind('/') + 1));
  return paths;
}

TEST_CASE("a page may end among equals: date and path say which of them are on it") {
  for (const std::string query :
       {"\"zinc tariff\"", "zinc tariff", "zinc OR tariff", "zinc NEAR/3 tariff", "\"zinc tariff\" lang:en",
        "\"zinc tariff\" port", "(zinc OR \"zinc tariff\") lang:en"}) {
    CAPTURE(query);
    const std::vector<std::string> all = page(query, 0, 50);
    REQUIRE(all.size() == 43);
    CHECK(all[0] == "more2.md");
    CHECK(all[1] == "more1.md");
    CHECK(all[2].starts_with("form"));
    CHECK(all[42] == "long.md");
    for (const std::size_t limit : {1u, 3u, 10u, 25u}) {
      CAPTURE(limit);
      std::vector<std::string> paged;
      for (std::size_t offset = 0; offset < all.size(); offset += limit) {
        const std::vector<std::string> next = page(query, offset, limit);
        paged.insert(paged.end(), next.begin(), next.end());
      }
      CHECK(paged == all);
    }
  }
}

TEST_CASE("equals come newest first, and then by path") {
  const std::vector<std::string> all = page("\"zinc tariff\"", 2, 40);
  REQUIRE(all.size() == 40);
  for (std::size_t i = 1; i < 20; ++i) CHECK(all[i - 1] < all[i]);
  for (std::size_t i = 21; i < 40; ++i) CHECK(all[i - 1] < all[i]);
  const Results newest = archive().search("\"zinc tariff\" date:2024-03-06");
  CHECK(newest.total == 20);
  REQUIRE(newest.hits.size() == 10);
  for (std::size_t i = 0; i < 10; ++i) CHECK(newest.hits[i].path.ends_with(all[i]));
}

}  // namespace
}  // namespace byline

#include "indexer/people.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <utility>
#include <vector>

#include "archive_fixture.hpp"
#include "common/schema.hpp"
#include "indexer/status.hpp"
#include "indexer/verify.hpp"

namespace byline {
namespace {

using test::filter;
using test::TestArchive;

void put(TestArchive& archive, const std::string& name, const std::string& authors) {
  archive.put(name + ".md",
              "---\ntitle: " + name + "\nauthors: [" + authors + "]\n---\n\nThe harbour.\n\n# News\n\nHarbour ice.\n");
}

Facet authors_of(const TestArchive& archive, SearchRequest request) {
  request.facets = {"author"};
  request.facet_limit = 0;
  return archive.search(request).facets.front();
}

std::string shown(const Facet& facet) {
  std::vector<std::string> values;
  for (const FacetValue& value : facet.values) {
    values.push_back(value.value + (value.selected ? "* " : " ") + std::to_string(value.count));
  }
  return test::join(values, "|");
}

std::size_t count_by(const TestArchive& archive, const std::string& author, std::vector<std::string> section = {}) {
  SearchRequest request = archive.request("harbour");
  request.filters.push_back(filter(QueryField::Author, {author}));
  if (!section.empty()) request.filters.push_back(filter(QueryField::Section, std::move(section)));
  return archive.search(request).total;
}

TEST_CASE("a person under several names counts once and is found by each") {
  TestArchive archive;
  put(archive, "a", "Erin Williams");
  put(archive, "b", "E. Williams");
  put(archive, "c", "Erin M. Williams, Erin Williams, Ann Lee");
  put(archive, "d", "The Rust Team");
  put(archive, "e", "The Rust Release Team");
  archive.build();
  const SearchRequest request = archive.request("harbour");
  CHECK(shown(authors_of(archive, request)) == "Erin M. Williams 3|Ann Lee 1|The Rust Release Team 1|The Rust Team 1");
  for (const char* name : {"Erin Williams", "erin williams", "E. Williams", "Erin M. Williams"}) {
    CAPTURE(name);
    CHECK(count_by(archive, name) == 3);
    CHECK(count_by(archive, name, {"News"}) == 3);
    CHECK(archive.found("author:\"" + std::string(name) + "\"") == "a b c");
    CHECK(archive.found("harbour -author:\"" + std::string(name) + "\"") == "d e");
    SearchRequest selected = request;
    selected.filters.push_back(filter(QueryField::Author, {name}));
    CHECK(shown(authors_of(archive, selected)) ==
          "Erin M. Williams* 3|Ann Lee 1|The Rust Release Team 1|The Rust Team 1");
    selected.sort = SortOrder::Author;
    CHECK(archive.search(selected).total == 3);
  }
  CHECK(archive.search(request).warnings.empty());
}

TEST_CASE("articles show names as they are written") {
  TestArchive archive;
  put(archive, "a", "Erin Williams");
  put(archive, "b", "E. Williams");
  archive.build();
  SearchRequest request = archive.request("author:\"E. Williams\"");
  request.sort = SortOrder::Title;
  const Results results = archive.search(request);
  REQUIRE(results.hits.size() == 2);
  CHECK(results.hits[0].authors.front() == "Erin Williams");
  CHECK(results.hits[1].authors.front() == "E. Williams");
  request = archive.request("harbour");
  request.filters.push_back(filter(QueryField::Author, {"Williams"}));
  const Results forgiving = archive.search(request);
  CHECK(forgiving.total == 2);
  CHECK(test::join(forgiving.warnings, "|") == "author 'Williams' taken as: Erin Williams");
}

TEST_CASE("people part when another name makes one ambiguous, and join again") {
  TestArchive archive;
  put(archive, "a", "Erin Williams");
  put(archive, "b", "E. Williams");
  archive.build();
  CHECK(count_by(archive, "E. Williams") == 2);
  put(archive, "c", "Eric Williams");
  archive.build();
  CHECK(count_by(archive, "E. Williams") == 1);
  CHECK(count_by(archive, "Erin Williams") == 1);
  archive.take_away("c.md");
  archive.build();
  CHECK(count_by(archive, "E. Williams") == 2);
  const StatusReport status = index_status(archive.layout().directory());
  REQUIRE(status.author_merges.size() == 1);
  CHECK(status.author_merges.front().name == "Erin Williams");
  CHECK(test::join(status.author_merges.front().also, "|") == "E. Williams");
}

/// Names of few people with many forms, so that some merge, some part and some are ambiguous.
std::string some_author(std::mt19937& random) {
  const std::vector<std::string> given = {"Erin", "Eric", "E.", "Mary", "M.", "Иван", "И."};
  const std::vector<std::string> middle = {"", "", " M.", " Mary", " K.", " Kate"};
  const std::vector<std::string> last = {"Williams", "Lee", "van Aldern", "Петров"};
  const auto pick = [&](const std::vector<std::string>& list) { return list[random() % list.size()]; };
  return pick(given) + pick(middle) + " " + pick(last);
}

TEST_CASE("every author's count is what its filter returns, built at once or step by step") {
  for (unsigned seed = 1; seed <= 4; ++seed) {
    std::mt19937 random(seed);
    TestArchive whole;
    TestArchive steps;
    for (int i = 0; i < 40; ++i) {
      std::string authors = some_author(random);
      for (auto more = random() % 3; more > 0; --more) authors += ", " + some_author(random);
      put(whole, "n" + std::to_string(i), authors);
      put(steps, "n" + std::to_string(i), authors);
      if (i % 7 == 0) put(steps, "gone", some_author(random));
      if (i % 7 == 3) steps.take_away("gone.md");
      if (i % 7 == 0 || i % 7 == 3) steps.build();
    }
    steps.take_away("gone.md");
    steps.build();
    whole.build();
    const Facet facet = authors_of(whole, whole.request("harbour"));
    CHECK(shown(authors_of(steps, steps.request("harbour"))) == shown(facet));
    SearchRequest in_section = whole.request("harbour");
    in_section.filters.push_back(filter(QueryField::Section, {"News"}));
    CHECK(shown(authors_of(whole, in_section)) == shown(facet));
    for (const FacetValue& value : facet.values) {
      CAPTURE(value.value);
      CHECK(count_by(whole, value.value) == value.count);
      CHECK(count_by(steps, value.value) == value.count);
      CHECK(count_by(whole, value.value, {"News"}) == value.count);
    }
    const auto merges = index_status(whole.layout().directory()).author_merges;
    CHECK(merges.size() > 0);
    CHECK(index_status(steps.layout().directory()).author_merges.size() == merges.size());
    for (const AuthorMerge& merge : merges) {
      for (const std::string& other : merge.also) {
        CAPTURE(other);
        CHECK(count_by(whole, other) == count_by(whole, merge.name));
      }
    }
    for (const TestArchive* archive : {&whole, &steps}) {
      Progress silent(false);
      CHECK(verify(archive->layout().directory(), true, silent).problems.empty());
    }
  }
}

TEST_CASE("who is no person is not merged") {
  const auto merged = [](const std::vector<std::string>& names) {
    std::vector<FacetEntry> entries;
    for (const std::string& name : names) entries.push_back({name, {{name, 1}}});
    return people_among(entries).all().size();
  };
  CHECK(merged({"The Release Team", "The Rust Release Team"}) == 0);
  CHECK(merged({"Harbour News", "Harbour Night News"}) == 0);
  CHECK(merged({"Associated Press", "A. Press"}) == 0);
  CHECK(merged({"Erin Williams", "E. Williams"}) == 1);
  CHECK(people_among({{"erin williams", {{"Erin Williams", 1}}}, {"e. williams", {}}}).empty());
}

}  // namespace
}  // namespace byline

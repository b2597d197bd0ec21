#include "searcher/open_archive.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>

#include "archive_fixture.hpp"
#include "common/error.hpp"
#include "searcher/search.hpp"

namespace byline {
namespace {

constexpr char kMarker[] = "left by a search";

/// Whether an earlier search left its mark; leaves one.
bool is_same(OpenArchive& open) {
  bool known = false;
  open.read([&](Archive& archive) { known = !archive.known_variants().try_emplace(kMarker).second; });
  return known;
}

std::size_t total(OpenArchive& open, const test::TestArchive& files, const std::string& query) {
  return search(open, files.request(query)).total;
}

TEST_CASE("an archive stays open while the index is the same, and no longer") {
  test::TestArchive files;
  files.put("a.md", "# Harbour\n\nThe harbour froze.\n");
  files.build();
  OpenArchive open(files.layout());
  CHECK(total(open, files, "harbour") == 1);
  CHECK_FALSE(is_same(open));
  CHECK(is_same(open));

  files.put("b.md", "# Ferry\n\nThe ferry left the harbour.\n");
  files.build();
  CHECK_FALSE(is_same(open));
  CHECK(total(open, files, "harbour") == 2);
  CHECK(is_same(open));

  // A whole new generation, not an update of the one that is open.
  std::filesystem::remove_all(files.layout().directory());
  files.take_away("a.md");
  files.build();
  CHECK_FALSE(is_same(open));
  CHECK(total(open, files, "harbour") == 1);
}

TEST_CASE("a search that fails leaves an archive that the next one can use") {
  test::TestArchive files;
  files.put("a.md", "# Harbour\n\nThe harbour froze.\n");
  OpenArchive open(files.layout());
  CHECK_THROWS_AS(total(open, files, "harbour"), Error);  // there is no index yet
  files.build();
  CHECK_THROWS_AS(total(open, files, "\"not closed"), Error);
  CHECK(total(open, files, "harbour") == 1);
}

TEST_CASE("what an archive remembers is given up from time to time") {
  test::TestArchive files;
  files.put("a.md", "# Harbour\n\nThe harbour froze.\n");
  files.build();
  OpenArchive open(files.layout());
  CHECK_FALSE(is_same(open));
  bool was_given_up = false;
  for (int search = 0; search < 2000 && !was_given_up; ++search) was_given_up = !is_same(open);
  CHECK(was_given_up);
}

}  // namespace
}  // namespace byline

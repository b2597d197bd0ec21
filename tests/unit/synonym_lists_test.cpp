#include "indexer/bulk/synonym_lists.hpp"

#include <doctest/doctest.h>

#include <string>

#include "tests/unit/archive_fixture.hpp"
#include "tests/unit/glass_reader.hpp"

namespace byline::test {
namespace {

using namespace std::string_literals;

TEST_CASE("synonym lists: sorted, each once") {
  const ScratchDirectory scratch;
  bulk::SynonymLists lists;
  CHECK(lists.empty());
  for (const auto& synonym : {"b"s, "a"s, "\xff"s, "a"s, "\0"s}) lists.add("term", synonym);
  lists.add("\xff", "term");
  lists.add("\0z"s, "long enough to tell 32 " + std::string(9, 'x'));
  bulk::TableWriter table(scratch.path() / "table");
  bulk::Deflater deflater(bulk::Deflate::AsXapian);
  lists.write(table, deflater);
  const bulk::TableRoot root = table.finish();
  const auto entries = read_table(scratch.path() / "table", root);
  REQUIRE(entries.size() == 3);
  CHECK(entries[0].key == "\0z"s);
  CHECK(entries[1].key == "term");
  CHECK(entries[1].tag == "a\0aaaba\xff"s);  // 1 ^ 96 is 'a'
  CHECK(entries[2].key == "\xff");
  CHECK(entries[2].tag == "dterm");  // 4 ^ 96
  lists.clear();
  CHECK(lists.empty());
}

}  // namespace
}  // namespace byline::test

#include "indexer/bulk/table_writer.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>

#include "common/error.hpp"
#include "tests/unit/archive_fixture.hpp"
#include "tests/unit/glass_reader.hpp"

namespace byline::test {
namespace {

namespace fs = std::filesystem;

using Entries = std::map<std::string, std::string>;

/// Writes the entries, expects to read the same, and gives the root.
bulk::TableRoot check_table(const Entries& entries) {
  const ScratchDirectory scratch;
  const fs::path file = scratch.path() / "table";
  bulk::TableWriter writer(file);
  for (const auto& [key, tag] : entries) writer.append(key, tag, tag.size() % 2 == 1);
  const bulk::TableRoot root = writer.finish();
  Entries found;
  for (const GlassEntry& entry : read_table(file, root)) {
    found[entry.key] = entry.tag;
    CHECK(entry.is_deflated == (entry.tag.size() % 2 == 1));
  }
  CHECK((found == entries));
  return root;
}

std::string numbered(const std::string& prefix, std::size_t number) {
  const std::string digits = std::to_string(number);
  return prefix + std::string(8 - digits.size(), '0') + digits;
}

TEST_CASE("table writer: nothing, and little") {
  const bulk::TableRoot none = check_table({});
  CHECK(none.blocks == 0);
  CHECK(none.entries == 0);
  const bulk::TableRoot one = check_table({{"key", "tag"}});
  CHECK(one.blocks == 1);
  CHECK(one.level == 0);
  CHECK(check_table({{"key", ""}}).entries == 1);
  CHECK(check_table({{std::string(255, '\xff'), ""}, {std::string(1, '\0'), "x"}}).entries == 2);
}

/// A piece more is taken beyond 2043 - 3 bytes of key and tag, and then each 2043 - 5.
TEST_CASE("table writer: tags about the limits of pieces") {
  constexpr std::size_t kPieces = 4;
  for (const std::size_t key : {1u, 17u, 255u}) {
    for (const std::size_t before : {0u, 100u, 1900u, 2100u}) {
      Entries entries;
      if (before != 0) entries[" "] = std::string(before, '.');
      for (std::size_t number = 1; number <= kPieces; ++number) {
        const std::size_t longest = 2043 - 3 - key + (number - 1) * (2043 - 5 - key);
        for (std::size_t length = longest - 2; length <= longest + 2; ++length) {
          const std::string name = std::to_string(entries.size() + 100);
          if (key >= 3) entries[name + std::string(key - name.size(), 'k')] = std::string(length, 'x');
          if (key < 3) entries[std::string(key, static_cast<char>('a' + entries.size()))] = std::string(length, 'x');
        }
      }
      check_table(entries);
    }
  }
}

TEST_CASE("table writer: the longest tag of one piece, and one byte more") {
  const ScratchDirectory scratch;
  for (const std::size_t more : {0u, 1u}) {
    bulk::TableWriter writer(scratch.path() / "table");
    writer.append("key", std::string(2043 - 3 - 3 + more, 'x'));
    const bulk::TableRoot root = writer.finish();
    const auto entries = read_table(scratch.path() / "table", root);
    REQUIRE(entries.size() == 1);
    CHECK(entries[0].pieces == 1 + more);
  }
}

TEST_CASE("table writer: thousands of pieces, whose separators differ in the piece alone") {
  std::string tag(10'000'000, '\0');
  for (std::size_t i = 0; i < tag.size(); ++i) tag[i] = static_cast<char>(i * 31 >> 4);
  CHECK(check_table({{"a", "before"}, {"b", tag}, {"c", "behind"}}).level == 2);
}

TEST_CASE("table writer: long keys make many levels") {
  Entries entries;
  for (std::size_t i = 0; i < 4500; ++i) entries[numbered(std::string(247, 'k'), i)] = std::string(1400 + i % 9, 't');
  CHECK(check_table(entries).level == 3);
}

TEST_CASE("table writer: random keys and tags") {
  std::mt19937 random(5);
  Entries entries;
  for (int i = 0; i < 3000; ++i) {
    std::string key(1 + random() % (i % 20 == 0 ? 255 : 6), '\0');
    std::generate(key.begin(), key.end(), [&] { return static_cast<char>(random() % 3 * 127); });
    entries[key] = std::string(i % 50 == 0 ? random() % 9000 : random() % 90, static_cast<char>(random()));
  }
  check_table(entries);
}

TEST_CASE("table writer: what does not fit is refused") {
  const ScratchDirectory scratch;
  bulk::TableWriter writer(scratch.path() / "table");
  CHECK_THROWS_AS(writer.append(std::string(256, 'k'), ""), Error);
  CHECK_THROWS_AS(writer.append("k", std::string(std::size_t{65'600} * 2043, 't')), Error);
}

}  // namespace
}  // namespace byline::test

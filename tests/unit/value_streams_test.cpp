#include "indexer/bulk/value_streams.hpp"

#include <doctest/doctest.h>

#include <map>
#include <string>

#include "tests/unit/archive_fixture.hpp"
#include "tests/unit/glass_reader.hpp"

namespace byline::test {
namespace {

using namespace std::string_literals;
using Values = std::map<std::uint32_t, std::map<std::uint32_t, std::string>>;  // slot, docid

std::vector<GlassEntry> written(const Values& values) {
  const ScratchDirectory scratch;
  bulk::ValueStreams streams;
  for (const auto& [slot, stream] : values) {
    for (const auto& [docid, value] : stream) streams.add(docid, slot, value);
  }
  bulk::TableWriter table(scratch.path() / "table");
  streams.write(table);
  const bulk::TableRoot root = table.finish();
  return read_table(scratch.path() / "table", root);
}

struct Statistics {
  std::uint64_t count = 0;
  std::string smallest;
  std::string largest;
};

Values decoded(const std::vector<GlassEntry>& entries, std::map<std::uint32_t, Statistics>& statistics) {
  Values values;
  for (const GlassEntry& entry : entries) {
    GlassBytes key(entry.key);
    GlassBytes tag(entry.tag);
    CHECK(key.byte() == 0);
    if (key.byte() == 0xd0) {
      Statistics& of_slot = statistics[key.last()];
      of_slot.count = tag.varint();
      of_slot.smallest = tag.string();
      of_slot.largest = tag.at_end() ? of_slot.smallest : std::string(tag.rest());
      continue;
    }
    const auto slot = static_cast<std::uint32_t>(key.varint());
    std::uint32_t docid = key.sortable();
    CHECK(key.at_end());
    values[slot][docid] = tag.string();
    while (!tag.at_end()) {
      CHECK(entry.tag.size() - tag.rest().size() < 2000);
      docid += static_cast<std::uint32_t>(tag.varint()) + 1;
      values[slot][docid] = tag.string();
    }
  }
  return values;
}

TEST_CASE("value streams: known bytes") {
  const auto entries = written({{0, {{3, "b"}, {9, "a"}}}, {300, {{3, "x"}}}});
  REQUIRE(entries.size() == 4);
  CHECK(entries[0].key == "\0\xd0"s);
  CHECK(entries[0].tag == "\2\1\x61\x62");
  CHECK(entries[1].key == "\0\xd0\x2c\1"s);
  CHECK(entries[1].tag == "\1\1x");
  CHECK(entries[2].key == "\0\xd8\0\0\3"s);
  CHECK(entries[2].tag == "\1\x62\5\1\x61");
  CHECK(entries[3].key == "\0\xd8\xac\2\0\3"s);
  CHECK(entries[3].tag == "\1x");
}

/// The table reader minds the order of keys, which is not that of slots.
TEST_CASE("value streams: slots and chunks are decoded") {
  Values values;
  for (const std::uint32_t slot : {0u, 1u, 127u, 128u, 255u, 256u, 257u, 65'535u, 65'536u, 1u << 31, 0xfffffffeu}) {
    for (std::uint32_t i = 0; i < 60; ++i) values[slot][1 + i * (i + slot % 1000)] = std::to_string(slot + i);
  }
  for (std::uint32_t i = 0; i < 50; ++i) {
    values[7][40'000 + i] = std::string(i * 97, static_cast<char>('a' + i % 20)) + std::string(1, '\0');
    values[8][1 + i] = std::string(1999, 'x');
    values[9][1 + i] = std::string(1997, 'x');  // with its length 1999 bytes: there is one more in the chunk
  }
  std::map<std::uint32_t, Statistics> statistics;
  CHECK((decoded(written(values), statistics) == values));
  CHECK(statistics.size() == values.size());
  for (const auto& [slot, stream] : values) {
    Statistics expected{stream.size(), stream.begin()->second, stream.begin()->second};
    for (const auto& [docid, value] : stream) {
      expected.smallest = std::min(expected.smallest, value);
      expected.largest = std::max(expected.largest, value);
    }
    CHECK(statistics[slot].count == expected.count);
    CHECK(statistics[slot].smallest == expected.smallest);
    CHECK(statistics[slot].largest == expected.largest);
  }
}

TEST_CASE("value streams: the slots that a document uses") {
  const auto used = [](std::vector<std::uint32_t> slots) { return bulk::used_slots(slots); };
  CHECK(used({}).empty());
  CHECK(used({0}) == "\0"s);
  CHECK(used({5}) == "\5");
  CHECK(used({0, 1, 2}) == "\0\0\0"s);
  CHECK(used({3, 200}) == "\3\xc4\1");
  CHECK(used({0, 0xfffffffe}) == "\0\xfd\xff\xff\xff\x0f"s);
}

}  // namespace
}  // namespace byline::test

#include "indexer/bulk/version_file.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "tests/unit/archive_fixture.hpp"
#include "tests/unit/glass_reader.hpp"

namespace byline::test {
namespace {

std::string bytes_of(const bulk::VersionFile& version) {
  const ScratchDirectory scratch;
  version.write(scratch.path());
  std::ifstream file(scratch.path() / "iamglass", std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void check_table(GlassBytes& bytes, const bulk::TableRoot& table, unsigned deflated_above) {
  CHECK(bytes.varint() == table.root);
  CHECK(bytes.varint() == table.level * 4 + 2 + (table.blocks == 0 ? 1 : 0));
  CHECK(bytes.varint() == table.entries);
  CHECK(bytes.varint() == 4);
  CHECK(bytes.varint() == deflated_above);
  const std::string free_list = bytes.string();
  CHECK(free_list.empty() == (table.blocks == 0));
  if (table.blocks == 0) return;
  GlassBytes list(free_list);
  CHECK(list.varint() == 1);
  CHECK(list.varint() == table.blocks);
  CHECK(list.rest() == std::string(4, '\0'));
}

void check_version(const bulk::VersionFile& version) {
  const std::string all = bytes_of(version);
  CHECK(all.size() <= 256);  // more is not read
  GlassBytes bytes(all);
  CHECK(bytes.bytes(14) == "\x0f\x0dXapian Glass");
  CHECK(bytes.big_endian(2) == 0x046e);
  const std::string_view uuid = bytes.bytes(16);
  CHECK((uuid[6] & 0xf0) == 0x40);
  CHECK((uuid[8] & 0xc0) == 0x80);
  CHECK(bytes.varint() == 1);
  check_table(bytes, version.postings, 0);
  check_table(bytes, version.document_data, 18);
  check_table(bytes, version.term_lists, 18);
  check_table(bytes, version.positions, 0);
  check_table(bytes, {}, 18);
  check_table(bytes, version.synonyms, 18);
  CHECK(bytes.varint() == version.documents);
  CHECK(bytes.varint() == 0);
  CHECK(bytes.varint() == version.shortest);
  CHECK(bytes.varint() == version.most_frequent);
  CHECK(bytes.varint() == version.longest - version.most_frequent);
  CHECK(bytes.varint() == 0);
  CHECK(bytes.varint() == version.length);
  CHECK(bytes.varint() == 0);
  CHECK(bytes.at_end());
}

TEST_CASE("version file: it says what it was told") {
  check_version({});
  bulk::VersionFile version;
  version.postings = {9, 2, 1000, 12};
  version.document_data = {1, 1, 3, 3};
  version.term_lists = {0, 0, 1, 1};
  version.documents = 70'000;
  version.shortest = 3;
  version.longest = 900;
  version.most_frequent = 200;
  version.length = 7'000'000'000;
  check_version(version);
  constexpr bulk::TableRoot kLargest = {0xffffffff, 9, 0xffffffff, 0xffffffff};
  for (bulk::TableRoot* table :
       {&version.postings, &version.document_data, &version.term_lists, &version.positions, &version.synonyms}) {
    *table = kLargest;
  }
  version.documents = version.shortest = version.longest = 0xffffffff;
  version.length = ~std::uint64_t{0};
  check_version(version);
}

TEST_CASE("version file: each has a UUID of its own") {
  CHECK(bytes_of({}).substr(16, 16) != bytes_of({}).substr(16, 16));
}

}  // namespace
}  // namespace byline::test

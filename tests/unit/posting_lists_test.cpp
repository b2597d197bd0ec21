#include "indexer/bulk/posting_lists.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/unit/archive_fixture.hpp"
#include "tests/unit/glass_reader.hpp"

namespace byline::test {
namespace {

using namespace std::string_literals;
using Postings = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

std::vector<GlassEntry> written(bulk::TermKeys keys, const Postings& postings, std::uint64_t total) {
  const ScratchDirectory scratch;
  bulk::TableWriter table(scratch.path() / "table");
  bulk::PostingListWriter writer(table);
  writer.begin(keys, postings.size(), total);
  for (const auto& [docid, wdf] : postings) writer.add(docid, wdf);
  writer.end();
  const bulk::TableRoot root = table.finish();
  return read_table(scratch.path() / "table", root);
}

/// `key`: of the list's first chunk, and what precedes a docid in the others.
Postings decoded(const std::vector<GlassEntry>& chunks, const std::string& first_key, const std::string& key) {
  Postings postings;
  for (std::size_t chunk = 0; chunk < chunks.size(); ++chunk) {
    GlassBytes tag(chunks[chunk].tag);
    std::uint32_t docid = 0;
    if (chunk == 0) {
      CHECK(chunks[0].key == first_key);
      tag.varint();
      tag.varint();
      docid = static_cast<std::uint32_t>(tag.varint()) + 1;
    } else {
      REQUIRE(chunks[chunk].key.starts_with(key));
      docid = GlassBytes(std::string_view(chunks[chunk].key).substr(key.size())).sortable();
    }
    CHECK(tag.byte() == (chunk + 1 == chunks.size() ? '1' : '0'));
    const auto last = static_cast<std::uint32_t>(docid + tag.varint());
    const std::size_t body = tag.rest().size();
    CHECK(body < 2000 + 10);
    if (chunk + 1 < chunks.size()) CHECK(body >= 2000);
    postings.emplace_back(docid, tag.varint());
    while (!tag.at_end()) {
      docid += static_cast<std::uint32_t>(tag.varint()) + 1;
      postings.emplace_back(docid, tag.varint());
    }
    CHECK(docid == last);
  }
  return postings;
}

TEST_CASE("posting lists: keys") {
  bulk::TermKeys plain("ab");
  CHECK(plain.first() == "ab");
  CHECK(plain.at(0x8000) == "ab\0\x80\x80\0"s);
  CHECK(plain.at(3) == "ab\0\0\3"s);
  CHECK(plain.first() == "ab");
  bulk::TermKeys zeros("\0a\0"s);
  CHECK(zeros.first() == "\0\xff\x61\0\xff"s);
  CHECK(zeros.at(1) == "\0\xff\x61\0\xff\0\0\1"s);
  bulk::TermKeys lengths = bulk::TermKeys::of_document_lengths();
  CHECK(lengths.first() == "\0\xe0"s);
  CHECK(lengths.at(258) == "\0\xe0\1\2"s);
  CHECK(bulk::TermKeys(std::string(124, '\0') + "a").at(0xffffffff).size() == 255);
}

TEST_CASE("posting lists: known bytes") {
  const auto chunks = written(bulk::TermKeys("ab"), {{3, 2}, {7, 300}}, 302);
  REQUIRE(chunks.size() == 1);
  CHECK(chunks[0].key == "ab");
  CHECK(chunks[0].tag == "\x02\xae\x02\x02\x31\x04\x02\x03\xac\x02");
  CHECK(written(bulk::TermKeys("x"), {{1, 0}}, 0)[0].tag == "\1\0\0\x31\0\0"s);
}

TEST_CASE("posting lists: chunks are decoded") {
  for (const std::uint32_t count : {1u, 999u, 1000u, 1001u, 1002u, 2001u, 5000u, 40'000u}) {
    Postings even;
    Postings uneven;
    for (std::uint32_t i = 0; i < count; ++i) {
      even.emplace_back(1 + i, 1);
      uneven.emplace_back(7 + i * 90'000 + i % 3, i % 13 == 0 ? 0xffffffffu : i % 200);
    }
    CHECK((decoded(written(bulk::TermKeys("t"), even, count), "t", "t\0"s) == even));
    CHECK((decoded(written(bulk::TermKeys("t"), uneven, 9), "t", "t\0"s) == uneven));
    const std::string lengths = "\0\xe0"s;
    CHECK((decoded(written(bulk::TermKeys::of_document_lengths(), even, 0), lengths, lengths) == even));
  }
}

}  // namespace
}  // namespace byline::test

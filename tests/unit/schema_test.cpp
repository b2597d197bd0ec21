#include "common/schema.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "common/utf8.hpp"

namespace byline {
namespace {

using namespace std::string_view_literals;

TEST_CASE("ids come back from a slot ascending and once each") {
  struct Row {
    std::vector<std::uint32_t> ids;
    std::vector<std::uint32_t> expected;
  };
  constexpr std::uint32_t kMax = std::numeric_limits<std::uint32_t>::max();
  const Row rows[] = {
      {{}, {}},
      {{0}, {0}},
      {{3, 1, 2}, {1, 2, 3}},
      {{5, 5, 0, 5}, {0, 5}},
      {{127, 128, 129}, {127, 128, 129}},
      {{16383, 16384, 1u << 28}, {16383, 16384, 1u << 28}},
      {{kMax}, {kMax}},
      {{kMax, 0, kMax - 1}, {0, kMax - 1, kMax}},
  };
  std::vector<std::uint32_t> ids = {1, 2, 3};
  for (const Row& row : rows) {
    unpack_ids(pack_ids(row.ids), ids);
    CHECK((ids == row.expected));
  }
}

TEST_CASE("ids around every power of two come back together") {
  std::vector<std::uint32_t> ids;
  for (unsigned shift = 0; shift < 32; ++shift) {
    for (const std::uint32_t change : {~0u, 0u, 1u}) ids.push_back((1u << shift) + change);
  }
  std::vector<std::uint32_t> expected = ids;
  std::sort(expected.begin(), expected.end());
  expected.erase(std::unique(expected.begin(), expected.end()), expected.end());
  std::vector<std::uint32_t> again;
  unpack_ids(pack_ids(ids), again);
  CHECK((again == expected));
}

TEST_CASE("damaged ids give what could be read") {
  std::vector<std::uint32_t> ids;
  std::string bytes = pack_ids({1, 300, 70'000});
  const std::vector<std::uint32_t> whole = {1, 300, 70'000};
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    unpack_ids(std::string_view(bytes).substr(0, size), ids);
    CHECK(ids.size() < whole.size());
    CHECK(std::equal(ids.begin(), ids.end(), whole.begin()));
  }
  unpack_ids(std::string(1000, '\xFF'), ids);
  CHECK(ids.empty());
  unpack_ids(std::string(1000, '\xFF') + '\x01', ids);
  CHECK(ids.size() == 1);
}

TEST_CASE("hashes have 16 bytes and tell texts apart") {
  std::set<std::string> hashes;
  for (const std::string_view text : {""sv, "a"sv, "b"sv, "\0"sv, "\0\0"sv, "Größe"sv, "中国"sv, "ไทย"sv}) {
    CHECK(hash128(text).size() == 16);
    CHECK(hash128(text) == hash128(std::string(text)));
    CHECK(hashes.insert(hash128(text)).second);
  }
}

TEST_CASE("the hash is XXH3's, the same on every machine") {
  CHECK(to_hex(hash128("")) == "99aa06d3014798d86001c324468d497f");
}

TEST_CASE("hexadecimal digits of bytes") {
  CHECK(to_hex("").empty());
  CHECK(to_hex("\x00\x01\x7F\x80\xFF"sv) == "00017f80ff");
}

TEST_CASE("an article's uid depends on where its path ends and its key begins") {
  const std::string uid = article_uid("/a/b.jsonl", "17");
  CHECK(uid.size() == 16);
  CHECK(article_uid("/a/b.jsonl", "17") == uid);
  CHECK(article_uid("/a/b.jsonl1", "7") != uid);
  CHECK(article_uid("/a/b.jsonl", "18") != uid);
  CHECK(article_uid("/a/b.jsonl17", "") != uid);
  CHECK(article_uid("", "/a/b.jsonl17") != uid);
}

TEST_CASE("the terms and keys of a file") {
  CHECK(file_term("/a.md").size() == 33);
  CHECK(file_term("/a.md").front() == 'P');
  CHECK(file_metadata_key("/a.md") == "file:" + file_term("/a.md").substr(1));
  CHECK(file_term("/a.md") != file_term("/b.md"));
  CHECK(file_term(std::string(5000, 'x')).size() == 33);
}

TEST_CASE("filter terms are the prefix and the value") {
  struct Row {
    std::string_view prefix;
    std::string_view value;
    std::string_view term;
  };
  constexpr Row kRows[] = {{"A", "ann lee", "Aann lee"},
                           {"XS", "what's next", "XSwhat's next"},
                           {"K", "", "K"},
                           {"K", "中国", "K中国"},
                           {"L", "de", "Lde"},
                           {"H", "ไทย", "Hไทย"}};
  for (const Row& row : kRows) CHECK(filter_term(row.prefix, row.value) == row.term);
}

TEST_CASE("Xapian takes filter terms of any value, and long values stay distinct") {
  std::set<std::string> terms;
  std::size_t made = 0;
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  Xapian::Document document;
  for (const std::string_view letter : {"a"sv, "ж"sv, "中"sv, "\0"sv}) {
    std::string value;
    while (value.size() < 500) {
      value += letter;
      for (const std::string_view end : {""sv, "x"sv, "y"sv}) {
        const std::string term = filter_term(prefix::kSection, value + std::string(end));
        const auto zeros = static_cast<std::size_t>(std::count(term.begin(), term.end(), '\0'));
        REQUIRE(term.size() + zeros <= 245);
        REQUIRE(term.starts_with(prefix::kSection));
        terms.insert(term);
        ++made;
        document.add_boolean_term(term);
      }
    }
  }
  CHECK(terms.size() == made);
  CHECK_NOTHROW(database.add_document(document));
}

TEST_CASE("long filter terms are cut between code points") {
  for (const std::string_view letter : {"ж"sv, "中"sv, "ไ"sv, "\U0001F600"sv}) {
    for (const std::string_view start : {""sv, "a"sv, "ab"sv, "abc"sv}) {
      std::string value(start);
      while (value.size() <= 200) value += letter;
      const std::string term = filter_term(prefix::kTag, value);
      CAPTURE(term);
      CHECK(is_valid_utf8(term));
      const std::size_t kept = term.find('~') - prefix::kTag.size();
      CHECK(kept <= 100);
      CHECK(kept + letter.size() > 100);
      CHECK(term.substr(prefix::kTag.size(), kept) == value.substr(0, kept));
    }
  }
}

TEST_CASE("facets have names, prefixes and slots of their own") {
  std::set<std::string_view> names;
  std::set<std::string_view> prefixes;
  std::set<Xapian::valueno> slots;
  for (const FacetField& field : facet_fields()) {
    CAPTURE(field.name);
    CHECK(names.insert(field.name).second);
    CHECK(prefixes.insert(field.prefix).second);
    CHECK(slots.insert(field.slot).second);
    CHECK(find_facet(field.name) == &field);
  }
  CHECK((names == std::set<std::string_view>{"author", "section", "year", "language", "tag", "source"}));
  for (const std::string_view name : {"", "Author", "authors", "date"}) {
    CAPTURE(name);
    CHECK(find_facet(name) == nullptr);
  }
}

}  // namespace
}  // namespace byline

#include "indexer/bulk/term_lists.hpp"

#include <doctest/doctest.h>

#include <map>
#include <random>
#include <string>

#include "indexer/bulk/vocabulary.hpp"
#include "tests/unit/glass_reader.hpp"

namespace byline::test {
namespace {

using namespace std::string_literals;
using Terms = std::map<std::string, std::uint32_t>;

std::string tag_of(const Terms& terms, std::uint32_t length) {
  bulk::Vocabulary vocabulary;
  for (const auto& [term, wdf] : terms) vocabulary.intern(term);
  const bulk::SortedTerms sorted = vocabulary.sorted();
  bulk::TermListTag tag;
  tag.begin(length, terms.size());
  for (std::size_t rank = 0; rank < sorted.size(); ++rank) tag.add(sorted[rank], terms.at(std::string(sorted[rank])));
  return std::string(tag.tag());
}

Terms decoded(const std::string& tag, std::uint32_t length) {
  GlassBytes bytes(tag);
  CHECK(bytes.varint() == length);
  const std::uint64_t count = bytes.varint();
  Terms terms;
  std::string term;
  while (!bytes.at_end()) {
    std::uint32_t shared = 0;
    std::uint32_t wdf_and_one = 0;
    if (!terms.empty()) {
      shared = bytes.byte();
      if (shared > term.size()) {
        wdf_and_one = shared / static_cast<std::uint32_t>(term.size() + 1);
        shared %= static_cast<std::uint32_t>(term.size() + 1);
      }
    }
    term.resize(shared);
    term += bytes.bytes(bytes.byte());
    terms[term] = wdf_and_one != 0 ? wdf_and_one - 1 : static_cast<std::uint32_t>(bytes.varint());
  }
  CHECK(terms.size() == count);
  return terms;
}

TEST_CASE("term lists: known bytes") {
  CHECK(tag_of({{"abc", 1}}, 300) == "\xac\x02\x01\x03\x61\x62\x63\x01");
  // Of 3 bytes, 2 shared: (1 + 1) * 4 + 2.
  CHECK(tag_of({{"abc", 1}, {"abd", 1}}, 2) == "\x02\x02\x03\x61\x62\x63\x01\x0a\x01\x64");
}

/// Whether the wdf goes into the first byte of the second term.
TEST_CASE("term lists: where the wdf goes") {
  struct Row {
    const char* name;
    std::string first;
    std::string second;
    std::uint32_t wdf;
    std::string bytes;  // of the second
  };
  const std::string fifteen(15, 'a');
  const Row rows[] = {
      {"x = 254", "a", "b", 126, "\xfe\x01\x62"},
      {"x = 255", "a", "ab", 126, "\xff\x01\x62"},
      {"wdf 127", "a", "b", 127, "\0\x01\x62\x7f"s},
      {"x = 255, of a longer term", fifteen, fifteen + "b", 14, "\xff\x01\x62"},
      {"x = 256", fifteen, "b", 15, "\0\x01\x62\x0f"s},
      {"x = 271", fifteen, fifteen + "b", 15, "\x0f\x01\x62\x0f"},
      {"wdf 0", fifteen, "b", 0, "\x10\x01\x62"},
      {"large wdf", "a", "ab", 400'000, "\x01\x01\x62\x80\xb5\x18"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const Terms terms = {{row.first, 1}, {row.second, row.wdf}};
    const std::string tag = tag_of(terms, 9);
    CHECK(tag.substr(2 + 1 + row.first.size() + 1) == row.bytes);
    CHECK((decoded(tag, 9) == terms));
  }
}

TEST_CASE("term lists: random terms are decoded") {
  std::mt19937 random(2);
  for (int round = 0; round < 50; ++round) {
    Terms terms;
    for (int i = 0; i < 200; ++i) {
      std::string term(1 + random() % (i % 9 == 0 ? 245 : 20), '\0');
      for (char& byte : term) byte = static_cast<char>(random() % 10 == 0 ? random() : 'a');
      terms[term] = static_cast<std::uint32_t>(random() % 4 == 0 ? random() : random() % 130);
    }
    CHECK((decoded(tag_of(terms, 1u << 31), 1u << 31) == terms));
  }
}

}  // namespace
}  // namespace byline::test

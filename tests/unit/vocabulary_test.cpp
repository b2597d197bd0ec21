#include "indexer/bulk/vocabulary.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace byline::test {
namespace {

using namespace std::string_literals;

void check_sorted(const bulk::Vocabulary& vocabulary, std::vector<std::string> terms) {
  std::sort(terms.begin(), terms.end());
  const bulk::SortedTerms sorted = vocabulary.sorted();
  REQUIRE(sorted.size() == terms.size());
  bool is_same = true;
  for (std::size_t rank = 0; rank < terms.size(); ++rank) {
    is_same = is_same && sorted[rank] == terms[rank] && vocabulary[sorted.ids()[rank]] == terms[rank];
  }
  CHECK(is_same);
}

TEST_CASE("vocabulary: sorted by bytes") {
  bulk::Vocabulary vocabulary;
  check_sorted(vocabulary, {});
  const std::vector<std::string> terms = {
      "b",           "\xff"s,     "a\0"s,       "a",           "a\0\0"s,
      "\0"s,         "\0\xff"s,   "\x7f",       "\x80",        "abcdefgh",
      "abcdefgh\0"s, "abcdefghi", "abcdefg\0"s, "abcdefg\xff", std::string(245, '\xff')};
  for (const std::string& term : terms) vocabulary.intern(term);
  check_sorted(vocabulary, terms);
}

TEST_CASE("vocabulary: numbers stay while the table grows, and begin anew when it is cleared") {
  std::mt19937 random(1);
  bulk::Vocabulary vocabulary;
  std::vector<std::string> terms;
  for (std::uint32_t i = 0; i < 20'000; ++i) {
    std::string term = std::to_string(i) + "t" + std::string(random() % 4, static_cast<char>(random()));
    REQUIRE(vocabulary.intern(term) == i);
    terms.push_back(std::move(term));
  }
  bool is_same = true;
  for (std::uint32_t i = 0; i < terms.size(); ++i)
    is_same = is_same && vocabulary.intern(terms[i]) == i && vocabulary[i] == terms[i];
  CHECK(is_same);
  CHECK(vocabulary.size() == terms.size());
  check_sorted(vocabulary, terms);
  vocabulary.clear();
  CHECK(vocabulary.size() == 0);
  CHECK(vocabulary.intern(terms[7]) == 0);
  check_sorted(vocabulary, {terms[7]});
}

}  // namespace
}  // namespace byline::test

#include "common/collation.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

namespace byline {
namespace {

constexpr std::size_t kMaxKeyBytes = 120;

TEST_CASE("keys sort as readers do") {
  // Each list is in the order wanted.
  const std::vector<std::vector<std::string_view>> lists = {
      {"älter", "Zebra"},
      {"Äpfel", "apple", "Banana", "cherry"},
      {"a", "A", "b", "B"},
      {"cote", "coté", "côte", "côté"},
      {"resume", "résumé", "resumes"},
      {"Part 2", "Part 10", "Part 100"},
      {"Ада", "Борис", "Ёж", "Яна"},
      {"Müller", "Mullet", "Mulligan"},
      {"9 lives", "a life", "Россия", "عربي", "ไทย", "中国"},
      {"ああ", "いい", "うう"},
      {"ก", "ข", "ค"},
      {"ab", "abc", "b"},
      {"", "a"},
  };
  for (const auto& list : lists) {
    for (std::size_t i = 0; i < list.size(); ++i) {
      for (std::size_t j = i + 1; j < list.size(); ++j) {
        CAPTURE(list[i]);
        CAPTURE(list[j]);
        CHECK(collation_key(list[i]) < collation_key(list[j]));
      }
    }
  }
}

TEST_CASE("canonically equivalent texts have the same key") {
  CHECK(collation_key("über") == collation_key("u\u0308ber"));
  CHECK(collation_key("가") == collation_key("\u1100\u1161"));
  CHECK(collation_key("é") != collation_key("e"));
}

TEST_CASE("keys are no longer than 120 bytes, and a long text sorts by its beginning") {
  for (const std::string_view letter : {"a", "ä", "ж", "中", "ไ", "ع"}) {
    CAPTURE(letter);
    std::string text;
    while (text.size() < 2000) text += letter;
    const std::string key = collation_key(text);
    CHECK(key.size() <= kMaxKeyBytes);
    CHECK(key.size() > 2);
    CHECK(collation_key(text + "end") == key);
    CHECK(collation_key("0" + text) < key);
    CHECK(collation_key("0" + text).size() <= kMaxKeyBytes);
  }
}

TEST_CASE("keys contain no zero byte and do not depend on what was asked before") {
  const std::string first = collation_key("Größe 中国 12");
  CHECK(first.find('\0') == std::string::npos);
  CHECK(collation_key("other").size() > 0);
  CHECK(collation_key("Größe 中国 12") == first);
}

TEST_CASE("text without collatable characters has an empty key") {
  for (const std::string_view text :
       {std::string_view(), std::string_view("\u00AD"), std::string_view("\u200B\u200D")}) {
    CAPTURE(text);
    CHECK(collation_key(text).empty());
  }
  for (const std::string_view text : {"!", " ", "\u0301", "a\u00AD"}) {
    CAPTURE(text);
    CHECK_FALSE(collation_key(text).empty());
  }
}

}  // namespace
}  // namespace byline

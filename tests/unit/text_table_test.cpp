#include "common/text_table.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace byline {
namespace {

TEST_CASE("a text has the number it was given, and others have none") {
  TextTable table;
  CHECK(table.find("harbour", TextTable::hash_of("harbour")) == nullptr);
  std::vector<std::string_view> kept;
  constexpr std::uint32_t kTexts = 20'000;
  for (std::uint32_t i = 0; i < kTexts; ++i) {
    const std::string text = std::to_string(i);
    kept.push_back(table.insert(text, TextTable::hash_of(text), 2 * i));
  }
  CHECK(table.size() == kTexts);
  TextTable moved = std::move(table);
  for (std::uint32_t i = 0; i < kTexts; ++i) {
    const std::string text = std::to_string(i);
    REQUIRE(kept[i] == text);
    const std::uint32_t* number = moved.find(text, TextTable::hash_of(text));
    REQUIRE(number != nullptr);
    CHECK(*number == 2 * i);
    CHECK(moved.find(text + "x", TextTable::hash_of(text + "x")) == nullptr);
  }
}

TEST_CASE("texts with one hash are told apart") {
  TextTable table;
  table.insert("one", 7, 1);
  table.insert("two", 7, 2);
  table.insert("", 7, 3);
  CHECK(*table.find("one", 7) == 1);
  CHECK(*table.find("two", 7) == 2);
  CHECK(*table.find("", 7) == 3);
  CHECK(table.find("three", 7) == nullptr);
}

TEST_CASE("a cleared table has nothing, and takes texts anew") {
  TextTable table;
  const std::string_view long_text = "a text of some length";
  const std::string very_long(10'000, 'x');
  for (int i = 0; i < 3; ++i) {
    CHECK(table.size() == 0);
    CHECK(table.find(long_text, TextTable::hash_of(long_text)) == nullptr);
    CHECK(table.insert(long_text, TextTable::hash_of(long_text), 5) == long_text);
    CHECK(table.insert(very_long, TextTable::hash_of(very_long), 6) == very_long);
    CHECK(*table.find(very_long, TextTable::hash_of(very_long)) == 6);
    table.clear();
  }
}

}  // namespace
}  // namespace byline

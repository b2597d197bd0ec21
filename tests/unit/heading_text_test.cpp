#include "indexer/heading_text.hpp"

#include <doctest/doctest.h>

namespace byline {
namespace {

TEST_CASE("list numbers") {
  struct Row {
    const char* heading;
    const char* expected;
  };
  constexpr Row kRows[] = {
      {"2. A role for Canada", "A role for Canada"},
      {"2) A role for Canada", "A role for Canada"},
      {"(2) A role for Canada", "A role for Canada"},
      {"II. The harbour", "The harbour"},
      {"IV) The harbour", "The harbour"},
      {"a) The harbour", "The harbour"},
      {"1.2 Methods", "Methods"},
      {"1.2.3. Methods", "Methods"},
      {"2024 in review", "2024 in review"},
      {"3D printing", "3D printing"},
      {"2.6 per cent", "2.6 per cent"},
      {"14. August 2022", "14. August 2022"},
      {"第一章 港口", "第一章 港口"},
      {"I. M. Pei", "I. M. Pei"},
      {"A role for Canada", "A role for Canada"},
      {"2.", "2."},
      {"", ""},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.heading);
    CHECK(without_list_number(row.heading) == row.expected);
  }
}

TEST_CASE("the value and depth of list numbers") {
  const auto number = list_number("1.12 Methods");
  REQUIRE(number);
  CHECK(number->value == 12);
  CHECK(number->depth == 2);
  CHECK(list_number("XIV. Methods")->value == 14);
}

TEST_CASE("lines that could be headings") {
  for (const char* line : {"The Takeaway", "WHAT THE MINISTRY SAYS", "2. Who guards the water?", "3D printing",
                           "Кому принадлежит вода", "谁受到影响", "ما معنى كلمة حرج", "“Dead” letters"}) {
    CAPTURE(line);
    CHECK(looks_like_heading(line));
  }
}

TEST_CASE("lines that are no headings") {
  for (const char* line :
       {"", "It rained all day.", "Three things follow:", "however long it takes", "“I came for one book”",
        "— Come in, she said", "https://example.org/news", "clerk@example.org", "$1,299.00", "April 2, 2025",
        "By Jane Doe", "Updated: April 5, 2025", "Hurrah! She is home", "公开数据不会解决所有问题。"}) {
    CAPTURE(line);
    CHECK_FALSE(looks_like_heading(line));
  }
}

TEST_CASE("sentence marks stand before closing quotation marks too") {
  CHECK(ends_with_sentence_mark("It rained."));
  CHECK(ends_with_sentence_mark("“It rained.”"));
  CHECK(ends_with_sentence_mark("下雨了。"));
  CHECK_FALSE(ends_with_sentence_mark("The Takeaway"));
  CHECK_FALSE(ends_with_sentence_mark(""));
}

TEST_CASE("capitals") {
  CHECK(is_in_capitals("SUPPLIES ON THE ISLES"));
  CHECK_FALSE(is_in_capitals("Supplies"));
  CHECK_FALSE(is_in_capitals("谁受到影响"));
}

}  // namespace
}  // namespace byline

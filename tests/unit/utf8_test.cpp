#include "common/utf8.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <string_view>

namespace byline {
namespace {

using namespace std::string_view_literals;

constexpr std::array<std::string_view, 7> kTexts = {
    "plain ASCII",    "Größe und Übermut",  "Съешь ещё этих мягких французских булок", "نص عربي", "中文文本",
    "日本語の𠮷野家", "ภาษาไทย \U0001F600",
};

TEST_CASE("only what Unicode's table 3-7 lists is well-formed") {
  struct Row {
    std::string_view bytes;
    bool valid;
    std::string_view repaired;
    std::size_t replacements;
  };
  constexpr Row kRows[] = {
      {"", true, "", 0},
      {"a\0b"sv, true, "a\0b"sv, 0},
      {"\x7F", true, "\x7F", 0},
      {"\xC2\x80", true, "\xC2\x80", 0},
      {"\xDF\xBF", true, "\xDF\xBF", 0},
      {"\xE0\xA0\x80", true, "\xE0\xA0\x80", 0},
      {"\xED\x9F\xBF", true, "\xED\x9F\xBF", 0},
      {"\xEE\x80\x80", true, "\xEE\x80\x80", 0},
      {"\xEF\xBF\xBF", true, "\xEF\xBF\xBF", 0},
      {"\xF0\x90\x80\x80", true, "\xF0\x90\x80\x80", 0},
      {"\xF4\x8F\xBF\xBF", true, "\xF4\x8F\xBF\xBF", 0},
      {"\x80", false, "\uFFFD", 1},
      {"\xFF", false, "\uFFFD", 1},
      {"\xC0\xAF", false, "\uFFFD\uFFFD", 2},
      {"\xC1\xBF", false, "\uFFFD\uFFFD", 2},
      {"\xE0\x80\xAF", false, "\uFFFD\uFFFD\uFFFD", 3},
      {"\xED\xA0\x80", false, "\uFFFD\uFFFD\uFFFD", 3},
      {"\xF0\x80\x80\xAF", false, "\uFFFD\uFFFD\uFFFD\uFFFD", 4},
      {"\xF4\x90\x80\x80", false, "\uFFFD\uFFFD\uFFFD\uFFFD", 4},
      {"\xF5\x80\x80\x80", false, "\uFFFD\uFFFD\uFFFD\uFFFD", 4},
      {"\xE4\xB8", false, "\uFFFD", 1},
      {"\xE4\xB8 a", false, "\uFFFD a", 1},
      {"\xF0\x9F\x98", false, "\uFFFD", 1},
      {"\xF0\x9F\xE4\xB8\xAD", false, "\uFFFD中", 1},
      {"caf\xE9 au lait", false, "caf\uFFFD au lait", 1},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.repaired);
    CHECK(is_valid_utf8(row.bytes) == row.valid);
    const Repaired repaired = repair_utf8(row.bytes);
    CHECK(repaired.text == row.repaired);
    CHECK(repaired.replacements == row.replacements);
  }
}

TEST_CASE("whatever a text is cut to, repair makes it well-formed and keeps what was whole") {
  for (const std::string_view text : kTexts) {
    CAPTURE(text);
    REQUIRE(is_valid_utf8(text));
    for (std::size_t begin = 0; begin <= text.size(); ++begin) {
      for (std::size_t size = 0; begin + size <= text.size(); ++size) {
        const std::string_view part = text.substr(begin, size);
        const Repaired repaired = repair_utf8(part);
        REQUIRE(is_valid_utf8(repaired.text));
        REQUIRE((repaired.replacements == 0) == is_valid_utf8(part));
        REQUIRE((repaired.text == part) == is_valid_utf8(part));
        // At most a code point cut at the front, byte for byte, and one at the end.
        REQUIRE(repaired.replacements <= 4);
      }
    }
  }
}

TEST_CASE("every code point survives encoding and decoding") {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string bytes = "<";
    append_utf8(bytes, c);
    const std::size_t expected_size = c < 0x80 ? 2 : c < 0x800 ? 3 : c < 0x10000 ? 4 : 5;
    std::size_t at = 1;
    if (bytes.size() != expected_size || next_code_point(bytes, at) != c || at != bytes.size() ||
        !is_valid_utf8(bytes)) {
      CAPTURE(static_cast<std::uint32_t>(c));
      FAIL_CHECK("not the same after encoding and decoding");
    }
  }
}

TEST_CASE("what is no code point is written as U+FFFD") {
  for (const char32_t c : {char32_t{0xD800}, char32_t{0xDFFF}, char32_t{0x110000}, char32_t{0xFFFFFFFF}}) {
    std::string bytes;
    append_utf8(bytes, c);
    CHECK(bytes == "\uFFFD");
  }
}

TEST_CASE("decoding visits each code point once") {
  struct Row {
    std::string_view text;
    std::size_t code_points;
  };
  constexpr Row kRows[] = {{"", 0}, {"abc", 3}, {"Größe", 5}, {"ещё", 3}, {"عربي", 4}, {"𠮷野家", 3}, {"ที่", 3}};
  for (const Row& row : kRows) {
    CAPTURE(row.text);
    CHECK(count_code_points(row.text) == row.code_points);
    std::string again;
    std::size_t steps = 0;
    for (std::size_t at = 0; at < row.text.size(); ++steps) append_utf8(again, next_code_point(row.text, at));
    CHECK(again == row.text);
    CHECK(steps == row.code_points);
  }
}

TEST_CASE("white space of every kind goes at the ends and becomes one space inside") {
  struct Row {
    std::string_view text;
    std::string_view trimmed;
    std::string_view single;
  };
  constexpr Row kRows[] = {
      {"", "", ""},
      {" ", "", ""},
      {" \t\r\n\v\f", "", ""},
      {"a", "a", "a"},
      {" a  b ", "a  b", "a b"},
      {"a\r\n\tb", "a\r\n\tb", "a b"},
      {"\uFEFFa\u200B", "a", "a"},
      {"a\u200Bb", "a\u200Bb", "a b"},
      {"\u3000中\u3000\u3000文\u3000", "中\u3000\u3000文", "中 文"},
      {"\u00A0a\u00A0\u202Fb\u2003", "a\u00A0\u202Fb", "a b"},
      {"\u2028a\u2029b\u0085", "a\u2029b", "a b"},
      {"a\u200Db", "a\u200Db", "a\u200Db"},
      {" ไทย ", "ไทย", "ไทย"},
      {"  و  ", "و", "و"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.text);
    CHECK(trim(row.text) == row.trimmed);
    CHECK(single_spaced(row.text) == row.single);
    CHECK(single_spaced(single_spaced(row.text)) == single_spaced(row.text));
    CHECK(trim(trim(row.text)) == trim(row.text));
  }
}

TEST_CASE("trimming returns a part of the text itself") {
  constexpr std::string_view kText = "  中文 ";
  const std::string_view trimmed = trim(kText);
  CHECK(trimmed.data() == kText.data() + 2);
  for (const std::string_view text : kTexts) CHECK(trim(text) == text);
}

TEST_CASE("text is cut to whole code points") {
  struct Row {
    std::string_view text;
    std::size_t max_bytes;
    std::string_view expected;
  };
  constexpr Row kRows[] = {
      {"", 0, ""},       {"abc", 0, ""},    {"abc", 2, "ab"},    {"abc", 3, "abc"},
      {"abc", 9, "abc"}, {"aж", 2, "a"},    {"aж", 3, "aж"},     {"中国", 2, ""},
      {"中国", 3, "中"}, {"中国", 5, "中"}, {"中国", 6, "中国"}, {"\U0001F600", 3, ""},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.text);
    CAPTURE(row.max_bytes);
    CHECK(whole_code_points(row.text, row.max_bytes) == row.expected);
  }
}

}  // namespace
}  // namespace byline

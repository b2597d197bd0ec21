#include "indexer/plain_yaml.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <string_view>

#include "indexer/front_matter.hpp"
#include "tests/unit/field_value_text.hpp"

namespace byline {
namespace {

/// Texts in signs that no row has.
std::string shown(const FieldValue& value) { return test::shown(value, "<", ">"); }

/// What the whole parser makes of a block. A quoted name is too much for the plain reading, and is taken out again.
std::string parsed(const std::string& block) {
  FrontMatter front = read_front_matter("---\n\"first\": 1\n" + block + "\n---\n");
  if (!front.note.empty()) return front.note;
  REQUIRE(!front.fields.entries.empty());
  REQUIRE(front.fields.entries.front().first == "first");
  front.fields.entries.erase(front.fields.entries.begin());
  return shown(front.fields);
}

TEST_CASE("plain YAML: what is read") {
  struct Row {
    std::string block;
    std::string_view fields;
  };
  const Row rows[] = {
      {"title: A", "{title: <A>}"},
      {"title: A  \nms.date: 01/27/2017\n", "{title: <A>, ms.date: <01/27/2017>}"},
      {"title:   \"A: b # c\"  ", "{title: <A: b # c>}"},
      {"title: 'A \"b\"'", "{title: <A \"b\">}"},
      {"a: http://example.org/#x", "{a: <http://example.org/#x>}"},
      {"a: b  c", "{a: <b  c>}"},
      {"a: null\nb:\nc: nullable", "{a: <>, b: <>, c: <nullable>}"},
      {"a: [b, \"c, d\" , 'e']\nf: []\ng: [ h ]", "{a: [<b>, <c, d>, <e>], f: [], g: [<h>]}"},
      {"a:\n- b\n- \"c\"\nd: e", "{a: [<b>, <c>], d: <e>}"},
      {"a:\n\n  - b c , d\n  -   e\n\nd: e", "{a: [<b c , d>, <e>], d: <e>}"},
      {"# comment\na: b\n# c: d\n", "{a: <b>}"},
      {"title: Über 東京\na: b\na: c", "{title: <Über 東京>, a: <b>, a: <c>}"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.block);
    const auto fields = read_plain_yaml(row.block);
    REQUIRE(fields);
    CHECK(shown(*fields) == row.fields);
    CHECK(parsed(row.block) == row.fields);
  }
}

TEST_CASE("plain YAML: what is left to the parser") {
  for (const std::string_view block :
       {"",           "# a",           "a",          "a: b\n  c", "a: b: c",     "a: b #c",  "a: \"b\\n\"",
        "a: 'b''c'",  "a: \"b",        "a: \"b\" c", "a: |\n  b", "a: >\n  b",   "a: *b",    "a: &b c",
        "a: !!str b", "a: {b: c}",     "a: [b",      "a: [b, ]",  "a: [b: c]",   "a: [[b]]", "a: [b,\n  c]",
        "a: ~",       "a: - b",        "a: @b",      "a: b:",     "a:b",         "- a",      "a:\n  b: c",
        "a: b\n- c",  "a:\n- b\n - c", "a:\n- b: c", "a:\n-",     "a:\n  - - b", "null: a",  "\"a\": b",
        "? a\n: b",   "a:\tb",         "a: b\tc",    "a: b\x04",  "a: \xff",     "%a: b",    "...: b"}) {
    CAPTURE(block);
    CHECK_FALSE(read_plain_yaml(block));
  }
}

TEST_CASE("plain YAML: what is read is what the parser reads") {
  constexpr std::string_view kPieces[] = {"a",        "b.c",         "Z9",  "null", "~",    "true", " ",
                                          "  ",       ": ",          ":",   "\n",   "\n\n", "\n- ", "\n  - ",
                                          "- ",       "[",           "]",   ", ",   ",",    "\"",   "'",
                                          "''",       "\\",          "#",   " #",   "{",    "}",    "é",
                                          "東",       "|",           ">",   "&",    "*",    "!",    "%",
                                          "?",        "<<",          "(x)", "/",    "1.5",  "@",    "`",
                                          "=",        "-",           "--",  "$d",   "\t",   "<b>",  "\xEF\xBB\xBF",
                                          "\xC2\x85", "\xE2\x80\xA8"};
  std::mt19937 random(20240527);
  const auto below = [&](std::size_t limit) { return random() % limit; };
  std::size_t read = 0;
  for (int round = 0; round < 60000; ++round) {
    std::string block;
    for (std::size_t lines = 1 + below(3); lines > 0; --lines) {
      block += std::string(1, static_cast<char>('a' + below(3))) + (below(8) == 0 ? ":" : ": ");
      if (below(4) == 0) block += "[";
      for (std::size_t pieces = below(5); pieces > 0; --pieces) block += kPieces[below(std::size(kPieces))];
      if (below(4) == 0) block += "]";
      block += '\n';
    }
    const auto fields = read_plain_yaml(block);
    if (!fields) continue;
    ++read;
    CAPTURE(block);
    REQUIRE(shown(*fields) == parsed(block));
  }
  CHECK(read > 5000);
}

TEST_CASE("plain YAML: many values are left to the parser, which has limits") {
  std::string block = "a:\n";
  for (int i = 0; i < 30000; ++i) block += "- b\n";
  CHECK_FALSE(read_plain_yaml(block));
}

}  // namespace
}  // namespace byline

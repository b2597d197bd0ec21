#include "indexer/front_matter.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <string_view>

#include "tests/unit/field_value_text.hpp"

namespace byline {
namespace {

using test::shown;

TEST_CASE("blocks and where the text after them begins") {
  struct Row {
    std::string_view text;
    std::string_view fields;
    std::string_view body;
    std::size_t line;
  };
  constexpr Row kRows[] = {
      {"---\ntitle: A\n---\nBody", "{title: A}", "Body", 4},
      {"---\ntitle: A\n...\nBody", "{title: A}", "Body", 4},
      {"---  \ntitle: A\n---\t\n\nBody", "{title: A}", "\nBody", 4},
      {"---\ntitle: A\n---", "{title: A}", "", 4},
      {"---\n---\nBody", "{}", "Body", 3},
      {"+++\ntitle = \"A\"\n+++\nBody", "{title: A}", "Body", 4},
      {"+++\ntitle = 'A'\ndate = 2025-04-02\ndraft = false\nn = 7\ntags = ['a', 'b']\n+++\nBody",
       "{date: 2025-04-02, draft: false, n: 7, tags: [a, b], title: A}", "Body", 8},
      {"+++\n[extra]\nlang = 'de'\n+++\nBody", "{extra: {lang: de}}", "Body", 5},
      {"---\ntags: [a, 'b, c']\nauthor: {name: X}\n---\n", "{tags: [a, b, c], author: {name: X}}", "", 5},
      {"---\ntitle: \"A: b\"\n---\n", "{title: A: b}", "", 4},
      {"---\ntitle: |\n  two\n  lines\n---\n", "{title: two\nlines\n}", "", 6},
      {"---\ndate: 2025-04-02\nyes: true\nnothing:\nnone: ~\n---\n", "{date: 2025-04-02, yes: true, nothing: , none: }",
       "", 7},
      {"---\na: &x one\nb: *x\n---\n", "{a: one, b: one}", "", 5},
      {"Body\n---\ntitle: A\n---\n", "{}", "Body\n---\ntitle: A\n---\n", 1},
      {"---\ntitle: A\n", "{}", "---\ntitle: A\n", 1},
      {"---\nprose only\n---\nmore", "{}", "---\nprose only\n---\nmore", 1},
      {"----\ntitle: A\n----\n", "{}", "----\ntitle: A\n----\n", 1},
      {"", "{}", "", 1},
      {"---", "{}", "---", 1},
      {"---\n", "{}", "---\n", 1},
      {"+++", "{}", "+++", 1},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.text);
    const FrontMatter front = read_front_matter(row.text);
    CHECK(shown(front.fields) == row.fields);
    CHECK(front.note == "");
    CHECK(row.text.substr(front.body_begin) == row.body);
    CHECK(front.body_line == row.line);
  }
}

TEST_CASE("a broken block gives a note with its line, and what is simple in it") {
  struct Row {
    std::string_view text;
    std::string_view title;
    std::string_view line;
  };
  constexpr Row kRows[] = {
      {"---\ntitle: A\ntags: [a, b\n---\nBody", "A", ""},     {"---\ntitle: A\n\tbad: tab\n---\nBody", "A", "line 3"},
      {"---\ntitle: A: b\n---\nBody", "A: b", "line 2"},      {"+++\ntitle = \"A\"\nbroken\n+++\nBody", "A", "line 3"},
      {"+++\ntitle = \"A\"\nx = \n+++\nBody", "A", "line 3"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.text);
    const FrontMatter front = read_front_matter(row.text);
    CHECK(front.note.starts_with("front matter: "));
    CHECK(front.note.find(row.line) != std::string::npos);
    CHECK(front.note.find('\n') == std::string::npos);
    CHECK(row.text.substr(front.body_begin) == "Body");
    const FieldValue* title = front.fields.find("title");
    REQUIRE(title != nullptr);
    CHECK(title->text == row.title);
  }
}

/// Runs the reader and checks that it does not take long.
FrontMatter read_quickly(const std::string& text) {
  const auto start = std::chrono::steady_clock::now();
  FrontMatter front = read_front_matter(text);
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(30));
  return front;
}

TEST_CASE("aliases that multiply end quickly") {
  std::string text = "---\ntitle: A\na0: &a0 [x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 30; ++i) {
    const std::string last = "*a" + std::to_string(i - 1);
    text += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [";
    for (int k = 0; k < 9; ++k) text += (k == 0 ? "" : ", ") + last;
    text += "]\n";
  }
  const FrontMatter front = read_quickly(text + "---\nBody");
  CHECK_FALSE(front.note.empty());
  REQUIRE(front.fields.find("title") != nullptr);
  CHECK(front.fields.find("title")->text == "A");
}

TEST_CASE("deep nesting ends quickly") {
  for (const std::size_t depth : {100u, 1000u, 20000u}) {
    CAPTURE(depth);
    const std::string deep = std::string(depth, '[') + std::string(depth, ']');
    (void)read_quickly("---\na: " + deep + "\n---\nBody");
    (void)read_quickly("+++\na = " + deep + "\n+++\nBody");
    std::string maps = "---\na: ";
    for (std::size_t i = 0; i < depth; ++i) maps += "{a: ";
    (void)read_quickly(maps + std::string(depth, '}') + "\n---\nBody");
  }
}

TEST_CASE("an alias of what it stands in ends") {
  CHECK_FALSE(read_quickly("---\ntitle: A\na: &a [*a]\n---\nBody").note.empty());
  CHECK_FALSE(read_quickly("---\ntitle: A\na: &a {b: *a}\n---\nBody").note.empty());
}

TEST_CASE("any bytes are read") {
  for (const std::string_view text :
       {"---\n\xff\xfe: \x80\n---\n", "---\na: \"\\x00\"\n---\n", "+++\na = \"\\u0000\"\n+++\n",
        "---\n? [a, b]\n: c\n---\n", "---\n- a: b\n---\n", "---\n!!binary a: b\n---\n",
        "---\n%YAML 9.9\n---\na: b\n---\n", "---\na: *nosuch\n---\n", "+++\na.b.c = 1\na.b = 2\n+++\n",
        "---\na: b\na: c\n---\n", "---\n:\n---\n", "---\n: :\n---\n"}) {
    CAPTURE(text);
    CHECK_NOTHROW((void)read_front_matter(text));
  }
}

}  // namespace
}  // namespace byline

#include "indexer/header_fields.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace byline {
namespace {

/// "title: A; author: [B, C]".
std::string shown(const FieldValue& fields) {
  std::string text;
  for (const auto& [name, value] : fields.entries) {
    if (!text.empty()) text += "; ";
    text += name + ": " + value.text;
    for (const FieldValue& item : value.items) text += "[" + item.text + "]";
  }
  return text;
}

TEST_CASE("header lines: what is a header and where the text begins") {
  struct Row {
    std::string_view why;
    std::string_view text;
    std::string_view fields;
    std::size_t line;  ///< of the text
  };
  constexpr Row kRows[] = {
      {"of a proposal", "PEP: 7\nTitle: A: b\nStatus: Final\n\nText\n", "PEP: 7; Title: A: b; Status: Final", 4},
      {"of Pelican", "title: A\ndate: 2025-04-02\ntags: a, b\n\n# A\n", "title: A; date: 2025-04-02; tags: a, b", 4},
      {"indented lines go on", "Title: A\n  long one\nTags: a,\n\tb\n\nText", "Title: A long one; Tags: a, b", 5},
      {"addresses", "Title: A\nAuthor: B C <b@x>,\n        D E <d@x>\n\nText", "Title: A; Author: [B C][D E]", 4},
      {"addresses with names in brackets", "Title: A\nAuthor: b@x (B C), d@x (D, E)\n\nText",
       "Title: A; Author: [B C][D, E]", 3},
      {"addresses without names", "Title: A\nAuthor: b@x, <d@x>\n\nText", "Title: A; Author: [b][d]", 3},
      {"disguised addresses", "Title: A\nAuthor: B C <b at x.org>\n\nText", "Title: A; Author: [B C]", 3},
      {"one author a line", "Title: A\nAuthors: B C\n         D E\n\nText", "Title: A; Authors: B C, D E", 4},
      {"semicolons", "Title: A\nAuthors: C, B; E, D\n\nText", "Title: A; Authors: [C, B][E, D]", 3},
      {"keys of several words", "Title: A\nLast Modified: today\nAuthor: B\n\nText",
       "Title: A; Last Modified: today; Author: B", 4},
      {"empty values say nothing", "Title: A\nTags:\nDate: 2025\n\nText", "Title: A; Date: 2025", 4},
      {"the first of two counts", "Title: A\nTitle: B\nDate: 2025\n\nText", "Title: A; Date: 2025", 4},
      {"nothing but a header", "Title: A\nDate: 2025\n", "Title: A; Date: 2025", 3},
      {"Nikola's comments", ".. title: A\n.. slug: a\n.. date: 2025-04-02\n\nText",
       "title: A; slug: a; date: 2025-04-02", 4},
      {"the same in HTML's", "<!--\n.. title: A\n.. date: 2025\n-->\n\nText", "title: A; date: 2025", 5},
      {"of a translation", "[#]: subject: \"A (b)\"\n[#]: author: (B C https://x.y/z)\n[#]: reviewer: ( )\n\nText",
       "title: A (b); author: B C", 4},
      {"its translator as a link", "[#]: subject: (A)\n[#]: translator: ([geekpi](https://github.com/geekpi))\n\nText",
       "title: A; translator: geekpi", 3},
      {"its addresses", "[#]: via: \"https://a.b/c\"\n[#]: url: \"https://d.e/f\"\n[#]: publisher: \"wxy\"\n\nText",
       "link: https://a.b/c; url: https://d.e/f; published by: wxy", 4},
      {"its lines with blank ones between", "\n[#]: subject: 'A'\n\n[#]: author: (B)\nText", "title: A; author: B", 5},

      {"prose", "Note: something\nWarning: else\n\nText", "", 1},
      {"prose with a title", "Title: something\n\nText", "", 1},
      {"a title among prose", "Title: something\nand more of it\nDate: 2025\n\nText", "", 1},
      {"a mail", "From: a@b\nSubject: s\nDate: today\n\nText", "", 1},
      {"addresses of the web", "https://x.y\nTitle: A\nDate: 2025\n\nText", "", 1},
      {"a time", "Title: A\nat 10:30 we met\nDate: 2025\n\n", "", 1},
      {"a comment", ".. note to self: more\n\nText", "", 1},
      {"a comment in HTML", "<!-- more -->\nText", "", 1},
      {"links of Markdown", "[1]: http://x\n\nText", "", 1},
      {"nothing", "", "", 1},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.why);
    const FrontMatter header = read_header_fields(row.text);
    CHECK(shown(header.fields) == row.fields);
    CHECK(header.body_line == row.line);
    const std::string_view before = row.text.substr(0, header.body_begin);
    CHECK(static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')) == row.line - 1);
  }
}

TEST_CASE("header lines: large texts") {
  std::string lines = "Title: A\nDate: 2025\n";
  for (int i = 0; i < 100'000; ++i) lines += "Key: value\n";
  CHECK(read_header_fields(lines).body_begin == 0);
  CHECK(read_header_fields("Title: " + std::string(50'000'000, 'a')).body_begin == 0);
  CHECK(read_header_fields(std::string(5'000'000, ':')).body_begin == 0);
  CHECK(read_header_fields("[#]: " + std::string(5'000'000, '(')).body_begin == 0);
}

}  // namespace
}  // namespace byline

#include "indexer/markdown_reader.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "archive_fixture.hpp"
#include "common/analysis.hpp"
#include "common/utf8.hpp"

namespace byline {
namespace {

std::vector<ReadOutcome> read_all(std::string_view text, const std::string& path = "/archive/a-name.md",
                                  const ReadOptions& options = {}) {
  std::vector<ReadOutcome> outcomes;
  read_markdown({path, text}, options, [&](ReadOutcome&& outcome) { outcomes.push_back(std::move(outcome)); });
  return outcomes;
}

Article read(std::string_view text, const std::string& path = "/archive/a-name.md", const ReadOptions& options = {}) {
  const auto outcomes = read_all(text, path, options);
  REQUIRE(outcomes.size() == 1);
  REQUIRE(std::holds_alternative<Article>(outcomes.front()));
  return std::get<Article>(outcomes.front());
}

/// "0: text | 1 Heading: Heading / text": the sections with their levels and blocks.
std::string sections_of(const Article& article) {
  std::vector<std::string> sections;
  for (const Section& section : article.sections) {
    std::vector<std::string> blocks;
    for (std::size_t i = 0; i < section.blocks.size(); ++i) {
      const std::size_t begin = section.blocks[i].offset;
      const std::size_t end = i + 1 < section.blocks.size() ? section.blocks[i + 1].offset - 1 : section.text.size();
      blocks.push_back(single_spaced(std::string_view(section.text).substr(begin, end - begin)));
    }
    sections.push_back(std::to_string(section.level) + ": " + test::join(blocks, " / "));
  }
  return test::join(sections, " | ");
}

/// The first word of every block stands in the line of the source that the block says it is from.
void check_lines(const Article& article, std::string_view source) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin <= source.size();) {
    const std::size_t end = std::min(source.find('\n', begin), source.size());
    lines.emplace_back(source.substr(begin, end - begin));
    begin = end + 1;
  }
  Analyser analyser("");
  for (const Section& section : article.sections) {
    REQUIRE_FALSE(section.blocks.empty());
    CHECK(section.blocks.front().offset == 0);
    for (std::size_t i = 0; i < section.blocks.size(); ++i) {
      const Block& block = section.blocks[i];
      REQUIRE(block.offset < section.text.size());
      if (i > 0) CHECK(section.text[block.offset - 1] == '\n');
      const std::string text = section.text.substr(block.offset);
      const auto& tokens = analyser.analyse(text);
      if (tokens.empty()) continue;
      const std::string word = text.substr(tokens.front().begin, tokens.front().end - tokens.front().begin);
      CAPTURE(text);
      CAPTURE(block.line);
      REQUIRE(block.line >= 1);
      REQUIRE(block.line <= lines.size());
      // The word may stand behind a line break of its block.
      const auto at = line_at(section, block.offset + tokens.front().begin);
      REQUIRE(at <= lines.size());
      CHECK(lines[at - 1].find(word) != std::string::npos);
    }
  }
}

TEST_CASE("sections and their blocks") {
  struct Row {
    std::string_view source;
    std::string_view title;
    std::string_view sections;
  };
  constexpr Row kRows[] = {
      {"Just text.", "a-name", "0: Just text."},
      {"# Title\n\nText.", "Title", "0: Text."},
      {"Title\n=====\n\nText.", "Title", "0: Text."},
      {"# Title\n\nLead.\n\n## One\n\nText.", "Title", "0: Lead. | 1: One / Text."},
      {"# One\n\nText.\n\n# Two\n\nMore.", "One", "1: One / Text. | 1: Two / More."},
      {"# T\n\n## A\n\n#### B\n\n## C\n\n### D", "T", "1: A | 2: B | 1: C | 2: D"},
      {"# T\n\n### A\n\n## B\n\n### C", "T", "1: A | 1: B | 2: C"},
      {"---\ntitle: Front\n---\n\n# Other\n\nText.", "Front", "1: Other / Text."},
      {"---\ntitle: Same\n---\n\n# Same\n\nText.", "Same", "0: Text."},
      {"# T\n\n## 2. A role for Canada\n\nText.", "T", "1: A role for Canada / Text."},
      {"# T\n\nA *b* **c** `d` [e](http://x.y) <http://f.g>.", "T", "0: A b c d e http://f.g."},
      {"# T\n\n- one\n- two\n\n1. three\n2. four", "T", "0: one / two / three / four"},
      {"# T\n\n> quoted\n> text", "T", "0: quoted text"},
      {"# T\n\n```\ncode line\n```", "T", "0: code line"},
      {"# T\n\n| a | b |\n|---|---|\n| c | d |", "T", "0: a b / c d"},
      {"# T\n\nA &amp; B &eacute; &#233;.", "T", "0: A & B é é."},
      {"# T\n\n<div>\n<b>raw</b> html\n</div>", "T", "0: raw html"},
      {"# T\n\nin<!-- no -->line <b>bold</b>.", "T", "0: inline bold."},
      {"# T\n\n<!-- a comment -->\n\nText.", "T", "0: Text."},
      {"# T\n\n<script>\nvar x;\n</script>\n\nText.", "T", "0: Text."},
      {"# T\n\n![A boat](boat.png)\n\nText.", "T", "0: Text."},
      {"# T\n\n{% include x.html %}\n\nText {{ page.title }} more.", "T", "0: Text more."},
      {"# T\n\n{: .note}\nText.", "T", "0: Text."},
      {"# T\n\n`{{ code }}` stays.", "T", "0: {{ code }} stays."},
      {"# T\n\n~~old~~ new.", "T", "0: old new."},
      {"# T\n\n- [x] done\n- [ ] open", "T", "0: done / open"},
      {"# T\n\nhard  \nbreak", "T", "0: hard break"},
      {"# T\n\none\n\n* * *\n\ntwo", "T", "0: one / two"},
      {"## \n\nText.", "a-name", "0: Text."},
      {"# 港口\n\n## 谁\n\n中国。", "港口", "1: 谁 / 中国。"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.source);
    const Article article = read(row.source);
    CHECK(article.title == row.title);
    CHECK(sections_of(article) == row.sections);
    // An inline comment may stand inside a word.
    if (row.source.find("in<!--") == std::string_view::npos) check_lines(article, row.source);
  }
}

TEST_CASE("lines of blocks are true") {
  constexpr std::string_view kSources[] = {
      "---\ntitle: T\nauthor: A\n---\n\nfirst\n\n## second\n\nthird\nfourth\n",
      "+++\ntitle = \"T\"\n+++\nfirst\n\n\n\nsecond\n",
      "---\ntitle: T\n...\nfirst\n",
      "# T\n\n- one\n- two\n  more\n\n  para\n- three\n\n   1. four\n   2. five\n",
      "# T\n\n> one\n> two\n>\n> three\n",
      "# T\n\n```sh\n\n\ncode after blank lines\n```\n\nthen\n",
      "# T\n\n    indented code\n\n    more code\n\nthen\n",
      "# T\n\n| a | b |\n|---|---|\n| c | d |\n| e | f |\n\nthen\n",
      "# T\n\n<div>\n\n<p>one</p>\n\n</div>\n\nthen\n",
      "# T\n\n<div>\n<p>one\n<p>two\n</div>\n\nthen\n",
      "# T\n\n<!-- a\ncomment\n-->\n\nthen\n",
      "# T\n\n{% raw %}\nfirst\n{% endraw %}\n\nthen\n",
      "# T\n\n{{ long\ntag }} first\nsecond\n\nthen\n",
      "# T\n\n**bold** start\n\n[link](http://x.y) start\n\n`code` start\n\nstart &eacute;tude\n",
      "# T\n\n![image](a.png)\n\nthen\n\n![image](a.png) and text\n",
      "[ref]: http://x.y\n\nfirst [ref]\n\n[other]: http://x.y\n\nsecond\n",
      "One\ntwo\n===\n\nthree\n\nfour\n---\n\nfive\n",
      "# T\n\n- [ ] task\n- [x] done\n",
      "\n\n\n# T\n\n\nfirst\n",
      "# T\n\n*\n  one\n*\n  two\n",
      "# T\n\n\\*escaped\n\nthen\n",
      "# T\n\n<b>bold</b> html\n\n<br>\nafter\n\nthen\n",
  };
  for (const std::string_view source : kSources) {
    CAPTURE(source);
    check_lines(read(source), source);
  }
}

TEST_CASE("fields of front matter") {
  const Article article = read(
      "---\ntitle: A title\nauthors:\n  - Erin Williams\n  - name: Jo Doe\ndate: 2025-04-02 09:30:00 +0900\n"
      "category: Politics\ntags: [trade, China]\nlang: en-US\neditor: Ann Lee\nurl: https://example.org/a\n"
      "layout: post\n---\n\nText.");
  CHECK(article.title == "A title");
  CHECK((article.authors == std::vector<std::string>{"Erin Williams", "Jo Doe"}));
  CHECK((article.date == PartialDate{2025, 4, 2}));
  CHECK((article.categories == std::vector<std::string>{"Politics"}));
  CHECK((article.tags == std::vector<std::string>{"trade", "China"}));
  CHECK(article.language == "en");
  CHECK(article.url == "https://example.org/a");
  REQUIRE(article.contributors.size() == 1);
  CHECK((article.contributors.front() == Contributor{"Ann Lee", "editor"}));
  CHECK(article.notes.empty());
  CHECK(article.id.empty());
}

TEST_CASE("titles and dates from the file's name, bylines from the text") {
  CHECK(read("Text.", "/archive/2014-09-15-rust-1.0.md").title == "rust-1.0");
  CHECK((read("Text.", "/archive/2014-09-15-rust-1.0.md").date == PartialDate{2014, 9, 15}));
  CHECK((read("---\ndate: 2020\n---\nText.", "/archive/2014-09-15-x.md").date == PartialDate{2020, 0, 0}));
  const Article article = read("# T\n\nBy Erin Williams\n\nApril 2, 2025\n\nText.\n\n## H\n\nBy Jo Doe\n");
  CHECK((article.authors == std::vector<std::string>{"Erin Williams"}));
  CHECK((article.date == PartialDate{2025, 4, 2}));
  CHECK(sections_of(article) == "0: Text. | 1: H / By Jo Doe");
  CHECK(read("---\nauthor: Ann Lee\n---\n\n# T\n\nBy Erin Williams\n\nText.").authors.front() == "Ann Lee");
}

TEST_CASE("what is no article") {
  for (const std::string_view source : {"", "\n", " \n\t\n"}) {
    const auto outcomes = read_all(source);
    REQUIRE(outcomes.size() == 1);
    CHECK(std::holds_alternative<Rejection>(outcomes.front()));
  }
}

TEST_CASE("captions are asides with their lines") {
  const Article article = read("# T\n\n![A boat](boat.png)\n\nText ![A *ship*](s.png) more.\n");
  REQUIRE(article.asides.size() == 2);
  CHECK((article.asides[0] == Aside{AsideKind::Caption, "A boat", 3}));
  CHECK((article.asides[1] == Aside{AsideKind::Caption, "A ship", 5}));
}

TEST_CASE("deep nesting ends") {
  for (const std::string unit : {"> ", "- ", "*", "[", "![", "<div>", "(", "`", "~~", "| "}) {
    CAPTURE(unit);
    std::string text = "# T\n\n";
    for (int i = 0; i < 3000; ++i) text += unit;
    CHECK(read(text + " deep\n").title == "T");
  }
}

}  // namespace
}  // namespace byline

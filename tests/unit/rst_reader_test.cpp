#include "indexer/rst_reader.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "indexer/markdown_reader.hpp"
#include "indexer/plain_text_reader.hpp"

namespace byline {
namespace {

using Read = void (*)(const Source&, const ReadOptions&, const OutcomeSink&);

Article read(Read reader, std::string_view text, const std::string& path) {
  std::vector<ReadOutcome> outcomes;
  reader({path, text}, {}, [&](ReadOutcome&& outcome) { outcomes.push_back(std::move(outcome)); });
  REQUIRE(outcomes.size() == 1);
  REQUIRE(std::holds_alternative<Article>(outcomes.front()));
  return std::get<Article>(outcomes.front());
}

/// "A > B@line" of every section.
std::string outline(const Article& article) {
  std::string text;
  for (std::size_t i = 0; i < article.sections.size(); ++i) {
    if (!text.empty()) text += " | ";
    std::string path;
    for (const std::string& heading : heading_path(article.sections, i)) path += (path.empty() ? "" : " > ") + heading;
    text += path + "@" + std::to_string(article.sections[i].blocks.front().line);
  }
  return text;
}

TEST_CASE("reStructuredText: title and sections") {
  struct Row {
    std::string_view why;
    std::string_view text;
    std::string_view title;
    std::string_view outline;
  };
  constexpr Row kRows[] = {
      {"the one top heading is the title", "Title\n=====\n\nLead\n\nA\n-\n\nx\n", "Title", "@4 | A@6"},
      {"one among others is a section as well", "A\n=\n\nx\n\nB\n=\n\ny\n", "A", "A@1 | B@6"},
      {"a subtitle is text", "==\nT\n==\n\n--\nS\n--\n\nA\n~~\n\nx\n\nB\n~~\n\ny\n", "T", "@6 | A@9 | B@14"},
      {"a stated title", ".. title: Stated\n.. date: 2025-04-02\n\nA\n=\n\nx\n", "Stated", "A@4"},
      {"a stated title that is repeated", "Title: Same\nDate: 2025\n\nSame\n====\n\nx\n", "Same", "@7"},
      {"none", "Just text.\n", "note", "@1"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.why);
    const Article article = read(read_rst, row.text, "/archive/note.rst");
    CHECK(article.title == row.title);
    CHECK(outline(article) == row.outline);
  }
}

TEST_CASE("reStructuredText: fields of the header, of the list at the top and of the file's name") {
  const Article article = read(read_rst,
                               "T\n=\n\n:author: Jane Doe\n:date: 2025-04-02 10:00\n:tags: a, b c\n:category: Coast\n"
                               ":lang: de\n:summary: s\n\nText.\n",
                               "/archive/2020-01-01-note.rst");
  CHECK(article.authors == std::vector<std::string>{"Jane Doe"});
  CHECK((article.date == PartialDate{2025, 4, 2}));
  CHECK(article.tags == std::vector<std::string>{"a", "b c"});
  CHECK(article.categories == std::vector<std::string>{"Coast"});
  CHECK(article.language == "de");
  REQUIRE(article.asides.size() == 1);
  CHECK(article.asides[0].text == "summary: s");
  CHECK((read(read_rst, "Text.\n", "/archive/2020-01-01-note.rst").date == PartialDate{2020, 1, 1}));
  std::vector<ReadOutcome> outcomes;
  read_rst({"/a.rst", "\n \n"}, {}, [&](ReadOutcome&& outcome) { outcomes.push_back(std::move(outcome)); });
  REQUIRE(outcomes.size() == 1);
  CHECK(std::holds_alternative<Rejection>(outcomes[0]));
}

TEST_CASE("header lines: in text files") {
  constexpr std::string_view kHeader = "PEP: 7\nTitle: How it is\nAuthor: Jane Doe <jane@x.org>\nCreated: 2001-07-12\n";
  const Article marked =
      read(read_plain_text, std::string(kHeader) + "Content-Type: text/x-rst\n\nA\n=\n\n*x*\n", "/p.txt");
  CHECK(marked.title == "How it is");
  CHECK(outline(marked) == "A@7");
  CHECK(marked.sections[0].text == "A\nx");
  const Article indented = read(
      read_plain_text,
      std::string(kHeader) + "\nAbstract\n\n    Some text.\n\n    More\n    text.\n\nEnd\n\n    x y z.\n", "/p.txt");
  CHECK(indented.authors == std::vector<std::string>{"Jane Doe"});
  CHECK((indented.date == PartialDate{2001, 7, 12}));
  CHECK(outline(indented) == "Abstract@6 | End@13");
  CHECK(indented.sections[0].text == "Abstract\nSome text.\nMore\ntext.");
  const Article prose = read(read_plain_text, "Note: the boat\nis late.\n\nText of it.\n", "/p.txt");
  CHECK(prose.findings.empty());
}

TEST_CASE("header lines: of Markdown and of translated articles") {
  const Article pelican = read(read_markdown, "Title: T\nTags: a, b c\n\n# T\n\nText.\n", "/p.md");
  CHECK(pelican.title == "T");
  CHECK(pelican.tags == std::vector<std::string>{"a", "b c"});
  CHECK(outline(pelican) == "@6");

  const Article translated =
      read(read_markdown,
           "[#]: subject: (Why)\n[#]: author: (Jane Doe https://x.y/jane)\n[#]: reviewer: (wxy)\n\n"
           "为什么\n======\n\n正文。\n\n---\n\nvia: https://x.y/why\n\n作者：[Jane][a]\n"
           "译者：[geekpi](https://github.com/geekpi) 校对：[wxy](https://github.com/wxy)\n\n"
           "本文由 LCTT 翻译\n\n[a]: https://x.y\n",
           "/p.md");
  CHECK(translated.title == "Why");
  CHECK(translated.authors == std::vector<std::string>{"Jane Doe"});
  CHECK((translated.contributors == std::vector<Contributor>{{"geekpi", "translator"}}));
  CHECK(translated.url == "https://x.y/why");
  CHECK(outline(translated) == "为什么@5");
  CHECK(translated.sections[0].text == "为什么\n正文。");
  CHECK(translated.asides.size() == 6);

  const Article older =
      read(read_markdown, "# 标题\n\n正文。\n\nvia: http://x.y/z\n\n作者：[Jane Doe][a]\n\n[a]: http://x\n", "/p.md");
  CHECK(older.authors == std::vector<std::string>{"Jane Doe"});
  CHECK(older.url == "http://x.y/z");
  const Article other = read(read_markdown, "# T\n\nText.\n\nvia: https://x.y\n\nMore text.\n", "/p.md");
  CHECK(other.sections[0].blocks.size() == 3);
  CHECK(other.url.empty());
}

}  // namespace
}  // namespace byline

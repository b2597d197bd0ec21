#include "indexer/rst_blocks.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "common/utf8.hpp"

namespace byline {
namespace {

/// "#1 heading@line", "text@line", "!caption@line", parted by strokes; line breaks as slashes.
std::string shown(std::string_view document) {
  std::string text;
  for (const RstBlock& block : rst_blocks(document).blocks) {
    if (!text.empty()) text += " | ";
    if (block.kind == RstBlock::Kind::Heading) text += "#" + std::to_string(block.level) + " ";
    if (block.kind == RstBlock::Kind::Caption) text += "!";
    for (const char c : block.text) text += c == '\n' ? '/' : c;
    text += "@" + std::to_string(block.line);
  }
  return text;
}

struct Row {
  std::string_view why;
  std::string_view document;
  std::string_view expected;
};

void check(const Row* begin, const Row* end) {
  for (const Row* row = begin; row != end; ++row) {
    CAPTURE(row->why);
    CHECK(shown(row->document) == row->expected);
  }
}

TEST_CASE("reStructuredText: headings") {
  constexpr Row kRows[] = {
      {"levels are in order of appearance", "A\n=\n\nB\n-\n\nC\n~\n\nD\n-\n\nE\n=\n",
       "#1 A@1 | #2 B@4 | #3 C@7 | #2 D@10 | #1 E@13"},
      {"with a line above is another kind", "====\n A\n====\n\nB\n====\n", "#1 A@2 | #2 B@5"},
      {"markup in them", "The ``x`` *y*\n=============\n", "#1 The x y@1"},
      {"long enough from four signs on", "A title that is long\n----\n", "#1 A title that is long@1"},
      {"too short", "A title\n--\n", "A title/--@1"},
      {"wide characters", "標題\n====\n\n제목\n----\n", "#1 標題@1 | #2 제목@4"},
      {"Cyrillic", "Заголовок\n=========\nТекст\n", "#1 Заголовок@1 | Текст@3"},
      {"a line between two texts", "One\n\n----\n\nTwo\n", "One@1 | Two@5"},
      {"nothing under a paragraph", "One\ntwo\n---\n", "One/two/---@1"},
      {"a numbered one", "1. One\n======\n", "#1 1. One@1"},
  };
  check(std::begin(kRows), std::end(kRows));
}

TEST_CASE("reStructuredText: paragraphs, lists and literal text") {
  constexpr Row kRows[] = {
      {"paragraphs", "One\ntwo\n\nThree\n", "One/two@1 | Three@4"},
      {"bullets", "- one\n- two\n  goes on\n\n* three\n", "one@1 | two/goes on@2 | three@5"},
      {"nested", "- one\n\n  - two\n\n  more of one\n", "one@1 | two@3 | more of one@5"},
      {"numbers", "1. one\n2. two\n#. three\n(a) four\nb) five\n", "one@1 | two@2 | three@3 | four@4 | five@5"},
      {"no list", "2024 was dry.\n\nA. Smith came\nlate.\n", "2024 was dry.@1 | A. Smith came/late.@3"},
      {"a dash inside a paragraph", "One\n- two\n", "One/- two@1"},
      {"definitions", "term\n  What it is.\n", "term@1 | What it is.@2"},
      {"a quotation", "One\n\n   Quoted\n   text\n\nTwo\n", "One@1 | Quoted/text@3 | Two@6"},
      {"literal", "See::\n\n  a = *b*\n\n    c\n\nOn\n", "See:@1 | a = *b*//  c@3 | On@7"},
      {"a colon that is not shown", "See ::\n\n  *a*\n", "See@1 | *a*@3"},
      {"two colons alone", "::\n\n  *a*\n", "*a*@3"},
      {"literal with signs in front", "See::\n\n> *a*\n> b\n", "See:@1 | > *a*/> b@3"},
      {"literal in an item", "- See::\n\n    *a*\n\n- On\n", "See:@1 | *a*@3 | On@5"},
      {"an example session", ">>> print(*a*)\n1\n\nOn\n", ">>> print(*a*)/1@1 | On@4"},
      {"verse", "| Roses\n|   are *red*\n| \n", "Roses/are red/@1"},
      {"fields in the text", "Text\n\n:param x: what *it* is\n   and why\n", "Text@1 | param x: what it is/and why@3"},
      {"footnotes", "Text [1]_\n\n.. [1] Note\n   goes on\n", "Text@1 | Note/goes on@3"},
      {"tabs", "-\tone\n\ttwo\n", "one/two@1"},
  };
  check(std::begin(kRows), std::end(kRows));
}

TEST_CASE("reStructuredText: tables") {
  constexpr Row kRows[] = {
      {"grid",
       "+----+-----+\n| A  | B   |\n+====+=====+\n| 1  | two |\n|    | on  |\n+----+-----+\n| 3  | 4   "
       "|\n+----+-----+\n",
       "A  B@2 | 1  two on@4 | 3  4@7"},
      {"cells over columns and rows", "+---+---+\n| A     |\n+---+---+\n| 1 | 2 |\n|   +---+\n|   | 3 |\n+---+---+\n",
       "A@2 | 1  2@4 | 3@6"},
      {"wide characters", "+------+----+\n| 港   | b  |\n+------+----+\n", "港  b@2"},
      {"simple", "===  ===\nA    B\n===  ===\n1    two\n     on\n3    4 and more\n===  ===\n\nOn\n",
       "A  B@2 | 1  two on@4 | 3  4 and more@6 | On@9"},
      {"simple without an end", "===  ===\nA    B\n\nOn\n", "A  B@2 | On@4"},
      {"a list of lists", ".. list-table:: Prices\n   :widths: 1 2\n\n   * - A\n     - B\n   * - 1\n     - 2\n",
       "Prices@1 | A@4 | B@5 | 1@6 | 2@7"},
  };
  check(std::begin(kRows), std::end(kRows));
}

TEST_CASE("reStructuredText: directives and comments") {
  constexpr Row kRows[] = {
      {"comments", ".. a comment\n   of two lines\n\n   and more\n\nText\n", "Text@6"},
      {"an empty comment ends nothing", "..\n\n   Quoted\n", "Quoted@3"},
      {"targets", ".. _a: https://x\n.. _b:\n\n__ https://y\n\nText\n", "Text@6"},
      {"substitutions", ".. |a| replace:: the *text*\n\nHere is |a|.\n", "Here is the text.@3"},
      {"of images", "|logo| |no|\n\n.. |logo| image:: x.png\n   :alt: Our logo\n", "Our logo no@1"},
      {"code", ".. code-block:: python\n   :linenos:\n\n   x = *a*\n\n   y\n\nOn\n", "x = *a*//y@4 | On@8"},
      {"notes", ".. note:: Mind *this*\n   well.\n\n   More.\n\nOn\n", "Mind this/well.@1 | More.@4 | On@6"},
      {"notes with a title", ".. admonition:: Title\n   :class: x\n\n   Text.\n", "Title@1 | Text.@4"},
      {"an image", ".. image:: a.png\n   :alt: What it shows\n", "!What it shows@1"},
      {"a figure", ".. figure:: a.png\n   :alt: Shows\n\n   The caption\n   goes on.\n\n   The legend.\n",
       "!The caption/goes on.@4 | The legend.@7"},
      {"what is left out",
       ".. contents::\n   :depth: 2\n\n.. raw:: html\n\n   <b>x</b>\n\n.. toctree::\n\n   a\n\nText\n", "Text@12"},
      {"a directive nobody knows", ".. thing:: with words\n   :x: y\n\n   Text.\n", "with words@1 | Text.@4"},
      {"one without text", ".. thing:: a/b.png\n\nText\n", "Text@3"},
      {"what holds others", ".. container:: wide\n\n   .. note:: One\n\n   Two\n", "One@3 | Two@5"},
  };
  check(std::begin(kRows), std::end(kRows));
  const RstBlocks left_out = rst_blocks(".. contents:: Here\n\n.. raw:: html\n\n   <b>x</b>\n");
  REQUIRE(left_out.omissions.size() == 2);
  CHECK(left_out.omissions[0].what == "directive: contents");
  CHECK(left_out.omissions[0].text == "Here");
  CHECK(left_out.omissions[1].line == 3);
}

std::string fields_of(std::string_view document) {
  std::string text;
  for (const auto& [name, value] : rst_blocks(document).fields.entries) {
    if (!text.empty()) text += "; ";
    text += name + ": " + value.text;
    for (const FieldValue& item : value.items) text += "[" + item.text + "]";
  }
  return text;
}

TEST_CASE("reStructuredText: the fields at the top") {
  CHECK(fields_of("T\n=\n\n:Author: A *B*\n:Date: $Date: 2025/04/02 $\n:tags: a,\n       b\n\nText\n") ==
        "author: A B; date: 2025/04/02; tags: a, b");
  CHECK(fields_of(".. comment\n\n:orphan:\n:Authors: - A\n          - B\n\nT\n=\n\n:x: y\n") ==
        "authors: [A][B]; x: y");
  CHECK(fields_of("T\n=\n\nText\n\n:Author: A\n").empty());
  CHECK(fields_of(".. post:: Apr 2, 2025\n   :tags: a, b\n   :author: A\n\nText\n") ==
        "date: Apr 2, 2025; tags: a, b; author: A");
  CHECK(shown(":Abstract: What it\n   says.\n:Author: A\n\nText\n") == "What it/says.@1 | Text@5");
}

TEST_CASE("reStructuredText: hostile documents take time by their size") {
  const auto repeated = [](std::string_view piece, std::size_t size) {
    std::string text;
    while (text.size() < size) text += piece;
    return text;
  };
  for (const std::string_view piece :
       {"a\n=\n", "== ==\n", "== ==\n\n", "+--+\n", "+--+--+\n| a | b |\n", ".. note::\n", ".. |a| replace:: b\n",
        ".. x\n\n", ":a: b\n", "- \n", "- a\n ", "a::\n\n", "| a\n", "\t", "*", ">>> a\n\n", "..\n", ".. [1] a\n",
        "::\n\n> a\n\n"}) {
    CAPTURE(piece);
    const RstBlocks blocks = rst_blocks(repeated(piece, 1'000'000));
    CHECK(blocks.blocks.size() <= 1'000'000);
  }
  std::string nested;
  for (std::size_t depth = 0; depth < 1'000; ++depth) nested += std::string(depth * 3, ' ') + ".. note::\n\n";
  nested += std::string(3'000'000, '\n');
  CHECK(rst_blocks(nested + "Text\n").blocks.size() == 1);
  CHECK(rst_blocks(std::string(5'000'000, '=')).blocks.empty());
}

TEST_CASE("reStructuredText: a document that was cut anywhere gives well-formed text") {
  constexpr std::string_view kWhole =
      "=====\nТема\n=====\n\n:Author: 赵敏\n\n.. |x| replace:: é\n\nSee |x| [1]_::\n\n  код\n\n+---+---+\n| é | b "
      "|\n+---+---+\n\n"
      "==  ==\nа   б\n==  ==\n\n.. figure:: a\n   :alt: é\n\n   Подпись\n\n.. [1] ``é``\n";
  for (std::size_t size = 0; size <= kWhole.size(); ++size) {
    const std::string cut = repair_utf8(kWhole.substr(0, size)).text;
    for (const RstBlock& block : rst_blocks(cut).blocks) CHECK(is_valid_utf8(block.text));
  }
}

}  // namespace
}  // namespace byline

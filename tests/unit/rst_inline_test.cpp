#include "indexer/rst_inline.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace byline {
namespace {

TEST_CASE("reStructuredText: inline markup") {
  struct Row {
    std::string_view markup;
    std::string_view text;
  };
  constexpr Row kRows[] = {
      {"plain", "plain"},
      {"*em* and **strong**", "em and strong"},
      {"(*em*), \"**strong**\".", "(em), \"strong\"."},
      {"2 * 3 * 4", "2 * 3 * 4"},
      {"*args and **kwargs", "*args and **kwargs"},
      {"a*b*c", "a*b*c"},
      {"``*literal* \\n``", "*literal* \\n"},
      {"``a`b``", "a`b"},
      {"`text`_ and `text <https://x.y>`__", "text and text"},
      {"`<https://x.y>`_", "https://x.y"},
      {"word_ and word__.", "word and word."},
      {"snake_case __init__ _x a_b_c", "snake_case __init__ _x a_b_c"},
      {"https://x.y/a_ b", "https://x.y/a_ b"},
      {":func:`~os.path.join` :ref:`here <there>`", "join here"},
      {":pep:`8` :rfc:`2822` :kbd:`Ctrl`", "PEP 8 RFC 2822 Ctrl"},
      {":pep:`style <8>`", "style"},
      {"`text`:sub:", "text"},
      {"time 10:30:15", "time 10:30:15"},
      {"a note [1]_, one more [#x]_ and [Doe2020]_.", "a note, one more and."},
      {"a[1]_x [not", "a[1]_x [not"},
      {"|sub| and |other|_", "made and other"},
      {"a | b | c", "a | b | c"},
      {"_`target` here", "target here"},
      {"\\*not em\\* a\\ b \\\\", "*not em* ab \\"},
      {"*two\nlines*", "two\nlines"},
      {"**Жирный** и *курсив*", "Жирный и курсив"},
      {"「**太字**」", "「太字」"},
      {"*never closed", "*never closed"},
      {"`never closed", "`never closed"},
      {"``never closed", "``never closed"},
      {"\\", "\\"},
      {"", ""},
  };
  const RstSubstitutions substitutions = {{"sub", "made"}};
  for (const Row& row : kRows) {
    CAPTURE(row.markup);
    CHECK(without_rst_markup(row.markup, substitutions) == row.text);
  }
}

TEST_CASE("reStructuredText: text full of markup takes time by its size") {
  for (const std::string_view piece :
       {"*a ", "**a ", "`a ", "``a ", "|a ", "[a ", ":a:", "_", "a_", "\\", "*a* `", ":a:`"}) {
    CAPTURE(piece);
    std::string text;
    while (text.size() < 1'000'000) text += piece;
    CHECK(without_rst_markup(text, {}).size() <= text.size());
  }
}

}  // namespace
}  // namespace byline

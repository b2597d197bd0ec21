#include "indexer/html_quotations.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace byline {
namespace {

TEST_CASE("quotations in the HTML of a mail") {
  struct Row {
    std::string_view html;
    std::string_view expected;
    std::size_t quotations;
  };
  constexpr Row kRows[] = {
      {"<p>Yes</p><blockquote type=\"cite\">Is it?</blockquote><p>It is</p>", "<p>Yes</p><p>It is</p>", 1},
      {"<p>Yes</p><BLOCKQUOTE type=cite>a<blockquote type=cite>b</blockquote>c</BLOCKQUOTE>d", "<p>Yes</p>d", 1},
      {"<blockquote>A saying</blockquote>", "<blockquote>A saying</blockquote>", 0},
      {"Yes<div class=\"gmail_quote\">On Tue<div>x</div>\ny</div>z", "Yes\nz", 1},
      {"<div class=gmail_quote>---------- Forwarded message ---------<br>News</div>",
       "<div class=gmail_quote>---------- Forwarded message ---------<br>News</div>", 0},
      {"Yes<div id=\"divRplyFwdMsg\">From: Jane</div><p>Is it?</p>", "Yes", 1},
      {"Yes<div class=\"gmail_quote\">never closed", "Yes", 1},
      {"a < b > c <", "a < b > c <", 0},
      {"", "", 0},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.html);
    const HtmlWithoutQuotations result = without_quotations(row.html);
    CHECK(result.html == row.expected);
    CHECK(result.quotations.size() == row.quotations);
  }
}

TEST_CASE("quotations: large texts take time by their size") {
  std::string nested;
  for (int i = 0; i < 100'000; ++i) nested += "<blockquote type=cite>";
  CHECK(without_quotations(nested).quotations.size() == 1);
  std::string beside;
  for (int i = 0; i < 100'000; ++i) beside += "<blockquote type=cite>a</blockquote>";
  CHECK(without_quotations(beside).html.empty());
  CHECK(without_quotations(std::string(300'000, '<')).html.size() == 300'000);
}

}  // namespace
}  // namespace byline

#include "indexer/html_text.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>

#include "common/utf8.hpp"

namespace byline {
namespace {

TEST_CASE("fragments as a reader sees them") {
  struct Row {
    std::string_view html;
    std::string_view text;  ///< white space single
  };
  constexpr Row kRows[] = {
      {"plain", "plain"},
      {"", ""},
      {"<b>bold</b> and <i>more</i>", "bold and more"},
      {"in<b>si</b>de", "inside"},
      {"<p>one</p><p>two</p>", "one two"},
      {"one<br>two", "one two"},
      {"<ul><li>one<li>two</ul>", "one two"},
      {"<td>one</td><td>two</td>", "onetwo"},  // no table around them: they are no cells
      {"<table><tr><td>one<td>two</table>", "one two"},
      {"a<!-- no -->b", "ab"},
      {"a<script>no</script>b<style>no</style>c", "a b c"},
      {"&amp; &lt;b&gt; &eacute; &#233; &#x4e2d; &nbsp;x", "& <b> é é 中 x"},
      {"&bogus; &", "&bogus; &"},
      {"&#0; &#xD800;", "\uFFFD \uFFFD"},
      {"<a href='x'>link</a>, <code>code</code>", "link, code"},
      {"<div><div>deep</div></div>", "deep"},
      {"a < b > c", "a < b > c"},
      {"<p", ""},
      {"<p>unclosed <b>both", "unclosed both"},
      {"中<b>国</b>", "中国"},
      {"x<noscript>no</noscript><template>no</template>yes", "x yes"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.html);
    const std::string text = text_of_html(row.html);
    CHECK(single_spaced(text) == row.text);
    CHECK(is_valid_utf8(text));
  }
}

TEST_CASE("line breaks of the source are kept") {
  for (const std::string_view html : {"a\nb", "<p>a\n</p>\n<p>b\nc</p>", "<b>a\n\nb</b>", "a\n<br>\nb"}) {
    CAPTURE(html);
    const std::string text = text_of_html(html);
    CHECK(std::count(text.begin(), text.end(), '\n') == std::count(html.begin(), html.end(), '\n'));
  }
}

TEST_CASE("any bytes give well-formed text, deep nesting ends") {
  for (const std::string_view html : {"\xff\xfe", "<p>\xc3</p>", "<\xff>", "&#xFFFFFFFF;",
                                      "a\x01"
                                      "b",
                                      "</p></p>"}) {
    CHECK(is_valid_utf8(text_of_html(html)));
  }
  const auto start = std::chrono::steady_clock::now();
  for (const std::string unit : {"<div>", "<b>", "<table>", "<ul><li>"}) {
    std::string deep;
    for (int i = 0; i < 2000; ++i) deep += unit;
    CHECK(text_of_html(deep + "deep").find("deep") != std::string::npos);
  }
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(30));
}

}  // namespace
}  // namespace byline

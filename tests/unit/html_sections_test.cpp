#include "indexer/html_sections.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "archive_fixture.hpp"
#include "common/utf8.hpp"

namespace byline {
namespace {

Article read(std::string_view html, std::size_t line = 1, std::string title = "-") {
  Article article;
  article.title = std::move(title);
  append_html_sections(html, line, article);
  return article;
}

/// "0: text | 1: Heading / text": the sections with their levels and blocks.
std::string sections_of(const Article& article) {
  std::vector<std::string> sections;
  for (const Section& section : article.sections) {
    std::vector<std::string> blocks;
    for (std::size_t i = 0; i < section.blocks.size(); ++i) {
      const std::size_t begin = section.blocks[i].offset;
      const std::size_t end = i + 1 < section.blocks.size() ? section.blocks[i + 1].offset - 1 : section.text.size();
      blocks.push_back(section.text.substr(begin, end - begin));
    }
    sections.push_back(std::to_string(section.level) + ": " + test::join(blocks, " / "));
  }
  return test::join(sections, " | ");
}

TEST_CASE("html sections: blocks") {
  struct Row {
    std::string_view why, html, sections;
  };
  constexpr Row kRows[] = {
      {"bare text", "some text", "0: some text"},
      {"nothing", "", ""},
      {"paragraphs, closed or not", "<p>one</p>two<p>three", "0: one / two / three"},
      {"white space is single", "<p> one\n\t two&nbsp;<b> three</b>\n</p>", "0: one two\u00A0 three"},
      {"marks in words", "<p>wo<b>r</b>d, H<sub>2</sub>O<wbr>x</p>", "0: word, H2Ox"},
      {"one break", "<p>one<br>two", "0: one two"},
      {"two breaks", "one<br><br>two<br>\n<br/>three<br>", "0: one / two / three"},
      {"headings nest", "<h1>A</h1>a<h3>B</h3>b<h2>C</h2>c<h1>D</h1>d", "1: A / a | 2: B / b | 2: C / c | 1: D / d"},
      {"headings by role", "<div role=heading aria-level=3>A</div>a", "1: A / a"},
      {"numbers of headings", "<h2>2. A role</h2>text", "1: A role / text"},
      {"a paragraph in a heading's dress",
       "<h2>This is a sentence which goes on and on, for somebody liked the look of a heading so much that the whole "
       "of the paragraph got it, and so it cannot be a heading at all, as nobody would ever call a section that.</h2>x",
       "0: This is a sentence which goes on and on, for somebody liked the look of a heading so much that the whole "
       "of the paragraph got it, and so it cannot be a heading at all, as nobody would ever call a section that. / x"},
      {"empty headings", "<h2></h2><h2> <img></h2>text", "0: text"},
      {"lists", "<ul><li>one<li><p>two</p><ul><li>three</ul></ul>", "0: one / two / three"},
      {"definitions", "<dl><dt>Lagoon<dd>A shallow water</dl>", "0: Lagoon / A shallow water"},
      {"rows of data", "<table><tr><th>Port<th>Boats<tr><td>Oru<td>12<br>or 13<tr><td><p>Skerry<td>3</table>",
       "0: Port  Boats / Oru  12 or 13 / Skerry  3"},
      {"rows that lay out", "<table><tr><td><h2>A</h2><p>a<p>b<td><ul><li>c</ul></table>", "1: A / a / b / c"},
      {"tables in tables", "<table><tr><td><table><tr><td>1<td>2</table><td>x</table>", "0: 1  2 / x"},
      {"code keeps its lines", "<pre>\na = 1\n  b = 2\n\n</pre>x", "0: a = 1\n  b = 2 / x"},
      {"quotations", "<blockquote>one<p>two</blockquote>three", "0: one / two / three"},
      {"what is not shown", "a<script>no</script><style>no</style><template>no</template><noscript>no</noscript>b",
       "0: ab"},
      {"controls", "<p>a<button>no</button><select><option>no</select><textarea>no</textarea>b", "0: a b"},
      {"how to read it aloud", "<ruby>港<rp>(<rt>みなと<rp>)</ruby>の町", "0: 港の町"},
      {"elements nobody knows", "<x-one>one</x-one><x-two>two</x-two>", "0: one / two"},
      {"what is hidden", "<p>one</p><div style='display:none'>no</div><p>two</p>", "0: one / two"},
      {"navigation too: all is text", "<nav>one</nav><footer>two</footer>", "0: one / two"},
      {"references", "&lt;b&gt; &eacute;&#x4e2d;&amp;amp;", "0: <b> é中&amp;"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.why);
    CHECK(sections_of(read(row.html)) == row.sections);
  }
}

TEST_CASE("html sections: captions are asides") {
  const Article article =
      read("<p>text</p>\n<figure><img src=x alt='A ferry at dusk'><figcaption>The Skerry ferry</figcaption></figure>");
  CHECK(sections_of(article) == "0: text");
  REQUIRE(article.asides.size() == 2);
  CHECK(article.asides[0] == Aside{AsideKind::Caption, "A ferry at dusk", 2});
  CHECK(article.asides[1] == Aside{AsideKind::Caption, "The Skerry ferry", 2});
}

TEST_CASE("html sections: the heading that is the title") {
  struct Row {
    std::string_view why, html, title, sections;
  };
  constexpr Row kRows[] = {
      {"is no section", "<h1>Tin and tariffs</h1><p>a<h2>B</h2>b", "Tin and Tariffs", "0: a | 1: B / b"},
      {"also under the site's name", "<h1>Tin</h1>a", "Tin | The Alder Courier", "0: a"},
      {"is one beside others", "<h1>Tin</h1>a<h1>Zinc</h1>b", "Tin", "1: Tin / a | 1: Zinc / b"},
      {"other headings are", "<h1>Tin</h1>a", "Tinned fish", "1: Tin / a"},
      {"is the title when there is none", "<h2>Tin</h2>a", "", "0: a"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.why);
    CHECK(sections_of(read(row.html, 1, std::string(row.title))) == row.sections);
  }
}

TEST_CASE("html sections: lines are those of the source") {
  constexpr std::string_view kHtml =
      "<p>one\nmore\n<p>\n\ntwo\n<ul>\n<li>three\n</ul>\n<pre>\n\nfour\nfive</pre>\n<h2>\nsix</"
      "h2><table>\n<tr><td>\nseven";
  struct Row {
    std::string_view word;
    std::size_t line;
  };
  const Article article = read(kHtml);
  for (const Row& row : {Row{"one", 1}, Row{"two", 5}, Row{"three", 7}, Row{"four", 11}, Row{"five", 12},
                         Row{"six", 14}, Row{"seven", 16}}) {
    CAPTURE(row.word);
    std::size_t line = 0;
    for (const Section& section : article.sections) {
      if (const auto at = section.text.find(row.word); at != std::string::npos) line = line_at(section, at);
    }
    CHECK(line == row.line);
  }
  CHECK(read("<p>one\n<p>two", 10).sections[0].blocks[1].line == 11);
  CHECK(read("<p>one\n<p>two", 0).sections[0].blocks[1].line == 0);
}

TEST_CASE("html sections: damage is noted, the text is kept") {
  std::string deep;
  for (int i = 0; i < 5000; ++i) deep += "<div>";
  const Article article = read(deep + "deep");
  CHECK(sections_of(article) == "0: deep");
  REQUIRE(article.notes.size() == 1);
  CHECK(article.notes[0] == "HTML: nested too deep: only the outer 512 levels were kept");
}

}  // namespace
}  // namespace byline

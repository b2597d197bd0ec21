#include "indexer/wikitext.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <string_view>

namespace byline {
namespace {

Article read(std::string_view text, std::size_t first_line = 1) {
  WikiNames names;
  names.add(14, "Kategorie");
  Article article;
  append_wikitext(text, first_line, names, article);
  return article;
}

/// Sections as "level heading: block / block", one a line.
std::string outline(const Article& article) {
  std::string result;
  for (const Section& section : article.sections) {
    if (!result.empty()) result += "\n";
    result += std::to_string(section.level) + " ";
    for (std::size_t i = 0; i < section.blocks.size(); ++i) {
      const std::size_t end = i + 1 < section.blocks.size() ? section.blocks[i + 1].offset - 1 : section.text.size();
      if (i > 0) result += " / ";
      result += section.text.substr(section.blocks[i].offset, end - section.blocks[i].offset);
    }
  }
  return result;
}

TEST_CASE("wikitext: what the reader of a page sees") {
  struct Case {
    std::string why, wikitext, expected;
  };
  for (const auto& [why, wikitext, expected] : {
           Case{"emphasis", "''a'' '''b''' '''''c''''' d's 'e' ''''f'''", "0 a b c d's 'e' 'f"},
           Case{"links", "[[a]] [[a|b]]s [[a (x)|]] [[:Category:c]] [[a#d|e]]", "0 a bs a Category:c e"},
           Case{"links in links", "[[a|b [[c|d]] e]]", "0 b d e"},
           Case{"links to the web", "[https://x.org a [[b]]] [https://x.org] https://x.org [a] [[//x]]",
                "0 a b  https://x.org [a] //x"},
           Case{"other languages", "a[[de:Hafen]] [[pt-br:Porto]] [[de:Hafen|b]]", "0 a  b"},
           Case{"links never closed", "[[a [[b|c", "0 a b|c"},
           Case{"templates", "a {{b|c={{d}}|{{e|}}}} f{{g}}", "0 a  f"},
           Case{"parameters", "a {{{b|c}}} {{{{{d}}}}} e", "0 a   e"},
           Case{"braces never closed", "a {{b {{c}} d", "0 a {{b  d"},
           Case{"braces never opened", "a }} b {{c}} d", "0 a }} b  d"},
           Case{"a template over lines", "{{box\n| a = b\n}}\nText\n{{c\n}}\nmore", "0 Text / more"},
           Case{"references", "a<ref>b {{c}}</ref> d<ref name=\"x\" /> <REF name=y>z</REF>e<references/>", "0 a d e"},
           Case{"a reference never closed", "a<ref>b", "0 ab"},
           Case{"comments", "a<!-- b -- \n c -->d<!-- e", "0 ad"},
           Case{"what means itself", "<nowiki>''a'' [[b]] {{c}} &amp;</nowiki> d", "0 ''a'' [[b]] {{c}} &amp; d"},
           Case{"code", "a\n<pre>\n''b''\n  c\n</pre>\nd <source lang=x>e</source>", "0 a / ''b''\n  c / d / e"},
           Case{"formulas", "a <math>\\frac{{a}}{b}</math> b", "0 a  b"},
           Case{"tags", "a<br/>b <span style='x'>c</span> <b>d</b> 1 < 2 <3", "0 a b c d 1 < 2 <3"},
           Case{"characters", "&eacute;&nbsp;&#8217;&amp;&x; R&D", "0 é\u00A0’&&x; R&D"},
           Case{"magic words", "__NOTOC__a __БЕЗ_ОГЛ__ b_c __init__ ____", "0 a  b_c __init__ ____"},
           Case{"variants", "-{zh-hans:软件; zh-hant:軟體}-开-{发}- a-b", "0 软件开发 a-b"},
           Case{"paragraphs", "a\nb\n\n\nc\n----\nd", "0 a\nb / c / d"},
           Case{"lists", "* a\n** b\n# c\n; d : e\n:: f\n*\ng", "0 a / b / c / d : e / f / g"},
           Case{"headings", "a\n== b ==\nc\n=== d ===\n==== ''e'' ====\n== f ==\n= g\n==h== \nx",
                "0 a\n1 b / c\n2 d\n3 e\n1 f / = g\n1 h / x"},
           Case{"tables", "{| class=x\n|+ t\n! a !! b\n|-\n| c || style=y | d\n|-\n| [[e|f]]\n| g\nh\n|}\ni",
                "0 t / a  b / c  d / f  g h / i"},
           Case{"tables in tables", "{|\n| a\n{|\n| b\n|}\n| c\n|}\nd", "0 a / b / c / d"},
           Case{"a table never closed", "{|\n| a\n== b ==\nc", "0 a\n1 b / c"},
           Case{"Thai, Arabic, Chinese", "[[ท่าเรือ|ท่า]]เรือ '''ميناء''' [[港口]]", "0 ท่าเรือ ميناء 港口"},
       }) {
    CAPTURE(why);
    CHECK(outline(read(wikitext)) == expected);
  }
}

TEST_CASE("wikitext: captions and categories are put aside") {
  const Article article = read(
      "[[File:a.jpg|thumb|left|200px|The [[b|harbour]] in ''May''|alt=x y]]\nText.\n[[Datei:b.jpg|mini|hochkant]]\n"
      "<gallery>\nFile:c.jpg|A crane\nFile:d.jpg\n</gallery>\n[[Kategorie:Häfen]] [[category:Old_ports|sort]]");
  CHECK(outline(article) == "0 Text.");
  REQUIRE(article.asides.size() == 2);
  CHECK(article.asides[0].kind == AsideKind::Caption);
  CHECK(article.asides[0].text == "The harbour in May");
  CHECK(article.asides[0].line == 1);
  CHECK(article.asides[1].text == "A crane");
  CHECK(article.asides[1].line == 5);
  CHECK((article.tags == std::vector<std::string>{"Häfen", "Old ports"}));
}

TEST_CASE("wikitext: lines are those of the source") {
  const Article article =
      read("{{box\n|a\n}}\nfirst\n\n== h ==\n<!--\n-->second {{x\n}} third\nfourth\n<pre>\ncode</pre>", 10);
  REQUIRE(article.sections.size() == 2);
  CHECK((article.sections[0].blocks == std::vector<Block>{{0, 13}}));
  REQUIRE(article.sections[1].blocks.size() == 3);
  CHECK(article.sections[1].blocks[0].line == 15);
  CHECK(article.sections[1].blocks[1].line == 17);
  CHECK(article.sections[1].blocks[2].line == 21);
  REQUIRE(article.omissions.size() == 1);
  CHECK((article.omissions[0] == Omission{"2 templates", 10, "{{box |a }}"}));
}

TEST_CASE("wikitext: redirects") {
  for (const char* text : {"#REDIRECT [[a]]", "#redirect[[a]]", " #WEITERLEITUNG [[a]]", "#ПЕРЕНАПРАВЛЕНИЕ [[a]]",
                           "#REDIRECT: [[a]]", "#重定向 [[a]]"}) {
    CAPTURE(text);
    CHECK(is_wiki_redirect(text));
  }
  for (const char* text : {"# see [[a]]", "#[[a]]", "REDIRECT [[a]]", "", "#redirect", "#one two [[a]]"}) {
    CAPTURE(text);
    CHECK_FALSE(is_wiki_redirect(text));
  }
}

TEST_CASE("wikitext: hostile pages end soon") {
  const auto start = std::chrono::steady_clock::now();
  for (const char* piece :
       {"{{",    "{{{",  "}}",       "{{a}}",     "[[",        "]]",   "[[a|",          "[[a|b]]", "[http://x ",
        "<ref>", "<ref", "<nowiki>", "</ref",     "<ref></b>", "<!-",  "<pre></pre>",   "''",      "'",
        "=",     "&",    "&amp",     "__",        "__A",       "-{",   "{|\n",          "|-\n",    "| a || ",
        "* ",    "<",    "<a ",      "[[File:a|", "\n",        "~~~~", "[[Category:a]]"}) {
    CAPTURE(piece);
    std::string text;
    while (text.size() < 500'000) text += piece;
    const auto begin = std::chrono::steady_clock::now();
    read(text);
    read("{{a" + text + "</ref");
    CHECK(std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count() < 5);
  }
  CHECK(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() < 60);
}

}  // namespace
}  // namespace byline

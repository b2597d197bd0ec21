#include "indexer/html_tree.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>

#include "common/utf8.hpp"
#include "indexer/parser_input.hpp"

namespace byline {
namespace {

std::string repeated(std::string_view unit, std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += unit;
  return text;
}

/// What must hold of every tree.
void check_tree(const HtmlTree& tree) {
  REQUIRE(tree.size() > 0);
  CHECK(tree[HtmlTree::root()].tag == "html");
  CHECK(tree[HtmlTree::root()].end == tree.size());
  bool is_sound = true;
  for (HtmlNode::Id id = 1; id < tree.size(); ++id) {
    const HtmlNode& node = tree[id];
    is_sound &= node.parent < id && node.end > id && node.end <= tree[node.parent].end;
    is_sound &= is_valid_utf8(node.text) && is_valid_utf8(node.tag);
    for (const HtmlNode::Attribute& attribute : node.attributes) {
      is_sound &= is_valid_utf8(attribute.name) && is_valid_utf8(attribute.value);
    }
  }
  CHECK(is_sound);
}

TEST_CASE("html tree: nodes in document order") {
  const HtmlTree tree("<!DOCTYPE html>\n<html lang=de>\n<body CLASS='a b'>\n<p>eins <b>zwei</b>\n<X-Box>drei</X-Box>");
  check_tree(tree);
  CHECK(tree[HtmlTree::root()].attribute("lang") == "de");
  const HtmlNode& body = tree[tree.find("body")];
  CHECK(body.attribute("class") == "a b");
  CHECK(body.has_attribute("class"));
  CHECK_FALSE(body.has_attribute("id"));
  CHECK(body.line == 3);
  CHECK(tree[tree.find("p")].line == 4);
  CHECK(tree[tree.find("x-box")].line == 5);
  CHECK(tree.text_of(tree.find("p")) == "eins zwei drei");
  CHECK(tree.find("table") == HtmlNode::kNone);
  CHECK(tree.damage().empty());
}

TEST_CASE("html tree: scripts keep JSON only, lines stay") {
  const HtmlTree tree(
      "<script>\nvar a = '<p>no</p>';\n</script><style>\nb { }</style><!-- c\n -->"
      "<script type='application/LD+json'>{\"a\": 1}</script>\n<p>text</p>");
  check_tree(tree);
  const HtmlNode::Id first = tree.find("script");
  CHECK(tree[first].end == first + 2);
  CHECK(trim(tree[first + 1].text).empty());
  const HtmlNode::Id second = tree.find("script", first + 1, tree.size());
  CHECK(tree[second + 1].text == "{\"a\": 1}");
  CHECK(tree[tree.find("p")].line == 6);
}

TEST_CASE("html tree: moved trees keep their texts") {
  HtmlTree first("<p class=x>some text that is longer than any small buffer would hold</p>");
  const HtmlTree second = std::move(first);
  CHECK(second.text_of(second.find("p")) == "some text that is longer than any small buffer would hold");
  CHECK(second[second.find("p")].attribute("class") == "x");
}

TEST_CASE("html tree: what a page can be made of, in time") {
  struct Row {
    std::string_view why;
    std::string unit;
  };
  const Row kRows[] = {
      {"blocks", "<div>"},
      {"blocks with text", "<div>x"},
      {"formatting", "<b>"},
      {"formatting that is opened again", "<b><p>x"},
      {"different fonts that are opened again", "<font size=1><font size=2><p>x"},
      {"tables", "<table>"},
      {"tables in cells", "<table><tr><td>"},
      {"text in tables", "<table>x"},
      {"lists", "<ul><li>"},
      {"paragraphs", "<p>x"},
      {"links", "<a href=x>y"},
      {"forms", "<form><div>"},
      {"signs", "<"},
      {"signs and letters", "<a"},
      {"unclosed values", "<a b=\""},
      {"unclosed tags", "<p class"},
      {"attributes", " a b c d e f"},
      {"comments", "<!--"},
      {"declarations", "<!"},
      {"end tags", "</div></b></p>"},
      {"end tags that do not match", "<div><b></i></x>"},
      {"misnested", "<b><div></b><i></div>"},
      {"scripts", "<script><!--<script>"},
      {"drawings", "<svg><title><div>"},
      {"templates", "<template><div>"},
      {"selections", "<select><option><div>"},
      {"custom elements", "<x-a><x-b></x-a>"},
      {"buttons", "<button><p>"},
      {"objects", "<object><b>"},
  };
  for (const auto& [why, unit] : kRows) {
    CAPTURE(why);
    const auto start = std::chrono::steady_clock::now();
    check_tree(HtmlTree(repeated(unit, 1 << 20)));
    check_tree(HtmlTree("<a " + repeated(unit, 1 << 18)));
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
  }
}

TEST_CASE("html tree: attributes by the hundred thousand") {
  std::string html = "<p ";
  for (int i = 0; i < 200'000; ++i) html += "a" + std::to_string(i) + "=1 ";
  const HtmlTree tree(html + ">text");
  CHECK(tree.text_of(HtmlTree::root()) == "text");
  CHECK(tree[tree.find("p")].attributes.size() == 200);
  CHECK(tree.damage() == "a tag with too many attributes: the first 200 were kept");
}

TEST_CASE("html tree: depth is bounded, the text stays") {
  const HtmlTree tree(repeated("<div>", 200'000 * 5) + "deep");
  CHECK(tree.text_of(HtmlTree::root()) == "deep");
  CHECK(tree.size() < 600);
  CHECK(tree.damage() == "nested too deep: only the outer 512 levels were kept");
  // Neither many elements nor elements that need no end tag are deep.
  for (const std::string_view unit : {"<div>x</div>", "<p>x", "<li>x", "<p><b>x</b>", "<div><span>x</div>", "<br>"}) {
    CAPTURE(unit);
    CHECK(HtmlTree(repeated(unit, 100'000)).damage().empty());
  }
}

TEST_CASE("html tree: a page truncated anywhere") {
  constexpr std::string_view kPage =
      "<!DOCTYPE html><html lang='en'><head><meta charset=utf-8><title>T &amp; é</title><style>a{}</style></head>"
      "<body class=\"x\"><!-- c --><p>one &eacute;&#233;<br/>two<table><tr><td>中文</table><svg><title>t</title></svg>"
      "<![CDATA[x]]></p><script>var a='</p>'</script></body></html>";
  for (std::size_t size = 0; size <= kPage.size(); ++size) {
    check_tree(HtmlTree(whole_code_points(kPage, size)));
  }
}

TEST_CASE("html tree: bytes and references that are no text") {
  using namespace std::string_view_literals;
  for (const std::string_view html : {"a\0b"sv, "<p\0>x\0</p>"sv, "&#xD800;&#xDFFF;&#0;&#x110000;&#xFFFFFFFFFF;"sv,
                                      "<\uFFFF>"sv, "<p title='&#xD800;'>x</p>"sv, "\uFEFF<p>x"sv, "<é>x</é>"sv}) {
    check_tree(HtmlTree(html));
  }
}

TEST_CASE("parser input: what is left out") {
  struct Row {
    std::string_view why, html, left;
  };
  constexpr Row kRows[] = {
      {"pages as they are", "<p class=a>x</p>", "<p class=a>x</p>"},
      {"comments but for their lines", "a<!-- \n <p> -->b<!-->c<!--d--!>e", "a\nb<!-->ce"},
      {"a comment that never ends", "a<!-- b", "a"},
      {"scripts", "<script>if (a</b) {\n}</script>x", "<script>\n</script>x"},
      {"no JSON", "<script type=application/json>{}</script>", "<script type=application/json>{}</script>"},
      {"no script with a script in a comment", "<script><!--<script></script>--></script>",
       "<script><!--<script></script>--></script>"},
      {"nothing in a title", "<title>The <script> tag</title><p>x", "<title>The <script> tag</title><p>x"},
      {"no short data address", "<img src='data:x'>", "<img src='data:x'>"},
      {"an empty element of HTML is open", "<title/>", "<title/>"},
      {"one of XML is not", "<?xml version='1.0'?><title/><br/><p id='a'/>x",
       "<?xml version='1.0'?><title/></title><br/><p id='a'/></p>x"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.why);
    CHECK(parser_input(row.html).html == row.left);
  }
  const std::string image = "<img alt=a src=\"data:image/png;base64," + repeated("abcd", 1000) + "\" title=b>";
  CHECK(parser_input(image).html == "<img alt=a src=\"\" title=b>");
}

}  // namespace
}  // namespace byline

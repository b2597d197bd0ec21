#include "indexer/xml_reader.hpp"

#include <doctest/doctest.h>

#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "common/utf8.hpp"

namespace byline {
namespace {

/// Enters everything down to `item` elements, takes those, and writes all of it down.
class Recorder : public XmlVisitor {
 public:
  XmlStep begin(const XmlNode& element, std::size_t) override {
    if (element.name == "stop") return XmlStep::Stop;
    if (element.name == "skip") return XmlStep::Skip;
    if (element.name == "item") return XmlStep::Take;
    log += "<" + element.name + " ";
    return XmlStep::Enter;
  }
  void take(XmlTree&& tree, bool is_whole) override {
    log += "[" + single_spaced(tree.text_of(XmlTree::root())) + (is_whole ? "] " : "…] ");
  }
  void end(std::size_t depth) override { log += std::to_string(depth) + "> "; }

  std::string log;
};

std::string events(std::string_view xml) {
  Recorder recorder;
  read_xml(xml, recorder);
  return recorder.log;
}

std::string text_of(std::string_view xml) {
  const auto tree = parse_xml(xml);
  return tree ? tree->text_of(XmlTree::root()) : "nothing";
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string result;
  result.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) result += text;
  return result;
}

TEST_CASE("xml: records are taken one by one, whatever is damaged around them") {
  struct Case {
    std::string why, xml, expected;
  };
  for (const auto& [why, xml, expected] : {
           Case{"well-formed", "<a><item>x</item><b><item>y</item></b></a>", "<a [x] <b [y] 1> 0> "},
           Case{"skipped", "<a><skip><item>x</item></skip><item>y</item></a>", "<a [y] 0> "},
           Case{"stopped", "<a><item>x</item><stop/><item>y</item></a>", "<a [x] "},
           Case{"cut in a record", "<a><item>x</item><item>y <b>z", "<a [x] [y z…] 0> "},
           Case{"cut in a tag", "<a><item>x</item><item>y</ite", "<a [x] [y…] 0> "},
           Case{"end tag missing inside", "<a><item><b>x</item><item>y</item></a>", "<a [x] [y] 0> "},
           Case{"end tag too many", "<a><item>x</p></item><item>y</item></a>", "<a [x] [y] 0> "},
           Case{"crossed", "<a><item><b>x<i>y</b>z</i></item><item>w</item></a>", "<a [xyz] [w] 0> "},
           Case{"an attribute without quotes", "<a><item><b c=d>x</b></item><item>y</item></a>", "<a [x] [y] 0> "},
           Case{"bare signs", "<a><item>R&D & 1 < 2 &unknown; x</item><item>&lt;b&gt;</item></a>",
                "<a [R&D & 1 < 2 &unknown; x] [<b>] 0> "},
           Case{"what stands before", "\n Warning: x & y in <!-- <b> -->\n<?xml version='1.0'?><a><item>x</item></a>",
                "<a [x] 0> "},
           Case{"what stands behind", "<a><item>x</item></a><b><item>y</item></b>", "<a [x] 0> "},
           Case{"prefix not declared", "<a><dc:item>x</dc:item></a>", "<a [x] 0> "},
           Case{"no XML", "A text about 1 < 2.", ""},
           Case{"empty", "", ""},
       }) {
    CAPTURE(why);
    CHECK(events(xml) == expected);
  }
}

TEST_CASE("xml: characters") {
  struct Case {
    std::string why, xml, expected;
  };
  for (const auto& [why, xml, expected] : {
           Case{"references", "<a>&amp;&lt;&gt;&quot;&apos;&#65;&#x42;&#x1F409;</a>", "&<>\"'AB🐉"},
           Case{"names that only HTML has", "<a>caf&eacute;&nbsp;&mdash;&hellip;</a>", "café\u00A0—…"},
           Case{"numbers that mean Windows-1252", "<a>&#147;x&#148; &#150;</a>", "“x” –"},
           Case{"numbers of no character", "<a>x&#3;y&#xD800;z&#99999999999;&#0;</a>", "x y z  "},
           Case{"control characters", std::string("<a>x\x03y\0z</a>", 12), "x y z"},
           Case{"CDATA", "<a><![CDATA[<b>R&D &amp; ]] ]]>&amp;<![CDATA[]]]]></a>", "<b>R&D &amp; ]] &]]"},
           Case{"CDATA that never ends", "<a><![CDATA[x <b>", "x <b>"},
           Case{"comment", "<a>x<!-- <b> -- & -->y<!-- z", "xy"},
           Case{"instruction", "<a>x<?php <b> ?>y<? z", "xy z"},
           Case{"line ends", "<a>x\r\ny\rz</a>", "x\ny\nz"},
           Case{"end of CDATA outside one", "<a>x ]]> y</a>", "x ]]> y"},
           Case{"ISO-8859-1", "<?xml version='1.0' encoding='ISO-8859-1'?><a>caf\xE9</a>", "café"},
           Case{"declared wrongly", "<?xml version='1.0' encoding='ISO-8859-1'?><a>café</a>", "café"},
           Case{"undeclared Windows-1252", "<a>caf\xE9 \x93x\x94</a>", "café “x”"},
           Case{"byte order mark", "\xEF\xBB\xBF<a>é</a>", "é"},
           Case{"UTF-16 with a mark", std::string("\xFE\xFF\0<\0a\0>\0x\0<\0/\0a\0>", 16), "x"},
           Case{"UTF-16 without", std::string("<\0a\0>\0x\0<\0/\0a\0>\0", 16), "x"},
           Case{"KOI8-R", "<?xml version=\"1.0\" encoding=\"koi8-r\"?><a>\xCD\xC9\xD2</a>", "мир"},
           Case{"Shift-JIS", "<?xml version=\"1.0\" encoding=\"Shift_JIS\"?><a>\x93\xFA\x96\x7B</a>", "日本"},
           Case{"cut inside a character", "<a>x\xE2\x80", "x"},
       }) {
    CAPTURE(why);
    CHECK(text_of(xml) == expected);
  }
}

TEST_CASE("xml: names, namespaces, attributes and lines") {
  const auto tree = parse_xml(
      "<r xmlns='urn:a' xmlns:d='urn:d'\n xml:lang='de'>\n<d:x k='1 &amp; 2' "
      "d:k='3'>t</d:x><no:y/>\n\n<z>u\nv</z></r>");
  REQUIRE(tree);
  const XmlNode& root = (*tree)[XmlTree::root()];
  CHECK(root.name == "r");
  CHECK(root.space == "urn:a");
  CHECK(root.line == 2);
  CHECK(root.attribute("lang", kXmlSpace) == "de");
  CHECK(root.attribute("lang").empty());
  const XmlNode& x = (*tree)[tree->child(XmlTree::root(), "x")];
  CHECK(x.space == "urn:d");
  CHECK(x.prefix == "d");
  CHECK(x.line == 3);
  CHECK(x.attribute("k") == "1 & 2");
  CHECK(x.attribute("k", "urn:d") == "3");
  const XmlNode& y = (*tree)[tree->find("y")];
  CHECK(y.space.empty());
  CHECK(y.prefix == "no");
  const XmlNode& z = (*tree)[tree->find("z")];
  CHECK(z.line == 5);
  CHECK(z.end == tree->size());
  CHECK((*tree)[z.first_child].line == 5);
  CHECK(tree->text_of_child(XmlTree::root(), "z") == "u\nv");
  CHECK(tree->text_of_child(XmlTree::root(), "w").empty());
}

TEST_CASE("xml: markup inside becomes HTML") {
  const auto tree = parse_xml(
      "<c><h:div xmlns:h='http://www.w3.org/1999/xhtml' title='a \"b\" &lt;'>x &amp; "
      "<h:br/><h:em/>y<p>z</p></h:div></c>");
  REQUIRE(tree);
  CHECK(tree->html_within(XmlTree::root()) ==
        "<div title=\"a &quot;b&quot; &lt;\">x &amp; <br><em></em>y<p>z</p></div>");
}

TEST_CASE("xml: what is declared in a document type is neither read nor expanded") {
  CHECK(text_of("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'> <!-- it's > ] --> ]><a>&x;</a>") == "&x;");
  CHECK(text_of("<!DOCTYPE a SYSTEM \"http://127.0.0.1:9/x.dtd\"><a>y</a>") == "y");
  CHECK(text_of("<!doctype a [<!ENTITY x '\"'>\n]>\n<a>y</a>") == "y");
  CHECK(text_of("<!DOCTYPE a \"open><a>y</a>") == "y");
  std::string bomb = "<!DOCTYPE a [<!ENTITY e0 'lol'>";
  for (int i = 1; i < 20; ++i) {
    const std::string below = "&e" + std::to_string(i - 1) + ";";
    bomb += "<!ENTITY e" + std::to_string(i) + " '" + repeated(below, 10) + "'>";
  }
  CHECK(text_of(bomb + "]><a>&e19;</a>") == "&e19;");
}

TEST_CASE("xml: how it went") {
  Recorder recorder;
  struct Case {
    std::string xml;
    bool has_root, is_whole, has_problem;
  };
  for (const auto& [xml, has_root, is_whole, has_problem] : {
           Case{"<a/>", true, true, false},
           Case{"<a>&nbsp;<stop/></a>", true, true, false},
           Case{"<a>&x;</a>", true, true, true},
           Case{"<a><b></a>", true, true, true},
           Case{"<a>\n<b>\n", true, false, true},
           Case{"text", false, true, true},
           Case{std::string("\0\x01\x80", 3), false, true, true},
       }) {
    CAPTURE(xml);
    const XmlOutcome outcome = read_xml(xml, recorder);
    CHECK(outcome.has_root == has_root);
    CHECK(outcome.is_whole == is_whole);
    CHECK(outcome.problem.empty() != has_problem);
  }
  CHECK(read_xml("<a>\n<b>\n", recorder).last_line == 3);
  CHECK(read_xml("<a>caf\xE9</a>", recorder).note.find("not UTF-8") != std::string::npos);
}

TEST_CASE("xml: the root tells what a file is") {
  const auto root = xml_root("<?xml version='1.0'?><!-- x --><feed xmlns='http://www.w3.org/2005/Atom'><entry>");
  REQUIRE(root);
  CHECK(root->name == "feed");
  CHECK(root->space == "http://www.w3.org/2005/Atom");
  CHECK_FALSE(xml_root("{\"a\": 1}"));
}

TEST_CASE("xml: cut anywhere, something is read and nothing breaks") {
  const std::string xml =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?><!DOCTYPE a [<!ENTITY x \"y\">]><a b='é &amp; &#x2019;'>"
      "<item>ж<![CDATA[<p>ß & ]]]>&eacute;<!-- c --><b/></item><skip>x</skip><c:d e=\"f\">日本</c:d></a>";
  for (std::size_t size = 0; size <= xml.size(); ++size) {
    CAPTURE(size);
    events(std::string_view(xml).substr(0, size));
    CHECK(is_valid_utf8(text_of(std::string_view(xml).substr(0, size))));
  }
}

/// Anything but linear time would not end before the suite is given up.
TEST_CASE("xml: hostile documents are read to their end") {
  SUBCASE("nested deep") {
    const auto tree = parse_xml(repeated("<a>", 100'000) + "x" + repeated("</a>", 100'000));
    REQUIRE(tree);
    CHECK(tree->size() == 251);
    CHECK(tree->text_of(XmlTree::root()) == "x");
  }
  SUBCASE("nested deep, never closed") { CHECK(parse_xml(repeated("<a>", 1'000'000))->size() == 250); }
  SUBCASE("end tags of nothing") {
    CHECK(parse_xml(repeated("<a>", 50'000) + repeated("</b>", 1'000'000))->size() == 250);
  }
  SUBCASE("many elements") { CHECK(parse_xml("<a>" + repeated("<b/>", 1'000'000))->size() == 200'000); }
  SUBCASE("one long text") { CHECK(text_of("<a>" + repeated("lorem &amp; ", 5'000'000)).size() == 40'000'000); }
  SUBCASE("one long CDATA") { CHECK(text_of("<a><![CDATA[" + repeated("<p> ipsum", 5'000'000)).size() == 45'000'000); }
  SUBCASE("one long attribute") { CHECK(parse_xml("<a b='" + repeated("lorem ", 5'000'000) + "'/>")); }
  SUBCASE("comments and instructions never closed") {
    parse_xml("<a>" + repeated("<!", 1'000'000) + repeated("<?", 1'000'000) + repeated("<!--", 1'000'000));
    parse_xml(repeated("<!DOCTYPE '", 1'000'000));
  }
  SUBCASE("ampersands") { CHECK(text_of("<a>" + repeated("&", 2'000'000)).size() == 2'000'000); }
  SUBCASE("namespaces") {
    std::string xml = "<a";
    for (int i = 0; i < 20'000; ++i) xml += " xmlns:n" + std::to_string(i) + "='u'";
    CHECK(parse_xml(xml + ">" + repeated("<n1:b>", 20'000)));
  }
  SUBCASE("attributes") {
    std::string xml = "<a";
    for (int i = 0; i < 50'000; ++i) xml += " n" + std::to_string(i) + "='u'";
    CHECK(parse_xml(xml + "/>"));
  }
}

TEST_CASE("xml: what the visitor throws arrives") {
  class Thrower : public XmlVisitor {
   public:
    XmlStep begin(const XmlNode&, std::size_t) override { throw std::runtime_error("no room"); }
    void take(XmlTree&&, bool) override {}
  };
  Thrower thrower;
  CHECK_THROWS_WITH_AS(read_xml("<a><b/></a>", thrower), "no room", std::runtime_error);
}

TEST_CASE("xml: several threads read at once") {
  std::vector<std::string> logs(4);
  std::vector<std::thread> threads;
  for (std::string& log : logs) {
    threads.emplace_back([&log] {
      for (int i = 0; i < 50; ++i) log = events("<a><item>x &eacute;</item><b>");
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::string& log : logs) CHECK(log == "<a [x é] <b 1> 0> ");
}

}  // namespace
}  // namespace byline

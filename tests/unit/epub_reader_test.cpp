#include "indexer/epub_reader.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "archive_bytes.hpp"
#include "indexer/epub_package.hpp"
#include "indexer/xml_reader.hpp"

using namespace byline;

namespace {

using Members = std::vector<std::pair<std::string, std::string>>;

constexpr const char* kContainer = R"(<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>)"
                                   R"(<rootfile full-path="OPS/book.opf"/></rootfiles></container>)";

std::string package_of(const std::string& metadata, const std::string& manifest, const std::string& rest) {
  return R"(<package xmlns="http://www.idpf.org/2007/opf" xmlns:opf="http://www.idpf.org/2007/opf" version="3.0">)"
         R"(<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">)" +
         metadata + "</metadata><manifest>" + manifest + "</manifest>" + rest + "</package>";
}

std::string chapter_of(const std::string& body) {
  return R"(<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">)"
         "<head><title/><script/></head><body>" +
         body + "</body></html>";
}

/// A book of two chapters, "a" and "b".
Members book_of(const std::string& first, const std::string& second,
                const std::string& metadata = "<dc:title>T</dc:title>") {
  const std::string manifest = R"(<item id="b" href="t/b.xhtml"/><item id="a" href="t/a%20a.xhtml"/>)"
                               R"(<item id="n" href="nav.xhtml" properties="nav"/>)";
  const std::string spine = R"(<spine><itemref idref="a"/><itemref idref="b"/></spine>)";
  return {{"META-INF/container.xml", kContainer},
          {"OPS/book.opf", package_of(metadata, manifest, spine)},
          {"OPS/t/b.xhtml", chapter_of(second)},
          {"OPS/t/a a.xhtml", chapter_of(first)},
          {"OPS/nav.xhtml", chapter_of(R"(<nav epub:type="toc"><ol><li><a href="t/a%20a.xhtml">One</a><ol><li>)"
                                       R"(<a href="t/b.xhtml#x">Two</a></li></ol></li></ol></nav>)")}};
}

ReadOutcome read(const std::string& bytes) {
  std::vector<ReadOutcome> outcomes;
  read_epub({"/a/book.epub", bytes}, {}, [&](ReadOutcome&& outcome) { outcomes.push_back(std::move(outcome)); });
  REQUIRE(outcomes.size() == 1);
  return outcomes[0];
}

Article article_in(const Members& members) {
  ReadOutcome outcome = read(test::zip_of(members));
  REQUIRE(std::holds_alternative<Article>(outcome));
  return std::get<Article>(outcome);
}

std::string reason_of(const std::string& bytes) {
  const ReadOutcome outcome = read(bytes);
  REQUIRE(std::holds_alternative<Rejection>(outcome));
  return std::get<Rejection>(outcome).reason;
}

/// "1 One: text | 2 Two: text"
std::string outline_of(const Article& article) {
  std::string result;
  for (const Section& section : article.sections) {
    result +=
        (result.empty() ? "" : " | ") + std::to_string(section.level) + " " + section.heading + ": " + section.text;
  }
  return result;
}

}  // namespace

TEST_CASE("epub: chapters in the order of the spine") {
  CHECK(outline_of(
            article_in(book_of("<h1>First</h1><p>one</p><h2>Inner</h2><p>two</p>", "<h1>Second</h1><p>three</p>"))) ==
        "1 First: First\none | 2 Inner: Inner\ntwo | 2 Second: Second\nthree");
}

TEST_CASE("epub: chapters without headings are named by the table of contents") {
  CHECK(outline_of(article_in(book_of("<p>one</p>", "<p>two</p>"))) == "1 One: One\none | 2 Two: Two\ntwo");
}

TEST_CASE("epub: a document that goes on with a chapter, when nothing names it") {
  Members members = book_of("<h1>First</h1><p>one</p>", "<p>two</p><p>three</p>");
  members.pop_back();
  CHECK(outline_of(article_in(members)) == "1 First: First\none\ntwo\nthree");
}

TEST_CASE("epub: what closes itself in XHTML swallows nothing") {
  CHECK(outline_of(article_in(book_of("<h1><a id=\"x\"/>First</h1><p/><p><i/>one</p>", "<p>two</p>"))) ==
        "1 First: First\none | 2 Two: Two\ntwo");
}

TEST_CASE("epub: metadata of version 3") {
  const Article article = article_in(
      book_of("<p>one</p>", "<p>two</p>",
              R"(<dc:title id="t">Harbours</dc:title><meta refines="#t" property="title-type">main</meta>)"
              R"(<dc:title id="s">A History</dc:title><meta refines="#s" property="title-type">subtitle</meta>)"
              R"(<dc:creator>Mira Okonkwo</dc:creator><dc:creator id="e">Lena Marsh</dc:creator>)"
              R"(<meta refines="#e" property="role">edt</meta><dc:contributor>Some Program</dc:contributor>)"
              R"(<dc:date>2019-04</dc:date><dc:language>de-CH</dc:language><dc:subject>fish</dc:subject>)"
              R"(<dc:subject>law</dc:subject><dc:publisher>Calder Press</dc:publisher>)"
              R"(<dc:identifier>https://example.org/b</dc:identifier>)"));
  CHECK(article.title == "Harbours: A History");
  CHECK(article.authors == std::vector<std::string>{"Mira Okonkwo"});
  REQUIRE(article.contributors.size() == 1);
  CHECK(article.contributors[0] == Contributor{"Lena Marsh", "editor"});
  CHECK(article.date == PartialDate{2019, 4, 0});
  CHECK(article.language == "de");
  CHECK(article.tags == std::vector<std::string>{"fish", "law"});
  CHECK(article.source == "Calder Press");
  CHECK(article.url == "https://example.org/b");
  CHECK(article.id.empty());
}

TEST_CASE("epub: metadata of version 2") {
  const Article article =
      article_in(book_of("<p>one</p>", "<p>two</p>",
                         R"(<dc:title>Harbours</dc:title><dc:creator opf:role="aut">Mira Okonkwo</dc:creator>)"
                         R"(<dc:creator opf:role="trl">Samuel Achebe</dc:creator>)"
                         R"(<dc:date opf:event="modification">2022-01-01</dc:date>)"
                         R"(<dc:date opf:event="publication">2001</dc:date>)"));
  CHECK(article.authors == std::vector<std::string>{"Mira Okonkwo"});
  CHECK(article.contributors == std::vector<Contributor>{{"Samuel Achebe", "translator"}});
  CHECK(article.date == PartialDate{2001, 0, 0});
}

TEST_CASE("epub: NCX names chapters and their levels") {
  const auto tree = parse_xml(
      "<ncx><navMap><navPoint><navLabel><text> Part  one </text></navLabel><content src='a.html'/>"
      "<navPoint><navLabel><text>Chapter</text></navLabel><content src='b.html#top'/></navPoint>"
      "</navPoint></navMap></ncx>");
  REQUIRE(tree);
  const EpubContents contents = read_epub_ncx(*tree, "OPS/toc.ncx");
  REQUIRE(contents.size() == 2);
  CHECK(contents.at("OPS/a.html").title == "Part one");
  CHECK(contents.at("OPS/a.html").level == 1);
  CHECK(contents.at("OPS/b.html").level == 2);
}

TEST_CASE("epub: contents, covers and title pages are left out") {
  const Article article = article_in(book_of("<section epub:type=\"titlepage\"><h1>T</h1></section>\n", "<p>two</p>"));
  CHECK(outline_of(article) == "1 Two: Two\ntwo");
  REQUIRE(article.omissions.size() == 1);
  CHECK(article.omissions[0].what == "title page");
}

TEST_CASE("epub: references are resolved") {
  CHECK(resolved_member("OPS/book.opf", "../a%20b.xhtml#x") == "a b.xhtml");
  CHECK(resolved_member("OPS/text/book.opf", "./../../../../x") == "x");
  CHECK(resolved_member("book.opf", "t/%C3%A9.xhtml") == "t/é.xhtml");
  CHECK(resolved_member("OPS/book.opf", "100%.xhtml") == "OPS/100%.xhtml");
  CHECK(resolved_member("OPS/book.opf", "/x.html") == "x.html");
  CHECK(resolved_member("", "").empty());
}

TEST_CASE("epub: books that are protected, and fonts that are garbled") {
  const auto with_encryption = [](const std::string& algorithm, const std::string& member) {
    Members members = book_of("<p>one</p>", "<p>two</p>");
    members.emplace_back("META-INF/encryption.xml",
                         "<encryption xmlns:enc='http://www.w3.org/2001/04/xmlenc#'><enc:EncryptedData>"
                         "<enc:EncryptionMethod Algorithm='" +
                             algorithm + "'/><enc:CipherData><enc:CipherReference URI='" + member +
                             "'/></enc:CipherData></enc:EncryptedData></encryption>");
    return test::zip_of(members);
  };
  CHECK(reason_of(with_encryption("http://www.w3.org/2001/04/xmlenc#aes128-cbc", "OPS/t/b.xhtml")) ==
        "protected (DRM)");
  CHECK(std::holds_alternative<Article>(read(with_encryption("http://www.idpf.org/2008/embedding", "OPS/f.otf"))));
  CHECK(std::holds_alternative<Article>(
      read(with_encryption("http://www.w3.org/2001/04/xmlenc#aes128-cbc", "OPS/i.png"))));
}

TEST_CASE("epub: a chapter that is missing is noted") {
  Members members = book_of("<p>one</p>", "<p>two</p>");
  std::erase_if(members, [](const auto& member) { return member.first == "OPS/t/b.xhtml"; });
  const Article article = article_in(members);
  CHECK(outline_of(article) == "1 One: One\none");
  CHECK(article.notes == std::vector<std::string>{"1 of 2 chapters could not be read"});
}

TEST_CASE("epub: no container, no package, no text") {
  Members members = book_of("<p>one</p>", "<p>two</p>");
  members.erase(members.begin());
  CHECK(outline_of(article_in(members)) == "1 One: One\none | 2 Two: Two\ntwo");
  CHECK(reason_of(test::zip_of({{"a.txt", "x"}})) == "not a readable EPUB");
  CHECK(reason_of(test::zip_of(book_of("<img src='x'/>", ""))) == "no text in it");
  CHECK(reason_of("") == "empty");
  CHECK(reason_of("PK\x03\x04 what").substr(0, 19) == "not a readable EPUB");
}

TEST_CASE("epub: damage anywhere gives an article or a reason") {
  const std::string whole = test::zip_of(book_of("<h1>First</h1><p>one</p>", "<p>two</p>"));
  for (std::size_t size = 0; size < whole.size(); size += 7) read(whole.substr(0, size));
  for (std::size_t at = 0; at < whole.size(); at += 5) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
    read(damaged);
  }
}

TEST_CASE("epub: bombs") {
  // entities that would double and double again
  std::string declared = "<!DOCTYPE package [<!ENTITY a \"aaaaaaaaaaaaaaaaaaaa\">";
  for (char c = 'b'; c < 'z'; ++c) {
    declared += std::string("<!ENTITY ") + c + " \"";
    for (int i = 0; i < 10; ++i) declared += std::string("&") + static_cast<char>(c - 1) + ";";
    declared += "\">";
  }
  Members members = book_of("<p>one</p>", "<p>two</p>");
  members[1].second = declared + "]>" + members[1].second;
  members[1].second.replace(members[1].second.find("<dc:title>T"), 11, "<dc:title>T&y;");
  CHECK(article_in(members).title.size() < 100);
  // nested as deep as it gets
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<div>";
  CHECK(std::holds_alternative<Article>(read(test::zip_of(book_of(deep + "deep", "<p>two</p>")))));
  // one chapter larger than any
  CHECK(outline_of(article_in(book_of("<p>" + std::string(17u << 20, 'x') + "</p>", "<p>two</p>"))) ==
        "1 Two: Two\ntwo");
  read(test::zip_of_overlapping(std::string(1u << 20, 'x'), 1000));
}

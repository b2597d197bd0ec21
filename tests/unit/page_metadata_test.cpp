#include "indexer/page_metadata.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "archive_fixture.hpp"
#include "indexer/byline_names.hpp"
#include "indexer/date_in_line.hpp"
#include "indexer/html_tree.hpp"
#include "indexer/json_value.hpp"
#include "indexer/page_title.hpp"
#include "indexer/web_address.hpp"

namespace byline {
namespace {

Article read(const std::string& html) {
  Article article;
  apply_page_metadata(HtmlTree(html), article);
  return article;
}

std::string page(const std::string& head, const std::string& body = "<p>Text.</p>") {
  return "<!DOCTYPE html><html><head>" + head + "</head><body>" + body + "</body></html>";
}

std::string json_ld(const std::string& json) { return "<script type='application/ld+json'>" + json + "</script>"; }

std::string people(const Article& article) {
  std::string text = test::join(article.authors, "; ");
  for (const Contributor& other : article.contributors) text += "|" + other.role + " " + other.name;
  return text;
}

std::string date(const Article& article) { return article.date ? article.date->to_string() : "none"; }

std::string origin(const Article& article, const std::string& field) {
  for (const Finding& finding : article.findings) {
    if (finding.field == field) return finding.origin;
  }
  return "none";
}

TEST_CASE("the title of a page") {
  struct Row {
    std::string head;
    std::string body;
    std::string title;
    std::string origin;
  };
  const Row rows[] = {
      {"<title>Port reopens</title>", "", "Port reopens", "<title>"},
      {"<title>Port reopens | The Post</title>", "<h1>Port reopens</h1>", "Port reopens", "<title>"},
      {"<title>The Post - Port reopens</title>", "<h1>Port reopens</h1>", "Port reopens", "<title>"},
      {"<title>Port reopens - The Post</title><meta property=og:site_name content='The Post'>", "", "Port reopens",
       "<title>"},
      {"<title>Port reopens - THE POST - Politics</title><meta property=og:site_name content='The Post'>", "",
       "Port reopens", "<title>"},
      {"<title>Port reopens :: the-post.example</title><link rel=canonical href='https://www.the-post.example/a'>", "",
       "Port reopens", "<title>"},
      {"<title>Harbour edition [the-post.example]</title><link rel=canonical href='https://the-post.example/a'>", "",
       "Harbour edition", "<title>"},
      {"<title>港口重新开放_要闻_海港网</title><meta property=og:site_name content='海港网'>", "", "港口重新开放",
       "<title>"},
      {"<title>Ферри вернулся — Портовая газета</title>", "<h1>Ферри вернулся</h1>", "Ферри вернулся", "<title>"},
      // Only a heading or the site's name shows what to cut.
      {"<title>Ferries - what comes next</title><meta property=og:site_name content='The Post'>", "",
       "Ferries - what comes next", "<title>"},
      {"<title>Post</title><meta property=og:title content='Port reopens'>", "<h1>Port reopens</h1>", "Port reopens",
       "og:title"},
      {"<title>x</title><meta property='og:title' content='R&amp;amp;D in Port Alder'>", "", "R&D in Port Alder",
       "og:title"},
      {json_ld(R"({"@type":"NewsArticle","headline":"Port reopens"})") + "<title>Another | Post</title>", "",
       "Port reopens", "JSON-LD headline"},
      // Two that agree outweigh one that differs.
      {json_ld(R"({"@type":"Article","headline":"a port","name":"Port Alder"})") +
           "<title>Port Alder - Almanac</title>",
       "<h1>Port Alder</h1>", "Port Alder", "JSON-LD name"},
      {"<meta name=DC.Title content='Port reopens'>", "", "Port reopens", "dc:title"},
      {"<meta property='x:title dc:title' content='Port reopens'>", "", "Port reopens", "dc:title"},
      {"", "<h1>Port <em>reopens</em></h1>", "Port reopens", "<h1>"},
      {"", "", "", "none"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.head + row.body);
    const Article article = read(page(row.head, row.body));
    CHECK(article.title == row.title);
    CHECK(origin(article, "title") == row.origin);
  }
}

TEST_CASE("the people of a page") {
  struct Row {
    std::string head;
    std::string body;
    std::string people;
    std::string origin;
  };
  const std::string h1 = "<h1>Port reopens</h1>";
  const std::string text = "<p>The harbour of Port Alder opened again on Monday.</p>";
  const Row rows[] = {
      {json_ld(R"({"@type":"NewsArticle","headline":"x","author":{"@type":"Person","name":"Erin Williams"}})"), "",
       "Erin Williams", "JSON-LD author"},
      {json_ld(R"({"@type":"NewsArticle","author":[{"name":"Erin Williams"},{"name":"Jo Doe"}]})"), "",
       "Erin Williams; Jo Doe", "JSON-LD author"},
      {json_ld(R"({"@type":"NewsArticle","author":"By ERIN WILLIAMS, AP"})"), "", "Erin Williams", "JSON-LD author"},
      {json_ld(R"({"@type":["NewsArticle"],"author":{"name":["Erin Williams","Jo Doe"]}})"), "",
       "Erin Williams; Jo Doe", "JSON-LD author"},
      {json_ld(
           R"({"@graph":[{"@type":"Article","author":{"@id":"#e"}},{"@type":"Person","@id":"#e","name":"Erin Williams"}]})"),
       "", "Erin Williams", "JSON-LD author"},
      {json_ld(R"({"@type":"Article","author":"Erin Williams","editor":{"name":"Jo Doe"},"translator":"Ann Lee"})"), "",
       "Erin Williams|editor Jo Doe|translator Ann Lee", "JSON-LD author"},
      // The article that the page is about, not one of a list.
      {json_ld(R"({"@type":"ItemList","itemListElement":[{"@type":"NewsArticle","author":"Jo Doe"}]})") +
           json_ld(R"({"@type":"NewsArticle","headline":"x","author":"Erin Williams"})"),
       "", "Erin Williams", "JSON-LD author"},
      {"<meta name=author content='Erin Williams'>", "", "Erin Williams", "author"},
      {"<meta name=author content='Williams, Erin; Byrne, Declan'>", "", "Erin Williams; Declan Byrne", "author"},
      {"<meta property=article:author content='https://social.example/erin'>", "", "", "none"},
      {"<meta name=byl content='By Erin Williams and Jo Doe'>", "", "Erin Williams; Jo Doe", "byl"},
      {"<meta name=citation_author content='Okonkwo, Ngaire'><meta name=citation_author content='Byrne, D.'>", "",
       "Ngaire Okonkwo; D. Byrne", "citation_author"},
      {"<meta name=twitter:label1 content='Verfasst von'><meta name=twitter:data1 content='Erin Williams'>", "",
       "Erin Williams", "twitter:data1"},
      // An agency, the site or a placeholder gives way to a person.
      {"<meta name=author content='Reuters'>", h1 + "<div class=byline>By Erin Williams</div>" + text, "Erin Williams",
       "element named for a byline"},
      {"<meta name=author content='admin'>", h1 + "<p>By Erin Williams</p>" + text, "Erin Williams",
       "a line of the text"},
      {"<meta name=author content='The Post'><meta property=og:site_name content='The Post'>", h1 + text, "", "none"},
      {"<meta name=author content='Reuters'>", h1 + text, "Reuters", "author"},
      {"", h1 + "<a rel=author href=/e>Erin Williams</a>" + text, "Erin Williams", "rel=author"},
      {"", h1 + "<span itemprop=author itemscope><span itemprop=name>Erin Williams</span>, Editor</span>" + text,
       "Erin Williams", "itemprop=author"},
      {"", h1 + "<span class='author vcard'><a class='url fn'>Erin Williams</a></span>" + text, "Erin Williams",
       "hCard"},
      {"", h1 + "<p class=article__byline>Von <a>Erin Williams</a> und <a>Jo Doe</a></p>" + text,
       "Erin Williams; Jo Doe", "element named for a byline"},
      {"", h1 + "<span class=author>Erin Williams</span> <span class=author>Jo Doe</span>" + text,
       "Erin Williams; Jo Doe", "element named for a byline"},
      {"", h1 + "<p>By Erin Williams</p>" + text, "Erin Williams", "a line of the text"},
      {"", h1 + "<p>Por Erin Williams y José Ibarra</p>" + text, "Erin Williams; José Ibarra", "a line of the text"},
      {"", h1 + "<p>作者：王小明　编辑：李四</p>" + text, "王小明|editor 李四", "a line of the text"},
      {"", h1 + "<p>بقلم: محمد علي</p>" + text, "محمد علي", "a line of the text"},
      {"", h1 + "<p>Автор: Иван Петров</p>" + text, "Иван Петров", "a line of the text"},
      {"", h1 + "<div class=byline>By<br>Erin Williams<br>March 25, 2015</div>" + text, "Erin Williams",
       "element named for a byline"},
      // Others than the article's author.
      {"", h1 + text + "<div class=comments><span class=author>Jo Doe</span><p>Nice.</p></div>", "", "none"},
      {"", h1 + text + "<aside class=related><span class=author>Jo Doe</span></aside>", "", "none"},
      {"", h1 + "<div itemscope itemtype='http://schema.org/Comment'><b itemprop=author>Jo Doe</b></div>" + text, "",
       "none"},
      {"", h1 + "<div class=author-bio>Jo Doe lives in Norhaven.</div>" + text, "", "none"},
      {"", h1 + "<div class=author>Follow</div><div class=byline>March 25, 2015</div>" + text, "", "none"},
      {"", h1 + "<p>By then the harbour had frozen.</p>" + text, "", "none"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.head + row.body);
    const Article article = read(page(row.head, row.body));
    CHECK(people(article) == row.people);
    CHECK(origin(article, "authors") == row.origin);
  }
}

TEST_CASE("a person whose site has their name") {
  const std::string site = "<meta property=og:site_name content='Ngaire Okonkwo'>";
  CHECK(people(
            read(page(site + json_ld(R"({"@type":"Article","author":{"@type":"Person","name":"Ngaire Okonkwo"}})")))) ==
        "Ngaire Okonkwo");
  CHECK(people(read(page(site + "<meta name=author content='Ngaire Okonkwo'>"))).empty());
}

TEST_CASE("the date of a page") {
  struct Row {
    std::string head;
    std::string body;
    std::string date;
    std::string origin;
  };
  const std::string h1 = "<h1>Port reopens</h1>";
  const Row rows[] = {
      {json_ld(R"({"@type":"Article","dateModified":"2025-05-01","datePublished":"2025-04-02T23:30:00-08:00"})"), "",
       "2025-04-02", "JSON-LD datePublished"},
      {"<meta property=article:modified_time content=2025-05-01><meta property=article:published_time "
       "content=2025-04-02T01:00Z>",
       "", "2025-04-02", "article:published_time"},
      {"<meta property=article:modified_time content=2025-05-01>", "", "2025-05-01", "article:modified_time"},
      {"<meta name=DC.date.issued content=2025-04-02>", "", "2025-04-02", "dc:date:issued"},
      {"<meta name=date content=soon>", h1 + "<time datetime=2025-04-02>Monday</time>", "2025-04-02", "<time>"},
      {"", h1 + "<time class=updated datetime=2025-05-01>x</time><time datetime=2025-04-02>y</time>", "2025-04-02",
       "<time>"},
      {"", h1 + "<span itemprop=datePublished content=2025-04-02>x</span>", "2025-04-02", "itemprop=datePublished"},
      {"", h1 + "<span class=post-date>2. April 2025</span>", "2025-04-02", "element named for a date"},
      {"", h1 + "<p>Published April 2, 2025 at 10:30 am</p>", "2025-04-02", "a line of the text"},
      {"", h1 + "<p>By Erin Williams April 2, 2025</p>", "2025-04-02", "a line of the text"},
      {"", h1 + "<p>In 2025 the harbour opened again.</p>", "none", "none"},
      {json_ld(R"({"@type":"Article","datePublished":"0001-01-01T00:00:00"})"), "", "none", "none"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.head + row.body);
    const Article article = read(page(row.head, row.body));
    CHECK(date(article) == row.date);
    CHECK(origin(article, "date") == row.origin);
  }
}

std::string repeated(const std::string& text, int times) {
  std::string all;
  while (times-- > 0) all += text;
  return all;
}

TEST_CASE("a page's language tells what 03/04/2025 is") {
  const std::string rest = "><head><meta name=date content=03/04/2025></head><body><p>x</p></body></html>";
  CHECK(date(read("<html lang=en-GB" + rest)) == "2025-04-03");
  CHECK(date(read("<html lang=en-US" + rest)) == "2025-03-04");
  const Article open = read("<html" + rest);
  CHECK(date(open) == "none");
  CHECK(open.ambiguous_date.has_value());
  const Article impossible = read("<html><head><meta name=date content=2025-02-31></head><body></body></html>");
  CHECK(date(impossible) == "none");
  CHECK(impossible.notes.size() == 1);
  CHECK(date(read(page("<link rel=canonical href='https://a.example/2025/04/02/port'>"))) == "2025-04-02");
}

TEST_CASE("the language of a page") {
  const auto language = [](const std::string& html) { return read(html).language; };
  CHECK(language("<html lang=de-AT><body><p>x</p></body></html>") == "de");
  CHECK(language("<html xml:lang=fr><body><p>x</p></body></html>") == "fr");
  CHECK(language(page("<meta property=og:locale content=pt_BR>")) == "pt");
  CHECK(language(page("<meta http-equiv=content-language content='es, en'>")) == "es");
  CHECK(language(page(json_ld(R"({"@type":"Article","inLanguage":"ja"})"))) == "ja");
  CHECK(language("<html lang=und><body><p>x</p></body></html>").empty());
  CHECK(language(page("")).empty());
  const std::string russian =
      "<p>" + repeated("Порт снова открыт, и паромы ходят каждый день между островами. ", 6) + "</p>";
  const Article article = read("<html lang=en><body>" + russian + "</body></html>");
  CHECK(article.language == "ru");
  CHECK(origin(article, "language") == "the text");
  REQUIRE(article.notes.size() == 1);
  CHECK(article.notes.front() == "language 'en' of <html lang> is not that of the text, 'ru'");
  const std::string german =
      "<p>" + repeated("Der Hafen ist wieder offen, und die Fähren fahren jeden Tag. ", 5) + "</p>";
  CHECK(language("<html lang=en><body>" + german + "</body></html>") == "en");
  CHECK(language("<html lang=en><head><meta property=og:locale content=de_DE></head><body>" + german +
                 "</body></html>") == "de");
}

TEST_CASE("section, tags, site and address of a page") {
  const Article article =
      read(page("<base href='https://post.example/news/'><link rel=canonical href='../a/port'><meta "
                "property=og:site_name content='The Post'>"
                "<meta property=article:section content=Politics><meta property=article:tag content=ports>"
                "<meta property=article:tag content='ferries, Ports'><meta name=keywords content='news, seo'>"));
  CHECK(article.source == "The Post");
  CHECK(test::join(article.categories, "|") == "Politics");
  CHECK(test::join(article.tags, "|") == "ports|ferries");
  CHECK(origin(article, "tags") == "article:tag");
  CHECK(article.url == "https://post.example/a/port");
  const Article linked = read(page("", "<h1>x</h1><a rel=tag>ports</a> <a rel='nofollow tag'>ferries</a>"));
  CHECK(test::join(linked.tags, "|") == "ports|ferries");
  const Article stated = read(page(
      json_ld(R"({"@type":"Article","articleSection":["World","Sea"],"keywords":"a, b","publisher":{"name":"P"}})")));
  CHECK(test::join(stated.categories, "|") == "World|Sea");
  CHECK(test::join(stated.tags, "|") == "a|b");
  CHECK(stated.source == "P");
}

TEST_CASE("addresses") {
  const auto absolute = [](std::string_view reference, std::string_view base) {
    return absolute_address(reference, base).value_or("none");
  };
  CHECK(absolute("https://a.example/b", "") == "https://a.example/b");
  CHECK(absolute("/b", "https://a.example/c/d?e") == "https://a.example/b");
  CHECK(absolute("b", "https://a.example/c/d?e") == "https://a.example/c/b");
  CHECK(absolute("b", "https://a.example") == "https://a.example/b");
  CHECK(absolute("?q", "https://a.example/c?d") == "https://a.example/c?q");
  CHECK(absolute("//x.example/b", "https://a.example/") == "https://x.example/b");
  CHECK(absolute("/b", "") == "none");
  CHECK(absolute("javascript:alert(1)", "https://a.example/") == "none");
  CHECK(absolute("file:///etc/passwd", "https://a.example/") == "none");
  CHECK(absolute("https://", "") == "none");
  CHECK(host_of("https://user@WWW.a.example:443/b") == "www.a.example");
  CHECK(host_of("ftp://a.example").empty());
}

TEST_CASE("scripts that are not quite JSON") {
  const std::string json = R"({"@type":"Article","headline":"Port reopens"})";
  for (const std::string& script :
       {json, "<!-- " + json + " -->", "//<![CDATA[\n" + json + "\n//]]>", "/* <![CDATA[ */" + json + "/* ]]> */",
        json + ";", std::string(R"([{"@type":"Article","headline":"Port reopens",},])"),
        std::string("{\"@type\":\"Article\",\"headline\":\"Port\nreopens\"}"),
        std::string("{\"@type\":\"Article\",\"headline\":\"Port\treopens\",\"articleBody\":\"\x01\"}")}) {
    CAPTURE(script);
    CHECK(read(page(json_ld(script))).title == "Port reopens");
  }
  for (const std::string& script : {std::string("{"), std::string("[[[["), std::string("null"), std::string("\"x\""),
                                    std::string("{\"@type\":\"Article\"}"), std::string(5000, '[')}) {
    CAPTURE(script.substr(0, 40));
    CHECK(read(page(json_ld(script))).title.empty());
  }
}

TEST_CASE("what shows people and dates is taken") {
  const HtmlTree tree(
      page("<meta name=author content='Erin Williams'>",
           "<article><h1>Port reopens</h1><div class=byline>By Erin Williams</div><time datetime=2025-04-02>April 2, "
           "2025</time><p>The harbour opened, says Erin Williams.</p></article>"));
  Article article;
  const PageMetadata metadata = apply_page_metadata(tree, article);
  std::vector<std::string> texts;
  for (const HtmlNode::Id id : metadata.taken) texts.push_back(tree.text_of(id));
  CHECK(test::join(texts, "|") == "By Erin Williams|April 2, 2025");
}

TEST_CASE("what front matter said stays") {
  Article article;
  article.title = "Ours";
  article.authors = {"Jo Doe"};
  article.language = "de";
  apply_page_metadata(HtmlTree(page("<title>Theirs</title><meta name=author content='Erin Williams'>")), article);
  CHECK(article.title == "Ours");
  CHECK(test::join(article.authors, "|") == "Jo Doe");
  CHECK(article.language == "de");
}

TEST_CASE("dates in lines") {
  const auto found = [](std::string_view line) {
    const auto result = date_in_line(line);
    return result ? result->to_string() : "none";
  };
  CHECK(found("2025-04-02T10:00:00Z") == "2025-04-02");
  CHECK(found("By Erin Williams March 25, 2015") == "2015-03-25");
  CHECK(found("Published on March 25, 2015 10:30 am") == "2015-03-25");
  CHECK(found("Erin Williams | 25. März 2015, 10:30 Uhr") == "2015-03-25");
  CHECK(found("5 min read") == "none");
  CHECK(found("Updated: March 25, 2015") == "none");
  CHECK(found("") == "none");
}

TEST_CASE("property: pages of random pieces") {
  const std::vector<std::string> pieces = {"<h1>",
                                           "</h1>",
                                           "<div class=byline>",
                                           "</div>",
                                           "By Erin Williams",
                                           "<time datetime=2025-04-02>",
                                           "</time>",
                                           "<meta name=author content='Jo Doe'>",
                                           "<script type=application/ld+json>",
                                           "</script>",
                                           "{\"@type\":\"Article\",",
                                           "\"author\":",
                                           "[",
                                           "]",
                                           "}",
                                           "\"x\"",
                                           "<p itemprop=author itemscope>",
                                           "<a rel=author>",
                                           "<title>",
                                           "</title>",
                                           " | ",
                                           "Post",
                                           "\xEF\xBF\xBD",
                                           "<base href='http://a.example'>",
                                           "<link rel=canonical href=b>",
                                           "<article>",
                                           "<html lang=xx>",
                                           "王小明",
                                           "<!--",
                                           "-->",
                                           "&amp;"};
  std::mt19937 dice(5);
  for (int round = 0; round < 500; ++round) {
    std::string html;
    for (std::size_t i = dice() % 40; i > 0; --i) html += pieces[dice() % pieces.size()];
    CAPTURE(html);
    const HtmlTree tree(html);
    Article article;
    const PageMetadata metadata = apply_page_metadata(tree, article);
    HtmlNode::Id end = 0;
    for (const HtmlNode::Id id : metadata.taken) {
      REQUIRE(id >= end);
      end = tree[id].end;
    }
    for (const std::string& author : article.authors) CHECK_FALSE(author.empty());
    CHECK(article.findings.size() < 40);
  }
}

TEST_CASE("hostile pages are read in time: many bylines") {
  const std::string many =
      repeated("<div class=byline>By Erin Williams</div><meta property=og:title content=x>", 20000);
  CHECK(read(page("", many)).authors.size() == 1);
}

TEST_CASE("hostile pages are read in time: nested bylines") {
  const std::string nested = repeated("<div class=author itemprop=author itemscope>", 50000);
  CHECK(read(page("", nested + "Erin Williams")).title.empty());
}

TEST_CASE("hostile pages are read in time: a title of many parts") {
  const std::string dashes = "<title>" + repeated("a - ", 20000) + "</title>";
  CHECK_FALSE(read(page(dashes, repeated("<h1>a - b</h1>", 20000))).title.empty());
}

TEST_CASE("hostile pages are read in time: many things and lines") {
  const std::string graph = "{\"@graph\":[" + repeated("{\"@type\":\"Article\",\"@id\":\"a\"},", 20000) + "{}]}";
  CHECK(read(page(json_ld(graph))).authors.empty());
  CHECK(read(page("", "<p>By " + repeated("by with Erin Williams 2025 ", 20000))).authors.empty());
  CHECK(split_names(repeated("by with Erin Williams 2025 (", 20000)).size() < 5000);
}

}  // namespace
}  // namespace byline

#include "indexer/feed_reader.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "common/utf8.hpp"
#include "indexer/json_feed.hpp"
#include "indexer/xml_file_reader.hpp"

namespace byline {
namespace {

struct FeedResult {
  std::vector<Article> articles;
  std::vector<Rejection> rejections;
};

FeedResult read(std::string_view bytes, const ReadOptions& options = {}) {
  FeedResult result;
  read_feed({"/archive/feed.xml", bytes}, options, [&](ReadOutcome&& outcome) {
    if (auto* article = std::get_if<Article>(&outcome)) {
      result.articles.push_back(std::move(*article));
    } else {
      result.rejections.push_back(std::get<Rejection>(outcome));
    }
  });
  return result;
}

Article read_one(std::string_view bytes) {
  FeedResult result = read(bytes);
  REQUIRE(result.articles.size() == 1);
  CHECK(result.rejections.empty());
  return result.articles.front();
}

std::string joined(const std::vector<std::string>& parts) {
  std::string result;
  for (const std::string& part : parts) result += (result.empty() ? "" : "|") + part;
  return result;
}

/// The words of the body, whatever blocks they stand in.
std::string body_of(const Article& article) {
  std::string text;
  for (const Section& section : article.sections) text += section.text + "\n";
  return single_spaced(text);
}

std::string rss(const std::string& item, const std::string& channel = "<title>Site</title>") {
  return "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
         "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:itunes=\"http://www.itunes.com/dtds/"
         "podcast-1.0.dtd\" xmlns:media=\"http://search.yahoo.com/mrss/\" "
         "xmlns:wp=\"http://wordpress.org/export/1.2/\" "
         "xmlns:excerpt=\"http://wordpress.org/export/1.2/excerpt/\"><channel>" +
         channel + "<item>" + item + "</item></channel></rss>";
}

std::string atom(const std::string& entry, const std::string& feed = "<title>Site</title>") {
  return "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='fr' xml:base='https://x.org/blog/'>" + feed + "<entry>" +
         entry + "</entry></feed>";
}

TEST_CASE("feed: what RSS items say") {
  struct Case {
    std::string item, title, authors, url, body;
  };
  for (const auto& [item, title, authors, url, body] : {
           Case{"<title>T</title><author>Jane Doe</author><link>https://x.org/1</link><description>d</description>",
                "T", "Jane Doe", "https://x.org/1", "d"},
           Case{"<title>R&amp;amp;D &lt;b&gt;now&lt;/b&gt;</title>", "R&D now", "", "", ""},
           Case{"<title>1 &lt; 2 &amp; 3</title>", "1 < 2 & 3", "", "", ""},
           Case{"<title>T</title><author>jane@x.org (Jane Doe)</author>", "T", "Jane Doe", "", ""},
           Case{"<title>T</title><author>jane@x.org</author>", "T", "", "", ""},
           Case{"<title>T</title><author>noreply@blogger.com (Unknown)</author>", "T", "", "", ""},
           Case{"<title>T</title><author>j@x.org (J)</author><dc:creator>Jane Doe</dc:creator>", "T", "Jane Doe", "",
                ""},
           Case{"<title>T</title><dc:creator>Jane Doe</dc:creator><dc:creator>John Roe</dc:creator>", "T",
                "Jane Doe|John Roe", "", ""},
           Case{"<title>T</title><dc:creator>Jane Doe and John Roe</dc:creator>", "T", "Jane Doe|John Roe", "", ""},
           Case{"<title>T</title><itunes:author>Site Radio</itunes:author><author>Jane Doe</author>", "T", "Jane Doe",
                "", ""},
           Case{"<title>T</title><dc:creator>Site</dc:creator>", "T", "", "", ""},
           Case{"<guid>https://x.org/1</guid><title>T</title>", "T", "", "https://x.org/1", ""},
           Case{"<guid isPermaLink='false'>https://x.org/1</guid><title>T</title>", "T", "", "", ""},
           Case{"<title>T</title><description>short</description><content:encoded>&lt;p&gt;long&lt;/p&gt;"
                "</content:encoded>",
                "T", "", "", "long"},
           Case{"<title>T</title><content:encoded> </content:encoded><description>short</description>", "T", "", "",
                "short"},
           Case{"<title>T</title><description>one &amp;amp; two\n\nthree</description>", "T", "", "",
                "one & two three"},
           Case{"<title>T</title><xhtml:body xmlns:xhtml='http://www.w3.org/1999/xhtml'><p>a</p><p>b</p></xhtml:body>",
                "T", "", "", "a b"},
           Case{"<media:title>T</media:title><media:group><media:description>d</media:description></media:group>", "T",
                "", "", "d"},
       }) {
    CAPTURE(item);
    const Article article = read_one(rss(item));
    CHECK(article.title == title);
    CHECK(joined(article.authors) == authors);
    CHECK(article.url == url);
    CHECK(body_of(article) == body);
    CHECK(article.source == "Site");
  }
}

TEST_CASE("feed: dates, tags, language, what is kept and what is left out") {
  const Article article = read_one(
      rss("<title>T</title><guid isPermaLink='false'>7</guid><pubDate>Wed, 02 Apr 2025 09:30:00 GMT</pubDate>"
          "<category>a</category><category domain='x'>b, c</category><dc:subject>d</dc:subject><category>a</category>"
          "<description>s</description><content:encoded>body</content:encoded><media:credit role='photographer'>Ann "
          "Lee</media:credit><enclosure url='https://x.org/a.mp3' type='audio/mpeg'/><source url='u'>Other</source>"
          "<comments>https://x.org/1#c</comments>",
          "<title>Site</title><language>en-us</language>"));
  CHECK(article.id == "7");
  CHECK((article.date == PartialDate{2025, 4, 2}));
  CHECK(joined(article.tags) == "a|b, c|d");
  CHECK(article.language == "en");
  CHECK(article.source == "Other");
  CHECK((article.contributors == std::vector<Contributor>{{"Ann Lee", "photographer"}}));
  CHECK((article.omissions == std::vector<Omission>{{"enclosure: audio/mpeg", 1, "https://x.org/a.mp3"}}));
  REQUIRE(article.asides.size() == 2);
  CHECK(article.asides[0].text == "comments: https://x.org/1#c");
  CHECK(article.asides[1].text == "summary: s");
}

TEST_CASE("feed: what Atom entries say") {
  struct Case {
    std::string entry, title, authors, url, body;
  };
  for (const auto& [entry, title, authors, url, body] : {
           Case{"<title>A &amp;amp; B</title><author><name>Jane Doe</name><uri>u</uri></author><link href='../1'/>",
                "A &amp; B", "Jane Doe", "https://x.org/1", ""},
           Case{"<title type='html'>A &amp;amp; B</title><link rel='self' href='s'/><link rel='alternate' href='a'/>",
                "A & B", "Feed Writer", "https://x.org/blog/a", ""},
           Case{"<title>T</title><author><name>A B</name></author><author><name>C D</name></author><content>1 &lt; "
                "2</content>",
                "T", "A B|C D", "", "1 < 2"},
           Case{"<title>T</title><content type='html'>&lt;p&gt;x &amp;eacute;&lt;/p&gt;</content>", "T", "Feed Writer",
                "", "x é"},
           Case{"<title>T</title><summary>s</summary><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>x "
                "<b>y</b></div></content>",
                "T", "Feed Writer", "", "x y"},
           Case{"<title>T</title><summary>s</summary><content type='image/png'>aGk=</content>", "T", "Feed Writer", "",
                "s"},
           Case{"<id>https://x.org/9</id><title>T</title>", "T", "Feed Writer", "https://x.org/9", ""},
           Case{"<title>T</title><source><title>Elsewhere</title><author><name>E F</name></author></source>", "T",
                "E F", "", ""},
       }) {
    CAPTURE(entry);
    const Article article = read_one(atom(entry, "<title>Site</title><author><name>Feed Writer</name></author>"));
    CHECK(article.title == title);
    CHECK(joined(article.authors) == authors);
    CHECK(article.url == url);
    CHECK(body_of(article) == body);
    CHECK(article.language == "fr");
  }
}

TEST_CASE("feed: dates of Atom entries") {
  struct Case {
    std::string dates;
    PartialDate expected;
  };
  for (const auto& [dates, expected] : {
           Case{"<updated>2025-03-01T00:00:00Z</updated><published>2025-02-01T00:00:00Z</published>", {2025, 2, 1}},
           Case{"<updated>2025-03-01T00:00:00Z</updated>", {2025, 3, 1}},
           Case{"<issued>2003-12-13T08:29:29-04:00</issued><modified>2004-01-01T00:00:00Z</modified>", {2003, 12, 13}},
       }) {
    CAPTURE(dates);
    CHECK((read_one(atom("<title>T</title>" + dates)).date == expected));
  }
}

TEST_CASE("feed: older and stranger kinds") {
  SUBCASE("RSS 1.0") {
    const Article article = read_one(
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/' "
        "xmlns:dc='http://purl.org/dc/elements/1.1/'><channel rdf:about='c'><title>Site</title><dc:language>sv"
        "</dc:language></channel><item rdf:about='https://x.org/1'><title>T</title><link>https://x.org/1</link>"
        "<dc:creator>Jane Doe</dc:creator><dc:date>2004-05-06T07:08:09Z</dc:date></item></rdf:RDF>");
    CHECK(article.id == "https://x.org/1");
    CHECK(article.source == "Site");
    CHECK(article.language == "sv");
    CHECK((article.date == PartialDate{2004, 5, 6}));
  }
  SUBCASE("Atom 0.3") {
    const Article article = read_one(
        "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><title>Site</title><entry><title>T</title><content "
        "type='text/html' mode='escaped'>&lt;i&gt;x&lt;/i&gt;</content></entry></feed>");
    CHECK(body_of(article) == "x");
  }
  SUBCASE("namespaces that nobody declared, names that XML does not know, space in front") {
    const Article article = read_one(
        "\n\n <?xml version='1.0'?><rss><channel><title>Site</title><item><title>caf&eacute;&nbsp;x</title>"
        "<dc:creator>Jane Doe</dc:creator><content:encoded>a & b</content:encoded></item></channel></rss>");
    CHECK(article.title == "café x");
    CHECK(joined(article.authors) == "Jane Doe");
    CHECK(body_of(article) == "a & b");
  }
  SUBCASE("Windows-1251") {
    const Article article = read_one(
        "<?xml version='1.0' encoding='windows-1251'?><rss><channel><item><title>\xCC\xE8\xF0</title></item></channel>"
        "</rss>");
    CHECK(article.title == "Мир");
  }
  SUBCASE("a WordPress export") {
    const FeedResult result =
        read(rss("<title>Post</title><dc:creator>jd</dc:creator><wp:post_type>post</wp:post_type><wp:status>publish"
                 "</wp:status><category domain='category'>News</category><category domain='post_tag'>ice</category>"
                 "<content:encoded>One.\n\nTwo.</content:encoded><excerpt:encoded>short</excerpt:encoded>"
                 "<wp:comment><wp:comment_content>Nice!</wp:comment_content></wp:comment></item>"
                 "<item><title>picture</title><wp:post_type>attachment</wp:post_type></item>"
                 "<item><title>unfinished</title><wp:post_type>post</wp:post_type><wp:status>draft</wp:status>",
                 "<title>Site</title><wp:author><wp:author_login>jd</wp:author_login><wp:author_display_name>Jane Doe"
                 "</wp:author_display_name></wp:author>"));
    REQUIRE(result.articles.size() == 1);
    const Article& article = result.articles.front();
    CHECK(joined(article.authors) == "Jane Doe");
    CHECK(joined(article.categories) == "News");
    CHECK(joined(article.tags) == "ice");
    CHECK(body_of(article) == "One. Two.");
    CHECK(article.asides.back().text == "summary: short");
    REQUIRE(article.omissions.size() == 3);
    CHECK(article.omissions[0].what == "comments");
    CHECK(article.omissions[1].what == "no article: attachment");
    CHECK(article.omissions[2].text == "unfinished");
  }
  SUBCASE("a Blogger export") {
    const auto kind = [](const std::string& name) {
      return "<category scheme='http://schemas.google.com/g/2005#kind' "
             "term='http://schemas.google.com/blogger/2008/kind#" +
             name + "'/>";
    };
    const FeedResult result = read(atom(kind("post") + "<title>Post</title><category term='ice'/></entry><entry>" +
                                        kind("comment") + "<title>Comment</title>"));
    REQUIRE(result.articles.size() == 1);
    CHECK(joined(result.articles.front().tags) == "ice");
  }
}

TEST_CASE("feed: JSON Feed") {
  const std::string head =
      R"({"version":"https:\/\/jsonfeed.org\/version\/1","title":"Site","author":{"name":"Jane Doe"},)";
  const FeedResult result = read(head + R"("items":[
    {"id":5,"url":"https://x.org/5","title":"T & U","content_html":"<p>a &amp; b</p>","date_published":"2025-04-02T00:00:00Z"},
    {"id":"6","content_text":"c","authors":[{"name":"John Roe"},{"name":"Ann Lee"}],"tags":["x","y"],"language":"de"},
    17,
    {"id":"7"},
    {"id":"8","title":"\ud800"},
    {"id":"9","title":"last"}],"language":"en"})");
  REQUIRE(result.articles.size() == 3);
  CHECK(result.articles[0].id == "5");
  CHECK(result.articles[0].title == "T & U");
  CHECK(result.articles[0].line == 2);
  CHECK(body_of(result.articles[0]) == "a & b");
  CHECK(joined(result.articles[0].authors) == "Jane Doe");
  CHECK(result.articles[0].language == "en");
  CHECK(joined(result.articles[1].authors) == "John Roe|Ann Lee");
  CHECK(joined(result.articles[1].tags) == "x|y");
  CHECK(result.articles[1].language == "de");
  CHECK(result.articles[2].line == 7);
  REQUIRE(result.rejections.size() == 3);
  CHECK((result.rejections[0] == Rejection{4, "not a JSON object"}));
  CHECK((result.rejections[1] == Rejection{5, "an entry with neither a title nor a text"}));
  CHECK(result.rejections[2].line == 6);
}

TEST_CASE("feed: what is no feed") {
  std::vector<ReadOutcome> outcomes;
  const auto keep = [&](ReadOutcome&& outcome) { outcomes.push_back(std::move(outcome)); };
  for (const char* text :
       {"<note><item><title>x</title></item></note>", "", "text", "{\"a\": 1}", "\x89PNG\r\n",
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description/></rdf:RDF>"}) {
    CAPTURE(text);
    read_feed({"/a.rss", text}, {}, keep);
    REQUIRE(outcomes.size() == 1);
    CHECK(std::holds_alternative<Rejection>(outcomes.back()));
    outcomes.clear();
    read_xml_file({"/a.xml", text}, {}, keep);
    REQUIRE(outcomes.size() == 1);
    CHECK(std::holds_alternative<Unrecognised>(outcomes.back()));
    outcomes.clear();
    read_json_feed({"/a.json", text}, {}, keep);
    REQUIRE(outcomes.size() == 1);
    CHECK(std::holds_alternative<Unrecognised>(outcomes.back()));
    outcomes.clear();
  }
}

TEST_CASE("feed: cut anywhere, entries before the cut are read") {
  const std::string item =
      "<item><guid>1</guid><title>Één</title><description>&lt;p&gt;a&lt;/p&gt;</description></item>";
  const std::string xml = "<rss><channel><title>Site</title>" + item + item + "</channel></rss>";
  const std::size_t first_end = xml.find("</item>") + 7;
  for (std::size_t size = 5; size + 1 < xml.size(); ++size) {
    CAPTURE(size);
    const FeedResult result = read(std::string_view(xml).substr(0, size));
    CHECK(result.rejections.size() == 1);
    CHECK(result.articles.size() >= (size >= first_end ? 1 : 0));
  }
  const std::string json = R"({"version":"https://jsonfeed.org/version/1","items":[{"id":"1","title":"a\"]"},)"
                           R"({"id":"2","title":"b"}],"title":"Site"})";
  const std::size_t first_item_end = json.find("},") + 2;
  for (std::size_t size = json.find(",\"items"); size < json.size(); ++size) {
    CAPTURE(size);
    const FeedResult result = read(std::string_view(json).substr(0, size));
    CHECK(result.rejections.size() == 1);
    CHECK(result.articles.size() >= (size >= first_item_end ? 1 : 0));
  }
}

TEST_CASE("feed: an item that is not closed holds the next ones") {
  const FeedResult result =
      read("<rss><channel><item><title>1</title><item><title>2</title></item><item><title>3</title></channel></rss>");
  CHECK(result.articles.size() == 3);
}

TEST_CASE("feed: hostile feeds end soon") {
  const auto start = std::chrono::steady_clock::now();
  std::string long_text;
  while (long_text.size() < 50'000'000) long_text += "lorem ipsum dolor &lt;p&gt; ";
  SUBCASE("one long text") { CHECK(read(rss("<title>" + long_text + "</title>")).articles.size() == 1); }
  SUBCASE("many items") {
    std::string items = "<title>T</title>";
    for (int i = 0; i < 100'000; ++i) items += "</item><item><title>T</title>";
    CHECK(read(rss(items)).articles.size() == 100'001);
  }
  SUBCASE("items in items") {
    std::string items;
    for (int i = 0; i < 100'000; ++i) items += "<item><title>T</title>";
    CHECK_FALSE(read(rss(items)).articles.empty());
  }
  SUBCASE("JSON nested deep") {
    const std::string deep(2'000'000, '[');
    const FeedResult result =
        read("{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"id\":" + deep + "}]}");
    CHECK(result.articles.empty());
    CHECK(result.rejections.size() == 1);
  }
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  CHECK(seconds < 60);
}

}  // namespace
}  // namespace byline

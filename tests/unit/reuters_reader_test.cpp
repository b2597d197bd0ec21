#include "indexer/reuters_reader.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace byline {
namespace {

struct NewsResult {
  std::vector<Article> articles;
  std::vector<Rejection> rejections;
  bool is_recognised = true;
};

NewsResult read(std::string_view text) {
  NewsResult result;
  read_reuters({"/archive/news.sgm", text}, {}, [&](ReadOutcome&& outcome) {
    if (auto* article = std::get_if<Article>(&outcome)) {
      result.articles.push_back(std::move(*article));
    } else if (auto* rejection = std::get_if<Rejection>(&outcome)) {
      result.rejections.push_back(std::move(*rejection));
    } else {
      result.is_recognised = false;
    }
  });
  return result;
}

std::string record(const std::string& text, const std::string& head = "") {
  return "<REUTERS TOPICS=\"YES\" OLDID=\"16\" NEWID=\"7\">\n" + head + "<TEXT>&#2;\n" + text +
         "\n&#3;</TEXT>\n</REUTERS>\n";
}

TEST_CASE("reuters: a record is an article") {
  const NewsResult result = read(
      "<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n" +
      record(
          "<TITLE>TIN &lt;TNN> RISES</TITLE>\n<AUTHOR>    By Jane Doe and John Roe, Reuters</AUTHOR>\n<DATELINE>    "
          "ORU, March 5 - </DATELINE><BODY>First line\nsecond line.\n    Next &amp; last.\n Reuter\n&#3;</BODY>",
          "<DATE> 5-MAR-1987 09:10:11.55</DATE>\n<TOPICS><D>tin</D><D>trade</D></TOPICS>\n<PLACES><D>oru</D></PLACES>\n"
          "<UNKNOWN>\n&#5;f0704&#31;wire</UNKNOWN>\n"));
  CHECK(result.rejections.empty());
  REQUIRE(result.articles.size() == 1);
  const Article& article = result.articles.front();
  CHECK(article.id == "7");
  CHECK(article.line == 2);
  CHECK(article.title == "TIN <TNN> RISES");
  CHECK((article.authors == std::vector<std::string>{"Jane Doe", "John Roe"}));
  CHECK((article.date == PartialDate{1987, 3, 5}));
  CHECK((article.tags == std::vector<std::string>{"tin", "trade", "oru"}));
  REQUIRE(article.sections.size() == 1);
  CHECK(article.sections[0].text == "First line\nsecond line.\nNext & last.");
  CHECK((article.sections[0].blocks == std::vector<Block>{{0, 11}, {24, 13}}));
  CHECK((article.asides == std::vector<Aside>{{AsideKind::Byline, "ORU, March 5 -", 11}}));
  REQUIRE(article.omissions.size() == 2);
  CHECK((article.omissions[0] == Omission{"codes of the wire", 6, "f0704 wire"}));
  CHECK((article.omissions[1] == Omission{"sign-off", 14, "Reuter"}));
}

TEST_CASE("reuters: texts") {
  struct Case {
    std::string text, title, body;
  };
  for (const auto& [text, title, body] : {
           Case{"<TITLE>T</TITLE>", "T", ""},
           Case{"<title>T</title><body>b</body>", "T", "b"},
           Case{"******A HEADLINE\nText of it\ngoes on.\n REUTER", "A HEADLINE", "Text of it\ngoes on."},
           Case{"<TITLE>T</TITLE>Text behind.", "T", "Text behind."},
           Case{"<TITLE>T</TITLE><BODY>a\n\nb\n\tc\n  d</BODY>", "T", "a\nb\nc\nd"},
           Case{"<TITLE>T</TITLE><BODY>never closed", "T", "never closed"},
           Case{"<TITLE>T</TITLE><BODY>    A Reuter poll\n    x\n Reuter\n\n REUTER</BODY>", "T", "A Reuter poll\nx"},
           Case{"<TITLE>T\x03\x1F U</TITLE><BODY>a\x01 b</BODY>", "T U", "a  b"},
       }) {
    CAPTURE(text);
    const NewsResult result = read(record(text));
    REQUIRE(result.articles.size() == 1);
    CHECK(result.articles[0].title == title);
    CHECK((result.articles[0].sections.empty() ? "" : result.articles[0].sections[0].text) == body);
  }
}

TEST_CASE("reuters: damaged records are rejected, the others read") {
  const std::string good = record("<TITLE>T</TITLE>");
  const NewsResult result = read(good + "<REUTERS NEWID=\"8\">\n<TEXT><TITLE>lost\n" + good + "<REUTERS></REUTERS>\n" +
                                 good + "<REUTERS NEWID=\"9\">\n<TEXT>");
  CHECK(result.articles.size() == 3);
  CHECK((result.rejections == std::vector<Rejection>{{6, "a record that is not closed"},
                                                     {13, "a record with neither a title nor a text"},
                                                     {19, "the file ends inside this record"}}));
}

TEST_CASE("reuters: other files") {
  CHECK_FALSE(read("<!DOCTYPE book><book><title>x</title></book>").is_recognised);
  CHECK_FALSE(read("REUTERS <REUTERSX>").is_recognised);
  CHECK((read(" \n").rejections == std::vector<Rejection>{{0, "empty"}}));
}

TEST_CASE("reuters: cut anywhere") {
  const std::string text =
      record("<TITLE>Één &lt;T></TITLE><BODY>ж\n    b\n Reuter</BODY>", "<TOPICS><D>a</D></TOPICS>");
  for (std::size_t size = 0; size < text.size(); ++size) {
    CAPTURE(size);
    const NewsResult result = read(std::string_view(text).substr(0, size));
    CHECK(result.articles.size() + result.rejections.size() + (result.is_recognised ? 0 : 1) == 1);
  }
}

TEST_CASE("reuters: hostile files end soon") {
  for (const char* piece :
       {"<REUTERS>", "<REUTERS", "</REUTERS>", "<", "<D>", "<BODY>", "&", "=", "\n", "<TITLE></REUTERS>"}) {
    CAPTURE(piece);
    std::string text;
    while (text.size() < 1'000'000) text += piece;
    const auto start = std::chrono::steady_clock::now();
    read(text);
    read("<REUTERS " + text + ">" + text + "<TOPICS>" + text + "</TOPICS></REUTERS>");
    CHECK(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() < 10);
  }
}

}  // namespace
}  // namespace byline

#include "indexer/mediawiki_reader.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace byline {
namespace {

struct DumpResult {
  std::vector<Article> articles;
  std::vector<Rejection> rejections;
};

DumpResult read(std::string_view bytes) {
  DumpResult result;
  read_mediawiki({"/archive/wiki.xml", bytes}, {}, [&](ReadOutcome&& outcome) {
    if (auto* article = std::get_if<Article>(&outcome)) {
      result.articles.push_back(std::move(*article));
    } else {
      result.rejections.push_back(std::get<Rejection>(outcome));
    }
  });
  return result;
}

std::string page(const std::string& title, const std::string& rest) {
  return "<page><title>" + title + "</title>" + rest + "</page>\n";
}

std::string revision(const std::string& time, const std::string& text) {
  return "<revision><timestamp>" + time + "</timestamp><contributor><username>U</username></contributor><text>" + text +
         "</text></revision>";
}

std::string dump(const std::string& pages) {
  return "<mediawiki xmlns='http://www.mediawiki.org/xml/export-0.11/' xml:lang='ru'>\n<siteinfo><sitename>Альманах"
         "</sitename><base>https://w.example/wiki/Заглавная</base><namespaces><namespace key='0'/><namespace key='1'>"
         "Обсуждение</namespace><namespace key='14'>Категория</namespace></namespaces></siteinfo>\n" +
         pages + "</mediawiki>";
}

TEST_CASE("mediawiki: a page is an article") {
  const DumpResult result = read(dump(page(
      "Маяк & порт", "<ns>0</ns><id>7</id>" + revision("2024-05-06T07:08:09Z", "Маяк стоит.\n\n[[категория:Маяки]]"))));
  CHECK(result.rejections.empty());
  REQUIRE(result.articles.size() == 1);
  const Article& article = result.articles.front();
  CHECK(article.title == "Маяк & порт");
  CHECK(article.id == "7");
  CHECK(article.line == 3);
  CHECK(article.language == "ru");
  CHECK(article.source == "Альманах");
  CHECK(article.authors.empty());
  CHECK((article.date == PartialDate{2024, 5, 6}));
  CHECK(article.url == "https://w.example/wiki/%D0%9C%D0%B0%D1%8F%D0%BA_%26_%D0%BF%D0%BE%D1%80%D1%82");
  CHECK((article.tags == std::vector<std::string>{"Маяки"}));
  REQUIRE(article.asides.size() == 1);
  CHECK(article.asides[0].text == "contributor: U");
  REQUIRE(article.sections.size() == 1);
  CHECK(article.sections[0].text == "Маяк стоит.");
}

TEST_CASE("mediawiki: which pages and revisions are articles") {
  const std::string newer = revision("2024-02-01T00:00:00Z", "new"), older = revision("2023-02-01T00:00:00Z", "old");
  const DumpResult result = read(
      dump(page("A", "<ns>0</ns>" + older + newer) + page("B", "<ns>0</ns>" + newer + older) +
           page("Talk", "<ns>1</ns>" + newer) + page("обсуждение:C", newer) + page("C: d", newer) +
           page("E", "<ns>0</ns><redirect title='A'/>" + newer) + page("F", revision("", "#REDIRECT [[A]]")) +
           page("G", "<ns>0</ns><revision><model>json</model><text>{}</text></revision>") + page("H", "<ns>0</ns>") +
           page("I", revision("", "")) + page("J", "<revision><text deleted='deleted'/></revision>")));
  CHECK(result.rejections.empty());
  REQUIRE(result.articles.size() == 3);
  CHECK(result.articles[0].sections[0].text == "new");
  CHECK(result.articles[1].sections[0].text == "new");
  CHECK(result.articles[2].title == "C: d");
  std::string omitted;
  for (const Article& article : result.articles) {
    for (const Omission& omission : article.omissions) omitted += omission.what + ": " + omission.text + "\n";
  }
  CHECK(omitted ==
        "1 older revision: \n1 older revision: \npage of another namespace: Talk\npage of another namespace: "
        "обсуждение:C\nredirect: E\nredirect: F\nno wikitext but json: G\npage without a revision: H\npage without a "
        "text: I\npage without a text: J\n");
}

TEST_CASE("mediawiki: cut anywhere, pages before the cut are read") {
  const std::string xml =
      dump(page("A", revision("2024-02-01T00:00:00Z", "a")) + page("B", revision("", "b {{c}} [[d]]")));
  const std::size_t first_end = xml.find("</page>") + 7;
  for (std::size_t size = 0; size + 1 < xml.size(); ++size) {
    CAPTURE(size);
    const DumpResult result = read(std::string_view(xml).substr(0, size));
    CHECK(result.rejections.size() == 1);
    CHECK(result.articles.size() >= (size >= first_end ? 1 : 0));
  }
}

TEST_CASE("mediawiki: other documents") {
  for (const char* text : {"", "text", "<rss/>", "\x1F\x8B\x08"}) {
    const DumpResult result = read(text);
    CHECK(result.articles.empty());
    CHECK(result.rejections.size() == 1);
  }
}

TEST_CASE("mediawiki: a page with many revisions") {
  std::string revisions;
  for (int i = 0; i < 50'000; ++i) revisions += revision("2024-02-01T00:00:00Z", "some text of the page");
  const DumpResult result = read(dump(page("A", revisions)));
  REQUIRE(result.articles.size() == 1);
  CHECK(result.articles[0].omissions[0].what == "49999 older revisions");
}

}  // namespace
}  // namespace byline

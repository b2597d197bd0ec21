#include "indexer/html_reader.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "common/utf8.hpp"

namespace byline {
namespace {

std::vector<ReadOutcome> read_all(std::string_view bytes, const std::string& path = "/archive/a-name.html") {
  std::vector<ReadOutcome> outcomes;
  read_html({path, bytes}, {}, [&](ReadOutcome&& outcome) { outcomes.push_back(std::move(outcome)); });
  return outcomes;
}

Article read(std::string_view bytes, const std::string& path = "/archive/a-name.html") {
  const auto outcomes = read_all(bytes, path);
  REQUIRE(outcomes.size() == 1);
  REQUIRE(std::holds_alternative<Article>(outcomes.front()));
  return std::get<Article>(outcomes.front());
}

std::string body_of(const Article& article) {
  std::string text;
  for (const Section& section : article.sections) text += section.text + "\n";
  return text;
}

TEST_CASE("html reader: declared character sets") {
  struct Row {
    std::string_view html, charset;
  };
  constexpr Row kRows[] = {
      {"<meta charset=utf-8>", "utf-8"},
      {"<META CHARSET = \"Shift_JIS\" >", "Shift_JIS"},
      {"<meta http-equiv='Content-Type' content='text/html; charset=windows-1251'>", "windows-1251"},
      {"<meta content=\"text/html;charset=gb2312\" http-equiv=content-type>", "gb2312"},
      {"<?xml version=\"1.0\" encoding='ISO-8859-2'?><html>", "ISO-8859-2"},
      {"<meta name=charset content=x><meta charset=koi8-r>", "koi8-r"},
      {"<meta name=viewport><p>charset=latin1", ""},
      {"<meta charset=", ""},
      {"<meta charset", ""},
      {"<meta", ""},
      {"", ""},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.html);
    CHECK(declared_charset(row.html) == row.charset);
  }
}

TEST_CASE("html reader: text in the character set that the page declares") {
  struct Row {
    std::string_view why, html, text;
  };
  constexpr Row kRows[] = {
      {"windows-1251", "<meta charset=windows-1251><p>\xCF\xEE\xF0\xF2", "Порт\n"},
      {"Shift-JIS", "<meta charset=Shift_JIS><p>\x8D\x60", "港\n"},
      {"GB18030", "<meta charset=gb18030><p>\xB8\xDB", "港\n"},
      {"UTF-8 that says to be something else", "<meta charset=iso-8859-1><p>Порт", "Порт\n"},
      {"nothing declared", "<p>caf\xE9", "café\n"},
      {"a character set that nobody knows", "<meta charset=alder-7><p>caf\xE9", "café\n"},
      {"a byte order mark", "\xEF\xBB\xBF<p>Порт", "Порт\n"},
      {"UTF-16", std::string_view("\xFF\xFE<\0p\0>\0x\0", 10), "x\n"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.why);
    CHECK(body_of(read(row.html)) == row.text);
  }
}

TEST_CASE("html reader: title and language of a page") {
  const Article article = read("<html lang=de-AT><title>Der Hafen</title><body><p>Text.");
  CHECK(article.title == "Der Hafen");
  CHECK(article.language == "de");
  CHECK(read("<p>text").title == "a-name");
  CHECK(read("<p>text", "/archive/2025-04-02-a-name.html").title == "a-name");
}

TEST_CASE("html reader: front matter, and all of the rest is text") {
  const Article article = read(
      "---\ntitle: The ferry\nauthor: Mira Okonkwo\ndate: 2025-04-02\ntags: [ferries]\n---\n"
      "{% include nav.html %}\n<nav><a href=x>Not left out</a></nav>\n<h2>Timetable</h2>\n<p>{{ page.title }} sails at "
      "dawn.</p>\n");
  CHECK(article.title == "The ferry");
  CHECK(article.authors == std::vector<std::string>{"Mira Okonkwo"});
  REQUIRE(article.date);
  CHECK(article.date->to_string() == "2025-04-02");
  CHECK(body_of(article) == "Not left out\nTimetable\nsails at dawn.\n");
  REQUIRE(article.sections.size() == 2);
  CHECK(article.sections[1].heading == "Timetable");
  CHECK(article.sections[1].blocks[0].line == 9);
  CHECK(article.omissions.empty());
}

TEST_CASE("html reader: front matter before a whole page") {
  const Article article = read(
      "+++\ntitle = \"The ferry\"\n+++\n<!DOCTYPE html><html><title>Other</title><nav>no</nav><body><p>It sails at "
      "dawn.");
  CHECK(article.title == "The ferry");
  CHECK(body_of(article) == "It sails at dawn.\n");
}

TEST_CASE("html reader: what cannot be read is rejected, what is damaged is read as far as it goes") {
  using namespace std::string_view_literals;
  struct Row {
    std::string_view bytes, reason;
  };
  for (const Row& row : {Row{"", "empty"}, Row{" \n", "empty"}, Row{"a\0b"sv, "binary"}}) {
    const auto outcomes = read_all(row.bytes);
    REQUIRE(outcomes.size() == 1);
    REQUIRE(std::holds_alternative<Rejection>(outcomes.front()));
    CHECK(std::get<Rejection>(outcomes.front()).reason == row.reason);
  }
  constexpr std::string_view kPage =
      "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>The ferry</title></head><body><nav><a href=x>N</a>"
      "</nav><article><h1>The ferry</h1><p>It sails, they say, at dawn. Порт 中文</p></article></body></html>";
  for (std::size_t size = 1; size <= kPage.size(); ++size) {
    const Article article = read(kPage.substr(0, size));
    CHECK(is_valid_utf8(body_of(article) + article.title));
  }
}

}  // namespace
}  // namespace byline

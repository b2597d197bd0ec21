#include "indexer/json_lines_reader.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace byline {
namespace {

std::vector<ReadOutcome> read(std::string_view text, const ReadOptions& options = {}) {
  std::vector<ReadOutcome> outcomes;
  read_json_lines({"/archive/a.jsonl", text}, options, [&](ReadOutcome&& o) { outcomes.push_back(std::move(o)); });
  return outcomes;
}

Article read_one(const std::string& text, const ReadOptions& options = {}) {
  const auto outcomes = read(text, options);
  REQUIRE(outcomes.size() == 1);
  REQUIRE(std::holds_alternative<Article>(outcomes.front()));
  return std::get<Article>(outcomes.front());
}

TEST_CASE("a record is an article") {
  const Article article = read_one(
      R"({"id":"r1","headline":"A title","author":"Erin Williams","date":"2025-04-02","text":"One.\n\nTwo\nlines.",)"
      R"("category":"Politics","tags":["a","b"],"lang":"en","link":"https://x.y/z","words":12})");
  CHECK(article.id == "r1");
  CHECK(article.title == "A title");
  CHECK(article.authors.front() == "Erin Williams");
  CHECK((article.date == PartialDate{2025, 4, 2}));
  CHECK(article.categories.front() == "Politics");
  CHECK(article.tags.size() == 2);
  CHECK(article.language == "en");
  CHECK(article.url == "https://x.y/z");
  CHECK(article.line == 1);
  REQUIRE(article.sections.size() == 1);
  CHECK(article.sections[0].level == 0);
  CHECK(article.sections[0].text == "One.\nTwo lines.");
  CHECK((article.sections[0].blocks == std::vector<Block>{{0, 1}, {5, 1}}));
  REQUIRE(article.asides.size() == 1);
  CHECK(article.asides[0].text == "words: 12");
}

TEST_CASE("records are taken apart at lines, bad ones rejected by their line") {
  const auto outcomes = read(
      "{\"text\":\"a\"}\n\n  \nnot json\n[1]\n\"text\"\n{\"text\":\"b\"}\n{\"text\":\"open\n{}\n{\"date\":\"2025\"}\n"
      "{\"text\":\"\\ud800\"}\n{\"title\":\"t\"}\n{\"text\":\"c\"} x\nnull\n{\"text\":\"last\"}");
  std::string summary;
  for (const ReadOutcome& outcome : outcomes) {
    if (const auto* article = std::get_if<Article>(&outcome)) {
      summary += std::to_string(article->line) + "+ ";
    } else {
      const auto& rejection = std::get<Rejection>(outcome);
      CHECK_FALSE(rejection.reason.empty());
      summary += std::to_string(rejection.line) + "- ";
    }
  }
  CHECK(summary == "1+ 4- 5- 6- 7+ 8- 9- 10- 11- 12+ 13- 14- 15+ ");
}

TEST_CASE("bodies in every shape") {
  struct Row {
    const char* json;
    std::string_view text;
  };
  constexpr Row kRows[] = {
      {R"({"text":"plain"})", "plain"},
      {R"({"body":"b"})", "b"},
      {R"({"content":["one","two"]})", "one\ntwo"},
      {R"({"text":["one",{"x":1},"two"]})", "one\ntwo"},
      {R"({"text":"","summary":"s"})", "s"},
      {R"({"title":"t","text":null})", ""},
      {R"({"title":"t","text":7})", "7"},
      {R"({"title":"t","text":"  "})", ""},
      {R"({"text":"tab\tand\u0000nul"})", "tab\tand nul"},
      {R"({"text":"\u4e2d\u56fd 🎉"})", "中国 🎉"},
      {R"({"text":"# no heading"})", "# no heading"},
      {R"({"text":"By Erin Williams\n\nText."})", "By Erin Williams\nText."},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.json);
    const Article article = read_one(row.json);
    CHECK((article.sections.empty() ? "" : article.sections.front().text) == row.text);
    CHECK(article.sections.size() <= 1);
  }
}

TEST_CASE("ids may be numbers; mapped names") {
  CHECK(read_one(R"({"id":12,"text":"x"})").id == "12");
  CHECK(read_one(R"({"_id":"a","text":"x"})").id == "a");
  ReadOptions options;
  options.field_map = {{"text", "a.b"}, {"title", "kicker"}};
  const Article article = read_one(R"({"a":{"b":"deep"},"kicker":"K","title":"T","text":"x"})", options);
  CHECK(article.title == "K");
  CHECK(article.sections.front().text == "deep");
}

TEST_CASE("nothing at all, deep nesting, big numbers") {
  REQUIRE(read("").size() == 1);
  CHECK(std::holds_alternative<Rejection>(read("").front()));
  for (const std::size_t depth : {100u, 1000u, 1030u, 100000u}) {
    CAPTURE(depth);
    const std::string deep = std::string(depth, '[') + std::string(depth, ']');
    CHECK(read("{\"text\":\"x\",\"deep\":" + deep + "}\n{\"text\":\"y\"}").size() == 2);
  }
  CHECK(read("{\"text\":\"x\",\"n\":1e400000}").size() == 1);
}

}  // namespace
}  // namespace byline

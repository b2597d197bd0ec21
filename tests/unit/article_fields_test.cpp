#include "indexer/article_fields.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "archive_fixture.hpp"
#include "indexer/article_date.hpp"
#include "indexer/front_matter.hpp"
#include "indexer/text_blocks.hpp"

namespace byline {
namespace {

/// The article that fields, written as YAML, make.
Article apply(const std::string& yaml, FieldOrigin origin = FieldOrigin::Record,
              const std::map<std::string, std::string>& field_map = {}) {
  const FrontMatter front = read_front_matter("---\n" + yaml + "\n---\n");
  REQUIRE(front.note == "");
  Article article;
  apply_fields(front.fields, FieldNames(field_map), origin, article);
  return article;
}

std::string listed(const std::vector<std::string>& list) { return test::join(list, "|"); }

TEST_CASE("language codes") {
  struct Row {
    std::string_view text;
    std::string_view expected;
  };
  constexpr Row kRows[] = {
      {"en", "en"},      {"EN", "en"},   {"en-US", "en"}, {"en_GB", "en"}, {"eng", "en"},       {"deu", "de"},
      {"zh-Hant", "zh"}, {" de ", "de"}, {"pt-BR", "pt"}, {"haw", "haw"},  {"english", "none"}, {"e", "none"},
      {"", "none"},      {"12", "none"}, {"e1", "none"},  {"-en", "none"}, {"_", "none"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.text);
    CHECK(language_code(row.text).value_or("none") == row.expected);
  }
}

TEST_CASE("dated file names") {
  struct Row {
    std::string_view stem;
    std::string_view date;
    std::string_view rest;
  };
  constexpr Row kRows[] = {
      {"2014-09-15-Rust-1.0", "2014-09-15", "Rust-1.0"},
      {"2014-09-15_rust", "2014-09-15", "rust"},
      {"2014-09-15 rust", "2014-09-15", "rust"},
      {"2014-09-15", "2014-09-15", "2014-09-15"},
      {"2014-09-15-", "2014-09-15", "2014-09-15-"},
      {"2014-09-15x", "none", "2014-09-15x"},
      {"2014-09-31-x", "none", "2014-09-31-x"},
      {"2014-09-rust", "none", "2014-09-rust"},
      {"rust", "none", "rust"},
      {"", "none", ""},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.stem);
    const DatedName name = split_dated_name(row.stem);
    CHECK((name.date ? name.date->to_string() : "none") == row.date);
    CHECK(name.rest == row.rest);
  }
}

TEST_CASE("authors in every shape") {
  struct Row {
    std::string yaml;
    std::string_view expected;
  };
  const Row rows[] = {
      {"author: Erin Williams", "Erin Williams"},
      {"author: Erin Williams and Jo Doe", "Erin Williams|Jo Doe"},
      {"author: Erin Williams, Jo Doe", "Erin Williams|Jo Doe"},
      {"authors: [Erin Williams, Jo Doe]", "Erin Williams|Jo Doe"},
      {"authors: [Erin Williams, Erin Williams]", "Erin Williams"},
      {"authors: [\"Martin Luther King, Jr.\"]", "Martin Luther King, Jr."},
      {"authors: [\"King, Jr.\"]", "King, Jr."},
      {"authors: [\"Erin Williams, Jo Doe\"]", "Erin Williams|Jo Doe"},
      {"authors: [\"Erin Williams, Jo Doe and Bo Chen\"]", "Erin Williams|Jo Doe|Bo Chen"},
      {"authors: [erin42 and jodoe]", "erin42|jodoe"},
      {"authors: [Erin Williams and jodoe]", "Erin Williams|jodoe"},
      {"authors: [The Science and Technology Desk]", "The Science and Technology Desk"},
      {"author: {name: Erin Williams, email: e@x.y}", "Erin Williams"},
      {"authors: [{name: Erin Williams}, {name: Jo Doe}]", "Erin Williams|Jo Doe"},
      {"author: {first: {name: Erin Williams}, second: {name: Jo Doe}}", "Erin Williams|Jo Doe"},
      {"byline: By Erin Williams", "Erin Williams"},
      {"creator: Erin Williams", "Erin Williams"},
      {"Author: Erin Williams", "Erin Williams"},
      {"taxonomies: {authors: [Erin Williams]}", "Erin Williams"},
      {"author:", ""},
      {"authors: []", ""},
      {"author: ''\nbyline: Jo Doe", "Jo Doe"},
      {"author: {email: e@x.y}", ""},
      {"authors: [[Erin Williams]]", "Erin Williams"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.yaml);
    CHECK(listed(apply(row.yaml).authors) == row.expected);
  }
}

TEST_CASE("tags and categories") {
  struct Row {
    std::string yaml;
    FieldOrigin origin;
    std::string_view tags;
    std::string_view categories;
  };
  const Row rows[] = {
      {"tags: [trade, 'New York']", FieldOrigin::Record, "trade|New York", ""},
      {"tags: trade, New York", FieldOrigin::Record, "trade|New York", ""},
      {"tags: trade; New York", FieldOrigin::Record, "trade|New York", ""},
      {"tags: trade york", FieldOrigin::Record, "trade york", ""},
      {"tags: trade york", FieldOrigin::FrontMatter, "trade|york", ""},
      {"tag: New York", FieldOrigin::FrontMatter, "New York", ""},
      {"tags: [a, a, b]", FieldOrigin::Record, "a|b", ""},
      {"tags: [{name: a}, {label: b}]", FieldOrigin::Record, "a|b", ""},
      {"keywords: a, b", FieldOrigin::Record, "a|b", ""},
      {"category: World News", FieldOrigin::FrontMatter, "", "World News"},
      {"categories: world news", FieldOrigin::FrontMatter, "", "world|news"},
      {"categories: [World News]", FieldOrigin::FrontMatter, "", "World News"},
      {"section: World News", FieldOrigin::Record, "", "World News"},
      {"tags: []", FieldOrigin::Record, "", ""},
      {"tags: ' , ,'", FieldOrigin::Record, "", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.yaml);
    const Article article = apply(row.yaml, row.origin);
    CHECK(listed(article.tags) == row.tags);
    CHECK(listed(article.categories) == row.categories);
  }
}

TEST_CASE("other fields") {
  CHECK(apply("title: ' A  b\n  c '").title == "A b c");
  CHECK(apply("headline: A").title == "A");
  CHECK(apply("id: 7").id == "7");
  CHECK(apply("id: 7", FieldOrigin::FrontMatter).id.empty());
  CHECK(apply("url: https://x.y/z").url == "https://x.y/z");
  CHECK(apply("url: /z").url.empty());
  CHECK(apply("source: The Paper").source == "The Paper");
  CHECK(apply("publisher: {name: The Paper}").source == "The Paper");
  CHECK(apply("language: en-GB").language == "en");
  CHECK(apply("language: English").notes.size() == 1);
  CHECK(apply("date: soon").notes.size() == 1);
  CHECK_FALSE(apply("date: soon").date.has_value());
  const Article article = apply("editor: Ann Lee\ntranslated_by: [Bo Chen, Cy Poe]\nphotographer: Ann Lee");
  REQUIRE(article.contributors.size() == 4);
  CHECK((article.contributors[1] == Contributor{"Bo Chen", "translator"}));
  CHECK(article.authors.empty());
}

TEST_CASE("dates that wait, that cannot be, and that decide each other") {
  const Article waiting = apply("date: 03/04/2025");
  CHECK_FALSE(waiting.date);
  REQUIRE(waiting.ambiguous_date);
  CHECK(waiting.ambiguous_date->day_first.to_string() == "2025-04-03");
  CHECK(waiting.notes.empty());
  CHECK(apply("date: 03/04/2025\nlang: en-US").date->to_string() == "2025-03-04");
  CHECK(apply("lang: fr\ndate: 03/04/2025").date->to_string() == "2025-04-03");
  CHECK(apply("date: 03/04/2025\npublished_at: 2025-03-04").date->to_string() == "2025-03-04");
  const Article impossible = apply("date: 2025-02-31");
  CHECK_FALSE(impossible.date);
  CHECK(listed(impossible.notes) == "date '2025-02-31' cannot be");
}

TEST_CASE("an ambiguous date is settled by what else is known") {
  const auto settled = [](const std::string& yaml, const std::string& path) {
    Article article = apply(yaml);
    article.path = path;
    settle_date(article);
    CHECK_FALSE(article.ambiguous_date);
    return article.date ? article.date->to_string() : listed(article.notes);
  };
  CHECK(settled("date: 03/04/2025", "/a/b.md") == "date '03/04/2025' may be day/month or month/day");
  CHECK(settled("date: 03/04/2025", "/a/2025-03-04-b.md") == "2025-03-04");
  CHECK(settled("date: 03/04/2025", "/a/2025-03-05-b.md") == "date '03/04/2025' may be day/month or month/day");
  CHECK(settled("date: 03/04/2025\nurl: https://x.y/2025/04/03/b", "/a/b.md") == "2025-04-03");
  Article german = apply("date: 03/04/2025");
  append_block(german.sections.emplace_back(),
               "Der Hafen von Norhaven bleibt bis zum Ende des Winters geschlossen, weil das Eis auf der Reede zu dick "
               "geworden ist und die Schlepper nicht mehr durchkommen. Die Fischer warten auf den Frühling.",
               1);
  settle_date(german);
  CHECK(german.date->to_string() == "2025-04-03");
}

TEST_CASE("what is not known stays as metadata, cut when it is long") {
  const Article article = apply("title: A\nlayout: post\nnothing:\nlong: " + std::string(999, 'x') + "éé");
  REQUIRE(article.asides.size() == 2);
  CHECK(article.asides[0].kind == AsideKind::Metadata);
  CHECK(article.asides[0].text == "layout: post");
  CHECK(article.asides[1].text == "long: " + std::string(999, 'x') + "…");
}

TEST_CASE("mapped names come before ours") {
  const std::map<std::string, std::string> map = {{"title", "meta.kicker"}, {"authors", "people"}};
  const Article article =
      apply("title: Ours\nmeta: {kicker: Theirs}\npeople: [Erin Williams]\nauthor: Jo Doe", FieldOrigin::Record, map);
  CHECK(article.title == "Theirs");
  CHECK(listed(article.authors) == "Erin Williams");
  CHECK(apply("title: Ours", FieldOrigin::Record, map).title.empty());
  const std::map<std::string, std::string> dotted = {{"title", "a.b"}};
  CHECK(apply("a.b: Dotted\na: {b: Path}", FieldOrigin::Record, dotted).title == "Dotted");
  for (const char* name : {"title", "text", "authors", "date", "section", "tags", "language", "url", "id", "source"}) {
    CHECK(is_known_field(name));
  }
  CHECK_FALSE(is_known_field("headline"));
  CHECK_FALSE(is_known_field(""));
}

}  // namespace
}  // namespace byline

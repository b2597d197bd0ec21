#include "searcher/options.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "archive_fixture.hpp"
#include "common/error.hpp"

namespace byline {
namespace {

using Arguments = std::vector<std::string>;

std::optional<SearcherOptions> parse(const Arguments& arguments) {
  std::vector<const char*> argv{"byline-search"};
  for (const std::string& argument : arguments) argv.push_back(argument.c_str());
  return parse_searcher_options(static_cast<int>(argv.size()), argv.data());
}

/// "query | author=Smith,Jones | date=2024": query and filters on one line.
std::string summary(const Arguments& arguments) {
  try {
    const auto options = parse(arguments);
    if (!options) return "help";
    std::string text = options->request.query;
    for (const FilterOption& option : options->request.filters) {
      text += " | " + std::string(name_of(option.field)) + "=" + test::join(option.values, ";");
    }
    return text;
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::Usage);
    CHECK(std::string_view(error.what()).find('\n') == std::string_view::npos);
    return "error";
  }
}

std::string shown(const Arguments& arguments) { return test::join(arguments, "␣"); }

TEST_CASE("what is query, option and value") {
  struct Row {
    Arguments arguments;
    std::string_view expected;
  };
  const Row rows[] = {
      {{"china"}, "china"},
      {{"china", "russia"}, "china russia"},
      {{"china", "--author", "Smith", "russia"}, "china russia | author=Smith"},
      {{"--section", "What's Next", "canada"}, "canada | section=What's Next"},
      {{"canada", "--section", "What's Next"}, "canada | section=What's Next"},
      {{"--author=Erin Williams", "x"}, "x | author=Erin Williams"},
      {{"--author", "Erin Williams", "x"}, "x | author=Erin Williams"},
      {{"--author", "A", "--author", "B", "x"}, "x | author=A;B"},
      {{"--author", "A", "B", "x"}, "B x | author=A"},
      {{"--tag", "[a,b]", "x"}, "x | tag=[a,b]"},
      {{"--tag=[a,b]", "x"}, "x | tag=[a,b]"},
      {{"--tag", "a,b", "x"}, "x | tag=a,b"},
      {{"--author", "Smith, John", "x"}, "x | author=Smith, John"},
      {{"--author", "x=y", "q"}, "q | author=x=y"},
      {{"--author=x=y", "q"}, "q | author=x=y"},
      {{"-china russia"}, "-china russia"},
      {{"-russia", "china"}, "error"},
      {{"--russia china"}, "--russia china"},
      {{"-c china"}, "-c china"},
      {{"- china"}, "- china"},
      {{"-"}, "-"},
      {{"--", "-russia", "china"}, "-russia china"},
      {{"china", "--", "--author", "Smith"}, "china --author Smith"},
      {{"--", "--"}, "--"},
      {{"--section", "-x y", "q"}, "q | section=-x y"},
      {{"--section=-x y", "q"}, "q | section=-x y"},
      {{"--section", "-x", "q"}, "q | section=-x"},
      {{"--section", "--", "q"}, "q | section=--"},
      {{"--section", "--author", "q"}, "q | section=--author"},
      {{"*"}, "*"},
      {{"\"a phrase\""}, "\"a phrase\""},
      {{"a", "OR", "b"}, "a OR b"},
      {{""}, ""},
      {{"", "a"}, " a"},
      {{"китай", "中国"}, "китай 中国"},
      {{"--date", "2024-05..2025", "x"}, "x | date=2024-05..2025"},
      {{"--date", "last month", "x"}, "x | date=last month"},
      {{"--lang", "de", "--source", "example.org", "x"}, "x | lang=de | source=example.org"},
      {{"-n", "5", "x"}, "x"},
      {{"-n5", "x"}, "x"},
      {{"--author"}, "error"},
      {{"x", "--author"}, "error"},
      {{"--auth", "Smith", "x"}, "error"},
      {{"--bogus", "x"}, "error"},
      {{"--bogus=1", "x"}, "error"},
      {{"-z", "x"}, "error"},
      {{}, "error"},
      {{"-c"}, "error"},
      {{"--queries", "f", "x"}, "error"},
      {{"--words", "+a -b"}, "+a -b"},
  };
  for (const Row& row : rows) {
    CAPTURE(shown(row.arguments));
    CHECK(summary(row.arguments) == row.expected);
  }
}

TEST_CASE("numbers are taken within bounds only") {
  for (const std::string option : {"--limit", "--offset", "--facet-limit", "--passages", "-n"}) {
    for (const std::string value :
         {"-1", "x", "", "1x", "1.5", "+1", " 1", "0x10", "1e3", "99999999999999999999", "4294967296000", "１"}) {
      CAPTURE(option);
      CAPTURE(value);
      CHECK(summary({option, value, "q"}) == "error");
    }
    CHECK(summary({option, "0", "q"}) == "q");
    CHECK(summary({option, "999999999", "q"}) == "q");
  }
  CHECK(parse({"--limit", "7", "q"})->request.limit == 7);
  CHECK(parse({"--limit=0", "q"})->request.limit == 0);
  CHECK(parse({"-n", "7", "q"})->request.limit == 7);
  CHECK(parse({"--offset", "3", "q"})->request.offset == 3);
  CHECK(parse({"--passages", "0", "q"})->request.passages == 0);
  CHECK(parse({"--facet-limit", "0", "q"})->request.facet_limit == 0);
}

TEST_CASE("choices") {
  struct Row {
    std::string option;
    std::vector<std::string> good;
    std::vector<std::string> bad;
  };
  const Row rows[] = {
      {"--match", {"all", "any"}, {"some", "ALL", "al"}},
      {"--sort", {"relevance", "date", "-date", "title", "author"}, {"-title", "year", "Date"}},
      {"--format", {"human", "json", "jsonl", "csv", "trec"}, {"xml", "JSON"}},
      {"--color", {"auto", "always", "never"}, {"yes", "1"}},
      {"--facets",
       {"author", "section", "year", "language", "tag", "source", "author,year", "lang"},
       {"authors", "author,bogus", "bogus", "title", ""}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.option);
    for (const std::string& value : row.good) {
      CAPTURE(value);
      CHECK(summary({row.option, value, "q"}) == "q");
      CHECK(summary({row.option + "=" + value, "q"}) == "q");
    }
    for (const std::string& value : row.bad) {
      CAPTURE(value);
      CHECK(summary({row.option, value, "q"}) == "error");
    }
  }
  CHECK(parse({"--sort", "-date", "q"})->request.sort == SortOrder::DateDescending);
  CHECK(parse({"--sort", "date", "q"})->request.sort == SortOrder::DateAscending);
  CHECK(parse({"--match", "any", "q"})->request.match == MatchMode::Any);
  CHECK_FALSE(parse({"q"})->request.match.has_value());
  CHECK(parse({"--format", "csv", "q"})->format == OutputFormat::Csv);
  CHECK(parse({"--color", "never", "q"})->color == ColorWhen::Never);
}

TEST_CASE("likeness may stand alone, or beside a query, but not beside feedback") {
  CHECK(parse({"--like", "a.md"})->request.like == "a.md");
  CHECK_FALSE(parse({"--like", "a.md"})->request.has_query);
  CHECK(parse({"--like=a.md", "q"})->request.has_query);
  CHECK(parse({"--like", "a.md", "--queries", "f"})->request.has_query);
  CHECK(parse({"--expand", "q"})->request.expand);
  CHECK_FALSE(parse({"q"})->request.expand);
  CHECK(summary({"--expand"}) == "error");
  CHECK(summary({"--like", ""}) == "error");
  CHECK(summary({"--like="}) == "error");
  CHECK(summary({"--like", "a.md", "--expand", "q"}) == "error");
}

TEST_CASE("facets are named once each, in the order given") {
  CHECK(test::join(parse({"--facets", "year,author", "q"})->request.facets, " ") == "year author");
  CHECK(test::join(parse({"--facets", "year", "--facets", "tag,year", "q"})->request.facets, " ") == "year tag");
  CHECK(test::join(parse({"--facets=lang,language", "q"})->request.facets, " ") == "language");
  CHECK(test::join(parse({"--facets", "author", "year"})->request.facets, " ") == "author");
  CHECK(parse({"q"})->request.facets.empty());
}

TEST_CASE("counts and paths are strict") {
  const auto count = parse({"-c", "q"});
  CHECK(count->count_only);
  CHECK(count->request.is_strict);
  CHECK_FALSE(count->request.wants_hits);
  const auto paths = parse({"-l", "q"});
  CHECK(paths->paths_only);
  CHECK(paths->request.is_strict);
  CHECK(paths->request.wants_hits);
  CHECK(paths->request.limit > 100'000);
  CHECK(parse({"-l", "-n", "3", "q"})->request.limit == 3);
  CHECK_FALSE(parse({"q"})->request.is_strict);
  CHECK(parse({"--words", "q"})->request.is_plain_text);
  CHECK(parse({"--explain", "q"})->request.explain);
  CHECK(parse({"--queries", "f"})->queries == "f");
  CHECK(parse({"--queries", "-"})->queries == "-");
  CHECK(parse({"--run-id", "mine", "q"})->run_id == "mine");
  CHECK(parse({"--index", "my dir", "q"})->index == "my dir");
}

TEST_CASE("the error names the unknown option") {
  try {
    (void)parse({"--bogus", "x"});
    FAIL_CHECK("no error");
  } catch (const Error& error) {
    CHECK(std::string_view(error.what()).find("--bogus") != std::string_view::npos);
    CHECK_FALSE(error.hint().empty());
  }
}

TEST_CASE("a field with words behind it and no quotes is remembered: the shell may have eaten them") {
  struct Row {
    std::string_view argument;
    bool noted;
  };
  constexpr Row kRows[] = {
      {"author:Erin Williams", true}, {"section:What's Next", true}, {"author:\"Erin Williams\"", false},
      {"author:Erin", false},         {"note:two words", false},     {"two words", false},
      {"china author:Erin", false},   {"author: Erin", false},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.argument);
    CHECK(parse({std::string(row.argument)})->request.bare_values.empty() != row.noted);
  }
}

}  // namespace
}  // namespace byline

#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "archive_fixture.hpp"
#include "common/terminal.hpp"
#include "common/utf8.hpp"
#include "searcher/printer.hpp"

namespace byline {
namespace {

using Json = nlohmann::json;

std::string printed(Printer& printer, const Results& results, const std::string& query_id = {}) {
  std::ostringstream out;
  printer.print(results, query_id, out);
  return out.str();
}

std::string human(const Results& results, const Style& style = {}, const std::string& query_id = {}) {
  return printed(*make_human_printer(style), results, query_id);
}

Hit hit_of(const std::string& title, const std::string& text = {}, std::vector<Highlight> marks = {}) {
  Hit hit;
  hit.rank = 1;
  hit.score = 1.5;
  hit.id = hit.path = "/archive/a.md";
  hit.title = title;
  if (!text.empty()) hit.passages = {{{"Heading"}, text, std::move(marks), 7}};
  return hit;
}

Results results_of(std::vector<Hit> hits) {
  Results results;
  results.query = "q";
  results.total = hits.size();
  results.hits = std::move(hits);
  for (std::size_t i = 0; i < results.hits.size(); ++i) results.hits[i].rank = i + 1;
  return results;
}

TEST_CASE("json: highlights are ranges of code points") {
  struct Row {
    std::string_view text;
    std::string_view mark;
    std::size_t begin;
    std::size_t end;
  };
  constexpr Row kRows[] = {
      {"a tariff", "tariff", 2, 8},  {"é tariff", "tariff", 2, 8}, {"中国和俄罗斯", "俄罗斯", 3, 6},
      {"🎉🎉 tariff", "tariff", 3, 9}, {"l’Élysée", "Élysée", 2, 8}, {"tariff", "tariff", 0, 6},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.text);
    const std::size_t at = row.text.find(row.mark);
    Hit hit = hit_of("t", std::string(row.text), {{at, at + row.mark.size()}});
    const Json json = Json::parse(printed(*make_json_printer(), results_of({hit})));
    CHECK(json["hits"][0]["passages"][0]["highlights"] == Json::array({{row.begin, row.end}}));
    CHECK(json["hits"][0]["passages"][0]["text"] == row.text);
  }
  const Json several = Json::parse(printed(*make_json_printer(), results_of({hit_of("t", "é é é", {{0, 2}, {6, 8}})})));
  CHECK(several["hits"][0]["passages"][0]["highlights"] == Json::array({{0, 1}, {4, 5}}));
}

TEST_CASE("json: one object on a line, with everything the contract names") {
  Hit hit = hit_of("A \"title\"\n\x1b[31m", "text", {{0, 4}});
  hit.authors = {"Erin Williams"};
  hit.contributors = {{"Jo", "editor"}};
  hit.date = PartialDate{2025, 4, 0};
  hit.language = "en";
  hit.tags = {"a"};
  Results results = results_of({hit});
  results.facets = {{"author", {{"Erin Williams", 3, true}, {"Jo", 1, false}}, 2}};
  results.warnings = {"careful"};
  const std::string text = printed(*make_json_printer(), results);
  CHECK(std::count(text.begin(), text.end(), '\n') == 1);
  CHECK(std::none_of(text.begin(), text.end(), [](char c) { return c >= 0 && c < ' ' && c != '\n'; }));
  const Json json = Json::parse(text);
  CHECK(json["schema"] == "byline.search/1");
  CHECK(json["query"] == "q");
  CHECK(json["match"] == "all");
  CHECK(json["total"] == 1);
  CHECK(json["suggestion"].is_null());
  CHECK_FALSE(json.contains("suggestions"));
  CHECK_FALSE(json.contains("help"));
  CHECK(json["warnings"] == Json::array({"careful"}));
  CHECK_FALSE(json.contains("query_id"));
  const Json& first = json["hits"][0];
  CHECK(first["rank"] == 1);
  CHECK(first["score"] == 1.5);
  CHECK(first["title"] == hit.title);
  CHECK(first["url"].is_null());
  CHECK(first["date"] == "2025-04");
  CHECK(first["contributors"] == Json::array({{{"name", "Jo"}, {"role", "editor"}}}));
  CHECK(first["stale"].is_null());
  CHECK(first["passages"][0]["section"] == Json::array({"Heading"}));
  CHECK(first["passages"][0]["line"] == 7);
  CHECK(json["facets"]["author"][0]["value"] == "Erin Williams");
  CHECK(json["facets"]["author"][0]["count"] == 3);
  CHECK(json["facets"]["author"][0]["selected"] == true);
  CHECK(json["facets"]["author"][1]["selected"] == false);
}

TEST_CASE("json: nothing found, unknown values, stale sources, broken paths, a batch's query id") {
  const Json none = Json::parse(printed(*make_json_printer(), results_of({}), "q7"));
  CHECK(none["hits"] == Json::array());
  CHECK(none["facets"] == Json::object());
  CHECK(none["query_id"] == "q7");
  Hit hit = hit_of("t", "x");
  hit.passages.front().line = 0;
  hit.passages.front().section.clear();
  hit.path = "/archive/\xff.md";
  hit.freshness = Freshness::Missing;
  const Json json = Json::parse(printed(*make_json_printer(), results_of({hit})));
  CHECK(json["hits"][0]["passages"][0]["line"].is_null());
  CHECK(json["hits"][0]["passages"][0]["section"] == Json::array());
  CHECK(json["hits"][0]["date"].is_null());
  CHECK(json["hits"][0]["stale"] == "missing");
  CHECK(json["hits"][0]["path"] == "/archive/\uFFFD.md");
  hit.freshness = Freshness::Changed;
  CHECK(Json::parse(printed(*make_json_printer(), results_of({hit})))["hits"][0]["stale"] == "changed");
}

TEST_CASE("json: errors") {
  std::ostringstream out;
  make_json_printer()->print_error(Error(ErrorKind::BadQuery, "odd", "try this", 7), "", out);
  const Json json = Json::parse(out.str());
  CHECK(json["error"] == Json({{"code", "bad-query"}, {"message", "odd"}, {"hint", "try this"}, {"column", 7}}));
  std::ostringstream plain;
  make_json_printer()->print_error(Error(ErrorKind::NoIndex, "none"), "q1", plain);
  const Json other = Json::parse(plain.str());
  CHECK(other["error"]["column"].is_null());
  CHECK(other["query_id"] == "q1");
  for (Printer* printer :
       {make_csv_printer().release(), make_trec_printer("r").release(), make_human_printer({}).release()}) {
    const std::unique_ptr<Printer> owner(printer);
    std::ostringstream nothing;
    printer->print_error(Error(ErrorKind::BadQuery, "odd"), "", nothing);
    CHECK(nothing.str().empty());
  }
}

TEST_CASE("json lines: an object a hit") {
  const auto printer = make_json_lines_printer();
  const std::string text = printed(*printer, results_of({hit_of("one\ntwo"), hit_of("three")}), "q1");
  const auto lines = test::split(text, '\n');
  REQUIRE(lines.size() == 2);
  CHECK(Json::parse(lines[0])["title"] == "one\ntwo");
  CHECK(Json::parse(lines[1])["rank"] == 2);
  CHECK(Json::parse(lines[1])["query_id"] == "q1");
  CHECK(printed(*printer, results_of({})).empty());
}

/// Reads RFC 4180.
std::vector<std::vector<std::string>> read_csv(std::string_view text) {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> row{""};
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
      row.back() += text[++i];
    } else if (c == '"' && (quoted || row.back().empty())) {
      quoted = !quoted;
    } else if (!quoted && c == ',') {
      row.emplace_back();
    } else if (!quoted && c == '\r' && i + 1 < text.size() && text[i + 1] == '\n') {
      rows.push_back(row);
      row = {""};
      ++i;
    } else {
      row.back() += c;
    }
  }
  CHECK(row == std::vector<std::string>{""});
  return rows;
}

TEST_CASE("csv: fields come back as they were, and none is a formula") {
  struct Row {
    std::string_view title;
    std::string_view expected;
  };
  constexpr Row kRows[] = {
      {"plain", "plain"},
      {"a, b", "a, b"},
      {"a \"b\" c", "a \"b\" c"},
      {"\"", "\""},
      {"line\nbreak", "line\nbreak"},
      {"line\r\nbreak", "line\r\nbreak"},
      {"中国", "中国"},
      {"=1+1", "'=1+1"},
      {"=HYPERLINK(\"x\",\"y\")", "'=HYPERLINK(\"x\",\"y\")"},
      {"+1", "'+1"},
      {"-1", "'-1"},
      {"@SUM(A1)", "'@SUM(A1)"},
      {"\t=1", "'\t=1"},
      {"\r=1", "'\r=1"},
      {"'=1", "'=1"},
      {"a=1", "a=1"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.title);
    Hit hit = hit_of(std::string(row.title), std::string(row.title), {});
    hit.authors = {std::string(row.title), "B"};
    hit.url = row.title;
    const auto rows = read_csv(printed(*make_csv_printer(), results_of({hit})));
    REQUIRE(rows.size() == 2);
    REQUIRE(rows[1].size() == rows[0].size());
    const auto at = [&](std::string_view name) {
      const auto column = std::find(rows[0].begin(), rows[0].end(), name);
      REQUIRE(column != rows[0].end());
      return rows[1][static_cast<std::size_t>(column - rows[0].begin())];
    };
    CHECK(at("title") == row.expected);
    CHECK(at("passage") == row.expected);
    CHECK(at("url") == row.expected);
    CHECK(at("authors") == std::string(row.expected) + "; B");
    CHECK(at("rank") == "1");
    CHECK(at("section") == "Heading");
    CHECK(at("line") == "7");
  }
}

TEST_CASE("csv: one header for a batch") {
  const auto printer = make_csv_printer();
  std::ostringstream out;
  printer->print(results_of({hit_of("a")}), "q1", out);
  printer->print(results_of({}), "q2", out);
  printer->print(results_of({hit_of("b"), hit_of("c")}), "=q3", out);
  const auto rows = read_csv(out.str());
  REQUIRE(rows.size() == 4);
  CHECK(rows[0][0] == "query_id");
  CHECK(rows[1][0] == "q1");
  CHECK(rows[3][0] == "'=q3");
  CHECK(read_csv(printed(*make_csv_printer(), results_of({}))).size() == 1);
}

TEST_CASE("trec: six fields without white space") {
  Hit hit = hit_of("t");
  hit.id = "/my archive/a\tb.md";
  hit.score = 12.5;
  const auto lines = test::split(printed(*make_trec_printer("my run"), results_of({hit, hit_of("u")}), "51 a"), '\n');
  REQUIRE(lines.size() == 2);
  CHECK(lines[0] == "51_a Q0 /my_archive/a_b.md 1 12.500000 my_run");
  CHECK(test::split(lines[1], ' ').size() == 6);
  Hit empty = hit_of("t");
  empty.id.clear();
  for (const std::string& line : test::split(printed(*make_trec_printer(""), results_of({empty})), '\n')) {
    CHECK(test::split(line, ' ').size() == 6);
  }
}

constexpr std::string_view kHostile[] = {
    "\x1b[31mred",
    "bell\a",
    "a\rb",
    "a\nb",
    "\x9b\x33\x31m",
    "\xc2\x9b"
    "31m",
    "\xe2\x80\xae"
    "gnp.exe",
    "\xe2\x81\xa6iso",
    "\x7f",
    "\b\b",
    "\x1b]0;title\x07",
    "\xe2\x80\xa8",
    "\xff\xfe",
    "tab\tbed",
    "\xe2\x80\x8f",
    "null",
    "\xef\xbb\xbf bom",
};

bool is_unsafe(char32_t c) {
  return (c < 0x20 && c != '\n') || (c >= 0x7f && c < 0xa0) || (c >= 0x202a && c <= 0x202e) ||
         (c >= 0x2066 && c <= 0x2069) || c == 0x200e || c == 0x200f || c == 0x2028 || c == 0x2029;
}

void check_safe(const std::string& out) {
  CAPTURE(out);
  REQUIRE(is_valid_utf8(out));
  for (std::size_t at = 0; at < out.size();) CHECK_FALSE(is_unsafe(next_code_point(out, at)));
}

Results hostile_results(const std::string& text) {
  Hit hit = hit_of(text, text);
  hit.passages.front().section = {text, text};
  hit.passages.front().highlights = {{0, text.size()}};
  hit.authors = {text};
  hit.path = "/archive/" + text;
  hit.id = text;
  ScorePart part{"phrase", text, text, true, {text}, 1, 1.5, true, 1, 2, 3};
  hit.explanation = ScoreExplanation{{part}, text};
  Hit untitled = hit;
  untitled.title.clear();
  Results results = results_of({hit, untitled});
  results.query = text;
  results.explanation.emplace();
  results.explanation->root.kind = "word";
  results.explanation->root.words = {{text, "prefix", false, false, {}, 0, {{text}, 1}}};
  results.explanation->left_out = {text};
  results.explanation->left_out_language = text;
  results.facets = {{"author", {{text, 1, false}}, 0}};
  results.total = 3;
  return results;
}

TEST_CASE("human: nothing that a terminal would obey, whatever the archive holds") {
  for (const std::string_view text : kHostile) {
    for (const std::size_t width : {0u, 20u, 80u}) {
      Style style;
      style.width = width;
      const std::string lines = human(hostile_results(std::string(text)), style, std::string(text));
      check_safe(lines);
      // Only our own line breaks: a title cannot look like a hit of its own.
      if (text == "a\nb" && width == 0) {
        Results plain = hostile_results(std::string(text));
        plain.explanation.reset();
        for (Hit& hit : plain.hits) hit.explanation.reset();
        CHECK(human(plain, style).find("\nb") == std::string::npos);
      }
      std::ostringstream paths;
      print_paths(hostile_results(std::string(text)), style, paths);
      check_safe(paths.str());
      const std::string printed_paths = paths.str();
      CHECK(std::count(printed_paths.begin(), printed_paths.end(), '\n') == 1);
    }
  }
}

TEST_CASE("human: with colour only our own escapes, opened and closed on one line") {
  for (const std::string_view text : kHostile) {
    Style style;
    style.color = true;
    style.width = 30;
    std::string lines = human(hostile_results(std::string(text)), style);
    std::string rest;
    bool open = false;
    for (std::size_t at = 0; at < lines.size();) {
      if (lines[at] == '\x1b') {
        REQUIRE(lines[at + 1] == '[');
        const auto end = lines.find_first_not_of("0123456789;", at + 2);
        REQUIRE(lines[end] == 'm');
        open = lines.substr(at, end - at) != "\x1b[0";
        at = end + 1;
      } else {
        rest += lines[at++];
      }
    }
    CHECK_FALSE(open);
    check_safe(rest);
  }
}

TEST_CASE("human: lines fit the width, in wide characters too") {
  std::string english;
  std::string chinese;
  std::string emoji;
  for (int i = 0; i < 60; ++i) {
    english += "harbour tariffs ";
    chinese += "港口和船只，";
    emoji += "🎉";
  }
  for (const std::string& text : {english, chinese, emoji, std::string(300, 'x')}) {
    for (const std::size_t width : {25u, 40u, 79u, 80u, 200u}) {
      CAPTURE(width);
      Style style;
      style.width = width;
      Hit hit = hit_of(text, text, {{0, text.size() / 6 * 3}});
      hit.passages.front().section = {text, "b"};
      hit.authors = {text};
      const std::string out = human(results_of({hit}), style);
      for (const std::string& line : test::split(out, '\n')) CHECK(width_columns(line) <= width);
      style.color = true;
      CHECK(human(results_of({hit}), style).find("\x1b[1;33m") != std::string::npos);
    }
    // Without a width nothing is broken: title, authors, heading, passage, path, blank, summary.
    Hit hit = hit_of(text, text);
    const std::string out = human(results_of({hit}));
    CHECK(std::count(out.begin(), out.end(), '\n') == 6);
  }
}

TEST_CASE("human: what is said of the result") {
  CHECK(human(results_of({})).find("no article found") != std::string::npos);
  CHECK(human(results_of({hit_of("t")})).find("1 article\n") != std::string::npos);
  Results many = results_of({hit_of("t"), hit_of("u")});
  many.total = 12;
  CHECK(human(many).find("12 articles") != std::string::npos);
  CHECK(human(many).find("1 to 2") != std::string::npos);
  many.match = "any";
  CHECK(human(many).find("any of the words") != std::string::npos);
  Hit stale = hit_of("t");
  stale.freshness = Freshness::Missing;
  CHECK(human(results_of({stale})).find("no longer there") != std::string::npos);
  Style style;
  style.base = "/archive";
  CHECK(human(results_of({hit_of("t", "x")}), style).find("   a.md:7\n") != std::string::npos);
  Results facets = results_of({});
  facets.facets = {{"author", {{"Erin", 12, true}, {"Jo", 3, false}}, 4}, {"tag", {}, 0}};
  const std::string out = human(facets);
  CHECK(out.find("   12  Erin  (selected)\n    3  Jo\n   and 4 more\n") != std::string::npos);
  CHECK(out.find("tag\n   none\n") != std::string::npos);
}

TEST_CASE("paths: each once, relative to where people are") {
  Results results = results_of({hit_of("a"), hit_of("b"), hit_of("c")});
  results.hits[1].path = "/elsewhere/b.md";
  Style style;
  style.base = "/archive";
  std::ostringstream out;
  print_paths(results, style, out);
  CHECK(out.str() == "a.md\n/elsewhere/b.md\n");
}

}  // namespace
}  // namespace byline

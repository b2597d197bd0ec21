#include "searcher/explanation.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "archive_fixture.hpp"

namespace byline {
namespace {

const test::TestArchive& archive() {
  static const test::TestArchive& made = []() -> const test::TestArchive& {
    static test::TestArchive files;
    const auto put = [](const std::string& name, const std::string& fields, const std::string& body) {
      files.put(name + ".md", "---\n" + fields + "---\n\n" + body + "\n");
    };
    put("a",
        "lang: en\ntitle: China and Russia\nauthor: Erin Williams\ndate: 2025-04-02\ntags: [trade]\n"
        "category: Politics\n",
        "The lead speaks of tariffs. Tariffs and a tariff, then cops.\n\n## Implications\n\n"
        "The central bank of China waits, and central banks wait.\n\n### For Canada\n\nCanada needs a new port.\n\n"
        "## Outlook\n\nRussia waits for rates. The central bank does not.");
    put("b", "lang: en\ntitle: Central bank tariffs\nauthor: Jo Doe\ndate: 2024-05\ntags: [trade, banks]\n",
        "The central office. Bank holidays.\n\n## Implications\n\nRates rise in Russia. To cope is a rate.\n\n"
        "## Outlook\n\nThe central bank waits for China, where banks wait.");
    put("c", "lang: en\ntitle: Zebra crossing\nauthor: Erin Williams\ndate: 2025-04-02\n",
        "No heading here, but China. A cross-border deal.\n\n## IMPLICATIONS\n\nNothing for the central. Bank on it, "
        "China. A crossborder bank.");
    put("d", "lang: en\ntitle: zebra\n",
        "China and Russia; a central bank. Tariffs for Canada. The portal of the port.");
    put("e", "lang: fr\ntitle: Les copes\n", "La cope du port est en Chine. Les tarifs montent, et la banque copera.");
    put("f", "lang: ja\ntitle: 標準ライブラリ\n", "標準ライブラリの開発者。東京都で開発しました。京都の茶。");
    files.build();
    return files;
  }();
  return made;
}

double sum_of(const ScoreExplanation& explanation) {
  double sum = 0;
  for (const ScorePart& part : explanation.parts) sum += part.score;
  return sum;
}

/// Every hit's parts add up to its score; returns how many hits there were.
std::size_t check_sums(SearchRequest request) {
  request.explain = true;
  request.limit = 100;
  const Results results = archive().search(request);
  for (const Hit& hit : results.hits) {
    CAPTURE(hit.path);
    REQUIRE(hit.explanation.has_value());
    CHECK(sum_of(*hit.explanation) == doctest::Approx(hit.score).epsilon(1e-9));
  }
  return results.hits.size();
}

TEST_CASE("the parts of a score add up to it") {
  constexpr std::string_view kQueries[] = {
      "china",
      "china russia",
      "tariff tariffs tariff china",
      "china OR russia OR zebra",
      "\"central bank\"",
      "~\"central bank\" china",
      "\"central bank\" \"central bank\"",
      "\"central ban*\"",
      "china NEAR/5 bank",
      "china NEAR/20 wait* NEAR/20 bank",
      "tariff*",
      "t* c*",
      "=banks =tariffs",
      "title:china",
      "title:tariff* china",
      "title:\"central bank\" wait",
      "title:zebra OR title:central OR port",
      "china -russia",
      "china -(central bank)",
      "-zebra",
      "*",
      "* china",
      "+china tariffs",
      "china nosuchword russia",
      "nosuchword zebra",
      "\"central bank\" zebra nosuchword",
      "(china russia) OR (zebra \"central bank\")",
      "(china -russia) OR (tariff -zebra) OR (port -(china russia))",
      "(china OR (russia (zebra OR title:bank))) (bank OR port)",
      "(\"central bank\" OR \"bank central\") china",
      "china (author:doe OR tag:trade)",
      "china date:2025 lang:en",
      "cope",
      "cops OR cope",
      "cross-border",
      "crossborder bank",
      "ライブラリ",
      "開発 京都",
      "開発者 OR 標準ライブラリ",
      "=京都",
      "china section:implications",
      "china russia section:outlook",
      "\"central bank\" section:outlook",
      "(\"central bank\" OR rates) section:outlook",
      "(\"central bank\" OR rates) wait section:(outlook OR implications)",
      "title:china wait section:outlook",
      "(title:china OR rates) section:outlook",
      "wait -\"central bank\" section:outlook",
      "(china -\"central bank\") OR bank",
      "tarif* bank section:politics",
      "china tariffs canada section:politics",
      "rates wait china section:outlook",
      "=rates section:implications",
  };
  std::size_t scored = 0;
  for (const std::string_view query : kQueries) {
    CAPTURE(query);
    SearchRequest request = archive().request(std::string(query));
    scored += check_sums(request);
    request.match = MatchMode::Any;
    check_sums(request);
    request.match = MatchMode::All;
    check_sums(request);
    request.match.reset();
    request.filters = {test::filter(QueryField::Section, {"implications", "outlook"})};
    check_sums(request);
    request.filters = {test::filter(QueryField::Author, {"erin williams"})};
    request.sort = SortOrder::DateDescending;
    check_sums(request);
  }
  CHECK(scored > 100);
}

/// The explanation of the first hit, without numbers that ranking decides.
std::string explained(const std::string& query) {
  SearchRequest request = archive().request(query);
  request.explain = true;
  const Results results = archive().search(request);
  REQUIRE_FALSE(results.hits.empty());
  std::string text;
  for (const ScorePart& part : results.hits.front().explanation->parts) {
    text += part.holds ? part.score > 0 ? "+ " : "0 " : "- ";
    if (part.kind == "title") {
      text += "the title\n";
      continue;
    }
    text += part.kind + " " + part.typed;
    if (!part.within.empty()) text += " of " + part.within;
    if (part.in_title) text += " title";
    if (part.kind != "filter") {
      text += " " + std::to_string(part.times_in_title) + "+" + std::to_string(part.times_in_text) + "/" +
              std::to_string(part.documents);
    }
    text += "\n";
  }
  return text;
}

TEST_CASE("what each part of a score says") {
  CHECK(explained("tariff tag:trade section:politics") == "0 filter tag trade\n+ word tariff 0+3/1\n");
  CHECK(explained("title:central \"central bank\"") ==
        "+ word central title 1+0/1\n+ phrase central of \"central bank\" 1+2/4\n"
        "+ phrase bank of \"central bank\" 1+3/4\n+ the title\n");
  CHECK(explained("zebra NEAR/3 crossing nosuchword") ==
        "+ near zebra of zebra NEAR/3 crossing 1+0/2\n+ near crossing of zebra NEAR/3 crossing 1+1/1\n"
        "- word nosuchword 0+0/0\n+ the title\n");
  CHECK(explained("cope lang:fr") == "0 filter lang fr\n+ word cope 1+2/2\n+ the title\n");
}

std::string query_text(const std::string& query) {
  SearchRequest request = archive().request(query);
  request.explain = true;
  return to_text(*archive().search(request).explanation);
}

TEST_CASE("the query, as it is run") {
  struct Row {
    std::string_view query;
    std::string_view expected;
  };
  constexpr Row kRows[] = {
      {"the tariff", "  word: tariff = tariff, tariffs (stem tariff)\n  left out, as common words of 'en': the\n"},
      {"tariff Tariff", "  word: tariff = tariff, tariffs (stem tariff), said 2 times: weight 1.83\n"},
      {"\"central ban*\" -=zebra",
       "  all of\n    phrase\n      central = central (this form)\n      ban* = bank, banks, banque (words that begin "
       "so)\n"
       "    not\n      word: zebra = zebra (this form)\n"},
      {"title:nosuch OR date:\"last month\"",
       "  any of\n    word in the title: nosuch = nothing in this archive (stem nosuch)\n"
       "    field date last month = 2025-03-01..2025-03-31\n"},
      {"china author:erin section:outlook",
       "  all of\n    field author erin = erin williams\n"
       "    word: china = china (stem china); chine (stem chin in articles in fr)\n  in a section: outlook\n"},
      {"zebra holiday nosuchword",
       "  any of\n    word: zebra = zebra (stem zebra)\n    word: holiday = holidays (stem holiday)\n"
       "    word: nosuchword = nothing in this archive (stem nosuchword)\n"
       "  no article has all the words, so any of them will do\n"},
      {"path:a.md", "  field path a.md = 1 file\n"},
      {"*", "  every article\n"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.query);
    CHECK(query_text(std::string(row.query)) == "the query, as it is run:\n" + std::string(row.expected));
  }
}

TEST_CASE("a long query's explanation names the parts that weigh most, and sums the others") {
  std::string query = "china";
  for (int i = 0; i < 60; ++i) query += " OR china NEAR/" + std::to_string(100 + i) + " bank";
  SearchRequest request = archive().request(query);
  request.explain = true;
  request.limit = 1;
  const Results results = archive().search(request);
  const std::string text = to_text(*results.hits.front().explanation, results.hits.front().score, *results.explanation);
  CHECK(std::count(text.begin(), text.end(), '\n') < 50);
  CHECK(text.find(" more words") != std::string::npos);
}

}  // namespace
}  // namespace byline

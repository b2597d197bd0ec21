#include "searcher/suggestions.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "archive_fixture.hpp"
#include "searcher/typing_errors.hpp"

namespace byline {
namespace {

std::vector<std::string> suggested(const test::TestArchive& archive, const std::string& query) {
  std::vector<std::string> queries;
  for (const Suggestion& suggestion : archive.search(query).suggestions) {
    if (!suggestion.is_minor) queries.push_back(suggestion.query);
  }
  return queries;
}

std::string first_for(const test::TestArchive& archive, const std::string& query) {
  const std::vector<std::string> queries = suggested(archive, query);
  return queries.empty() ? "" : queries.front();
}

void fill(test::TestArchive& archive) {
  archive.put("a.md",
              "---\nauthor: Vina Nadjibulla\ndate: 2024-05-01\ntags: [tariffs]\n---\n# Tariffs\n\n"
              "The new tariffs on semiconductors hurt Chinese exporters. A reverse Kissinger is unlikely.\n");
  archive.put("b.md",
              "---\nauthor: Petra Holm\ndate: 2023-05-01\n---\n# Newspaper\n\n"
              "The newspaper in the harbour writes of tariffs, of the central bank and of the government.\n");
  archive.put("c.md", "# Банк\n\nЦентральный банк России повысил ставку. Правительство молчит.\n");
  archive.put("d.md", "# بنك\n\nرفع البنك المركزي سعر الفائدة في الاجتماع الأخير للحكومة.\n");
  archive.put("e.md", "# 도서관\n\n도서관에서 책을 읽는다. 시립 도서관은 조용하다.\n");
  archive.put("f.md", "# 安全\n\n标准库的安全漏洞已经修复。\n");
  archive.put("g.md", "# Überraschung\n\nDie Überraschung der Regierung war groß, denn der Gletscher schmilzt.\n");
  archive.build();
}

TEST_CASE("errors of typing cost as little as they are likely") {
  struct Row {
    std::string_view typed;
    std::string_view likelier;
    std::string_view other;
  };
  constexpr Row kRows[] = {
      {"tairff", "tariff", "tawrff"},        // a swap before a substitution
      {"tarif", "tariff", "tarifa"},         // a doubled letter before another that is missing
      {"tariffd", "tariffs", "tariffm"},     // a neighbour on the keyboard
      {"definate", "definite", "definkte"},  // a vowel for a vowel
      {"bank", "bunk", "tank"},              // the first letter is seldom wrong
      {"бвнк", "банк", "бюнк"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.typed);
    CHECK(typing_cost(row.typed, row.likelier) < typing_cost(row.typed, row.other));
  }
  CHECK(typing_cost("tariff", "tariff") == 0);
}

TEST_CASE("a word that no article has is spelt as the archive does, all else stays") {
  test::TestArchive archive;
  fill(archive);
  struct Row {
    std::string query;
    std::string suggestion;
  };
  const Row kRows[] = {
      {"semiconducter", "semiconductors"},
      {"Semiconducters", "Semiconductors"},
      {"tarrifs  chinese", "tariffs  chinese"},
      {"\"reverse kisinger\"", "\"reverse kissinger\""},
      {"“reverse kisinger” -\"central bnak\"", "“reverse kissinger” -\"central bank\""},
      {"title:tarifs", "title:tariffs"},
      {"(tarifs OR exprters) author:\"vina nadjibulla\"", "(tariffs OR exporters) author:\"vina nadjibulla\""},
      {"author:nadjibula", "author:\"Vina Nadjibulla\""},
      {"author:\"petra hollm\" bank", "author:\"Petra Holm\" bank"},
      {"tag:tarifs", "tag:tariffs"},
      {"news paper harbour", "newspaper harbour"},
      {"inthe", "in the"},
      {"центральный бнак", "центральный банк"},
      {"правителство", "правительство"},
      {"المركزي الاجتامع", "المركزي الاجتماع"},
      {"Gletscer", "Gletscher"},
      {"Uberrachung", "Überraschung"},
      {"regirung", "regierung"},
      {"도서괸", "도서관"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.query);
    CHECK(first_for(archive, row.query) == row.suggestion);
  }
}

TEST_CASE("nothing is suggested where nothing is doubtful, or nothing is near") {
  test::TestArchive archive;
  fill(archive);
  for (const std::string query : {"tariffs", "tariffs chinese", "tariff", "\"central bank\"", "author:nadjibulla", "*",
                                  "xyzzyqw", "2031", "安全漏侗", "tariff*", "-tariffs", "the", "date:2019"}) {
    CAPTURE(query);
    CHECK(suggested(archive, query).empty());
  }
}

TEST_CASE("several words are put right together as they are found together") {
  test::TestArchive archive;
  archive.put("a.md", "# One\n\nTony Blair spoke in parliament of health.\n");
  archive.put("b.md", "# Two\n\nNobody is to blame. The glare of a blade. Wealth is no stealth.\n");
  archive.build();
  CHECK(first_for(archive, "tony blaie") == "tony blair");
  CHECK(first_for(archive, "parlament hralth") == "parliament health");
}

TEST_CASE("--fix searches for what was meant, and says so") {
  test::TestArchive archive;
  fill(archive);
  SearchRequest request = archive.request("tarifs \"reverse kisinger\"");
  request.fix = true;
  const Results fixed = archive.search(request);
  CHECK(archive.ordered(fixed) == "a");
  CHECK(fixed.query == "tarifs \"reverse kisinger\"");
  CHECK(fixed.fixed_query == "tariffs \"reverse kissinger\"");
  CHECK(test::join(fixed.warnings, "|") ==
        "no article has 'tarifs' or 'kisinger'; searched for: tariffs \"reverse kissinger\"");
  REQUIRE(fixed.hits.size() == 1);
  CHECK_FALSE(fixed.hits.front().passages.empty());

  request.query = "tariffs";
  CHECK(archive.search(request).fixed_query.empty());
  request.query = "xyzzyqw";
  CHECK(archive.search(request).fixed_query.empty());
}

TEST_CASE("where nothing is found it is told what each condition finds, and what without it") {
  test::TestArchive archive;
  fill(archive);
  SearchRequest request = archive.request("tariffs newspaper author:nadjibulla");
  request.match = MatchMode::All;
  const Results found = archive.search(request);
  std::string told;
  for (const auto& count : found.help.alone) told += count.text + "=" + std::to_string(count.total) + " ";
  told += "|";
  for (const auto& count : found.help.without) told += " " + count.text + "=" + std::to_string(count.total);
  CHECK(told == "tariffs=2 newspaper=1 author:nadjibulla=1 | newspaper=1 author:nadjibulla=1");
  CHECK(archive.search("tariffs").help.alone.empty());
  CHECK(archive.search("chinese unicorn").help.missing == std::vector<std::string>{"unicorn"});
}

TEST_CASE("a year or a name among the words is offered as a condition") {
  test::TestArchive archive;
  fill(archive);
  CHECK(first_for(archive, "tariffs 2024") == "tariffs date:2024");
  CHECK(first_for(archive, "tariffs holm") == "tariffs author:holm");
  CHECK(first_for(archive, "tariffs 2019").empty());
}

}  // namespace
}  // namespace byline

#include "searcher/synonym_table.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "archive_fixture.hpp"
#include "searcher/query_compiler.hpp"
#include "searcher/query_parser.hpp"

namespace byline {
namespace {

constexpr std::string_view kList =
    "usa, united states, u.s.a.\n"
    "united states of america => usa\n"
    "covid => coronavirus, sars-cov-2\n"
    "boat, ship\n"
    "boat => ferry\n"
    "the bank of norvania => cbn\n"
    "漏洞, 弱点\n"
    "the, nothing\n";

const test::TestArchive& archive() {
  static const test::TestArchive& made = []() -> const test::TestArchive& {
    static test::TestArchive files;
    const auto put = [](const std::string& name, const std::string& text) {
      files.put(name + ".md", "---\ntitle: " + name + "x\nlang: en\n---\n\n" + text + "\n");
    };
    put("usa", "The USA voted.");
    put("united", "The United States voted.");
    put("apart", "The states are united and vote.");
    put("corona", "The coronavirus came by boats.");
    put("sars", "SARS-CoV-2 and a ship.");
    put("covid", "COVID on the ferry.");
    put("cbn", "The CBN pays.");
    put("zh", "软件的弱点。");
    files.put("titled.md", "---\ntitle: Ferry crossing\nlang: en\n---\n\nNothing.\n");
    files.build();
    return files;
  }();
  return made;
}

SearchRequest request(const std::string& query) {
  SearchRequest made = archive().request(query);
  made.is_strict = true;
  made.synonyms = std::make_shared<const Synonyms>(parse_synonyms(kList, "list"));
  return made;
}

struct Row {
  std::string_view query;
  std::string_view expected;
};

TEST_CASE("what is found with synonyms") {
  constexpr Row kRows[] = {
      {"usa", "united usa"},
      {"U.S.A.", "united usa"},
      {"united states", "apart united usa"},
      {"united states of america", "usa"},
      {"united state vote", "apart united usa"},
      {"states united", "apart united"},
      {"united -states", ""},
      {"covid", "corona covid sars"},
      {"coronavirus", "corona"},
      {"boats", "corona covid sars titled"},
      {"ships", "corona sars"},
      {"ferry", "covid titled"},
      {"+boat voted", ""},
      {"-boat", "apart cbn united usa zh"},
      {"boat OR usa", "corona covid sars titled united usa"},
      {"united AND states", "apart united"},
      {"=boat", ""},
      {"=boats", "corona"},
      {"\"boat\"", ""},
      {"~\"boat\"", "corona"},
      {"boat*", "corona"},
      {"boat~1", "corona"},
      {"bank of norvania", ""},
      {"the bank of norvania pays", "cbn"},
      {"漏洞", "zh"},
      {"title:boat", "titled"},
      {"title:ship", ""},
      {"title:coronavirus", ""},
      {"the voted", "apart united usa"},  // a word as common as that never excludes, nor does its synonym
  };
  for (const Row& row : kRows) {
    CAPTURE(row.query);
    CHECK(archive().found(request(std::string(row.query))) == row.expected);
  }
}

TEST_CASE("words without operators have synonyms too, and where any word would do") {
  SearchRequest plain = request("boats OR covid");
  plain.is_plain_text = true;
  CHECK(archive().found(plain) == "corona covid sars");
  SearchRequest any = request("united states nosuchword");
  any.is_strict = false;
  CHECK(archive().found(any) == "apart united usa");
}

TEST_CASE("synonyms are marked") {
  SearchRequest asked = request("usa");
  asked.passages = 1;
  for (const Hit& hit : archive().search(asked).hits) {
    REQUIRE(hit.passages.size() == 1);
    REQUIRE(hit.passages[0].highlights.size() == 1);
    const Highlight mark = hit.passages[0].highlights[0];
    const std::string text = hit.passages[0].text.substr(mark.begin, mark.end - mark.begin);
    CHECK((text == "USA" || text == "United States"));
  }
}

TEST_CASE("what was typed ranks above its synonyms, and all of them count as one word") {
  test::TestArchive articles;
  const auto put = [&](const std::string& name, const std::string& text) {
    articles.put(name + ".md", "---\ntitle: " + name + "x\nlang: en\n---\n\n" + text + "\n");
  };
  put("typed", "A vessel, and more words here.");
  put("other", "A tanker, and more words here.");
  put("both", "A tanker, a vessel and words here.");
  put("side", "A big ship, and words here more.");
  for (int i = 0; i < 6; ++i) put("typed" + std::to_string(i), "A vessel, and more words here.");
  articles.build();
  SearchRequest asked = articles.request("vessel");
  asked.synonyms = std::make_shared<const Synonyms>(parse_synonyms("vessel, tanker, big ship", "list"));
  const auto score = [&](const std::string& name) {
    for (const Hit& hit : articles.search(asked).hits) {
      if (hit.title == name + "x") return hit.score;
    }
    return 0.0;
  };
  CHECK(score("typed") > score("other"));
  CHECK(score("other") > 0);
  CHECK(score("side") > 0);
  CHECK(score("both") < 1.6 * score("typed"));
}

std::string lengths(const std::string& typed, const std::string& list) {
  IndexReader reader(archive().layout());
  Archive opened(reader);
  const SynonymTable table(parse_synonyms(list, "list"), opened);
  SynonymTable::Typed words;
  for (const std::string& word : test::split(typed, ' ')) words.push_back(phrase_words(word, opened));
  std::string found;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto match = table.longest(words, i);
    found += match ? std::to_string(match->length) + ":" + test::join(match->alternatives, "|") + " " : "- ";
  }
  return found;
}

TEST_CASE("the longest entry counts, and words are whole") {
  CHECK(lengths("new york city", "new york => ny\nnew york city => nyc\nyork => eboracum") == "3:nyc 1:eboracum - ");
  CHECK(lengths("cross-border trade", "cross border, foreign\nborder trade => x") == "1:foreign - ");
  CHECK(lengths("cross border", "cross-border, foreign") == "2:foreign - ");
  CHECK(lengths("a b", "a => x\na => y, x") == "1:x|y - ");
  CHECK(lengths("b", "a => a") == "- ");
  CHECK(lengths("rates", "rate, price") == "1:price ");
}

}  // namespace
}  // namespace byline

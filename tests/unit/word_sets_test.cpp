#include "searcher/word_sets.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "archive_fixture.hpp"
#include "common/error.hpp"
#include "searcher/edit_distance.hpp"
#include "searcher/query_compiler.hpp"
#include "searcher/query_parser.hpp"
#include "searcher/similar_words.hpp"

namespace byline {
namespace {

const test::TestArchive& archive() {
  static const test::TestArchive& made = []() -> const test::TestArchive& {
    static test::TestArchive files;
    const auto put = [](const std::string& name, const std::string& title, const std::string& text,
                        const std::string& language = "en") {
      files.put(name + ".md", "---\ntitle: " + title + "\nlang: " + language + "\n---\n\n" + text + "\n");
    };
    put("one", "A tariff", "The tariff on semiconductors rose. The central bank waits.");
    put("two", "Two", "The tarif of a hotel, and tariffs of others. A centre bank.");
    put("three", "Three", "Sheriff and triff. A cross-border deal; the U.S. and AT&T.");
    put("four", "Four", "Bank of the river, banks and benches.");
    put("ru", "Москва", "Тарифы в Москве и тариф.", "ru");
    put("zh", "京都", "东京都政府与安全漏洞。", "zh");
    put("ko", "도서관", "도서관에서 책을 읽는다. 도서간 교류.", "ko");
    files.build();
    return files;
  }();
  return made;
}

CompiledQuery compile(const std::string& query) {
  IndexReader reader(archive().layout());
  Archive opened(reader);
  FilterResolver filters(opened, archive().request("").today, archive().folder().string());
  return compile_query(parse_query(query).root, MatchMode::All, opened, filters);
}

/// The words of the sets of a query that is one condition: "central, bank|banks".
std::string words_of(const std::string& query) {
  const MatchNode root = compile(query).root;
  if (root.kind == MatchNode::Kind::Nothing) return "nothing";
  REQUIRE(root.kind == MatchNode::Kind::Text);
  std::string text;
  for (const WordSet& set : root.text.words) text += (text.empty() ? "" : ", ") + test::join(set.words, "|");
  return text;
}

struct Row {
  std::string_view query;
  std::string_view expected;
};

TEST_CASE("the words that a pattern or a fuzzy word stands for") {
  constexpr Row kRows[] = {
      {"t*riff", "tariff|triff"},
      {"*riff", "sheriff|tariff|triff"},
      {"TA*F*", "tarif|tariff|tariffs"},
      {"*tt*", "nothing"},
      {"*&t", "at&t"},
      {"title:*riff", "sheriff|tariff|triff"},
      {"тар*ф*", "тариф|тарифы"},
      {"*сква", "москва"},
      {"도*관", "도서관"},
      {"tarif~", "tarif|tariff"},
      {"tarif~1", "tarif|tariff"},
      {"tarif~2", "tarif|tariff|tariffs|triff"},
      {"tariff~1", "tarif|tariff|tariffs|triff"},
      {"TARÍFF~1", "tarif|tariff|tariffs|triff"},
      {"of~", "of"},
      {"semiconducter~1", "nothing"},
      {"semiconducters~", "semiconductors"},
      {"semiconductosr~1", "semiconductors"},
      {"crosborder~1", "crossborder"},
      {"cros-border~1", "crossborder"},
      {"тарив~1", "тариф"},
      {"도서굔~1", "도서간|도서관"},
      {"\"cent* bank\"", "central|centre, bank"},
      {"\"c*l ban*\"", "central, bank|banks"},
      {"\"central bnak~\"", "central, bank"},
      {"\"centrl~ bank\"", "central|centre, bank"},
      {"~\"banked of the riv*r\"", "bank|banks, of, the, river"},
      {"\"a cross-b*er deal\"", "a, cross, border, deal"},
      {"central NEAR/3 b*k", "central, bank"},
      {"central NEAR/3 \"bnak~1\"", "central, bank"},
      {"cntral~ NEAR/3 bank", "central, bank|banks"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.query);
    CHECK(words_of(std::string(row.query)) == row.expected);
  }
}

TEST_CASE("what they find") {
  constexpr Row kRows[] = {
      {"t*riff", "one three"},
      {"tarif~", "one two"},
      {"tarif~2", "one three two"},
      {"-tarif~1", "four ko ru three zh"},
      {"title:tarif~1", "one"},
      {"title:t*iff", "one"},
      {"\"cent* bank\"", "one two"},
      {"\"central bnak~\"", "one"},
      {"cross-b*er", "three"},
      {"cross-b*er OR =nosuch", "three"},
      {"pass/f*l", ""},
      {"京*", "zh"},
      {"*京*", "zh"},
      {"\"cross-b*er deal\"", "three"},
      {"a*t", "three"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.query);
    CHECK(archive().found(std::string(row.query)) == row.expected);
  }
}

TEST_CASE("they say where they come from") {
  const auto origin = [](const std::string& query) { return compile(query).root.text.words.front().origin; };
  CHECK(origin("tarif*") == WordOrigin::Prefix);
  CHECK(origin("t*riff") == WordOrigin::Pattern);
  CHECK(origin("tarif~") == WordOrigin::Fuzzy);
  CHECK(compile("Tarif~").root.text.words.front().typed == "tarif~1");
  CHECK(compile("T*riff").root.text.words.front().typed == "t*riff");
}

TEST_CASE("stems of nearer words are a tier of their own") {
  const WordSet set = compile("tarif~2").root.text.words.front();
  REQUIRE(set.tiers.size() == 3);
  CHECK(set.tiers[0].stems == std::vector<std::string>{"tarif"});
  CHECK(set.tiers[0].weight == 1);
  CHECK(set.tiers[1].stems == std::vector<std::string>{"tarif", "tariff"});
  CHECK(set.tiers[1].weight < 1);
  CHECK(set.tiers[2].stems == set.stems);
  CHECK(set.tiers[2].weight < set.tiers[1].weight);
}

TEST_CASE("a nearer word ranks an article higher, common though it be") {
  test::TestArchive articles;
  for (int i = 0; i < 8; ++i)
    articles.put("near" + std::to_string(i) + ".md", "---\nlang: en\n---\n\nA harbour here.\n");
  articles.put("far.md", "---\nlang: en\n---\n\nA harbours here.\n");
  articles.put("one.md", "---\nlang: en\n---\n\nA arbour here.\n");
  articles.put("two.md", "---\nlang: en\n---\n\nA labours here.\n");
  articles.build();
  for (const std::string query : {"harbour~", "title:x OR harbour~2"}) {
    SearchRequest request = articles.request(query);
    request.limit = 20;
    const std::vector<std::string> order = test::split(articles.ordered(articles.search(request)), ' ');
    CAPTURE(test::join(order, " "));
    REQUIRE(order.size() == 10);
    CHECK(order.back() == "one");
  }
}

TEST_CASE("what matches is marked, in sections too") {
  test::TestArchive articles;
  articles.put(
      "a.md",
      "---\nlang: en\ntitle: Tariffs\n---\n\nNo such word.\n\n# Outlook\n\nTariffs, a sheriff; the central bank.\n");
  articles.build();
  constexpr Row kRows[] = {
      {"t*ffs", "Tariffs"},
      {"*riff", "sheriff"},
      {"*riff*", "Tariffs|sheriff"},
      {"tarifs~", "Tariffs"},
      {"\"cen*l bnak~\"", "central bank"},
      {"shreiff~ NEAR/5 bnak~", "sheriff|bank"},
      {"b*k -nosuch~1", "bank"},
  };
  for (const Row& row : kRows) {
    for (const bool in_section : {false, true}) {
      CAPTURE(row.query);
      CAPTURE(in_section);
      SearchRequest request = articles.request(std::string(row.query));
      request.passages = 1;
      if (in_section) request.filters = {test::filter(QueryField::Section, {"Outlook"})};
      const Results results = articles.search(request);
      REQUIRE(results.hits.size() == 1);
      REQUIRE(results.hits[0].passages.size() == 1);
      const Passage& passage = results.hits[0].passages[0];
      std::vector<std::string> marked;
      for (const Highlight& mark : passage.highlights)
        marked.push_back(passage.text.substr(mark.begin, mark.end - mark.begin));
      CHECK(test::join(marked, "|") == row.expected);
    }
  }
  SearchRequest title = articles.request("title:t*ffs");
  CHECK(articles.search(title).hits[0].title_highlights == std::vector<Highlight>{{0, 7}});
}

TEST_CASE("what says too little is refused, with its column") {
  struct ErrorRow {
    std::string_view query;
    std::size_t column;
    std::string_view message;
  };
  constexpr ErrorRow kRows[] = {
      {"x a~1", 3, "'a' is too short"},
      {"x ab~2", 3, "'ab' is too short"},
      {"é \"x ab~2\"", 6, "'ab' is too short"},
      {"x pass/fall~", 3, "~ takes one word; 'pass/fall' is several"},
      {"安全漏洞与东京都政府~", 1, "~ takes one word"},
      {"bank NEAR/2 cross-b*er", 13, "NEAR takes single words"},
      {"x *-a", 3, "a * needs letters"},
  };
  for (const ErrorRow& row : kRows) {
    CAPTURE(row.query);
    try {
      (void)compile(std::string(row.query));
      FAIL_CHECK("no error");
    } catch (const Error& error) {
      CHECK(error.kind() == ErrorKind::BadQuery);
      CHECK(error.column() == row.column);
      CHECK(std::string_view(error.what()).starts_with(row.message));
    }
  }
}

TEST_CASE("property: an expansion has the words that a filter over all words leaves") {
  std::mt19937 engine(17);
  const auto random_word = [&](std::size_t least, std::size_t most) {
    std::string word;
    for (auto count = least + engine() % (most - least + 1); count > 0; --count) word += "aberт"[engine() % 4];
    return word;
  };
  test::TestArchive articles;
  std::vector<std::string> words;
  for (int i = 0; i < 400; ++i) words.push_back(random_word(3, 7));
  articles.put("a.md", "---\nlang: en\ntitle: " + words.front() + "\n---\n\n" + test::join(words, " ") + "\n");
  articles.build();
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  IndexReader reader(articles.layout());
  Archive opened(reader);
  std::size_t telling = 0;
  for (int i = 0; i < 100; ++i) {
    const std::string word = random_word(3, 7);
    const unsigned edits = 1 + engine() % 2;
    std::vector<std::string> near;
    std::copy_if(words.begin(), words.end(), std::back_inserter(near),
                 [&](const std::string& other) { return edit_distance(word, other) <= edits; });
    CAPTURE(word);
    CHECK(fuzzy_set({word, word, {}, {}}, {word, WordForm::Fuzzy, edits, 0}, opened).words == near);

    std::string text = word;
    text.insert(engine() % (text.size() + 1), "*");
    text.erase(engine() % text.size(), 1);
    if (text.find('*') == std::string::npos) text.push_back('*');
    std::vector<std::string> like;
    const WordPattern pattern(text);
    std::copy_if(words.begin(), words.end(), std::back_inserter(like),
                 [&](const std::string& other) { return pattern.matches(other); });
    CAPTURE(text);
    if (text != "*") CHECK(pattern_set(text, opened, 0).words == like);
    if (!near.empty() && !like.empty()) ++telling;
  }
  CHECK(telling > 10);
}

TEST_CASE("long and many patterns are answered or refused") {
  std::string stars;
  for (int i = 0; i < 100'000; ++i) stars += "a*";
  CHECK(archive().found(stars + "b") == "");
  std::string many = "t*riff";
  for (std::size_t i = 2; i < kMaxSoughtWords; i += 2) many += " OR *x" + std::to_string(i) + "*y OR zza~";
  CHECK(archive().found(many) == "one three");
  const std::string more = many + " OR \"x *yz\" OR \"x 2* tarif~ *no\"";
  try {
    (void)archive().found(more);
    FAIL_CHECK("no error");
  } catch (const Error& error) {
    CHECK(error.column() == more.find("tarif~ *no") + 1);
    CHECK(std::string_view(error.what()).starts_with("more than 64 words"));
  }
}

}  // namespace
}  // namespace byline

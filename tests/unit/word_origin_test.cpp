#include <doctest/doctest.h>

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "archive_fixture.hpp"
#include "searcher/explainer.hpp"
#include "searcher/matcher.hpp"

/// Every way in which words come to count that were not typed: each is marked where it matches, and named by --explain.
namespace byline {
namespace {

const test::TestArchive& archive() {
  static const test::TestArchive& made = []() -> const test::TestArchive& {
    static test::TestArchive files;
    files.put("a.md",
              "---\nlang: en\ntitle: Of tariffs\n---\n\nA tariff on harbours; the quay is a wharf, they say.\n");
    files.put("b.md", "---\nlang: en\ntitle: Other\n---\n\nNothing of it.\n");
    files.build();
    return files;
  }();
  return made;
}

struct OriginRow {
  WordOrigin origin;
  std::string_view name;
  std::string_view reason;
};

constexpr OriginRow kOrigins[] = {
    {WordOrigin::Typed, "typed", "its forms"},
    {WordOrigin::Prefix, "prefix", "words that begin so"},
    {WordOrigin::Pattern, "pattern", "words of this pattern"},
    {WordOrigin::Fuzzy, "fuzzy", "words spelt like it"},
    {WordOrigin::Synonym, "synonym", "from the list of synonyms"},
    {WordOrigin::Respelt, "respelt", "the archive's spelling"},
    {WordOrigin::Feedback, "feedback", "taken from the best articles"},
};

TEST_CASE("words of every origin are marked and explained") {
  for (const OriginRow& row : kOrigins) {
    CAPTURE(row.name);
    WordSet set;
    set.typed = "quay";
    set.origin = row.origin;
    set.words = {"harbours", "wharf"};
    set.stems = {"harbour", "wharf"};
    TextCondition condition;
    condition.words = {set};
    const std::string text = "A tariff on harbours; the quay is a wharf.";
    Analyser analyser("en");
    std::string marked;
    for (const TextMatch& match : find_matches(analyser.analyse(text), {&condition}, "en", text)) {
      marked += text.substr(match.range.begin, match.range.end - match.range.begin) + " ";
    }
    CHECK(marked == "harbours wharf ");

    IndexReader reader(archive().layout());
    Archive opened(reader);
    const MeaningNode meaning = describe_query(MatchNode::of_text(condition), opened);
    REQUIRE(meaning.words.size() == 1);
    CHECK(meaning.words.front().origin == row.name);
    QueryExplanation explanation;
    explanation.root = meaning;
    const std::string lines = to_text(explanation);
    CHECK(lines.find("quay = harbours, wharf (" + std::string(row.reason) + ")") != std::string::npos);
  }
}

/// The marks of the first hit's title and passages, each form once.
std::string marks_of(const Hit& hit) {
  std::set<std::string> marked;
  const auto add = [&](const std::string& text, const std::vector<Highlight>& highlights) {
    for (const Highlight& mark : highlights) marked.insert(text.substr(mark.begin, mark.end - mark.begin));
  };
  add(hit.title, hit.title_highlights);
  for (const Passage& passage : hit.passages) add(passage.text, passage.highlights);
  return test::join({marked.begin(), marked.end()}, " ");
}

/// The origin of the first word in the tree that was not just typed.
std::string origin_of(const MeaningNode& node) {
  for (const WordMeaning& word : node.words) {
    if (word.origin != "typed") return word.origin;
  }
  for (const MeaningNode& child : node.children) {
    if (const std::string found = origin_of(child); found != "typed") return found;
  }
  return "typed";
}

TEST_CASE("what a query expands to is marked and explained, from the query on") {
  struct Row {
    std::string_view query;
    std::string_view origin;
    std::string_view marked;
    std::string_view explained;
  };
  constexpr Row kRows[] = {
      {"tariffs", "typed", "tariff tariffs", "tariffs = tariff, tariffs (stem tariff)"},
      {"=tariff", "typed", "tariff", "tariff = tariff (this form)"},
      {"tarif*", "prefix", "tariff tariffs", "tarif* = tariff, tariffs (words that begin so)"},
      {"\"a tar*\"", "prefix", "A tariff", "tar* = tariff, tariffs (words that begin so)"},
      {"quay NEAR/4 wh*", "prefix", "quay wharf", "wh* = wharf (words that begin so)"},
      {"~\"a harbour quay\" OR ~\"on harbour\"", "typed", "on harbours", "harbour = harbours (its forms)"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.query);
    SearchRequest request = archive().request(std::string(row.query));
    request.explain = true;
    const Results results = archive().search(request);
    REQUIRE(results.hits.size() == 1);
    CHECK(origin_of(results.explanation->root) == row.origin);
    CHECK(marks_of(results.hits.front()) == row.marked);
    const std::string lines = to_text(*results.explanation);
    CAPTURE(lines);
    CHECK(lines.find(row.explained) != std::string::npos);
  }
}

}  // namespace
}  // namespace byline

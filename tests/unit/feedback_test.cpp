#include "searcher/feedback.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace byline {
namespace {

using Kind = MatchNode::Kind;

MatchNode word(const std::string& stem, double weight = 1) {
  WordSet set;
  set.typed = stem;
  set.by_stem = true;
  set.stems = {stem};
  TextCondition condition;
  condition.words = {set};
  MatchNode node = MatchNode::of_text(condition);
  node.weight = weight;
  return node;
}

MatchNode foreign_word(const std::string& language, const std::string& stem, double weight) {
  MatchNode node = word(stem, weight);
  node.text.words.front().stems.clear();
  node.text.words.front().foreign_stems = {{language, stem}};
  return node;
}

MatchNode phrase(const std::vector<std::string>& stems) {
  TextCondition condition;
  condition.kind = TextCondition::Kind::Phrase;
  for (const std::string& stem : stems) {
    WordSet set;
    set.typed = stem;
    set.stems = {stem};
    set.words = {stem};
    condition.words.push_back(set);
  }
  return MatchNode::of_text(condition);
}

MatchNode in_title(MatchNode node) {
  node.text.in_title = true;
  return node;
}

MatchNode filter() { return MatchNode::of_filter(Xapian::Query("Len"), "lang en"); }

/// The tree on one line: `(or a b:0.50)`, a phrase as `"a b"`.
std::string shape(const MatchNode& node) {
  static const std::map<Kind, std::string> kNames{
      {Kind::And, "and"},      {Kind::Or, "or"},           {Kind::AndMaybe, "maybe"}, {Kind::Not, "not"},
      {Kind::Everything, "*"}, {Kind::Nothing, "nothing"}, {Kind::Filter, "filter"}};
  if (node.kind == Kind::Text) {
    std::string text;
    for (const WordSet& set : node.text.words) text += (text.empty() ? "" : " ") + set.typed;
    if (node.text.kind == TextCondition::Kind::Phrase) text = "\"" + text + "\"";
    if (node.text.in_title) text = "title:" + text;
    if (node.weight != 1) text += ":" + std::to_string(node.weight).substr(0, 4);
    return text;
  }
  std::string text = kNames.at(node.kind);
  for (const MatchNode& child : node.children) text += " " + shape(child);
  return node.children.empty() ? text : "(" + text + ")";
}

FeedbackArticle article(double importance, double length, std::vector<StemCount> stems, std::string language = "en") {
  return {std::move(language), importance, length, std::move(stems)};
}

double weight_of(const std::vector<FeedbackStem>& stems, std::string_view stem) {
  for (const FeedbackStem& known : stems) {
    if (known.stem == stem) return known.weight;
  }
  return 0;
}

const StemTest kAny = [](const FeedbackStem&) { return true; };

TEST_CASE("an article's importance falls with its rank and grows with its score") {
  const double infinite = std::numeric_limits<double>::infinity();
  const auto rounded = [](const std::vector<double>& scores) {
    std::string text;
    for (const double importance : importances(scores)) text += std::to_string(importance).substr(0, 4) + " ";
    return text;
  };
  CHECK(rounded({8, 8, 8}) == "8.00 5.04 4.00 ");
  CHECK(rounded({8, 4}) == "8.00 2.52 ");
  CHECK(rounded({infinite, 4, std::nan(""), 2}) == "4.00 2.52 2.00 0.86 ");
  CHECK(rounded({0, 0}) == "1.00 0.63 ");
  CHECK(importances({}).empty());
}

TEST_CASE("a stem's weight in the model") {
  SUBCASE("is its saturated share: counted once in an article of average length, a half") {
    const auto model = relevance_model({article(1, 1, {{"tariff", 1}, {"port", 3}, {"fish", 1000}})});
    CHECK(weight_of(model, "tariff") == doctest::Approx(0.5));
    CHECK(weight_of(model, "port") == doctest::Approx(0.75));
    CHECK(weight_of(model, "fish") < 1);
  }
  SUBCASE("is smaller in a longer article") {
    const auto model = relevance_model({article(1, 1, {{"near", 2}}), article(1, 10, {{"far", 2}})});
    CHECK(weight_of(model, "near") > 2 * weight_of(model, "far"));
  }
  SUBCASE("adds up over the articles, by their importance") {
    const auto model = relevance_model({article(3, 1, {{"a", 1}, {"b", 1}}), article(1, 1, {{"b", 1}, {"c", 1}})});
    CHECK(weight_of(model, "a") == doctest::Approx(1.5));
    CHECK(weight_of(model, "b") == doctest::Approx(2));
    CHECK(weight_of(model, "c") == doctest::Approx(0.5));
    CHECK(model.front().stem == "b");
  }
  SUBCASE("does not depend on the order of articles, and equals stand in the order of their bytes") {
    const auto one = relevance_model({article(1, 1, {{"b", 1}}), article(1, 1, {{"a", 1}}, "de")});
    const auto other = relevance_model({article(1, 1, {{"a", 1}}, "de"), article(1, 1, {{"b", 1}})});
    CHECK(one == other);
    CHECK(one.front().stem == "a");
  }
  SUBCASE("knows the languages it comes from") {
    const auto model = relevance_model(
        {article(1, 1, {{"port", 1}}, "en"), article(1, 1, {{"port", 1}}, "de"), article(1, 1, {{"port", 1}}, "de")});
    CHECK(model.front().languages == std::vector<std::string>{"de", "en"});
  }
  CHECK(relevance_model({}).empty());
}

TEST_CASE("the stems that tell most") {
  const std::map<std::string, double> frequencies = {
      {"rare", 2}, {"middling", 50}, {"common", 500}, {"everywhere", 501}, {"single", 1},
      {"x", 10},   {"42", 10},       {"1984", 10},    {"茶", 10},          {"gone", 0}};
  const StemFrequency frequency = [&](const std::string& stem) { return frequencies.at(stem); };
  const auto model = [](std::vector<std::string> stems) {
    std::vector<FeedbackStem> result;
    for (std::string& stem : stems) result.push_back({std::move(stem), 1, {"en"}});
    return result;
  };
  const auto chosen = [&](std::vector<std::string> stems, std::size_t limit, const StemTest& test = kAny) {
    std::string names;
    for (const FeedbackStem& stem : telling_stems(model(std::move(stems)), 1000, limit, frequency, test)) {
      names += (names.empty() ? "" : " ") + stem.stem;
    }
    return names;
  };
  CHECK(chosen({"common", "middling", "rare"}, 10) == "rare middling common");
  CHECK(chosen({"common", "middling", "rare"}, 2) == "rare middling");
  CHECK(chosen({"single", "rare", "gone", "everywhere"}, 10) == "rare");
  CHECK(chosen({"x", "42", "1984", "茶"}, 10) == "1984 茶");
  CHECK(chosen({"rare", "middling"}, 10, [](const FeedbackStem& stem) { return stem.stem != "rare"; }) == "middling");
  CHECK(chosen({}, 10).empty());
  CHECK(chosen({"rare"}, 0).empty());

  double sum = 0;
  for (const FeedbackStem& stem : telling_stems(model({"common", "middling", "rare"}), 1000, 2, frequency, kAny)) {
    sum += stem.weight;
  }
  CHECK(sum == doctest::Approx(1));
}

TEST_CASE("what the words of a query weigh") {
  CHECK(weight_of_words(word("a")) == 1);
  CHECK(weight_of_words(MatchNode::of(Kind::Or, {word("a", 1.5), phrase({"b", "c"})})) == 3.5);
  CHECK(weight_of_words(MatchNode::of(Kind::And, {word("a"), MatchNode::of(Kind::Not, {word("b")}), filter()})) == 1);
  CHECK(weight_of_words(MatchNode::of(Kind::Everything)) == 0);
  CHECK(weight_of_words(filter()) == 0);
}

TEST_CASE("words are added to a query") {
  const MatchNode negation = MatchNode::of(Kind::Not, {word("n")});
  struct Row {
    MatchNode query;
    std::string_view ranking;   ///< where they must not match by themselves
    std::string_view matching;  ///< where they may
  };
  const Row rows[] = {
      {word("a"), "(maybe a f:0.50)", "(or a f:0.50)"},
      {MatchNode::of(Kind::Or, {word("a"), word("b")}), "(maybe (or a b) f:0.50)", "(or a b f:0.50)"},
      {MatchNode::of(Kind::And, {word("a"), word("b")}), "(maybe (and a b) f:0.50)", "(maybe (and a b) f:0.50)"},
      {MatchNode::of(Kind::And, {filter(), negation, MatchNode::of(Kind::Or, {word("a"), word("b")})}),
       "(maybe (and filter (not n) (or a b)) f:0.50)", "(and filter (not n) (or a b f:0.50))"},
      {MatchNode::of(Kind::AndMaybe, {phrase({"a", "b"}), word("c")}), "(maybe \"a b\" c f:0.50)",
       "(maybe \"a b\" c f:0.50)"},
      {phrase({"a", "b"}), "(maybe \"a b\" f:0.50)", "(maybe \"a b\" f:0.50)"},
      {MatchNode::of(Kind::Or, {phrase({"a", "b"}), word("ab")}), "(maybe (or \"a b\" ab) f:0.50)",
       "(or \"a b\" ab f:0.50)"},
      {in_title(word("a")), "(maybe title:a f:0.50)", "(maybe title:a f:0.50)"},
      {MatchNode::of(Kind::Nothing), "(maybe nothing f:0.50)", "(maybe nothing f:0.50)"},
      {word("f"), "f:1.50", "f:1.50"},
      {in_title(word("f")), "(maybe title:f f:0.50)", "(maybe title:f f:0.50)"},
      {MatchNode::of(Kind::Not, {word("f")}), "(maybe (not f) f:0.50)", "(maybe (not f) f:0.50)"},
  };
  for (const Row& row : rows) {
    CAPTURE(shape(row.query));
    CHECK(shape(with_feedback(row.query, {word("f", 0.5)}, false)) == row.ranking);
    CHECK(shape(with_feedback(row.query, {word("f", 0.5)}, true)) == row.matching);
    CHECK(shape(with_feedback(row.query, {}, true)) == shape(row.query));
  }
}

TEST_CASE("a word of another language is another word") {
  const MatchNode query = word("port");
  CHECK(shape(with_feedback(query, {foreign_word("de", "port", 0.5)}, true)) == "(or port port:0.50)");
  MatchNode both = word("port");
  both.text.words.front().foreign_stems = {{"de", "hafen"}};
  CHECK(shape(with_feedback(both, {foreign_word("de", "hafen", 0.5)}, true)) == "port:1.50");
}

TEST_CASE("a query as a mere condition has no weight") {
  const MatchNode query = MatchNode::of(Kind::And, {word("a", 2), phrase({"b", "c"}), filter()});
  const MatchNode condition = without_weights(query);
  CHECK(weight_of_words(condition) == 0);
  CHECK(shape(condition) == "(and a:0.00 \"b c\":0.00 filter)");
}

}  // namespace
}  // namespace byline

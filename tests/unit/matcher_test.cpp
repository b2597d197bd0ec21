#include "searcher/matcher.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "archive_fixture.hpp"
#include "common/analysis.hpp"
#include "searcher/match_tree.hpp"

namespace byline {
namespace {

using Kind = TextCondition::Kind;

WordSet stems(std::vector<std::string> list) {
  WordSet set;
  set.by_stem = true;
  std::sort(list.begin(), list.end());
  set.stems = std::move(list);
  return set;
}

WordSet forms(std::vector<std::string> list) {
  WordSet set;
  std::sort(list.begin(), list.end());
  set.words = std::move(list);
  return set;
}

/// "rate" is that form, "rate|rates" either, "~rate" the stem of the word, "rat*" a prefix.
WordSet set_of(std::string_view text, std::string_view language = "en") {
  if (text.starts_with('~')) return stems({Analyser(language).stem_of(text.substr(1))});
  if (text.ends_with('*')) {
    WordSet set;
    set.prefix = text.substr(0, text.size() - 1);
    set.words = {set.prefix + "x"};  // whatever the archive has
    return set;
  }
  return forms(test::split(text, '|'));
}

TextCondition condition(Kind kind, std::string_view words, unsigned distance = 0, std::string_view language = "en") {
  TextCondition result;
  result.kind = kind;
  result.distance = distance;
  for (const std::string& word : test::split(words, ' ')) result.words.push_back(set_of(word, language));
  return result;
}

/// The matches as the stretches of text, joined by " / ".
std::string marked(const TextCondition& wanted, std::string_view text, std::string_view language = "en") {
  Analyser analyser(language);
  const auto& tokens = analyser.analyse(text);
  std::vector<std::string> found;
  std::size_t last = 0;
  for (const TextMatch& match : find_matches(tokens, {&wanted}, language)) {
    CHECK(match.condition == 0);
    CHECK(match.range.begin < match.range.end);
    CHECK(match.range.end <= text.size());
    CHECK(match.range.begin >= last);
    last = match.range.begin;
    found.emplace_back(text.substr(match.range.begin, match.range.end - match.range.begin));
  }
  CHECK(holds(wanted, tokens, language) == !found.empty());
  return test::join(found, " / ");
}

TEST_CASE("a set of words has forms, stems or a prefix") {
  struct Row {
    std::string_view set;
    std::string_view text;
    std::string_view expected;
  };
  constexpr Row kRows[] = {
      {"rates", "Rates rose, the rate fell; RATES.", "Rates / RATES"},
      {"rate|rates", "Rates rose, the rate fell; RATES.", "Rates / rate / RATES"},
      {"~rates", "Rates rose, the rate fell; rated.", "Rates / rate / rated"},
      {"rat*", "Rates rose, a rat fell; irate.", "Rates / rat"},
      {"elysee", "L’Élysée, Elysee", "Élysée / Elysee"},
      {"~dying", "dying dies died", "dying"},
      {"crossborder", "cross-border trade", "cross-border"},
      {"cross", "cross-border trade", "cross"},
      {"at&t", "AT&T rose", "AT&T"},
      {"china", "China’s ports", "China"},
      {"1000", "1,000 ships", "1,000"},
      {"rates", "", ""},
      {"rates", "irate crates", ""},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.set);
    CAPTURE(row.text);
    std::string expected(row.expected);
    if (row.set == "~dying") expected = marked(condition(Kind::Word, row.set), row.text);
    CHECK(marked(condition(Kind::Word, row.set), row.text) == expected);
  }
}

TEST_CASE("a stem of another language counts in texts of that language only") {
  WordSet set = stems({"cope"});
  set.foreign_stems = {{"fr", "cop"}};
  TextCondition word;
  word.words = {set};
  // "cops" has the stem "cop" in English too.
  CHECK(marked(word, "cops", "en").empty());
  CHECK(marked(word, "cop", "fr") == "cop");
  CHECK(marked(word, "cope", "xx") == "cope");
}

TEST_CASE("phrases stand side by side in their order") {
  struct Row {
    std::string_view phrase;
    std::string_view text;
    std::string_view expected;
  };
  constexpr Row kRows[] = {
      {"central bank", "The central bank and the Central Bank.", "central bank / Central Bank"},
      {"central bank", "The bank central", ""},
      {"central bank", "central and bank", ""},
      {"central bank", "central, (bank)", "central, (bank"},
      {"central bank", "central\nbank", "central\nbank"},
      {"a a", "a a a", "a a / a a"},
      {"a a", "a b a", ""},
      {"a b a b", "a b a b a b", "a b a b / a b a b"},
      {"a b a", "a b a b a", "a b a / a b a"},
      {"a a b", "a a a b", "a a b"},
      {"~rate ~rise", "rates rising, rated rises", "rates rising / rated rises"},
      {"central ban*", "central bank, central banks, central ban, a ban", "central bank / central banks / central ban"},
      {"cross border trade", "cross-border trade", "cross-border trade"},
      {"trade in china", "trade in China’s ports", "trade in China"},
      {"central bank", "central", ""},
      {"central bank", "bank", ""},
      {"south china sea", "South China, South China Sea", "South China Sea"},
      {"a b|c d", "a b d, a c d, a e d", "a b d / a c d"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.phrase);
    CAPTURE(row.text);
    CHECK(marked(condition(Kind::Phrase, row.phrase), row.text) == row.expected);
  }
}

TEST_CASE("NEAR counts positions from the first word to the last, in either order") {
  struct Row {
    std::string_view words;
    unsigned distance;
    std::string_view text;
    std::string_view expected;
  };
  constexpr Row kRows[] = {
      {"a b", 1, "a b", "a / b"},
      {"a b", 1, "b a", "b / a"},
      {"a b", 1, "a x b", ""},
      {"a b", 2, "a x b", "a / b"},
      {"a b", 2, "b x a", "b / a"},
      {"a b", 2, "a x x b", ""},
      {"a b", 3, "b x x a", "b / a"},
      {"a b", 5, "a x x x x b", "a / b"},
      {"a b", 5, "a x x x x x b", ""},
      {"a b", 5, "b x x x x x a", ""},
      {"a b c", 2, "c a b", "c / a / b"},
      {"a b c", 3, "c x a b", "c / a / b"},
      {"a b c", 2, "c x a b", ""},
      {"a b", 1, "a b x x a x b", "a / b"},
      {"a b", 1, "a x x x a b", "a / b"},
      {"a a", 3, "a x x b", ""},
      {"a a", 3, "a x x x a", ""},
      {"a a a", 2, "a a", ""},
      {"a a b", 2, "a b x a", ""},
      {"~rate ~rise", 2, "rising the rates", "rising / rates"},
      {"a b", 1, "", ""},
      {"cross trade", 2, "cross-border trade", "cross / trade"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.words);
    CAPTURE(row.distance);
    CAPTURE(row.text);
    CHECK(marked(condition(Kind::Near, row.words, row.distance), row.text) == row.expected);
  }
}

TEST_CASE("of words that share forms each finds its own position") {
  struct Row {
    std::string_view words;
    unsigned distance;
    std::string_view text;
    std::string_view expected;
  };
  constexpr Row kRows[] = {
      {"a a|b", 1, "a b", "a / b"}, {"a a|b", 1, "b a", "b / a"}, {"a|b a", 1, "b a", "b / a"},
      {"a|b a", 1, "a b", "a / b"}, {"a|b a", 1, "b b", ""},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.words);
    CAPTURE(row.text);
    const bool found = !marked(condition(Kind::Near, row.words, row.distance), row.text).empty();
    CHECK(found == !row.expected.empty());
  }
}

TEST_CASE("of three words that share forms each finds its own position") {
  CHECK_FALSE(marked(condition(Kind::Near, "a|b|c a|b a", 2), "a b c").empty());
}

TEST_CASE("each place of a NEAR is found once") {
  CHECK(marked(condition(Kind::Near, "a a", 3), "a x x a") == "a / a");
  CHECK(marked(condition(Kind::Near, "a a a", 2), "a a a") == "a / a / a");
  CHECK(marked(condition(Kind::Near, "a a b", 2), "a b a") == "a / b / a");
}

TEST_CASE("equal words of a NEAR need positions of their own") {
  CHECK_FALSE(marked(condition(Kind::Near, "a a", 3), "a x x a").empty());
  CHECK_FALSE(marked(condition(Kind::Near, "a a a", 2), "a a a").empty());
  CHECK_FALSE(marked(condition(Kind::Near, "a a b", 2), "a b a").empty());
}

TEST_CASE("matches of several conditions are ordered by where they begin") {
  const TextCondition bank = condition(Kind::Word, "bank");
  const TextCondition phrase = condition(Kind::Phrase, "central bank");
  const TextCondition near = condition(Kind::Near, "rates bank", 4);
  Analyser analyser("en");
  const auto matches = find_matches(analyser.analyse("The central bank cut rates."), {&bank, &phrase, &near}, "en");
  std::string places;
  for (const TextMatch& match : matches) {
    places += std::to_string(match.condition) + ":" + std::to_string(match.range.begin) + "-" +
              std::to_string(match.range.end) + " ";
  }
  CHECK(places == "1:4-16 0:12-16 2:12-16 2:21-26 ");
}

MatchNode text(Kind kind, std::string_view words, unsigned distance = 0) {
  return MatchNode::of_text(condition(kind, words, distance));
}
MatchNode word(std::string_view form) { return text(Kind::Word, form); }
MatchNode in_title(std::string_view form) {
  MatchNode node = word(form);
  node.text.in_title = true;
  return node;
}
MatchNode all(std::vector<MatchNode> nodes) { return MatchNode::of(MatchNode::Kind::And, std::move(nodes)); }
MatchNode any(std::vector<MatchNode> nodes) { return MatchNode::of(MatchNode::Kind::Or, std::move(nodes)); }
MatchNode maybe(std::vector<MatchNode> nodes) { return MatchNode::of(MatchNode::Kind::AndMaybe, std::move(nodes)); }
MatchNode filter(const std::string& described) { return MatchNode::of_filter(Xapian::Query(), described); }
MatchNode no(MatchNode node) { return MatchNode::of(MatchNode::Kind::Not, {std::move(node)}); }

TEST_CASE("a tree holds for a section") {
  const std::vector<std::string_view> texts = {"The harbour\nShips and tariffs.", "Trade fell"};
  struct Row {
    std::string_view name;
    MatchNode tree;
    bool expected;
  };
  const Row rows[] = {
      {"word", word("ships"), true},
      {"word of a subsection", word("trade"), true},
      {"absent word", word("canada"), false},
      {"the title is no section text", word("headline"), false},
      {"in the title", in_title("headline"), true},
      {"not in the title", in_title("ships"), false},
      {"all in different texts", all({word("ships"), word("trade")}), true},
      {"all but one", all({word("ships"), word("canada")}), false},
      {"any", any({word("canada"), word("trade")}), true},
      {"none of any", any({word("canada"), word("mexico")}), false},
      {"not present", no(word("ships")), false},
      {"not absent", no(word("canada")), true},
      {"double negation", no(no(word("ships"))), true},
      {"not an or", no(any({word("canada"), word("ships")})), false},
      {"not an and", no(all({word("canada"), word("ships")})), true},
      {"all with not", all({word("trade"), no(word("canada"))}), true},
      {"and-maybe needs its first", maybe({word("trade"), word("canada")}), true},
      {"and-maybe without its first", maybe({word("canada"), word("trade")}), false},
      {"phrase", text(Kind::Phrase, "and tariffs"), true},
      {"phrase over blocks of one text", text(Kind::Phrase, "harbour ships"), true},
      {"phrase over texts", text(Kind::Phrase, "tariffs trade"), false},
      {"near over texts", text(Kind::Near, "tariffs trade", 100), false},
      {"near", text(Kind::Near, "tariffs harbour", 3), true},
      {"near one too far", text(Kind::Near, "tariffs the", 3), false},
      {"everything", MatchNode::of(MatchNode::Kind::Everything), true},
      {"nothing", MatchNode::of(MatchNode::Kind::Nothing), false},
      {"not nothing", no(MatchNode::of(MatchNode::Kind::Nothing)), true},
      {"filter of the article", filter("true"), true},
      {"filter of another article", filter("false"), false},
      {"not a filter", no(filter("true")), false},
      {"not a filter of another article", no(filter("false")), true},
      {"any with a filter", any({filter("true"), word("canada")}), true},
      {"any with a filter of another article", any({filter("false"), word("canada")}), false},
      {"empty and", all({}), true},
      {"empty or", any({}), false},
  };
  const FilterTest is_true = [](const MatchNode& node) { return node.described == "true"; };
  Analyser analyser("en");
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(holds(row.tree, "The headline", texts, analyser, is_true) == row.expected);
  }
  CHECK_FALSE(holds(word("the"), "The headline", {}, analyser, is_true));
  CHECK(holds(no(word("the")), "The headline", {}, analyser, is_true));
}

TEST_CASE("words match in every language by that language's stems") {
  struct Row {
    std::string_view language;
    std::string_view word;
    std::string_view text;
    std::string_view expected;
  };
  constexpr Row kRows[] = {
      {"de", "~häuser", "Das Haus, die Häuser", "Haus / Häuser"},
      {"fr", "~nationale", "l’intérêt national", "national"},
      {"ru", "~города", "Город и города", "Город / города"},
      {"es", "~aranceles", "El arancel y los aranceles", "arancel / aranceles"},
      {"zh", "~中国", "中国和俄罗斯", "中国"},
      {"xx", "~rates", "rates rate", "rates"},
      {"", "~rates", "rates rate", "rates"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.language);
    CAPTURE(row.text);
    CHECK(marked(condition(Kind::Word, row.word, 0, row.language), row.text, row.language) == row.expected);
  }
}

TEST_CASE("and and or of one are that one") {
  CHECK(join(MatchNode::Kind::And, {}).kind == MatchNode::Kind::Everything);
  CHECK(join(MatchNode::Kind::Or, {}).kind == MatchNode::Kind::Nothing);
  CHECK(join(MatchNode::Kind::And, {word("a")}).kind == MatchNode::Kind::Text);
  CHECK(join(MatchNode::Kind::Or, {word("a"), word("b")}).children.size() == 2);
}

TEST_CASE("a match may be due to what stands outside negations, each once") {
  const MatchNode tree =
      all({word("a"), no(word("b")), any({word("c"), word("a")}), maybe({word("d"), word("e")}), no(no(word("f")))});
  std::string words;
  for (const TextCondition* found : positive_conditions(tree)) words += found->words.front().words.front();
  CHECK(words == "acde");
}

}  // namespace
}  // namespace byline

#include "searcher/word_filter.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "archive_fixture.hpp"
#include "common/analysis.hpp"
#include "common/sentences.hpp"
#include "searcher/matcher.hpp"
#include "searcher/passages.hpp"

namespace byline {
namespace {

WordSet exact(const std::string& word) {
  WordSet set;
  set.words = {word};
  return set;
}

TextCondition condition(TextCondition::Kind kind, std::vector<WordSet> words) {
  TextCondition result;
  result.kind = kind;
  result.words = std::move(words);
  result.distance = kind == TextCondition::Kind::Near ? 3 : 0;
  return result;
}

WordFilter filter_of(const std::vector<const TextCondition*>& conditions) {
  return WordFilter(conditions, [](const std::string& stem) {
    return stem == "tariff" ? std::set<std::string>{"tariff", "tariffs"} : std::set<std::string>{};
  });
}

TEST_CASE("a word filter leaves out texts without the words, and no others") {
  WordSet stem;
  stem.by_stem = true;
  stem.stems = {"tariff"};
  WordSet unknown = stem;
  unknown.stems = {"gallium"};
  WordSet prefix;
  prefix.prefix = "tar";
  const TextCondition by_stem = condition(TextCondition::Kind::Word, {stem});
  const TextCondition by_prefix = condition(TextCondition::Kind::Word, {prefix});
  const TextCondition of_unknown = condition(TextCondition::Kind::Word, {unknown});
  const TextCondition phrase = condition(TextCondition::Kind::Phrase, {exact("u.s"), exact("trade")});
  CHECK(filter_of({&by_stem}).may_hold("The TARIFFS of spring"));
  CHECK_FALSE(filter_of({&by_stem}).may_hold("The herring of spring"));
  CHECK(filter_of({&by_stem}).may_hold("The hérring of spring"));
  CHECK(filter_of({&by_prefix}).may_hold("Some tarmac"));
  CHECK_FALSE(filter_of({&by_prefix}).may_hold("Some harbour"));
  CHECK(filter_of({&of_unknown}).may_hold("Nobody knows what has this stem"));
  CHECK(filter_of({&phrase}).may_hold("U.S. trade"));
  CHECK_FALSE(filter_of({&phrase}).may_hold("U.S. goods"));
  CHECK(filter_of({&phrase}).may_have_word("U.S. goods"));
  CHECK(filter_of({&phrase}).may_have_word("***"));
  CHECK_FALSE(filter_of({&phrase}).may_have_word("goods"));
  CHECK(filter_of({&phrase, &by_stem}).may_hold("tariff"));
}

TEST_CASE("a word filter of a long query leaves nothing out") {
  const TextCondition word = condition(TextCondition::Kind::Word, {exact("trade")});
  WordFilter filter = filter_of(std::vector<const TextCondition*>(100, &word));
  CHECK(filter.may_hold("goods"));
  CHECK_FALSE(filter.judges_blocks());
}

TEST_CASE("a word filter judges no blocks for NEAR, nor for words it does not know") {
  WordSet unknown;
  unknown.by_stem = true;
  unknown.stems = {"gallium"};
  const TextCondition near = condition(TextCondition::Kind::Near, {exact("trade"), exact("goods")});
  const TextCondition of_unknown = condition(TextCondition::Kind::Phrase, {exact("trade"), unknown});
  const TextCondition word = condition(TextCondition::Kind::Word, {exact("trade")});
  CHECK(filter_of({&word}).judges_blocks());
  CHECK_FALSE(filter_of({&near}).judges_blocks());
  CHECK_FALSE(filter_of({&of_unknown}).judges_blocks());
}

/// Paragraphs of what words are made of, at random.
class TextMaker {
 public:
  explicit TextMaker(unsigned seed, bool is_ascii = false) : random_(seed), is_ascii_(is_ascii) {}

  std::vector<std::string> paragraphs() {
    std::vector<std::string> made(1 + pick(6));
    for (std::string& paragraph : made) {
      const std::size_t pieces = 1 + pick(9);
      for (std::size_t i = 0; i < pieces; ++i) paragraph += kPieces[pick(std::size(kPieces) - (is_ascii_ ? kWide : 0))];
      paragraph += ".";
    }
    return made;
  }

  std::size_t pick(std::size_t count) { return random_() % count; }

 private:
  static constexpr const char* kPieces[] = {
      "cross-border ", "AT&T ",   "U.S.A. ", "e.g. ",        "C++ ", "C# ",      ".NET ",    "1,000 ",    "foo_bar ",
      "China's ",      "l'eau ",  "a@b.org", "example.org ", "3.5 ", "x",        "-",        "Covid-19 ", "O'Brien ",
      "* * * ",        "trade ",  "goods ",  "Trade-",       "\"",   "(",        "\t",       "\n",        "it's ",
      "don't ",        "2-3 ",    "\r",      "naïve ",       "— ",   "trade’s ", "“goods” ", "ใช้Jest ",   "中文字 ",
      "Ruby는 ",       "\u0301 ", "\u00A0",  "ﬁne "};
  static constexpr std::size_t kWide = 10;  ///< pieces at the end that are not ASCII

  std::mt19937 random_;
  bool is_ascii_;
};

TEST_CASE("every word of a text passes the filter of that word") {
  TextMaker maker(7);
  Analyser analyser("en");
  for (int round = 0; round < 300; ++round) {
    for (const std::string& text : maker.paragraphs()) {
      const std::vector<Token> tokens = analyser.analyse(text);
      for (const Token& token : tokens) {
        const TextCondition word = condition(TextCondition::Kind::Word, {exact(std::string(token.word))});
        WordFilter filter = filter_of({&word});
        CAPTURE(text);
        CAPTURE(token.word);
        CHECK(filter.may_hold(text));
        if (filter.judges_blocks()) CHECK(filter.may_have_word(text));
      }
    }
  }
}

/// Of random articles, with and without a filter of words of theirs; how much was marked.
std::size_t compare_passages(TextMaker maker) {
  Analyser analyser("en");
  SentenceSegmenter sentences;
  std::size_t shown = 0;
  for (int round = 0; round < 800; ++round) {
    Article article;
    article.sections = {test::section_of("", 0, maker.paragraphs()), test::section_of("Goods", 1, maker.paragraphs())};
    const std::vector<Token> tokens = analyser.analyse(article.sections[round % 2].text);
    if (tokens.size() < 3) continue;
    const std::size_t at = maker.pick(tokens.size() - 2);
    std::vector<WordSet> words;
    for (std::size_t i = at; i < at + 3; ++i) {
      if (!tokens[i].joined) words.push_back(exact(std::string(tokens[i].word)));
    }
    if (words.empty()) continue;
    const TextCondition first = condition(TextCondition::Kind::Word, {words.front()});
    const TextCondition several =
        condition(round % 3 == 0 ? TextCondition::Kind::Near : TextCondition::Kind::Phrase, words);
    PassageRequest request;
    request.conditions = round % 4 == 0 || words.size() < 2 ? std::vector{&first} : std::vector{&several};
    request.weights = {1};
    const std::vector<Passage> whole = make_passages(article, request, analyser, sentences);
    WordFilter filter = filter_of(request.conditions);
    request.filter = &filter;
    const std::vector<Passage> filtered = make_passages(article, request, analyser, sentences);
    REQUIRE(whole.size() == filtered.size());
    for (std::size_t i = 0; i < whole.size(); ++i) {
      CHECK(whole[i].text == filtered[i].text);
      CHECK(whole[i].highlights == filtered[i].highlights);
      CHECK(whole[i].line == filtered[i].line);
      shown += whole[i].highlights.size();
    }
  }
  return shown;
}

TEST_CASE("passages are the same with a word filter") {
  CHECK(compare_passages(TextMaker(11)) > 600);
  CHECK(compare_passages(TextMaker(13, true)) > 600);
}

TEST_CASE("a word filter tells the stretches of a text that may have its words") {
  const TextCondition trade = condition(TextCondition::Kind::Word, {exact("trade")});
  const TextCondition phrase = condition(TextCondition::Kind::Phrase, {exact("free"), exact("trade")});
  const auto stretches = [](WordFilter filter, const std::string& text) {
    std::vector<TextRange> ranges;
    filter.add_stretches(text, {0, text.size()}, ranges);
    std::vector<std::string> found;
    for (const TextRange& range : ranges) found.push_back(text.substr(range.begin, range.end - range.begin));
    return found;
  };
  using Texts = std::vector<std::string>;
  CHECK(stretches(filter_of({&trade}), "the trade-off, and (Trade); no more") == Texts{"trade-off,", "(Trade);"});
  CHECK(stretches(filter_of({&trade}), "goods and tra de") == Texts{"tra de"});
  CHECK(stretches(filter_of({&trade}), "goods").empty());
  CHECK(stretches(filter_of({&phrase}), "a free -- trade or free\ntrade-free zone") ==
        Texts{"free -- trade", "free\ntrade-free"});
  CHECK(stretches(filter_of({&trade}), "tradetradetrade trade") == Texts{"tradetradetrade trade"});
  CHECK(stretches(filter_of({&trade}), "trade in the cafés") == Texts{"trade", "cafés"});
  CHECK(stretches(filter_of({&phrase}), "a free — trade") == Texts{"free — trade"});
  CHECK(stretches(filter_of({&phrase}), "goods without").empty());
}

}  // namespace
}  // namespace byline

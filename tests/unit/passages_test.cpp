#include "searcher/passages.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "archive_fixture.hpp"
#include "common/analysis.hpp"
#include "common/sentences.hpp"
#include "common/utf8.hpp"

namespace byline {
namespace {

using test::section_of;

/// "tariff" is a word by its stem, "a b" a phrase of exact forms, "a~b" a NEAR of at most 5 positions.
TextCondition condition_of(std::string_view typed, Analyser& analyser) {
  TextCondition condition;
  const bool near = typed.find('~') != std::string_view::npos;
  const bool phrase = typed.find(' ') != std::string_view::npos;
  condition.kind = near ? TextCondition::Kind::Near : phrase ? TextCondition::Kind::Phrase : TextCondition::Kind::Word;
  condition.distance = near ? 5 : 0;
  for (const std::string& word : test::split(typed, near ? '~' : ' ')) {
    WordSet set;
    set.by_stem = !near && !phrase;
    set.stems = {analyser.stem_of(word)};
    set.words = {std::string(analyser.analyse(word).front().word)};
    condition.words.push_back(set);
  }
  return condition;
}

bool is_boundary(std::string_view text, std::size_t at) {
  return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

/// What holds for every passage, whatever was asked.
void check_sound(const Article& article, const Passage& passage) {
  CAPTURE(passage.text);
  CHECK(is_valid_utf8(passage.text));
  CHECK_FALSE(trim(passage.text).empty());
  CHECK(passage.text == trim(passage.text));
  CHECK(passage.text.find('\n') == std::string::npos);
  CHECK(passage.text.find("  ") == std::string::npos);
  std::size_t last = 0;
  for (const Highlight& mark : passage.highlights) {
    CHECK(mark.begin >= last);
    CHECK(mark.begin < mark.end);
    REQUIRE(mark.end <= passage.text.size());
    CHECK(is_boundary(passage.text, mark.begin));
    CHECK(is_boundary(passage.text, mark.end));
    last = mark.end;
  }
  // The text stands in one of the article's sections, under its heading.
  std::string core = passage.text;
  if (core.starts_with("… ")) core.erase(0, std::string_view("… ").size());
  if (core.ends_with(" …")) core.resize(core.size() - std::string_view(" …").size());
  bool stands = false;
  for (std::size_t i = 0; i < article.sections.size(); ++i) {
    stands = stands || (heading_path(article.sections, i) == passage.section &&
                        single_spaced(article.sections[i].text).find(core) != std::string::npos);
  }
  CHECK(stands);
}

std::string marks_of(const Passage& passage) {
  std::vector<std::string> marks;
  for (const Highlight& mark : passage.highlights) {
    marks.push_back(passage.text.substr(mark.begin, mark.end - mark.begin));
  }
  return test::join(marks, "|");
}

struct Asked {
  std::vector<std::string> conditions;
  std::size_t limit = 2;
  std::vector<std::size_t> sections = {};
  std::vector<double> weights = {};
  std::string language = "en";
};

std::vector<Passage> passages_of(const Article& article, const Asked& asked) {
  Analyser analyser(asked.language);
  SentenceSegmenter sentences;
  std::vector<TextCondition> conditions;
  for (const std::string& typed : asked.conditions) conditions.push_back(condition_of(typed, analyser));
  PassageRequest request;
  for (const TextCondition& condition : conditions) request.conditions.push_back(&condition);
  request.weights = asked.weights;
  request.weights.resize(conditions.size(), 1.0);
  request.limit = asked.limit;
  request.sections = asked.sections;
  std::vector<Passage> passages = make_passages(article, request, analyser, sentences);
  CHECK(passages.size() <= asked.limit);
  for (const Passage& passage : passages) check_sound(article, passage);
  return passages;
}

Article article_of(std::vector<Section> sections) {
  Article article;
  article.path = "/archive/a.md";
  article.title = "A title";
  article.sections = std::move(sections);
  return article;
}

Article lead_of(const std::vector<std::string>& paragraphs) { return article_of({section_of("", 0, paragraphs)}); }

/// A sentence long enough not to take its neighbour in.
std::string long_sentence(const std::string& about) {
  return "The clerks of the harbour office wrote at some length in their yearly report about " + about +
         ", which nobody at the ministry had asked them for.";
}

TEST_CASE("a passage is whole sentences, with what matched marked") {
  struct Row {
    std::string_view text;
    std::vector<std::string> conditions;
    std::string_view expected;
    std::string_view marks;
  };
  const std::string before = long_sentence("fish");
  const std::string after = long_sentence("boats");
  const std::string wanted = long_sentence("the new tariffs and the tariff of old");
  const std::string all = before + " " + wanted + " " + after;
  const Row rows[] = {
      {all, {"tariff"}, wanted, "tariffs|tariff"},
      {all, {"fish"}, before, "fish"},
      {all, {"boat"}, after, "boats"},
      {all, {"new tariffs"}, wanted, "new tariffs"},
      {all, {"new~old"}, "", ""},
      {all, {"new~and"}, wanted, "new|and"},
      {all, {"tariff", "new tariffs"}, wanted, "new tariffs|tariff"},
      {"Short one. A tariff rose. Then a third.", {"tariff"}, "A tariff rose. Then a third.", "tariff"},
      {"One tariff.", {"tariff"}, "One tariff.", "tariff"},
      {"Mr. Smith taxed the U.S. tariff.", {"tariff"}, "Mr. Smith taxed the U.S. tariff.", "tariff"},
      {"A line\nbreak before the tariff\nand after.",
       {"tariff"},
       "A line break before the tariff and after.",
       "tariff"},
      {"The central\nbank cut.", {"central bank"}, "The central bank cut.", "central bank"},
      {"A  double   space\tand tariff.", {"tariff"}, "A double space and tariff.", "tariff"},
      {"China’s ports and l’Élysée.", {"elysee", "china"}, "China’s ports and l’Élysée.", "China|Élysée"},
      {"A cross-border deal.", {"crossborder"}, "A cross-border deal.", "cross-border"},
      {"AT&T paid 1,000 dollars.", {"1000"}, "AT&T paid 1,000 dollars.", "1,000"},
      {"Tariff, tariff; tariffs!", {"tariff"}, "Tariff, tariff; tariffs!", "Tariff|tariff|tariffs"},
      {"🎉 A “tariff” 🎉", {"tariff"}, "🎉 A “tariff” 🎉", "tariff"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CAPTURE(row.conditions.front());
    const auto passages = passages_of(lead_of({std::string(row.text)}), {row.conditions, 1});
    REQUIRE(passages.size() == 1);
    if (row.expected.empty()) {
      CHECK(passages.front().highlights.empty());
      continue;
    }
    CHECK(passages.front().text == row.expected);
    CHECK(marks_of(passages.front()) == row.marks);
  }
}

TEST_CASE("passages come from different places, in the order of the text, up to the limit") {
  std::vector<std::string> paragraphs;
  for (int i = 0; i < 6; ++i) paragraphs.push_back(long_sentence("tariff number " + std::to_string(i)));
  const Article article = lead_of(paragraphs);
  for (std::size_t limit = 0; limit <= 8; ++limit) {
    CAPTURE(limit);
    const auto passages = passages_of(article, {{"tariff"}, limit});
    CHECK(passages.size() == std::min<std::size_t>(limit, 6));
    for (std::size_t i = 0; i < passages.size(); ++i) CHECK(passages[i].text == paragraphs[i]);
  }
}

TEST_CASE("neighbouring short sentences are not shown twice") {
  const auto passages =
      passages_of(lead_of({"A tariff. One more tariff. The third tariff. Tariff four."}), {{"tariff"}, 4});
  std::size_t marks = 0;
  for (const Passage& passage : passages) marks += passage.highlights.size();
  CHECK(marks == 4);
}

TEST_CASE("few passages show as many conditions as can be") {
  const std::vector<std::string> paragraphs = {long_sentence("china and china"), long_sentence("china"),
                                               long_sentence("russia"), long_sentence("canada and china")};
  const auto marked = [&](const std::vector<std::string>& conditions, std::size_t limit, std::vector<double> weights) {
    std::string marks;
    for (const Passage& passage : passages_of(lead_of(paragraphs), {conditions, limit, {}, std::move(weights)})) {
      marks += (marks.empty() ? "" : " / ") + marks_of(passage);
    }
    return marks;
  };
  CHECK(marked({"china", "canada"}, 1, {}) == "canada|china");
  CHECK(marked({"china", "canada", "russia"}, 2, {}) == "russia / canada|china");
  CHECK(marked({"china", "russia"}, 1, {1, 9}) == "russia");
  CHECK(marked({"china", "russia"}, 2, {}) == "china|china / russia");
}

TEST_CASE("passages stand under their headings, at the line they begin at") {
  const std::vector<std::string> lead = {long_sentence("peace"), "Two lines\n" + long_sentence("war")};
  const std::vector<std::string> text = {long_sentence("a canal")};
  const std::vector<std::string> deep = {long_sentence("locks")};
  const Article article =
      article_of({section_of("", 0, lead, 3), section_of("What’s Next", 1, text, 10),
                  section_of("A role for Canada", 2, deep, 20), section_of("The end", 1, {long_sentence("hope")}, 30)});
  struct Row {
    std::string_view word;
    std::vector<std::string> section;
    std::size_t line;
  };
  const Row rows[] = {
      {"peace", {}, 3},
      {"war", {}, 5},
      {"canal", {"What’s Next"}, 12},
      {"lock", {"What’s Next", "A role for Canada"}, 22},
      {"canada", {"What’s Next", "A role for Canada"}, 20},
      {"hope", {"The end"}, 32},
      {"end", {"The end"}, 30},
  };
  for (const Row& row : rows) {
    CAPTURE(row.word);
    const auto passages = passages_of(article, {{std::string(row.word)}, 1});
    REQUIRE(passages.size() == 1);
    CHECK(passages.front().section == row.section);
    CHECK(passages.front().line == row.line);
    CHECK(passages.front().highlights.size() == 1);
  }
}

TEST_CASE("a sentence says more than a heading") {
  const auto passages =
      passages_of(article_of({section_of("Tariffs", 1, {"No.", long_sentence("tariffs")})}), {{"tariff"}, 1});
  REQUIRE(passages.size() == 1);
  CHECK(passages.front().text == long_sentence("tariffs"));
}

TEST_CASE("only the wanted sections are looked in") {
  const Article article = article_of({section_of("", 0, {long_sentence("tariffs in the lead")}),
                                      section_of("One", 1, {long_sentence("tariffs in one")}),
                                      section_of("Two", 1, {long_sentence("peace in two")})});
  const auto sections = [&](const std::vector<std::size_t>& wanted, const std::string& word) {
    std::string found;
    for (const Passage& passage : passages_of(article, {{word}, 5, wanted})) {
      found +=
          (passage.section.empty() ? "lead" : passage.section.front()) + (passage.highlights.empty() ? "- " : "+ ");
    }
    return found;
  };
  CHECK(sections({}, "tariff") == "lead+ One+ ");
  CHECK(sections({1}, "tariff") == "One+ ");
  CHECK(sections({0, 2}, "tariff") == "lead+ ");
  CHECK(sections({2}, "tariff") == "Two- ");
  CHECK(sections({1, 2}, "peace") == "Two+ ");
}

TEST_CASE("with nothing to mark the text's opening is shown") {
  const std::string opening = long_sentence("peace");
  CHECK(passages_of(lead_of({opening, long_sentence("war")}), {{}}).front().text == opening);
  CHECK(passages_of(lead_of({opening, long_sentence("war")}), {{"absent"}}).front().text == opening);
  const auto below = passages_of(article_of({section_of("Heading", 1, {opening})}), {{}});
  REQUIRE(below.size() == 1);
  CHECK(below.front().text == opening);
  CHECK((below.front().section == std::vector<std::string>{"Heading"}));
  CHECK(below.front().highlights.empty());
  CHECK(passages_of(article_of({}), {{"x"}}).empty());
  CHECK(passages_of(article_of({section_of("Heading", 1, {})}), {{}}).empty());
  CHECK(passages_of(lead_of({opening}), {{"peace"}, 0}).empty());
}

TEST_CASE("an overlong sentence is cut at words around what matched") {
  std::string long_text;
  for (int i = 0; i < 400; ++i) long_text += "Word" + std::to_string(i) + ", ";
  long_text += "end.";
  for (const int place : {0, 1, 40, 200, 398, 399}) {
    CAPTURE(place);
    const std::string word = "word" + std::to_string(place);
    const auto passages = passages_of(lead_of({long_text}), {{word}, 1});
    REQUIRE(passages.size() == 1);
    const Passage& passage = passages.front();
    CHECK(count_code_points(passage.text) <= 400);
    CHECK(count_code_points(passage.text) >= 80);
    CHECK(marks_of(passage) == "Word" + std::to_string(place));
    CHECK(passage.text.starts_with("… ") == (place > 30));
    CHECK(passage.text.ends_with(" …") == (place < 390));
    // Cut between words: what stands at the ends are whole ones.
    const std::string_view inner =
        passage.text.starts_with("… ") ? std::string_view(passage.text).substr(4) : std::string_view(passage.text);
    CHECK(inner.starts_with("Word"));
    CHECK(long_text.find(inner.substr(0, inner.find(',') + 1)) != std::string::npos);
  }
  const auto opening = passages_of(lead_of({long_text}), {{}, 1});
  REQUIRE(opening.size() == 1);
  CHECK(count_code_points(opening.front().text) <= 400);
  CHECK(opening.front().text.starts_with("Word0"));
}

TEST_CASE("a sentence without any space is cut at a code point") {
  std::string text;
  for (int i = 0; i < 900; ++i) text += "é";
  for (const std::string& whole : {text, text + " tariff " + text, "tariff " + text, text + " tariff"}) {
    for (const Passage& passage : passages_of(lead_of({whole}), {{"tariff"}, 2})) {
      CHECK(count_code_points(passage.text) <= 1000);
    }
  }
}

TEST_CASE("passages in every script") {
  struct Row {
    std::string_view language;
    std::string_view text;
    std::string_view word;
    std::string_view expected;
    std::string_view marks;
  };
  constexpr Row kRows[] = {
      {"zh", "港口已经关闭。中国和俄罗斯签署了协议。下雨了。", "俄罗斯", "中国和俄罗斯签署了协议。", "俄罗斯"},
      {"ja", "港は閉鎖された。中国は合意した。", "中国", "中国は合意した。", "中国"},
      {"th", "รัฐบาลประกาศภาษีใหม่", "ภาษี", "รัฐบาลประกาศภาษีใหม่", "ภาษี"},
      {"ar", "أُغلق الميناء. وقّعت الحكومة الاتفاق.", "الميناء", "أُغلق الميناء.", "الميناء"},
      {"ru", "Порт закрыт. Города подписали договор.", "город", "Города подписали договор.", "Города"},
      {"el", "Το λιμάνι έκλεισε. Η κυβέρνηση μίλησε.", "κυβέρνηση", "Η κυβέρνηση μίλησε.", "κυβέρνηση"},
      {"de", "Der Hafen ist zu. Die Häuser stehen.", "haus", "Die Häuser stehen.", "Häuser"},
      {"hi", "बंदरगाह बंद है। सरकार ने कहा।", "सरकार", "सरकार ने कहा।", "सरकार"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.text);
    Asked asked{{std::string(row.word)}, 1};
    asked.language = row.language;
    const auto passages = passages_of(lead_of({std::string(row.text)}), asked);
    REQUIRE(passages.size() == 1);
    CHECK(passages.front().text.find(row.expected) != std::string::npos);
    CHECK(marks_of(passages.front()) == row.marks);
  }
}

TEST_CASE("overlong Chinese is cut inside the text and at characters") {
  std::string text;
  for (int i = 0; i < 200; ++i) text += "港口和船只，";
  const std::string whole = text + "俄罗斯" + text;
  Asked asked{{"俄罗斯"}, 1};
  asked.language = "zh";
  const auto passages = passages_of(lead_of({whole}), asked);
  REQUIRE(passages.size() == 1);
  CHECK(marks_of(passages.front()) == "俄罗斯");
  CHECK(count_code_points(passages.front().text) <= 400);
}

TEST_CASE("a phrase over the end of a sentence is shown with both sentences") {
  const std::string text = long_sentence("the central") + " Bank rates rose. " + long_sentence("x");
  const auto passages = passages_of(lead_of({text}), {{"them for bank rates"}, 1});
  REQUIRE(passages.size() == 1);
  CHECK(passages.front().text.ends_with("Bank rates rose."));
  CHECK(marks_of(passages.front()) == "them for. Bank rates");
}

}  // namespace
}  // namespace byline

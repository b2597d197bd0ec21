#include "common/analysis.hpp"

#include <doctest/doctest.h>

#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/folding.hpp"
#include "common/utf8.hpp"

namespace byline {
namespace {

struct Sample {
  std::string_view language;
  std::string_view text;
};

constexpr std::array<Sample, 10> kSamples = {{
    {"en", "China’s cross-border tariffs: U.S.A. prices rose to 1,000.50 at AT&T, said ann@example.org in C++."},
    {"de", "Die Bundesregierung beschloss Änderungen der Häuserpreise; Größe \u201EHaus-Boot\u201C."},
    {"ru", "Россия и Китай подписали соглашения о поставках; ещё не всё, май и чай."},
    {"ar", "قالَ الوزيرُ إنّ الاتفاقات الجديدة تدخل حيز التنفيذ في ٢٠٢٥ على مصـر."},
    {"zh", "中国经济在第一季度增长了百分之五，高于经济学家的预期。ＡＢＣ"},
    {"ja", "東京の中央銀行は金利を据え置いた。ｶﾀｶﾅもカタカナも読める。"},
    {"th", "รัฐบาลไทยประกาศมาตรการกระตุ้นเศรษฐกิจใหม่ในวันพุธ"},
    {"fr", "L’été, aujourd'hui, les œuvres n'étaient qu’à l’État."},
    {"tr", "İSTANBUL'da IĞDIR evleri"},
    {"", "No language stated: Größen, tariffs"},
}};

std::string words_of(Analyser& analyser, std::string_view text) {
  std::string words;
  for (const Token& token : analyser.analyse(text)) words.append(words.empty() ? "" : " ").append(token.word);
  return words;
}

TEST_CASE("stems bring the forms of a word together") {
  struct Row {
    std::string_view language;
    std::string_view one;
    std::string_view other;
    bool same;
  };
  constexpr Row kRows[] = {
      {"en", "tariff", "Tariffs", true},     {"en", "negotiate", "negotiating", true},
      {"en", "tariff", "traffic", false},    {"en", "caf\u00E9", "cafes", true},
      {"de", "Haus", "Hauses", true},        {"de", "Häuser", "Häusern", true},
      {"de", "Haus", "Maus", false},         {"ru", "соглашение", "соглашения", true},
      {"ru", "Россия", "России", true},      {"ru", "Россия", "Китай", false},
      {"fr", "élection", "élections", true}, {"es", "nación", "naciones", true},
      {"", "tariff", "tariffs", false},      {"zh", "tariff", "tariffs", false},
      {"xx", "tariff", "TARIFF", true},      {"en", "covid19", "covid19s", false},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.one);
    CAPTURE(row.other);
    const Analyser analyser(row.language);
    CHECK((analyser.stem_of(row.one) == analyser.stem_of(row.other)) == row.same);
  }
}

TEST_CASE("the exact form is folded and without accents, whatever the language") {
  struct Row {
    std::string_view text;
    std::string_view words;
  };
  constexpr Row kRows[] = {
      {"Größe ÜBER", "grosse uber"},
      {"Ёлка чай", "елка чай"},
      {"عَرَبِيّ", "عربي"},
      {"ＡＢＣ", "abc"},
      {"in\u00ADflation", "inflation"},
      {"O’Brien’s", "o'brien"},
      {"cross-border", "crossborder cross border"},
      {"1,000", "1000 1,000"},
      {"中国经济", "中国 经济"},
      {"", ""},
      {"\u2026 !", ""},
  };
  for (const Row& row : kRows) {
    for (const std::string_view language : {"", "en", "de", "ru", "ar", "zh", "tr"}) {
      CAPTURE(row.text);
      CAPTURE(language);
      Analyser analyser(language);
      CHECK(words_of(analyser, row.text) == row.words);
    }
  }
}

TEST_CASE("tokens stand in order, inside the text, at code point boundaries, with positions from 0 without gaps") {
  for (const Sample& sample : kSamples) {
    Analyser analyser(sample.language);
    const std::string_view text = sample.text;
    CAPTURE(text);
    std::size_t next_position = 0;
    std::size_t begin_before = 0;
    for (const Token& token : analyser.analyse(text)) {
      REQUIRE(token.begin < token.end);
      REQUIRE(token.end <= text.size());
      CHECK(is_valid_utf8(text.substr(token.begin, token.end - token.begin)));
      CHECK(token.begin >= begin_before);
      CHECK(token.position == next_position);
      CHECK_FALSE(token.word.empty());
      CHECK_FALSE(token.stem.empty());
      CHECK(folded_name(token.word) == token.word);
      CHECK(without_accents(token.stem) == token.stem);
      begin_before = token.begin;
      if (!token.joined) ++next_position;
    }
    CHECK(next_position >= 3);
  }
}

TEST_CASE("a token of the text is what its marked part is when typed as a query") {
  for (const Sample& sample : kSamples) {
    Analyser text_analyser(sample.language);
    Analyser query_analyser(sample.language);
    for (const Token& token : text_analyser.analyse(sample.text)) {
      if (token.joined) continue;
      const std::string_view marked = sample.text.substr(token.begin, token.end - token.begin);
      CAPTURE(marked);
      const std::vector<Token>& typed = query_analyser.analyse(marked);
      REQUIRE_FALSE(typed.empty());
      CHECK(std::string(typed.back().word) == std::string(token.word));
      CHECK(std::string(typed.back().stem) == std::string(token.stem));
      CHECK(query_analyser.stem_of(marked) == token.stem);
    }
  }
}

TEST_CASE("stems of languages without a stemmer are the words themselves") {
  for (const Sample& sample : kSamples) {
    if (has_stemmer(sample.language)) continue;
    Analyser analyser(sample.language);
    for (const Token& token : analyser.analyse(sample.text)) CHECK(token.stem == token.word);
  }
}

TEST_CASE("words with digits and signs have no other stem") {
  Analyser analyser("en");
  for (const std::string_view text : {"C++", "U.S.", "covid19s", "4.25", "C#"}) {
    CAPTURE(text);
    const std::vector<Token>& tokens = analyser.analyse(text);
    REQUIRE(tokens.size() == 1);
    CHECK(tokens.front().stem == tokens.front().word);
  }
}

TEST_CASE("a text has the same tokens again, and after others") {
  Analyser analyser("en");
  const auto copied = [&](std::string_view text) {
    std::vector<std::string> copies;
    for (const Token& token : analyser.analyse(text)) {
      copies.push_back(std::string(token.word) + "/" + std::string(token.stem) + "/" + std::to_string(token.begin));
    }
    return copies;
  };
  std::vector<std::vector<std::string>> first;
  for (const Sample& sample : kSamples) first.push_back(copied(sample.text));
  for (std::size_t i = 0; i < kSamples.size(); ++i) CHECK(copied(kSamples[i].text) == first[i]);
  Analyser moved(std::move(analyser));
  analyser = std::move(moved);
  for (std::size_t i = 0; i < kSamples.size(); ++i) CHECK(copied(kSamples[i].text) == first[i]);
}

TEST_CASE("very long words fit into a term and stay distinct") {
  Analyser analyser("en");
  std::set<std::string> words;
  for (const std::string_view letter : {"a", "ж"}) {
    std::string text;
    while (text.size() < 600) text += letter;
    for (const std::string_view end : {"b", "c", "bc"}) {
      const std::string word = text + std::string(end);
      const std::vector<Token>& tokens = analyser.analyse(word);
      REQUIRE(tokens.size() == 1);
      CHECK(tokens.front().word.size() <= 240);
      CHECK(tokens.front().stem.size() <= 240);
      CHECK(is_valid_utf8(tokens.front().word));
      CHECK(tokens.front().end == word.size());
      CHECK(words.emplace(tokens.front().word).second);
    }
  }
}

TEST_CASE("more words than the cache holds leave no view dangling") {
  Analyser analyser("en");
  std::string text;
  for (int i = 0; i < 140'000; ++i) text.append("w").append(std::to_string(i)).append(" ");
  const std::size_t count = analyser.analyse(text).size();
  CHECK(count == 140'000);
  const std::vector<Token>& tokens = analyser.analyse(text);
  REQUIRE(tokens.size() == count);
  CHECK(tokens.front().word == "w0");
  CHECK(tokens.back().word == "w139999");
}

TEST_CASE("a form's number stands for its word and its stem") {
  Analyser analyser("en");
  std::map<std::pair<std::string, std::string>, std::uint32_t> numbers;
  const auto read = [&](std::string_view text) {
    for (const Token& token : analyser.analyse(text)) {
      const auto [known, is_new] = numbers.try_emplace({std::string(token.word), std::string(token.stem)}, token.form);
      CHECK(known->second == token.form);
      if (is_new) CHECK(token.form + 1 == numbers.size());
    }
    CHECK(analyser.form_count() == numbers.size());
  };
  CHECK(analyser.form_count() == 0);
  read("Cats, cats and CATS. A cat? cat-like");
  CHECK(numbers.size() == 6);  // cats, and, a, cat, catlike, like
  for (const Sample& sample : kSamples) read(sample.text);
  const std::size_t before = numbers.size();
  for (const Sample& sample : kSamples) read(sample.text);
  CHECK(numbers.size() == before);
}

TEST_CASE("words with one spelling and two stems are two forms") {
  Analyser french("fr");
  const std::vector<Token> tokens = french.analyse("prés pres");
  REQUIRE(tokens.size() == 2);
  CHECK((tokens[0].form == tokens[1].form) == (tokens[0].stem == tokens[1].stem));
}

TEST_CASE("the numbers of forms begin anew with the cache, and tell so") {
  Analyser analyser("en");
  const std::uint64_t generation = analyser.form_generation();
  analyser.analyse("one two three");
  CHECK(analyser.form_generation() == generation);
  std::string many;
  for (int i = 0; i < 140'000; ++i) many += "w" + std::to_string(i) + " ";
  const std::uint32_t last = analyser.analyse(many).back().form;
  CHECK(analyser.form_generation() == generation);
  CHECK(last + 1 == analyser.form_count());
  CHECK(analyser.form_count() == 140'003);
  CHECK(analyser.analyse("three").front().form == 0);
  CHECK(analyser.form_generation() != generation);
  CHECK(analyser.form_count() == 1);
}

TEST_CASE("a pool keeps one analyser for each language") {
  AnalyserPool pool;
  Analyser& english = pool.for_language("en");
  Analyser& german = pool.for_language("de");
  Analyser& none = pool.for_language("");
  for (const std::string_view language : {"fr", "ru", "ar", "zh", "ja", "th"}) pool.for_language(language);
  CHECK(&pool.for_language("en") == &english);
  CHECK(&pool.for_language("de") == &german);
  CHECK(&english != &german);
  CHECK(english.stem_of("tariffs") == "tariff");
  CHECK(none.stem_of("tariffs") == "tariffs");
}

TEST_CASE("languages with and without a stemmer") {
  for (const std::string_view language : {"ar", "de", "en", "fr", "nb", "nn", "no", "ru", "tr"}) {
    CAPTURE(language);
    CHECK(has_stemmer(language));
  }
  for (const std::string_view language : {"", "zh", "ja", "th", "xx", "english", "EN"}) {
    CAPTURE(language);
    CHECK_FALSE(has_stemmer(language));
  }
}

TEST_CASE("the identity names all that terms depend on") {
  const std::string identity = analysis_identity();
  for (const std::string_view part : {"analysis ", "ICU ", "Unicode ", "Xapian ", "stem overrides "}) {
    CAPTURE(part);
    CHECK(identity.find(part) != std::string::npos);
  }
  CHECK(analysis_identity() == identity);
}

}  // namespace
}  // namespace byline

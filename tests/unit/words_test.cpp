#include "common/words.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/utf8.hpp"

namespace byline {
namespace {

/// "cross border (crossborder@0)": the words, then the joined forms with their positions.
std::string described(std::string_view text) {
  WordSegmenter segmenter;
  std::string words;
  std::string joined;
  for (const Word& word : segmenter.split(text)) {
    if (word.joined.empty()) {
      if (!words.empty()) words += '|';
      words += text.substr(word.begin, word.end - word.begin);
    } else {
      joined += " (" + std::string(word.joined) + "@" + std::to_string(word.position) + ")";
    }
  }
  return words + joined;
}

struct Row {
  std::string_view text;
  std::string_view words;
};

template <std::size_t Size>
void check_rows(const Row (&rows)[Size]) {
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(described(row.text) == row.words);
  }
}

constexpr std::array<std::string_view, 12> kTexts = {
    "China’s cross-border trade, at U.S.A. and AT&T prices of 1,000.50 or 1,000,000, e.g. in C++ and C# or .NET!",
    "Write to ann.lee@example.org, see www.example.org/foo_bar?x=1 or @byline #news a-b-c-d-e-f-g-h-i-j",
    "Die Bundesregierung beschloss das Gesetz über 3,5 Mio. Euro; Müllers \u201EHaus-Boot\u201C.",
    "L’été d'Élodie, aujourd’hui qu’il n'y a rien; dell'arte O'Brien",
    "Россия и Китай подписали соглашение: 25-летний контракт, ещё не всё.",
    "قال الوزير إن الاتفاقَ الجديدَ يدخل حيز التنفيذ في ٢٠٢٥.",
    "中国经济在第一季度增长了百分之五,高于经济学家的预期。",
    "東京の中央銀行は金利を据え置いた。カタカナも読める。",
    "รัฐบาลไทยประกาศมาตรการกระตุ้นเศรษฐกิจใหม่ในวันพุธ",
    "Ruby는 2025년에 API를 C++로 쓴다; ใช้Jestทดสอบ ที่ท่าเรือ.",
    "in\u00ADflation \U0001F600 e\u0301te\u0301 \u200B … — ' - & @ _ . __ a_ _b 's l' 's's",
    "x"};

TEST_CASE("words of several scripts that are written together") {
  constexpr Row kRows[] = {
      {"Ruby는 API를 쓴다", "Ruby|API|쓴다"},
      {"2025년에 3월부터", "2025|년에|3|월부터"},
      {"C++를 C#은", "C++|C#"},
      {"웹API서버", "웹|API|서버"},
      {"中国은 은 는", "中国|은|는"},
      {"ใช้Jestทดสอบ", "ใช้|Jest|ทดสอบ"},
      {"Reactใช้", "React|ใช้"},
      {"2568เป็น", "2568|เป็น"},
      {"Rubyの新機能", "Ruby|の|新|機能"},
  };
  check_rows(kRows);
}

TEST_CASE("English words are cut as a reader would") {
  constexpr Row kRows[] = {
      {"", ""},
      {"   \n\t", ""},
      {"… — ! ? \U0001F600", ""},
      {"The cat sat.", "The|cat|sat"},
      {"don't", "don't"},
      {"in\u00ADflation", "in\u00ADflation"},
      {"covid19", "covid19"},
      {"one—two", "one|two"},
      {"and/or", "and|or"},
      {"end.", "end"},
      {"a - b", "a|b"},
      {"a--b", "a|b"},
  };
  check_rows(kRows);
}

TEST_CASE("compounds give their parts and the joined form") {
  constexpr Row kRows[] = {
      {"cross-border", "cross|border (crossborder@0)"},
      {"cross\u2010border", "cross|border (crossborder@0)"},
      {"cross\u2011border", "cross|border (crossborder@0)"},
      {"the well-to-do man", "the|well|to|do|man (welltodo@1)"},
      {"AT&T", "AT|T (AT&T@0)"},
      {"R & D", "R|D"},
      {"foo_bar", "foo|bar (foo_bar@0)"},
      {"a@b.org", "a|b|org (a@b.org@0)"},
      {"see example.org.", "see|example|org (example.org@1)"},
      {"2020-2021", "2020|2021"},
      {"COVID-19", "COVID|19 (COVID19@0)"},
      {"25-летний", "25|летний (25летний@0)"},
      {"Haus-Boot", "Haus|Boot (HausBoot@0)"},
  };
  check_rows(kRows);
}

TEST_CASE("a chain of more than eight parts is left in its parts") {
  CHECK(described("a-b-c-d-e-f-g-h") == "a|b|c|d|e|f|g|h (abcdefgh@0)");
  CHECK(described("a-b-c-d-e-f-g-h-i") == "a|b|c|d|e|f|g|h|i");
}

TEST_CASE("acronyms, signs and numbers are words of their own") {
  constexpr Row kRows[] = {
      {"U.S.", "U.S"},
      {"e.g.", "e.g"},
      {"U.S.A.", "U.S.A (USA@0)"},
      {"C++", "C++"},
      {"C++, not C", "C++|not|C"},
      {"C#", "C#"},
      {"in C#.", "in|C#"},
      {".NET", ".NET"},
      {"the .net way", "the|.net|way"},
      {"1,000", "1,000 (1000@0)"},
      {"1.000.000", "1.000.000 (1000000@0)"},
      {"1,00", "1,00"},
      {"12,345,67", "12,345,67"},
      {"4.25", "4.25"},
      {"3,5", "3,5"},
  };
  check_rows(kRows);
}

TEST_CASE("possessives and elided articles stand outside the word") {
  constexpr Row kRows[] = {
      {"China's", "China"},       {"China’s", "China"},    {"CHINA'S", "CHINA"},
      {"l’eau", "eau"},           {"L'été", "été"},        {"qu'il", "il"},
      {"dell'arte", "arte"},      {"O'Brien", "O'Brien"},  {"O’Brien’s", "O’Brien"},
      {"the boss's", "the|boss"}, {"workers'", "workers"},
  };
  check_rows(kRows);
}

TEST_CASE("languages without spaces are cut by dictionary") {
  constexpr Row kRows[] = {
      {"中国经济", "中国|经济"}, {"東京の銀行", "東京|の|銀行"},          {"ภาษาไทย", "ภาษา|ไทย"},
      {"สวัสดีครับ", "สวัสดี|ครับ"},   {"我爱Python语言", "我|爱|Python|语言"},
  };
  check_rows(kRows);
}

TEST_CASE("other scripts keep their marks") {
  constexpr Row kRows[] = {
      {"Größe über alles", "Größe|über|alles"},
      {"e\u0301te\u0301", "e\u0301te\u0301"},
      {"Россия и Китай", "Россия|и|Китай"},
      {"قال الوزيرُ", "قال|الوزيرُ"},
      {"שלום עולם", "שלום|עולם"},
      {"हिन्दी भाषा", "हिन्दी|भाषा"},
      {"한국 경제", "한국|경제"},
  };
  check_rows(kRows);
}

/// What holds of the words of every text.
void check_words(std::string_view text, const std::vector<Word>& words) {
  std::size_t next_position = 0;
  std::size_t end_before = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const Word& word = words[i];
    REQUIRE(word.begin < word.end);
    REQUIRE(word.end <= text.size());
    CHECK(is_valid_utf8(text.substr(word.begin, word.end - word.begin)));
    CHECK(word.begin >= end_before);
    CHECK(word.position == next_position);
    CHECK(is_valid_utf8(word.joined));
    if (word.joined.empty()) {
      ++next_position;
      end_before = word.end;
    } else {
      // The words it joins follow, and it spans them.
      REQUIRE(i + 1 < words.size());
      std::size_t last = i + 1;
      while (last + 1 < words.size() && words[last].end < word.end) ++last;
      CHECK(words[last].end == word.end);
    }
  }
}

TEST_CASE("words stand in order, inside the text, at code point boundaries") {
  WordSegmenter segmenter;
  for (const std::string_view text : kTexts) {
    CAPTURE(text);
    const std::vector<Word>& words = segmenter.split(text);
    CHECK_FALSE(words.empty());
    check_words(text, words);
  }
}

TEST_CASE("every beginning and every end of a text is cut as soundly") {
  WordSegmenter segmenter;
  for (const std::string_view text : kTexts) {
    for (std::size_t at = 0; at < text.size(); next_code_point(text, at)) {
      CAPTURE(text);
      CAPTURE(at);
      check_words(text.substr(at), segmenter.split(text.substr(at)));
      check_words(text.substr(0, at), segmenter.split(text.substr(0, at)));
    }
  }
}

TEST_CASE("texts side by side have the words of both") {
  WordSegmenter first;
  WordSegmenter second;
  WordSegmenter together;
  for (const std::string_view a : kTexts) {
    for (const std::string_view b : kTexts) {
      const std::string both = std::string(a) + " | " + std::string(b);
      CAPTURE(both);
      const std::vector<Word>& words_a = first.split(a);
      const std::vector<Word>& words_b = second.split(b);
      const std::vector<Word>& words = together.split(both);
      REQUIRE(words.size() == words_a.size() + words_b.size());
      const std::size_t offset = a.size() + 3;
      const std::size_t positions = words_a.empty() ? 0 : words_a.back().position + 1;
      for (std::size_t i = 0; i < words.size(); ++i) {
        const bool in_a = i < words_a.size();
        Word expected = in_a ? words_a[i] : words_b[i - words_a.size()];
        if (!in_a) {
          expected.begin += offset;
          expected.end += offset;
          expected.position += positions;
        }
        CHECK(words[i].begin == expected.begin);
        CHECK(words[i].end == expected.end);
        CHECK(words[i].position == expected.position);
        CHECK(words[i].joined == expected.joined);
      }
    }
  }
}

TEST_CASE("a segmenter carries nothing from one text into the next, nor when it is moved") {
  WordSegmenter used;
  for (const std::string_view text : kTexts) used.split(text);
  WordSegmenter moved(std::move(used));
  for (const std::string_view text : kTexts) {
    WordSegmenter fresh;
    const std::vector<Word>& expected = fresh.split(text);
    const std::vector<Word>& words = moved.split(text);
    CAPTURE(text);
    REQUIRE(words.size() == expected.size());
    for (std::size_t i = 0; i < words.size(); ++i) {
      CHECK(words[i].begin == expected[i].begin);
      CHECK(words[i].joined == expected[i].joined);
    }
  }
  CHECK(moved.split("").empty());
}

TEST_CASE("the identity names ICU and Unicode") {
  const std::string identity = segmentation_identity();
  CHECK(identity.starts_with("ICU "));
  CHECK(identity.find("Unicode ") != std::string::npos);
}

}  // namespace
}  // namespace byline

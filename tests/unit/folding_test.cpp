#include "common/folding.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "common/utf8.hpp"

namespace byline {
namespace {

TEST_CASE("folding takes away case, compatibility forms and ignorable characters, but no accents") {
  struct Row {
    std::string_view text;
    std::string_view expected;
  };
  constexpr Row kRows[] = {
      {"", ""},
      {"CHINA", "china"},
      {"Größe", "grösse"},
      {"ÜBER", "über"},
      {"U\u0308ber", "über"},
      {"МОСКВА", "москва"},
      {"Ёлка", "ёлка"},
      {"Ελλάς", "ελλάσ"},
      {"ΟΔΟΣ", "οδοσ"},
      {"in\u00ADflation", "inflation"},
      {"zero\u200Bwidth\uFEFF", "zerowidth"},
      {"ﬁnance", "finance"},
      {"ＣＨＩＮＡ", "china"},
      {"ｶﾀｶﾅ", "カタカナ"},
      {"x²", "x2"},
      {"①", "1"},
      {"中國", "中國"},
      {"ﻻ", "لا"},
      {"ไทย", "ไทย"},
      {"O’Brien", "o'brien"},
      {"O\u2018Brien", "o'brien"},
      {"O\u02BCBrien", "o'brien"},
      {"cross\u2010border", "cross-border"},
      {"cross\u2011border", "cross-border"},
      {"em\u2014dash", "em\u2014dash"},
      {"İstanbul", "i\u0307stanbul"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.text);
    CHECK(folded_case(row.text) == row.expected);
  }
}

TEST_CASE("accents go where readers leave them out, and stay where they make another letter") {
  struct Row {
    std::string_view text;
    std::string_view expected;
  };
  constexpr Row kRows[] = {
      {"", ""},           {"café", "cafe"},       {"über", "uber"},         {"ångström", "angstrom"},
      {"señor", "senor"}, {"čeština", "cestina"}, {"việt nam", "viet nam"}, {"øre", "ore"},
      {"łódź", "lodz"},   {"đại", "dai"},         {"æsir", "aesir"},        {"cœur", "coeur"},
      {"þór", "thor"},    {"ħal", "hal"},         {"ırak", "irak"},         {"i\u0307stanbul", "istanbul"},
      {"άλφα", "αλφα"},   {"ещё", "еще"},         {"чай", "чай"},           {"україна її", "україна її"},
      {"ў", "ў"},         {"عَرَبِيّ", "عربي"},       {"مـــصر", "مصر"},        {"على", "علي"},
      {"שָׁלוֹם", "שלום"},   {"ガード", "ガード"},   {"한국", "한국"},         {"ที่", "ที่"},
      {"中國", "中國"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.text);
    CHECK(without_accents(row.text) == row.expected);
  }
}

constexpr std::array<std::string_view, 12> kTexts = {
    "The Straße of O’Brien — cross\u2011border",
    "Ça où Noël, l'œuvre, l’été",
    "Đặng Thị Ngọc Thịnh",
    "İSTANBUL'da IĞDIR",
    "Ёжик и чай, її, ўсё",
    "ΌΔΟΣ Ελλάς",
    "قَالَ الوزيرُ إلى مصـر",
    "שָׁלוֹם",
    "中華人民共和国 ＡＢＣ",
    "ガギグ ｶﾞｷﾞｸﾞ",
    "ภาษาไทย ที่",
    "ﬁ ½ ① ℃ ™ \u00AD\u200B e\u0301\u0323",
};

TEST_CASE("folding and taking accents away change nothing the second time") {
  for (const std::string_view text : kTexts) {
    CAPTURE(text);
    const std::string folded = folded_case(text);
    CHECK(folded_case(folded) == folded);
    const std::string plain = without_accents(folded);
    CHECK(without_accents(plain) == plain);
    CHECK(folded_case(plain) == plain);
    const std::string name = folded_name(text);
    CHECK(folded_name(name) == name);
    CHECK(is_valid_utf8(folded));
    CHECK(is_valid_utf8(plain));
  }
}

TEST_CASE("names that a reader takes for the same have the same key") {
  struct Row {
    std::string_view one;
    std::string_view other;
  };
  constexpr Row kRows[] = {
      {"What’s Next", "what's  next"},
      {" José\tÁlvarez ", "jose alvarez"},
      {"Straße", "STRASSE"},
      {"Łódź", "lodz"},
      {"Jo\u0301se", "JÓSE"},
      {"ＡＢＣ", "abc"},
      {"Алёна", "алена"},
      {"مُحَمَّد", "محمد"},
      {"中\u3000国", "中 国"},
      {"cross\u2010border", "Cross-Border"},
      {"soft\u00ADware", "software"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.one);
    CAPTURE(row.other);
    CHECK(folded_name(row.one) == folded_name(row.other));
  }
}

TEST_CASE("names that differ for a reader keep different keys") {
  struct Row {
    std::string_view one;
    std::string_view other;
  };
  constexpr Row kRows[] = {{"май", "маи"},   {"коньки", "коньяк"}, {"C++", "C"}, {"C#", "C"},
                           {"中国", "中國"}, {"a b", "ab"},        {"ガ", "カ"}, {"R&D", "RD"}};
  for (const Row& row : kRows) {
    CAPTURE(row.one);
    CAPTURE(row.other);
    CHECK(folded_name(row.one) != folded_name(row.other));
  }
}

/// A character that nothing folds, decomposes or composes with; a text with it is normalised by ICU.
constexpr std::string_view kInert = "中";

TEST_CASE("a text of common letters is folded as ICU folds it") {
  std::vector<std::string> letters;
  for (char32_t c = 0; c < 0x530; ++c) append_utf8(letters.emplace_back(), c);
  for (char32_t c = 0x2010; c < 0x2040; ++c) append_utf8(letters.emplace_back(), c);
  const auto check = [](const std::string& text) {
    CAPTURE(text);
    const std::string folded = folded_case(text);
    CHECK(folded + std::string(kInert) == folded_case(text + std::string(kInert)));
    CHECK(without_accents(folded) + std::string(kInert) == without_accents(folded + std::string(kInert)));
    CHECK(folded_case(folded) == folded);
  };
  for (const std::string& letter : letters) check(letter);
  for (const std::string_view other : {"e", "é", "и", "'", "\u0301", "\u0306", "ё", "ß"}) {
    for (const std::string& letter : letters) {
      check(letter + std::string(other));
      check(std::string(other) + letter);
    }
  }
}

TEST_CASE("a name of nothing but white space and ignorable characters has an empty key") {
  for (const std::string_view text : {"", "  ", "\u00AD", "\u200B\uFEFF", "\t\u3000"}) {
    CHECK(folded_name(text).empty());
  }
}

}  // namespace
}  // namespace byline

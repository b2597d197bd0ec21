#include "common/korean.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "common/analysis.hpp"

namespace byline {
namespace {

TEST_CASE("Korean: a noun is the stem of itself with particles") {
  struct Row {
    std::string_view stem;
    std::string_view words;  ///< between spaces
  };
  constexpr Row kRows[] = {
      {"도서관",
       "도서관 도서관이 도서관은 도서관을 도서관의 도서관에 도서관에서 도서관에서는 도서관으로 도서관으로부터 "
       "도서관까지도 도서관과 도서관만"},
      {"개발자", "개발자 개발자가 개발자는 개발자를 개발자들 개발자들이 개발자들에게서 개발자로 개발자와 개발자입니다"},
      {"서울", "서울 서울로 서울로부터 서울은 서울을 서울에도"},
      {"개발",
       "개발 개발을 개발하다 개발한 개발했다 개발했습니다 개발합니다 개발하는 개발되었습니다 개발된 개발하고 개발해서 "
       "개발하기를"},
      {"문제", "문제 문제가 문제는 문제입니다 문제이다 문제였습니다"},
      {"책", "책 책을 책은 책에 책에서 책으로 책까지"},
      // What looks like a particle and is the end of a noun.
      {"회의", "회의 회의를 회의가 회의에서 회의의"},
      {"제도", "제도 제도가 제도의 제도를 제도는"},
      {"국가", "국가 국가가 국가는 국가의 국가를"},
      {"전문가", "전문가 전문가가 전문가는 전문가들이 전문가들은"},
      {"결과", "결과 결과가 결과를 결과는 결과로"},
      {"마을", "마을 마을은 마을에 마을에서 마을을"},
      {"아이", "아이 아이들 아이들이 아이는 아이를"},
      {"나", "나 나는 나를"},
  };
  for (const Row& row : kRows) {
    std::string_view words = row.words;
    while (!words.empty()) {
      const std::string_view word = words.substr(0, words.find(' '));
      words.remove_prefix(std::min(words.size(), word.size() + 1));
      CAPTURE(word);
      CHECK(korean_stem(word) == row.stem);
    }
  }
}

TEST_CASE("Korean: stems are stems of themselves, and never empty") {
  for (const std::string_view word :
       {"가", "이", "은", "에서", "으로부터", "들", "하다", "민주주의", "바나나", "으로으로으로", "는는는는"}) {
    CAPTURE(word);
    const std::string stem = korean_stem(word);
    CHECK_FALSE(stem.empty());
    CHECK(korean_stem(stem) == stem);
  }
}

TEST_CASE("Korean: particles and Hangul") {
  CHECK(is_korean_particle("는"));
  CHECK(is_korean_particle("에서는"));
  CHECK(is_korean_particle("으로부터"));
  CHECK_FALSE(is_korean_particle("년"));
  CHECK_FALSE(is_korean_particle("서버"));
  CHECK(is_hangul("도서관"));
  for (const std::string_view word : {"", "a", "도서관a", "東京", "カナ", "é"}) CHECK_FALSE(is_hangul(word));
}

TEST_CASE("stems of Korean and katakana words are the same in every language's texts") {
  for (const std::string_view language : {"ko", "ja", "en", "ru", ""}) {
    const Analyser analyser(language);
    CHECK(analyser.stem_of("도서관에서") == "도서관");
    CHECK(analyser.stem_of("サーバー") == "サーバ");
    CHECK(analyser.stem_of("サーバ") == "サーバ");
    CHECK(analyser.stem_of("エラー") == "エラー");
    CHECK(analyser.stem_of("ユーザーガイド") == "ユーザーガイド");
    CHECK(analyser.stem_of("東京") == "東京");
  }
}

}  // namespace
}  // namespace byline

#include "searcher/lexicon.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "archive_fixture.hpp"

namespace byline {
namespace {

Lexicon lexicon_of(std::string_view words) {
  std::vector<std::string> list = test::split(words, ' ');
  std::sort(list.begin(), list.end());
  return {list, list};
}

std::string spans(const Lexicon& lexicon, std::string_view text, Lexicon::Ends ends) {
  std::vector<std::string> described;
  for (const auto& span : lexicon.spans_of(text, ends)) {
    std::string parts;
    for (const SpanPart& part : span) parts += (parts.empty() ? "" : "|") + test::join(part.words, ",");
    described.push_back(parts);
  }
  return test::join(described, " / ");
}

TEST_CASE("how scripts part words") {
  struct Row {
    std::string_view word;
    Spacing spacing;
  };
  constexpr Row kRows[] = {
      {"东京", Spacing::EastAsian}, {"サーバー", Spacing::EastAsian},   {"食べ物", Spacing::EastAsian},
      {"時々", Spacing::EastAsian}, {"ทํางาน", Spacing::SouthEastAsian}, {"ສະບາຍດີ", Spacing::SouthEastAsian},
      {"도서관", Spacing::Korean},  {"bank", Spacing::Spaces},          {"банк", Spacing::Spaces},
      {"2025年", Spacing::Spaces},  {"東京tower", Spacing::Spaces},     {"", Spacing::Spaces},
      {"ệ", Spacing::Spaces},       {"नमस्ते", Spacing::Spaces},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.word);
    CHECK(spacing_of(row.word) == row.spacing);
  }
}

TEST_CASE("longer words that have a word in them") {
  struct Row {
    std::string_view words;
    std::string_view word;
    std::string_view compounds;
  };
  constexpr Row kRows[] = {
      {"開発 開発者 開発版 再開発 公開", "開発", "再開発 開発版 開発者"},
      // A word that begins earlier and ends inside is the better way to read the longer one.
      {"東京都 東京 京都 京都市", "京都", "京都市"},
      {"标准函式库 函式库", "函式库", "标准函式库"},
      // Of a single character the last place counts.
      {"茶 红茶 茶叶 普洱茶 喝茶的人", "茶", "普洱茶 红茶"},
      {"ライブラリ 標準ライブラリ ウェブライブラリ ライブラリアン", "ライブラリ",
       "ウェブライブラリ ライブラリアン 標準ライブラリ"},
      {"イン インド デザイン", "イン", ""},
      {"ユーザ ユーザーガイド", "ユーザ", ""},
      {"パス パスワード ワード", "パス", "パスワード"},
      {"です ですから", "です", ""},
      {"น้ํา น้ํามัน มัน", "น้ํา", "น้ํามัน"},
      {"กา การ", "กา", ""},
      {"รับ สําหรับ รับผิดชอบ ผิด ชอบ", "รับ", "รับผิดชอบ"},
      {"개발 개발자 재개발 버그개발 버그", "개발", "개발자 버그개발"},
      {"책 책임 책이 정책", "책", "책이"},
      {"도서관 시립도서관", "도서관", "시립도서관"},
      {"코드 유니코드", "코드", ""},
      {"bank banks", "bank", ""},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.word);
    CHECK(test::join(lexicon_of(row.words).compounds_of(row.word), " ") == row.compounds);
  }
}

TEST_CASE("a text as words side by side") {
  const Lexicon lexicon = lexicon_of("稳定 版 版本 稳 定版 半导体 产业 半 导体 ได้ ไลบรา รี bank");
  CHECK(spans(lexicon, "稳定版", Lexicon::Ends::Closed) == "稳定|版 / 稳|定版");
  CHECK(spans(lexicon, "稳定版", Lexicon::Ends::Open) == "稳定|版,版本 / 稳|定版");
  CHECK(spans(lexicon, "半导体产业", Lexicon::Ends::Closed) == "半导体|产业 / 半|导体|产业");
  CHECK(spans(lexicon, "ไลบรารี", Lexicon::Ends::Closed) == "ไลบรา|รี");
  CHECK(spans(lexicon_of("ค่าน้ํา มัน เน้ํา"), "น้ํามัน", Lexicon::Ends::Open) == "ค่าน้ํา|มัน");
  CHECK(spans(lexicon_of("ค่า ค่าน้ํา มัน"), "น้ํามัน", Lexicon::Ends::OpenEnd).empty());
  CHECK(spans(lexicon, "稳", Lexicon::Ends::Open).empty());
  CHECK(spans(lexicon, "稳定社", Lexicon::Ends::Open).empty());
  CHECK(spans(lexicon, "bankbank", Lexicon::Ends::Closed).empty());
}

TEST_CASE("what would take long is bounded") {
  const Lexicon lexicon = lexicon_of("一 一一 一一一 一一一一");
  std::string text;
  for (int i = 0; i < 20; ++i) text += "一";
  CHECK(lexicon.spans_of(text, Lexicon::Ends::Open).size() == 12);
  for (int i = 0; i < 2000; ++i) text += "一";
  CHECK(lexicon.spans_of(text, Lexicon::Ends::Open).empty());
  // No way out, and many ways into it.
  std::string dead_end;
  for (int i = 0; i < 22; ++i) dead_end += "一";
  CHECK(lexicon.spans_of(dead_end + "二", Lexicon::Ends::Closed).empty());
}

}  // namespace
}  // namespace byline

#include "indexer/text_decoding.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <variant>

#include "common/utf8.hpp"

namespace byline {
namespace {

using namespace std::string_view_literals;

TEST_CASE("bytes become text") {
  struct Row {
    std::string_view bytes;
    std::string_view text;
    bool noted;
  };
  constexpr Row kRows[] = {
      {"plain"sv, "plain"sv, false},
      {""sv, ""sv, false},
      {"caf\xc3\xa9"sv, "café"sv, false},
      {"\xef\xbb\xbfwith mark"sv, "with mark"sv, false},
      {"a\r\nb\rc\nd\r\r\ne"sv, "a\nb\nc\nd\n\ne"sv, false},
      {"caf\xe9"sv, "café"sv, true},
      {"\x93quoted\x94 \x96 \x80 1"sv, "“quoted” – € 1"sv, true},
      {"\xff\xfe"
       "a\0b\0"sv,
       "ab"sv, false},
      {"\xfe\xff"
       "\0a\0b"sv,
       "ab"sv, false},
      {"\xff\xfe"
       "a\0\r\0\n\0b\0"sv,
       "a\nb"sv, false},
      {"\xff\xfe\x3c\xd8\x89\xdf"sv, "🎉"sv, false},
      {"\xff\xfe"sv, ""sv, false},
      {"\xed\xa0\x80"sv, "í\u00a0€"sv, true},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.text);
    const auto decoded = decode_text(row.bytes);
    REQUIRE(std::holds_alternative<DecodedText>(decoded));
    const auto& text = std::get<DecodedText>(decoded);
    CHECK(text.text == row.text);
    CHECK(text.note.empty() != row.noted);
    CHECK(is_valid_utf8(text.text));
  }
}

TEST_CASE("a declared character set counts where it fits") {
  struct Row {
    std::string_view bytes;
    std::string_view declared;
    std::string_view text;
    std::string_view note;
  };
  constexpr Row kRows[] = {
      {"\xcf\xf0\xe8"sv, "windows-1251", "При", ""},
      {"\xd0\xd2\xc9"sv, "koi8-r", "при", ""},
      {"caf\xe9"sv, "iso-8859-1", "café", ""},
      {"\x93quoted\x94"sv, "latin1", "“quoted”", ""},
      {"\xc4\xe3\xba\xc3"sv, "gb2312", "你好", ""},
      {"caf\xc3\xa9"sv, "utf-8", "café", ""},
      {"caf\xc3\xa9"sv, "no-such-set", "café", ""},
      // A page that was saved in UTF-8 still says what it was in.
      {"\xd0\x9f\xd1\x80\xd0\xb8\xd0\xb2\xd0\xb5\xd1\x82"sv, "windows-1251", "Привет", ""},
      {"\xef\xbb\xbf\xd0\x9f"sv, "koi8-r", "П", ""},
      {"plain"sv, "utf-16", "plain", ""},
      {"\xc4\xe3\xba"sv, "gb2312", "你\uFFFD", "gb18030 as declared; 1 undecodable byte replaced"},
      {"caf\xe9 ol\xe9"sv, "utf-8", "café olé", "not utf-8 as declared: windows-1252 by detection"},
      {"caf\xe9 ol\xe9 d\xe9\x20"sv, "shift_jis", "café olé dé ",
       "not windows-31j as declared: windows-1252 by detection"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.text);
    const auto decoded = decode_text(row.bytes, row.declared);
    REQUIRE(std::holds_alternative<DecodedText>(decoded));
    CHECK(std::get<DecodedText>(decoded).text == row.text);
    CHECK(std::get<DecodedText>(decoded).note == row.note);
  }
}

TEST_CASE("UTF-8 with a few bad bytes stays UTF-8") {
  const auto decoded = decode_text("Größe und Übermut, Fähre\xff und \xe2\x80 Höhe über Köln, Währing");
  REQUIRE(std::holds_alternative<DecodedText>(decoded));
  CHECK(std::get<DecodedText>(decoded).text.starts_with("Größe und Übermut, Fähre\uFFFD und \uFFFD Höhe"));
  CHECK(std::get<DecodedText>(decoded).note == "not all UTF-8; 3 undecodable bytes replaced");
}

TEST_CASE("UTF-32 by its mark, UTF-16 by its look") {
  struct Row {
    std::string_view bytes;
    std::string_view text;
  };
  constexpr Row kRows[] = {
      {"\xff\xfe\0\0a\0\0\0\x3f\x04\0\0"sv, "aп"},
      {"\0\0\xfe\xff\0\0\0a"sv, "a"},
      {"W\0o\0r\0d\0s\0.\0\n\0"sv, "Words.\n"},
      {"\0W\0o\0r\0d\0s\0.\0\n"sv, "Words.\n"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.text);
    const auto decoded = decode_text(row.bytes);
    REQUIRE(std::holds_alternative<DecodedText>(decoded));
    CHECK(std::get<DecodedText>(decoded).text == row.text);
  }
}

TEST_CASE("what is no text") {
  for (const std::string_view bytes : {"\0"sv, "a\0b"sv,
                                       "\x7f"
                                       "ELF\0"sv,
                                       "\xef\xbb\xbf\0"sv, "PK\x03\x04\0\0"sv, "\x01\x02\xff\x03\x04\x90\x05\x06"sv}) {
    const auto decoded = decode_text(bytes);
    REQUIRE(std::holds_alternative<NotText>(decoded));
    CHECK_FALSE(std::get<NotText>(decoded).reason.empty());
  }
}

TEST_CASE("text is well-formed UTF-8 without carriage return or mark, whatever the bytes") {
  for (const std::string_view bytes :
       {"\xff\xfe\0"sv, "\xff\xfe\0\xd8"sv, "\xfe\xff\xdc\0"sv,
        "\xff\xfe"
        "a"sv,
        "\x81\x8d\x8f\x90\x9d"sv, "\xc3"sv, "\xef\xbb\xbf\xff"sv, "\xff"sv, "\xf0\x9f\x8e\r"sv}) {
    const auto decoded = decode_text(bytes);
    if (const auto* text = std::get_if<DecodedText>(&decoded)) {
      CAPTURE(text->text);
      CHECK(is_valid_utf8(text->text));
      CHECK(text->text.find('\r') == std::string::npos);
      CHECK_FALSE(text->text.starts_with("\xef\xbb\xbf"));
    }
  }
}

TEST_CASE("text has no NUL, in UTF-16 too") {
  for (const std::string_view bytes : {"\xff\xfe\0\0a\0"sv, "\xfe\xff\0a\0\0"sv}) {
    const auto decoded = decode_text(bytes);
    const auto* text = std::get_if<DecodedText>(&decoded);
    CHECK((text == nullptr || text->text.find('\0') == std::string::npos));
  }
}

}  // namespace
}  // namespace byline

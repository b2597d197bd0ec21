#include "indexer/charset_detector.hpp"

#include <doctest/doctest.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <random>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "common/utf8.hpp"
#include "indexer/charset.hpp"
#include "indexer/text_decoding.hpp"
#include "language_samples.hpp"

namespace byline {
namespace {

struct Encoding {
  const char* charset;
  std::string_view languages;
};

constexpr Encoding kEncodings[] = {
    {"windows-1252", "de fr es pt it sv da"},
    {"iso-8859-15", "fr sv"},
    {"macintosh", "de fr"},
    {"windows-1250", "pl cs hu"},
    {"iso-8859-2", "pl cs hu"},
    {"windows-1251", "ru uk bg"},
    {"koi8-r", "ru"},
    {"koi8-u", "uk"},
    {"iso-8859-5", "ru bg"},
    {"ibm866", "ru"},
    {"windows-1253", "el"},
    {"iso-8859-7", "el"},
    {"windows-1254", "tr"},
    {"windows-1255", "he"},
    {"windows-1256", "ar"},
    {"iso-8859-6", "ar"},
    {"windows-874", "th"},
    {"windows-31j", "ja"},
    {"euc-jp", "ja"},
    {"iso-2022-jp", "ja"},
    {"windows-949", "ko"},
    {"iso-2022-kr", "ko"},
    {"gb18030", "zh"},
    {"big5", "zh"},
    {"utf-16le", "en de fr pl ru el he ar th zh ja ko"},
    {"utf-16be", "en de fr pl ru el he ar th zh ja ko"},
};

/// What the set has no sign for becomes '?'.
std::string encoded(std::string_view text, const char* charset) {
  const auto wide = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  UErrorCode status = U_ZERO_ERROR;
  UConverter* const converter = ucnv_open(charset, &status);
  REQUIRE(U_SUCCESS(status));
  UErrorCode ignored = U_ZERO_ERROR;
  ucnv_setSubstChars(converter, "?", 1, &ignored);
  std::string bytes(text.size() * 4 + 64, '\0');
  const std::int32_t length = ucnv_fromUChars(converter, bytes.data(), static_cast<std::int32_t>(bytes.size()),
                                              wide.getBuffer(), wide.length(), &status);
  ucnv_close(converter);
  REQUIRE(U_SUCCESS(status));
  bytes.resize(static_cast<std::size_t>(length));
  return bytes;
}

bool is_written_in(const Encoding& encoding, const test::LanguageSample& sample) {
  if (encoding.languages.find(sample.language) == std::string_view::npos) return false;
  const bool is_traditional = sample.opening.find("開往") != std::string_view::npos;
  return std::string_view(encoding.charset) != "big5" || is_traditional;
}

/// For each encoding of each sample: its bytes and what they say.
template <typename Check>
void for_each_encoded(const Check& check) {
  for (const test::LanguageSample& sample : test::kLanguageSamples) {
    for (const Encoding& encoding : kEncodings) {
      if (!is_written_in(encoding, sample)) continue;
      const std::string article = std::string(sample.opening) + "\n\n" + std::string(sample.rest) + "\n";
      for (const std::string& text : {article, std::string(sample.opening) + "\n"}) {
        CAPTURE(encoding.charset);
        CAPTURE(text);
        const std::string bytes = encoded(text, encoding.charset);
        check(encoding, bytes, converted(bytes, *charset_of_label(encoding.charset))->text);
      }
    }
  }
}

TEST_CASE("articles and pairs of sentences are decoded whatever character set they are in") {
  for_each_encoded([](const Encoding& encoding, const std::string& bytes, const std::string& text) {
    const auto decoded = decode_text(bytes);
    REQUIRE(std::holds_alternative<DecodedText>(decoded));
    CHECK(std::get<DecodedText>(decoded).text == text);
    const auto declared = decode_text(bytes, encoding.charset);
    REQUIRE(std::holds_alternative<DecodedText>(declared));
    CHECK(std::get<DecodedText>(declared).text == text);
  });
}

TEST_CASE("a text that ends inside a character loses that character only") {
  for_each_encoded([](const Encoding& encoding, const std::string& bytes, const std::string& text) {
    if (text.size() < 300 || std::string_view(encoding.charset).starts_with("utf-16")) return;
    const auto decoded = decode_text(std::string_view(bytes).substr(0, bytes.size() - 2));
    REQUIRE(std::holds_alternative<DecodedText>(decoded));
    const std::string& found = std::get<DecodedText>(decoded).text;
    CHECK(is_valid_utf8(found));
    CHECK(found.substr(0, 240) == text.substr(0, 240));
  });
}

TEST_CASE("labels are what browsers take them for") {
  struct Row {
    std::string_view label;
    std::string_view charset;
  };
  constexpr Row kRows[] = {
      {"ISO-8859-1", "windows-1252"},
      {"latin1", "windows-1252"},
      {"us-ascii", "windows-1252"},
      {"gb2312", "gb18030"},
      {"GBK", "gb18030"},
      {"Shift_JIS", "windows-31j"},
      {"x-sjis", "windows-31j"},
      {"euc-kr", "windows-949"},
      {"ks_c_5601-1987", "windows-949"},
      {" UTF8 ", "utf-8"},
      {"iso-8859-9", "windows-1254"},
      {"tis-620", "windows-874"},
      {"Windows-1251", "windows-1251"},
      {"cp1251", "windows-1251"},
      {"KOI8-R", "koi8-r"},
      {"big5", "big5"},
      {"x-mac-cyrillic", "x-mac-cyrillic"},
      {"iso-8859-2", "iso-8859-2"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.label);
    CHECK(charset_of_label(row.label) == std::optional<std::string>(row.charset));
  }
  for (const std::string_view label : {"", "no-such-set", "a b", "\xff", "charset"}) {
    CAPTURE(label);
    CHECK_FALSE(charset_of_label(label).has_value());
  }
}

TEST_CASE("random bytes are decoded to something well-formed, or are binary") {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    std::string bytes(random() % 400, '\0');
    const auto lowest = static_cast<unsigned>(round % 3 == 0 ? 0 : round % 3 == 1 ? 1 : 32);
    for (char& byte : bytes) byte = static_cast<char>(lowest + random() % (256 - lowest));
    const auto decoded = decode_text(bytes);
    if (const auto* text = std::get_if<DecodedText>(&decoded)) {
      CHECK(is_valid_utf8(text->text));
      CHECK(text->text.find('\0') == std::string::npos);
    }
  }
}

}  // namespace
}  // namespace byline

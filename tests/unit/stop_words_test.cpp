#include "searcher/stop_words.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

namespace byline {
namespace {

TEST_CASE("stop words are those of their language, whole") {
  struct Row {
    std::string_view word;
    std::string_view language;
    bool is_stop_word;
  };
  // The first and the last of a list, words within others, words of several languages.
  for (const Row& row : {Row{"a", "en", true},    {"the", "en", true},  {"let's", "en", true},   {"them", "en", true},
                         {"themse", "en", false}, {"hem", "en", false}, {"tariff", "en", false}, {"", "en", false},
                         {"a the", "en", false},  {"der", "de", true},  {"nein", "de", true},    {"der", "en", false},
                         {"die", "de", true},     {"die", "en", false}, {"le", "fr", true},      {"og", "no", true},
                         {"og", "nb", true},      {"og", "nn", true},   {"og", "fr", false},     {"的", "zh", true},
                         {"他们", "zh", true},    {"他", "zh", true},   {"们", "zh", false},     {"จาก", "th", true},
                         {"и", "ru", true},       {"the", "xx", false}, {"the", "", false}}) {
    CAPTURE(row.word);
    CAPTURE(row.language);
    CHECK(is_stop_word(row.word, row.language) == row.is_stop_word);
  }
}

TEST_CASE("a query is in the language that two or more of its stop words tell") {
  const std::vector<std::string> languages{"en", "de", "fr"};
  CHECK(query_language({"tariff"}, languages) == "en");
  CHECK(query_language({"die", "zeit"}, languages) == "en");
  CHECK(query_language({"die", "zeit", "der", "banken"}, languages) == "de");
  CHECK(query_language({"the", "of", "le", "la"}, languages) == "en");
  CHECK(query_language({"the"}, {}).empty());
}

}  // namespace
}  // namespace byline

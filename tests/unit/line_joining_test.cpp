#include "indexer/line_joining.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace byline;

namespace {

std::string joined(const std::vector<std::string>& lines) {
  LineJoiner joiner;
  for (const std::string& line : lines) joiner.learn(line);
  std::string text;
  for (const std::string& line : lines) joiner.append(text, line);
  return text;
}

}  // namespace

TEST_CASE("lines are joined as their script does") {
  struct Row {
    std::vector<std::string> lines;
    std::string text;
  };
  const Row rows[] = {
      {{"the harbour", "was closed"}, "the harbour was closed"},
      {{"one"}, "one"},
      {{"infor-", "mation"}, "information"},
      {{"infor\u2010", "mation"}, "information"},
      {{"infor\u00AD", "mation"}, "information"},
      {{"Hafen\u00AD", "Meister"}, "HafenMeister"},
      // what the rest of the text has
      {{"a well-known man, a well-", "known woman"}, "a well-known man, a well-known woman"},
      {{"cooperation of co-", "operation"}, "cooperation of cooperation"},
      {{"the state of art: state-of-the-", "art"}, "the state of art: state-of-the-art"},
      {{"the long wait and term of a long-", "term plan"}, "the long wait and term of a long-term plan"},
      // capitals, numbers
      {{"Nord-", "Süd-Vertrag"}, "Nord-Süd-Vertrag"},
      {{"TraceMonkey or Trace-", "Monkey"}, "TraceMonkey or TraceMonkey"},
      {{"the years 2024-", "25"}, "the years 2024- 25"},
      {{"1990–", "1995"}, "1990–1995"},
      {{"harbour —", "closed"}, "harbour — closed"},
      {{"harbour—", "closed"}, "harbour—closed"},
      {{"Verwal-", "tung"}, "Verwaltung"},
      {{"инфор-", "мация"}, "информация"},
      // scripts without spaces
      {{"影响数百家企业。分析人", "士认为"}, "影响数百家企业。分析人士认为"},
      {{"港が閉じ", "られた。"}, "港が閉じられた。"},
      {{"ชาวประ", "มง"}, "ชาวประมง"},
      {{"北京", "Port Alder"}, "北京 Port Alder"},
      {{"한국어", "문장"}, "한국어 문장"},
  };
  for (const Row& row : rows) CHECK(joined(row.lines) == row.text);
}

TEST_CASE("parts of words at the ends of lines are no words") {
  // "pop" is a word elsewhere, "ular" is none although a line begins with it.
  CHECK(joined({"pop music is pop-", "ular; pop-", "ular"}) == "pop music is popular; popular");
}

TEST_CASE("a hyphen alone, and lines that end in odd ways") {
  CHECK(joined({"-", "x"}) == "- x");
  CHECK(joined({"--", "x"}) == "-- x");
  CHECK(joined({"a -", "x"}) == "a - x");
  CHECK(joined({"", "x", ""}) == "x");
  CHECK_FALSE(ends_with_hyphen("--"));
  CHECK_FALSE(ends_with_hyphen(""));
  CHECK(ends_with_hyphen("é-"));
}

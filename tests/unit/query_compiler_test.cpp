#include "searcher/query_compiler.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "archive_fixture.hpp"
#include "common/error.hpp"
#include "searcher/query_parser.hpp"
#include "searcher/word_sets.hpp"

namespace byline {
namespace {

const test::TestArchive& archive() {
  static const test::TestArchive& made = []() -> const test::TestArchive& {
    static test::TestArchive files;
    const auto put = [](const std::string& name, const std::string& title, const std::string& text) {
      files.put(name + ".md", "---\ntitle: " + title + "\nlang: en\nauthor: Erin Williams\n---\n\n" + text + "\n");
    };
    put("bank", "The bank", "The central bank raised rates in China. Not to be or to be.");
    put("phone", "Phones", "AT&T signed a cross-border deal with Russia.");
    put("joined", "Joined", "A crossborder deal with Canada on tariffs.");
    put("apart", "Apart", "They cross the border of China and Russia; a tariff rose.");
    put("parts", "Parts", "You look at the letter T.");
    files.build();
    return files;
  }();
  return made;
}

/// Opens the archive and compiles.
CompiledQuery compile(const std::string& query, MatchMode mode = MatchMode::All) {
  IndexReader reader(archive().layout());
  Archive opened(reader);
  FilterResolver filters(opened, archive().request("").today, archive().folder().string());
  return compile_query(parse_query(query).root, mode, opened, filters);
}

std::string describe(const TextCondition& text) {
  std::vector<std::string> words;
  for (const WordSet& set : text.words) {
    const bool exact = text.kind == TextCondition::Kind::Word && !set.by_stem && set.prefix.empty();
    words.push_back((exact ? "=" : "") + set.typed);
  }
  const std::string place = text.in_title ? "title:" : "";
  switch (text.kind) {
    case TextCondition::Kind::Word: return place + words.front();
    case TextCondition::Kind::Phrase: return place + "'" + test::join(words, " ") + "'";
    case TextCondition::Kind::Near: return place + test::join(words, "~" + std::to_string(text.distance) + "~");
  }
  return {};
}

/// The tree on one line: "(and china 'central bank' (not russia))"; ^ after words that weigh more, v
/// after words that weigh less.
std::string shape(const MatchNode& node) {
  std::string inner;
  for (const MatchNode& child : node.children) inner += " " + shape(child);
  switch (node.kind) {
    case MatchNode::Kind::Everything: return "*";
    case MatchNode::Kind::Nothing: return "nothing";
    case MatchNode::Kind::Text: return describe(node.text) + (node.weight > 1 ? "^" : node.weight < 1 ? "v" : "");
    case MatchNode::Kind::Filter: return "[" + node.described + "]";
    case MatchNode::Kind::And: return "(and" + inner + ")";
    case MatchNode::Kind::Or: return "(or" + inner + ")";
    case MatchNode::Kind::AndMaybe: return "(maybe" + inner + ")";
    case MatchNode::Kind::Not: return "(not" + inner + ")";
  }
  return {};
}

struct Row {
  std::string_view query;
  std::string_view expected;
};

TEST_CASE("all the words") {
  constexpr Row kRows[] = {
      {"china", "china"},
      {"china russia", "(and china russia)"},
      {"the china", "china"},
      {"rates in the china of a bank", "(and rates china bank)"},
      {"the", "the"},
      {"to be", "(and to be)"},
      {"to be or not to be", "(and to^ be^ or not)"},
      {"THE China", "china"},
      {"china china russia", "(and china^ russia)"},
      {"tariff tariffs", "tariff^"},
      {"=rates rates", "(and =rates rates)"},
      {"+the china", "(and the china)"},
      {"=the china", "(and =the china)"},
      {"\"the bank\" china", "(and 'the bank' china)"},
      {"china OR russia", "(or china russia)"},
      {"china OR china", "china^"},
      {"china -russia", "(and (not russia) china)"},
      {"-russia", "(not russia)"},
      {"*", "*"},
      {"cross-border", "(or 'cross border' crossborder)"},
      {"cross-border china", "(and (or 'cross border' crossborder) china)"},
      {"AT&T", "at&t"},
      {"\"central bank\"", "'central bank'"},
      {"\"bank\"", "=bank"},
      {"china NEAR/5 russia", "china~5~russia"},
      {"title:bank", "title:bank"},
      {"title:\"the bank\"", "title:'the bank'"},
      {"tariff*", "tariff*"},
      {"tariffx*", "nothing"},
      {"\"central ban*\"", "'central ban*'"},
      {"\"central nosuchword\"", "'central nosuchword'"},
      {"=nosuchword", "=nosuchword"},
      {"china author:\"erin williams\"", "(and [author erin williams] china)"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.query);
    CHECK(shape(compile(std::string(row.query)).root) == row.expected);
  }
}

TEST_CASE("in Any mode plain words only rank where something else is required") {
  struct AnyRow {
    std::string_view query;
    std::string_view expected;
    bool has_optional;
  };
  constexpr AnyRow kRows[] = {
      {"china", "china", false},
      {"china russia", "(or china russia)", true},
      {"the china russia", "(or china russia)", true},
      {"the china", "china", false},
      {"china china", "china^", false},
      {"china +russia", "(maybe russia china)", true},
      {"china canada +russia", "(maybe russia china canada)", true},
      {"+china +russia", "(and china russia)", false},
      {"china \"central bank\"", "(maybe 'central bank' china)", true},
      {"china title:bank", "(maybe title:bank china)", true},
      {"china russia -canada", "(and (not canada) (or china russia))", true},
      {"china -canada", "(and (not canada) china)", false},
      {"china russia author:\"erin williams\"", "(and [author erin williams] (or china russia))", true},
      {"china author:\"erin williams\"", "(and [author erin williams] china)", false},
      {"china AND russia", "(and china russia)", false},
      {"china OR russia", "(or china russia)", false},
      {"canada (china OR russia)", "(maybe (or china russia) canada)", true},
      {"china NEAR/2 russia canada", "(maybe china~2~russia canada)", true},
      {"-(china russia) canada", "(and (not (and china russia)) canada)", false},
      {"cross-border china", "(or cross border crossborderv china)", true},
      {"cross-border border", "(or cross border^ crossborderv)", true},
      {"crossborder cross-border", "(or crossborder^ cross border)", true},
      {"up-to-date china", "(or date uptodatev china)", true},
      {"by-the-by china", "(or bytheby china)", true},
      {"AT&T 1,000", "(or at&t 1000)", true},
      {"=cross-border china", "(or (or 'cross border' =crossborder) china)", true},
      {"cross-border +china", "(maybe china (or 'cross border' crossborder))", true},
      {"cross-border", "(or 'cross border' crossborder)", false},
  };
  for (const AnyRow& row : kRows) {
    CAPTURE(row.query);
    const CompiledQuery any = compile(std::string(row.query), MatchMode::Any);
    CHECK(shape(any.root) == row.expected);
    CHECK(any.has_optional_words == row.has_optional);
    CHECK(compile(std::string(row.query)).has_optional_words == row.has_optional);
  }
}

TEST_CASE("what these queries find") {
  constexpr Row kRows[] = {
      {"the china", "apart bank"},
      {"of the with china", "apart bank"},
      {"to be or not to be", "bank"},
      {"cross-border", "joined phone"},
      {"crossborder", "joined phone"},
      {"cross border", "apart phone"},
      {"\"cross border\"", "phone"},
      {"AT&T", "phone"},
      {"at&t", "phone"},
      {"\"AT&T\"", "phone"},
      {"=AT&T", "phone"},
      {"at t", "parts phone"},
      {"tariff", "apart joined"},
      {"=tariff", "apart"},
      {"tariff*", "apart joined"},
      {"cross-bord*", "joined phone"},
      {"china AND canada", ""},
      {"china -tariff", "bank"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.query);
    CHECK(archive().found(std::string(row.query)) == row.expected);
  }
}

TEST_CASE("the column of what cannot be searched") {
  struct ErrorRow {
    std::string_view query;
    std::size_t column;
  };
  constexpr ErrorRow kRows[] = {
      {"china NEAR/3 cross-border", 14},
      {"cross-border NEAR china", 1},
      {"中国 (china NEAR AT&T)", 16},
      {"date:2024-13", 1},
      {"china date:soon", 7},
      {"中国 -date:2025..2024", 5},
      {"date:2025-02-30", 1},
  };
  for (const ErrorRow& row : kRows) {
    CAPTURE(row.query);
    try {
      (void)compile(std::string(row.query));
      FAIL_CHECK("no error");
    } catch (const Error& error) {
      CAPTURE(error.what());
      CHECK(error.kind() == ErrorKind::BadQuery);
      CHECK(error.column() == row.column);
    }
  }
}

TEST_CASE("conditions on sections are taken out of the tree") {
  struct SectionRow {
    std::string_view query;
    std::string_view tree;
    bool has_condition;
  };
  constexpr SectionRow kRows[] = {
      {"china section:Outlook", "china", true},
      {"section:Outlook", "*", true},
      {"(section:a OR section:b) china", "china", true},
      {"china", "china", false},
  };
  for (const SectionRow& row : kRows) {
    CAPTURE(row.query);
    const CompiledQuery compiled = compile(std::string(row.query));
    CHECK(shape(compiled.root) == row.tree);
    CHECK(compiled.has_section_condition == row.has_condition);
  }
  for (const std::string query : {"china OR section:a", "-section:a", "NOT (china section:a)"}) {
    CAPTURE(query);
    try {
      (void)compile(query);
      FAIL_CHECK("no error");
    } catch (const Error& error) {
      CHECK(error.kind() == ErrorKind::BadQuery);
      CHECK(error.column().has_value());
    }
  }
}

TEST_CASE("a prefix of too many words is refused, with its column") {
  test::TestArchive many;
  std::string text = "---\nlang: en\n---\n\n";
  for (std::size_t i = 0; i <= kMaxPrefixWords; ++i) {
    text += "zeb";
    for (std::size_t rest = i; rest > 0; rest /= 26) text += static_cast<char>('a' + rest % 26);
    text += i % 20 == 0 ? ".\n" : " ";
  }
  many.put("a.md", text);
  many.build();
  try {
    (void)many.search("x OR zeb*");
    FAIL_CHECK("no error");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::BadQuery);
    CHECK(error.column() == 6);
  }
  CHECK(many.search("zebb*").total == 1);
}

}  // namespace
}  // namespace byline

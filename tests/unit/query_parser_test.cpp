#include "searcher/query_parser.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "common/error.hpp"

namespace byline {
namespace {

struct Row {
  const char* query;
  const char* tree;
};

template <std::size_t Size>
void check_rows(const Row (&rows)[Size]) {
  for (const Row& row : rows) {
    CAPTURE(row.query);
    try {
      CHECK(to_string(parse_query(row.query).root) == row.tree);
    } catch (const Error& error) {
      FAIL_CHECK(error.what() << " at " << error.column().value_or(0));
    }
  }
}

struct BadRow {
  std::string query;
  std::size_t column;  ///< 0 for none
  const char* message;
};

void check_bad(const BadRow& row) {
  CAPTURE(row.query);
  try {
    const std::string tree = to_string(parse_query(row.query).root);
    FAIL_CHECK("no error but " << tree);
  } catch (const Error& error) {
    CAPTURE(error.what());
    CHECK(error.kind() == ErrorKind::BadQuery);
    CHECK(error.column().value_or(0) == row.column);
    CHECK(std::string_view(error.what()).find(row.message) != std::string_view::npos);
  }
}

std::vector<std::string> notes_of(std::string_view query) { return parse_query(query).notes; }

TEST_CASE("words and operators") {
  check_rows({
      {"china", "(word china)"},
      {"china russia", "(and (word china) (word russia))"},
      {"china AND russia", "(and (word china) (word russia))"},
      {"a b AND c d", "(and (word a) (word b) (word c) (word d))"},
      {"a OR b OR c", "(or (word a) (word b) (word c))"},
      {"a b OR c d", "(or (and (word a) (word b)) (and (word c) (word d)))"},
      {"a (b OR c)", "(and (word a) (or (word b) (word c)))"},
      {"a (b c)", "(and (word a) (and (word b) (word c)))"},
      {"((a))", "(word a)"},
      {"NOT a b", "(and (not (word a)) (word b))"},
      {"NOT (a b)", "(not (and (word a) (word b)))"},
      {"-a", "(not (word a))"},
      {"-a -b", "(and (not (word a)) (not (word b)))"},
      {"a -b", "(and (word a) (not (word b)))"},
      {"a AND NOT b", "(and (word a) (not (word b)))"},
      {"a OR NOT b", "(or (word a) (not (word b)))"},
      {"NOT NOT a", "(not (not (word a)))"},
      {"-(a OR b) c", "(and (not (or (word a) (word b))) (word c))"},
      {"+a b", "(and (required (word a)) (word b))"},
      {"+(a OR b)", "(required (or (word a) (word b)))"},
      {"china -\"reverse kissinger\"", "(and (word china) (not (phrase \"reverse kissinger\")))"},
      {"a and b or not c", "(and (word a) (word and) (word b) (word or) (word not) (word c))"},
      {"*", "(everything)"},
      {"* -a", "(and (everything) (not (word a)))"},
      {"(*)", "(everything)"},
      {"\xE3\x80\x80 a\xC2\xA0 b\n", "(and (word a) (word b))"},
  });
}

TEST_CASE("an And knows whether an operator was typed") {
  CHECK(parse_query("a AND b").root.typed_operator);
  CHECK(parse_query("a b AND c").root.typed_operator);
  CHECK_FALSE(parse_query("a b").root.typed_operator);
  const QueryNode outer = parse_query("a (b AND c)").root;
  CHECK_FALSE(outer.typed_operator);
  CHECK(outer.children[1].typed_operator);
}

TEST_CASE("words keep what was typed") {
  check_rows({
      {"AT&T C++ U.S.", "(and (word AT&T) (word C++) (word U.S.))"},
      {"cross-border foo@bar.org 1,000", "(and (word cross-border) (word foo@bar.org) (word 1,000))"},
      {"don’t don't 'tis", "(and (word don’t) (word don't) (word 'tis))"},
      {"rates, (and prices).", "(and (word rates,) (and (word and) (word prices)))"},
      {"profit & loss", "(and (word profit) (word loss))"},
      {"war - peace", "(and (word war) (word peace))"},
      {"war – peace + + -- …", "(and (word war) (word peace))"},
      {"a | b", "(and (word a) (word b))"},
      {"-5", "(not (word 5))"},
      {"http://x.org/?a=b", "(word http://x.org/?a=b)"},
      {"12:30 std::vector Note: this", "(and (word 12:30) (word std::vector) (word Note:) (word this))"},
      {"note: this", "(and (word note:) (word this))"},
      {"Author:x", "(word Author:x)"},
      {"source://x", "(word source://x)"},
      {"f(x)", "(and (word f) (word x))"},
      {"=rates", "(word =rates)"},
      {"a = b ~ c", "(and (word a) (word b) (word c))"},
      {"~5", "(word ~5)"},
      {"~/notes", "(word ~/notes)"},
      {"tariff*", "(word tariff*)"},
      {"tariff*,", "(word tariff*)"},
      {"(tariff*)", "(word tariff*)"},
      {"C++*", "(word C++*)"},
      {"tariff**", "(word tariff*)"},
      {"2*", "(word 2*)"},
      {"t*riff", "(word t*riff)"},
      {"*tariff", "(word *tariff)"},
      {"ta*f*s,", "(word ta*f*s,)"},
      {"'*tariff'", "(word *tariff')"},
      {"ta**f***", "(word ta*f*)"},
      {"-*tariff", "(not (word *tariff))"},
      {"+t*f", "(required (word t*f))"},
      {"cross-b*er", "(word cross-b*er)"},
      {"café*s", "(word café*s)"},
      {"京*都", "(word 京*都)"},
      {"what?", "(word what?)"},
      {"t?riff", "(word t?riff)"},
      {"tarif~", "(word tarif~)"},
      {"tarif~1 tarif~2,", "(and (word tarif~1) (word tarif~2))"},
      {"(tarif~)", "(word tarif~)"},
      {"-tarif~", "(not (word tarif~))"},
      {"b2b~", "(word b2b~)"},
      {"foo~bar ~foo", "(and (word foo~bar) (word ~foo))"},
      {"צה\"ל", "(word צה\"ל)"},
  });
}

TEST_CASE("phrases") {
  check_rows({
      {"\"central bank\"", "(phrase \"central bank\")"},
      {"~\"central bank\"", "(phrase ~\"central bank\")"},
      {"=\"central bank\"", "(phrase \"central bank\")"},
      {"\"central ban*\"", "(phrase \"central ban\"*)"},
      {"~\"central ban*\"", "(phrase ~\"central ban\"*)"},
      {"\"central ban*.\"", "(phrase \"central ban\"*)"},
      {"\" a b \"", "(phrase \"a b\")"},
      {"\"cen* bank\"", "(phrase \"cen* bank\")"},
      {"\"bnak~ of\"", "(phrase \"bnak~ of\")"},
      {"\"1~2 hours\"", "(phrase \"1~2 hours\")"},
      {"\"a (b) -c\"", "(phrase \"a (b) -c\")"},
      {"“central bank”", "(phrase \"central bank\")"},
      {"~“central bank”", "(phrase ~\"central bank\")"},
      {"„die Zentralbank“", "(phrase \"die Zentralbank\")"},
      {"«\xC2\xA0"
       "banque centrale\xC2\xA0»",
       "(phrase \"banque centrale\")"},
      {"»Zentralbank«", "(phrase \"Zentralbank\")"},
      {"”centralbank”", "(phrase \"centralbank\")"},
      {"「一带一路」", "(phrase \"一带一路\")"},
      {"中国「一带一路」倡议", "(and (word 中国) (phrase \"一带一路\") (word 倡议))"},
      {"(“a b”, c)", "(and (phrase \"a b\") (word c))"},
      {"‘“a b”’ c—“d e”.", "(and (phrase \"a b\") (word c—) (phrase \"d e\"))"},
      {"'\"a b\"'", "(phrase \"a b\")"},
      {"“a b", "(and (word “a) (word b))"},
      {"rock’n’roll ‘a b’", "(and (word rock’n’roll) (word ‘a) (word b’))"},
      {"\"China\"-based", "(and (phrase \"China\") (word -based))"},
      {"\"a\"\"b\"", "(and (phrase \"a\") (phrase \"b\"))"},
      {"\"צה\"ל\"", "(phrase \"צה\"ל\")"},
      {"\"OR\"", "(phrase \"OR\")"},
  });
}

TEST_CASE("NEAR") {
  check_rows({
      {"a NEAR b", "(near/10 (word a) (word b))"},
      {"a NEAR/5 b", "(near/5 (word a) (word b))"},
      {"a NEAR/1000 b", "(near/1000 (word a) (word b))"},
      {"a NEAR/5 b NEAR/5 c", "(near/5 (word a) (word b) (word c))"},
      {"a NEAR b NEAR/10 c", "(near/10 (word a) (word b) (word c))"},
      {"=a NEAR b* NEAR \"c\"", "(near/10 (word =a) (word b*) (phrase \"c\"))"},
      {"NOT a NEAR b", "(not (near/10 (word a) (word b)))"},
      {"x a NEAR/2 b y", "(and (word x) (near/2 (word a) (word b)) (word y))"},
      {"a near/5 b", "(and (word a) (word near/5) (word b))"},
      {"NEARLY", "(word NEARLY)"},
  });
}

TEST_CASE("fields") {
  check_rows({
      {"author:\"vina nadjibulla\"", "(field author \"vina nadjibulla\")"},
      {"author:o’brien", "(field author \"o’brien\")"},
      {"language:de", "(field lang \"de\")"},
      {"x -tag:C++", "(and (word x) (not (field tag \"C++\")))"},
      {"date:2024..2025", "(field date \"2024..2025\")"},
      {"date:..2025", "(field date \"..2025\")"},
      {"date:\"last month\"", "(field date \"last month\")"},
      {"path:/news/*.md", "(field path \"/news/*.md\")"},
      {"path:notes(1).txt", "(field path \"notes(1).txt\")"},
      {"(path:notes)", "(field path \"notes\")"},
      {"tag:AND", "(field tag \"AND\")"},
      {"tag:\"a*\"", "(field tag \"a*\")"},
      {"author:“vina nadjibulla”", "(field author \"vina nadjibulla\")"},
      {"author:(a OR \"b c\")", "(or (field author \"a\") (field author \"b c\"))"},
      {"author:(a -b)", "(and (field author \"a\") (not (field author \"b\")))"},
      {"author:(a (b OR c)) d",
       "(and (and (field author \"a\") (or (field author \"b\") (field author \"c\"))) (word d))"},
      {"title:x", "(field title (word x))"},
      {"title:=x", "(field title (word =x))"},
      {"title:tariff*", "(field title (word tariff*))"},
      {"title:t*f", "(field title (word t*f))"},
      {"title:tarif~1", "(field title (word tarif~1))"},
      {"title:\"a b\"", "(field title (phrase \"a b\"))"},
      {"title:~\"a b*\"", "(field title (phrase ~\"a b\"*))"},
      {"title:(a =b)", "(and (field title (word a)) (field title (word =b)))"},
      {"a section:economy", "(and (word a) (field section \"economy\"))"},
      {"a section:(x OR \"y z\")", "(and (word a) (or (field section \"x\") (field section \"y z\")))"},
      {"section:(x)", "(field section \"x\")"},
      {"section:x OR section:y", "(or (field section \"x\") (field section \"y\"))"},
  });
  CHECK(parse_query("tag:\"a\"").root.quoted);
  CHECK_FALSE(parse_query("tag:a").root.quoted);
}

TEST_CASE("a phrase has a part for each word with a mark, and for the words between") {
  const QueryNode node = parse_query("é ~\"the  cen* bnak~1 of  all ban*\"").root.children[1];
  CHECK(node.form == WordForm::Inflected);
  CHECK_FALSE(node.last_is_prefix);
  const std::vector<TypedWord> expected = {{"the", WordForm::Inflected, {}, 4},
                                           {"cen", WordForm::Prefix, {}, 9},
                                           {"bnak", WordForm::Fuzzy, 1, 14},
                                           {"of  all", WordForm::Inflected, {}, 21},
                                           {"ban", WordForm::Prefix, {}, 29}};
  CHECK(node.parts == expected);
  CHECK(parse_query("\"central ban*\"").root.parts.empty());
  CHECK(parse_query("\"ban*\"").root.parts.empty());
  CHECK(parse_query("\"c*n b*k\"").root.parts.size() == 2);
}

TEST_CASE("spans count code points") {
  const QueryNode root = parse_query("“é” author:x -=b").root;
  CHECK(root.span == Span{0, 16});
  CHECK(root.children[0].span == Span{0, 3});
  CHECK(root.children[1].span == Span{4, 12});
  CHECK(root.children[2].span == Span{13, 16});
  CHECK(root.children[2].children[0].span == Span{14, 16});
}

TEST_CASE("errors point at the place") {
  const BadRow rows[] = {
      {"", 0, "the query is empty"},
      {" \t\n", 0, "the query is empty"},
      {"- & …", 0, "the query has no word in it"},
      {"AND foo", 1, "AND needs something before it"},
      {"foo OR", 5, "OR needs something after it"},
      {"foo AND", 5, "AND needs something after it"},
      {"foo AND OR bar", 5, "AND needs something after it"},
      {"foo NOT", 5, "NOT needs something after it"},
      {"OR", 1, "OR needs something before it"},
      {"a (OR b)", 4, "OR needs something before it"},
      {"(a OR)", 4, "OR needs something after it"},
      {"NEAR b", 1, "NEAR needs something before it"},
      {"a NEAR", 3, "NEAR needs something after it"},
      {"a -NOT", 4, "NOT needs something after it"},
      {"a NOT AND b", 3, "NOT needs something after it"},
      {"-AND b", 1, "- needs something after it"},
      {"é \"a b", 3, "a quote is not closed"},
      {"12\" pipe", 3, "a quote is not closed"},
      {"a (b", 3, "a parenthesis is not closed"},
      {"a (", 3, "a parenthesis is not closed"},
      {"a (b (c)", 3, "a parenthesis is not closed"},
      {"a) b", 2, "a ) without its ("},
      {") b", 1, "a ) without its ("},
      {"a \"\"", 3, "nothing between the quotes"},
      {"a “ ”", 3, "nothing between the quotes"},
      {"\"…\"", 1, "no word between the quotes"},
      {"a ()", 3, "no word between the parentheses"},
      {"a ( & )", 3, "no word between the parentheses"},
      {"**", 1, "a * needs letters beside it"},
      {"x *.", 3, "a * needs letters"},
      {"\"central *\"", 10, "a * needs letters"},
      {"\"a * b\"", 4, "a * needs letters"},
      {"\"a b\"*", 6, "a * needs letters"},
      {"*\"a b\"", 1, "a * needs letters"},
      {"(a)*", 4, "a * needs letters"},
      {"=foo*", 5, "= and * contradict each other"},
      {"a =f*o", 5, "= and * contradict each other"},
      {"=foo~", 5, "= and ~ contradict each other"},
      {"a f*o~", 4, "* and ~ contradict each other"},
      {"\"x f*o~1\"", 5, "* and ~ contradict each other"},
      {"=(a b)", 1, "a = before parentheses"},
      {"~(a b)", 1, "a ~ before parentheses"},
      {"a foo~3", 6, "the number after a ~ is 1 or 2"},
      {"foo~0", 4, "the number after a ~ is 1 or 2"},
      {"foo~0.5", 4, "the number after a ~ is 1 or 2"},
      {"foo~11", 4, "the number after a ~ is 1 or 2"},
      {"é \"x foo~9\"", 9, "the number after a ~ is 1 or 2"},
      {"a 2020~2021", 7, "a ~ after a number"},
      {"\"a b\"~5", 6, "a ~ after a phrase"},
      {"a --foo", 3, "two minus signs"},
      {"++foo", 1, "two plus signs"},
      {"+-foo", 1, "a plus and a minus sign"},
      {"a NEAR/0 b", 3, "NEAR/0"},
      {"a NEAR/1001 b", 3, "more than 1000"},
      {"a NEAR/99999999999999999999 b", 3, "more than 1000"},
      {"a NEAR/ b", 3, "NEAR/ needs a whole number"},
      {"a NEAR/-5 b", 3, "NEAR/ needs a whole number"},
      {"a NEAR/5 b NEAR/6 c", 12, "distances of this chain"},
      {"(a OR b) NEAR c", 1, "NEAR takes words"},
      {"x c NEAR (a OR b)", 10, "NEAR takes words"},
      {"a NEAR \"b c\"", 8, "NEAR takes words"},
      {"a NEAR -b", 8, "NEAR takes words"},
      {"a NEAR tag:b", 8, "NEAR takes words"},
      {"a NEAR *", 8, "NEAR takes words"},
      {"x autor:smith", 3, "there is no field autor:"},
      {"x author:", 3, "author: needs a value"},
      {"author: x", 1, "author: needs a value"},
      {"(author:)", 2, "author: needs a value"},
      {"author:\"\"", 8, "nothing between the quotes"},
      {"author:\"x", 8, "a quote is not closed"},
      {"author:(x", 8, "a parenthesis is not closed"},
      {"author:()", 8, "no word between the parentheses"},
      {"author:-x", 8, "a minus after author:"},
      {"author:=x", 8, "a = is not understood"},
      {"author:~\"x\"", 8, "a ~ is not understood"},
      {"author:(=x)", 9, "a = is not understood"},
      {"author:smi*", 11, "a * is not understood in author:"},
      {"author:(x title:y)", 11, "title: cannot stand inside the parentheses"},
      {"title:(a NEAR b)", 10, "NEAR is not understood inside a field"},
      {"=title:x", 1, "a = before a field"},
      {"title:*", 7, "title: needs a word"},
      {"title:foo~3", 10, "the number after a ~"},
      {"title:&", 7, "title: needs a word"},
      {"-section:x", 2, "section: cannot stand inside"},
      {"a OR section:x", 6, "section: cannot stand inside"},
      {"a (b section:x)", 6, "section: cannot stand inside"},
      {"a +section:x", 4, "section: cannot stand inside"},
      {"a section:(x y)", 3, "section:( … ) takes names joined by OR"},
      {"section:(-x)", 1, "section:( … ) takes names joined by OR"},
      {"a \xFF", 3, "not well-formed UTF-8"},
      {"é \xE2\x82", 3, "not well-formed UTF-8"},
      {"\xC0\xAF", 1, "not well-formed UTF-8"},
      {std::string(kMaxQueryBytes + 1, 'a'), 0, "the query is longer than"},
      {std::string(100'000, '(') + "a" + std::string(100'000, ')'), kMaxQueryDepth + 1, "nested more than"},
      {std::string(100'000, '('), kMaxQueryDepth + 1, "nested more than"},
  };
  for (const BadRow& row : rows) check_bad(row);
}

TEST_CASE("NOTs nest no deeper than parentheses") {
  std::string query;
  for (int i = 0; i < 100'000; ++i) query += "NOT ";
  check_bad({query + "a", 4 * kMaxQueryDepth + 1, "nested more than"});
  const std::string deepest = std::string(kMaxQueryDepth, '(') + "a" + std::string(kMaxQueryDepth, ')');
  CHECK(to_string(parse_query(deepest).root) == "(word a)");
}

std::string hint_of(std::string_view query) {
  try {
    parse_query(query);
  } catch (const Error& error) {
    return error.hint();
  }
  return "no error";
}

TEST_CASE("an unknown field gets a suggestion") {
  CHECK(hint_of("autor:x") == "did you mean author:? to search for the text, quote it: \"autor:…\"");
  CHECK(hint_of("titel:x").find("did you mean title:?") == 0);
  CHECK(hint_of("tags:x").find("did you mean tag:?") == 0);
  CHECK(hint_of("site:x").find("did you mean source:?") == 0);
  CHECK(hint_of("doi:10.1").find("fields are title, author,") == 0);
  CHECK(hint_of("- .") == "`*` finds every article");
}

TEST_CASE("doubtful spots get a note") {
  using Notes = std::vector<std::string>;
  CHECK(notes_of("a OR \"b\"").empty());
  CHECK(notes_of("\"a OR b\"") == Notes{"OR inside quotes is an ordinary word"});
  CHECK(notes_of("\"OR\"").empty());
  CHECK(notes_of("a | b | c") == Notes{"| is no operator here: write OR"});
  CHECK(notes_of("a || b") == Notes{"|| is no operator here: write OR"});
  CHECK(notes_of("a && b") == Notes{"&& is no operator here: write AND, or nothing"});
  CHECK(notes_of("a !b") == Notes{"! is no operator here: write NOT or a minus sign"});
  CHECK(notes_of("a –b") == Notes{"a dash is no minus sign: write - for NOT"});
  CHECK(notes_of("Author:x") == Notes{"Author: is taken as text; as a field it is written author:"});
  CHECK(notes_of("“a b") == Notes{"the “ at column 1 has no closing quote: taken as punctuation"});
  CHECK(notes_of("(a OR b)-c") == Notes{"the - at column 9 is no operator: it has no space before it"});
  CHECK(notes_of("-'\"a b\"'") == Notes{"the - at column 1 is no operator: punctuation follows it"});
  CHECK(notes_of("a *") == Notes{"a * beside other words changes nothing: it finds every article"});
  CHECK(notes_of("* -a").empty());
  CHECK(notes_of("profit & loss - AT&T").empty());
}

TEST_CASE("long queries take no more than their share of time") {
  std::string quotes;
  for (int i = 0; i < 100'000; ++i) quotes += " “a";
  CHECK(parse_query(quotes).root.children.size() == 100'000);
  std::string near = "a";
  for (int i = 0; i < 50'000; ++i) near += " NEAR a";
  CHECK(parse_query(near).root.children.size() == 50'001);
  check_bad({std::string(kMaxQueryBytes - 1, '-') + "a", 1, "two minus signs"});
  check_bad({std::string(kMaxQueryBytes - 2, 'a') + ":x", 1, "there is no field aaa"});
}

TEST_CASE("parse_words knows no operators") {
  CHECK(to_string(parse_words("china").root) == "(word china)");
  CHECK(to_string(parse_words(" a OR (b -\"c d\" & fo*o author:x ").root) ==
        "(and (word a) (word OR) (word (b) (word -\"c) (word d\") (word fo*o) (word author:x))");
  CHECK(parse_words("é - b").root.span == Span{0, 5});
  CHECK_THROWS_WITH_AS(parse_words(" "), "the query is empty", Error);
  CHECK_THROWS_WITH_AS(parse_words("- &"), "the query has no word in it", Error);
  CHECK_THROWS_AS(parse_words("a \xFF"), Error);
}

}  // namespace
}  // namespace byline

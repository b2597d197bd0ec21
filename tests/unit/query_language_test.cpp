#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "archive_fixture.hpp"
#include "common/error.hpp"

/// The query language as a table: what is typed, the articles that it must find, and what must be said. The articles
/// stand in archive(); the page is docs/query-language.md. It is the 15th of April 2025, a Tuesday.
namespace byline {
namespace {

const test::TestArchive& archive() {
  static const test::TestArchive& made = []() -> const test::TestArchive& {
    static test::TestArchive files;
    const auto put = [](const std::string& name, const std::string& fields, const std::string& body) {
      files.put(name + ".md", "---\n" + fields + "\n---\n\n" + body + "\n");
    };
    put("trade",
        "lang: en\ntitle: China and Russia sign a tariff deal\nauthor: Mira Okonkwo\ndate: 2025-04-02\n"
        "tags: [trade, steel]\ncategory: Politics\nsource: wire.example",
        "The central bank raised its rates. Tariffs on steel rose, and the “reverse Kissinger” failed.\n\n"
        "## Implications\n\nCanada needs a new port. China pays.\n\n## Outlook\n\nRussia waits for peace and war.");
    put("bank", "lang: en\ntitle: Central banks wait\nauthor: Vina Nadjibulla\ndate: 2024-11\ntags: [banks]",
        "The rating of a bank fell. Central banking is slow; a rate cut came.\n\n"
        "## Implications\n\nSteel from China. Tariff talks end.\n\n### For Canada\n\nA port is dear.");
    put("phone", "lang: en\ntitle: Phones and letters\nauthor: John Quincy Smith\ndate: 2023\nsource: blog.example",
        "AT&T signed a cross-border deal. Our R&D writes C++ and C# in the U.S. for .NET. It gave them 1,000 reasons. "
        "Don’t write to foo@bar.org or example.com. The EU’s policy.");
    put("joined", "lang: en\ntitle: Border notes\nauthor: J. Smith\ndate: 2025-03-20",
        "A crossborder deal. They cross the border. At the T junction it was pass/fail. They died for us.");
    put("cafe", "lang: en\ntitle: The café\nauthor: José Ibarra\ndate: 2025-04-14",
        "A CAFÉ in the Strasse, the naïve ﬁnancing of it. OR and AND are words here, and so is NEAR. Dying skies; the "
        "harbour’s quay, a harbour.");
    put("essays/folder", "lang: en\ntitle: Glaciers\nauthor: [Mira Okonkwo, Hana Sato]\ndate: 2025-04-08\ntags: [ice]",
        "A glacier melts.\n\n## Outlook\n\nNo peace for glaciers; tariffs do not matter.");
    put("de", "lang: de\ntitle: Die Zölle der Häfen\nauthor: Jürgen Müller\ndate: 2025-02",
        "Die Häuser stehen an den Straßen. Er kaufte die Zölle. "
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft.");
    put("fr", "lang: fr\ntitle: Les élections\nauthor: Zoé Lefèvre\ndate: 2022",
        "Les élections régionales coûtent cher. L’été dernier, les chevaux couraient aujourd’hui.");
    put("ru", "lang: ru\ntitle: Цены на нефть\nauthor: Анна Петрова",
        "Цены на нефть выросли. Города ждут, ёлка стоит.");
    put("ar", "lang: ar\ntitle: أسعار النفط", "ارتفعت أسعار النفط في المدن الكبيرة.");
    put("zh", "lang: zh\ntitle: 经济增长", "安全漏洞影响稳定版本。红茶出口，茶叶进口。经济继续增长。");
    put("ja", "lang: ja\ntitle: 標準ライブラリ",
        "標準ライブラリの開発者が東京都で話しました。サーバーは京都にあります。");
    put("ko", "lang: ko\ntitle: 시립도서관", "도서관에서 개발했습니다. Ruby는 2025년에 나왔다.");
    put("th", "lang: th\ntitle: ราคาน้ำมัน", "ราคาค่าน้ำมันขึ้นในกรุงเทพ");
    files.build();
    return files;
  }();
  return made;
}

struct Row {
  std::string_view typed;
  std::string_view finds;      ///< names of files, sorted; after `1.` in the order of the results
  std::string_view says = {};  ///< parts of the notes, separated by ` / `; or `error COLUMN: message`; nothing: nothing
};

constexpr std::string_view kRanked = "1. ";

std::string said(const Results& results) { return test::join(results.warnings, " / "); }

/// Every part must be said, and when nothing is expected, nothing may be.
bool is_said(std::string_view expected, const std::string& said) {
  if (expected.empty()) return said.empty();
  while (!expected.empty()) {
    const auto end = std::min(expected.find(" / "), expected.size());
    if (said.find(expected.substr(0, end)) == std::string::npos) return false;
    expected.remove_prefix(std::min(end + 3, expected.size()));
  }
  return true;
}

void check_row(const Row& row) {
  std::string found;
  std::string notes;
  try {
    SearchRequest request = archive().request(std::string(row.typed));
    request.limit = 100;
    const Results results = archive().search(request);
    std::vector<std::string> names = test::split(archive().ordered(results), ' ');
    const bool is_ranked = row.finds.starts_with(kRanked);
    if (!is_ranked) std::sort(names.begin(), names.end());
    found = (is_ranked ? std::string(kRanked) : std::string()) + test::join(names, " ");
    notes = said(results);
  } catch (const Error& error) {
    notes = "error " + std::to_string(error.column().value_or(0)) + ": " + error.what();
  }
  CAPTURE(row.typed);
  INFO("expected: ", row.finds, " | ", row.says);
  INFO("got:      ", found, " | ", notes);
  const bool is_right = found == row.finds && is_said(row.says, notes);
  CHECK(is_right);
}

template <std::size_t N>
void check_rows(const Row (&rows)[N]) {
  for (const Row& row : rows) check_row(row);
}

constexpr std::string_view kFellBack = "no article has all the words";

TEST_CASE("query language: words") {
  constexpr Row kRows[] = {
      {"china russia", "trade"},
      {"russia china", "trade"},
      {"steel", "bank trade"},
      {"tariffs", "bank essays/folder trade"},
      {"tariff", "bank essays/folder trade"},
      {"TARIFFS", "bank essays/folder trade"},  // a capital is no other word (pitfall 4)
      {"Tariff", "bank essays/folder trade"},
      {"sky", "cafe"},
      {"die", "cafe de joined"},
      {"the china", "bank trade"},  // words as common as `the` exclude nothing
      {"the of", "bank cafe"},      // unless there are no others
      {"cafe", "cafe"},             // accents and composition (pitfall 10)
      {"café", "cafe"},
      {"cafe\u0301", "cafe"},
      {"strasse", "cafe de"},
      {"STRAẞE", "cafe de"},
      {"financing", "cafe"},
      {"nosuchword", ""},
      {"china nosuchword", "bank trade", kFellBack},
      {"=rates", "trade"},
      {"=rate", "bank"},
      {"=RATES", "trade"},
      {"rates", "bank trade"},
      {"=nosuchform", ""},
  };
  check_rows(kRows);
}

TEST_CASE("query language: what a word is") {
  constexpr Row kRows[] = {
      {"AT&T", "phone"},  // pitfall 10: no other than at&t, in any case
      {"at&t", "phone"},
      {"AT&T’s", "phone"},
      {"R&D", "phone"},
      {"C++", "phone"},
      {"c#", "phone"},
      {"U.S.", "phone"},  // not the pronoun `us`
      {"=us", "joined"},
      {".NET", "phone"},
      {"1000", "phone"},
      {"1,000", "phone"},
      {"don’t", "phone"},
      {"don't", "phone"},
      {"EU", "phone"},
      {"EU's", "phone"},
      {"foo@bar.org", "phone"},
      {"example.com", "phone"},
      {"cross-border", "joined phone"},
      {"crossborder", "joined phone"},
      {"=cross-border", "joined phone"},
      {"pass/fail", "joined"},
      {"profit & loss", ""},
      {"war - peace", "trade"},  // punctuation between spaces
      {"(war) peace!", "trade"},
      {"har\u00ADbour", "cafe"},  // a soft hyphen
      {"quay's", "cafe"},
      // pitfall 11: no word is too long
      {"Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft", "de"},
  };
  check_rows(kRows);
}

TEST_CASE("query language: phrases") {
  constexpr Row kRows[] = {
      {"\"central bank\"", "trade"},
      {"\"Central Banks\"", "bank"},
      {"~\"central bank\"", "bank trade"},  // pitfalls 5 and 6: a phrase in any inflection, its last word too
      {"~\"central banking\"", "bank trade"},
      {"=\"central bank\"", "trade"},
      {"\"reverse kissinger\"", "trade"},
      {"“reverse kissinger”", "trade"},
      {"„reverse kissinger“", "trade"},
      {"«reverse kissinger»", "trade"},
      {"\"central ban*\"", "bank trade"},  // pitfall 8: a prefix in a phrase
      {"\"cent* bank\"", "trade"},
      {"\"bank central\"", "", ""},
      {"\"port china\"", "trade"},   // over the end of a sentence
      {"\"pays russia\"", ""},       // never across a section
      {"\"deal the central\"", ""},  // nor from the title to the text
      {"\"cross border\"", "phone"},
      {"\"cross-border\"", "phone"},
      {"\"the central bank\"", "trade"},  // common words count in a phrase
      {"\"a OR b\"", "", "OR inside quotes is an ordinary word"},
      {"\"OR\"", "cafe phone"},
      {"\"AND\"", "cafe phone trade"},
      {"\"central bank", "", "error 1: a quote is not closed"},
      {"central bank\"", "", "error 13: a quote is not closed"},
      {"\"\"", "", "error 1: nothing between the quotes"},
      {"\"!?\"", "", "error 1: no word between the quotes"},
      {"“central bank", "bank trade", "the “ at column 1 has no closing quote"},
      {"'central bank'", "bank trade"},  // single quotes are punctuation
      {"\"central bank\"~2", "", "error 15: a ~ after a phrase is not understood"},
      {"~china", "bank trade"},
  };
  check_rows(kRows);
}

TEST_CASE("query language: operators") {
  constexpr Row kRows[] = {
      {"china AND russia", "trade"},
      {"china OR glacier", "bank essays/folder trade"},
      {"china or glacier", "bank essays/folder trade", kFellBack},  // small letters are words
      {"china -russia", "bank"},
      {"china NOT russia", "bank"},
      {"-china", "ar cafe de essays/folder fr ja joined ko phone ru th zh"},  // pitfall 7: a minus comes first
      {"-china russia", ""},
      {"NOT NOT china", "bank trade"},
      {"-\"central bank\" china", "bank"},
      {"-(china OR glacier) author:mira", "", "author 'mira' taken as: Mira Okonkwo"},
      {"+glacier china", "essays/folder", kFellBack},
      {"+glacier +china", ""},
      {"china glacier OR quay", "cafe"},
      {"(china OR glacier) peace", "essays/folder trade"},
      {"china OR glacier peace", "bank essays/folder trade"},
      {"(china russia) OR quay", "cafe trade"},
      {"NOT china OR russia", "ar cafe de essays/folder fr ja joined ko phone ru th trade zh"},
      {"china russia -steel", ""},
      {"china AND nosuchword", ""},  // a written AND does not give way
      {"((((china))))", "bank trade"},
      // pitfalls 1 and 2: nothing is taken for words that cannot be understood
      {"foo AND", "", "error 5: AND needs something after it"},
      {"AND foo", "", "error 1: AND needs something before it"},
      {"AND", "", "error 1: AND needs something before it"},
      {"foo OR OR bar", "", "error 5: OR needs something after it"},
      {"foo NOT", "", "error 5: NOT needs something after it"},
      {"(china", "", "error 1: a parenthesis is not closed"},
      {"china)", "", "error 6: a ) without its ("},
      {"()", "", "error 1: no word between the parentheses"},
      {"--china", "", "error 1: two minus signs before a word"},
      {"+-china", "", "error 1: a plus and a minus sign"},
      {"china || russia", "trade", "|| is no operator here: write OR"},
      {"china && russia", "trade", "&& is no operator here"},
      {"china !russia", "trade", "! is no operator here"},
      {"china –russia", "trade", "a dash is no minus sign"},
      {"china - russia", "trade"},
      {"", "", "error 0: the query is empty"},
      {"?!", "", "error 0: the query has no word in it"},
      {"*", "ar bank cafe de essays/folder fr ja joined ko phone ru th trade zh"},
      {"* -lang:en", "ar de fr ja ko ru th zh"},
      {"* china", "bank trade", "a * beside other words changes nothing"},
      {"\xFF", "", "error 1: the query is not well-formed UTF-8"},
  };
  check_rows(kRows);
}

TEST_CASE("query language: NEAR") {
  constexpr Row kRows[] = {
      {"canada NEAR/5 port", "bank trade"},
      {"port NEAR/5 canada", "bank trade"},
      {"canada NEAR/2 port", "bank"},  // from a heading to its text
      {"canada NEAR port", "bank trade"},
      {"canada NEAR/4 ports russia", "trade"},  // pitfall 1: beside other words as well
      {"china AND canada NEAR/4 port", "bank trade"},
      {"new NEAR/1 port", "trade"},
      {"canada NEAR/1000 russia", ""},  // never across a section
      {"cent* NEAR/1 =bank", "trade"},
      {"a NEAR/0 b", "", "error 3: NEAR/0 cannot match"},
      {"a NEAR/1001 b", "", "error 3: the distance of NEAR is more than 1000"},
      {"a NEAR/x b", "", "error 3: NEAR/ needs a whole number"},
      {"NEAR b", "", "error 1: NEAR needs something before it"},
      {"a NEAR", "", "error 3: NEAR needs something after it"},
      {"(a b) NEAR c", "", "error"},
      {"\"a b\" NEAR c", "", "error 1: NEAR takes words or phrases of one word"},
      {"a NEAR/2 b NEAR/3 c", "", "error 12: the distances of this chain of NEAR differ"},
      {"\"NEAR\"", "cafe"},
      {"near", "cafe"},
  };
  check_rows(kRows);
}

TEST_CASE("query language: prefixes and patterns") {
  constexpr Row kRows[] = {
      {"glac*", "essays/folder"},
      {"TARIF*", "bank essays/folder trade"},
      {"rat*", "bank trade"},
      {"zzz*", ""},
      {"=rat*", "", "error 5: = and * contradict each other"},
      {"*cier", "essays/folder"},
      {"gl*er", "essays/folder"},  // pitfall 8: never `gl OR er`
      {"g*c*r*", "essays/folder"},
      {"title:*cier*", "essays/folder"},
      {"\"cent* b*nk*\"", "bank trade"},
      {"*cier NEAR/3 melt*", "essays/folder"},
      {"-*cier* title:notes", "joined"},
      {"=gl*er", "", "error 4: = and * contradict each other"},
      {"**", "", "error 1: a * needs letters beside it"},
      {"\"a\"*", "", "error 4: a * needs letters beside it"},
      {"Häus*", "de"},
      {"город*", "ru"},
      {"京*", "ja"},
  };
  check_rows(kRows);
}

TEST_CASE("query language: fuzzy words") {
  constexpr Row kRows[] = {
      {"glazier~", "essays/folder"},
      {"glcaier~1", "essays/folder"},
      {"glazers~2", "essays/folder"},
      {"glazers~1", ""},
      {"title:glazier~", "essays/folder"},
      {"tarriff~ china", "bank trade"},
      {"-glazier~ title:notes", "joined"},
      {"\"centrl~ bank\"", "trade"},
      {"rusia~ NEAR/3 wiats~", "trade"},
      {"häuserr~", "de"},
      {"гоорда~", "ru"},
      {"glacier~3", "", "error 8: "},
      {"=glacier~", "", "error "},
      {"at~2", "", "error "},
  };
  check_rows(kRows);
}

TEST_CASE("query language: fields") {
  constexpr Row kRows[] = {
      {"title:tariffs", "trade"},
      {"title:=tariff", "trade"},
      {"title:=tariffs", ""},
      {"title:tar*", "trade"},
      {"title:\"central banks\"", "bank"},
      {"title:\"central bank\"", ""},
      {"title:~\"central bank\"", "bank"},
      {"title:(china OR glaciers)", "essays/folder trade"},
      {"title:china steel", "trade"},
      {"author:\"mira okonkwo\"", "essays/folder trade"},
      {"author:\"Vina Nadjibulla\"", "bank"},
      {"author:okonkwo", "essays/folder trade", "author 'okonkwo' taken as: Mira Okonkwo"},
      {"author:\"v. nadjibulla\"", "bank", "author 'v. nadjibulla' taken as: Vina Nadjibulla"},
      {"author:\"jose ibarra\"", "cafe"},
      {"author:nobody", "", "no author is called 'nobody'"},
      {"author:(okonkwo OR nadjibulla) china", "bank trade", "taken as: Mira Okonkwo / taken as: Vina Nadjibulla"},
      {"-author:\"mira okonkwo\" tariffs", "bank"},
      {"tag:trade", "trade"},
      {"tag:TRADE", "trade"},
      {"tag:(trade OR ice)", "essays/folder trade"},
      {"-tag:trade tariffs", "bank essays/folder"},
      {"lang:de", "de"},
      {"language:de-AT", "de"},
      {"lang:xx", "", "no language is called 'xx'"},
      {"source:wire.example", "trade"},
      {"source:blog.example", "phone"},
      {"section:implications china", "bank trade"},
      {"china section:implications canada", "bank trade"},  // all the words in the section or under it
      {"russia section:implications", ""},
      {"section:outlook peace", "essays/folder trade"},
      {"section:(outlook OR implications) peace", "essays/folder trade"},
      {"section:politics bank", "trade"},
      {"section:\"for canada\" port", "bank"},
      {"section:nosuch china", "", "no section is called 'nosuch'"},
      {"\"new port\" section:implications", "trade"},
      {"\"central bank\" section:implications", ""},
      {"section:outlook -russia", "essays/folder"},
      {"path:bank.md", "bank"},
      {"path:essays", "essays/folder"},
      {"path:essays/*", "essays/folder"},
      {"path:*.txt", "", "no indexed file matches the path '*.txt'"},
      {"autor:smith", "", "error 1: there is no field autor:"},
      {"doi:10.1000/182", "", "error 1: there is no field doi:"},
      {"\"doi:10.1000/182\"", ""},
      {"http://example.com", ""},
      {"12:30", ""},
      {"Author:okonkwo", "", "Author: is taken as text"},
      {"title:", "", "error 1: title: needs a value"},
      {"tag:trade*", "", "error 10: a * is not understood in tag:"},
      {"tag:=trade", "", "error 5: a = is not understood after tag:"},
      {"author:-smith", "", "error 8: a minus after author: is not understood"},
      {"title:(author:x)", "", "error 8: author: cannot stand inside the parentheses of another field"},
      {"china OR section:outlook", "", "error 10: section: cannot stand inside OR"},
      {"-section:outlook", "", "error 2: section: cannot stand inside OR, NOT"},
      {"title:\"a b", "", "error 7: a quote is not closed"},  // pitfall 1: never a search for the word `title`
  };
  check_rows(kRows);
}

TEST_CASE("query language: dates") {
  constexpr Row kRows[] = {
      // pitfalls 2 and 3: years, months and open ranges are dates
      {"date:2025-04-02", "trade"},
      {"date:2025-04", "cafe essays/folder trade"},
      {"date:2024", "bank"},
      {"date:2023..2024", "bank phone"},
      {"date:2024-11-15", "bank"},  // a date known to the month overlaps its days
      {"date:2025-03..", "cafe essays/folder joined trade"},
      {"date:..2023", "fr phone"},
      {"date:2025-03..2025-03", "joined"},
      {"date:today", ""},
      {"date:yesterday", "cafe"},
      {"date:\"this week\"", "cafe"},
      {"date:\"last week\"", "essays/folder"},
      {"date:\"last month\"", "joined"},
      {"date:\"this month\"", "cafe essays/folder trade"},
      {"date:\"last year\"", "bank"},
      {"date:\"last 7 days\"", "cafe"},
      {"date:\"past 3 months\"", "cafe de essays/folder joined trade"},
      {"tariffs date:2025", "essays/folder trade"},
      {"-date:2025 lang:en", "bank phone"},
      {"date:2025-13", "", "error 1:"},
      {"date:2025-02-30", "", "error 1:"},
      {"date:2025..2024", "", "error 1:"},
      {"date:soon", "", "error 1:"},
  };
  check_rows(kRows);
}

TEST_CASE("query language: languages") {
  constexpr Row kRows[] = {
      {"Häuser", "de"},
      {"haus", "de"},
      {"zoll", "de"},
      {"Zölle", "de"},
      {"Straßen", "de"},
      {"élection", "fr"},
      {"elections", "fr"},
      {"régional", "fr"},
      {"été", "fr"},
      {"cheval", "fr"},
      {"aujourd'hui", "fr"},
      {"цена", "ru"},
      {"ЦЕНАМИ", "ru"},
      {"город", "ru"},
      {"елка", "ru"},
      {"\"цены на нефть\"", "ru"},
      {"النفط", "ar"},
      {"نفط", "ar"},
      {"المدن", "ar"},
      {"漏洞", "zh"},  // pitfall 12: words, not single characters
      {"安全漏洞", "zh"},
      {"稳定版", "zh"},
      {"茶", "zh"},
      {"\"经济增长\"", "zh"},
      {"ライブラリ", "ja"},
      {"開発", "ja"},
      {"サーバ", "ja"},
      {"京都", "ja"},
      {"東京", "ja"},
      {"도서관", "ko"},
      {"도서관을", "ko"},
      {"개발", "ko"},
      {"ruby", "ko"},
      {"=도서관", ""},
      {"น้ำมัน", "th"},
      {"กรุงเทพ", "th"},
      {"lang:ja 京都", "ja"},
      {"author:\"анна петрова\"", "ru"},
      {"author:\"jurgen muller\"", "de"},
      {"author:\"zoe lefevre\"", "fr"},
  };
  check_rows(kRows);
}

TEST_CASE("query language: ranking") {
  constexpr Row kRows[] = {
      {"glacier", "1. essays/folder"},
      {"central bank", "1. bank trade"},  // in the title
      {"cafe", "1. cafe"},
      {"glaciers ice peace", "1. essays/folder trade", kFellBack},  // most of the words
  };
  check_rows(kRows);
}

TEST_CASE("query language: long and hostile queries are refused by name") {
  const auto repeated = [](const std::string& text, std::size_t times, const std::string& between) {
    std::string all = text;
    for (std::size_t i = 1; i < times; ++i) all += between + text;
    return all;
  };
  std::string phrases;
  std::string hyphens;
  for (int i = 0; i < 300; ++i) {
    phrases += " OR \"china x" + std::to_string(i) + "\"";
    hyphens += " OR china-y" + std::to_string(i);
  }
  struct Limit {
    std::string typed;
    std::string_view says;
  };
  const Limit kLimits[] = {
      {std::string(1 << 20, 'a') + "b", "error 0: the query is longer than"},
      {repeated("(", 5000, "") + "china" + repeated(")", 5000, ""), "error 201: the query is nested more than 200"},
      {repeated("NOT", 5000, " ") + " china", "error 801: the query is nested more than 200"},
      {"\"" + repeated("china", 257, " ") + "\"", "error 1: a phrase has more than 256 words"},
      {repeated("china", 33, " NEAR/5 "), "error 417: a chain of NEAR has more than 32 words"},
      {"china" + phrases, "the query has more than 256 phrases"},
      {"china" + hyphens, "the query has more than 256 phrases"},
      {"\"" + repeated("\"\"", 5000, ""), "nothing between the quotes"},
  };
  for (const Limit& limit : kLimits) {
    std::string got = "nothing";
    try {
      (void)archive().search(limit.typed);
    } catch (const Error& error) {
      got = "error " + std::to_string(error.column().value_or(0)) + ": " + error.what();
    }
    INFO("typed:    ", limit.typed.substr(0, 80));
    INFO("expected: ", limit.says);
    INFO("got:      ", got);
    CHECK(got.find(limit.says) != std::string::npos);
  }
}

TEST_CASE("query language: a long text without spaces is refused by name") {
  const std::vector<std::string> kCharacters = {"侘", "寂", "燻", "銀", "蒼", "穹", "雫", "霞", "鵺", "麒"};
  test::TestArchive files;
  files.put("a.md", "---\nlang: ja\ntitle: 侘\n---\n\n" + test::join(kCharacters, "、") + "。\n");
  files.build();
  const auto texts = [&](std::size_t count) {
    std::string typed;
    for (std::size_t i = 0; i < count; ++i) {
      typed += kCharacters[i % 10] + kCharacters[i / 10 % 10] + kCharacters[i / 100] + " ";
    }
    return typed;
  };
  CHECK_NOTHROW(files.search(texts(20)));
  try {
    (void)files.search(texts(1000));
    FAIL_CHECK("no error");
  } catch (const Error& error) {
    CHECK(std::string(error.what()) == "the query's text without spaces stands for more than 800 phrases");
  }
}

TEST_CASE("query language: long queries within the limits are answered as they stand") {
  std::string words = "glacier";
  std::string phrases = "\"central bank\"";
  std::string tags = "tag:trade";
  for (int i = 0; i < 3000; ++i) words += " w" + std::to_string(i);
  for (int i = 0; i < 255; ++i) phrases += " OR \"central x" + std::to_string(i) + "\"";
  for (int i = 0; i < 3000; ++i) tags += " OR tag:trade OR \"central bank\"";
  CHECK(archive().ordered(archive().search(words)) == "essays/folder");
  CHECK(archive().ordered(archive().search(phrases)) == "trade");
  CHECK(archive().ordered(archive().search(tags)) == "trade");
  std::string parentheses(200, '(');
  parentheses += "glacier" + std::string(200, ')');
  CHECK(archive().ordered(archive().search(parentheses)) == "essays/folder");
}

}  // namespace
}  // namespace byline

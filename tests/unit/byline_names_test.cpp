#include "indexer/byline_names.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

namespace byline {
namespace {

/// "A; B | editor C": authors, then contributors with their roles.
std::string read(std::string_view line) {
  const auto byline = parse_byline_line(line);
  if (!byline) return "none";
  std::string text;
  for (const std::string& author : byline->authors) text += (text.empty() ? "" : "; ") + author;
  for (const Contributor& contributor : byline->contributors) text += "|" + contributor.role + " " + contributor.name;
  return text;
}

struct Row {
  std::string line;
  std::string expected;
};

TEST_CASE("lines that name authors") {
  const Row kRows[] = {
      {"By Declan Byrne", "Declan Byrne"},
      {"By MIRA OKONKWO", "Mira Okonkwo"},
      {"by  Declan\u00A0Byrne", "Declan Byrne"},
      {"By Declan Byrne and Amara Diallo", "Declan Byrne; Amara Diallo"},
      {"By Ann Lee, Bo Ek, and Cy Oz", "Ann Lee; Bo Ek; Cy Oz"},
      {"By Carla K. Johnson, AP", "Carla K. Johnson"},
      {"By Jane Doe, Senior Editor, Harbour Institute", "Jane Doe"},
      {"By Jane Doe in Port Alder", "Jane Doe"},
      {"By Jane Doe | April 2, 2025", "Jane Doe"},
      {"By Ludwig van Beethoven", "Ludwig van Beethoven"},
      {"By Reuters", "Reuters"},
      {"By The Editorial Board", "The Editorial Board"},
      {"By Staff reports", "Staff reports"},
      {"Written by Amara Diallo", "Amara Diallo"},
      {"Author: Voltaire", "Voltaire"},
      {"Text: Jane Doe", "Jane Doe"},
      {"Von Hana Sato und Amara Diallo", "Hana Sato; Amara Diallo"},
      {"Par Mira Okonkwo et José Ibarra", "Mira Okonkwo; José Ibarra"},
      {"Por José Ibarra y Mira Okonkwo", "José Ibarra; Mira Okonkwo"},
      {"Por José Ortega y Gasset", "José Ortega y Gasset"},
      {"Автор: Хана Сато", "Хана Сато"},
      {"作者：何塞·伊瓦拉", "何塞·伊瓦拉"},
      {"文／佐藤花", "佐藤花"},
      {"文・佐藤花", "佐藤花"},
      {"โดย อมรา ดิอัลโล", "อมรา ดิอัลโล"},
      {"بقلم: أمارا ديالو", "أمارا ديالو"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.line);
    CHECK(read(row.line) == row.expected);
  }
}

TEST_CASE("lines that name others") {
  const Row kRows[] = {
      {"Edited by Ted Fraser, Senior Editor, APF Canada", "|editor Ted Fraser"},
      {"Interview by Declan Byrne", "|interviewer Declan Byrne"},
      {"Translated by Hana Sato", "|translator Hana Sato"},
      {"Übersetzt von Hana Sato", "|translator Hana Sato"},
      {"Photos by Lena Marsh", "|photographer Lena Marsh"},
      {"Illustrations by Lena Marsh", "|illustrator Lena Marsh"},
      {"By Jane Doe | Photos by Lena Marsh", "Jane Doe|photographer Lena Marsh"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.line);
    CHECK(read(row.line) == row.expected);
  }
}

TEST_CASE("lines that only begin like a byline") {
  for (const char* line : {"By then the harbour had frozen.", "By Land and Sea", "By the Numbers", "By Popular Demand",
                           "By Late April", "Bycatch Rules", "Von Berlin nach Paris", "Por la mañana",
                           "Text: The following was read aloud.", "By", "Edited by hand", "Declan Byrne", ""}) {
    CAPTURE(line);
    CHECK(read(line) == "none");
  }
}

TEST_CASE("lists of names as records have them") {
  struct Names {
    std::string list;
    std::vector<std::string> expected;
  };
  const Names rows[] = {
      {"Jane Doe", {"Jane Doe"}},
      {"A, B and C", {"A", "B", "C"}},
      {"A & B", {"A", "B"}},
      {"A; B", {"A", "B"}},
      {"Ann Lee und Bo Ek", {"Ann Lee", "Bo Ek"}},
      {"Ann Lee et Bo Ek", {"Ann Lee", "Bo Ek"}},
      {"Ann Lee y Bo Ek", {"Ann Lee", "Bo Ek"}},
      {"By Ann Lee", {"Ann Lee"}},
      {"Carla K. Johnson, AP", {"Carla K. Johnson"}},
      {"Reuters, Reuters", {"Reuters"}},
      {"Martin Luther King, Jr.", {"Martin Luther King, Jr."}},
      {"Smith, J. and Doe, K.", {"J. Smith", "K. Doe"}},
      {"matz", {"matz"}},
      {"  ", {}},
      {"", {}},
  };
  for (const Names& row : rows) {
    CAPTURE(row.list);
    CHECK(split_names(row.list) == row.expected);
  }
}

/// As `read`, of a value.
std::string value(std::string_view text, const BylineContext& context = {}) {
  const Byline byline = read_byline(text, context);
  std::string result;
  for (const std::string& author : byline.authors) result += (result.empty() ? "" : "; ") + author;
  for (const Contributor& contributor : byline.contributors) result += "|" + contributor.role + " " + contributor.name;
  return result;
}

void check_values(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    CAPTURE(row.line);
    CHECK(value(row.line) == row.expected);
  }
}

TEST_CASE("values: lists of every kind") {
  check_values({
      {"Erin Williams, Jo Doe", "Erin Williams; Jo Doe"},
      {"Erin Williams,Jo Doe", "Erin Williams; Jo Doe"},
      {"Erin Williams; Jo Doe", "Erin Williams; Jo Doe"},
      {"Erin Williams and Jo Doe", "Erin Williams; Jo Doe"},
      {"Erin Williams AND Jo Doe", "Erin Williams; Jo Doe"},
      {"Ann Lee, Bo Ek, and Cy Oz", "Ann Lee; Bo Ek; Cy Oz"},
      {"Erin Williams & Jo Doe", "Erin Williams; Jo Doe"},
      {"Erin Williams und Jo Doe", "Erin Williams; Jo Doe"},
      {"Erin Williams et Jo Doe", "Erin Williams; Jo Doe"},
      {"Erin Williams y Jo Doe", "Erin Williams; Jo Doe"},
      {"Erin Williams och Jo Doe", "Erin Williams; Jo Doe"},
      {"Erin Williams / Jo Doe", "Erin Williams; Jo Doe"},
      {"Erin Williams/Jo Doe", "Erin Williams; Jo Doe"},
      {"Erin Williams | Jo Doe", "Erin Williams; Jo Doe"},
      {"Erin Williams\nJo Doe", "Erin Williams; Jo Doe"},
      {"Erin Williams, Jo Doe et al.", "Erin Williams; Jo Doe"},
      {"Анна Ли и Иван Петров", "Анна Ли; Иван Петров"},
      {"Анна Ли, Иван Петров и др.", "Анна Ли; Иван Петров"},
      {"佐藤花、田中一", "佐藤花; 田中一"},
      {"أمارا ديالو، محمد علي", "أمارا ديالو; محمد علي"},
      {"José Ortega y Gasset", "José Ortega y Gasset"},
      {"Tide & i", "Tide & i"},
      {"Eric, Felix, Joel and Mara", "Eric; Felix; Joel; Mara"},
      {"hone and zzak", "hone; zzak"},
      {"usa dan mame", "usa; mame"},
      {"Door Jan de Wit en Piet Bakker", "Jan de Wit; Piet Bakker"},
  });
}

TEST_CASE("values: names turned round") {
  check_values({
      {"Williams, Erin", "Erin Williams"},
      {"Williams, Erin K.", "Erin K. Williams"},
      {"Williams, Lindqvist", "Williams; Lindqvist"},
      {"Smith, J.", "J. Smith"},
      {"Smith, J. R. and Doe, K.", "J. R. Smith; K. Doe"},
      {"Williams, Erin; Byrne, Declan", "Erin Williams; Declan Byrne"},
      {"Williams, Erin, Byrne, Martin", "Erin Williams; Martin Byrne"},
      {"Jong, Michiel de", "Michiel de Jong"},
      {"SATO, Hana", "Hana SATO"},
      {"Reuters, Erin Williams", "Erin Williams"},
      {"Erin Williams, Declan Byrne", "Erin Williams; Declan Byrne"},
      {"matz, nobu", "matz; nobu"},
  });
  const BylineContext catalogue{{}, {}, true};
  CHECK(value("Nadjibulla, Vanessa", catalogue) == "Vanessa Nadjibulla");
  CHECK(value("Okonkwo, Ngaire", catalogue) == "Ngaire Okonkwo");
}

TEST_CASE("values: capitals") {
  check_values({
      {"ERIN WILLIAMS", "Erin Williams"},
      {"ERIN WILLIAMS and JO DOE", "Erin Williams; Jo Doe"},
      {"AUDREY McAVOY", "Audrey McAvoy"},
      {"AUDREY MCAVOY", "Audrey McAvoy"},
      {"IAN MACDONALD", "Ian MacDonald"},
      {"ANA MACHADO", "Ana Machado"},
      {"SEAN O'BRIEN", "Sean O'Brien"},
      {"SEAN O’BRIEN", "Sean O’Brien"},
      {"STEVE LeBLANC", "Steve LeBlanc"},
      {"LUDWIG VAN DER BERG III", "Ludwig van der Berg III"},
      {"J.K. MARSH", "J.K. Marsh"},
      {"TJ MARSH", "TJ Marsh"},
      {"KIM TONG-HYUNG", "Kim Tong-Hyung"},
      {"CARLA K. JOHNSON", "Carla K. Johnson"},
      {"ИВАН ПЕТРОВ", "Иван Петров"},
      {"JÜRGEN MÜLLER", "Jürgen Müller"},
      {"BBC NEWS", "BBC NEWS"},
      {"NASA", "NASA"},
      {"TC", "TC"},
      {"Hiroshi SATO", "Hiroshi SATO"},
  });
}

TEST_CASE("values: addresses, titles, degrees, affiliations") {
  check_values({
      {"Erin Williams <erin@post.example>", "Erin Williams"},
      {"erin@post.example (Erin Williams)", "Erin Williams"},
      {"erin@post.example", ""},
      {"(Erin Williams https://post.example/~erin)", "Erin Williams"},
      {"Erin Williams (http://post.example)", "Erin Williams"},
      {"https://post.example/erin", ""},
      {"Erin Williams (@erin)", "Erin Williams"},
      {"Erin Williams @erin", "Erin Williams"},
      {"Erin Williams（@erin）", "Erin Williams"},
      {"@erin", "@erin"},
      {"usa (Shugo Maeda)", "Shugo Maeda"},
      {"Nicholas (Nick) Byrne", "Nicholas (Nick) Byrne"},
      {"Dr. Erin Williams", "Erin Williams"},
      {"Prof. Dr. Erin Williams", "Erin Williams"},
      {"Sir Declan Byrne", "Declan Byrne"},
      {"Dr. Seuss", "Dr. Seuss"},
      {"Declan Byrne, Jr.", "Declan Byrne, Jr."},
      {"Declan Byrne Jr., AP", "Declan Byrne Jr."},
      {"Declan Byrne III", "Declan Byrne III"},
      {"Erin Williams, PhD", "Erin Williams"},
      {"Erin Williams, M.D., MPH", "Erin Williams"},
      {"Yo-Yo Ma", "Yo-Yo Ma"},
      {"Erin Williams, AP", "Erin Williams"},
      {"Erin Williams, TIME", "Erin Williams"},
      {"Erin Williams and Jo Doe, HarbourPost Shopping", "Erin Williams; Jo Doe"},
      {"By Vina Nadjibulla and Erin Williams, of X", "Vina Nadjibulla; Erin Williams"},
      {"Erin Williams, Editor, Port Alder", "Erin Williams"},
      {"Erin Williams, Staff Writer, Jo Doe, Staff Writer", "Erin Williams; Jo Doe"},
      {"Erin Williams Staff Writer", "Erin Williams"},
      {"Erin Williams, Contributor\nPresident, Acme Rockets", "Erin Williams"},
      {"By Erin  Williams, MA\n    Harbour Health News", "Erin Williams"},
      {"记者 王小明", "王小明"},
      {"김철수 기자", "김철수"},
  });
}

TEST_CASE("values: agencies and desks sign where nobody else does") {
  check_values({
      {"Staff", "Staff"},
      {"Reuters", "Reuters"},
      {"BBC News", "BBC News"},
      {"The Associated Press", "The Associated Press"},
      {"The Associated Press, AP", "The Associated Press"},
      {"Erin Williams and Reuters", "Erin Williams"},
      {"Reuters, Erin Williams", "Erin Williams"},
      {"Harbour Staff and Erin Williams", "Erin Williams"},
      {"HarbourWire, Editorial Partner", "HarbourWire"},
      {"Android Platform Team", "Android Platform Team"},
      {"The Survey Group in partnership with the Foundation", "The Survey Group in partnership with the Foundation"},
  });
}

TEST_CASE("values: roles") {
  check_values({
      {"Edited by Erin Williams", "|editor Erin Williams"},
      {"Written by Erin Williams Edited by Jo Doe", "Erin Williams|editor Jo Doe"},
      {"Written by Erin Williams\n      Edited by Jo Doe", "Erin Williams|editor Jo Doe"},
      {"Writing by Erin Williams; Editing by Jo Doe, Reuters", "Erin Williams|editor Jo Doe"},
      {"Erin Williams (avec Jo Doe et Ann Lee)", "Erin Williams|contributor Jo Doe|contributor Ann Lee"},
      {"By Erin Williams with Jo Doe", "Erin Williams|contributor Jo Doe"},
      {"Erin Williams (Text) und Jo Doe (Fotos)", "Erin Williams|photographer Jo Doe"},
      {"Text: Erin Williams, Fotos: Jo Doe", "Erin Williams|photographer Jo Doe"},
      {"文：佐藤花 写真：山田太郎", "佐藤花|photographer 山田太郎"},
      {"来源：新华社 作者：王小明", "王小明"},
      {"Photos by Jo Doe", "|photographer Jo Doe"},
      {"Translated by Jo Doe", "|translator Jo Doe"},
  });
}

TEST_CASE("values: dates, buttons and counts name nobody") {
  check_values({
      {"By Erin Williams\n   March 25, 2015", "Erin Williams"},
      {"By Erin Williams March 25, 2015", "Erin Williams"},
      {"by Erin Williams22 Dec 2016651", "Erin Williams"},
      {"Posted on March 3, 2015 by Erin Williams", "Erin Williams"},
      {"Von Erin Williams, Mittwoch, 25. März 2015, 10:30 Uhr", "Erin Williams"},
      {"王小明 2016-12-22 10:30", "王小明"},
      {"Theresa May 25 March 2015", "Theresa May"},
      {"Thomas More", "Thomas More"},
      {"April 28, 2019 at 6:01 am Updated April 29, 2019 at 3:33 pm", ""},
      {"Last Updated: January 7, 2025", ""},
      {"25 мая 2016", ""},
      {"Published 3 hours ago", ""},
      {"5 min read", ""},
      {"Follow", ""},
      {"Follow Author", ""},
      {"Share", ""},
      {"Erin Williams Follow 5 min read Mar 3, 2015", "Erin Williams"},
      {"Erin Williams1,2, Jo Doe3", "Erin Williams; Jo Doe"},
      {"", ""},
      {" \n\t ", ""},
      {"—", ""},
      {"123", ""},
  });
}

TEST_CASE("values: what stays as it is") {
  for (const char* text :
       {"肖春芳", "青网校园崔宁宁", "Иван Петров", "محمد علي", "何塞·伊瓦拉", "alex-pandel", "Matz", "k0kubun", "18F",
        "404 Media", "crates.io team", "Unknown Author", "Sergey \"Shnatsel\" Davidoff", "The undersigned", "von Trapp",
        "อมรา ดิอัลโล", "Organization for Harbour Works"}) {
    CAPTURE(text);
    CHECK(value(text) == text);
  }
}

TEST_CASE("values: the site is nobody") {
  const BylineContext context{"The Harbour Post", "www.harbour-post.example", false};
  CHECK(value("The Harbour Post", context).empty());
  CHECK(value("Harbour Post", context).empty());
  CHECK(value("Erin Williams, Harbour Post", context) == "Erin Williams");
  CHECK(value("harbour-post.example", context).empty());
  CHECK(value("Erin Williams | The Harbour Post", context) == "Erin Williams");
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

TEST_CASE("property: values made of names and what stands around them") {
  const std::vector<std::string> names = {"Erin Williams",   "JO ANN DOE", "Kofi Mensah-Reyes", "Иван Петров",
                                          "Ludwig van Berg", "AMY O'HARA", "Carla K. Johnson",  "José Ibarra",
                                          "محمد علي",        "ANA MACRAE", "Martin Byrne, Jr.", "Sinéad O’Connor"};
  const std::vector<std::string> noise = {
      "", " ", ", AP", " <a@b.example>", " (@x)", "\nMarch 3, 2015", " Follow", " | 5 min read"};
  const std::vector<std::string> joints = {", ", "; ", " and ", " & ", " und ", "\n"};
  std::mt19937 dice(7);
  const auto pick = [&](const std::vector<std::string>& list) { return list[dice() % list.size()]; };
  for (int round = 0; round < 2000; ++round) {
    std::string text = dice() % 2 == 0 ? "By " : "";
    const std::size_t count = 1 + dice() % 3;
    for (std::size_t i = 0; i < count; ++i) text += (i == 0 ? "" : pick(joints)) + pick(names);
    text += pick(noise);
    CAPTURE(text);
    const std::vector<std::string> people = split_names(text);
    CHECK_FALSE(people.empty());
    CHECK(people.size() <= count);
    std::size_t bytes = 0;
    for (const std::string& name : people) bytes += name.size();
    CHECK(bytes <= text.size());
    CHECK(split_names(joined(people)) == people);
  }
}

TEST_CASE("property: random text names nobody without letters, and never grows") {
  const std::vector<std::string> pieces = {
      "By ",   "by", " ",  ",", "(", ")",          "<",      ">",  "@",  "http://",     "Erin", "WILLIAMS",
      "Mc",    ".",  "2",  "/", "|", "\n",         "（",     "）", "王", "е",           "ß",    "İ",
      " and ", "：", "文", "[", "]", "Photos by ", " avec ", "\"", "-",  "\xEF\xBF\xBD"};
  std::mt19937 dice(11);
  for (int round = 0; round < 5000; ++round) {
    std::string text;
    for (std::size_t i = dice() % 24; i > 0; --i) text += pieces[dice() % pieces.size()];
    CAPTURE(text);
    const Byline byline = read_byline(text, {"Erin", "x.example", dice() % 2 == 0});
    std::size_t bytes = 0;
    for (const std::string& name : byline.authors) {
      CHECK_FALSE(name.empty());
      bytes += name.size();
    }
    for (const Contributor& other : byline.contributors) {
      CHECK_FALSE(other.name.empty());
      bytes += other.name.size();
    }
    CHECK(bytes <= text.size());
    parse_byline_line(text);
  }
}

TEST_CASE("what looks like a name") {
  for (const char* text : {"Vina Nadjibulla", "Carla K. Johnson", "J.R.R. Tolkien", "Kofi Mensah-Reyes",
                           "Sinéad O’Connor", "Vincent van Gogh", "Muqtada al-Sadr", "Osama bin Laden", "Хана Сато",
                           "何塞·伊瓦拉", "王毅", "佐藤花子", "أمارا ديالو", "อมรา ดิอัลโล"}) {
    CAPTURE(text);
    CHECK(looks_like_name(text));
  }
  for (const char* text : {"", "Vina", "The Takeaway", "In Brief", "What’s Next", "vina nadjibulla", "Pier 9",
                           "A role for Canada", "Jane Doe is a writer", "公开数据的作用是什么", "Jane\nDoe"}) {
    CAPTURE(text);
    CHECK_FALSE(looks_like_name(text));
  }
}

}  // namespace
}  // namespace byline

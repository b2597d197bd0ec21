#include <doctest/doctest.h>

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "archive_fixture.hpp"
#include "common/utf8.hpp"

namespace byline {
namespace {

const std::map<std::string, std::string>& texts() {
  static const std::map<std::string, std::string> all = {
      {"zh1", "港口委员会发布了新的稳定版本。编程语言的开发者讨论了半导体产业，渔民在码头喝红茶。"},
      {"zh2", "开发港口需要时间。东京的官员说，编译器已经更新，安全漏洞得到修复。"},
      {"zh3", "京都的寺院很安静。图书馆里的书很旧，漏洞不少。"},
      {"ja1", "港の図書館は火曜日に開発版のサーバーを公開しました。標準ライブラリの説明もある。"},
      {"ja2", "東京都の開発者が食べ物を買いに行きました。ユーザーは待っていた。"},
      {"ja3", "京都市の図書館員が本を読んだ。データベースを公開する。"},
      {"ko1", "도서관에서 책을 읽었다. Ruby는 2025년에 공개했습니다. 개발자들이 모였다."},
      {"ko2", "시립도서관은 항구를 개발한다. 회의의 결과를 기다린다."},
      {"th1", "ห้องสมุดของท่าเรือเปิดให้บริการ คนทำงานดื่มน้ำและอ่านหนังสือ"},
      {"th2", "ชาวประมงใช้Jestทดสอบโปรแกรม ข้อมูลการทำงานอยู่ในหนังสือพิมพ์"},
  };
  return all;
}

const test::TestArchive& archive() {
  static const test::TestArchive& made = []() -> const test::TestArchive& {
    static test::TestArchive files;
    for (const auto& [name, text] : texts()) {
      files.put(name + ".md", "---\nlang: " + name.substr(0, 2) + "\ntitle: " + name + "\n---\n\n" + text + "\n");
    }
    files.build();
    return files;
  }();
  return made;
}

std::string marked(const std::string& query) {
  std::set<std::string> marks;
  for (const Hit& hit : archive().search(query).hits) {
    for (const Passage& passage : hit.passages) {
      for (const Highlight& mark : passage.highlights)
        marks.insert(passage.text.substr(mark.begin, mark.end - mark.begin));
    }
  }
  return test::join({marks.begin(), marks.end()}, " ");
}

TEST_CASE("words that a reader would type, and what is marked of the text") {
  struct Row {
    std::string_view query;
    std::string_view found;
    std::string_view marked;
  };
  constexpr Row kRows[] = {
      {"稳定版", "zh1", "稳定版"},
      {"开发", "zh1 zh2", "开发"},
      {"半导体产业", "zh1", "半导体产业"},
      {"红茶", "zh1", "红茶"},
      {"茶", "zh1", "茶"},
      {"编译器", "zh2", "编译器"},
      {"安全漏洞", "zh2", "安全漏洞"},
      {"京都", "ja3 zh3", "京都"},
      {"東京", "ja2", "東京"},
      {"\"京都\"", "ja3 zh3", "京都"},
      {"開発", "ja1 ja2", "開発"},
      {"サーバ", "ja1", "サーバー"},
      {"ライブラリ", "ja1", "ライブラリ"},
      {"行きました", "ja2", "行きました"},
      {"ユーザ", "ja2", "ユーザー"},
      {"図書館", "ja1 ja3", "図書館"},
      {"도서관", "ko1 ko2", "도서관"},
      {"도서관을", "ko1 ko2", "도서관"},
      {"ruby", "ko1", "Ruby"},
      {"개발", "ko1 ko2", "개발"},
      {"회의", "ko2", "회의"},
      {"책", "ko1", "책"},
      {"공개하다", "ko1", "공개"},
      {"ทำงาน", "th1 th2", "ทำงาน"},
      {"น้ำ", "th1", "น้ำ"},
      {"jest", "th2", "Jest"},
      {"หนังสือ", "th1", "หนังสือ"},
      {"ห้องสมุด", "th1", "ห้องสมุด"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.query);
    CHECK(archive().found(std::string(row.query)) == row.found);
    CHECK(marked(std::string(row.query)) == row.marked);
  }
}

TEST_CASE("the forms of the query language hold in scripts without spaces") {
  struct Row {
    std::string_view query;
    std::string_view found;
  };
  constexpr Row kRows[] = {
      {"=開発", "ja1"},         {"開発*", "ja1 ja2"},           {"\"稳定版本\"", "zh1"}, {"\"稳定版\"", ""},
      {"\"稳定版*\"", "zh1"},   {"\"半导体产业\"", "zh1"},      {"-開発 図書館", "ja3"}, {"~\"図書館\"", "ja1 ja3"},
      {"\"ruby 2025\"", "ko1"}, {"\"도서관에서 책을\"", "ko1"}, {"title:ja2", "ja2"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.query);
    CHECK(archive().found(std::string(row.query)) == row.found);
  }
}

TEST_CASE("marks are whole characters of the text, whatever stretch of it is asked for") {
  for (const auto& [name, text] : texts()) {
    if (name.starts_with("ko") || name.starts_with("th")) continue;
    std::vector<std::size_t> starts;
    for (std::size_t at = 0; at < text.size(); next_code_point(text, at)) starts.push_back(at);
    for (std::size_t i = 0; i + 3 < starts.size(); i += 3) {
      const std::string query = text.substr(starts[i], starts[i + 3] - starts[i]);
      CAPTURE(query);
      for (const Hit& hit : archive().search(query).hits) {
        for (const Passage& passage : hit.passages) {
          for (const Highlight& mark : passage.highlights) CHECK(mark.begin < mark.end);
          CHECK(is_valid_utf8(passage.text));
        }
      }
    }
  }
}

}  // namespace
}  // namespace byline

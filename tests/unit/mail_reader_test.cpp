#include "indexer/mail_reader.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "common/utf8.hpp"

namespace byline {
namespace {

std::vector<ReadOutcome> read(std::string_view bytes, bool is_mbox = false) {
  std::vector<ReadOutcome> outcomes;
  const auto sink = [&](ReadOutcome&& outcome) { outcomes.push_back(std::move(outcome)); };
  (is_mbox ? read_mbox : read_mail)({"/archive/a.eml", bytes}, {}, sink);
  return outcomes;
}

Article read_one(const std::string& bytes) {
  auto outcomes = read(bytes);
  REQUIRE(outcomes.size() == 1);
  REQUIRE(std::holds_alternative<Article>(outcomes.front()));
  return std::get<Article>(outcomes.front());
}

std::string text_of(const Article& article) {
  std::string text;
  for (const Section& section : article.sections) text += (text.empty() ? "" : "\n") + section.text;
  return text;
}

TEST_CASE("mail: a message is an article") {
  const Article article = read_one(
      "From: Jane Doe <jane@news.example>\nSubject: =?utf-8?Q?=5Bboats=5D_Re:_F=C3=A4hre?=\n"
      "Date: Wed, 02 Apr 2025 23:30:00 -0500\nMessage-ID: <1@news.example>\nContent-Language: de-AT, en\n"
      "List-Id: \"Boats\" <boats.lists.example>\nKeywords: quay, tides\nArchived-At: <https://lists.example/1>\n\n"
      "Sie kommt.\n");
  CHECK(article.title == "[boats] Re: Fähre");
  CHECK(article.authors == std::vector<std::string>{"Jane Doe"});
  CHECK((article.date == PartialDate{2025, 4, 2}));
  CHECK(article.language == "de");
  CHECK(article.source == "Boats");
  CHECK(article.tags == std::vector<std::string>{"quay", "tides"});
  CHECK(article.url == "https://lists.example/1");
  CHECK(article.id.empty());
  CHECK(article.line == 1);
  REQUIRE(article.sections.size() == 1);
  CHECK(article.sections[0].text == "Sie kommt.");
  CHECK(article.sections[0].blocks[0].line == 10);
}

TEST_CASE("mail: whom an article is by") {
  struct Row {
    std::string_view headers;
    std::string_view author;
    std::string_view source;
  };
  constexpr Row kRows[] = {
      {"From: jane.doe@News.Example", "jane.doe", "news.example"},
      {"From: \"jane@news.example\" <jane@news.example>", "jane", "news.example"},
      {"From: Jane Doe via Boats <boats@l.example>\nList-Id: <boats.l.example>", "Jane Doe", "boats.l.example"},
      {"From: Jane via Rome <jane@l.example>", "Jane via Rome", "l.example"},
      {"From: 'Jane Doe' <jane@l.example>", "Jane Doe", "l.example"},
      {"From: 赵敏 <zhao@l.example>", "赵敏", "l.example"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.headers);
    const Article article = read_one(std::string(row.headers) + "\nSubject: s\n\nx\n");
    REQUIRE(article.authors.size() == 1);
    CHECK(article.authors.front() == row.author);
    CHECK(article.source == row.source);
  }
}

std::string alternative(const std::string& plain, const std::string& html) {
  return "Subject: s\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\n" + plain +
         "\n--b\nContent-Type: text/html\n\n" + html + "\n--b--\n";
}

TEST_CASE("mail: which form of the text is read") {
  const std::string words = "These are the very same nine words in both.";
  CHECK(text_of(read_one(alternative(words + " PLAIN", "<p>" + words + " HTML</p>"))).find("PLAIN") !=
        std::string::npos);
  CHECK(text_of(read_one(alternative(words + " PLAIN", "<h2>HTML</h2><p>" + words + "</p>"))).find("PLAIN") ==
        std::string::npos);
  CHECK(text_of(read_one(alternative("View in your browser", "<p>" + words + "</p>"))).find("nine") !=
        std::string::npos);
  CHECK(text_of(read_one(alternative("", "<p>这里是一封信的正文。</p>"))).find("正文") != std::string::npos);
  CHECK(text_of(read_one(alternative(words, ""))).find("nine") != std::string::npos);
  const Article reply = read_one(alternative("", "<p>Yes it is.</p><blockquote type=cite>Is it so?</blockquote>"));
  CHECK(text_of(reply) == "Yes it is.");
  REQUIRE(reply.omissions.size() == 1);
  CHECK(reply.omissions[0].what == "quoted reply");
  CHECK(reply.omissions[0].text == "Is it so?");
}

TEST_CASE("mail: character sets, declared, wrong and missing") {
  const std::string cyrillic = "\xCF\xF0\xE8\xE2\xE5\xF2";  // "Привет" in windows-1251
  CHECK(text_of(read_one("Subject: s\nContent-Type: text/plain; charset=windows-1251\n\n" + cyrillic)) == "Привет");
  CHECK(text_of(read_one("Subject: s\nContent-Type: text/plain; charset=iso-8859-1\n\nПривет")) == "Привет");
  CHECK(text_of(read_one("Subject: s\nContent-Type: text/plain; charset=us-ascii\n\nПривет")) == "Привет");
  CHECK(is_valid_utf8(text_of(read_one("Subject: s\nContent-Type: text/plain; charset=no-such\n\n" + cyrillic))));
  CHECK(text_of(read_one(std::string("Subject: s\n\na\0b", 15))) == "a b");
}

TEST_CASE("mail: what is attached and what is inside") {
  const Article article = read_one(
      "Subject: s\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nText.\n--b\n"
      "Content-Type: image/png; name=\"p.png\"\n\nx\n--b\nContent-Type: message/rfc822\n\n"
      "Subject: Inner\nFrom: x@y.z\n\nInner text.\n--b--\n");
  REQUIRE(article.omissions.size() == 1);
  CHECK(article.omissions[0].what == "attachment: image/png");
  CHECK(article.omissions[0].text == "p.png");
  REQUIRE(article.sections.size() == 2);
  CHECK(article.sections[0].text == "Text.");
  CHECK(article.sections[1].heading == "Inner");
  CHECK(article.sections[1].level == 1);
  CHECK(article.sections[1].text == "Inner\nInner text.");
  CHECK(article.sections[1].blocks[1].line == 17);
}

TEST_CASE("mail: what stands above the headers") {
  const std::string mail = "Subject: s\n\nText.\n";
  CHECK(read_one("From x@y.z Wed Apr  2 09:30:00 2025\n" + mail).sections[0].blocks[0].line == 4);
  const Article apple = read_one(std::to_string(mail.size()) + "      \n" + mail + "<?xml version=\"1.0\"?>\n");
  CHECK(text_of(apple) == "Text.");
  CHECK(apple.sections[0].blocks[0].line == 4);
}

TEST_CASE("mail: without a subject the text's beginning or the file's name is the title") {
  CHECK(read_one("From: Jane <j@x.org>\n\nThe boat came.\nAt last.\n").title == "The boat came.");
  CHECK(read_one("From: Jane <j@x.org>\n\n").title == "a");
}

TEST_CASE("mail: what is no mail is rejected") {
  for (const std::string_view bytes : {"", " \n\n", "Just a text.\n", "\x89PNG\r\n\x1A\n"}) {
    CAPTURE(bytes);
    const auto outcomes = read(bytes);
    REQUIRE(outcomes.size() == 1);
    CHECK(std::holds_alternative<Rejection>(outcomes.front()));
  }
}

TEST_CASE("mbox: articles, their ids and lines") {
  const std::string mark = "From x@y.z Wed Apr  2 09:30:00 2025\n";
  const auto outcomes =
      read(mark + "Subject: a\nMessage-ID: <1@x>\n\n>From the quay.\n\n" + mark +
               "Subject: b\nMessage-ID: <2@x>\nContent-Type: multipart/mixed; boundary=q\n\n--q\n\nCut he",
           true);
  REQUIRE(outcomes.size() == 2);
  const auto& first = std::get<Article>(outcomes[0]);
  const auto& second = std::get<Article>(outcomes[1]);
  CHECK(first.id == "1@x");
  CHECK(first.line == 2);
  CHECK(text_of(first) == "From the quay.");
  CHECK(first.sections[0].blocks[0].line == 5);
  CHECK(second.id == "2@x");
  CHECK(text_of(second) == "Cut he");
  CHECK(second.sections[0].blocks[0].line == 14);
  REQUIRE(second.notes.size() == 1);
  CHECK(second.notes[0] == "the end of the message is missing");
}

TEST_CASE("mbox: every cut gives articles or reasons") {
  const std::string mark = "From x@y.z Wed Apr  2 09:30:00 2025\n";
  const std::string whole =
      mark + "Subject: a\nFrom: A <a@x>\n\nText\n\n" + mark + "Subject: b\n\n> quoted\n-- \nsig\n";
  for (std::size_t size = 0; size <= whole.size(); ++size) {
    const auto outcomes = read(std::string_view(whole).substr(0, size), true);
    CAPTURE(size);
    CHECK(outcomes.size() >= 1);
    CHECK(outcomes.size() <= 2);
  }
  CHECK(std::holds_alternative<Rejection>(read("no mail at all\n", true).front()));
}

TEST_CASE("maildir: messages are known by folder and name") {
  CHECK(is_maildir_message("/mail/cur/1712052600.M20P7.host:2,S"));
  CHECK(is_maildir_message("/mail/new/1712052600.1234_5.host.example.org"));
  CHECK_FALSE(is_maildir_message("/mail/tmp/1712052600.M20P7.host"));
  CHECK_FALSE(is_maildir_message("/mail/cur/dovecot.index"));
  CHECK_FALSE(is_maildir_message("/mail/new/1712052600.txt"));
  CHECK_FALSE(is_maildir_message("/mail/cur/20250402"));
  CHECK(format_of("/mail/cur/1712052600.M20P7.host:2,S", {})->name == "mail");
  CHECK(format_of("/mail/Boats.mbox/mbox", {})->name == "mbox");
  CHECK(format_of("/mail/cur/notes", {}) == nullptr);
}

}  // namespace
}  // namespace byline

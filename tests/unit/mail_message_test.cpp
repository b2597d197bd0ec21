#include "indexer/mail_message.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "common/utf8.hpp"

namespace byline {
namespace {

std::string shown(const std::vector<MailAddress>& addresses) {
  std::string text;
  for (const MailAddress& address : addresses) text += "[" + address.name + "|" + address.address + "]";
  return text;
}

TEST_CASE("mail: senders") {
  struct Row {
    std::string_view header;
    std::string_view expected;
  };
  constexpr Row kRows[] = {
      {"Jane Doe <jane@example.org>", "[Jane Doe|jane@example.org]"},
      {"\"Doe, Jane\" <jane@example.org>", "[Doe, Jane|jane@example.org]"},
      {"jane@example.org (Jane Doe)", "[Jane Doe|jane@example.org]"},
      {"jane at example.org (Jane Doe)", "[Jane Doe|jane@example.org]"},
      {"jane@example.org", "[|jane@example.org]"},
      {"=?utf-8?B?0JvQuNC00LjRjyDQntGA0LvQvtCy0LA=?= <l@example.org>", "[Лидия Орлова|l@example.org]"},
      {"=?iso-8859-1?Q?Jos=E9_?= =?iso-8859-1?Q?Ib=E1=F1ez?= <j@example.org>", "[José Ibáñez|j@example.org]"},
      {"=?utf-8?B?6LW15pWP?= <zhao@example.org>", "[赵敏|zhao@example.org]"},
      {"A <a@x.org>, B <b@x.org>", "[A|a@x.org][B|b@x.org]"},
      {"José <j@x.org>", "[José|j@x.org]"},
      {"Jos\xE9 <j@x.org>", "[José|j@x.org]"},
      {"Jane Doe <>", "[Jane Doe|]"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.header);
    CHECK(shown(parse_mail("From: " + std::string(row.header) + "\n\nx\n").from) == row.expected);
  }
}

TEST_CASE("mail: the day is that of the sender's zone") {
  struct Row {
    std::string_view headers;
    std::string_view expected;
    bool is_bad;
  };
  constexpr Row kRows[] = {
      {"Date: Wed, 02 Apr 2025 23:30:00 -0500", "2025-04-02", false},
      {"Date: Thu, 3 Apr 2025 00:10:00 +1100 (AEDT)", "2025-04-03", false},
      {"Date: 2 Apr 25 10:00 GMT", "2025-04-02", false},
      {"Date: yesterday\nReceived: from a by b; Tue, 01 Apr 2025 08:00:00 +0000", "2025-04-01", true},
      {"Received: from a by b;\n Tue, 01 Apr 2025 08:00:00 +0000\nReceived: from c; Mon, 31 Mar 2025 08:00:00 +0000",
       "2025-04-01", false},
      {"Date: never", "", true},
      {"X: y", "", false},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.headers);
    const MailMessage message = parse_mail(std::string(row.headers) + "\n\nx\n");
    CHECK((message.date ? message.date->to_string() : "") == row.expected);
    CHECK(message.has_bad_date == row.is_bad);
  }
}

std::string shown(const std::vector<MailPart>& parts) {
  std::string text;
  for (const MailPart& part : parts) {
    static constexpr const char* kKinds[] = {"text", "html", "message", "attachment"};
    if (!text.empty()) text += " ";
    text += kKinds[static_cast<int>(part.kind)];
    text += "/" + std::to_string(part.alternative) + "/" + std::to_string(part.depth);
    text += ":" + std::string(trim(part.bytes)) + part.name + "@" + std::to_string(part.line);
  }
  return text;
}

TEST_CASE("mail: parts") {
  struct Row {
    std::string why;
    std::string mail;
    std::string expected;
  };
  const Row rows[] = {
      {"plain", "Subject: s\n\nBody\n", "text/0/0:Body@3"},
      {"base64 has no lines of the file", "Content-Transfer-Encoding: base64\n\nQm9keQ==\n", "text/0/0:Body@0"},
      {"base64 that was cut", "Content-Transfer-Encoding: base64\n\nQm9keSBh", "text/0/0:Body a@0"},
      {"alternative",
       "Content-Type: multipart/alternative; boundary=b\n\n--b\n\nP\n--b\nContent-Type: text/html\n\nH\n--b--\n",
       "text/1/0:P@5 html/1/0:H@9"},
      {"what is related to one of them",
       "Content-Type: multipart/alternative; boundary=b\n\n--b\n\nP\n--b\nContent-Type: multipart/related; "
       "boundary=c\n\n"
       "--c\nContent-Type: text/html\n\nH\n--c\nContent-Type: image/png; name=a.png\n\nI\n--c--\n--b--\n",
       "text/1/0:P@5 html/1/0:H@12 attachment/1/0:a.png@0"},
      {"an attached text",
       "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nP\n--b\nContent-Disposition: attachment; "
       "filename=\"n.txt\"\n\n"
       "N\n--b--\n",
       "text/0/0:P@5 attachment/0/0:n.txt@0"},
      {"a message inside",
       "Content-Type: multipart/digest; boundary=b\n\n--b\n\nSubject: =?utf-8?Q?=C3=89t=C3=A9?=\n\nP\n--b--\n",
       "message/0/1:Été@0 text/0/1:P@7"},
      {"never closed", "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nP\n--b\n\nQ", "text/0/0:P@5 text/0/0:Q@8"},
      {"no headers but a body", "\nBody\n", "text/0/0:Body@2"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(shown(parse_mail(row.mail).parts) == row.expected);
  }
  CHECK(parse_mail(rows[7].mail).is_cut_off);
  CHECK_FALSE(parse_mail(rows[6].mail).is_cut_off);
}

TEST_CASE("mail: character set, format=flowed and names of files") {
  const MailMessage message = parse_mail(
      "Content-Type: multipart/mixed; boundary=b\n\n--b\n"
      "Content-Type: text/plain; charset=\"KOI8-R\"; format=Flowed; delsp=YES\n\nx\n--b\n"
      "Content-Type: application/pdf; name*=utf-8''%D0%9E%D1%82%D1%87%D1%91%D1%82.pdf\n\nx\n--b--\n");
  REQUIRE(message.parts.size() == 2);
  CHECK(message.parts[0].charset == "KOI8-R");
  CHECK(message.parts[0].is_flowed);
  CHECK(message.parts[0].deletes_spaces);
  CHECK(message.parts[1].name == "Отчёт.pdf");
  CHECK(message.parts[1].type == "application/pdf");
  CHECK(parse_mail("Content-Type: text/plain; charset=us-ascii\n\nx").parts.at(0).charset.empty());
}

TEST_CASE("mail: hostile messages end in time and without a crash") {
  std::string nested = "Subject: n\n";
  for (int i = 0; i < 10'000; ++i) {
    const std::string boundary = "b" + std::to_string(i);
    nested += "Content-Type: multipart/mixed; boundary=" + boundary + "\n\n--" + boundary + "\n";
  }
  CHECK(parse_mail(nested + "\ndeep\n").subject == "n");

  std::string messages = "Subject: m\n";
  for (int i = 0; i < 10'000; ++i) messages += "Content-Type: message/rfc822\n\n";
  const MailMessage inner = parse_mail(messages + "\ndeep\n");
  CHECK(inner.subject == "m");
  CHECK(inner.parts.size() < 20);
  CHECK(inner.parts.back().kind == MailPart::Kind::Attachment);

  std::string groups = "Subject: g\nFrom: ";
  for (int i = 0; i < 500'000; ++i) groups += "g:";
  CHECK(parse_mail(groups + "\n\nx\n").subject == "g");
  std::string folded = "Subject: g\nto: ";
  for (int i = 0; i < 100'000; ++i) folded += "g:\n ";
  CHECK(parse_mail(folded + "\n\nx\n").subject == "g");

  const MailMessage line = parse_mail("Subject: " + std::string(50'000'000, 'a') + "\n\nBody\n");
  CHECK(line.subject.size() <= 64 * 1024);
  CHECK(line.parts.at(0).bytes == "Body\n");

  const std::string word(2'000'000, 'a');
  CHECK(parse_mail("Subject: s\n\n" + word + "\n").parts.at(0).bytes.size() == word.size() + 1);
  CHECK(parse_mail("Subject: s\n\nText.\n\nNote: " + word).parts.at(0).bytes.size() == word.size() + 13);

  std::string inside = "Subject: i\nContent-Type: message/rfc822\n\nTo: ";
  for (int i = 0; i < 500'000; ++i) inside += "g:";
  CHECK(parse_mail(inside + "\n\nx\n").subject == "i");

  std::string many = "Content-Type: multipart/mixed; boundary=b\n\n";
  for (int i = 0; i < 50'000; ++i) many += "--b\n\nx\n";
  CHECK(parse_mail(many).parts.size() == 1000);

  CHECK(parse_mail("").parts.empty());
  using namespace std::string_view_literals;
  CHECK(is_valid_utf8(parse_mail("Subject: \xFF\0\xFE =?utf-8?Q?=FF=00?=\n\nx"sv).subject));
}

TEST_CASE("mail: a message that was cut anywhere gives well-formed text") {
  const std::string whole =
      "From: =?utf-8?B?0JvQuNC00LjRjw==?= <l@x.org>\nSubject: =?utf-8?Q?=D0=9F=D0=B5?=\n"
      "Content-Type: multipart/alternative; boundary=\"b b\"\n\n--b b\nContent-Type: text/plain; charset=utf-8\n"
      "Content-Transfer-Encoding: quoted-printable\n\n=D0=9F=D0=B5\n--b b\nContent-Type: text/html\n"
      "Content-Transfer-Encoding: base64\n\nPGI+SGk8L2I+\n--b b--\n";
  for (std::size_t size = 0; size <= whole.size(); ++size) {
    const MailMessage message = parse_mail(std::string_view(whole).substr(0, size));
    CHECK(is_valid_utf8(message.subject));
    CHECK(message.parts.size() <= 2);
  }
}

}  // namespace
}  // namespace byline

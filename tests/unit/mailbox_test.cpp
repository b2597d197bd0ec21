#include "indexer/mailbox.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace byline {
namespace {

constexpr std::string_view kMark = "From jane@example.org Wed Apr  2 09:30:00 2025\n";

/// "LINE:first line|…" of every message.
std::string shown(std::string_view mbox) {
  std::string text;
  for_each_message(mbox, [&](const MailboxEntry& entry) {
    if (!text.empty()) text += " | ";
    std::string bytes(entry.bytes);
    for (char& c : bytes) c = c == '\n' ? '/' : c;
    text += std::to_string(entry.line) + ":" + bytes;
  });
  return text;
}

TEST_CASE("mailbox: where messages begin") {
  struct Row {
    std::string why;
    std::string mbox;
    std::string expected;
  };
  const std::string mark(kMark);
  const std::string counted = "x\n\n" + mark + "A: 2\n\n";
  REQUIRE(counted.size() == 56);
  const Row rows[] = {
      {"two messages", mark + "A: 1\n\nx\n\n" + mark + "A: 2\n\ny\n", "2:A: 1//x// | 7:A: 2//y/"},
      {"no blank line between", mark + "A: 1\n\nx\n" + mark + "A: 2\n\ny\n", "2:A: 1//x/ | 6:A: 2//y/"},
      {"a sentence is no postmark", mark + "A: 1\n\n\nFrom here on: all\nis text.\n",
       "2:A: 1///From here on: all/is text./"},
      {"a sentence with a date is none either", mark + "A: 1\n\nx\n\nFrom Mon Apr 7 10:00 they\nsang.\n",
       "2:A: 1//x//From Mon Apr 7 10:00 they/sang./"},
      {"quoted", mark + "A: 1\n\n>From x Wed Apr  2 09:30:00 2025\nA: 2\n",
       "2:A: 1//>From x Wed Apr  2 09:30:00 2025/A: 2/"},
      {"an odd postmark between a blank line and a header", mark + "A: 1\n\nx\n\nFrom ???\nSubject: 2\n\ny\n",
       "2:A: 1//x// | 7:Subject: 2//y/"},
      {"other zones and senders", "From 123@xxx Thu Dec 12 20:54:03 +0000 2019\nA: 1\n\nx\n", "2:A: 1//x/"},
      {"no postmark at all", "Subject: 1\n\nx\n", "1:Subject: 1//x/"},
      {"cut behind a postmark", mark + "A: 1\n\nx\n\n" + mark, "2:A: 1//x// | 7:"},
      {"blank lines in front", "\n\n" + mark + "A: 1\n\nx\n", "4:A: 1//x/"},
      {"Content-Length keeps a postmark in the text", mark + "Content-Length: 56\n\n" + counted + mark + "A: 3\n\ny\n",
       "2:Content-Length: 56//x//From jane@example.org Wed Apr  2 09:30:00 2025/A: 2// | 10:A: 3//y/"},
      {"a wrong Content-Length does not", mark + "Content-Length: 4000\n\nx\n\n" + mark + "A: 2\n\ny\n",
       "2:Content-Length: 4000//x// | 7:A: 2//y/"},
      {"nothing", "", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(shown(row.mbox) == row.expected);
  }
}

TEST_CASE("mailbox: the quoting of From lines is taken off") {
  CHECK(without_from_quoting(">From x\n>>From y\n> From z\n>Fromage\nFrom a") ==
        "From x\n>From y\n> From z\n>Fromage\nFrom a");
  CHECK(without_from_quoting("").empty());
  CHECK(without_from_quoting("a\n\n").size() == 3);
}

TEST_CASE("mailbox: an enormous file of postmarks is read in one pass") {
  std::string mbox;
  for (int i = 0; i < 200'000; ++i) mbox += kMark;
  std::size_t messages = 0;
  for_each_message(mbox, [&](const MailboxEntry&) { ++messages; });
  CHECK(messages <= 200'000);
  CHECK(messages > 0);
}

}  // namespace
}  // namespace byline

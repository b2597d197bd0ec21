#include "indexer/mail_text.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace byline {
namespace {

/// "# heading" and the blocks of each section, parted by strokes.
std::string shown(const MailText& text) {
  std::string result;
  for (const Section& section : text.sections) {
    for (std::size_t i = 0; i < section.blocks.size(); ++i) {
      const std::size_t begin = section.blocks[i].offset;
      const std::size_t end = i + 1 < section.blocks.size() ? section.blocks[i + 1].offset - 1 : section.text.size();
      if (!result.empty()) result += " | ";
      if (i == 0 && section.level > 0) result += "# ";
      result += section.text.substr(begin, end - begin) + "@" + std::to_string(section.blocks[i].line);
    }
  }
  return result;
}

std::string omitted(const MailText& text) {
  std::string result;
  for (const Omission& omission : text.omissions) {
    if (!result.empty()) result += " | ";
    result += omission.what + "@" + std::to_string(omission.line) + ": " + omission.text;
  }
  return result;
}

TEST_CASE("mail text: what is the sender's and what is not") {
  struct Row {
    std::string_view why;
    std::string_view text;
    std::string_view body;
    std::string_view left_out;
  };
  constexpr Row kRows[] = {
      {"paragraphs", "One\ntwo.\n\nThree.\n", "One\ntwo.@1 | Three.@4", ""},
      {"a short line is no heading", "Hello all\n\nThe boat is late.\n", "Hello all@1 | The boat is late.@3", ""},
      {"an underlined line is one", "News\n====\n\nThe boat is late.\n", "# News@1 | The boat is late.@4", ""},
      {"a rule under a longer line is none", "Signed off by me, the maintainer\n---\n file | 2 +-\n",
       "Signed off by me, the maintainer@1 | file | 2 +-@3", ""},
      {"a reply below", "Jane Doe wrote:\n> Is it?\n> So?\n\nIt is.\n", "It is.@5", "quoted reply@1: Jane Doe wrote:"},
      {"an attribution of two lines", "On Tue, Jane Doe <jane@x.org>\nwrote:\n\n> Is it?\n\nIt is.\n", "It is.@6",
       "quoted reply@1: On Tue, Jane Doe <jane@x.org>"},
      {"an attribution right under the answer", "Hello\n02.04.2012 14:20, \"B\" <\nb@x.org> написал:\n\n> Hi\n",
       "Hello@1", "quoted reply@2: 02.04.2012 14:20, \"B\" <"},
      {"a telephone's signature", "Hello\n\nSent from my iPhone\n\n> Hi\n", "Hello@1",
       "signature@3: Sent from my iPhone | quoted reply@5: > Hi"},
      {"a signature above the quoted message", "Yes.\n-- \nJane\n\nOn 2 April Max wrote:\n> Hi\n", "Yes.@1",
       "signature@2: Jane | quoted reply@5: On 2 April Max wrote:"},
      {"German", "Am 2. April schrieb Jane:\n> Ja?\nJa.\n", "Ja.@3", "quoted reply@1: Am 2. April schrieb Jane:"},
      {"Chinese", "赵敏 写道：\n> 是吗？\n是。\n", "是。@3", "quoted reply@1: 赵敏 写道："},
      {"a sentence above a quotation stays", "The law says this.\n\n> Nobody may.\n\nSo it is.\n",
       "The law says this.@1 | So it is.@5", "quoted reply@3: > Nobody may."},
      {"answers between", "> A?\nYes.\n> B?\nNo.\n", "Yes.@2 | No.@4", "quoted reply@1: > A? | quoted reply@3: > B?"},
      {"a signature", "Text.\n\n-- \nJane\nHead of boats\n", "Text.@1", "signature@3: Jane"},
      {"a signature without its space", "Text.\n\n--\nJane\n", "Text.@1", "signature@3: Jane"},
      {"two dashes early are none", "Text.\n\n--\n1\n2\n3\n4\n5\n6\n7\n8\n9\n",
       "Text.@1 | --\n1\n2\n3\n4\n5\n6\n7\n8\n9@3", ""},
      {"a list's footer", "Text.\n\n_______________________________________________\nBoats mailing list\nhttps://x\n",
       "Text.@1", "mailing list footer@3: Boats mailing list"},
      {"signature and footer", "Text.\n-- \nJane\n_______________________________________________\nBoats list\n",
       "Text.@1", "signature@2: Jane | mailing list footer@4: Boats list"},
      {"a signed message",
       "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nText.\n-----BEGIN PGP SIGNATURE-----\n\n"
       "iQ\n-----END PGP SIGNATURE-----\n",
       "Text.@4", "PGP armour@1: -----BEGIN PGP SIGNED MESSAGE----- | PGP armour@5: -----BEGIN PGP SIGNATURE-----"},
      {"Outlook's reply", "Yes.\n\n-----Original Message-----\nFrom: Jane\n\nIs it?\n", "Yes.@1",
       "quoted reply@3: -----Original Message-----"},
      {"Outlook's headers", "Ja.\n\nVon: Jane\nGesendet: Montag\nAn: Max\nBetreff: Boot\n\nKommt es?\n", "Ja.@1",
       "quoted reply@3: Von: Jane"},
      {"a message that is passed on", "From: Jane\nSent: Monday\nSubject: Boat\n\nIt came.\n",
       "From: Jane\nSent: Monday\nSubject: Boat@1 | It came.@5", ""},
      {"nothing", "", "", ""},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.why);
    const MailText text = read_mail_text(row.text, {}, 1);
    CHECK(shown(text) == row.body);
    CHECK(omitted(text) == row.left_out);
  }
}

TEST_CASE("mail text: format=flowed") {
  CHECK(shown(read_mail_text("The boat \nis late.\n\n >not quoted\n", {true, false}, 10)) ==
        "The boat\nis late.@10 | >not quoted@13");
  CHECK(shown(read_mail_text("渡船 \n来了。\n", {true, true}, 1)) == "渡船来了。@1");
  CHECK(shown(read_mail_text("Text.\n", {}, 0)) == "Text.@0");
}

TEST_CASE("mail text: large texts take time by their size") {
  std::string text;
  for (int i = 0; i < 200'000; ++i) text += i % 2 == 0 ? "> quoted\n" : "On Monday Jane wrote:\n";
  CHECK(read_mail_text(text, {}, 1).omissions.size() >= 1);
  CHECK(read_mail_text(std::string(5'000'000, '>'), {}, 1).sections.empty());
  CHECK(read_mail_text(std::string(5'000'000, '-'), {}, 1).sections.empty());
}

}  // namespace
}  // namespace byline

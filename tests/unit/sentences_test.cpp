#include "common/sentences.hpp"

#include <doctest/doctest.h>
#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/utf8.hpp"

namespace byline {
namespace {

std::vector<std::string> sentences_of(std::string_view paragraph) {
  SentenceSegmenter segmenter;
  std::vector<std::string> sentences;
  for (const TextRange& range : segmenter.split(paragraph)) {
    sentences.emplace_back(paragraph.substr(range.begin, range.end - range.begin));
  }
  return sentences;
}

/// A paragraph, which is the sentences with a space (or whatever is between them) in between.
struct Row {
  std::string paragraph;
  std::vector<std::string> sentences;
};

void check(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    CAPTURE(row.paragraph);
    CHECK((sentences_of(row.paragraph) == row.sentences));
  }
}

TEST_CASE("text without words has no sentences") { check({{"", {}}, {" ", {}}, {" \n\t \u00A0\u3000\u200B", {}}}); }

TEST_CASE("sentences end at full stops, question and exclamation marks") {
  check({
      {"No end", {"No end"}},
      {"  Hello there.  ", {"Hello there."}},
      {"One. Two! Three? Four", {"One.", "Two!", "Three?", "Four"}},
      {"Wait... What? Yes.", {"Wait...", "What?", "Yes."}},
      {"He said: “We won!” Then he left.", {"He said: “We won!”", "Then he left."}},
      {"(He did.) She (his wife) did not.", {"(He did.)", "She (his wife) did not."}},
  });
}

TEST_CASE("dots inside numbers and names end nothing") {
  check({
      {"It cost $4.25 a share. Visit example.org today!", {"It cost $4.25 a share.", "Visit example.org today!"}},
      {"Version 2.0.1 is out.", {"Version 2.0.1 is out."}},
      {"It grew by approx. 5 per cent.", {"It grew by approx. 5 per cent."}},
  });
}

TEST_CASE("abbreviations belong to what follows") {
  check({
      {"Mr. Smith met Dr. Jones. They talked.", {"Mr. Smith met Dr. Jones.", "They talked."}},
      {"See Fig. 5 and No. 7. Then go.", {"See Fig. 5 and No. 7.", "Then go."}},
      {"Prof. Dr. Lee left (Mrs. Lee stayed).", {"Prof. Dr. Lee left (Mrs. Lee stayed)."}},
      {"She met Mr.", {"She met Mr."}},
      {"He asked Gov. Sen. Rep. Brown.", {"He asked Gov. Sen. Rep. Brown."}},
  });
}

TEST_CASE("words that only end as abbreviations do end a sentence") {
  check({{"He was called MrMr. Then he left.", {"He was called MrMr.", "Then he left."}},
         {"He works for IBM. They pay.", {"He works for IBM.", "They pay."}}});
}

TEST_CASE("initials belong to what follows") {
  check({
      {"The U.S. President spoke. He left.", {"The U.S. President spoke.", "He left."}},
      {"J. K. Rowling wrote it. It sold.", {"J. K. Rowling wrote it.", "It sold."}},
      {"George W. Bush (J. Biden too) came.", {"George W. Bush (J. Biden too) came."}},
  });
}

TEST_CASE("sentences of other languages") {
  check({
      {"Der Bundestag beschloss es. Die Opposition protestierte! Warum?",
       {"Der Bundestag beschloss es.", "Die Opposition protestierte!", "Warum?"}},
      {"Prof. Dr. Müller sprach für Nr. 5. Er ging.", {"Prof. Dr. Müller sprach für Nr. 5.", "Er ging."}},
      {"Россия подписала соглашение. Подробности не раскрываются! Почему?",
       {"Россия подписала соглашение.", "Подробности не раскрываются!", "Почему?"}},
      {"«Мы победили!» — сказал он. Все ушли.", {"«Мы победили!» — сказал он.", "Все ушли."}},
      {"قال الوزير إن الاتفاق جديد. هل يدخل حيز التنفيذ؟ نعم! انتهى.",
       {"قال الوزير إن الاتفاق جديد.", "هل يدخل حيز التنفيذ؟", "نعم!", "انتهى."}},
  });
}

TEST_CASE("Chinese and Japanese sentences need no spaces between them") {
  check({
      {"中国经济增长了百分之五。专家说，这是好消息！真的吗？是的。",
       {"中国经济增长了百分之五。", "专家说，这是好消息！", "真的吗？", "是的。"}},
      {"增长了5.2%。很好。", {"增长了5.2%。", "很好。"}},
      {"他说：“我们赢了！”然后走了。", {"他说：“我们赢了！”", "然后走了。"}},
      {"東京の中央銀行は金利を据え置いた。市場は上がった！本当？はい。",
       {"東京の中央銀行は金利を据え置いた。", "市場は上がった！", "本当？", "はい。"}},
  });
}

TEST_CASE("Thai, which marks no ends, is one sentence") {
  check({{"รัฐบาลไทยประกาศมาตรการ เศรษฐกิจใหม่ในวันพุธ", {"รัฐบาลไทยประกาศมาตรการ เศรษฐกิจใหม่ในวันพุธ"}}});
}

TEST_CASE("long stretches of Thai are cut at spaces between Thai words") {
  const std::string first = "ตั้งแต่ก่อนพระอาทิตย์ขึ้น ชาวประมงที่ท่าเรือพอร์ตอัลเดอร์เริ่มขนปลาขึ้นจากเรือทุก ๆ วัน แต่ปีนี้จับได้น้อยกว่าปี 2568";
  const std::string second = "คนที่ยังอยู่บอกว่าทะเลเปลี่ยนไปมาก น้ำอุ่นขึ้นและฝูงปลาย้ายไปอยู่ในน้ำลึกกว่าที่เคยเห็นกันมาตลอดหลายชั่วอายุคน";
  const std::string third = "หลายครอบครัวขายเรือ";
  check({
      {second + " " + first, {second, first}},
      {second + "\n" + second + " " + third, {second, second + " " + third}},
      {third + " " + third, {third + " " + third}},
  });
}

TEST_CASE("line breaks inside a sentence are kept and end nothing") {
  check({
      {"The bank held\nits rate. It said\nso.", {"The bank held\nits rate.", "It said\nso."}},
      {"One.\nTwo.\n", {"One.", "Two."}},
      {"It was\nMr.\nSmith\nof the U.S.\nArmy.", {"It was\nMr.\nSmith\nof the U.S.\nArmy."}},
      {"中国经济\n增长了。\n很好。", {"中国经济\n增长了。", "很好。"}},
  });
}

TEST_CASE("a segmenter gives the same whatever it split before, and after it was moved") {
  const std::string text = "Mr. Smith left. He did. 是的。";
  SentenceSegmenter segmenter;
  const std::vector<TextRange> first = segmenter.split(text);
  CHECK(first.size() == 3);
  segmenter.split("J.");
  segmenter.split("");
  CHECK((segmenter.split(text) == first));
  SentenceSegmenter moved = std::move(segmenter);
  CHECK((moved.split(text) == first));
  SentenceSegmenter assigned;
  assigned.split("Another. Text.");
  assigned = std::move(moved);
  CHECK((assigned.split(text) == first));
}

/// Ordered, inside the text, without white space at the ends, and only white space outside of them.
void check_ranges(std::string_view text, const std::vector<TextRange>& ranges) {
  std::size_t covered = 0;
  for (const TextRange& range : ranges) {
    REQUIRE(range.begin >= covered);
    REQUIRE(range.begin < range.end);
    REQUIRE(range.end <= text.size());
    const std::string_view sentence = text.substr(range.begin, range.end - range.begin);
    CHECK(trim(sentence) == sentence);
    CHECK(is_valid_utf8(sentence));
    CHECK(trim(text.substr(covered, range.begin - covered)).empty());
    covered = range.end;
  }
  CHECK(trim(text.substr(covered)).empty());
}

TEST_CASE("sentences are in order, trimmed, and leave no word out, whatever the text is put together from") {
  constexpr std::string_view kPieces[] = {"Mr.",    "U.S.",   "Word",   "слово.", "中文。", "日本語！", "ไทย",
                                          "عربي؟",  "5.",     " ",      "\n",     "  \n ",  "\u00A0",   "\u3000",
                                          "\u200B", "\uFEFF", "\t",     "\r",     "”",      "(",        "?!",
                                          "…",      "\u0301", "\u2029", "\u0085", "A.",     "é",        "\U0001F600"};
  SentenceSegmenter segmenter;
  std::string text;
  for (const std::string_view first : kPieces) {
    for (const std::string_view second : kPieces) {
      for (const std::string_view third : kPieces) {
        text.assign(first).append(second).append(third).append(first);
        CAPTURE(text);
        check_ranges(text, segmenter.split(text));
      }
    }
  }
}

TEST_CASE("a long paragraph has all its sentences") {
  std::string text;
  for (int i = 0; i < 10'000; ++i) text += "Dr. Ång said so. ";
  SentenceSegmenter segmenter;
  const std::vector<TextRange> ranges = segmenter.split(text);
  CHECK(ranges.size() == 10'000);
  check_ranges(text, ranges);
}

// The abbreviation is looked up with the quotation mark before it.
TEST_CASE("an abbreviation after a quotation mark belongs to what follows") {
  check({{"“Mr. Smith left,” she said.", {"“Mr. Smith left,” she said."}},
         {"\"J. Smith left,\" she said.", {"\"J. Smith left,\" she said."}}});
}

// Initials are looked for among A to Z only.
TEST_CASE("initials of other alphabets belong to what follows") {
  check({{"А. С. Пушкин родился в Москве. Он поэт.", {"А. С. Пушкин родился в Москве.", "Он поэт."}},
         {"Ö. Özil spielte. Er traf.", {"Ö. Özil spielte.", "Er traf."}}});
}

// UAX #29 does not know German's ordinals, and the abbreviations do not have "z. B.".
TEST_CASE("German ordinals and lower case abbreviations belong to what follows") {
  check({{"Am 3. Oktober feiern alle. Gut.", {"Am 3. Oktober feiern alle.", "Gut."}},
         {"Das gilt z. B. für alle. Gut.", {"Das gilt z. B. für alle.", "Gut."}}});
}

/// ICU's boundaries beside ours.
class BoundaryComparison {
 public:
  BoundaryComparison() {
    UErrorCode status = U_ZERO_ERROR;
    icu_.reset(icu::BreakIterator::createSentenceInstance(icu::Locale::getRoot(), status));
    REQUIRE(U_SUCCESS(status));
  }
  BoundaryComparison(const BoundaryComparison&) = delete;
  BoundaryComparison& operator=(const BoundaryComparison&) = delete;
  ~BoundaryComparison() {
    icu_.reset();
    utext_close(utext_);
  }

  bool is_equal(const std::u32string& characters) {
    std::string text;
    for (const char32_t c : characters) append_utf8(text, c);
    ours_.find(text);
    // A line break is white space here.
    std::replace(text.begin(), text.end(), '\n', ' ');
    UErrorCode status = U_ZERO_ERROR;
    utext_ = utext_openUTF8(utext_, text.data(), static_cast<std::int64_t>(text.size()), &status);
    icu_->setText(utext_, status);
    REQUIRE(U_SUCCESS(status));
    icu_->first();
    for (const std::size_t end : ours_.ends()) {
      if (icu_->next() != static_cast<std::int32_t>(end)) return false;
    }
    return icu_->next() == icu::BreakIterator::DONE;
  }

 private:
  std::unique_ptr<icu::BreakIterator> icu_;
  UText* utext_ = nullptr;
  SentenceBoundaries ours_;
};

/// How many of the texts of that length, of these characters, are cut otherwise by ICU.
std::size_t count_different(const std::u32string& characters, std::size_t length) {
  BoundaryComparison comparison;
  std::vector<std::size_t> digits(length, 0);
  std::size_t different = 0;
  for (std::size_t place = 0; place < length;) {
    std::u32string text;
    for (const std::size_t digit : digits) text.push_back(characters[digit]);
    if (!comparison.is_equal(text)) ++different;
    for (place = 0; place < length && ++digits[place] == characters.size(); ++place) digits[place] = 0;
  }
  return different;
}

TEST_CASE("sentences end where ICU ends them: all short texts of all classes") {
  CHECK(count_different(U"aB1.!(\" ,\r#", 5) == 0);
  CHECK(count_different(U"aB\u4E001.!( ,\r\u2029\u0301\u00AD#", 4) == 0);
  CHECK(count_different(U"\u00E9\u00C9\u0E01\u0663\u2024\u3002\u201D\u00A0\u2014\u0085\u0301\u200B\u20AC.", 4) == 0);
}

TEST_CASE("sentences end where ICU ends them: texts at random") {
  const std::u32string often =
      U"aB1.!?(\" ,\n-:;'.a \u2019\u201C\u201D\u2014\u2026\u00E9\u00C9\u0431\u0411\u4E00\u3002\u0301\u00A0";
  BoundaryComparison comparison;
  std::mt19937 random(29);
  std::size_t different = 0;
  for (int round = 0; round < 60'000; ++round) {
    const std::size_t below = round % 2 == 0 ? 0x80 : round % 3 == 0 ? 0x110000 : 0x3100;
    std::u32string text;
    const std::size_t length = 1 + random() % 40;
    while (text.size() < length) {
      const auto any = static_cast<char32_t>(random() % below);
      const char32_t c = random() % 4 == 0 ? any : often[random() % (round % 2 == 0 ? 20 : often.size())];
      if (c < 0xD800 || c > 0xDFFF) text.push_back(c);
    }
    if (!comparison.is_equal(text)) ++different;
  }
  CHECK(different == 0);
}

TEST_CASE("every character is of ICU's class for sentences") {
  BoundaryComparison comparison;
  std::size_t different = 0;
  for (char32_t c = 1; c < 0x110000; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    if (!comparison.is_equal({U'a', U'.', c, U' ', U'B', c, U'.', c, U'a', U'!', c, U' ', c, U'B'})) ++different;
  }
  CHECK(different == 0);
}

}  // namespace
}  // namespace byline

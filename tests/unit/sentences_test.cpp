#include "common/sentences.hpp"

#include <doctest/doctest.h>
#include <unicode/brkiter.h>

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

/// ICU's boundaries beside ours, of ASCII text.
class BoundaryComparison {
 public:
  BoundaryComparison() {
    UErrorCode status = U_ZERO_ERROR;
    icu_.reset(icu::BreakIterator::createSentenceInstance(icu::Locale::getRoot(), status));
    REQUIRE(U_SUCCESS(status));
  }

  /// The segmenter takes a line break for a space.
  bool is_equal(const std::string& text) {
    icu::UnicodeString wide;
    for (const char c : text) wide.append(static_cast<UChar>(c == '\n' ? ' ' : c));
    icu_->setText(wide);
    icu_->first();
    for (std::size_t at = 0; at < text.size();) {
      at = ascii_sentence_end(text, at);
      if (icu_->next() != static_cast<std::int32_t>(at)) return false;
    }
    return icu_->next() == icu::BreakIterator::DONE;
  }

 private:
  std::unique_ptr<icu::BreakIterator> icu_;
};

TEST_CASE("sentences of ASCII end where ICU ends them: all short texts of all classes") {
  constexpr std::string_view kOneOfEach = "aB1.!(\" ,\r#";
  constexpr std::size_t kLength = 5;
  BoundaryComparison comparison;
  std::vector<std::size_t> digits(kLength, 0);
  std::size_t compared = 0;
  std::size_t different = 0;
  for (bool is_done = false; !is_done;) {
    std::string text;
    for (const std::size_t digit : digits) text.push_back(kOneOfEach[digit]);
    if (!comparison.is_equal(text)) {
      ++different;
      CAPTURE(text);
      CHECK(different == 0);
    }
    ++compared;
    std::size_t place = 0;
    while (place < kLength && ++digits[place] == kOneOfEach.size()) digits[place++] = 0;
    is_done = place == kLength;
  }
  CHECK(compared == 11 * 11 * 11 * 11 * 11);
}

TEST_CASE("sentences of ASCII end where ICU ends them: texts at random") {
  constexpr std::string_view kOften = "aB1.!?(\" ,\n-:;'.a ";
  BoundaryComparison comparison;
  std::mt19937 random(29);
  for (int round = 0; round < 60'000; ++round) {
    std::string text;
    const std::size_t length = 1 + random() % 40;
    for (std::size_t i = 0; i < length; ++i) {
      text.push_back(random() % 4 == 0 ? static_cast<char>(random() % 128) : kOften[random() % kOften.size()]);
    }
    if (!comparison.is_equal(text)) {
      CAPTURE(text);
      FAIL("another boundary");
    }
  }
}

}  // namespace
}  // namespace byline

#include "indexer/text_measures.hpp"

#include <algorithm>

namespace byline {
namespace {

constexpr std::uint32_t kProseLetters = 80;

/// Counts letters and marks of a run, byte by byte: pages are mostly bytes.
class LetterCount {
 public:
  void read(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      const auto byte = static_cast<unsigned char>(text[i]);
      if (byte < 0x80) {
        read_ascii(text[i]);
      } else if (byte >= 0xC0) {
        read_wide(text.substr(i, 4), byte);
      }
    }
  }

  std::uint32_t letters = 0;
  std::uint32_t marks = 0;

 private:
  void read_ascii(char c) {
    if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
      if (was_space_) return;
      // "Anna. Then" has a stop, "3.5" has none.
      if (was_stop_ || was_phrase_letter_) ++marks;
      was_space_ = true;
      was_stop_ = was_phrase_letter_ = false;
      ++letters;
      return;
    }
    was_space_ = was_phrase_letter_ = false;
    was_stop_ = c == '.' || c == '!' || c == '?' || c == ';' || c == ',';
    ++letters;
  }

  void read_wide(std::string_view rest, unsigned char lead) {
    was_space_ = was_stop_ = was_phrase_letter_ = false;
    const unsigned char second = rest.size() > 1 ? static_cast<unsigned char>(rest[1]) : 0;
    const unsigned char third = rest.size() > 2 ? static_cast<unsigned char>(rest[2]) : 0;
    if (is_mark(lead, second, third)) {
      ++marks;
      ++letters;
    } else if (lead == 0xE3 && second < 0x90) {
      letters += 2;  // kana
    } else if ((lead >= 0xE3 && lead <= 0xE9) || (lead >= 0xEA && lead <= 0xED && second >= 0x80) || lead == 0xF0) {
      letters += 3;  // ideographs and Hangul
    } else {
      ++letters;
      // Thai and Lao, Khmer and Burmese part phrases by spaces and have no commas.
      was_phrase_letter_ =
          (lead == 0xE0 && second >= 0xB8 && second <= 0xBB) || (lead == 0xE1 && second >= 0x80 && second <= 0x9F);
    }
  }

  /// 、。，．；！？ of the Far East, ، ؛ ؟ ۔ of Arabic, । ॥ of India, ። of Ethiopia.
  static bool is_mark(unsigned char lead, unsigned char second, unsigned char third) {
    switch (lead) {
      case 0xE3: return second == 0x80 && (third == 0x81 || third == 0x82);
      case 0xEF:
        return second == 0xBC && (third == 0x8C || third == 0x8E || third == 0x9B || third == 0x81 || third == 0x9F);
      case 0xD8: return second == 0x8C || second == 0x9B || second == 0x9F;
      case 0xDB: return second == 0x94;
      case 0xE0: return second == 0xA5 && (third == 0xA4 || third == 0xA5);
      case 0xE1: return second == 0x8D && (third == 0xA2 || third == 0xA3);
      default: return false;
    }
  }

  bool was_space_ = true;
  bool was_stop_ = false;
  bool was_phrase_letter_ = false;
};

class Measurer {
 public:
  Measurer(const HtmlTree& page, const std::vector<bool>& skipped) : page_(page), skipped_(skipped) {
    text_.own.resize(page.size());
  }

  PageText run() {
    for (HtmlNode::Id id = HtmlTree::root(); id < page_.size();) {
      while (!blocks_.empty() && page_[blocks_.back()].end <= id) {
        end_run();
        blocks_.pop_back();
      }
      if (id >= link_end_) link_end_ = 0;
      id = visit(id);
    }
    end_run();
    text_.subtree = text_.own;
    for (HtmlNode::Id id = page_.size(); id-- > 1;) text_.subtree[page_[id].parent] += text_.subtree[id];
    return std::move(text_);
  }

 private:
  HtmlNode::Id visit(HtmlNode::Id id) {
    const HtmlNode& node = page_[id];
    if (skipped_[id]) {
      if (!is_inline_tag(node.tag)) end_run();
      return node.end;
    }
    if (node.is_text()) {
      read_text(node.text);
    } else if (node.tag == "br") {
      if (++breaks_ == 2) end_run();
    } else if (node.tag == "img") {
      ++text_.own[id].images;
    } else if (node.tag == "a" && (node.has_attribute("href") || node.has_attribute("onclick"))) {
      // A place in the page is no way out of the text, but a way around in it.
      if (!node.attribute("href").starts_with('#')) link_end_ = node.end;
    } else if (node.tag == "input" || node.tag == "button" || node.tag == "select" || node.tag == "textarea") {
      ++text_.own[id].controls;
    } else if (!is_inline_tag(node.tag)) {
      end_run();
      blocks_.push_back(id);
      if (node.tag == "li") {
        ++text_.own[id].items;
        list_end_ = std::max(list_end_, node.end);
      }
    }
    return id + 1;
  }

  void read_text(std::string_view text) {
    const std::uint32_t before = count_.letters;
    count_.read(text);
    if (link_end_ != 0) linked_ += count_.letters - before;
    if (text.find_first_not_of(" \n\t\r") != std::string_view::npos) {
      has_words_ = true;
      breaks_ = 0;
    }
  }

  void end_run() {
    if (has_words_ && !blocks_.empty()) {
      const TextRun run{blocks_.back(), count_.letters, std::min(linked_, count_.letters), count_.marks};
      text_.runs.push_back(run);
      TextMeasure& own = text_.own[run.owner];
      own.letters += run.letters;
      own.linked += run.linked;
      own.marks += run.marks;
      if (run.owner < list_end_) own.listed += run.letters;
      ++own.runs;
      if (run.is_prose()) {
        own.prose += run.letters;
        ++own.paragraphs;
      }
    }
    count_ = {};
    linked_ = 0;
    breaks_ = 0;
    has_words_ = false;
  }

  const HtmlTree& page_;
  const std::vector<bool>& skipped_;
  PageText text_;
  std::vector<HtmlNode::Id> blocks_;  ///< open block elements
  HtmlNode::Id link_end_ = 0;
  HtmlNode::Id list_end_ = 0;
  LetterCount count_;
  std::uint32_t linked_ = 0;
  int breaks_ = 0;
  bool has_words_ = false;
};

}  // namespace

TextMeasure& TextMeasure::operator+=(const TextMeasure& other) {
  letters += other.letters;
  linked += other.linked;
  prose += other.prose;
  marks += other.marks;
  runs += other.runs;
  paragraphs += other.paragraphs;
  listed += other.listed;
  items += other.items;
  images += other.images;
  controls += other.controls;
  return *this;
}

bool TextRun::is_prose() const { return letters >= kProseLetters && linked * 3 < letters && marks > 0; }

PageText measure_text(const HtmlTree& page, const std::vector<bool>& skipped) { return Measurer(page, skipped).run(); }

}  // namespace byline

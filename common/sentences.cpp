#include "common/sentences.hpp"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <algorithm>
#include <array>
#include <string>

#include "common/error.hpp"
#include "common/utf8.hpp"

namespace byline {
namespace {

/// Titles and the like, which a name or number follows.
constexpr std::array<std::string_view, 32> kAbbreviations = {
    "Mr", "Mrs", "Ms", "Dr", "Prof", "Rev", "Hon", "Gen", "Col", "Lt", "Sgt", "Capt", "Sen",  "Rep", "Gov", "St",
    "No", "Nr",  "vs", "Jr", "Sr",   "Fig", "Art", "Vol", "pp",  "Hr", "Fr",  "Mme",  "Mlle", "Sra", "Dra", "approx"};

void require(UErrorCode status) {
  if (U_FAILURE(status)) throw Error(ErrorKind::Internal, "ICU: no sentence boundaries");
}

TextRange trimmed(std::string_view text, std::size_t begin, std::size_t end) {
  const std::string_view inner = trim(text.substr(begin, end - begin));
  if (inner.empty()) return {begin, begin};
  const auto start = static_cast<std::size_t>(inner.data() - text.data());
  return {start, start + inner.size()};
}

bool is_ascii_upper(char c) { return c >= 'A' && c <= 'Z'; }

/// "U.S." or "J.": capitals with a dot after each.
bool ends_with_initials(std::string_view sentence) {
  const std::size_t size = sentence.size();
  if (size < 2 || sentence[size - 1] != '.' || !is_ascii_upper(sentence[size - 2])) return false;
  return size == 2 || sentence[size - 3] == '.' || sentence[size - 3] == ' ' || sentence[size - 3] == '(';
}

/// Whether the sentence ends in an abbreviation that belongs to what follows.
bool ends_with_abbreviation(std::string_view sentence) {
  if (!sentence.ends_with('.')) return false;
  if (ends_with_initials(sentence)) return true;
  std::string_view word = sentence.substr(0, sentence.size() - 1);
  word = word.substr(word.find_last_of(" \n(") + 1);
  return std::find(kAbbreviations.begin(), kAbbreviations.end(), word) != kAbbreviations.end();
}

}  // namespace

struct SentenceSegmenter::State {
  std::unique_ptr<icu::BreakIterator> sentences;
  UText* utext = nullptr;

  ~State() {
    sentences.reset();
    if (utext != nullptr) utext_close(utext);
  }
};

SentenceSegmenter::SentenceSegmenter() : state_(std::make_unique<State>()) {
  UErrorCode status = U_ZERO_ERROR;
  state_->sentences.reset(icu::BreakIterator::createSentenceInstance(icu::Locale::getRoot(), status));
  require(status);
}

SentenceSegmenter::~SentenceSegmenter() = default;
SentenceSegmenter::SentenceSegmenter(SentenceSegmenter&&) noexcept = default;
SentenceSegmenter& SentenceSegmenter::operator=(SentenceSegmenter&&) noexcept = default;

std::vector<TextRange> SentenceSegmenter::split(std::string_view paragraph) {
  // A line break is the source's way to wrap, not the end of a sentence.
  std::string text(paragraph);
  std::replace(text.begin(), text.end(), '\n', ' ');
  UErrorCode status = U_ZERO_ERROR;
  state_->utext = utext_openUTF8(state_->utext, text.data(), static_cast<std::int64_t>(text.size()), &status);
  require(status);
  state_->sentences->setText(state_->utext, status);
  require(status);

  std::vector<TextRange> sentences;
  std::int32_t begin = state_->sentences->first();
  for (std::int32_t end = state_->sentences->next(); end != icu::BreakIterator::DONE; end = state_->sentences->next()) {
    const TextRange range = trimmed(paragraph, static_cast<std::size_t>(begin), static_cast<std::size_t>(end));
    begin = end;
    if (range.begin == range.end) continue;
    const bool continues =
        !sentences.empty() &&
        ends_with_abbreviation(paragraph.substr(sentences.back().begin, sentences.back().end - sentences.back().begin));
    if (continues) {
      sentences.back().end = range.end;
    } else {
      sentences.push_back(range);
    }
  }
  return sentences;
}

}  // namespace byline

#include "common/sentences.hpp"

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include <algorithm>
#include <array>
#include <string>

#include "common/error.hpp"
#include "common/utf8.hpp"

namespace byline {
namespace {

/// Titles, months and the like, which a name or number follows.
constexpr std::array<std::string_view, 55> kAbbreviations = {
    "Mr",   "Mrs", "Ms",  "Dr",     "Prof", "Rev", "Hon", "Gen", "Col", "Lt",   "Sgt", "Capt", "Sen", "Rep",
    "Gov",  "St",  "No",  "Nr",     "vs",   "Jr",  "Sr",  "Fig", "Art", "Vol",  "pp",  "Hr",   "Fr",  "Mme",
    "Mlle", "Sra", "Dra", "approx", "Jan",  "Feb", "Mar", "Apr", "Aug", "Sept", "Oct", "Nov",  "Dec", "a.m",
    "p.m",  "e.g", "i.e", "z.B",    "d.h",  "u.a", "bzw", "ca",  "Inc", "Ltd",  "Co",  "ул",   "им"};

/// A number with a dot before one of these is a German ordinal: "am 3. Oktober".
constexpr std::array<std::string_view, 13> kAfterOrdinals = {
    "Januar", "Februar",   "März",    "April",    "Mai",      "Juni",       "Juli",
    "August", "September", "Oktober", "November", "Dezember", "Jahrhundert"};

void require(UErrorCode status) {
  if (U_FAILURE(status)) throw Error(ErrorKind::Internal, "ICU: no sentence boundaries");
}

TextRange trimmed(std::string_view text, std::size_t begin, std::size_t end) {
  const std::string_view inner = trim(text.substr(begin, end - begin));
  if (inner.empty()) return {begin, begin};
  const auto start = static_cast<std::size_t>(inner.data() - text.data());
  return {start, start + inner.size()};
}

/// The last word before the final dot, without an opening quotation mark or bracket.
std::string_view last_word(std::string_view sentence) {
  std::string_view word = sentence.substr(0, sentence.size() - 1);
  word = word.substr(word.find_last_of(" \n") + 1);
  while (!word.empty()) {
    std::size_t next = 0;
    if (u_isalnum(static_cast<UChar32>(next_code_point(word, next)))) break;
    word.remove_prefix(next);
  }
  return word;
}

/// "U.S", "J" and "С": single letters with a dot after each.
bool is_initials(std::string_view word) {
  for (std::size_t at = 0; at < word.size();) {
    if (!u_isalpha(static_cast<UChar32>(next_code_point(word, at)))) return false;
    if (at == word.size()) return true;
    if (word[at] != '.' || ++at == word.size()) return false;
  }
  return false;
}

bool is_ordinal(std::string_view word, std::string_view next) {
  const bool is_number = !word.empty() && word.size() <= 2 &&
                         std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
  return is_number && std::any_of(kAfterOrdinals.begin(), kAfterOrdinals.end(),
                                  [&](std::string_view name) { return next.starts_with(name); });
}

/// Whether the sentence ends in an abbreviation that belongs to what follows.
bool is_continued(std::string_view sentence, std::string_view next) {
  if (!sentence.ends_with('.')) return false;
  const std::string_view word = last_word(sentence);
  return is_initials(word) || is_ordinal(word, next) ||
         std::find(kAbbreviations.begin(), kAbbreviations.end(), word) != kAbbreviations.end();
}

/// Thai, Lao, Khmer and Burmese write no full stops; a space stands between sentences, and between clauses too.
bool is_stopless(char32_t c) {
  return (c >= 0x0E01 && c <= 0x0EDF) || (c >= 0x1000 && c <= 0x109F) || (c >= 0x1780 && c <= 0x17FF);
}

/// Shorter ones are left whole, and no part is shorter than that.
constexpr std::size_t kMinStoplessCodePoints = 80;

/// Whether a space parts sentences: not one beside a number or a word of another script, nor behind the signs of
/// repetition and abbreviation, which a space always follows.
bool is_stop(char32_t before, char32_t after) {
  constexpr char32_t kRepetition = 0x0E46;
  constexpr char32_t kAbbreviation = 0x0E2F;
  return is_stopless(before) && is_stopless(after) && before != kRepetition && before != kAbbreviation &&
         u_isalpha(static_cast<UChar32>(after)) != 0;
}

/// Adds a sentence, cut at its spaces where they are all there is to cut at.
void add_sentence(std::string_view paragraph, TextRange sentence, std::vector<TextRange>& sentences) {
  std::size_t begin = sentence.begin;
  std::size_t length = 0;
  char32_t before = 0;
  char32_t before_space = 0;
  std::size_t end = begin;  // of the last word
  for (std::size_t at = sentence.begin; at < sentence.end;) {
    const std::size_t here = at;
    const char32_t c = next_code_point(paragraph, at);
    const bool is_space = c == ' ' || c == '\n';
    if (!is_space && before_space != 0) {
      if (length >= kMinStoplessCodePoints && is_stop(before_space, c)) {
        sentences.push_back({begin, end});
        begin = here;
        length = 0;
      }
      before_space = 0;
    }
    if (is_space && before != 0) before_space = before;
    if (!is_space) {
      before = c;
      end = at;
    } else {
      before = 0;
    }
    ++length;
  }
  if (!sentences.empty() && begin > sentence.begin && length < kMinStoplessCodePoints) {
    sentences.back().end = sentence.end;
  } else {
    sentences.push_back({begin, sentence.end});
  }
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
    const auto text_of = [&](TextRange r) { return paragraph.substr(r.begin, r.end - r.begin); };
    const bool continues = !sentences.empty() && is_continued(text_of(sentences.back()), text_of(range));
    if (continues) {
      sentences.back().end = range.end;
    } else {
      sentences.push_back(range);
    }
  }
  std::vector<TextRange> parts;
  for (const TextRange& sentence : sentences) add_sentence(paragraph, sentence, parts);
  return parts;
}

}  // namespace byline

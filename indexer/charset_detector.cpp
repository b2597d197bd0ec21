#include "indexer/charset_detector.hpp"

#include <unicode/uchar.h>
#include <unicode/ulocdata.h>
#include <unicode/uset.h>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>
#include <vector>

#include "common/utf8.hpp"
#include "indexer/charset.hpp"
#include "indexer/language_detector.hpp"
#include "indexer/mojibake.hpp"

namespace byline {
namespace {

/// More text makes the answer no surer.
constexpr std::size_t kMaxSampleBytes = 6000;

struct Candidate {
  std::string_view charset;
  std::string_view languages;  ///< that are written in it, between spaces
  double prior;                ///< how much less often it is met than the common sets of its languages; added
};

/// In sets that share most of their letters the first wins a tie.
constexpr std::array<Candidate, 28> kCandidates = {{
    {"windows-1252", " en fr de es pt it nl sv da no nb nn fi is id ms ca gl eu ga af sq la lb oc sw tl ", 0.25},
    {"windows-1250", " pl cs sk hu sl hr bs sr ro sq ", 0},
    {"iso-8859-2", " pl cs sk hu sl hr bs sr ro ", -0.05},
    {"windows-1254", " tr az ", -0.05},
    {"windows-1257", " lt lv et ", -0.05},
    {"windows-1258", " vi ", 0.05},
    {"iso-8859-15", " en fr de es pt it nl sv da no fi et ", -0.15},
    {"macintosh", " en fr de es pt it nl sv da no fi ", -0.35},
    {"ibm850", " en fr de es pt it nl sv da no fi ", -0.3},
    {"windows-1251", " ru uk bg be sr mk kk ", 0.1},
    {"koi8-r", " ru ", 0},
    {"koi8-u", " uk ", -0.05},
    {"ibm866", " ru uk be bg ", -0.1},
    {"iso-8859-5", " ru bg sr mk be uk ", -0.1},
    {"windows-1253", " el ", 0},
    {"iso-8859-7", " el ", -0.05},
    {"windows-1255", " he yi ", 0},
    {"windows-1256", " ar fa ur ", 0},
    {"iso-8859-6", " ar ", -0.05},
    {"windows-874", " th ", 0.4},
    {"windows-31j", " ja ", 0},
    {"euc-jp", " ja ", 0},
    {"gb18030", " zh ", 0},
    {"big5", " zh ", 0},
    {"windows-949", " ko ", 0},
    {"iso-2022-jp", " ja ", 0},
    {"iso-2022-kr", " ko ", 0},
    {"iso-2022-cn", " zh ", -0.1},
}};

bool is_high(char c) { return (static_cast<unsigned char>(c) & 0x80) != 0; }

/// The words and lines that have bytes beyond ASCII; tags and long stretches of ASCII say nothing.
std::string sample_of(std::string_view bytes) {
  std::string sample;
  std::size_t done = 0;
  while (done < bytes.size() && sample.size() < kMaxSampleBytes) {
    const auto high = static_cast<std::size_t>(
        std::find_if(bytes.begin() + static_cast<std::ptrdiff_t>(done), bytes.end(), is_high) - bytes.begin());
    if (high == bytes.size()) break;
    std::size_t begin = high;
    while (begin > done && high - begin < 80 && bytes[begin - 1] != '\n' && bytes[begin - 1] != '>') --begin;
    std::size_t end = high;
    while (end < bytes.size() && end - begin < 400 && bytes[end] != '\n' && bytes[end] != '<') ++end;
    sample.append(bytes.substr(begin, end - begin)).push_back('\n');
    done = std::max(end, high + 1);
  }
  return sample;
}

struct Verdict {
  std::string charset;
  double score;
};

/// The share of letters beyond ASCII that the language does not write with: a Czech text has no "ą".
double foreign_share(const std::string& text, const std::string& language) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<ULocaleData, decltype(&ulocdata_close)> data(ulocdata_open(language.c_str(), &status),
                                                                     &ulocdata_close);
  const std::unique_ptr<USet, decltype(&uset_close)> letters(
      ulocdata_getExemplarSet(data.get(), nullptr, USET_ADD_CASE_MAPPINGS, ULOCDATA_ES_STANDARD, &status), &uset_close);
  if (U_FAILURE(status) || status == U_USING_DEFAULT_WARNING) return 0;
  std::size_t all = 0;
  std::size_t foreign = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto c = static_cast<UChar32>(next_code_point(text, at));
    if (c < 0x80 || !u_isalpha(c)) continue;
    ++all;
    if (!uset_contains(letters.get(), c)) ++foreign;
  }
  return all == 0 ? 0 : static_cast<double>(foreign) / static_cast<double>(all);
}

double language_score(const std::string& text, const Candidate& candidate) {
  const LanguageGuess guess = guess_language(text);
  if (guess.code.empty()) return 0;
  const bool fits = candidate.languages.find(" " + guess.code + " ") != std::string_view::npos;
  // A script of one language makes any text of its letters that language.
  static constexpr std::array<std::string_view, 7> kTelling = {" en ", " pl ", " tr ", " lt ", " vi ", " ru ", " ar "};
  const bool tells = std::any_of(kTelling.begin(), kTelling.end(), [&](std::string_view language) {
    return candidate.languages.find(language) != std::string_view::npos;
  });
  const double sure = (tells ? 0.6 : 0.2) * (guess.is_reliable ? 1 : 0.4) * guess.share;
  return (fits ? sure : -0.3 * sure) - (tells ? 0.6 * foreign_share(text, guess.code) : 0);
}

/// Sets with most of their letters in the same places. ICU's detector names the second unless bytes that only the first
/// has are met; what it says counts for both.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kTwins = {{
    {"windows-1250", "iso-8859-2"},
    {"windows-1253", "iso-8859-7"},
    {"windows-1255", "iso-8859-8"},
    {"windows-1256", "iso-8859-6"},
}};

bool are_twins(std::string_view a, std::string_view b) {
  return std::any_of(kTwins.begin(), kTwins.end(),
                     [&](const auto& pair) { return pair == std::pair(a, b) || pair == std::pair(b, a); });
}

double confidence_of(const std::vector<CharsetGuess>& guesses, std::string_view charset) {
  int most = 0;
  for (const CharsetGuess& guess : guesses) {
    if (guess.charset == charset || are_twins(guess.charset, charset)) most = std::max(most, guess.confidence);
  }
  return most / 100.0;
}

}  // namespace

std::string detect_charset(std::string_view bytes) {
  const bool has_escapes = bytes.find("\x1b$") != std::string_view::npos;
  const std::string sample = has_escapes ? std::string(bytes.substr(0, kMaxSampleBytes)) : sample_of(bytes);
  const std::vector<CharsetGuess> guesses = charset_guesses(sample);
  Verdict best{"windows-1252", -100};
  for (const Candidate& candidate : kCandidates) {
    if (candidate.charset.starts_with("iso-2022") != has_escapes) continue;
    const auto decoded = converted(sample, std::string(candidate.charset));
    if (!decoded) continue;
    const Mojibake look = look_for_mojibake(decoded->text);
    if (look.characters == 0) continue;
    const double odd = look.oddities / static_cast<double>(look.characters);
    const double score = candidate.prior - 2 * std::min(odd, 2.0) + 0.7 * confidence_of(guesses, candidate.charset) +
                         language_score(decoded->text, candidate);
    if (score > best.score) best = {std::string(candidate.charset), score};
  }
  return best.charset;
}

}  // namespace byline

#include "indexer/language_detector.hpp"

#include <cstdio>  // CLD2's header needs it and does not say so

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>
#include <algorithm>
#include <array>

#include "common/utf8.hpp"
#include "indexer/prose.hpp"

namespace byline {
namespace {

/// Names and loan words mislead. Of 7,600 headlines and sentences of 30 to 59 letters the detector called 2 % by a
/// wrong language, but for Indonesian and Malay 1 %; below 24 letters 7 %.
constexpr std::size_t kMinLatinLetters = 24;
/// Between that and this many the detector's score must be good, too.
constexpr std::size_t kManyLatinLetters = 60;
constexpr double kGoodScore = 600;
/// With so many letters the best guess counts.
constexpr std::size_t kPlentyLatinLetters = 200;
constexpr double kMinGuessedShare = 0.5;
/// Other scripts tell by themselves, or leave few languages.
constexpr std::size_t kMinOtherLetters = 12;
/// More text makes the answer no surer.
constexpr std::size_t kMaxBytes = 16 * 1024;
/// Code and lists between the prose are passed over.
constexpr std::size_t kMaxTextBytes = 4 * kMaxBytes;

/// CLD2 has codes of its own for a few languages.
std::string iso_code(std::string_view code) {
  if (code == "iw") return "he";
  if (code == "jw") return "jv";
  code = code.substr(0, code.find('-'));
  return code.size() == 2 || code.size() == 3 ? std::string(code) : std::string{};
}

struct Detection {
  CLD2::Language language = CLD2::UNKNOWN_LANGUAGE;  ///< of the greatest part of the text
  double share = 0;                                  ///< of that part
  double score = 0;                                  ///< for each 1024 bytes of it; some 500 to 2000 in a true language
  bool is_reliable = false;
};

enum class Effort { Sure = 0, Best = 0x4000 };  // CLD2's flags

/// The detector holds English for filler between other languages, and then names in a report about rugby make it
/// Italian: the language of most of the text counts, not the summary.
Detection detect(std::string_view text, Effort effort = Effort::Sure) {
  const CLD2::CLDHints no_hints{nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  std::array<CLD2::Language, 3> languages{};
  std::array<int, 3> percents{};
  std::array<double, 3> scores{};
  int text_bytes = 0;
  Detection found;
  CLD2::ExtDetectLanguageSummary(text.data(), static_cast<int>(text.size()), /*is_plain_text=*/true, &no_hints,
                                 static_cast<int>(effort), languages.data(), percents.data(), scores.data(), nullptr,
                                 &text_bytes, &found.is_reliable);
  found.language = languages.front();
  found.share = percents.front() / 100.0;
  found.score = scores.front();
  if (found.language == CLD2::UNKNOWN_LANGUAGE) found.is_reliable = false;
  return found;
}

/// Languages that the detector takes for each other, and words that only one of them has.
struct Relatives {
  std::string_view first;
  std::string_view first_words;  ///< between spaces
  std::string_view second;
  std::string_view second_words;
};

/// Where neither has more, the first is meant.
constexpr std::array<Relatives, 3> kRelatives = {{
    {"id", " karena bahwa saja coba beda bisa uang kantor polisi anda rilis dirilis berbeda kualitas universitas kota ",
     "ms",
     " kerana bahawa sahaja cuba beza wang polis pejabat perisian perkhidmatan universiti kualiti komuniti bandar "},
    {"es", " el los las una del con y más también muy pero hasta sin ", "gl",
     " unha dunha nunha coa pola polo cos non máis tamén moi pero ata sen ao aos "},
    {"da", " af hvad blev blive efter mig dig noget kun også mere hende ", "no",
     " av hva ble bli etter meg deg noe bare mer henne "},
}};

std::size_t count_words(std::string_view text, std::string_view words) {
  std::size_t count = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::string between_spaces = " " + std::string(text.substr(begin, end - begin)) + " ";
    if (end > begin && words.find(between_spaces) != std::string_view::npos) ++count;
    begin = end + 1;
  }
  return count;
}

std::string told_apart(std::string code, std::string_view text) {
  for (const Relatives& pair : kRelatives) {
    if (code != pair.first && code != pair.second) continue;
    const std::size_t first = count_words(text, pair.first_words);
    const std::size_t second = count_words(text, pair.second_words);
    if (first == 0 && second == 0 && pair.first != "id") continue;
    return std::string(second > first ? pair.second : pair.first);
  }
  return code;
}

/// How many letters of a text in an alphabet say as much as one sign of another script.
constexpr std::size_t kLettersPerHan = 3;
constexpr std::size_t kLettersPerSyllable = 2;

std::size_t weight_of_others(const Prose& prose) {
  return prose.count(ScriptGroup::Han) * kLettersPerHan +
         (prose.count(ScriptGroup::Kana) + prose.count(ScriptGroup::Hangul)) * kLettersPerSyllable +
         prose.count(ScriptGroup::Cyrillic) + prose.count(ScriptGroup::Arabic) + prose.count(ScriptGroup::Devanagari) +
         prose.count(ScriptGroup::OneLanguage);
}

/// Articles in other scripts have names, code and quotations in Latin letters; those in Latin letters have little of
/// other scripts.
bool is_in_other_script(const Prose& prose) { return weight_of_others(prose) * 4 >= prose.count(ScriptGroup::Latin); }

std::string code_of(const Detection& found) { return iso_code(CLD2::LanguageCode(found.language)); }

/// The script of most of what is not Latin tells the language, or leaves few.
std::string language_in_other_script(const Prose& prose) {
  const std::size_t all = weight_of_others(prose);
  if (all < kMinOtherLetters) return {};
  const std::size_t east_asian =
      prose.count(ScriptGroup::Han) * kLettersPerHan + prose.count(ScriptGroup::Kana) * kLettersPerSyllable;
  const std::size_t hangul = prose.count(ScriptGroup::Hangul) * kLettersPerSyllable;
  if (hangul * 2 > all || (hangul > 0 && hangul * 3 > east_asian && hangul + east_asian > all / 2)) return "ko";
  if (east_asian * 2 > all) {
    // A Japanese sentence has kana; a Chinese text has them in names at most.
    return prose.count(ScriptGroup::Kana) * 20 > prose.count(ScriptGroup::Han) ? "ja" : "zh";
  }
  if (prose.count(ScriptGroup::OneLanguage) * 2 > all) return prose.language_of_script;
  const Detection found = detect(prose.others);
  return found.is_reliable ? code_of(found) : std::string{};
}

std::string language_in_latin_letters(const Prose& prose) {
  const std::size_t letters = prose.count(ScriptGroup::Latin);
  if (letters < kMinLatinLetters) return {};
  Detection found = detect(prose.latin);
  if (found.is_reliable && letters < kManyLatinLetters && found.score < kGoodScore) return {};
  if (!found.is_reliable) {
    if (letters < kPlentyLatinLetters) return {};
    found = detect(prose.latin, Effort::Best);
    if (found.share < kMinGuessedShare) return {};
  }
  return told_apart(code_of(found), prose.latin);
}

}  // namespace

std::string detect_language(std::string_view text) {
  const Prose prose = prose_of(text);
  return is_in_other_script(prose) ? language_in_other_script(prose) : language_in_latin_letters(prose);
}

LanguageGuess guess_language(std::string_view text) {
  const Detection found = detect(whole_code_points(text, kMaxBytes));
  if (found.language == CLD2::UNKNOWN_LANGUAGE) return {};
  return {code_of(found), found.share, found.is_reliable};
}

std::string detect_language(const Article& article) {
  std::string text = article.title;
  for (const Section& section : article.sections) {
    if (text.size() > kMaxTextBytes) break;
    text += '\n';
    text += section.text;
  }
  return detect_language(text);
}

}  // namespace byline

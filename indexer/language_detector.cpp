#include "indexer/language_detector.hpp"

#include <cstdio>  // CLD2's header needs it and does not say so

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>
#include <unicode/uscript.h>
#include <algorithm>
#include <array>
#include <initializer_list>

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

enum class Effort { Sure = 0, Best = 0x4000 };  // CLD2's flags

/// What the detector says of a text: up to three languages, that of the greatest part first.
struct Detections {
  std::array<CLD2::Language, 3> languages{};
  std::array<int, 3> percents{};
  std::array<double, 3> scores{};
  bool is_reliable = false;
};

Detections detect_all(std::string_view text, Effort effort) {
  const CLD2::CLDHints no_hints{nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  int text_bytes = 0;
  Detections found;
  CLD2::ExtDetectLanguageSummary(text.data(), static_cast<int>(text.size()), /*is_plain_text=*/true, &no_hints,
                                 static_cast<int>(effort), found.languages.data(), found.percents.data(),
                                 found.scores.data(), nullptr, &text_bytes, &found.is_reliable);
  return found;
}

struct Detection {
  CLD2::Language language = CLD2::UNKNOWN_LANGUAGE;
  double share = 0;  ///< of the text
  double score = 0;  ///< for each 1024 bytes; some 500 to 2000 in a true language
  bool is_reliable = false;
};

/// The detector holds English for filler between other languages, and then names in a report about rugby make it
/// Italian: the language of most of the text counts, not the summary.
Detection detect(std::string_view text, Effort effort = Effort::Sure) {
  const Detections found = detect_all(text, effort);
  const CLD2::Language language = found.languages.front();
  return {language, found.percents.front() / 100.0, found.scores.front(),
          found.is_reliable && language != CLD2::UNKNOWN_LANGUAGE};
}

double share_of(CLD2::Language language, std::string_view text) {
  const Detections found = detect_all(text, Effort::Best);
  for (std::size_t i = 0; i < found.languages.size(); ++i) {
    if (found.languages[i] == language) return found.percents[i] / 100.0;
  }
  return 0;
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

/// Letters that one Cyrillic alphabet has and the others have not.
std::string language_of_cyrillic_letters(std::string_view text) {
  const auto has = [&](std::initializer_list<std::string_view> letters) {
    return std::any_of(letters.begin(), letters.end(),
                       [&](std::string_view letter) { return text.find(letter) != std::string_view::npos; });
  };
  if (has({"ў"})) return "be";
  if (has({"ѓ", "ќ", "ѕ"})) return "mk";
  if (has({"ј", "љ", "њ", "ђ", "ћ"})) return "sr";
  const bool is_russian = has({"ы", "э", "ё"});
  if (has({"ї", "є", "ґ", "і"})) return is_russian ? "" : "uk";
  if (is_russian) return "ru";
  return has({"ъ"}) ? "bg" : "";
}

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
  Detection found = detect(prose.others);
  if (found.is_reliable) return code_of(found);
  if (prose.count(ScriptGroup::Cyrillic) * 2 > all) {
    if (std::string language = language_of_cyrillic_letters(prose.others); !language.empty()) return language;
  }
  if (all < kManyLatinLetters) return {};
  found = detect(prose.others, Effort::Best);
  return found.share < kMinGuessedShare ? std::string{} : code_of(found);
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

/// Of nearly all texts so much is enough to tell a language.
constexpr std::size_t kFirstProseBytes = 1536;
constexpr double kPlainShare = 0.97;

bool has_relatives(std::string_view code) {
  return std::any_of(kRelatives.begin(), kRelatives.end(),
                     [&](const Relatives& pair) { return code == pair.first || code == pair.second; });
}

/// The language of a text in Latin letters whose beginning leaves no doubt; else empty.
std::string plain_language(const Prose& beginning) {
  const std::size_t letters = beginning.count(ScriptGroup::Latin);
  if (letters < kFirstProseBytes / 2 || weight_of_others(beginning) * 20 > letters) return {};
  const Detection found = detect(beginning.latin);
  if (!found.is_reliable || found.score < kGoodScore || found.share < kPlainShare) return {};
  std::string code = code_of(found);
  return has_relatives(code) ? std::string{} : code;
}

/// The first lines: one long one, or a few.
std::string_view opening_of(std::string_view text) {
  constexpr std::size_t kEnoughBytes = 100;
  constexpr std::size_t kMaxOpeningBytes = 500;
  if (text.size() <= kEnoughBytes) return text;
  return whole_code_points(text.substr(0, text.find('\n', kEnoughBytes)), kMaxOpeningBytes);
}

/// Articles about software, science and music in other languages are full of English titles, messages and quotations;
/// it is seldom the other way round. So of a text that is English for the most part the opening is asked, too.
std::string language_before_quotations(std::string_view text, const Prose& prose) {
  constexpr std::size_t kMinOpeningLetters = 40;
  constexpr double kMinShare = 0.1;
  const Prose opening = prose_of(opening_of(text));
  if (is_in_other_script(opening) && weight_of_others(opening) >= kMinOpeningLetters) {
    const auto all = static_cast<double>(weight_of_others(prose) + prose.count(ScriptGroup::Latin));
    const bool goes_on = static_cast<double>(weight_of_others(prose)) >= kMinShare * all;
    return goes_on ? language_in_other_script(opening) : std::string{};
  }
  if (opening.count(ScriptGroup::Latin) < kMinOpeningLetters) return {};
  const Detection found = detect(opening.latin);
  if (!found.is_reliable || found.score < kGoodScore || found.language == CLD2::ENGLISH) return {};
  const bool goes_on = share_of(found.language, prose.latin) >= kMinShare;
  return goes_on ? told_apart(code_of(found), prose.latin) : std::string{};
}

/// A title and the first sections, not much more than `bytes`.
std::string beginning_of(const Article& article, std::size_t bytes) {
  std::string text = article.title;
  for (const Section& section : article.sections) {
    if (text.size() > bytes) break;
    text += '\n';
    text += section.text;
  }
  return text;
}

/// Enough to see the script.
constexpr std::size_t kLookedAtBytes = 4096;

/// How many letters, weighted, are of the scripts that a language is written in; of one that nothing is known of: all.
std::size_t count_in_scripts_of(const std::string& language, const Prose& prose) {
  std::array<UScriptCode, 8> scripts{};
  UErrorCode status = U_ZERO_ERROR;
  const std::int32_t count = uscript_getCode(language.c_str(), scripts.data(), scripts.size(), &status);
  if (U_FAILURE(status) || count <= 0) return weight_of_others(prose);
  std::size_t letters = 0;
  for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
    switch (scripts[i]) {
      case USCRIPT_CYRILLIC: letters += prose.count(ScriptGroup::Cyrillic); break;
      case USCRIPT_ARABIC: letters += prose.count(ScriptGroup::Arabic); break;
      case USCRIPT_DEVANAGARI: letters += prose.count(ScriptGroup::Devanagari); break;
      case USCRIPT_HAN: letters += prose.count(ScriptGroup::Han) * kLettersPerHan; break;
      case USCRIPT_HIRAGANA: letters += prose.count(ScriptGroup::Kana) * kLettersPerSyllable; break;
      case USCRIPT_HANGUL: letters += prose.count(ScriptGroup::Hangul) * kLettersPerSyllable; break;
      default: break;
    }
  }
  return prose.language_of_script == language ? letters + prose.count(ScriptGroup::OneLanguage) : letters;
}

/// Languages of two alphabets, which ICU names by the one of its data.
bool is_written_in_cyrillic_too(std::string_view language) {
  constexpr std::array<std::string_view, 6> kLanguages = {"sr", "bs", "uz", "az", "kk", "tg"};
  return std::find(kLanguages.begin(), kLanguages.end(), language) != kLanguages.end();
}

}  // namespace

std::string detect_language(std::string_view text) {
  Prose prose = prose_of(text, kFirstProseBytes);
  if (!prose.is_all) {
    if (std::string language = plain_language(prose); !language.empty()) return language;
    prose = prose_of(text);
  }
  const std::string language =
      is_in_other_script(prose) ? language_in_other_script(prose) : language_in_latin_letters(prose);
  if (language != "en") return language;
  const std::string own = language_before_quotations(text, prose);
  return own.empty() ? language : own;
}

LanguageGuess guess_language(std::string_view text) {
  const Detection found = detect(whole_code_points(text, kMaxBytes));
  if (found.language == CLD2::UNKNOWN_LANGUAGE) return {};
  return {code_of(found), found.share, found.is_reliable};
}

std::string detect_language(const Article& article) {
  const std::string text = beginning_of(article, kMaxTextBytes);
  // A title may be the file's name, or in capitals.
  const std::string language = detect_language(std::string_view(text).substr(article.title.size()));
  return language.empty() ? detect_language(text) : language;
}

std::string reconciled_language(const Article& article) {
  const std::string text = beginning_of(article, kLookedAtBytes);
  const auto beyond_ascii = std::count_if(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; });
  if (static_cast<std::size_t>(beyond_ascii) * 3 < text.size()) return article.language;
  const Prose prose = prose_of(whole_code_points(text, kLookedAtBytes));
  const std::size_t others = weight_of_others(prose);
  if (others < kManyLatinLetters || others < prose.count(ScriptGroup::Latin)) return article.language;
  std::size_t own = count_in_scripts_of(article.language, prose);
  if (is_written_in_cyrillic_too(article.language)) own += prose.count(ScriptGroup::Cyrillic);
  if (own * 4 > others) return article.language;
  const std::string detected = language_in_other_script(prose);
  return detected.empty() ? article.language : detected;
}

}  // namespace byline

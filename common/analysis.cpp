#include "common/analysis.hpp"

#include <xapian.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "common/folding.hpp"
#include "common/korean.hpp"
#include "common/stem_overrides.hpp"
#include "common/text_table.hpp"
#include "common/utf8.hpp"
#include "common/words.hpp"

namespace byline {
namespace {

/// Raise when folding, segmentation fix-ups, stemmer choice, the tables of stems or term shortening change.
constexpr int kAnalysisVersion = 4;

/// Xapian refuses terms over 245 bytes, prefix included; words this long are no words a reader types, but they must
/// stay distinct.
constexpr std::size_t kMaxWordBytes = 200;

/// Of a word that has nothing but ignorable characters.
constexpr std::uint32_t kNoForm = 0xFFFFFFFF;

/// Past this many words the cache starts anew: an archive's common words fit many times over.
constexpr std::size_t kMaxCachedWords = 1u << 17;

constexpr std::array<std::pair<std::string_view, const char*>, 27> kStemmers = {{
    {"ar", "arabic"},     {"ca", "catalan"},  {"da", "danish"},     {"de", "german"},    {"en", "english"},
    {"es", "spanish"},    {"eu", "basque"},   {"fi", "finnish"},    {"fr", "french"},    {"ga", "irish"},
    {"hu", "hungarian"},  {"hy", "armenian"}, {"id", "indonesian"}, {"it", "italian"},   {"lt", "lithuanian"},
    {"nb", "norwegian"},  {"ne", "nepali"},   {"nl", "dutch"},      {"nn", "norwegian"}, {"no", "norwegian"},
    {"pt", "portuguese"}, {"ro", "romanian"}, {"ru", "russian"},    {"sv", "swedish"},   {"ta", "tamil"},
    {"tr", "turkish"},    {"mo", "romanian"},
}};

const char* stemmer_name(std::string_view language) {
  for (const auto& [code, name] : kStemmers) {
    if (code == language) return name;
  }
  return "none";
}

std::string shortened(std::string word) {
  if (word.size() <= kMaxWordBytes) return word;
  const auto hash = XXH3_64bits(word.data(), word.size());
  std::size_t cut = kMaxWordBytes - 17;
  while (cut > 0 && (static_cast<unsigned char>(word[cut]) & 0xC0) == 0x80) --cut;
  word.resize(cut);
  static constexpr std::string_view kDigits = "0123456789abcdef";
  word.push_back('~');
  for (int shift = 60; shift >= 0; shift -= 4) word.push_back(kDigits[(hash >> shift) & 15]);
  return word;
}

/// "u.s", "c++", "covid19" and the like have no inflection.
bool is_stemmable(std::string_view word) {
  return std::none_of(word.begin(), word.end(), [](char c) {
    return (c >= '0' && c <= '9') || c == '.' || c == '@' || c == '_' || c == '&' || c == '+' || c == '#' || c == ',';
  });
}

/// Katakana words are written with or without the long sound at their end: サーバ, サーバー. Short ones are other words
/// without it (エラ, バ).
std::string_view without_final_long_sound(std::string_view word) {
  constexpr std::string_view kLongSound = "ー";
  constexpr std::size_t kMinBytes = 4 * kLongSound.size();
  if (word.size() < kMinBytes || !word.ends_with(kLongSound)) return word;
  for (std::size_t at = 0; at < word.size();) {
    const char32_t c = next_code_point(word, at);
    if (c < 0x30A1 || c > 0x30FC) return word;
  }
  return word.substr(0, word.size() - kLongSound.size());
}

/// The stem of a word whose script tells its language, whatever the language of the text is; empty for other words.
std::string stem_by_script(std::string_view folded) {
  const auto lead = static_cast<unsigned char>(folded.front());
  if (lead >= 0xEA && lead <= 0xED && is_hangul(folded)) return korean_stem(folded);
  if (lead == 0xE3) return std::string(without_final_long_sound(folded));
  return {};
}

/// Snowball leaves the plurals of many Portuguese nouns apart from their singulars: nações, animais, homens. The step
/// is that of the RSLP stemmer (Orengo and Huyck 2001). REQUIRES: `folded` is the result of folded_case.
std::string portuguese_singular(std::string_view folded) {
  struct Ending {
    std::string_view plural;
    std::string_view singular;
  };
  static constexpr Ending kEndings[] = {{"ões", "ão"},   {"oes", "ao"},   {"ães", "ão"},   {"aes", "ao"},
                                        {"ais", "al"},   {"éis", "el"},   {"óis", "ol"},   {"uis", "ul"},
                                        {"ns", "m"},     {"veis", "vel"}, {"neis", "nel"}, {"beis", "bil"},
                                        {"ceis", "cil"}, {"geis", "gil"}, {"teis", "til"}};
  static constexpr std::string_view kSame[] = {"mães", "maes", "mais", "demais", "jamais", "pais", "cais"};
  constexpr std::size_t kLeastBefore = 1;
  if (std::find(std::begin(kSame), std::end(kSame), folded) != std::end(kSame)) return std::string(folded);
  for (const auto& [plural, singular] : kEndings) {
    if (folded.size() < plural.size() + kLeastBefore || !folded.ends_with(plural)) continue;
    return std::string(folded.substr(0, folded.size() - plural.size())).append(singular);
  }
  return std::string(folded);
}

/// No Dutch word ends with v or z; where an ending was taken off one, the word is written otherwise: brieven, brief.
std::string dutch_final_sound(std::string stem) {
  if (stem.size() < 3) return stem;
  if (stem.back() == 'v') stem.back() = 'f';
  if (stem.back() == 'z') stem.back() = 's';
  return stem;
}

/// What a word is indexed as.
struct Forms {
  std::string word;
  std::string stem;
};

/// The same, as views of what the cache keeps.
struct KeptForms {
  std::string_view word;
  std::string_view stem;
};

}  // namespace

struct Analyser::State {
  explicit State(std::string_view code) : language(code), stemmer(stemmer_name(code)) {}

  /// The number of a word's forms; of the empty word's too.
  std::uint32_t form_of(std::string_view surface) {
    const std::uint64_t hash = TextTable::hash_of(surface);
    if (const std::uint32_t* known = surfaces.find(surface, hash)) return *known;
    const std::uint32_t form = form_of_folded(folded_case(surface));
    // It may be its own folded form.
    if (surfaces.find(surface, hash) == nullptr) surfaces.insert(surface, hash, form);
    return form;
  }

  /// Surfaces that differ by case only are stemmed once: a folded form is among the surfaces, with the forms of its
  /// own.
  std::uint32_t form_of_folded(const std::string& folded) {
    const std::uint64_t hash = TextTable::hash_of(folded);
    if (const std::uint32_t* known = surfaces.find(folded, hash)) return *known;
    const std::uint32_t form = number_of(forms_of_folded(folded));
    surfaces.insert(folded, hash, form);
    return form;
  }

  /// Words with and without accents can have the same forms.
  std::uint32_t number_of(const Forms& made) {
    if (made.word.empty()) return kNoForm;
    std::string key = made.word;
    key.append(1, '\0').append(made.stem);
    const std::uint64_t hash = TextTable::hash_of(key);
    if (const std::uint32_t* known = numbers.find(key, hash)) return *known;
    const auto number = static_cast<std::uint32_t>(forms.size());
    const std::string_view kept = numbers.insert(key, hash, number);
    forms.push_back({kept.substr(0, made.word.size()), kept.substr(made.word.size() + 1)});
    return number;
  }

  void begin_anew() {
    surfaces.clear();
    numbers.clear();
    forms.clear();
    ++generation;
  }

  /// Stemmers are written for text with accents. English has them in loan words only, and who types "resume" means
  /// "résumé" too; the Russian stemmer knows no ё and no marks of stress.
  [[nodiscard]] Forms forms_of_folded(const std::string& folded) const {
    Forms made;
    made.word = shortened(without_accents(folded));
    if (!folded.empty()) made.stem = stem_by_script(made.word);
    if (!made.stem.empty()) return made;
    const bool has_stem = !stemmer.is_none() && is_stemmable(folded) && folded.size() <= kMaxWordBytes;
    if (has_stem) made.stem = overriding_stem(language, made.word);
    if (has_stem && made.stem.empty()) made.stem = stem_by_rules(folded, made.word);
    if (made.stem.empty()) made.stem = made.word;
    return made;
  }

  [[nodiscard]] std::string stem_by_rules(const std::string& folded, const std::string& word) const {
    if (language == "en" || language == "ru") return stemmer(word);
    if (language == "pt") return without_accents(stemmer(portuguese_singular(folded)));
    std::string stem = without_accents(stemmer(folded));
    return language == "nl" ? dutch_final_sound(std::move(stem)) : stem;
  }

  std::string language;
  Xapian::Stem stemmer;
  WordSegmenter segmenter;
  TextTable surfaces;            // and folded forms: the numbers of their forms
  TextTable numbers;             // of forms: word, zero byte, stem
  std::vector<KeptForms> forms;  // by number
  std::uint64_t generation = 0;
  std::vector<Token> tokens;
};

Analyser::Analyser(std::string_view language) : state_(std::make_unique<State>(language)) {}
Analyser::~Analyser() = default;
Analyser::Analyser(Analyser&&) noexcept = default;
Analyser& Analyser::operator=(Analyser&&) noexcept = default;

const std::string& Analyser::language() const { return state_->language; }

const std::vector<Token>& Analyser::analyse(std::string_view text) {
  State& state = *state_;
  state.tokens.clear();
  if (state.surfaces.size() > kMaxCachedWords) state.begin_anew();
  for (const Word& word : state.segmenter.split(text)) {
    const bool joined = !word.joined.empty();
    const std::uint32_t form = state.form_of(joined ? word.joined : text.substr(word.begin, word.end - word.begin));
    if (form == kNoForm) continue;  // nothing but ignorable characters
    const KeptForms& kept = state.forms[form];
    state.tokens.push_back({kept.word, kept.stem, word.begin, word.end, word.position, joined, form});
  }
  return state.tokens;
}

std::vector<TextRange> Analyser::word_ranges(std::string_view text) {
  State& state = *state_;
  std::vector<TextRange> ranges;
  for (const Word& word : state.segmenter.split(text)) {
    const std::string_view surface = text.substr(word.begin, word.end - word.begin);
    const bool is_token = is_ascii(surface) || state.form_of(surface) != kNoForm;
    if (word.joined.empty() && is_token) ranges.push_back({word.begin, word.end});
  }
  return ranges;
}

std::uint32_t Analyser::form_count() const { return static_cast<std::uint32_t>(state_->forms.size()); }
std::uint64_t Analyser::form_generation() const { return state_->generation; }

std::string Analyser::stem_of(std::string_view word) const { return state_->forms_of_folded(folded_case(word)).stem; }

Analyser& AnalyserPool::for_language(std::string_view language) {
  const auto found = analysers_.find(language);
  if (found != analysers_.end()) return found->second;
  return analysers_.emplace(std::string(language), Analyser(language)).first->second;
}

bool has_stemmer(std::string_view language) { return std::string_view(stemmer_name(language)) != "none"; }

std::string analysis_identity() {
  return "analysis " + std::to_string(kAnalysisVersion) + ", " + segmentation_identity() + ", stemmers of Xapian " +
         Xapian::version_string() + ", " + stem_overrides_identity();
}

}  // namespace byline

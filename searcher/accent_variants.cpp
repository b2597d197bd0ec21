#include "searcher/accent_variants.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>

#include "common/folding.hpp"
#include "common/schema.hpp"
#include "common/utf8.hpp"

namespace byline {
namespace {

/// A stem may end otherwise than the word, by as much as the endings that stemmers rewrite ("-ence": "-ent").
constexpr std::size_t kMostRewritten = 3;
/// Stems share so many first letters with the words they are of, unless they are shorter.
constexpr std::size_t kSharedLetters = 3;

bool is_accent_dependent(std::string_view language) {
  return language != "en" && language != "ru" && has_stemmer(language);
}

bool may_be_stem_of(std::string_view stem, std::string_view word) {
  const auto difference = std::mismatch(stem.begin(), stem.end(), word.begin(), word.end());
  const auto shared = static_cast<std::size_t>(difference.first - stem.begin());
  return shared + kMostRewritten >= stem.size() && stem.size() <= word.size() + kMostRewritten;
}

/// The archive's stems that may be of a word with these letters.
std::vector<std::string> candidate_stems(std::string_view word, const Xapian::Database& articles) {
  std::vector<std::string> stems;
  const std::string prefix(prefix::kStem);
  const std::string first = prefix + std::string(first_code_points(word, kSharedLetters));
  for (std::size_t letters = 1; letters < kSharedLetters; ++letters) {
    const std::string_view whole = first_code_points(word, letters);
    if (prefix.size() + whole.size() < first.size()) stems.emplace_back(whole);
  }
  for (auto key = articles.synonym_keys_begin(first); key != articles.synonym_keys_end(first); ++key) {
    std::string stem = (*key).substr(prefix.size());
    if (may_be_stem_of(stem, word)) stems.push_back(std::move(stem));
  }
  return stems;
}

/// Whether an article in this language has both the word and the stem.
bool have_together(const std::string& word, const std::string& stem, const std::string& language, Archive& archive) {
  const std::array<Xapian::Query, 2> both = {Xapian::Query(word), Xapian::Query(std::string(prefix::kStem) + stem)};
  Xapian::Query query(Xapian::Query::OP_AND, both.begin(), both.end());
  const Xapian::Query in_language(filter_term(prefix::kLanguage, language));
  const Xapian::Query assumed{std::string(kAssumedLanguageTerm)};
  const bool is_main = language == archive.languages().front();
  query = Xapian::Query(Xapian::Query::OP_FILTER, query,
                        is_main ? Xapian::Query(Xapian::Query::OP_OR, in_language, assumed) : in_language);
  Xapian::Enquire enquire(archive.articles());
  enquire.set_query(query);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  return !enquire.get_mset(0, 1).empty();
}

class VariantFinder {
 public:
  VariantFinder(Archive& archive, std::vector<std::string> languages)
      : archive_(archive), languages_(std::move(languages)) {}

  void find(const std::string& typed, const std::string& word) {
    const bool has_accents = typed != word;
    std::vector<std::string> own;  // stems of what was typed, by language
    for (const std::string& language : languages_) own.push_back(archive_.analyser(language).stem_of(typed));
    for (const std::string& stem : candidate_stems(word, archive_.articles())) {
      const std::set<std::string> forms = archive_.words_of_stem(stem);
      for (std::size_t i = 0; i < languages_.size(); ++i) {
        if (own[i] == stem) continue;
        const Analyser& analyser = archive_.analyser(languages_[i]);
        const bool has_variant = std::any_of(forms.begin(), forms.end(), [&](const std::string& form) {
          const bool is_same = form == word || (!has_accents && analyser.stem_of(form) == own[i]);
          return is_same && have_together(form, stem, languages_[i], archive_);
        });
        if (has_variant) found_.insert({languages_[i], stem});
      }
    }
  }

  void add(const std::string& language, std::string stem) { found_.insert({language, std::move(stem)}); }

  [[nodiscard]] std::vector<ForeignStem> found() const { return {found_.begin(), found_.end()}; }

 private:
  Archive& archive_;
  std::vector<std::string> languages_;
  std::set<ForeignStem> found_;
};

/// What may be an umlaut spelt as two letters, as one.
std::vector<std::string> with_plain_umlauts(const std::string& word) {
  constexpr std::size_t kMostPlaces = 3;
  std::vector<std::string> spellings = {word};
  std::size_t places = 0;
  for (std::size_t at = word.size(); at-- > 1 && places < kMostPlaces;) {
    const bool is_digraph = word[at] == 'e' && std::string_view("aou").find(word[at - 1]) != std::string_view::npos;
    if (!is_digraph) continue;
    ++places;
    for (std::size_t i = 0, count = spellings.size(); i < count; ++i) {
      spellings.push_back(std::string(spellings[i]).erase(at, 1));
    }
  }
  return spellings;
}

/// Umlauts spelt as two letters.
std::string with_spelt_out_umlauts(std::string_view typed) {
  std::string spelling;
  for (std::size_t at = 0; at < typed.size();) {
    switch (const char32_t c = next_code_point(typed, at)) {
      case U'ä': spelling += "ae"; break;
      case U'ö': spelling += "oe"; break;
      case U'ü': spelling += "ue"; break;
      default: append_utf8(spelling, c);
    }
  }
  return without_accents(spelling);
}

void find_other_umlauts(const std::string& typed, const std::string& word, Archive& archive, VariantFinder& finder) {
  const Analyser& german = archive.analyser("de");
  if (archive.has_stem(german.stem_of(word))) return;
  std::vector<std::string> spellings = with_plain_umlauts(word);
  spellings.push_back(with_spelt_out_umlauts(typed));
  for (const std::string& other : spellings) {
    std::string stem = german.stem_of(other);
    if (other != word && archive.has_stem(stem)) finder.add("de", std::move(stem));
  }
}

std::vector<ForeignStem> find_variants(const std::string& typed, Archive& archive) {
  std::vector<std::string> languages;
  for (const std::string& language : archive.languages()) {
    if (is_accent_dependent(language)) languages.push_back(language);
  }
  const std::string word = without_accents(typed);
  if (languages.empty() || word.empty()) return {};
  const bool has_german = std::find(languages.begin(), languages.end(), "de") != languages.end();
  VariantFinder finder(archive, std::move(languages));
  finder.find(typed, word);
  if (has_german) find_other_umlauts(typed, word, archive, finder);
  return finder.found();
}

}  // namespace

std::vector<ForeignStem> accent_variants(const std::string& typed, Archive& archive) {
  auto& known = archive.known_variants();
  const auto found = known.find(typed);
  if (found != known.end()) return found->second;
  return known.emplace(typed, find_variants(typed, archive)).first->second;
}

}  // namespace byline

#include "searcher/query_words.hpp"

#include <algorithm>

#include "common/folding.hpp"
#include "searcher/accent_variants.hpp"

namespace byline {
namespace {

struct AnalysedWord : QueryWord {
  bool joined = false;
};

void add_accent_variants(std::string_view text, AnalysedWord& word, Archive& archive) {
  std::string typed = folded_case(text.substr(word.begin, word.end - word.begin));
  if (without_accents(typed) != word.word) typed = word.word;  // a joined form, or one without its possessive
  for (ForeignStem& variant : accent_variants(typed, archive)) {
    if (variant.stem == word.stem) continue;
    if (variant.language == archive.languages().front()) {
      word.variant_stems.push_back(std::move(variant.stem));
    } else if (std::find(word.foreign_stems.begin(), word.foreign_stems.end(), variant) == word.foreign_stems.end()) {
      word.foreign_stems.push_back(std::move(variant));
    }
  }
}

/// Cutting does not depend on the language, only stems do.
std::vector<AnalysedWord> analyse(std::string_view text, Archive& archive) {
  std::vector<AnalysedWord> words;
  const std::vector<std::string>& languages = archive.languages();
  for (const Token& token : archive.analyser(languages.front()).analyse(text)) {
    words.push_back({{std::string(token.word), std::string(token.stem), {}, {}, token.begin, token.end}, token.joined});
  }
  for (auto language = languages.begin() + 1; language != languages.end(); ++language) {
    const std::vector<Token>& tokens = archive.analyser(*language).analyse(text);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (tokens[i].stem != words[i].stem) words[i].foreign_stems.push_back({*language, std::string(tokens[i].stem)});
    }
  }
  for (AnalysedWord& word : words) add_accent_variants(text, word, archive);
  return words;
}

/// Dashes vanish from a joined form, other signs stay: "crossborder", but "at&t".
bool is_hyphenated(const AnalysedWord& whole, const std::vector<QueryWord>& parts) {
  std::string glued;
  for (const QueryWord& part : parts) glued += part.word;
  return glued == whole.word;
}

}  // namespace

std::vector<std::string> QueryWord::main_stems() const {
  std::vector<std::string> stems = variant_stems;
  stems.push_back(stem);
  std::sort(stems.begin(), stems.end());
  stems.erase(std::unique(stems.begin(), stems.end()), stems.end());
  return stems;
}

bool are_written_together(const QueryWord& first, const QueryWord& second) {
  const Spacing spacing = spacing_of(first.word);
  return (spacing == Spacing::EastAsian || spacing == Spacing::SouthEastAsian) && spacing_of(second.word) == spacing &&
         first.end == second.begin;
}

bool are_written_together(const QueryUnit& first, const QueryUnit& second) {
  return first.whole && second.whole && are_written_together(*first.whole, *second.whole);
}

std::vector<QueryUnit> query_units(std::string_view text, Archive& archive) {
  const std::vector<AnalysedWord> words = analyse(text, archive);
  std::vector<QueryUnit> units;
  for (std::size_t i = 0; i < words.size();) {
    const AnalysedWord& word = words[i++];
    QueryUnit unit;
    unit.whole = word;
    for (; word.joined && i < words.size() && words[i].end <= word.end; ++i) {
      // A part may have a joined form of its own ("1,000-page"); the compound's counts.
      if (!words[i].joined) unit.parts.push_back(words[i]);
    }
    unit.parts_count = unit.parts.size() > 1 && is_hyphenated(word, unit.parts);
    units.push_back(std::move(unit));
  }
  return units;
}

std::vector<QueryWord> phrase_words(std::string_view text, Archive& archive) {
  const std::vector<AnalysedWord> words = analyse(text, archive);
  std::vector<QueryWord> result;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const AnalysedWord& word = words[i];
    if (!word.joined) {
      result.push_back(word);
      continue;
    }
    // "1,000" is found as "1000" too; of a compound only its parts have positions that count.
    const bool same_span = i + 1 < words.size() && words[i + 1].begin == word.begin && words[i + 1].end == word.end;
    if (!same_span) continue;
    result.push_back(word);
    ++i;
  }
  return result;
}

}  // namespace byline

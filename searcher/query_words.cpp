#include "searcher/query_words.hpp"

#include <algorithm>
#include <set>

namespace byline {
namespace {

struct AnalysedWord {
  std::string word;
  std::set<std::string> stems;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t position = 0;
  bool joined = false;

  [[nodiscard]] QueryWord to_query_word() const { return {word, {stems.begin(), stems.end()}}; }
};

/// Cutting does not depend on the language, only stems do.
std::vector<AnalysedWord> analyse(std::string_view text, Archive& archive) {
  std::vector<AnalysedWord> words;
  bool first = true;
  for (const std::string& language : archive.languages()) {
    const std::vector<Token>& tokens = archive.analyser(language).analyse(text);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const Token& token = tokens[i];
      if (first) words.push_back({std::string(token.word), {}, token.begin, token.end, token.position, token.joined});
      words[i].stems.insert(std::string(token.stem));
    }
    first = false;
  }
  return words;
}

/// Dashes vanish from a joined form, other signs stay: "crossborder", but "at&t".
bool is_hyphenated(const AnalysedWord& whole, const std::vector<QueryWord>& parts) {
  std::string glued;
  for (const QueryWord& part : parts) glued += part.word;
  return glued == whole.word;
}

}  // namespace

std::vector<QueryUnit> query_units(std::string_view text, Archive& archive) {
  const std::vector<AnalysedWord> words = analyse(text, archive);
  std::vector<QueryUnit> units;
  for (std::size_t i = 0; i < words.size();) {
    const AnalysedWord& word = words[i++];
    QueryUnit unit;
    unit.whole = word.to_query_word();
    for (; word.joined && i < words.size() && words[i].end <= word.end; ++i) {
      // A part may have a joined form of its own ("1,000-page"); the compound's counts.
      if (!words[i].joined) unit.parts.push_back(words[i].to_query_word());
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
      result.push_back(word.to_query_word());
      continue;
    }
    // "1,000" is found as "1000" too; of a compound only its parts have positions that count.
    const bool same_span = i + 1 < words.size() && words[i + 1].begin == word.begin && words[i + 1].end == word.end;
    if (!same_span) continue;
    result.push_back(word.to_query_word());
    ++i;
  }
  return result;
}

}  // namespace byline

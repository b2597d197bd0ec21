#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/text_range.hpp"

namespace byline {

/// A word of a text as it is indexed, searched and marked.
struct Token {
  std::string_view word;     ///< exact form: folded case, without accents
  std::string_view stem;     ///< stem by the language's rules, without accents; the word itself where there are none
  std::size_t begin = 0;     ///< bytes into the text
  std::size_t end = 0;       ///< bytes into the text
  std::size_t position = 0;  ///< counts words from 0; a joined form shares the position of its first word
  bool joined = false;       ///< a form that joins several words, besides them: see WordSegmenter
  std::uint32_t form = 0;    ///< number of the pair (word, stem): see Analyser::form_count
};

/// Turns text of one language into tokens. The one analyser serves indexing, queries and marking, so what matches is
/// what is marked. Steps: WordSegmenter; folded_case; the stem that a table gives the word (stem_overrides.hpp), else
/// its Snowball stem (on accented text, but for English and Russian); without_accents on word and stem. The exact form
/// does not depend on the language, nor do the stems of Korean and katakana words, whose script tells what they are.
///
/// Holds a cache of the words it has met. Not thread-safe; make one per thread.
class Analyser {
 public:
  /// `language` is an ISO 639-1 code; one without a stemmer, or empty, leaves words as they are.
  explicit Analyser(std::string_view language);
  ~Analyser();
  Analyser(Analyser&&) noexcept;
  Analyser& operator=(Analyser&&) noexcept;

  /// The code it was made for.
  [[nodiscard]] const std::string& language() const;

  /// The tokens of well-formed UTF-8. They, and the views in them, are valid until the next call.
  const std::vector<Token>& analyse(std::string_view text);

  /// Where the words of the text stand: of its tokens those that join no others. Takes a fraction of the time, for no
  /// word is stemmed. Ends the life of what `analyse` gave.
  std::vector<TextRange> word_ranges(std::string_view text);

  /// How many pairs (word, stem) the tokens have had since the numbers began anew. Token::form numbers them without
  /// gaps from 0, so that arrays can hold what is known of them.
  [[nodiscard]] std::uint32_t form_count() const;

  /// Counts how often the numbers of forms began anew: only tokens of one generation can be compared by them. Changes
  /// at the beginning of `analyse` only, when the cache has grown too large.
  [[nodiscard]] std::uint64_t form_generation() const;

  /// The stem of one word, as typed.
  std::string stem_of(std::string_view word) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Analysers by language, made when first asked for. One per thread.
class AnalyserPool {
 public:
  Analyser& for_language(std::string_view language);

 private:
  std::map<std::string, Analyser, std::less<>> analysers_;
};

/// True for languages with a stemmer.
bool has_stemmer(std::string_view language);

/// Everything that the terms of an index depend on: our tables, ICU, Unicode, the stemmers. Two indexes with the same
/// identity have the same terms for the same text.
std::string analysis_identity();

}  // namespace byline

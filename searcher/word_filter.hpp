#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "common/sentences.hpp"
#include "searcher/match_tree.hpp"

namespace byline {

/// Tells of a text that no condition can hold in it, without cutting it into words: a token of ASCII text is what
/// stands there in lower case, less some punctuation, so the words of a condition are found among the text's letters
/// and digits alone. Cutting costs some twenty times as much. What is let pass may hold a condition or not, and all
/// text beyond ASCII is let pass.
class WordFilter {
 public:
  /// The exact forms that have a stem, in any language.
  using FormsOfStem = std::function<std::set<std::string>(const std::string& stem)>;

  WordFilter(const std::vector<const TextCondition*>& conditions, const FormsOfStem& forms_of_stem);

  /// False when no condition holds in the text.
  [[nodiscard]] bool may_hold(std::string_view text);

  /// Whether every block in which a match lies, if it has words at all, has one of the conditions' words: of words and
  /// phrases that is so, of NEAR it is not.
  [[nodiscard]] bool judges_blocks() const { return judges_blocks_; }
  /// False when the block has words, but none of the conditions'. REQUIRES: judges_blocks()
  [[nodiscard]] bool may_have_word(std::string_view block);

  /// Adds to `found` the stretches of `text` within `range` that a match can touch, in order, as ranges of `text`: what
  /// stands between ASCII's white space and may have one of the conditions' words, as all has that is not ASCII; those
  /// with no word between them are one. A text is cut into words alike with what stands around a stretch and without.
  /// Of a query of too many words the whole range is added, if it may have one. `range` begins and ends where no word
  /// goes on; what `found` has already lies before it. Nothing is added of a whole text in which no condition can hold.
  /// REQUIRES: judges_blocks()
  void add_stretches(std::string_view text, TextRange range, std::vector<TextRange>& found);
  /// Whether such stretches are told: not for queries of many words.
  [[nodiscard]] bool places_words(std::string_view text) const;

 private:
  /// Of each set of words of a condition, what a text must have one of.
  using Needed = std::vector<std::vector<std::string>>;

  /// Of the text in bare_. Lets all pass where nothing is needed.
  [[nodiscard]] bool may_hold_bare() const;
  [[nodiscard]] bool has_one_of(const std::vector<std::string>& parts) const;
  void find_places(std::string_view text);
  void add_wide_places(std::string_view text, TextRange part);
  /// Where in the text that was stripped the letter or digit stands that is the `kept`-th in bare_.
  [[nodiscard]] std::size_t source_of(std::string_view text, std::size_t kept) const;
  /// Fills bare_; false when the text is not ASCII.
  bool strip(std::string_view text);
  /// Fills bare_ and kept_before_, and places_ with what is not ASCII, each to the end of its stretch; false when there
  /// is such.
  bool strip_with_sources(std::string_view text);

  std::vector<Needed> conditions_;
  std::vector<std::string> any_word_;  ///< of all conditions together
  bool lets_all_pass_ = false;
  bool judges_blocks_ = true;
  std::string bare_;                        ///< the text's letters and digits, in lower case
  std::vector<std::uint32_t> kept_before_;  ///< how many of them stand before each window of the text
  std::vector<TextRange> places_;           ///< in the text, of what may be looked for
};

}  // namespace byline

#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "common/text_range.hpp"
#include "searcher/match_tree.hpp"

namespace byline {

/// Letters and digits of ASCII, in lower case, that are looked for among those of a text, whatever else of ASCII stands
/// between them: "us" in "U.S.".
class WordPart {
 public:
  explicit WordPart(std::string letters);

  [[nodiscard]] const std::string& letters() const { return letters_; }
  /// Whether it stands in the text. Takes a byte in a fraction of an instruction where its rarest letter is not.
  [[nodiscard]] bool is_in(std::string_view text) const;
  /// Adds where it stands in the text, from its first letter to behind its last.
  void add_places(std::string_view text, std::vector<TextRange>& places) const;

 private:
  [[nodiscard]] std::optional<TextRange> range_at(std::string_view text, std::size_t anchor) const;

  std::string letters_;
  std::size_t anchor_ = 0;  ///< the rarest of the letters
};

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
  [[nodiscard]] bool may_hold(std::string_view text) const;

  /// Whether every block in which a match lies, if it has words at all, has one of the conditions' words: of words and
  /// phrases that is so, of NEAR it is not.
  [[nodiscard]] bool judges_blocks() const { return judges_blocks_; }
  /// False when the block has words, but none of the conditions'. REQUIRES: judges_blocks()
  [[nodiscard]] bool may_have_word(std::string_view block) const;

  /// Adds to `found` the stretches of `text` within `range` that a match can touch, in order, as ranges of `text`: what
  /// stands between ASCII's white space and may have one of the conditions' words, as all has that is not ASCII; those
  /// with no word between them are one. A text is cut into words alike with what stands around a stretch and without.
  /// Of a query of too many words the whole range is added, if it may have one. `range` begins and ends where no word
  /// goes on; what `found` has already lies before it. Nothing is added of a whole text in which no condition can hold.
  /// REQUIRES: judges_blocks()
  void add_stretches(std::string_view text, TextRange range, std::vector<TextRange>& found);
  /// Whether such stretches are told: not for queries of many words.
  [[nodiscard]] bool places_words() const;

 private:
  /// Of each set of words of a condition, what a text must have one of.
  using Needed = std::vector<std::vector<WordPart>>;

  /// Of a text that is ASCII. Lets all pass where nothing is needed.
  [[nodiscard]] bool may_hold_ascii(std::string_view text) const;
  void find_places(std::string_view text);
  void add_wide_places(std::string_view text);

  std::vector<Needed> conditions_;
  std::vector<WordPart> any_word_;  ///< of all conditions together
  bool lets_all_pass_ = false;
  bool needs_several_ = false;  ///< some condition needs a word of each of several sets, as a phrase does
  bool judges_blocks_ = true;
  std::vector<TextRange> places_;  ///< in the text, of what may be looked for
};

}  // namespace byline

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/archive.hpp"

namespace byline {

/// What may have been meant by a word.
struct Respelling {
  std::string text;               ///< exact form; or two with a space between: "new paper"
  double cost = 0;                ///< how unlikely; compares respellings of all words
  Xapian::doccount articles = 0;  ///< that have it

  friend bool operator==(const Respelling&, const Respelling&) = default;
};

/// Spells words as an archive does, from its own words alone. Each call reads the vocabulary (some 10 ms for 100,000
/// words), so call it where something is doubtful only. Xapian's exceptions pass through.
class WordSpeller {
 public:
  explicit WordSpeller(Archive& archive) : archive_(archive) {}

  /// Whether some article has the word, in this form.
  [[nodiscard]] bool has_form(const std::string& word) const { return articles_with(word) > 0; }
  /// Whether some article has the word, in any inflection.
  [[nodiscard]] bool has_word(const std::string& word);
  [[nodiscard]] Xapian::doccount articles_with(const std::string& word) const;

  /// Whether it can be judged at all: a word of at least three letters and without digits, in a script that parts words
  /// by spaces. Where a dictionary parts them, what is next to a word is another one, seldom a better one.
  static bool can_spell(std::string_view word);

  /// The likeliest first; none when there is nothing near. REQUIRES: can_spell(word), an exact form.
  std::vector<Respelling> respellings(const std::string& word, std::size_t limit);
  /// Two words of the archive, side by side in some article, that are written as one here: "inthe".
  std::vector<Respelling> splits(const std::string& word);

 private:
  [[nodiscard]] Xapian::doccount articles_with_phrase(const std::string& first, const std::string& second) const;
  void add_similar(const std::string& word, std::vector<Respelling>& found) const;

  Archive& archive_;
};

/// How likely it is that a word of so many articles was meant by what costs so much to be typed for it: less is
/// likelier. Bayes' rule in logarithms, the frequency damped.
double respelling_cost(double typing_cost, double articles);

}  // namespace byline

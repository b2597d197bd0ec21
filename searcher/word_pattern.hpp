#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace byline {

/// A word of which parts are left open: each `*` stands for any letters, or none. Compared with exact forms.
class WordPattern {
 public:
  /// `text` is as an exact form, but for its stars; there is one at least.
  explicit WordPattern(std::string text);

  [[nodiscard]] const std::string& text() const { return text_; }
  /// Every word that matches begins so; empty when the pattern begins with a star.
  [[nodiscard]] std::string_view beginning() const { return pieces_.front(); }

  /// Each piece between stars is sought once, from left to right: no way back is ever tried, for a piece's first place
  /// leaves most room to those behind it.
  [[nodiscard]] bool matches(std::string_view word) const;

 private:
  std::string text_;
  std::vector<std::string> pieces_;  ///< between the stars; the first and last, which may be empty, are at the ends
  std::size_t least_bytes_ = 0;      ///< of a word that matches
};

/// What a reader types for words of a text, taken apart as texts are: `Cross-b*er` is `cross`, `b*er`.
struct PatternWords {
  std::vector<std::string> words;  ///< exact forms; those with a star are patterns
  std::string joined;              ///< all as one word, which is how compounds are found too; empty for other signs
};
PatternWords pattern_words(std::string_view typed);

}  // namespace byline

#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

namespace byline {

/// Puts the lines of printed text together again: with a space between them, without one in scripts that write none,
/// and with words that were parted at a line's end made whole. Which hyphens part a word and which belong to it, the
/// other words of the text tell. Safe to read from several threads.
class LineJoiner {
 public:
  /// Learns the words of the next line, but for those that its end or that of the line before may have cut.
  void learn(std::string_view line);

  /// Appends the next line to a text. Both are well-formed UTF-8 without white space at their ends.
  void append(std::string& text, std::string_view line) const;

 private:
  void learn_word(const std::string& word);
  [[nodiscard]] bool keeps_hyphen(std::string_view text, std::string_view line) const;

  std::unordered_set<std::string> words_;  ///< case folded; with their hyphens, and their parts alone
  bool is_cut_ = false;                    ///< the last line that was learned ended with a hyphen
};

/// True when the line ends with a hyphen that may part a word.
bool ends_with_hyphen(std::string_view line);

}  // namespace byline

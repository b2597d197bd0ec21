#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace byline {

/// A word as ICU's rules cut it: with its apostrophes, dots and underscores.
struct RawWord {
  std::size_t begin = 0;  ///< bytes
  std::size_t end = 0;    ///< bytes
  /// True only for what is nothing but letters and digits below U+0800, without apostrophes and '@': nothing in it
  /// needs a closer look.
  bool is_plain = false;
};

/// Finds the words of UTF-8 text exactly as the word break iterator of ICU 72 for the root locale does (UAX #29, with
/// ICU's changes: '@' is a letter, ':' joins nothing, a lone '_' is no word), several times faster: the rules are an
/// automaton over classes of characters, whose members ICU's properties tell. Only stretches of scripts that are cut by
/// a dictionary (Chinese, Japanese, Thai, Lao, Khmer, Burmese) are given to ICU, whose iterator is made when a text has
/// the first of them.
///
/// Why a stretch can be cut on its own: ICU's automaton starts anew at each boundary and reads forward only, so what
/// comes behind a boundary does not depend on what is before it; and a dictionary cuts inside one stretch between two
/// boundaries of the rules. Not thread-safe; make one per thread.
class WordBoundaries {
 public:
  WordBoundaries();
  ~WordBoundaries();
  WordBoundaries(WordBoundaries&&) noexcept;
  WordBoundaries& operator=(WordBoundaries&&) noexcept;

  /// The words of `text` in order, valid until the next call: what ICU gives a status of UBRK_WORD_NONE_LIMIT or more.
  /// `text` is well-formed UTF-8 of less than 2 GiB.
  const std::vector<RawWord>& find(std::string_view text);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace byline

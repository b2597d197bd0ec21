#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace byline {

/// How a word's script parts words.
enum class Spacing {
  Spaces,          ///< by spaces; also words of several scripts
  EastAsian,       ///< not at all: Chinese characters and kana
  SouthEastAsian,  ///< not at all: Thai, Lao, Khmer, Burmese
  Korean,          ///< by spaces, but nouns are written together
};

/// Of an exact form. A word with any letter of another kind is parted by spaces.
Spacing spacing_of(std::string_view word);

/// How many words an open end of a span may stand for; one with more is left out.
inline constexpr std::size_t kMaxOpenWords = 400;

/// A part of a text as an index has it.
struct SpanPart {
  std::vector<std::string> words;  ///< exact forms, sorted: any of them
  std::string
      text;  ///< the part; the words are that, or longer: end so at the beginning of a span, begin so at its end
};

/// The words of one archive that are written without spaces between them, and what a query's words mean among them.
///
/// Where such a text is parted depends on what stands around: the same five characters are one word here, two there,
/// and a reader's word may be a part of a longer one. An index holds each text parted in one way. So a query's word is
/// looked for in all the ways in which the archive's words can hold it.
class Lexicon {
 public:
  /// Both sorted by bytes, and of one spacing.
  Lexicon(std::vector<std::string> words, std::vector<std::string> stems);

  /// The stems of longer words that a reader would say have `stem` in them: 標準ライブラリ has ライブラリ, 開発者 has
  /// 開発, but 東京都 has no 京都, and インド no イン.
  [[nodiscard]] std::vector<std::string> compounds_of(std::string_view stem) const;

  enum class Ends {
    Closed,   ///< words of the archive make up the text exactly
    OpenEnd,  ///< the last may go on
    Open,  ///< the last may go on, and the first begin earlier: 稳定|版本 holds 稳定版, ค่าน้ำ|มัน holds น้ำมัน
  };
  /// The ways in which two or more words side by side hold the text, those of few words first; at most 12.
  [[nodiscard]] std::vector<std::vector<SpanPart>> spans_of(std::string_view text, Ends ends) const;

  [[nodiscard]] bool has_word(std::string_view word) const;

 private:
  [[nodiscard]] bool has_part(std::string_view word, std::size_t begin, std::size_t end, Spacing spacing) const;
  [[nodiscard]] bool is_crossed(std::string_view word, std::size_t begin, std::size_t end) const;
  [[nodiscard]] bool is_made_of_words(std::string_view text) const;
  [[nodiscard]] std::vector<std::string> words_that_begin(std::string_view text) const;
  [[nodiscard]] std::vector<std::string> words_that_end(std::string_view text) const;

  std::vector<std::string> words_;
  std::vector<std::string> stems_;
};

}  // namespace byline

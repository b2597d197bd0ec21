#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace byline {

/// The character set that a label means, as pages, mail and XML declare it: "ISO-8859-1" and "latin1" are windows-1252,
/// "gb2312" is gb18030, as browsers have it, for that is what such texts are written in. Nothing for labels that nobody
/// knows.
std::optional<std::string> charset_of_label(std::string_view label);

struct ConvertedText {
  std::string text;             ///< well-formed UTF-8; U+FFFD where bytes could not be decoded
  std::size_t undecodable = 0;  ///< how many bytes those were
};

/// Decodes bytes of a character set. Nothing when the set is unknown or the text too long to be held.
std::optional<ConvertedText> converted(std::string_view bytes, const std::string& charset);

/// What ICU's detector takes bytes for: 0 to 100 for a character set.
struct CharsetGuess {
  std::string charset;  ///< in this file's spelling
  int confidence = 0;
};
std::vector<CharsetGuess> charset_guesses(std::string_view bytes);

}  // namespace byline

#pragma once

#include <string>
#include <string_view>

#include "common/article.hpp"

namespace byline {

/// The language of a text, as an ISO 639-1 code, when the detector (CLD2) is sure and the text is long enough to tell;
/// else empty. Thread-safe.
std::string detect_language(std::string_view text);

/// What the detector takes a text for, however short or doubtful it is.
struct LanguageGuess {
  std::string code;  ///< ISO 639-1; empty when nothing can be said
  double share = 0;  ///< of the text, 0 to 1
  bool is_reliable = false;
};
LanguageGuess guess_language(std::string_view text);

/// Of an article's title and body.
std::string detect_language(const Article& article);

}  // namespace byline

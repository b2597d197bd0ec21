#pragma once

#include <string>
#include <string_view>

#include "common/article.hpp"

namespace byline {

/// The language of a text, as an ISO 639-1 code, when its script or the detector (CLD2) tells it surely and there is
/// enough prose; else empty. Code, addresses and numbers do not count. Thread-safe.
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

/// The language that counts when an article states one: that, unless its text is plainly in a script that the stated
/// language is not written in, as where a Russian page has kept its template's `lang="en"`. Text in Latin letters
/// contradicts nothing: it may be a translation that is still to be made. Cheap: the beginning is looked at.
std::string reconciled_language(const Article& article);

}  // namespace byline

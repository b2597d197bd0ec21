#pragma once

#include <string>
#include <string_view>

#include "common/article.hpp"

namespace byline {

/// The language of a text, as an ISO 639-1 code, when the detector (CLD2) is sure and the text is long enough to tell;
/// else empty. Thread-safe.
std::string detect_language(std::string_view text);

/// Of an article's title and body.
std::string detect_language(const Article& article);

}  // namespace byline

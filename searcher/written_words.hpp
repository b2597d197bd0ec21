#pragma once

#include <string>

#include "searcher/archive.hpp"

namespace byline {

/// An exact form as the archive's texts write it, accents and all but in small letters: "uberraschung" is
/// "überraschung". The commonest spelling in the first articles that have it; the form itself when none does. Reads
/// these articles: for what is shown.
std::string written_form(const std::string& word, Archive& archive);

}  // namespace byline

#pragma once

#include <string>
#include <string_view>

namespace byline {

/// Where a language's Snowball stemmer embarrasses: it gives words of far-apart meanings one stem ("organization" and
/// "organ", "international" and "intern"), or several to the forms of one word ("children", "wrote", "voces"). The
/// tables in stem_overrides.cpp were made by going through the groups of words with one stem in large vocabularies.
///
/// The stem of a word, or nothing when the stemmer is right. `word` is an exact form (Token::word) and what is given
/// has no accents either. Valid forever; thread-safe.
std::string_view overriding_stem(std::string_view language, std::string_view word);

/// Tells these tables from other ones.
std::string stem_overrides_identity();

}  // namespace byline

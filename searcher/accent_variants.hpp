#pragma once

#include <string>
#include <vector>

#include "searcher/archive.hpp"
#include "searcher/match_tree.hpp"

namespace byline {

/// Stems are made of words with their accents ("générosité": "generos"), so a word that stands without them, in a query
/// or in a text, has another stem ("generosite": "generosit"). These are the further stems under which the archive has
/// the words that a word differs from by its accents only, in each language that some article has them in.
///
/// `typed` is a word after folded_case. One with accents stands for the same word without; one without accents stands
/// for every word that it could be, in any inflection. In German articles a word that the archive does not have is
/// tried with the other spelling of its umlauts, too ("Mueller", "Müller").
///
/// Finds candidates among the stems that begin like the word: some dozens of keys are read. Nothing for languages that
/// are stemmed without accents (English, Russian) or not at all. Sorted, distinct.
std::vector<ForeignStem> accent_variants(const std::string& typed, Archive& archive);

}  // namespace byline

#pragma once

#include <string_view>

#include "indexer/name_words.hpp"

namespace byline {

/// A name (see looks_like_name) without the words of offices, employers and groups: "Senior Editor" is nobody's name.
bool is_person(std::string_view text);

/// One capitalised word, or one of a script without case, that could be a name where a name must stand.
bool is_single_name(std::string_view text);

/// "Staff reports", "The Editorial Board", "Reuters": a body that signs as its authors do.
bool is_organisation(std::string_view text);

/// A desk of the publication itself, or its staff: "Staff Writer", "News Desk", "Redaktion".
bool is_desk(std::string_view text);

/// The first word of the name of a body: "The", "BBC", "HuffPost".
bool begins_organisation(std::string_view word);

/// Nothing but the small words that stand inside names: "van der", "de".
bool are_particles(std::string_view words);

bool has_letter(std::string_view text);

/// "III".
bool is_name_numeral(std::string_view word);

/// True when a word of the text is one of offices, employers and groups: "Senior Editor", "Harbour Institute".
bool has_affiliation_word(std::string_view text);

}  // namespace byline

#pragma once

#include <string_view>

namespace byline {

/// A name (see looks_like_name) without the words of offices, employers and groups: "Senior Editor" is nobody's name.
bool is_person(std::string_view text);

/// One capitalised word, or one of a script without case, that could be a name where a name must stand.
bool is_single_name(std::string_view text);

/// "Staff reports", "The Editorial Board", "Reuters": a body that signs as its authors do.
bool is_organisation(std::string_view text);

/// The short names of news agencies and broadcasters: "AP", "Reuters".
bool is_agency(std::string_view text);

/// True when a word of the text is one of offices, employers and groups: "Senior Editor", "Harbour Institute".
bool has_affiliation_word(std::string_view text);

}  // namespace byline

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace byline {

/// The words of a name, parted by spaces; views into `text`.
std::vector<std::string_view> words_of(std::string_view text);

/// Lower case words that stand inside names: "van", "bin". Takes a folded word.
bool is_particle(const std::string& word);

/// Words that begin a phrase or tell one from a name; "The Takeaway" and "By Popular Demand" name nobody. Takes a
/// folded word.
bool is_common_word(const std::string& word);

/// Words of offices, employers and groups. Takes a folded word.
bool is_affiliation_word(const std::string& word);

/// The names of news agencies and broadcasters: "AP", "Reuters", "The Associated Press".
bool is_agency(std::string_view text);

/// What one person is: "writer", "editor"; not "team".
bool is_personal_office(std::string_view word);

/// A word that stands in front of one of those: "senior", "contributing".
bool is_office_adjective(std::string_view word);

}  // namespace byline

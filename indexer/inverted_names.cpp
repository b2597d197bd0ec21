#include "indexer/inverted_names.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "common/folding.hpp"
#include "common/utf8.hpp"
#include "indexer/byline_names.hpp"
#include "indexer/given_names.hpp"
#include "indexer/line_label.hpp"
#include "indexer/person_name.hpp"

namespace byline {
namespace {

std::string_view first_word(std::string_view text) { return text.substr(0, text.find(' ')); }

std::string_view last_word(std::string_view text) {
  const std::size_t space = text.rfind(' ');
  return space == std::string_view::npos ? text : text.substr(space + 1);
}

/// "Williams", "van der Berg": what could stand in front of the comma.
bool could_be_surname(std::string_view text) {
  if (is_agency(text)) return false;
  if (has_affiliation_word(text)) return false;
  const std::string_view last = last_word(text);
  if (!is_single_name(last)) return false;
  return last.size() == text.size() || are_particles(trim(text.substr(0, text.size() - last.size())));
}

/// "Erin", "Erin K.", "Michiel de": what could stand behind it.
bool could_be_given(std::string_view text) {
  if (std::count(text.begin(), text.end(), ' ') > 2 || is_agency(text) || has_affiliation_word(text)) return false;
  return begins_like_sentence(text) && looks_like_name("X " + std::string(first_word(text)));
}

bool is_all_capitals(std::string_view word) {
  return word.size() > 2 &&
         std::all_of(
             word.begin(), word.end(),
             [](char c) { return (c >= 'A' && c <= 'Z') || c == '-' || static_cast<unsigned char>(c) > 0x7F; }) &&
         folded_case(word) != word;
}

bool shows_given_name(std::string_view surname, std::string_view given) {
  const std::string_view last = last_word(given);
  if (last.size() != given.size() && (are_particles(last) || is_initials(last))) return true;
  if (is_all_capitals(surname) && !is_all_capitals(given)) return true;
  return is_given_name(first_word(given)) && (!is_given_name(surname) || given.find(' ') != std::string_view::npos);
}

bool is_pair(const NamePart& surname, const NamePart& given, bool is_catalogue) {
  if (!given.after_comma || !could_be_surname(surname.text) || !could_be_given(given.text)) return false;
  // "SATO, Hana", but not "NASA, Hana Sato".
  if (begins_organisation(surname.text)) return is_given_name(given.text);
  return is_catalogue || shows_given_name(surname.text, given.text);
}

/// "Smith, J.": the initials went back to their name when the list was parted.
void turn_initials(NamePart& part) {
  const std::size_t comma = part.text.find(", ");
  if (comma == std::string::npos || !is_initials(std::string_view(part.text).substr(comma + 2))) return;
  if (part.text.find(' ') < comma && !are_particles(first_word(part.text))) return;
  part.text = part.text.substr(comma + 2) + " " + part.text.substr(0, comma);
}

/// A lone pair between other separators: "Williams, Erin; Byrne, Declan".
bool stands_alone(const std::vector<NamePart>& parts, std::size_t at) {
  return !parts[at].after_comma && (at + 2 >= parts.size() || !parts[at + 2].after_comma);
}

/// "Williams, Erin, Byrne, Declan": nothing but pairs.
bool are_all_pairs(const std::vector<NamePart>& parts, bool is_catalogue) {
  if (parts.size() % 2 != 0) return false;
  for (std::size_t i = 0; i < parts.size(); i += 2) {
    if (!is_pair(parts[i], parts[i + 1], is_catalogue)) return false;
  }
  return true;
}

}  // namespace

std::vector<NamePart> turned_round(std::vector<NamePart> parts, bool is_catalogue) {
  const bool all_pairs = are_all_pairs(parts, is_catalogue);
  std::vector<NamePart> turned;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const bool is_one =
        i + 1 < parts.size() && (all_pairs || stands_alone(parts, i)) && is_pair(parts[i], parts[i + 1], is_catalogue);
    if (is_one) {
      turned.push_back({parts[i + 1].text + " " + parts[i].text, parts[i].after_comma && !all_pairs});
      ++i;
    } else {
      turn_initials(parts[i]);
      turned.push_back(std::move(parts[i]));
    }
  }
  return turned;
}

}  // namespace byline

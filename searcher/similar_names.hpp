#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace byline {

/// How well a name fits one that was asked for; greater is better.
enum class NameLikeness : std::uint8_t {
  None,
  Initials,  ///< with initials of the archive's name for words that were asked for: "J. R. Doe" for "Robert Doe"
  Words,     ///< it has all that was asked for, and more: "Erin M. Williams" for "Erin Williams" or "E. Williams"
  Same,      ///< the same words: "Erin Williams" for "Williams, Erin", "Dr. Erin Williams", "erin-williams"
};

/// Compares two folded names (folded_name). The order of words, punctuation, hyphens, apostrophes and titles ("Dr.",
/// "PhD") make no difference. An initial stands for any word that begins so, each for one of its own, and at least one
/// word must be there in full. Linear in the words of a name, of which a person has few.
NameLikeness name_likeness(std::string_view name, std::string_view wanted);

/// The words of a folded value.
std::vector<std::string_view> words_of_value(std::string_view value, std::string_view separators = " ,-_");

/// Whether a folded value has all the words of `wanted`, in any order.
bool has_words(std::string_view value, std::string_view wanted);

}  // namespace byline

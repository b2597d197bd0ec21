#pragma once

#include <string_view>

namespace byline {

/// True for the commonest given names of many languages, in Latin and Cyrillic letters. A table can only ever be
/// evidence: it tells "Williams, Erin", one person, from "Williams, Lindqvist".
bool is_given_name(std::string_view word);

/// True for words that end as surnames do: "-qvist", "-sson", "-enko", "-escu". Says nothing of most surnames.
bool ends_like_surname(std::string_view word);

}  // namespace byline

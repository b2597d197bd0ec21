#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace byline {

/// True for words so common in a language that they say nothing of an article: articles, pronouns, prepositions,
/// auxiliaries. `word` is an exact form (folded, without accents). Languages without a list have none.
bool is_stop_word(std::string_view word, std::string_view language);

/// The language a query is in, as far as its stop words tell: `languages.front()` (the archive's main one) unless
/// another has two or more stop words among `words`, and more than that.
std::string query_language(const std::vector<std::string>& words, const std::vector<std::string>& languages);

}  // namespace byline

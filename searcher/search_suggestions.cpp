#include "searcher/search_suggestions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "common/folding.hpp"
#include "searcher/name_speller.hpp"
#include "searcher/query_places.hpp"
#include "searcher/typing_errors.hpp"

namespace byline {
namespace {

/// A query that finds no more is looked at for conditions that were typed as words.
constexpr std::size_t kFewArticles = 3;

bool is_year_number(std::string_view word) {
  return word.size() == 4 && (word[0] == '1' || word[0] == '2') &&
         word.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_plain_word(const QueryPlace& place) {
  return !place.is_value && !place.in_phrase && !place.in_title && place.form == WordForm::Inflected;
}

/// What finds nothing, either, must be beyond doubt.
bool is_certain(const CorrectedQuery& correction) {
  return correction.total > 0 ||
         std::all_of(correction.replacements.begin(), correction.replacements.end(), [](const Replacement& one) {
           return typing_cost(folded_name(one.typed), folded_name(one.text)) <= kOneTypingError;
         });
}

}  // namespace

std::string listed(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    text += fmt::format("{}'{}'", i == 0 ? "" : i + 1 == words.size() ? " or " : ", ", words[i]);
  }
  return text;
}

std::optional<CorrectedQuery> SearchSuggestions::certain_correction(const QueryNode& query) const {
  const std::vector<ActiveFilter> none;
  QuerySpeller speller(archive_, resolver_, request_.query, query, counter_.count(query, none),
                       [&](const std::string& text) { return counter_.count(text, none); });
  const std::vector<std::string>& missing = speller.missing_words();
  const bool has_name = std::any_of(missing.begin(), missing.end(), [&](const std::string& word) {
    return !resolver_.resolve(QueryField::Author, word).keys.empty();
  });
  if (missing.empty() || has_name) return std::nullopt;
  std::vector<CorrectedQuery> corrections = speller.corrections();
  if (corrections.empty() || !is_certain(corrections.front())) return std::nullopt;
  return std::move(corrections.front());
}

void SearchSuggestions::add_to(Results& results, const QueryNode& query,
                               const std::vector<ActiveFilter>& filters) const {
  const std::size_t found = results.match == "all" ? results.total : 0;
  QuerySpeller speller(archive_, resolver_, request_.query, query, found,
                       [&](const std::string& text) { return counter_.count(text, filters); });
  const std::vector<CorrectedQuery> corrections = speller.corrections();
  results.help.missing = speller.missing_words();
  if (results.match == "any" && !request_.match && !speller.missing_words().empty()) {
    results.warnings.push_back("no article has " + listed(speller.missing_words()));
  }
  suggest_values(results.warnings);
  if (found <= kFewArticles && !request_.is_plain_text) {
    for (const QueryPlace& place : speller.places()) suggest_field(place, found, filters, results);
  }
  for (const CorrectedQuery& correction : corrections) {
    results.suggestions.push_back({correction.query, correction.total, correction.is_minor});
  }
}

/// For values of options that the archive does not have.
void SearchSuggestions::suggest_values(std::vector<std::string>& warnings) const {
  for (const FilterOption& option : request_.filters) {
    if (option.field == QueryField::Date || option.field == QueryField::Language) continue;
    for (const std::string& value : option.values) {
      if (!resolver_.resolve(option.field, value).keys.empty()) continue;
      const auto near = similar_values(archive_, facet_of(option.field), folded_name(value), 1);
      if (near.empty()) continue;
      warnings.push_back(fmt::format("did you mean --{} \"{}\"?", name_of(option.field), near.front().text));
    }
  }
}

/// A year or a name among the words may have been meant as a condition.
void SearchSuggestions::suggest_field(const QueryPlace& place, std::size_t found,
                                      const std::vector<ActiveFilter>& filters, Results& results) const {
  if (!is_plain_word(place)) return;
  const std::vector<std::string>& missing = results.help.missing;
  const bool is_year = is_year_number(place.word);
  const bool may_be_name = found == 0 && std::find(missing.begin(), missing.end(), place.typed) != missing.end();
  if (!is_year && (!may_be_name || resolver_.resolve(QueryField::Author, place.typed).keys.empty())) return;
  const std::string condition = fmt::format("{}:{}", is_year ? "date" : "author", place.typed);
  const std::string query = replaced(request_.query, {{place.span, place.typed, condition}});
  const std::size_t total = counter_.count(query, filters);
  if (total <= found) return;
  results.warnings.push_back(fmt::format("'{}' is taken as a word; {} finds articles {}", place.typed, condition,
                                         is_year ? "of that year" : "by that author"));
  results.suggestions.push_back({query, total, false});
}

}  // namespace byline

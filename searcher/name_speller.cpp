#include "searcher/name_speller.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <optional>
#include <tuple>

#include "common/utf8.hpp"
#include "searcher/edit_distance.hpp"
#include "searcher/similar_names.hpp"
#include "searcher/typing_errors.hpp"

namespace byline {
namespace {

/// Beyond this comparing with each would take too long.
constexpr std::size_t kMaxValues = 200'000;
constexpr std::size_t kShortWord = 4;
/// Words that the typed value leaves out count for something, so that "smith" is nearer to "j smith" than to a long
/// name with a "smith" in it.
constexpr double kWordLeftOut = 0.15;

/// The cost when one can stand for the other, by the length of the shorter one.
std::optional<double> cost_within_reach(std::string_view typed, std::string_view meant) {
  const std::size_t lengths[] = {count_code_points(typed), count_code_points(meant)};
  const std::size_t reach = std::min(lengths[0], lengths[1]) <= kShortWord ? 1 : 2;
  if (std::max(lengths[0], lengths[1]) > std::min(lengths[0], lengths[1]) + reach) return std::nullopt;
  if (typed == meant) return 0;
  if (std::min(lengths[0], lengths[1]) < 3 || edit_distance(typed, meant) > reach) return std::nullopt;
  return typing_cost(typed, meant);
}

std::optional<double> cost_by_words(const std::vector<std::string_view>& typed, std::string_view value) {
  const std::vector<std::string_view> words = words_of_value(value);
  if (typed.size() > words.size()) return std::nullopt;
  double sum = kWordLeftOut * static_cast<double>(words.size() - typed.size());
  for (const std::string_view part : typed) {
    double least = std::numeric_limits<double>::infinity();
    for (const std::string_view word : words) least = std::min(least, cost_within_reach(part, word).value_or(least));
    if (least == std::numeric_limits<double>::infinity()) return std::nullopt;
    sum += least;
  }
  return sum;
}

std::optional<double> cost_of(std::string_view typed, const std::vector<std::string_view>& typed_words,
                              std::string_view value) {
  const std::optional<double> whole = cost_within_reach(typed, value);
  const std::optional<double> by_words = cost_by_words(typed_words, value);
  if (whole && by_words) return std::min(*whole, *by_words);
  return whole ? whole : by_words;
}

}  // namespace

std::vector<Respelling> similar_values(Archive& archive, std::string_view facet, std::string_view folded,
                                       std::size_t limit) {
  const std::vector<FacetEntry> entries = archive.facet(facet).all();
  if (entries.size() > kMaxValues) return {};
  const std::vector<std::string_view> typed = words_of_value(folded);
  std::vector<Respelling> found;
  for (const FacetEntry& entry : entries) {
    if (entry.spellings.empty()) continue;
    const std::optional<double> cost = cost_of(folded, typed, entry.key);
    if (!cost) continue;
    const std::uint64_t articles = std::accumulate(entry.spellings.begin(), entry.spellings.end(), std::uint64_t{0},
                                                   [](std::uint64_t sum, const auto& of) { return sum + of.second; });
    found.push_back({entry.display(), respelling_cost(*cost, static_cast<double>(articles)),
                     static_cast<Xapian::doccount>(articles)});
  }
  std::sort(found.begin(), found.end(), [](const Respelling& a, const Respelling& b) {
    return std::tie(a.cost, b.articles, a.text) < std::tie(b.cost, a.articles, b.text);
  });
  if (found.size() > limit) found.resize(limit);
  return found;
}

}  // namespace byline

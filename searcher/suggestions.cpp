#include "searcher/suggestions.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "common/error.hpp"
#include "common/folding.hpp"
#include "common/schema.hpp"
#include "common/utf8.hpp"
#include "searcher/accent_variants.hpp"
#include "searcher/lexicon.hpp"
#include "searcher/name_speller.hpp"
#include "searcher/stop_words.hpp"
#include "searcher/typing_errors.hpp"
#include "searcher/written_words.hpp"

namespace byline {
namespace {

/// Longer queries are pasted text, not typed.
constexpr std::size_t kMaxPlaces = 32;
/// So many words are looked at more closely: each is a walk through the vocabulary.
constexpr std::size_t kMaxDoubts = 4;
/// Ways to spell each of one, two, three, four doubtful words.
constexpr std::size_t kWays[] = {24, 6, 4, 3};
constexpr std::size_t kMaxCounted = 16;
constexpr std::size_t kMaxSuggestions = 5;
/// A query that found no more than this may have meant something else.
constexpr std::size_t kFew = 3;
/// A rare word is doubtful beside one that is this much commoner.
constexpr double kFarCommoner = 50;
constexpr double kMissingSpace = 0.9;
/// How much it tells that words are found together.
constexpr double kTogetherWeight = 1.5;
/// People are told of suggestions that are not this much less likely than the first.
constexpr double kFarLessLikely = 6;
/// What is found by another inflection is what was meant, unless another word is this much commoner.
constexpr double kCommoner = 2;

/// "Chian" -> "China".
std::string in_case_of(std::string_view typed, const std::string& word) {
  std::size_t at = 0;
  const auto first = static_cast<UChar32>(next_code_point(typed, at));
  const bool capitalised =
      u_isupper(first) != 0 && at < typed.size() && u_islower(static_cast<UChar32>(next_code_point(typed, at))) != 0;
  if (!capitalised) return word;
  at = 0;
  std::string result;
  append_utf8(result, static_cast<char32_t>(u_totitle(static_cast<UChar32>(next_code_point(word, at)))));
  return result + word.substr(at);
}

/// With too many letters wrong it is another word. Other words beside it will tell more.
bool is_believable(double typing_cost, std::string_view word, bool is_alone) {
  const double most = 0.25 * static_cast<double>(count_code_points(word)) + 0.3;
  return typing_cost <= std::min(most, 2.4) + (is_alone ? 0 : 0.2);
}

std::string quoted_value(const std::string& value, bool is_quoted) {
  if (is_quoted || value.find_first_of(" \t()") == std::string::npos) return value;
  return '"' + value + '"';
}

bool overlap(const Span& a, const Span& b) { return a.begin < b.end && b.begin < a.end; }

}  // namespace

QuerySpeller::QuerySpeller(Archive& archive, FilterResolver& filters, std::string query, const QueryNode& root,
                           std::size_t found, Count count)
    : archive_(archive),
      filters_(filters),
      query_(std::move(query)),
      found_(found),
      count_(std::move(count)),
      speller_(archive),
      places_(places_of(root, archive)) {
  if (places_.size() > kMaxPlaces) places_.clear();
  find_missing();
}

bool QuerySpeller::is_stop(const std::string& word) const {
  const auto& languages = archive_.languages();
  return std::any_of(languages.begin(), languages.end(),
                     [&](const std::string& language) { return is_stop_word(word, language); });
}

bool QuerySpeller::is_stop_word_place(const QueryPlace& place) const {
  return !place.in_phrase && place.form == WordForm::Inflected && is_stop(place.word);
}

/// A value is looked for among all there are, which takes longer: not where the query found something.
bool QuerySpeller::has_value(const QueryPlace& place) {
  if (found_ > 0) return true;
  try {
    return !filters_.resolve(place.field, place.typed).keys.empty();
  } catch (const Error&) {
    return true;  // the search itself has told it
  }
}

QuerySpeller::Presence QuerySpeller::presence_of(const QueryPlace& place) {
  if (place.is_value) return has_value(place) ? Presence::There : Presence::Missing;
  const Spacing spacing = spacing_of(place.word);
  if (spacing == Spacing::EastAsian || spacing == Spacing::SouthEastAsian) return Presence::There;
  if (speller_.has_form(place.word) || !accent_variants(place.word, archive_).empty()) return Presence::There;
  if (speller_.has_word(place.word)) return Presence::OtherForms;
  // A Korean noun is also found inside longer ones.
  const bool has_compounds = spacing == Spacing::Korean &&
                             !archive_.lexicon(spacing).compounds_of(archive_.analyser({}).stem_of(place.word)).empty();
  return has_compounds ? Presence::OtherForms : Presence::Missing;
}

void QuerySpeller::find_missing() {
  for (const QueryPlace& place : places_) {
    presence_.push_back(is_stop_word_place(place) ? Presence::There : presence_of(place));
    const bool tell = presence_.back() == Presence::Missing && !place.is_value &&
                      std::find(missing_.begin(), missing_.end(), place.typed) == missing_.end();
    if (tell) missing_.push_back(place.typed);
  }
}

/// A word that few articles have, in a query that found little, may be another one misspelt the same way before.
bool QuerySpeller::is_rare(const QueryPlace& place) const {
  return found_ <= kFew && speller_.articles_with(place.word) <= kFew;
}

std::vector<QuerySpeller::Way> QuerySpeller::value_ways(const QueryPlace& place) {
  std::vector<Way> ways;
  for (const Respelling& near : similar_values(archive_, facet_of(place.field), place.word, kWays[0])) {
    if (near.text.find('"') != std::string::npos) continue;
    ways.push_back({{place.span, place.typed, quoted_value(near.text, place.quoted)}, near.cost, false});
  }
  return ways;
}

/// Whether to offer a word that looks like the one at the place.
bool QuerySpeller::is_better(const Respelling& near, const QueryPlace& place, Presence presence) {
  const bool is_split = near.text.find(' ') != std::string::npos;
  const double typing = is_split ? kMissingSpace : typing_cost(place.word, near.text);
  if (!is_believable(typing, place.word, places_.size() == 1)) return false;
  if (presence == Presence::Missing) return true;
  if (typing > kOneTypingError) return false;
  if (place.in_phrase) return true;
  if (presence == Presence::There) return near.articles >= kFarCommoner * (speller_.articles_with(place.word) + 1.0);
  const std::vector<std::string> near_stems = archive_.stems_of(near.text);
  Xapian::doccount articles = 0;
  for (const std::string& stem : archive_.stems_of(place.word)) {
    if (std::binary_search(near_stems.begin(), near_stems.end(), stem)) return true;
    articles = std::max(articles, archive_.articles().get_termfreq(std::string(prefix::kStem) + stem));
  }
  return near.articles > kCommoner * articles;
}

/// A stop word is in most articles, and a word that the query has already is in the same: both seem to fit always. A
/// stop word may still be what was meant, by a slip of the finger.
bool QuerySpeller::says_nothing(const std::string& word, const QueryPlace& at) const {
  if (at.in_phrase) return false;
  return (is_stop(word) && typing_cost(at.word, word) > kOneTypingError) ||
         std::any_of(places_.begin(), places_.end(), [&](const QueryPlace& place) { return place.word == word; });
}

std::vector<QuerySpeller::Way> QuerySpeller::ways_for(const QueryPlace& place, Presence presence) {
  if (place.is_value) return value_ways(place);
  std::vector<Way> ways;
  for (const Respelling& near : speller_.respellings(place.word, 4 * kWays[0])) {
    if (!is_better(near, place, presence) || says_nothing(near.text, place)) continue;
    ways.push_back({{place.span, place.typed, in_case_of(place.typed, near.text)},
                    near.cost,
                    presence != Presence::There && !place.in_phrase});
    if (ways.size() == kWays[0]) break;
  }
  return ways;
}

void QuerySpeller::add_doubt(const QueryPlace& place, Presence presence, std::vector<Doubt>& doubts) {
  if (doubts.size() == kMaxDoubts) return;
  if (!place.is_value && !WordSpeller::can_spell(place.word)) return;
  Doubt doubt{place, ways_for(place, presence), presence != Presence::Missing};
  if (!doubt.ways.empty() || presence == Presence::Missing) doubts.push_back(std::move(doubt));
}

/// "news paper" where the archive has "newspaper".
void QuerySpeller::add_joins(std::vector<Doubt>& doubts) {
  for (std::size_t i = 0; i + 1 < places_.size(); ++i) {
    const QueryPlace& first = places_[i];
    const QueryPlace& second = places_[i + 1];
    const bool missing = presence_[i] == Presence::Missing || presence_[i + 1] == Presence::Missing;
    if (first.is_value || second.is_value || (!missing && found_ > kFew)) continue;
    if (first.in_phrase != second.in_phrase || !only_space_between(query_, first.span, second.span)) continue;
    const std::string joined = first.word + second.word;
    const Xapian::doccount articles = speller_.articles_with(joined);
    if (articles == 0 || spacing_of(joined) != Spacing::Spaces) continue;
    Way way;
    way.replacement = {
        {first.span.begin, second.span.end}, first.typed + " " + second.typed, in_case_of(first.typed, joined)};
    way.cost = respelling_cost(kMissingSpace, articles);
    way.is_sure = missing;
    const auto known = std::find_if(doubts.begin(), doubts.end(), [&](const Doubt& doubt) {
      return doubt.place.span == (presence_[i] != Presence::There ? first.span : second.span);
    });
    if (known != doubts.end()) {
      known->ways.insert(known->ways.begin(), std::move(way));
    } else if (doubts.size() < kMaxDoubts) {
      doubts.push_back({first, {std::move(way)}, !missing});
    }
  }
}

std::vector<QuerySpeller::Doubt> QuerySpeller::doubts() {
  std::vector<Doubt> doubts;
  for (const Presence presence : {Presence::Missing, Presence::OtherForms}) {
    for (std::size_t i = 0; i < places_.size(); ++i) {
      if (presence_[i] == presence) add_doubt(places_[i], presence, doubts);
    }
  }
  for (std::size_t i = 0; i < places_.size() && doubts.empty(); ++i) {
    const QueryPlace& place = places_[i];
    if (place.is_value || is_stop_word_place(place)) continue;
    if (is_rare(place) || (place.in_phrase && found_ == 0)) add_doubt(place, Presence::There, doubts);
  }
  add_joins(doubts);
  std::sort(doubts.begin(), doubts.end(),
            [](const Doubt& a, const Doubt& b) { return a.place.span.begin < b.place.span.begin; });
  return doubts;
}

std::vector<QuerySpeller::Choice> QuerySpeller::choices_of(const std::vector<Doubt>& doubts) {
  std::vector<Choice> choices(1);
  for (const Doubt& doubt : doubts) {
    std::vector<Choice> longer;
    for (const Choice& choice : choices) {
      const bool covered = std::any_of(choice.replacements.begin(), choice.replacements.end(),
                                       [&](const Replacement& done) { return overlap(done.span, doubt.place.span); });
      if (covered || doubt.can_stay || doubt.ways.empty()) longer.push_back(choice);
      const std::size_t most = std::min(doubt.ways.size(), kWays[doubts.size() - 1]);
      for (std::size_t i = 0; i < most && !covered; ++i) {
        const Way& way = doubt.ways[i];
        if (!choice.replacements.empty() && overlap(choice.replacements.back().span, way.replacement.span)) continue;
        Choice next = choice;
        next.replacements.push_back(way.replacement);
        next.cost += way.cost;
        next.is_sure = next.is_sure && way.is_sure;
        next.is_close = next.is_close && way.is_close;
        longer.push_back(std::move(next));
      }
    }
    choices = std::move(longer);
  }
  std::erase_if(choices, [](const Choice& choice) { return choice.replacements.empty(); });
  std::stable_sort(choices.begin(), choices.end(), [](const Choice& a, const Choice& b) { return a.cost < b.cost; });
  return choices;
}

std::vector<CorrectedQuery> QuerySpeller::best_of(std::vector<Choice> choices) {
  if (choices.size() > kMaxCounted) choices.resize(kMaxCounted);
  struct Ranked {
    double cost;
    std::size_t together;  ///< articles that have the words; those with a stop word prove nothing
    CorrectedQuery query;
  };
  std::vector<Ranked> ranked;
  for (Choice& choice : choices) {
    CorrectedQuery query{replaced(query_, choice.replacements), std::move(choice.replacements), 0};
    query.total = count_(query.query);
    if (!choice.is_sure && query.total <= found_) continue;
    if (!choice.is_close && query.total == 0 && places_.size() > 1) continue;
    const bool has_stop = places_.size() > 1 && std::any_of(query.replacements.begin(), query.replacements.end(),
                                                            [&](const Replacement& one) { return is_stop(one.text); });
    const std::size_t together = has_stop ? 0 : query.total;
    const double gain = places_.size() > 1 ? std::log(static_cast<double>(together) + 0.5) : 0;
    ranked.push_back({choice.cost - kTogetherWeight * gain, together, std::move(query)});
  }
  const bool any_found = std::any_of(ranked.begin(), ranked.end(), [](const Ranked& one) { return one.together > 0; });
  if (any_found) std::erase_if(ranked, [](const Ranked& one) { return one.together == 0; });
  std::stable_sort(ranked.begin(), ranked.end(), [](const Ranked& a, const Ranked& b) { return a.cost < b.cost; });
  std::vector<CorrectedQuery> best;
  std::set<std::string> seen = {query_};
  std::set<std::string> seen_stems;
  const auto is_new = [&](const std::string& query) {
    bool all_new = true;
    for (std::string& stems : stems_of(query)) all_new = seen_stems.insert(std::move(stems)).second && all_new;
    return all_new;
  };
  is_new(query_);
  for (Ranked& one : ranked) {
    if (best.size() == kMaxSuggestions) break;
    if (!seen.insert(one.query.query).second) continue;
    // Values of fields are compared whole: another inflection is another value.
    const bool is_other_form = !is_new(one.query.query) && !replaces_value(one.query);
    one.query.is_minor = is_other_form || one.cost > ranked.front().cost + kFarLessLikely;
    restore_accents(one.query);
    best.push_back(std::move(one.query));
  }
  return best;
}

bool QuerySpeller::replaces_value(const CorrectedQuery& query) const {
  return std::any_of(places_.begin(), places_.end(), [&](const QueryPlace& place) {
    return place.is_value &&
           std::any_of(query.replacements.begin(), query.replacements.end(),
                       [&](const Replacement& replacement) { return overlap(place.span, replacement.span); });
  });
}

void QuerySpeller::restore_accents(CorrectedQuery& query) {
  for (Replacement& replacement : query.replacements) {
    const bool is_word = std::any_of(places_.begin(), places_.end(), [&](const QueryPlace& place) {
      return !place.is_value && overlap(place.span, replacement.span);
    });
    if (!is_word) continue;
    std::string text;
    for (std::string_view rest = replacement.text; !rest.empty();) {
      const std::string_view word = rest.substr(0, rest.find(' '));
      text += (text.empty() ? "" : " ") + written_form(folded_name(word), archive_);
      rest.remove_prefix(std::min(rest.size(), word.size() + 1));
    }
    replacement.text = in_case_of(replacement.typed, text);
  }
  query.query = replaced(query_, query.replacements);
}

std::vector<std::string> QuerySpeller::stems_of(const std::string& query) {
  std::vector<std::string> all;
  for (const std::string& language : archive_.languages()) {
    std::string stems = language + ':';
    for (const Token& token : archive_.analyser(language).analyse(query)) stems += ' ' + std::string(token.stem);
    all.push_back(std::move(stems));
  }
  return all;
}

namespace {

void mark_respelt(QueryNode& node, const Span& place, const RespeltWord& word) {
  const bool is_text = node.kind == QueryNode::Kind::Word || node.kind == QueryNode::Kind::Phrase;
  if (is_text && node.span.begin <= place.begin && place.end <= node.span.end) node.respelt.push_back(word);
  for (QueryNode& child : node.children) mark_respelt(child, place, word);
}

}  // namespace

void mark_respelt(QueryNode& root, const CorrectedQuery& correction) {
  std::ptrdiff_t shift = 0;
  for (const Replacement& replacement : correction.replacements) {
    const auto length = static_cast<std::ptrdiff_t>(count_code_points(replacement.text));
    const auto begin = static_cast<std::ptrdiff_t>(replacement.span.begin) + shift;
    // Two words put in for one are two nodes.
    std::size_t at = static_cast<std::size_t>(begin);
    for (std::string_view rest = replacement.text; !rest.empty();) {
      const std::string_view word = rest.substr(0, rest.find(' '));
      const std::size_t letters = count_code_points(word);
      mark_respelt(root, {at, at + letters}, {folded_name(word), replacement.typed});
      at += letters + 1;
      rest.remove_prefix(std::min(rest.size(), word.size() + 1));
    }
    shift += length - static_cast<std::ptrdiff_t>(replacement.span.end - replacement.span.begin);
  }
}

std::vector<CorrectedQuery> QuerySpeller::corrections() {
  const std::vector<Doubt> found = doubts();
  return found.empty() ? std::vector<CorrectedQuery>() : best_of(choices_of(found));
}

}  // namespace byline

#include "searcher/word_speller.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <cmath>
#include <tuple>

#include "common/korean.hpp"
#include "common/utf8.hpp"
#include "searcher/letters.hpp"
#include "searcher/lexicon.hpp"
#include "searcher/similar_words.hpp"
#include "searcher/typing_errors.hpp"

namespace byline {
namespace {

constexpr std::size_t kShortestWord = 3;
/// Up to so many letters one error is all that can be put right: with two, everything is near.
constexpr std::size_t kShortWord = 4;
constexpr std::size_t kLongWord = 9;
constexpr std::size_t kMaxSimilar = 2000;
constexpr std::size_t kMaxSplitsTried = 4;
constexpr double kMissingSpace = 0.9;
constexpr double kSingleLetter = 0.6;  ///< more for a split into a letter and a word: seldom meant
/// An error weighs as much as this many e-foldings of the frequency.
constexpr double kErrorWeight = 7;

bool has_digit(std::string_view word) {
  for (std::size_t at = 0; at < word.size();) {
    if (u_isdigit(static_cast<UChar32>(next_code_point(word, at)))) return true;
  }
  return false;
}

bool is_letter(char32_t letter) { return u_isalpha(static_cast<UChar32>(letter)) != 0; }

bool is_likelier(const Respelling& a, const Respelling& b) {
  return std::tie(a.cost, b.articles, a.text) < std::tie(b.cost, a.articles, b.text);
}

}  // namespace

double respelling_cost(double typing_cost, double articles) {
  return kErrorWeight * typing_cost - std::log(articles + 0.5);
}

Xapian::doccount WordSpeller::articles_with(const std::string& word) const {
  return archive_.articles().get_termfreq(word);
}

bool WordSpeller::has_word(const std::string& word) {
  if (has_form(word)) return true;
  const std::vector<std::string> stems = archive_.stems_of(word);
  return std::any_of(stems.begin(), stems.end(), [&](const std::string& stem) { return archive_.has_stem(stem); });
}

bool WordSpeller::can_spell(std::string_view word) {
  const Spacing spacing = spacing_of(word);
  if (spacing == Spacing::EastAsian || spacing == Spacing::SouthEastAsian || has_digit(word)) return false;
  const std::u32string letters = letters_of(word);
  return letters.size() >= kShortestWord && letters.size() <= kMaxSimilarLength && is_letter(letters.front());
}

void WordSpeller::add_similar(const std::string& word, std::vector<Respelling>& found) const {
  const std::size_t letters = letters_of(word).size();
  SimilarWordRequest request{letters <= kShortWord ? 1u : 2u, kMaxSimilar, 0};
  SimilarWords similar = similar_words(archive_.articles(), word, request);
  if (similar.words.empty() && letters >= kLongWord) {
    request.max_distance = kMaxEditDistance;
    similar = similar_words(archive_.articles(), word, request);
  }
  for (SimilarWord& near : similar.words) {
    if (near.distance == 0 || has_digit(near.word)) continue;
    const double cost = respelling_cost(typing_cost(word, near.word), near.articles);
    found.push_back({std::move(near.word), cost, near.articles});
  }
}

std::vector<Respelling> WordSpeller::respellings(const std::string& word, std::size_t limit) {
  std::vector<Respelling> found;
  add_similar(word, found);
  // A Korean noun may be known with other particles only.
  if (is_hangul(word)) {
    const std::string stem = korean_stem(word);
    if (stem != word && can_spell(stem)) add_similar(stem, found);
  }
  for (Respelling& split : splits(word)) found.push_back(std::move(split));
  std::sort(found.begin(), found.end(), is_likelier);
  const auto same = [](const Respelling& a, const Respelling& b) { return a.text == b.text; };
  found.erase(std::unique(found.begin(), found.end(), same), found.end());
  if (found.size() > limit) found.resize(limit);
  return found;
}

Xapian::doccount WordSpeller::articles_with_phrase(const std::string& first, const std::string& second) const {
  const std::vector<std::string> words = {first, second};
  Xapian::Enquire enquire(archive_.articles());
  enquire.set_query(Xapian::Query(Xapian::Query::OP_PHRASE, words.begin(), words.end(), 2));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  return enquire.get_mset(0, 0, archive_.articles().get_doccount()).get_matches_estimated();
}

std::vector<Respelling> WordSpeller::splits(const std::string& word) {
  struct Split {
    std::string first;
    std::string second;
    Xapian::doccount articles;  ///< at most so many have them side by side
  };
  std::vector<Split> possible;
  std::size_t at = 0;
  next_code_point(word, at);
  for (; at < word.size(); next_code_point(word, at)) {
    const std::string first = word.substr(0, at);
    const std::string second = word.substr(at);
    const Xapian::doccount articles = std::min(articles_with(first), articles_with(second));
    if (articles > 0) possible.push_back({first, second, articles});
  }
  std::stable_sort(possible.begin(), possible.end(),
                   [](const Split& a, const Split& b) { return a.articles > b.articles; });
  if (possible.size() > kMaxSplitsTried) possible.resize(kMaxSplitsTried);
  std::vector<Respelling> found;
  for (const Split& split : possible) {
    const Xapian::doccount articles = articles_with_phrase(split.first, split.second);
    if (articles == 0) continue;
    const bool has_single = std::min(letters_of(split.first).size(), letters_of(split.second).size()) == 1;
    const double typing = kMissingSpace + (has_single ? kSingleLetter : 0);
    found.push_back({split.first + " " + split.second, respelling_cost(typing, articles), articles});
  }
  return found;
}

}  // namespace byline

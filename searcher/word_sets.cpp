#include "searcher/word_sets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "common/error.hpp"
#include "common/utf8.hpp"
#include "searcher/query_lexer.hpp"
#include "searcher/similar_words.hpp"
#include "searcher/word_marks.hpp"
#include "searcher/word_pattern.hpp"

namespace byline {
namespace {

/// What a word counts that differs from a fuzzy one in no, one and two letters.
constexpr std::array<double, kMaxFuzzyEdits + 1> kFuzzyWeights = {1, 0.7, 0.5};

std::vector<std::string> stems_of(const std::vector<std::string>& words, Archive& archive) {
  std::set<std::string> stems;
  for (const std::string& word : words) {
    for (std::string& stem : archive.stems_of(word)) stems.insert(std::move(stem));
  }
  return {stems.begin(), stems.end()};
}

/// Every form in the archive that has the word's stem. Positions know no language, so a form that has another stem in
/// the main language counts for another one only where the main language's articles have no such word.
std::vector<std::string> forms_of(const QueryWord& word, Archive& archive) {
  std::set<std::string> forms;
  for (const std::string& stem : word.main_stems()) forms.merge(archive.words_of_stem(stem));
  Analyser& main = archive.analyser(archive.languages().front());
  for (const auto& [language, stem] : word.foreign_stems) {
    for (const std::string& form : archive.words_of_stem(stem)) {
      const std::string main_stem = main.stem_of(form);
      const bool in_main = archive.has_stem(main_stem) && archive.words_of_stem(main_stem).contains(form);
      if (main_stem == word.stem || !in_main) forms.insert(form);
    }
  }
  return {forms.begin(), forms.end()};
}

WordSet prefix_set(const std::string& prefix, Archive& archive, std::size_t begin) {
  auto [words, cut_off] = archive.words_with_prefix(prefix, kMaxPrefixWords);
  if (cut_off) {
    throw_bad_query(fmt::format("more than {} words begin with '{}'", kMaxPrefixWords, prefix), "type more letters",
                    begin);
  }
  WordSet set;
  set.origin = WordOrigin::Prefix;
  set.typed = prefix + "*";
  set.prefix = prefix;
  set.stems = stems_of(words, archive);
  set.words = std::move(words);
  return set;
}

unsigned edits_for(const std::string& word, const TypedWord& typed) {
  const std::size_t length = count_code_points(word);
  if (!typed.edits) return length <= 2 ? 0 : length <= 5 ? 1 : 2;
  if (length <= *typed.edits) {
    throw_bad_query(
        fmt::format("'{}' is too short to differ in {} letter{}", word, *typed.edits, *typed.edits == 1 ? "" : "s"),
        "such a word would be like any other of its length", typed.begin);
  }
  return *typed.edits;
}

/// The stems of the words that differ in as few letters as each distance, up to the greatest.
std::vector<StemTier> tiers_of(const std::vector<SimilarWord>& words, unsigned edits, Archive& archive) {
  std::vector<StemTier> tiers;
  for (unsigned distance = 0; distance <= edits; ++distance) {
    std::vector<std::string> near;
    for (const SimilarWord& similar : words) {
      if (similar.distance <= distance) near.push_back(similar.word);
    }
    StemTier tier{stems_of(near, archive), kFuzzyWeights[distance]};
    const bool adds = !tier.stems.empty() && (tiers.empty() || tiers.back().stems != tier.stems);
    if (adds) tiers.push_back(std::move(tier));
  }
  return tiers;
}

PositionalForm form_of(WordForm typed, WordForm plain, bool is_last) {
  if (typed == WordForm::Prefix && is_last) return PositionalForm::Prefix;
  return typed != WordForm::Exact && plain == WordForm::Inflected ? PositionalForm::Inflected : PositionalForm::Exact;
}

std::vector<WordSet> pattern_sets(const TypedWord& typed, Archive& archive) {
  std::vector<WordSet> sets;
  for (const std::string& word : pattern_words(typed.text).words) {
    if (word == "*") throw_misplaced_star(typed.begin);
    if (word.find('*') != std::string::npos) {
      sets.push_back(pattern_set(word, archive, typed.begin));
      continue;
    }
    for (const QueryWord& part : phrase_words(word, archive)) {
      sets.push_back(form_set(part, PositionalForm::Exact, archive, typed.begin));
    }
  }
  return sets;
}

}  // namespace

WordSet stem_set(const QueryWord& word) {
  WordSet set;
  set.typed = word.word;
  set.by_stem = true;
  set.stems = word.main_stems();
  set.foreign_stems = word.foreign_stems;
  return set;
}

WordSet form_set(const QueryWord& word, PositionalForm form, Archive& archive, std::size_t begin) {
  if (form == PositionalForm::Prefix) return prefix_set(word.word, archive, begin);
  WordSet set;
  set.typed = word.word;
  set.stems = word.main_stems();
  set.foreign_stems = word.foreign_stems;
  set.words = form == PositionalForm::Exact ? std::vector{word.word} : forms_of(word, archive);
  return set;
}

WordSet pattern_set(const std::string& pattern, Archive& archive, std::size_t begin) {
  const Archive::Expansion& found = archive.words_like(WordPattern(pattern), kMaxPrefixWords);
  if (found.cut_off) {
    throw_bad_query(fmt::format("more than {} words are like '{}'", kMaxPrefixWords, pattern), "type more letters",
                    begin);
  }
  WordSet set;
  set.origin = WordOrigin::Pattern;
  set.typed = pattern;
  set.stems = stems_of(found.words, archive);
  set.words = found.words;
  return set;
}

WordSet fuzzy_set(const QueryWord& word, const TypedWord& typed, Archive& archive) {
  const unsigned edits = edits_for(word.word, typed);
  const SimilarWords found = similar_words(archive.articles(), word.word, {edits, kMaxPrefixWords, 0});
  if (found.cut_off) {
    throw_bad_query(fmt::format("more than {} words are like '{}'", kMaxPrefixWords, word.word), "try word~1",
                    typed.begin);
  }
  WordSet set;
  set.origin = WordOrigin::Fuzzy;
  set.typed = fmt::format("{}~{}", word.word, edits);
  set.tiers = tiers_of(found.words, edits, archive);
  if (!set.tiers.empty()) set.stems = set.tiers.back().stems;
  for (const SimilarWord& similar : found.words) set.words.push_back(similar.word);
  std::sort(set.words.begin(), set.words.end());
  return set;
}

std::vector<WordSet> positional_sets(const TypedWord& typed, WordForm plain, Archive& archive) {
  if (typed.form == WordForm::Pattern) return pattern_sets(typed, archive);
  std::vector<WordSet> sets;
  const std::vector<QueryWord> words = phrase_words(typed.text, archive);
  for (const QueryWord& word : words) {
    const bool is_last = &word == &words.back();
    if (is_last && typed.form == WordForm::Fuzzy) {
      sets.push_back(fuzzy_set(word, typed, archive));
    } else {
      sets.push_back(form_set(word, form_of(typed.form, plain, is_last), archive, typed.begin));
    }
  }
  return sets;
}

}  // namespace byline

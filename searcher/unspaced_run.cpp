#include "searcher/unspaced_run.hpp"

#include <algorithm>

#include "common/utf8.hpp"
#include "searcher/stop_words.hpp"

namespace byline {
namespace {

bool is_hiragana(std::string_view word) {
  for (std::size_t at = 0; at < word.size();) {
    const char32_t c = next_code_point(word, at);
    if (c < 0x3041 || c > 0x309F) return false;
  }
  return true;
}

/// Words such as the Japanese に or the Thai ที่.
bool is_particle(const QueryUnit& unit) {
  const std::string& word = unit.whole->word;
  if (unit.spacing() == Spacing::SouthEastAsian) return is_stop_word(word, "th");
  return is_stop_word(word, "ja") || is_stop_word(word, "zh");
}

/// What follows the stem of a verb: される, ました.
bool is_ending(const QueryUnit& unit) {
  constexpr std::size_t kMaxCharacters = 3;
  return is_hiragana(unit.whole->word) && count_code_points(unit.whole->word) <= kMaxCharacters;
}

bool is_single_character(const QueryUnit& unit) { return count_code_points(unit.whole->word) == 1; }

/// A chunk takes more units in as long as it is open: the first of a run, when it is a single character.
void add(RunChunk& chunk, const QueryUnit& unit) {
  chunk.text += unit.whole->word;
  chunk.units.push_back(unit);
}

bool follows(const QueryUnit& unit, const RunChunk& chunk) {
  return chunk.units.back().whole->end == unit.whole->begin;
}

}  // namespace

std::vector<RunChunk> chunks_of(const std::vector<QueryUnit>& units) {
  const auto is_content = [](const QueryUnit& unit) { return !is_hiragana(unit.whole->word); };
  std::vector<RunChunk> chunks;
  if (std::none_of(units.begin(), units.end(), is_content)) {
    chunks.emplace_back();
    for (const QueryUnit& unit : units) add(chunks.back(), unit);
    return chunks;
  }
  for (const QueryUnit& unit : units) {
    if (is_particle(unit) || is_ending(unit)) continue;
    const bool is_beside = !chunks.empty() && follows(unit, chunks.back());
    const bool is_awaited = is_beside && chunks.back().units.size() == 1 && is_single_character(chunks.back().units[0]);
    if (!is_awaited && !(is_beside && is_single_character(unit))) chunks.emplace_back();
    add(chunks.back(), unit);
  }
  if (chunks.empty()) chunks.push_back({units.front().whole->word, {units.front()}});
  return chunks;
}

}  // namespace byline

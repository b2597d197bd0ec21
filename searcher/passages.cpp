#include "searcher/passages.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "common/utf8.hpp"
#include "searcher/matcher.hpp"
#include "searcher/text_stretch.hpp"

namespace byline {
namespace {

/// Longer sentences are cut; shorter ones take their neighbour in.
constexpr std::size_t kMaxCodePoints = 400;
constexpr std::size_t kCutCodePoints = 280;
constexpr std::size_t kGoodCodePoints = 120;

/// Words already shown in another passage are worth this much of new ones.
constexpr double kRepeatedWorth = 0.2;
/// A heading says where, not what.
constexpr double kHeadingWorth = 0.4;

/// A sentence in which something matched.
struct Candidate {
  std::size_t section = 0;
  std::size_t block = 0;
  TextRange range;  ///< bytes of the section's text
  std::set<std::size_t> conditions;
  std::size_t matches = 0;
  bool is_heading = false;
};

/// Marks that overlap or follow one another without a gap become one: a compound, a word of a script without spaces.
std::vector<TextRange> merged(std::vector<TextRange> marks) {
  std::sort(marks.begin(), marks.end(),
            [](const auto& a, const auto& b) { return std::tie(a.begin, a.end) < std::tie(b.begin, b.end); });
  std::vector<TextRange> result;
  for (const TextRange& mark : marks) {
    if (!result.empty() && mark.begin <= result.back().end) {
      result.back().end = std::max(result.back().end, mark.end);
    } else {
      result.push_back(mark);
    }
  }
  return result;
}

class PassageMaker {
 public:
  PassageMaker(const Article& article, const PassageRequest& request, Analyser& analyser, SentenceSegmenter& sentences)
      : article_(article), request_(request), analyser_(analyser), sentences_(sentences) {}

  std::vector<Passage> make() {
    if (request_.limit == 0) return {};
    for (const std::size_t section : wanted_sections()) collect(section);
    std::vector<Candidate> chosen = choose();
    if (chosen.empty()) return opening();
    std::sort(chosen.begin(), chosen.end(), [](const Candidate& a, const Candidate& b) {
      return std::tie(a.section, a.range.begin) < std::tie(b.section, b.range.begin);
    });
    std::vector<Passage> passages;
    for (const Candidate& candidate : chosen) passages.push_back(make_passage(candidate));
    return passages;
  }

 private:
  [[nodiscard]] std::vector<std::size_t> wanted_sections() const {
    if (!request_.sections.empty()) return request_.sections;
    std::vector<std::size_t> all(article_.sections.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    return all;
  }

  [[nodiscard]] TextRange block_range(std::size_t section, std::size_t block) const {
    const Section& s = article_.sections[section];
    const std::size_t begin = s.blocks[block].offset;
    const std::size_t end = block + 1 < s.blocks.size() ? s.blocks[block + 1].offset : s.text.size();
    return {begin, end};
  }

  /// Of a block; cut once, for most are asked for again.
  const std::vector<TextRange>& sentences_of(std::size_t section, std::size_t block) {
    const auto [known, is_new] = cut_sentences_.try_emplace({section, block});
    if (is_new) known->second = cut_sentences(section, block);
    return known->second;
  }

  std::vector<TextRange> cut_sentences(std::size_t section, std::size_t block) {
    const TextRange range = block_range(section, block);
    const std::string_view text(article_.sections[section].text);
    std::vector<TextRange> found = sentences_.split(text.substr(range.begin, range.end - range.begin));
    for (TextRange& sentence : found) sentence = {sentence.begin + range.begin, sentence.end + range.begin};
    return found;
  }

  /// The parts of a section's text in which all that matches lies: a few words each where the filter can tell, else
  /// blocks that may have a word of the query. Where several follow one another, they are one, for a phrase may reach
  /// from one into the next.
  [[nodiscard]] std::vector<TextRange> runs_of(std::size_t section) const {
    const Section& s = article_.sections[section];
    WordFilter* const filter = request_.filter;
    if (filter == nullptr) return {{0, s.text.size()}};
    std::vector<TextRange> runs;
    if (filter->judges_blocks() && filter->places_words()) {
      filter->add_stretches(s.text, {0, s.text.size()}, runs);
      return runs;
    }
    if (!filter->may_hold(s.text)) return {};
    if (!filter->judges_blocks()) return {{0, s.text.size()}};
    for (std::size_t block = 0; block < s.blocks.size(); ++block) {
      filter->add_stretches(s.text, block_range(section, block), runs);
    }
    return runs;
  }

  static std::string_view part_of(std::string_view text, TextRange range) {
    return text.substr(range.begin, range.end - range.begin);
  }

  /// Adds what matches in a part of a text.
  void read(std::string_view text, TextRange run, std::vector<TextMatch>& found) {
    const std::vector<Token>& tokens = analyser_.analyse(part_of(text, run));
    for (TextMatch match : find_matches(tokens, request_.conditions, analyser_.language(), part_of(text, run))) {
      match.range = {match.range.begin + run.begin, match.range.end + run.begin};
      found.push_back(match);
    }
  }

  void collect(std::size_t section) {
    const Section& s = article_.sections[section];
    const std::vector<TextRange> runs = runs_of(section);
    if (runs.empty()) return;
    std::vector<TextMatch>& matches = matches_[section];
    for (const TextRange& run : runs) read(s.text, run, matches);
    std::size_t next = 0;
    for (std::size_t block = 0; block < s.blocks.size() && next < matches.size(); ++block) {
      const TextRange range = block_range(section, block);
      if (matches[next].range.begin >= range.end) continue;
      next = collect_block(section, block, next);
    }
  }

  /// Takes the matches from `next` on that lie in the block; returns the first that lies behind it.
  std::size_t collect_block(std::size_t section, std::size_t block, std::size_t next) {
    const std::vector<TextMatch>& matches = matches_[section];
    for (const TextRange& sentence : sentences_of(section, block)) {
      Candidate candidate{section, block, sentence, {}, 0, block == 0 && article_.sections[section].level > 0};
      for (; next < matches.size() && matches[next].range.begin < sentence.end; ++next) {
        const std::size_t end = matches[next].range.end;
        if (end > candidate.range.end) candidate.range.end = sentence_end(section, end);
        candidate.conditions.insert(matches[next].condition);
        ++candidate.matches;
      }
      if (candidate.matches > 0) candidates_.push_back(std::move(candidate));
    }
    const std::size_t end = block_range(section, block).end;
    while (next < matches.size() && matches[next].range.begin < end) ++next;
    return next;
  }

  /// The end of the sentence in which a match ends: a phrase may reach from one into the next, even of another block.
  std::size_t sentence_end(std::size_t section, std::size_t end) {
    const auto& blocks = article_.sections[section].blocks;
    std::size_t block = 0;
    while (block + 1 < blocks.size() && blocks[block + 1].offset < end) ++block;
    for (const TextRange& sentence : sentences_of(section, block)) {
      if (sentence.end >= end) return sentence.end;
    }
    return end;
  }

  [[nodiscard]] double worth(const Candidate& candidate, const std::set<std::size_t>& shown) const {
    double sum = 0;
    for (const std::size_t condition : candidate.conditions) {
      sum += request_.weights[condition] * (shown.count(condition) != 0 ? kRepeatedWorth : 1);
    }
    sum += 0.01 * static_cast<double>(std::min<std::size_t>(candidate.matches, 10));
    return candidate.is_heading ? sum * kHeadingWorth : sum;
  }

  /// Greedy: the best sentence, then the one that adds most, and so on; of equals the first in the text.
  std::vector<Candidate> choose() {
    std::vector<Candidate> chosen;
    std::set<std::size_t> shown;
    while (chosen.size() < request_.limit && !candidates_.empty()) {
      const auto best = std::max_element(candidates_.begin(), candidates_.end(), [&](const auto& a, const auto& b) {
        return worth(a, shown) < worth(b, shown);
      });
      shown.insert(best->conditions.begin(), best->conditions.end());
      Candidate taken = extended(*best, chosen);
      std::erase_if(candidates_, [&](const Candidate& other) {
        return other.section == taken.section && other.range.begin < taken.range.end &&
               taken.range.begin < other.range.end;
      });
      chosen.push_back(std::move(taken));
    }
    return chosen;
  }

  /// A short sentence is easier to understand with the next one of its block, unless another passage shows that.
  Candidate extended(const Candidate& candidate, const std::vector<Candidate>& chosen) {
    Candidate result = candidate;
    const std::string_view text(article_.sections[candidate.section].text);
    const auto length = [&](TextRange range) {
      return count_code_points(text.substr(range.begin, range.end - range.begin));
    };
    if (length(candidate.range) >= kGoodCodePoints) return result;
    for (const TextRange& sentence : sentences_of(candidate.section, candidate.block)) {
      if (sentence.begin < result.range.end) continue;
      const bool is_shown = std::any_of(chosen.begin(), chosen.end(), [&](const Candidate& other) {
        return other.section == result.section && other.range.begin < sentence.end && sentence.begin < other.range.end;
      });
      if (is_shown) break;
      if (length({result.range.begin, sentence.end}) > 2 * kGoodCodePoints) break;
      result.range.end = sentence.end;
      if (length(result.range) >= kGoodCodePoints) break;
    }
    return result;
  }

  std::vector<Passage> opening() {
    for (const std::size_t section : wanted_sections()) {
      const Section& s = article_.sections[section];
      for (std::size_t block = s.level > 0 ? 1 : 0; block < s.blocks.size(); ++block) {
        const std::vector<TextRange>& sentences = sentences_of(section, block);
        if (sentences.empty()) continue;
        return {make_passage(extended({section, block, sentences.front(), {}, 0, false}, {}))};
      }
    }
    return {};
  }

  Passage make_passage(const Candidate& candidate) {
    const Section& section = article_.sections[candidate.section];
    std::vector<TextRange> marks;
    for (const TextMatch& match : matches_[candidate.section]) {
      if (match.range.begin >= candidate.range.begin && match.range.end <= candidate.range.end) {
        marks.push_back(match.range);
      }
    }
    const std::string_view sentence = part_of(section.text, candidate.range);
    const bool is_overlong = sentence.size() > kMaxCodePoints && count_code_points(sentence) > kMaxCodePoints;
    const TextRange shown = is_overlong ? cut(candidate, marks) : candidate.range;
    Passage passage;
    passage.section = heading_path(article_.sections, candidate.section);
    passage.line = line_at(section, shown.begin);
    fill(section.text, shown, candidate.range, merged(std::move(marks)), passage);
    return passage;
  }

  /// The part of an overlong sentence around its first matches, from a word to a word.
  TextRange cut(const Candidate& candidate, const std::vector<TextRange>& marks) {
    const std::string& text = article_.sections[candidate.section].text;
    const TextRange sentence = candidate.range;
    const std::size_t centre = marks.empty() ? sentence.begin : marks.front().begin;
    std::size_t begin = back(text, sentence.begin, centre, kCutCodePoints / 3);
    std::size_t end = forth(text, begin, sentence.end, kCutCodePoints);
    if (!marks.empty()) end = std::max(end, std::min(marks.front().end, sentence.end));
    const std::vector<TextRange> words = words_around(candidate, {begin, end});
    if (begin > sentence.begin) begin = first_word_from(words, begin, centre);
    if (end < sentence.end) end = last_word_before(words, end, marks.empty() ? begin : marks.front().end, end);
    return {begin, end};
  }

  /// The words of the stretches in which a part of a sentence lies and of the one before, to cut it at; none of a
  /// section without a match.
  std::vector<TextRange> words_around(const Candidate& candidate, TextRange part) {
    if (matches_[candidate.section].empty()) return {};
    TextRange block = block_range(candidate.section, candidate.block);
    block.end = std::max(block.end, candidate.range.end);
    const std::string_view text = part_of(article_.sections[candidate.section].text, block);
    const std::size_t begin = start_of_stretch_before(text, part.begin - block.begin);
    const std::size_t end = end_of_stretch(text, part.end - block.begin);
    std::vector<TextRange> words = analyser_.word_ranges(part_of(text, {begin, end}));
    const std::size_t offset = block.begin + begin;
    for (TextRange& word : words) word = {word.begin + offset, word.end + offset};
    return words;
  }

  static std::size_t start_of_stretch_before(std::string_view text, std::size_t at) {
    at = start_of_stretch(text, at);
    while (at > 0 && is_space(text[at - 1])) --at;
    return start_of_stretch(text, at);
  }

  static std::size_t back(const std::string& text, std::size_t limit, std::size_t at, std::size_t code_points) {
    for (; code_points > 0 && at > limit; --code_points) {
      do --at;
      while (at > limit && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80);
    }
    return at;
  }

  static std::size_t forth(const std::string& text, std::size_t at, std::size_t limit, std::size_t code_points) {
    for (; code_points > 0 && at < limit; --code_points) {
      do ++at;
      while (at < limit && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80);
    }
    return at;
  }

  static std::size_t first_word_from(const std::vector<TextRange>& words, std::size_t at, std::size_t latest) {
    const auto word = std::lower_bound(words.begin(), words.end(), at,
                                       [](const TextRange& w, std::size_t place) { return w.begin < place; });
    return word == words.end() ? at : std::min(word->begin, latest);
  }

  static std::size_t last_word_before(const std::vector<TextRange>& words, std::size_t at, std::size_t earliest,
                                      std::size_t otherwise) {
    auto word = std::lower_bound(words.begin(), words.end(), at,
                                 [](const TextRange& w, std::size_t place) { return w.end <= place; });
    if (word == words.begin()) return otherwise;
    --word;
    return std::max(word->end, earliest);
  }

  /// Appends a stretch of text on one line with single spaces.
  static void append_flat(std::string_view text, std::string& out) {
    for (const char c : text) {
      if (!is_space(c)) {
        out.push_back(c);
      } else if (!out.empty() && out.back() != ' ') {
        out.push_back(' ');
      }
    }
  }

  /// Copies `shown` to the passage, and its marks along.
  static void fill(const std::string& text, TextRange shown, TextRange sentence, const std::vector<TextRange>& marks,
                   Passage& passage) {
    const auto part = [&](std::size_t begin, std::size_t end) {
      return std::string_view(text).substr(begin, end - begin);
    };
    std::string& out = passage.text;
    if (shown.begin > sentence.begin) out += "… ";
    std::size_t at = shown.begin;
    for (const TextRange& mark : marks) {
      if (mark.begin < at || mark.end > shown.end) continue;
      append_flat(part(at, mark.begin), out);
      const std::size_t begin = out.size();
      append_flat(part(mark.begin, mark.end), out);
      passage.highlights.push_back({begin, out.size()});
      at = mark.end;
    }
    append_flat(part(at, shown.end), out);
    if (shown.end < sentence.end) out += " …";
  }

  const Article& article_;
  const PassageRequest& request_;
  Analyser& analyser_;
  SentenceSegmenter& sentences_;
  std::map<std::pair<std::size_t, std::size_t>, std::vector<TextRange>> cut_sentences_;  ///< by section and block
  std::vector<Candidate> candidates_;
  std::map<std::size_t, std::vector<TextMatch>> matches_;  ///< of each section, in the order of the text
};

}  // namespace

std::vector<Highlight> mark_title(std::string_view title, const std::vector<const TextCondition*>& conditions,
                                  Analyser& analyser) {
  std::vector<TextRange> marks;
  for (const TextMatch& match : find_matches(analyser.analyse(title), conditions, analyser.language(), title)) {
    marks.push_back(match.range);
  }
  std::vector<Highlight> highlights;
  for (const TextRange& mark : merged(std::move(marks))) highlights.push_back({mark.begin, mark.end});
  return highlights;
}

std::vector<Passage> make_passages(const Article& article, const PassageRequest& request, Analyser& analyser,
                                   SentenceSegmenter& sentences) {
  return PassageMaker(article, request, analyser, sentences).make();
}

}  // namespace byline

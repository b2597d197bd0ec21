#include "searcher/matcher.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "common/folding.hpp"
#include "common/korean.hpp"
#include "common/utf8.hpp"

namespace byline {
namespace {

using Emit = std::vector<TextRange>;

/// A text as the conditions see it.
struct TokenText {
  const std::vector<Token>& tokens;  ///< ordered by position
  std::string_view language;
  std::string_view text = {};  ///< that the tokens are of, when parts of words are wanted

  [[nodiscard]] bool is(std::size_t index, const WordSet& set) const { return set.matches(tokens[index], language); }
};

/// Longer words are marked as a whole where their folded form is not their source's.
constexpr std::size_t kMaxWordBytes = 120;

enum class Where { Within, AtEnd };

/// Where `part`, a folded form, stands in a word of a text; all of the word when it cannot be told.
TextRange range_of_part(std::string_view text, TextRange word, std::string_view part, Where where) {
  const std::string_view source = text.substr(word.begin, word.end - word.begin);
  const auto at = where == Where::AtEnd ? source.rfind(part) : source.find(part);
  if (at != std::string_view::npos) return {word.begin + at, word.begin + at + part.size()};
  if (source.size() > kMaxWordBytes) return word;
  for (std::size_t begin = 0; begin < source.size(); next_code_point(source, begin)) {
    std::size_t longest = 0;  // the last end that gives the part takes the marks behind it in
    for (std::size_t end = begin; end < source.size();) {
      next_code_point(source, end);
      if (where == Where::AtEnd && end < source.size()) continue;
      if (without_accents(folded_case(source.substr(begin, end - begin))) == part) longest = end;
    }
    if (longest > 0) return {word.begin + begin, word.begin + longest};
  }
  return word;
}

/// What is marked of a token that is in the set. A word that has the stem of the query's is that word; but Korean ties
/// to a noun what other languages write as words of their own.
TextRange marked_range(const TokenText& text, const Token& token, const WordSet& set, Where where = Where::Within) {
  const TextRange whole{token.begin, token.end};
  if (set.inside.empty() || text.text.empty() || token.word == set.inside) return whole;
  if (token.stem == set.inside && !is_hangul(token.word)) return whole;
  return range_of_part(text.text, whole, set.inside, where);
}

/// The token at `position` that is in the set, from `from` on, or null.
const Token* token_at(const TokenText& text, std::size_t from, std::size_t position, const WordSet& set) {
  for (std::size_t i = from; i < text.tokens.size() && text.tokens[i].position <= position; ++i) {
    if (text.tokens[i].position == position && text.is(i, set)) return &text.tokens[i];
  }
  return nullptr;
}

void find_words(const TextCondition& condition, const TokenText& text, Emit& found) {
  for (std::size_t i = 0; i < text.tokens.size(); ++i) {
    if (text.is(i, condition.words.front())) {
      found.push_back(marked_range(text, text.tokens[i], condition.words.front()));
    }
  }
}

void find_phrases(const TextCondition& condition, const TokenText& text, Emit& found) {
  const auto& words = condition.words;
  for (std::size_t i = 0; i < text.tokens.size(); ++i) {
    if (!text.is(i, words.front())) continue;
    const Token& first = text.tokens[i];
    std::size_t end = first.end;
    std::size_t matched = 1;
    for (; matched < words.size(); ++matched) {
      const Token* next = token_at(text, i, first.position + matched, words[matched]);
      if (next == nullptr) break;
      end = marked_range(text, *next, words[matched]).end;
    }
    if (matched == words.size()) found.push_back({marked_range(text, first, words.front(), Where::AtEnd).begin, end});
  }
}

/// A token that is one of the words of a NEAR.
struct NearToken {
  std::size_t word = 0;  ///< index of the set
  const Token* token = nullptr;
};

/// Gives every set of a NEAR a position of its own among its tokens (bipartite matching by augmenting paths), so that
/// `a NEAR a` wants two, and sets that share forms do not take each other's.
class PositionAssignment {
 public:
  PositionAssignment(std::size_t words, const NearToken* first, const NearToken* last) : positions_(words) {
    for (const NearToken* candidate = first; candidate != last; ++candidate) {
      positions_[candidate->word].push_back(candidate->token->position);
    }
  }

  bool is_complete() {
    for (std::size_t word = 0; word < positions_.size(); ++word) {
      std::set<std::size_t> tried;
      if (!assign(word, tried)) return false;
    }
    return true;
  }

 private:
  bool assign(std::size_t word, std::set<std::size_t>& tried) {
    for (const std::size_t position : positions_[word]) {
      if (!tried.insert(position).second) continue;
      const auto holder = taken_.find(position);
      if (holder != taken_.end() && !assign(holder->second, tried)) continue;
      taken_[position] = word;
      return true;
    }
    return false;
  }

  std::vector<std::vector<std::size_t>> positions_;  // of each word
  std::map<std::size_t, std::size_t> taken_;         // position -> word
};

void find_near(const TextCondition& condition, const TokenText& text, Emit& found) {
  std::vector<NearToken> candidates;
  for (std::size_t i = 0; i < text.tokens.size(); ++i) {
    for (std::size_t word = 0; word < condition.words.size(); ++word) {
      if (text.is(i, condition.words[word])) candidates.push_back({word, &text.tokens[i]});
    }
  }
  std::size_t marked = 0;  // candidates before this one have been marked already
  std::size_t last = 0;
  for (std::size_t first = 0; first < candidates.size(); ++first) {
    const std::size_t reach = candidates[first].token->position + condition.distance;
    while (last < candidates.size() && candidates[last].token->position <= reach) ++last;
    PositionAssignment assignment(condition.words.size(), &candidates[first], candidates.data() + last);
    if (!assignment.is_complete()) continue;
    for (marked = std::max(marked, first); marked < last; ++marked) {
      const TextRange range{candidates[marked].token->begin, candidates[marked].token->end};
      if (found.empty() || found.back() != range) found.push_back(range);
    }
  }
}

Emit places_of(const TextCondition& condition, const TokenText& text) {
  Emit found;
  switch (condition.kind) {
    case TextCondition::Kind::Word: find_words(condition, text, found); break;
    case TextCondition::Kind::Phrase: find_phrases(condition, text, found); break;
    case TextCondition::Kind::Near: find_near(condition, text, found); break;
  }
  return found;
}

/// Evaluates the tree on texts that are analysed once each.
class Evaluation {
 public:
  Evaluation(std::string_view title, const std::vector<std::string_view>& texts, Analyser& analyser,
             const FilterTest& filter_holds)
      : filter_holds_(filter_holds), language_(analyser.language()), title_(copy_of(analyser.analyse(title))) {
    for (const std::string_view text : texts) texts_.push_back(copy_of(analyser.analyse(text)));
  }

  [[nodiscard]] bool is_true(const MatchNode& node) const {
    const auto child_holds = [this](const MatchNode& child) { return is_true(child); };
    switch (node.kind) {
      case MatchNode::Kind::Everything: return true;
      case MatchNode::Kind::Filter: return filter_holds_(node);
      case MatchNode::Kind::Nothing: return false;
      case MatchNode::Kind::Text: return is_true(node.text);
      case MatchNode::Kind::And: return std::all_of(node.children.begin(), node.children.end(), child_holds);
      case MatchNode::Kind::Or: return std::any_of(node.children.begin(), node.children.end(), child_holds);
      case MatchNode::Kind::AndMaybe: return is_true(node.children.front());
      case MatchNode::Kind::Not: return !is_true(node.children.front());
    }
    return false;
  }

 private:
  /// The views in tokens live in the analyser's cache, which later calls may empty.
  struct Tokens {
    std::vector<std::string> forms;
    std::vector<Token> tokens;
  };

  static Tokens copy_of(const std::vector<Token>& tokens) {
    Tokens copy;
    copy.tokens = tokens;
    copy.forms.reserve(tokens.size() * 2);
    for (Token& token : copy.tokens) {
      token.word = copy.forms.emplace_back(token.word);
      token.stem = copy.forms.emplace_back(token.stem);
    }
    return copy;
  }

  [[nodiscard]] bool is_true(const TextCondition& text) const {
    if (text.in_title) return holds(text, title_.tokens, language_);
    return std::any_of(texts_.begin(), texts_.end(), [&](const Tokens& t) { return holds(text, t.tokens, language_); });
  }

  const FilterTest& filter_holds_;
  std::string language_;
  Tokens title_;
  std::vector<Tokens> texts_;
};

}  // namespace

std::vector<TextMatch> find_matches(const std::vector<Token>& tokens,
                                    const std::vector<const TextCondition*>& conditions, std::string_view language,
                                    std::string_view text) {
  std::vector<TextMatch> matches;
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    for (const TextRange range : places_of(*conditions[i], {tokens, language, text})) matches.push_back({i, range});
  }
  std::stable_sort(matches.begin(), matches.end(),
                   [](const TextMatch& a, const TextMatch& b) { return a.range.begin < b.range.begin; });
  return matches;
}

bool holds(const TextCondition& condition, const std::vector<Token>& tokens, std::string_view language) {
  return !places_of(condition, {tokens, language}).empty();
}

bool holds(const MatchNode& node, std::string_view title, const std::vector<std::string_view>& texts,
           Analyser& analyser, const FilterTest& filter_holds) {
  return Evaluation(title, texts, analyser, filter_holds).is_true(node);
}

}  // namespace byline

#include "searcher/matcher.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "common/folding.hpp"
#include "common/korean.hpp"
#include "common/utf8.hpp"

namespace byline {
namespace {

using Emit = std::vector<TextRange>;

/// With so many sets to look for, a text's forms are sorted first.
constexpr std::size_t kFewSets = 12;

/// The forms of a text in order, each with the tokens that have it: looks up the words of a long query, most of which a
/// text does not have, faster than comparing each with every token.
class FormIndex {
 public:
  explicit FormIndex(const std::vector<Token>& tokens) {
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      words_.emplace_back(tokens[i].word, i);
      stems_.emplace_back(tokens[i].stem, i);
    }
    std::sort(words_.begin(), words_.end());
    std::sort(stems_.begin(), stems_.end());
  }

  /// The tokens that are in the set, ascending.
  [[nodiscard]] std::vector<std::size_t> find(const WordSet& set, std::string_view language) const {
    std::vector<std::size_t> found;
    if (!set.by_stem) {
      set.prefix.empty() ? add_any(words_, set.words, found) : add_prefix(set.prefix, found);
    } else {
      add_any(stems_, set.stems, found);
      for (const ForeignStem& foreign : set.foreign_stems) {
        if (foreign.language == language) add(stems_, foreign.stem, found);
      }
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
  }

 private:
  using Forms = std::vector<std::pair<std::string_view, std::size_t>>;

  static void add(const Forms& forms, std::string_view form, std::vector<std::size_t>& found) {
    auto at = std::lower_bound(forms.begin(), forms.end(), std::pair<std::string_view, std::size_t>(form, 0));
    for (; at != forms.end() && at->first == form; ++at) found.push_back(at->second);
  }

  /// Of a set larger than the text it is the text's forms that are looked up.
  static void add_any(const Forms& forms, const std::vector<std::string>& wanted, std::vector<std::size_t>& found) {
    if (wanted.size() < forms.size()) {
      for (const std::string& form : wanted) add(forms, form, found);
      return;
    }
    for (const auto& [form, token] : forms) {
      if (std::binary_search(wanted.begin(), wanted.end(), form)) found.push_back(token);
    }
  }

  void add_prefix(std::string_view prefix, std::vector<std::size_t>& found) const {
    auto at = std::lower_bound(words_.begin(), words_.end(), std::pair<std::string_view, std::size_t>(prefix, 0));
    for (; at != words_.end() && at->first.starts_with(prefix); ++at) found.push_back(at->second);
  }

  Forms words_;
  Forms stems_;
};

/// A text as the conditions see it.
struct TokenText {
  const std::vector<Token>& tokens;  ///< ordered by position
  std::string_view language;
  std::string_view text = {};        ///< that the tokens are of, when parts of words are wanted
  const FormIndex* forms = nullptr;  ///< of the tokens, when there is much to look for

  [[nodiscard]] bool is(std::size_t index, const WordSet& set) const { return set.matches(tokens[index], language); }

  /// The tokens that are in the set, ascending.
  [[nodiscard]] std::vector<std::size_t> find(const WordSet& set) const {
    if (forms != nullptr) return forms->find(set, language);
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (is(i, set)) found.push_back(i);
    }
    return found;
  }
};

std::size_t count_sets(const MatchNode& node) {
  std::size_t sets = node.text.words.size();
  for (const MatchNode& child : node.children) sets += count_sets(child);
  return sets;
}

std::size_t count_sets(const std::vector<const TextCondition*>& conditions) {
  std::size_t sets = 0;
  for (const TextCondition* condition : conditions) sets += condition->words.size();
  return sets;
}

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

/// The index of the token at `position` that is in the set, from `from` on; that of no token: there is none.
std::size_t token_at(const TokenText& text, std::size_t from, std::size_t position, const WordSet& set) {
  std::size_t i = from;
  while (i < text.tokens.size() && text.tokens[i].position < position) ++i;
  for (; i < text.tokens.size() && text.tokens[i].position == position; ++i) {
    if (text.is(i, set)) return i;
  }
  return text.tokens.size();
}

void find_words(const TextCondition& condition, const TokenText& text, Emit& found) {
  const WordSet& set = condition.words.front();
  for (const std::size_t i : text.find(set)) found.push_back(marked_range(text, text.tokens[i], set));
}

void find_phrases(const TextCondition& condition, const TokenText& text, Emit& found) {
  const auto& words = condition.words;
  for (const std::size_t begin : text.find(words.front())) {
    const Token& first = text.tokens[begin];
    std::size_t end = first.end;
    std::size_t at = begin;
    std::size_t matched = 1;
    for (; matched < words.size(); ++matched) {
      at = token_at(text, at, first.position + matched, words[matched]);
      if (at == text.tokens.size()) break;
      end = marked_range(text, text.tokens[at], words[matched]).end;
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
  for (std::size_t word = 0; word < condition.words.size(); ++word) {
    const std::vector<std::size_t> places = text.find(condition.words[word]);
    if (places.empty()) return;
    for (const std::size_t i : places) candidates.push_back({word, &text.tokens[i]});
  }
  std::sort(candidates.begin(), candidates.end(), [](const NearToken& a, const NearToken& b) {
    return std::tie(a.token, a.word) < std::tie(b.token, b.word);
  });
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
             const FilterTest& filter_holds, bool has_many_words)
      : filter_holds_(filter_holds), language_(analyser.language()), title_(copy_of(analyser.analyse(title))) {
    for (const std::string_view text : texts) texts_.push_back(copy_of(analyser.analyse(text)));
    if (!has_many_words) return;
    for (Tokens& text : texts_) text.index.emplace(text.tokens);
    title_.index.emplace(title_.tokens);
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
    std::optional<FormIndex> index;
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
    const auto holds_in = [&](const Tokens& tokens) {
      return !places_of(text, {tokens.tokens, language_, {}, tokens.index ? &*tokens.index : nullptr}).empty();
    };
    return text.in_title ? holds_in(title_) : std::any_of(texts_.begin(), texts_.end(), holds_in);
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
  std::optional<FormIndex> forms;
  if (count_sets(conditions) > kFewSets) forms.emplace(tokens);
  const TokenText read{tokens, language, text, forms ? &*forms : nullptr};
  std::vector<TextMatch> matches;
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    for (const TextRange range : places_of(*conditions[i], read)) matches.push_back({i, range});
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
  return Evaluation(title, texts, analyser, filter_holds, count_sets(node) > kFewSets).is_true(node);
}

}  // namespace byline

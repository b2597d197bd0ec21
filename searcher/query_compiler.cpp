#include "searcher/query_compiler.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <span>
#include <utility>

#include "common/error.hpp"
#include "common/folding.hpp"
#include "searcher/phrase_conditions.hpp"
#include "searcher/query_stop_words.hpp"
#include "searcher/query_words.hpp"
#include "searcher/repeated_conditions.hpp"
#include "searcher/text_conditions.hpp"
#include "searcher/word_conditions.hpp"

namespace byline {
namespace {

using Kind = QueryNode::Kind;

bool has_required_text(const MatchNode& node) {
  switch (node.kind) {
    case MatchNode::Kind::Filter:
    case MatchNode::Kind::Not:
    case MatchNode::Kind::Everything: return false;
    case MatchNode::Kind::And: return std::any_of(node.children.begin(), node.children.end(), has_required_text);
    default: return true;
  }
}

bool is_section_field(const QueryNode& node) { return node.kind == Kind::Field && node.field == QueryField::Section; }

bool is_section_condition(const QueryNode& node) {
  return is_section_field(node) ||
         (node.kind == Kind::Or && std::all_of(node.children.begin(), node.children.end(), is_section_field));
}

void collect_respelt(const QueryNode& node, std::vector<RespeltWord>& found) {
  found.insert(found.end(), node.respelt.begin(), node.respelt.end());
  for (const QueryNode& child : node.children) collect_respelt(child, found);
}

/// Words that `--fix` put there say so.
void note_respelt(MatchNode& node, const std::vector<RespeltWord>& respelt) {
  for (WordSet& set : node.text.words) {
    const auto put_in =
        std::find_if(respelt.begin(), respelt.end(), [&](const RespeltWord& word) { return word.text == set.typed; });
    if (put_in == respelt.end() || set.origin != WordOrigin::Typed) continue;
    set.origin = WordOrigin::Respelt;
    set.respelt_from = put_in->typed;
  }
  for (MatchNode& child : node.children) note_respelt(child, respelt);
}

class Compiler {
 public:
  Compiler(const QueryNode& query, MatchMode mode, Archive& archive, FilterResolver& filters,
           const SynonymTable* synonyms)
      : mode_(mode),
        archive_(archive),
        filters_(filters),
        synonyms_(synonyms),
        stop_words_(query, archive),
        text_(archive),
        phrases_(archive, text_),
        words_(archive, text_, phrases_, stop_words_, result_.warnings) {}

  /// REQUIRES: the query that it was made for.
  CompiledQuery compile(const QueryNode& query) {
    if (is_section_condition(query)) {
      add_section_condition(query);
      result_.root = MatchNode::of(MatchNode::Kind::Everything);
    } else if (query.kind == Kind::And) {
      result_.root = compile_all(query);
    } else {
      result_.root = compile_node(query);
    }
    std::vector<RespeltWord> respelt;
    collect_respelt(query, respelt);
    if (!respelt.empty()) note_respelt(result_.root, respelt);
    const bool one_is_enough =
        query.kind == Kind::Word || query.kind == Kind::Or || (query.kind == Kind::And && only_words_required_);
    result_.any_word_is_enough = mode_ == MatchMode::Any && one_is_enough;
    return std::move(result_);
  }

 private:
  void leave_out(const QueryNode& node) {
    std::vector<std::string>& words = result_.left_out;
    std::string word = folded_name(node.text);
    if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(std::move(word));
    result_.left_out_language = stop_words_.language();
  }

  MatchNode compile_node(const QueryNode& node) {
    text_.begin(node);
    switch (node.kind) {
      case Kind::Everything: return MatchNode::of(MatchNode::Kind::Everything);
      case Kind::Word: return compile_single(node, false);
      case Kind::Phrase: return phrases_.phrase(node, false);
      case Kind::Near: return phrases_.near(node);
      case Kind::And: return compile_all(node);
      case Kind::Or: return compile_any(node);
      case Kind::Not: return MatchNode::of(MatchNode::Kind::Not, {compile_required(node.children.front())});
      case Kind::Required: return compile_required(node.children.front());
      case Kind::Field: return compile_field(node);
    }
    return MatchNode::of(MatchNode::Kind::Nothing);
  }

  /// Under NOT and + the words of a group are meant as they stand.
  MatchNode compile_required(const QueryNode& node) {
    const MatchMode mode = std::exchange(mode_, MatchMode::All);
    const bool has_optional_words = result_.has_optional_words;
    MatchNode result = compile_node(node);
    mode_ = mode;
    result_.has_optional_words = has_optional_words;
    return result;
  }

  MatchNode compile_all(const QueryNode& node) {
    std::vector<MatchNode> required;
    std::vector<MatchNode> plain;
    std::size_t words = 0;
    const bool any_of_several = mode_ == MatchMode::Any && count_plain_words(node) > 1;
    const SynonymTable::Typed typed_words = node.typed_operator ? SynonymTable::Typed{} : analysed(node.children);
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      const QueryNode& child = node.children[i];
      if (is_section_condition(child)) {
        add_section_condition(child);
      } else if (const auto match = find_synonyms(typed_words, i); match && !is_lone_stop_word(child, *match)) {
        const std::span<const QueryNode> typed(&child, match->length);
        words += count_words(typed);
        plain.push_back(with_synonyms(compile_together(typed), match->alternatives, false));
        i += match->length - 1;
      } else if (stop_words_.has(child)) {
        leave_out(child);
      } else if (child.kind == Kind::Word && !node.typed_operator) {
        for (TypedWords& typed : any_of_several ? words_.taken_apart(child) : words_.word(child, false)) {
          words += typed.words.size();
          for (MatchNode& word : as_conditions(std::move(typed))) plain.push_back(std::move(word));
        }
      } else {
        required.push_back(compile_node(child));
      }
    }
    required = with_repeats_weighted(std::move(required));
    const std::size_t typed = plain.size();
    plain = with_repeats_weighted(std::move(plain));
    words -= std::min(words, typed - plain.size());
    const bool text_required = std::any_of(required.begin(), required.end(), has_required_text);
    only_words_required_ = !plain.empty() && !text_required;
    if (!plain.empty() && (words > 1 || plain.size() + (text_required ? 1 : 0) > 1)) result_.has_optional_words = true;
    if (mode_ == MatchMode::All || plain.empty()) {
      std::move(plain.begin(), plain.end(), std::back_inserter(required));
      return join(MatchNode::Kind::And, std::move(required));
    }
    return with_optional(std::move(required), text_required, std::move(plain));
  }

  /// Those that can be left out.
  [[nodiscard]] std::size_t count_plain_words(const QueryNode& node) const {
    if (node.typed_operator) return 0;
    return static_cast<std::size_t>(
        std::count_if(node.children.begin(), node.children.end(), [&](const QueryNode& child) {
          return child.kind == Kind::Word && !is_section_condition(child) && !stop_words_.has(child);
        }));
  }

  static MatchNode with_optional(std::vector<MatchNode> required, bool text_required, std::vector<MatchNode> plain) {
    if (!text_required) {
      required.push_back(join(MatchNode::Kind::Or, std::move(plain)));
      return join(MatchNode::Kind::And, std::move(required));
    }
    std::vector<MatchNode> parts;
    parts.push_back(join(MatchNode::Kind::And, std::move(required)));
    std::move(plain.begin(), plain.end(), std::back_inserter(parts));
    return MatchNode::of(MatchNode::Kind::AndMaybe, std::move(parts));
  }

  MatchNode compile_any(const QueryNode& node) {
    std::vector<MatchNode> children;
    for (const QueryNode& child : node.children) children.push_back(compile_node(child));
    return join(MatchNode::Kind::Or, with_repeats_weighted(std::move(children)));
  }

  /// All of the words must hold, or any of them.
  [[nodiscard]] std::vector<MatchNode> as_conditions(TypedWords typed) const {
    if (mode_ == MatchMode::All) {
      if (typed.spans.empty()) return std::move(typed.words);
      std::vector<MatchNode> one;
      one.push_back(all_of(std::move(typed)));
      return one;
    }
    std::move(typed.spans.begin(), typed.spans.end(), std::back_inserter(typed.words));
    return std::move(typed.words);
  }

  /// A word beside which no other counts.
  MatchNode compile_single(const QueryNode& node, bool in_title) {
    MatchNode typed = all_of(words_.word(node, in_title));
    const auto match = find_synonyms(analysed({&node, 1}), 0);
    return match ? with_synonyms(std::move(typed), match->alternatives, in_title) : typed;
  }

  /// The words that synonyms may stand for; nothing for other nodes.
  SynonymTable::Typed analysed(std::span<const QueryNode> nodes) {
    SynonymTable::Typed typed;
    if (synonyms_ == nullptr) return typed;
    for (const QueryNode& node : nodes) {
      const bool is_plain = node.kind == Kind::Word && node.form == WordForm::Inflected;
      typed.push_back(is_plain ? phrase_words(node.text, archive_) : std::vector<QueryWord>{});
    }
    return typed;
  }

  [[nodiscard]] std::optional<SynonymTable::Match> find_synonyms(const SynonymTable::Typed& typed,
                                                                 std::size_t from) const {
    return from < typed.size() ? synonyms_->longest(typed, from) : std::nullopt;
  }

  [[nodiscard]] bool is_lone_stop_word(const QueryNode& node, const SynonymTable::Match& match) const {
    return match.length == 1 && stop_words_.has(node);
  }

  [[nodiscard]] std::size_t count_words(std::span<const QueryNode> nodes) const {
    return static_cast<std::size_t>(
        std::count_if(nodes.begin(), nodes.end(), [this](const QueryNode& node) { return !stop_words_.has(node); }));
  }

  /// Words that have synonyms together.
  MatchNode compile_together(std::span<const QueryNode> nodes) {
    std::vector<MatchNode> words;
    for (const QueryNode& node : nodes) {
      if (nodes.size() == 1 || !stop_words_.has(node)) words.push_back(all_of(words_.word(node, false)));
    }
    return join(mode_ == MatchMode::All ? MatchNode::Kind::And : MatchNode::Kind::Or, std::move(words));
  }

  MatchNode with_synonyms(MatchNode typed, const std::vector<std::string>& alternatives, bool in_title) {
    std::vector<MatchNode> synonyms;
    for (const std::string& alternative : alternatives) {
      synonyms.push_back(as_synonym(compile_alternative(alternative, in_title), alternative));
    }
    return with_alternatives(std::move(typed), std::move(synonyms));
  }

  /// Several words are meant side by side.
  MatchNode compile_alternative(const std::string& text, bool in_title) {
    QueryNode node;
    node.text = text;
    const bool is_word = query_units(text, archive_).size() == 1;
    return is_word ? all_of(words_.word(node, in_title)) : phrases_.phrase(node, in_title);
  }

  MatchNode compile_field(const QueryNode& node) {
    if (node.field == QueryField::Title) {
      const QueryNode& value = node.children.front();
      if (value.kind == Kind::Phrase) return phrases_.phrase(value, true);
      return compile_single(value, true);
    }
    ResolvedFilter filter = resolve(node);
    MatchNode condition =
        MatchNode::of_filter(std::move(filter.query), fmt::format("{} {}", name_of(node.field), node.text));
    condition.values = std::move(filter.values);
    return condition;
  }

  void add_section_condition(const QueryNode& node) {
    result_.has_section_condition = true;
    const auto add = [&](const QueryNode& field) {
      for (std::string& key : resolve(field).keys) result_.section_keys.push_back(std::move(key));
    };
    if (is_section_field(node)) return add(node);
    for (const QueryNode& child : node.children) add(child);
  }

  ResolvedFilter resolve(const QueryNode& node) {
    try {
      ResolvedFilter filter = filters_.resolve(node.field, node.text);
      auto& warnings = result_.warnings;
      warnings.insert(warnings.end(), filter.warnings.begin(), filter.warnings.end());
      return filter;
    } catch (const Error& error) {
      throw Error(error.kind(), error.what(), error.hint(), node.span.begin + 1);
    }
  }

  MatchMode mode_;
  Archive& archive_;
  FilterResolver& filters_;
  const SynonymTable* synonyms_;      ///< null: none
  bool only_words_required_ = false;  ///< by the AND compiled last, besides conditions on the article
  CompiledQuery result_;
  QueryStopWords stop_words_;
  TextConditions text_;
  PhraseConditions phrases_;
  WordConditions words_;
};

}  // namespace

CompiledQuery compile_query(const QueryNode& query, MatchMode mode, Archive& archive, FilterResolver& filters,
                            const SynonymTable* synonyms) {
  return Compiler(query, mode, archive, filters, synonyms).compile(query);
}

}  // namespace byline

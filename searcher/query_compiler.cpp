#include "searcher/query_compiler.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "common/error.hpp"
#include "common/folding.hpp"
#include "searcher/query_words.hpp"
#include "searcher/ranking.hpp"
#include "searcher/stop_words.hpp"
#include "searcher/unspaced_run.hpp"
#include "searcher/unspaced_words.hpp"

namespace byline {
namespace {

using Kind = QueryNode::Kind;

/// Of a compound's joined form beside its parts: an article that has it joined has the parts as well, as a rule.
constexpr double kJoinedWeight = 0.5;

[[noreturn]] void throw_at(const QueryNode& node, const std::string& message, const std::string& hint) {
  throw Error(ErrorKind::BadQuery, message, hint, node.span.begin + 1);
}

void collect_words(const QueryNode& node, std::vector<const QueryNode*>& words) {
  if (node.kind == Kind::Word && node.form == WordForm::Inflected) words.push_back(&node);
  for (const QueryNode& child : node.children) collect_words(child, words);
}

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

class Compiler {
 public:
  Compiler(MatchMode mode, Archive& archive, FilterResolver& filters)
      : mode_(mode), archive_(archive), filters_(filters) {}

  CompiledQuery compile(const QueryNode& query) {
    choose_stop_words(query);
    if (is_section_condition(query)) {
      add_section_condition(query);
      result_.root = MatchNode::of(MatchNode::Kind::Everything);
    } else if (query.kind == Kind::And) {
      result_.root = compile_all(query);
    } else {
      result_.root = compile_node(query);
    }
    const bool one_is_enough =
        query.kind == Kind::Word || query.kind == Kind::Or || (query.kind == Kind::And && only_words_required_);
    result_.any_word_is_enough = mode_ == MatchMode::Any && one_is_enough;
    return std::move(result_);
  }

 private:
  /// Stop words of the query's language are left out, unless it has no other words.
  void choose_stop_words(const QueryNode& query) {
    std::vector<const QueryNode*> nodes;
    collect_words(query, nodes);
    std::vector<std::string> words;
    for (const QueryNode* node : nodes) words.push_back(folded_name(node->text));
    const std::string language = query_language(words, archive_.languages());
    const bool only_stop_words =
        std::all_of(words.begin(), words.end(), [&](const std::string& word) { return is_stop_word(word, language); });
    if (!only_stop_words) stop_language_ = language;
  }

  [[nodiscard]] bool is_stop_word_node(const QueryNode& node) const {
    return node.kind == Kind::Word && node.form == WordForm::Inflected && !stop_language_.empty() &&
           is_stop_word(folded_name(node.text), stop_language_);
  }

  MatchNode compile_node(const QueryNode& node) {
    switch (node.kind) {
      case Kind::Everything: return MatchNode::of(MatchNode::Kind::Everything);
      case Kind::Word: return all_of(compile_word(node, false));
      case Kind::Phrase: return compile_phrase(node, false);
      case Kind::Near: return compile_near(node);
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
    for (const QueryNode& child : node.children) {
      if (is_section_condition(child)) {
        add_section_condition(child);
      } else if (is_stop_word_node(child)) {
        continue;
      } else if (child.kind == Kind::Word && !node.typed_operator) {
        for (TypedWords& typed : any_of_several ? taken_apart(child) : compile_word(child, false)) {
          words += typed.words.size();
          for (MatchNode& word : as_conditions(std::move(typed))) plain.push_back(std::move(word));
        }
      } else {
        required.push_back(compile_node(child));
      }
    }
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
          return child.kind == Kind::Word && !is_section_condition(child) && !is_stop_word_node(child);
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

  using StemKey = std::pair<std::vector<std::string>, std::vector<ForeignStem>>;

  /// A word said twice counts once, with more weight.
  static std::vector<MatchNode> with_repeats_weighted(std::vector<MatchNode> nodes) {
    std::vector<MatchNode> distinct;
    std::map<StemKey, std::pair<std::size_t, unsigned>> seen;  // -> place, times
    for (MatchNode& node : nodes) {
      const bool is_word = node.kind == MatchNode::Kind::Text && node.text.kind == TextCondition::Kind::Word &&
                           node.text.words.front().by_stem && !node.text.in_title;
      if (!is_word) {
        distinct.push_back(std::move(node));
        continue;
      }
      const WordSet& word = node.text.words.front();
      const auto [known, is_new] = seen.try_emplace({word.stems, word.foreign_stems}, distinct.size(), 0u);
      ++known->second.second;
      if (is_new) {
        distinct.push_back(std::move(node));
      } else {
        MatchNode& first = distinct[known->second.first];
        first.weight = std::max(first.weight, node.weight);
      }
    }
    for (const auto& [stems, place] : seen) distinct[place.first].weight *= repeat_weight(place.second);
    return distinct;
  }

  /// Words that were typed as one. Where a script writes no spaces there is a second way to have them all: the text as
  /// it was typed, however the archive's texts are parted.
  struct TypedWords {
    std::vector<MatchNode> words;
    std::vector<MatchNode> spans;  ///< each of them is enough
  };

  static MatchNode all_of(TypedWords typed) {
    std::vector<MatchNode> ways = std::move(typed.spans);
    if (ways.empty()) return join(MatchNode::Kind::And, std::move(typed.words));
    ways.insert(ways.begin(), join(MatchNode::Kind::And, std::move(typed.words)));
    return join(MatchNode::Kind::Or, std::move(ways));
  }

  static MatchNode all_of(std::vector<TypedWords> typed) {
    std::vector<MatchNode> nodes;
    for (TypedWords& words : typed) {
      if (!words.spans.empty()) {
        nodes.push_back(all_of(std::move(words)));
      } else {
        std::move(words.words.begin(), words.words.end(), std::back_inserter(nodes));
      }
    }
    return join(MatchNode::Kind::And, std::move(nodes));
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

  /// A word as typed may turn out to be several; all of them are then meant.
  std::vector<TypedWords> compile_word(const QueryNode& node, bool in_title) {
    const std::vector<QueryUnit> units = query_units(node.text, archive_);
    if (units.empty()) result_.warnings.push_back(fmt::format("there is no word in '{}'", node.text));
    std::vector<TypedWords> result;
    if (node.form == WordForm::Prefix && units.size() > 1) {
      // Only the last of them is open at its end.
      QueryNode whole = node;
      whole.form = WordForm::Exact;
      whole.last_is_prefix = true;
      result.push_back({{compile_phrase(whole, in_title)}, {}});
      return result;
    }
    for (std::size_t begin = 0; begin < units.size();) {
      std::size_t end = begin + 1;
      while (end < units.size() && are_written_together(units[end - 1], units[end])) ++end;
      if (end - begin == 1) {
        result.push_back({{compile_unit(units[begin], node, in_title)}, {}});
      } else {
        const auto run = units.begin() + static_cast<std::ptrdiff_t>(begin);
        result.push_back(compile_run({run, run + static_cast<std::ptrdiff_t>(end - begin)}, node, in_title));
      }
      begin = end;
    }
    return result;
  }

  /// A word among others any of which is enough: of a compound each part counts as a word then, and the joined form
  /// besides. Held together, compounds cost a tenth of the gain over BM25: "high-speed flight" means articles of high
  /// speeds in flight too (docs/ranking.md).
  std::vector<TypedWords> taken_apart(const QueryNode& node) {
    if (node.form != WordForm::Inflected) return compile_word(node, false);
    const std::vector<QueryUnit> units = query_units(node.text, archive_);
    if (units.size() != 1 || !units.front().parts_count || units.front().spacing() != Spacing::Spaces) {
      return compile_word(node, false);
    }
    const QueryUnit& compound = units.front();
    TypedWords typed;
    for (const QueryWord& part : compound.parts) {
      const bool is_stop = !stop_language_.empty() && is_stop_word(part.word, stop_language_);
      if (!is_stop) typed.words.push_back(word_node(part, node, false));
    }
    if (compound.whole) {
      const bool is_only = typed.words.empty();
      typed.words.push_back(word_node(*compound.whole, node, false));
      if (!is_only) typed.words.back().weight = kJoinedWeight;
    }
    if (typed.words.empty()) return compile_word(node, false);
    std::vector<TypedWords> result;
    result.push_back(std::move(typed));
    return result;
  }

  /// Units that are written together.
  TypedWords compile_run(const std::vector<QueryUnit>& units, const QueryNode& node, bool in_title) {
    TypedWords typed;
    const std::vector<RunChunk> chunks = chunks_of(units);
    for (const RunChunk& chunk : chunks) {
      if (chunk.units.size() == 1) {
        typed.words.push_back(compile_unit(chunk.units.front(), node, in_title));
        continue;
      }
      std::vector<MatchNode> ways = ways_to_have(chunk.text, node, in_title);
      if (ways.empty()) {
        for (const QueryUnit& unit : chunk.units) ways.push_back(compile_unit(unit, node, in_title));
        typed.words.push_back(join(MatchNode::Kind::And, std::move(ways)));
      } else {
        typed.words.push_back(join(MatchNode::Kind::Or, std::move(ways)));
      }
    }
    std::string text;
    for (const QueryUnit& unit : units) text += unit.whole->word;
    if (chunks.size() > 1 || chunks.front().text != text) typed.spans = ways_to_have(text, node, in_title);
    return typed;
  }

  /// A text of several units as one word, or as the archive has it parted.
  std::vector<MatchNode> ways_to_have(const std::string& text, const QueryNode& node, bool in_title) {
    std::vector<MatchNode> ways = span_nodes(text, ends_of(node), in_title, archive_);
    const QueryWord whole{text, archive_.analyser({}).stem_of(text), {}, 0, 0};
    const Lexicon& lexicon = archive_.lexicon(spacing_of(text));
    if (lexicon.has_word(text) || (node.form == WordForm::Inflected && !lexicon.compounds_of(whole.stem).empty())) {
      ways.insert(ways.begin(), word_node(whole, node, in_title));
    }
    return ways;
  }

  static Lexicon::Ends ends_of(const QueryNode& node) {
    switch (node.form) {
      case WordForm::Inflected: return Lexicon::Ends::Open;
      case WordForm::Prefix: return Lexicon::Ends::OpenEnd;
      case WordForm::Exact: break;
    }
    return Lexicon::Ends::Closed;
  }

  /// A single word, with the longer ones that have it in them where its script does not part them.
  MatchNode word_node(const QueryWord& word, const QueryNode& node, bool in_title) {
    TextCondition condition;
    condition.in_title = in_title;
    condition.words.push_back(word_set(word, node.form, node));
    if (node.form == WordForm::Inflected) add_compounds(condition.words.front(), word.stem, archive_);
    return text_node(std::move(condition));
  }

  MatchNode compile_unit(const QueryUnit& unit, const QueryNode& node, bool in_title) {
    std::vector<MatchNode> alternatives;
    if (unit.parts.size() > 1 && unit.parts_count) {
      TextCondition parts;
      parts.kind = TextCondition::Kind::Phrase;
      parts.in_title = in_title;
      for (const QueryWord& part : unit.parts) {
        const bool is_last = &part == &unit.parts.back();
        parts.words.push_back(word_set(part, positional_form(node.form, is_last), node));
      }
      alternatives.push_back(text_node(std::move(parts)));
    }
    if (unit.whole) alternatives.push_back(word_node(*unit.whole, node, in_title));
    if (unit.whole) {
      for (MatchNode& span : span_nodes(unit.whole->word, ends_of(node), in_title, archive_))
        alternatives.push_back(std::move(span));
    }
    return join(MatchNode::Kind::Or, std::move(alternatives));
  }

  /// Inside a compound every part but the last is whole, whatever the form of the compound.
  static PositionalForm positional_form(WordForm form, bool is_last) {
    if (form == WordForm::Inflected) return PositionalForm::Inflected;
    return form == WordForm::Prefix && is_last ? PositionalForm::Prefix : PositionalForm::Exact;
  }

  /// What is written without spaces is looked for in every way in which the archive's words make it up.
  MatchNode compile_phrase(const QueryNode& node, bool in_title) {
    const std::vector<QueryWord> words = phrase_words(node.text, archive_);
    if (words.empty()) throw_at(node, "there is no word between the quotes", "");
    std::vector<PhraseSets> phrases = {{}};
    for (std::size_t begin = 0; begin < words.size();) {
      std::size_t end = begin + 1;
      while (end < words.size() && are_written_together(words[end - 1], words[end])) ++end;
      const bool is_last = end == words.size();
      phrases = continued(phrases, ways_to_say(&words[begin], &words[end - 1] + 1, node, is_last));
      begin = end;
    }
    std::vector<MatchNode> nodes;
    for (PhraseSets& sets : phrases) {
      TextCondition phrase;
      phrase.in_title = in_title;
      phrase.kind = sets.size() == 1 ? TextCondition::Kind::Word : TextCondition::Kind::Phrase;
      phrase.words = std::move(sets);
      MatchNode found = text_node(std::move(phrase));
      if (found.kind != MatchNode::Kind::Nothing) nodes.push_back(std::move(found));
    }
    return join(MatchNode::Kind::Or, std::move(nodes));
  }

  /// One word of a phrase, or several that are written together.
  std::vector<PhraseSets> ways_to_say(const QueryWord* first, const QueryWord* last, const QueryNode& node,
                                      bool is_last) {
    const bool is_open = is_last && node.last_is_prefix;
    std::vector<PhraseSets> ways(1);
    std::string text;
    for (const QueryWord* word = first; word != last; ++word) {
      const PositionalForm form = is_open && word == last - 1        ? PositionalForm::Prefix
                                  : node.form == WordForm::Inflected ? PositionalForm::Inflected
                                                                     : PositionalForm::Exact;
      ways.front().push_back(word_set(*word, form, node));
      text += word->word;
    }
    add_ways(ways, text, is_open ? Lexicon::Ends::OpenEnd : Lexicon::Ends::Closed, archive_);
    return ways;
  }

  MatchNode compile_near(const QueryNode& node) {
    TextCondition near;
    near.kind = TextCondition::Kind::Near;
    near.distance = node.distance;
    for (const QueryNode& child : node.children) {
      const std::vector<QueryWord> words = phrase_words(child.text, archive_);
      if (words.size() != 1) {
        throw_at(child,
                 fmt::format("NEAR takes single words; '{}' is {}", child.text, words.empty() ? "none" : "several"),
                 "quote it as a phrase of its own, without NEAR");
      }
      const bool inflected = child.kind == Kind::Word && child.form == WordForm::Inflected;
      const bool prefix = child.form == WordForm::Prefix || child.last_is_prefix;
      near.words.push_back(word_set(words.front(),
                                    prefix      ? PositionalForm::Prefix
                                    : inflected ? PositionalForm::Inflected
                                                : PositionalForm::Exact,
                                    child));
    }
    return text_node(std::move(near));
  }

  /// The set of a word that stands alone.
  WordSet word_set(const QueryWord& word, WordForm form, const QueryNode& node) {
    if (form != WordForm::Inflected) {
      return word_set(word, form == WordForm::Prefix ? PositionalForm::Prefix : PositionalForm::Exact, node);
    }
    WordSet set;
    set.typed = word.word;
    set.by_stem = true;
    set.stems = {word.stem};
    set.foreign_stems = word.foreign_stems;
    return set;
  }

  WordSet word_set(const QueryWord& word, PositionalForm form, const QueryNode& node) {
    WordSet set;
    set.typed = word.word;
    set.stems = {word.stem};
    set.foreign_stems = word.foreign_stems;
    if (form == PositionalForm::Exact) set.words = {word.word};
    if (form == PositionalForm::Inflected) set.words = forms_of(word);
    if (form == PositionalForm::Prefix) expand_prefix(word.word, node, set);
    return set;
  }

  /// Every form in the archive that has the word's stem. Positions know no language, so a form that has another stem
  /// in the main language counts for another one only where the main language's articles have no such word.
  std::vector<std::string> forms_of(const QueryWord& word) {
    std::set<std::string> forms = archive_.words_of_stem(word.stem);
    Analyser& main = archive_.analyser(archive_.languages().front());
    for (const auto& [language, stem] : word.foreign_stems) {
      for (const std::string& form : archive_.words_of_stem(stem)) {
        const std::string main_stem = main.stem_of(form);
        const bool in_main = archive_.has_stem(main_stem) && archive_.words_of_stem(main_stem).contains(form);
        if (main_stem == word.stem || !in_main) forms.insert(form);
      }
    }
    return {forms.begin(), forms.end()};
  }

  void expand_prefix(const std::string& prefix, const QueryNode& node, WordSet& set) {
    auto [words, cut_off] = archive_.words_with_prefix(prefix, kMaxPrefixWords);
    if (cut_off) {
      throw_at(node, fmt::format("more than {} words begin with '{}'", kMaxPrefixWords, prefix), "type more letters");
    }
    std::set<std::string> stems;
    for (const std::string& word : words) {
      for (std::string& stem : archive_.stems_of(word)) stems.insert(std::move(stem));
    }
    set.foreign_stems.clear();
    set.typed = prefix + "*";
    set.origin = WordOrigin::Prefix;
    set.prefix = prefix;
    set.words = std::move(words);
    set.stems.assign(stems.begin(), stems.end());
  }

  static MatchNode text_node(TextCondition text) {
    const bool is_possible = std::all_of(text.words.begin(), text.words.end(),
                                         [](const WordSet& set) { return set.by_stem || !set.words.empty(); });
    return is_possible ? MatchNode::of_text(std::move(text)) : MatchNode::of(MatchNode::Kind::Nothing);
  }

  MatchNode compile_field(const QueryNode& node) {
    if (node.field == QueryField::Title) {
      const QueryNode& value = node.children.front();
      if (value.kind == Kind::Phrase) return compile_phrase(value, true);
      return all_of(compile_word(value, true));
    }
    ResolvedFilter filter = resolve(node);
    return MatchNode::of_filter(std::move(filter.query), fmt::format("{} {}", name_of(node.field), node.text));
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
  bool only_words_required_ = false;  ///< by the AND compiled last, besides conditions on the article
  std::string stop_language_;         ///< empty: no word is left out
  CompiledQuery result_;
};

}  // namespace

CompiledQuery compile_query(const QueryNode& query, MatchMode mode, Archive& archive, FilterResolver& filters) {
  return Compiler(mode, archive, filters).compile(query);
}

}  // namespace byline

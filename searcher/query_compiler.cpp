#include "searcher/query_compiler.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <span>

#include "common/error.hpp"
#include "common/folding.hpp"
#include "searcher/query_words.hpp"
#include "searcher/ranking.hpp"
#include "searcher/stop_words.hpp"
#include "searcher/unspaced_run.hpp"
#include "searcher/unspaced_words.hpp"
#include "searcher/word_pattern.hpp"
#include "searcher/word_sets.hpp"

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

TypedWord typed_word(const QueryNode& node) { return {node.text, node.form, node.edits, node.span.begin}; }

std::vector<TypedWord> phrase_parts(const QueryNode& node) {
  if (!node.parts.empty()) return node.parts;
  return {{node.text, node.last_is_prefix ? WordForm::Prefix : WordForm::Inflected, {}, node.span.begin}};
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
  Compiler(MatchMode mode, Archive& archive, FilterResolver& filters, const SynonymTable* synonyms)
      : mode_(mode), archive_(archive), filters_(filters), synonyms_(synonyms) {}

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
    std::vector<RespeltWord> respelt;
    collect_respelt(query, respelt);
    if (!respelt.empty()) note_respelt(result_.root, respelt);
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

  void leave_out(const QueryNode& node) {
    std::vector<std::string>& words = result_.left_out;
    std::string word = folded_name(node.text);
    if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(std::move(word));
    result_.left_out_language = stop_language_;
  }

  MatchNode compile_node(const QueryNode& node) {
    current_ = &node;
    switch (node.kind) {
      case Kind::Everything: return MatchNode::of(MatchNode::Kind::Everything);
      case Kind::Word: return compile_single(node, false);
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
      } else if (is_stop_word_node(child)) {
        leave_out(child);
      } else if (child.kind == Kind::Word && !node.typed_operator) {
        for (TypedWords& typed : any_of_several ? taken_apart(child) : compile_word(child, false)) {
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

  /// What a condition is, whatever the form it was typed in.
  static TextCondition repeat_key(TextCondition text) {
    for (WordSet& set : text.words) set.typed.clear();
    return text;
  }

  /// What is said twice counts once, with more weight.
  static std::vector<MatchNode> with_repeats_weighted(std::vector<MatchNode> nodes) {
    std::vector<MatchNode> distinct;
    std::map<TextCondition, std::pair<std::size_t, unsigned>> seen;  // -> place, times
    for (MatchNode& node : nodes) {
      if (node.kind != MatchNode::Kind::Text) {
        distinct.push_back(std::move(node));
        continue;
      }
      const auto [known, is_new] = seen.try_emplace(repeat_key(node.text), distinct.size(), 0u);
      ++known->second.second;
      if (is_new) {
        distinct.push_back(std::move(node));
      } else {
        MatchNode& first = distinct[known->second.first];
        first.weight = std::max(first.weight, node.weight);
      }
    }
    for (const auto& [text, place] : seen) {
      distinct[place.first].weight *= repeat_weight(place.second);
      distinct[place.first].times = place.second;
    }
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
    current_ = &node;
    if (node.form == WordForm::Pattern) return {{{compile_pattern(node, in_title)}, {}}};
    if (node.form == WordForm::Fuzzy) return {{{compile_fuzzy(node, in_title)}, {}}};
    const std::vector<QueryUnit> units = query_units(node.text, archive_);
    if (units.size() > kMaxRunWords) {
      throw_at(node, fmt::format("a text without spaces has more than {} words", kMaxRunWords),
               "search for less of it");
    }
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

  /// A compound is found joined or as its parts side by side, as it is without a star.
  MatchNode compile_pattern(const QueryNode& node, bool in_title) {
    const std::string joined = pattern_words(node.text).joined;
    std::vector<WordSet> sets = positional_sets(typed_word(node), WordForm::Exact, archive_);
    const bool is_compound = sets.size() > 1 && !joined.empty();
    std::vector<MatchNode> ways;
    ways.push_back(sequence_node(std::move(sets), in_title));
    if (is_compound) ways.push_back(sequence_node({pattern_set(joined, archive_, node.span.begin)}, in_title));
    return any_possible(std::move(ways));
  }

  MatchNode compile_fuzzy(const QueryNode& node, bool in_title) {
    const std::vector<QueryUnit> units = query_units(node.text, archive_);
    if (units.size() != 1 || !units.front().whole) {
      throw_at(node, fmt::format("~ takes one word; '{}' is {}", node.text, units.empty() ? "none" : "several"),
               "write each of them with a ~, or without");
    }
    return sequence_node({fuzzy_set(*units.front().whole, typed_word(node), archive_)}, in_title);
  }

  /// One word, or several side by side.
  MatchNode sequence_node(std::vector<WordSet> sets, bool in_title) {
    TextCondition text;
    text.kind = sets.size() == 1 ? TextCondition::Kind::Word : TextCondition::Kind::Phrase;
    text.in_title = in_title;
    text.words = std::move(sets);
    return text_node(std::move(text));
  }

  static MatchNode any_possible(std::vector<MatchNode> nodes) {
    std::erase_if(nodes, [](const MatchNode& node) { return node.kind == MatchNode::Kind::Nothing; });
    return join(MatchNode::Kind::Or, std::move(nodes));
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
    std::vector<MatchNode> ways = spans_of(text, node, in_title);
    const QueryWord whole{text, archive_.analyser({}).stem_of(text), {}, {}, 0, 0};
    const Lexicon& lexicon = archive_.lexicon(spacing_of(text));
    if (lexicon.has_word(text) || (node.form == WordForm::Inflected && !lexicon.compounds_of(whole.stem).empty())) {
      ways.insert(ways.begin(), word_node(whole, node, in_title));
    }
    return ways;
  }

  /// A text without spaces as words side by side.
  std::vector<MatchNode> spans_of(const std::string& text, const QueryNode& node, bool in_title) {
    std::vector<MatchNode> spans = span_nodes(text, ends_of(node), in_title, archive_);
    for (const MatchNode& span : spans) run_phrases_.insert(span.text);
    if (run_phrases_.size() > kMaxRunPhrases) {
      throw_at(node, fmt::format("the query's text without spaces stands for more than {} phrases", kMaxRunPhrases),
               "search for less of it");
    }
    return spans;
  }

  static Lexicon::Ends ends_of(const QueryNode& node) {
    switch (node.form) {
      case WordForm::Inflected: return Lexicon::Ends::Open;
      case WordForm::Prefix: return Lexicon::Ends::OpenEnd;
      default: break;
    }
    return Lexicon::Ends::Closed;
  }

  /// A single word, with the longer ones that have it in them where its script does not part them.
  MatchNode word_node(const QueryWord& word, const QueryNode& node, bool in_title) {
    TextCondition condition;
    condition.in_title = in_title;
    condition.words.push_back(node.form == WordForm::Inflected
                                  ? stem_set(word)
                                  : form_set(word, positional_form(node.form, true), archive_, node.span.begin));
    if (node.form == WordForm::Inflected) add_compounds(condition.words.front(), word.stem, archive_);
    return text_node(std::move(condition));
  }

  /// A word beside which no other counts.
  MatchNode compile_single(const QueryNode& node, bool in_title) {
    MatchNode typed = all_of(compile_word(node, in_title));
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
    return match.length == 1 && is_stop_word_node(node);
  }

  [[nodiscard]] std::size_t count_words(std::span<const QueryNode> nodes) const {
    return static_cast<std::size_t>(
        std::count_if(nodes.begin(), nodes.end(), [this](const QueryNode& node) { return !is_stop_word_node(node); }));
  }

  /// Words that have synonyms together.
  MatchNode compile_together(std::span<const QueryNode> nodes) {
    std::vector<MatchNode> words;
    for (const QueryNode& node : nodes) {
      if (nodes.size() == 1 || !is_stop_word_node(node)) words.push_back(all_of(compile_word(node, false)));
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
    return is_word ? all_of(compile_word(node, in_title)) : compile_phrase(node, in_title);
  }

  MatchNode compile_unit(const QueryUnit& unit, const QueryNode& node, bool in_title) {
    std::vector<MatchNode> alternatives;
    if (unit.parts.size() > 1 && unit.parts_count) {
      TextCondition parts;
      parts.kind = TextCondition::Kind::Phrase;
      parts.in_title = in_title;
      for (const QueryWord& part : unit.parts) {
        const bool is_last = &part == &unit.parts.back();
        parts.words.push_back(form_set(part, positional_form(node.form, is_last), archive_, node.span.begin));
      }
      alternatives.push_back(text_node(std::move(parts)));
    }
    if (unit.whole) alternatives.push_back(word_node(*unit.whole, node, in_title));
    if (unit.whole) {
      for (MatchNode& span : spans_of(unit.whole->word, node, in_title)) alternatives.push_back(std::move(span));
    }
    return join(MatchNode::Kind::Or, std::move(alternatives));
  }

  /// Inside a compound every part but the last is whole, whatever the form of the compound.
  static PositionalForm positional_form(WordForm form, bool is_last) {
    if (form == WordForm::Inflected) return PositionalForm::Inflected;
    return form == WordForm::Prefix && is_last ? PositionalForm::Prefix : PositionalForm::Exact;
  }

  MatchNode compile_phrase(const QueryNode& node, bool in_title) {
    std::vector<PhraseSets> phrases = {{}};
    for (const TypedWord& part : phrase_parts(node)) phrases = continued_by_part(std::move(phrases), part, node.form);
    if (phrases.front().empty()) throw_at(node, "there is no word between the quotes", "");
    check_length(phrases.front().size());
    std::vector<MatchNode> nodes;
    for (PhraseSets& sets : phrases) nodes.push_back(sequence_node(std::move(sets), in_title));
    return any_possible(std::move(nodes));
  }

  /// What is written without spaces is looked for in every way in which the archive's words make it up.
  std::vector<PhraseSets> continued_by_part(std::vector<PhraseSets> phrases, const TypedWord& part, WordForm plain) {
    if (part.form == WordForm::Pattern || part.form == WordForm::Fuzzy) {
      return continued(phrases, {positional_sets(part, plain, archive_)});
    }
    const std::vector<QueryWord> words = phrase_words(part.text, archive_);
    check_length(words.size());
    for (std::size_t begin = 0; begin < words.size();) {
      std::size_t end = begin + 1;
      while (end < words.size() && are_written_together(words[end - 1], words[end])) ++end;
      const bool is_open = part.form == WordForm::Prefix && end == words.size();
      phrases = continued(phrases, ways_to_say(&words[begin], &words[end - 1] + 1, part, plain, is_open));
      begin = end;
    }
    return phrases;
  }

  /// One word of a phrase, or several that are written together.
  std::vector<PhraseSets> ways_to_say(const QueryWord* first, const QueryWord* last, const TypedWord& part,
                                      WordForm plain, bool is_open) {
    std::vector<PhraseSets> ways(1);
    std::string text;
    for (const QueryWord* word = first; word != last; ++word) {
      const PositionalForm form = is_open && word == last - 1    ? PositionalForm::Prefix
                                  : plain == WordForm::Inflected ? PositionalForm::Inflected
                                                                 : PositionalForm::Exact;
      ways.front().push_back(form_set(*word, form, archive_, part.begin));
      text += word->word;
    }
    add_ways(ways, text, is_open ? Lexicon::Ends::OpenEnd : Lexicon::Ends::Closed, archive_);
    return ways;
  }

  MatchNode compile_near(const QueryNode& node) {
    TextCondition near;
    near.kind = TextCondition::Kind::Near;
    near.distance = node.distance;
    if (node.children.size() > kMaxNearWords) {
      throw_at(node.children[kMaxNearWords], fmt::format("a chain of NEAR has more than {} words", kMaxNearWords),
               "join the other words by spaces");
    }
    for (const QueryNode& child : node.children) {
      const TypedWord typed = child.kind == Kind::Word ? typed_word(child) : phrase_parts(child).front();
      std::vector<WordSet> sets = positional_sets(typed, child.form, archive_);
      if (sets.size() != 1) {
        throw_at(child,
                 fmt::format("NEAR takes single words; '{}' is {}", child.text, sets.empty() ? "none" : "several"),
                 "quote it as a phrase of its own, without NEAR");
      }
      near.words.push_back(std::move(sets.front()));
    }
    return text_node(std::move(near));
  }

  void check_length(std::size_t words) const {
    if (words <= kMaxPhraseWords) return;
    throw_at(*current_, fmt::format("a phrase has more than {} words", kMaxPhraseWords),
             "a part of it finds the same articles; without quotes its words may stand anywhere");
  }

  /// Every condition comes by here, whatever it was made of.
  void count(const TextCondition& text) {
    for (const WordSet& set : text.words) {
      if (set.words.size() > 1) expanded_words_ += set.words.size();
    }
    if (expanded_words_ > kMaxExpandedWords) {
      throw_at(*current_, fmt::format("the query stands for more than {} words of the archive", kMaxExpandedWords),
               "type more of each word, or ask for less at a time");
    }
    if (text.kind == TextCondition::Kind::Word || !phrases_.insert(text).second) return;
    if (phrases_.size() > kMaxPhrases) {
      throw_at(*current_, fmt::format("the query has more than {} phrases, words with hyphens and NEARs", kMaxPhrases),
               "ask for less at a time");
    }
  }

  MatchNode text_node(TextCondition text) {
    count(text);
    const bool is_possible = std::all_of(text.words.begin(), text.words.end(),
                                         [](const WordSet& set) { return set.by_stem || !set.words.empty(); });
    return is_possible ? MatchNode::of_text(std::move(text)) : MatchNode::of(MatchNode::Kind::Nothing);
  }

  MatchNode compile_field(const QueryNode& node) {
    if (node.field == QueryField::Title) {
      const QueryNode& value = node.children.front();
      if (value.kind == Kind::Phrase) return compile_phrase(value, true);
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
  const SynonymTable* synonyms_;         ///< null: none
  std::string stop_language_;            ///< empty: no word is left out
  const QueryNode* current_ = nullptr;   ///< what is being compiled, for errors
  std::set<TextCondition> phrases_;      ///< phrases and NEARs so far
  std::set<TextCondition> run_phrases_;  ///< of texts without spaces
  std::size_t expanded_words_ = 0;       ///< words so far that sets of several have
  CompiledQuery result_;
};

}  // namespace

CompiledQuery compile_query(const QueryNode& query, MatchMode mode, Archive& archive, FilterResolver& filters,
                            const SynonymTable* synonyms) {
  return Compiler(mode, archive, filters, synonyms).compile(query);
}

}  // namespace byline

#include "searcher/query_parser.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "common/error.hpp"
#include "common/utf8.hpp"
#include "searcher/query_lexer.hpp"
#include "searcher/word_marks.hpp"

namespace byline {
namespace {

using Kind = QueryNode::Kind;

/// Longer queries are sentences, in which these are words.
constexpr std::size_t kMaxWordsForSmallOperators = 5;
constexpr char kOperatorHint[] = "AND, OR, NOT and NEAR in capitals are operators; in small letters they are words";
constexpr char kNearHint[] = "NEAR joins words, as in china NEAR/5 russia; write a NEAR c OR b NEAR c for alternatives";
constexpr char kSectionHint[] = "as a condition of its own: tariffs section:economy; alternatives: section:(a OR b)";

bool starts_operand(const QueryToken& token) {
  switch (token.kind) {
    case QueryToken::Kind::Word:
    case QueryToken::Kind::Phrase:
    case QueryToken::Kind::Open:
    case QueryToken::Kind::Not:
    case QueryToken::Kind::Minus:
    case QueryToken::Kind::Plus:
    case QueryToken::Kind::Field: return true;
    default: return false;
  }
}

QueryNode make_node(Kind kind, std::vector<QueryNode> children, Span span) {
  QueryNode node;
  node.kind = kind;
  node.children = std::move(children);
  node.span = span;
  return node;
}

/// And and Or of one are that one.
QueryNode join(Kind kind, std::vector<QueryNode> children) {
  if (children.size() == 1) return std::move(children.front());
  const Span span{children.front().span.begin, children.back().span.end};
  return make_node(kind, std::move(children), span);
}

/// A form that was asked for twice.
void refuse_two_forms(const QueryToken& token, const TypedWord& word) {
  if (token.mark != '=' || word.form == WordForm::Inflected) return;
  const bool is_fuzzy = word.form == WordForm::Fuzzy;
  const std::size_t at = decode_query(token.text).find(is_fuzzy ? U'~' : U'*');
  throw_bad_query(fmt::format("= and {} contradict each other", is_fuzzy ? '~' : '*'),
                  is_fuzzy ? "=word finds this form only, word~ all that are like it"
                           : "=word finds this form only, word* all that begin so",
                  token.text_begin + at);
}

QueryNode make_word(const QueryToken& token) {
  QueryNode node = make_node(Kind::Word, {}, token.span);
  node.text_begin = token.text_begin;
  const std::u32string text = decode_query(token.text);
  if (token.mark == 0 && text == U"*") {
    node.kind = Kind::Everything;
    return node;
  }
  const TypedWord word = read_typed_word(text, token.text_begin);
  refuse_two_forms(token, word);
  node.form = token.mark == '=' ? WordForm::Exact : word.form;
  node.text = word.text;
  node.edits = word.edits;
  return node;
}

/// A phrase whose only mark is a `*` at its end needs no parts.
bool is_open_at_end_only(const std::vector<TypedWord>& parts) {
  return parts.back().form == WordForm::Prefix &&
         (parts.size() == 1 || (parts.size() == 2 && parts.front().form == WordForm::Inflected));
}

QueryNode make_phrase(const QueryToken& token) {
  QueryNode node = make_node(Kind::Phrase, {}, token.span);
  node.text_begin = token.text_begin;
  std::vector<TypedWord> parts = read_typed_phrase(decode_query(token.text), token.text_begin);
  node.form = token.mark == '~' ? WordForm::Inflected : WordForm::Exact;
  node.last_is_prefix = is_open_at_end_only(parts);
  node.text = token.text;
  if (node.last_is_prefix) {
    node.text = parts.size() == 1 ? parts.front().text : parts.front().text + " " + parts.back().text;
  } else if (parts.size() > 1 || parts.front().form != WordForm::Inflected) {
    node.parts = std::move(parts);
  }
  return node;
}

QueryNode make_leaf(const QueryToken& token) {
  return token.kind == QueryToken::Kind::Phrase ? make_phrase(token) : make_word(token);
}

QueryNode make_title(const QueryToken& value) {
  QueryNode child = make_leaf(value);
  if (child.kind == Kind::Everything || !has_word(decode_query(child.text))) {
    throw_bad_query("title: needs a word", "title:tariffs, title:tariff*, title:\"central bank\"", value.span.begin);
  }
  return make_node(Kind::Field, {std::move(child)}, value.span);
}

/// The value of a field other than title: is compared as it is; only path: knows `*`, and the compiler reads it.
QueryNode make_value(QueryField field, const QueryToken& value) {
  const std::string name(name_of(field));
  if (value.mark != 0) {
    throw_bad_query(fmt::format("a {} is not understood in {}:", value.mark, name),
                    name + ": compares whole values already", value.span.begin);
  }
  QueryNode node = make_node(Kind::Field, {}, value.span);
  node.text = value.text;
  node.text_begin = value.text_begin;
  node.quoted = value.kind == QueryToken::Kind::Phrase;
  const std::u32string text = decode_query(value.text);
  const std::size_t star = text.find(U'*');
  if (!node.quoted && field != QueryField::Path && star != std::u32string::npos) {
    throw_bad_query(fmt::format("a * is not understood in {}:", name), "only words, title: and path: take it",
                    value.text_begin + star);
  }
  return node;
}

QueryNode make_field(QueryField field, const QueryToken& value) {
  QueryNode node = field == QueryField::Title ? make_title(value) : make_value(field, value);
  node.field = field;
  return node;
}

bool is_section(const QueryNode& node) { return node.kind == Kind::Field && node.field == QueryField::Section; }

bool is_section_condition(const QueryNode& node) {
  if (node.kind != Kind::Or) return is_section(node);
  return std::all_of(node.children.begin(), node.children.end(), is_section);
}

bool has_one_word(std::string_view utf8) {
  const std::u32string text = decode_query(utf8);
  std::size_t words = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = begin;
    while (end < text.size() && !is_query_space(text[end])) ++end;
    if (has_word(std::u32string_view(text).substr(begin, end - begin))) ++words;
    begin = end + 1;
  }
  return words == 1;
}

bool can_be_near(const QueryNode& node) {
  return node.kind == Kind::Word || (node.kind == Kind::Phrase && has_one_word(node.text));
}

/// Recursive descent, one function a level:
///
///   any     = all { OR all }
///   all     = unary { [ AND ] unary }
///   unary   = ( NOT | - | + ) unary | near
///   near    = primary { NEAR primary }
///   primary = "(" any ")" | field value | field "(" any ")" | word | phrase
class Parser {
 public:
  explicit Parser(std::vector<QueryToken> tokens) : tokens_(std::move(tokens)) {}

  QueryNode parse();

 private:
  [[nodiscard]] const QueryToken& peek() const { return tokens_[next_]; }
  [[nodiscard]] bool next_is(QueryToken::Kind kind) const { return peek().kind == kind; }
  const QueryToken& take() { return tokens_[next_++]; }

  QueryNode parse_any();
  QueryNode parse_all();
  QueryNode parse_unary();
  QueryNode parse_near();
  void parse_near_operand(std::vector<QueryNode>& operands);
  QueryNode parse_primary();
  QueryNode parse_group();
  QueryNode parse_field();
  QueryNode parse_field_group(const QueryToken& field);

  void require_operand_before() const;
  void require_operand_after(const QueryToken& op) const;
  void enter(const QueryToken& token);
  void leave() { --depth_; }

  std::vector<QueryToken> tokens_;
  std::size_t next_ = 0;
  std::size_t depth_ = 0;
  std::optional<QueryField> group_field_;  ///< inside `author:( … )`
};

QueryNode Parser::parse() {
  QueryNode root = parse_any();
  if (next_is(QueryToken::Kind::Close)) {
    throw_bad_query("a ) without its (", "take it out, or quote the text it belongs to", peek().span.begin);
  }
  return root;
}

QueryNode Parser::parse_any() {
  std::vector<QueryNode> children;
  children.push_back(parse_all());
  while (next_is(QueryToken::Kind::Or)) {
    require_operand_after(take());
    children.push_back(parse_all());
  }
  return join(Kind::Or, std::move(children));
}

QueryNode Parser::parse_all() {
  require_operand_before();
  std::vector<QueryNode> children;
  bool typed_operator = false;
  children.push_back(parse_unary());
  while (next_is(QueryToken::Kind::And) || starts_operand(peek())) {
    if (next_is(QueryToken::Kind::And)) {
      typed_operator = true;
      require_operand_after(take());
    }
    children.push_back(parse_unary());
  }
  QueryNode node = join(Kind::And, std::move(children));
  if (typed_operator) node.typed_operator = true;
  return node;
}

QueryNode Parser::parse_unary() {
  const QueryToken& op = peek();
  const bool negates = op.kind == QueryToken::Kind::Not || op.kind == QueryToken::Kind::Minus;
  if (!negates && op.kind != QueryToken::Kind::Plus) return parse_near();
  take();
  require_operand_after(op);
  enter(op);
  std::vector<QueryNode> children;
  children.push_back(parse_unary());
  leave();
  const Span span{op.span.begin, children.front().span.end};
  return make_node(negates ? Kind::Not : Kind::Required, std::move(children), span);
}

QueryNode Parser::parse_near() {
  const std::size_t first_token = next_;
  QueryNode first = parse_primary();
  if (!next_is(QueryToken::Kind::Near)) return first;
  const unsigned distance = peek().distance;
  next_ = first_token;
  std::vector<QueryNode> operands;
  parse_near_operand(operands);
  while (next_is(QueryToken::Kind::Near)) {
    const QueryToken& near = take();
    if (group_field_) {
      throw_bad_query("NEAR is not understood inside a field", "fields take words and phrases", near.span.begin);
    }
    if (near.distance != distance) {
      throw_bad_query("the distances of this chain of NEAR differ", "use one distance: a NEAR/5 b NEAR/5 c",
                      near.span.begin);
    }
    require_operand_after(near);
    parse_near_operand(operands);
  }
  QueryNode node = join(Kind::Near, std::move(operands));
  node.distance = distance;
  return node;
}

void Parser::parse_near_operand(std::vector<QueryNode>& operands) {
  const QueryToken& begin = peek();
  const bool simple = begin.kind == QueryToken::Kind::Word || begin.kind == QueryToken::Kind::Phrase;
  if (simple) {
    operands.push_back(parse_primary());
    if (group_field_ || can_be_near(operands.back())) return;
  }
  throw_bad_query("NEAR takes words or phrases of one word", kNearHint, begin.span.begin);
}

QueryNode Parser::parse_primary() {
  if (next_is(QueryToken::Kind::Open)) return parse_group();
  if (next_is(QueryToken::Kind::Field)) return parse_field();
  const QueryToken& token = take();
  return group_field_ ? make_field(*group_field_, token) : make_leaf(token);
}

QueryNode Parser::parse_group() {
  const QueryToken& open = take();
  enter(open);
  if (next_is(QueryToken::Kind::Close)) {
    throw_bad_query("no word between the parentheses", "write words there, or take them out", open.span.begin);
  }
  const auto throw_unclosed = [&] {
    throw_bad_query("a parenthesis is not closed", "write the ) that belongs to it", open.span.begin);
  };
  if (next_is(QueryToken::Kind::End)) throw_unclosed();
  QueryNode node = parse_any();
  if (!next_is(QueryToken::Kind::Close)) throw_unclosed();
  take();
  leave();
  return node;
}

QueryNode Parser::parse_field() {
  const QueryToken& field = take();
  if (group_field_) {
    throw_bad_query(fmt::format("{} cannot stand inside the parentheses of another field", field.text),
                    "close the parentheses before it", field.span.begin);
  }
  if (next_is(QueryToken::Kind::Open)) return parse_field_group(field);
  QueryNode node = make_field(field.field, take());
  node.span.begin = field.span.begin;
  return node;
}

QueryNode Parser::parse_field_group(const QueryToken& field) {
  group_field_ = field.field;
  QueryNode node = parse_group();
  group_field_.reset();
  if (field.field == QueryField::Section && !is_section_condition(node)) {
    throw_bad_query("section:( … ) takes names joined by OR",
                    "a name of several words is quoted: section:\"key points\"", field.span.begin);
  }
  return node;
}

/// At the start of a query or group an operator that joins has nothing to its left.
void Parser::require_operand_before() const {
  if (starts_operand(peek())) return;
  const QueryToken& token = peek();
  if (token.kind == QueryToken::Kind::Close) {
    throw_bad_query("a ) without its (", "take it out, or quote the text it belongs to", token.span.begin);
  }
  throw_bad_query(token.text + " needs something before it", kOperatorHint, token.span.begin);
}

void Parser::require_operand_after(const QueryToken& op) const {
  if (!starts_operand(peek())) throw_bad_query(op.text + " needs something after it", kOperatorHint, op.span.begin);
}

/// Every level costs stack here and in whatever walks the tree.
void Parser::enter(const QueryToken& token) {
  if (++depth_ <= kMaxQueryDepth) return;
  throw_bad_query(fmt::format("the query is nested more than {} levels deep", kMaxQueryDepth),
                  "take out parentheses or NOTs that are not needed", token.span.begin);
}

void refuse_sections(const QueryNode& node) {
  if (is_section(node)) {
    throw_bad_query("section: cannot stand inside OR, NOT, + or parentheses", kSectionHint, node.span.begin);
  }
  for (const QueryNode& child : node.children) refuse_sections(child);
}

/// A section limits where all the other words must stand, so it cannot be part of an alternative or a negation.
void check_sections(const QueryNode& root) {
  const auto check = [](const QueryNode& node) {
    if (!is_section_condition(node)) refuse_sections(node);
  };
  if (root.kind != Kind::And) return check(root);
  for (const QueryNode& child : root.children) check(child);
}

class SoughtWords {
 public:
  void count(const QueryNode& node) {
    add(node.form, node.span.begin);
    for (const TypedWord& part : node.parts) add(part.form, part.begin);
    for (const QueryNode& child : node.children) count(child);
  }

 private:
  void add(WordForm form, std::size_t begin) {
    if (form != WordForm::Pattern && form != WordForm::Fuzzy) return;
    if (++words_ <= kMaxSoughtWords) return;
    throw_bad_query(fmt::format("more than {} words have a * inside or a ~", kMaxSoughtWords),
                    "each goes through the words of the archive; a * at the end does not", begin);
  }

  std::size_t words_ = 0;
};

void note_idle_star(const QueryNode& node, std::vector<std::string>& notes) {
  const auto is = [](Kind kind) { return [kind](const QueryNode& child) { return child.kind == kind; }; };
  const auto& children = node.children;
  if (node.kind == Kind::And && std::any_of(children.begin(), children.end(), is(Kind::Everything))) {
    const bool only_negations = std::all_of(children.begin(), children.end(), [](const QueryNode& child) {
      return child.kind == Kind::Everything || child.kind == Kind::Not || child.kind == Kind::Field;
    });
    if (!only_negations) notes.emplace_back("a * beside other words changes nothing: it finds every article");
  }
  for (const QueryNode& child : children) note_idle_star(child, notes);
}

/// Words that may have been meant as operators: in the middle of a few others, and in small letters.
void note_small_operators(const QueryNode& root, std::vector<std::string>& notes) {
  const auto& children = root.children;
  if (root.kind != Kind::And || children.size() > kMaxWordsForSmallOperators) return;
  for (std::size_t i = 1; i + 1 < children.size(); ++i) {
    const QueryNode& word = children[i];
    if (word.kind != Kind::Word || word.form != WordForm::Inflected) continue;
    if (word.text == "or") notes.emplace_back("or is a word here; the operator is OR");
    if (word.text == "not") notes.emplace_back("not is a word here; NOT, or a minus sign, leaves articles out");
    if (word.text == "near") notes.emplace_back("near is a word here; the operator is NEAR");
  }
}

[[noreturn]] void throw_no_word(std::string_view query) {
  const bool empty = trim(query).empty();
  throw Error(ErrorKind::BadQuery, empty ? "the query is empty" : "the query has no word in it",
              "`*` finds every article");
}

}  // namespace

ParsedQuery parse_query(std::string_view query) {
  LexedQuery lexed = lex_query(query);
  if (lexed.tokens.size() == 1) throw_no_word(query);
  ParsedQuery parsed{Parser(std::move(lexed.tokens)).parse(), std::move(lexed.notes)};
  check_sections(parsed.root);
  SoughtWords().count(parsed.root);
  note_idle_star(parsed.root, parsed.notes);
  note_small_operators(parsed.root, parsed.notes);
  return parsed;
}

ParsedQuery parse_words(std::string_view text) {
  const std::u32string points = decode_query(text);
  std::vector<QueryNode> words;
  for (std::size_t begin = 0; begin < points.size();) {
    std::size_t end = begin;
    while (end < points.size() && !is_query_space(points[end])) ++end;
    const std::u32string_view word = std::u32string_view(points).substr(begin, end - begin);
    if (has_word(word)) {
      words.push_back(make_node(Kind::Word, {}, {begin, end}));
      words.back().text = to_utf8(word);
      words.back().text_begin = begin;
    }
    begin = end + 1;
  }
  if (words.empty()) throw_no_word(text);
  return {join(Kind::And, std::move(words)), {}};
}

}  // namespace byline

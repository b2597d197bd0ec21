#include "searcher/query_lexer.hpp"

#include <fmt/format.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>
#include <utility>

#include "common/error.hpp"
#include "common/utf8.hpp"
#include "searcher/edit_distance.hpp"
#include "searcher/query_parser.hpp"

namespace byline {
namespace {

using Kind = QueryToken::Kind;

constexpr std::size_t kLongestName = 32;   ///< of an unknown field, in a message
constexpr char32_t kNothing = 0xFFFFFFFF;  ///< stands behind the last code point

/// Quotes that open (besides the plain one) and what closes each: „German“, «French», »German«, ”Swedish”, 「CJK」.
struct QuotePair {
  char32_t open;
  std::u32string_view close;
  bool inside_words;  ///< opens and closes without a gap beside it, as text without spaces needs
};

constexpr std::array<QuotePair, 7> kQuotePairs = {{
    {U'“', U"”", false},
    {U'”', U"”", false},
    {U'„', U"“”", false},
    {U'«', U"»", false},
    {U'»', U"«»", false},
    {U'「', U"」", true},
    {U'『', U"』", true},
}};

struct FieldName {
  std::string_view name;
  QueryField field;
};

constexpr std::array<FieldName, 9> kFieldNames = {{
    {"title", QueryField::Title},
    {"author", QueryField::Author},
    {"section", QueryField::Section},
    {"tag", QueryField::Tag},
    {"lang", QueryField::Language},
    {"language", QueryField::Language},
    {"source", QueryField::Source},
    {"date", QueryField::Date},
    {"path", QueryField::Path},
}};

/// What other programs call our fields.
constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kForeignNames = {{
    {"after", "date"},
    {"before", "date"},
    {"by", "author"},
    {"category", "section"},
    {"feed", "source"},
    {"file", "path"},
    {"filename", "path"},
    {"folder", "path"},
    {"from", "author"},
    {"intitle", "title"},
    {"keyword", "tag"},
    {"since", "date"},
    {"site", "source"},
    {"year", "date"},
}};

bool is_word_character(char32_t c) {
  return c != kNothing && (U_GET_GC_MASK(static_cast<UChar32>(c)) & (U_GC_L_MASK | U_GC_N_MASK)) != 0;
}

bool is_hebrew_letter(char32_t c) { return c >= 0x05D0 && c <= 0x05EA; }
bool is_small_letter(char32_t c) { return c >= U'a' && c <= U'z'; }
bool is_capital(char32_t c) { return c >= U'A' && c <= U'Z'; }
bool is_sign(char32_t c) { return c == U'-' || c == U'+'; }

const QuotePair* find_quote_pair(char32_t open) {
  const auto* found =
      std::find_if(kQuotePairs.begin(), kQuotePairs.end(), [&](auto& pair) { return pair.open == open; });
  return found == kQuotePairs.end() ? nullptr : found;
}

std::optional<QueryField> find_field(std::string_view name) {
  for (const FieldName& known : kFieldNames) {
    if (known.name == name) return known.field;
  }
  return std::nullopt;
}

/// The field that was probably meant, or nothing.
std::string_view similar_field(std::string_view name) {
  for (const auto& [foreign, ours] : kForeignNames) {
    if (foreign == name) return ours;
  }
  std::string_view best;
  std::size_t best_distance = std::max<std::size_t>(1, name.size() / 3) + 1;
  if (name.size() < 3 || name.size() > 16) return best;
  for (const FieldName& known : kFieldNames) {
    const std::size_t distance = edit_distance(name, known.name);
    if (distance < best_distance) std::tie(best, best_distance) = std::pair{known.name, distance};
  }
  return best;
}

class Lexer {
 public:
  explicit Lexer(std::string_view query) : query_(decode_query(query)) {}

  LexedQuery run();

 private:
  [[nodiscard]] char32_t at(std::size_t i) const { return i < query_.size() ? query_[i] : kNothing; }
  [[nodiscard]] std::u32string_view slice(std::size_t begin, std::size_t end) const {
    return std::u32string_view(query_).substr(begin, end - begin);
  }
  [[nodiscard]] bool is_gap(std::size_t i) const { return i >= query_.size() || is_query_space(query_[i]); }

  [[nodiscard]] bool is_plain_quote(std::size_t i) const;
  [[nodiscard]] std::optional<std::size_t> find_plain_close(std::size_t open) const;
  std::optional<std::size_t> find_close(std::size_t open);
  bool opens_phrase(std::size_t i) { return is_plain_quote(i) || find_close(i).has_value(); }
  bool opens_inside_word(std::size_t i);
  std::size_t word_end(std::size_t begin);
  bool starts_operand(std::size_t i);
  [[nodiscard]] bool is_glued() const;

  QueryToken& emit(Kind kind, std::size_t end);
  void emit_text(Kind kind, std::size_t text_begin, std::size_t text_end, std::size_t end, char mark);
  void note(std::string line);

  void lex_token();
  void check_glued();
  bool lex_sign();
  bool lex_mark();
  bool lex_phrase(std::size_t quote, char mark);
  bool lex_field();
  void lex_value(QueryField field, std::string_view name);
  void check_plain_value(std::string_view name);
  [[nodiscard]] std::size_t value_end() const;
  void lex_word();
  void lex_punctuation(std::size_t end);
  bool lex_operator(std::string_view text, std::size_t end);
  void lex_near(std::string_view number, std::size_t end);
  [[noreturn]] void throw_unknown_field(const std::string& name);
  void note_idle_sign(std::string_view why);
  void note_capital_field(std::string_view text);
  void note_foreign_operators(std::u32string_view text);
  void note_operators_in_phrase(std::u32string_view text);

  std::u32string query_;
  std::size_t at_ = 0;
  LexedQuery result_;
  std::u32string unpaired_;  ///< opening quotes known to have no closing one from here on
};

LexedQuery Lexer::run() {
  while (at_ < query_.size()) {
    if (is_query_space(query_[at_])) {
      ++at_;
    } else {
      lex_token();
    }
  }
  emit(Kind::End, at_);
  return std::move(result_);
}

QueryToken& Lexer::emit(Kind kind, std::size_t end) {
  QueryToken token;
  token.kind = kind;
  token.span = {at_, end};
  token.text_begin = at_;
  if (kind != Kind::Word && kind != Kind::Phrase) token.text = to_utf8(slice(at_, end));
  at_ = end;
  return result_.tokens.emplace_back(std::move(token));
}

void Lexer::emit_text(Kind kind, std::size_t text_begin, std::size_t text_end, std::size_t end, char mark) {
  QueryToken& token = emit(kind, end);
  token.text = to_utf8(slice(text_begin, text_end));
  token.text_begin = text_begin;
  token.mark = mark;
}

void Lexer::note(std::string line) {
  constexpr std::size_t kMostNotes = 20;
  auto& notes = result_.notes;
  if (notes.size() < kMostNotes && std::find(notes.begin(), notes.end(), line) == notes.end()) {
    notes.push_back(std::move(line));
  }
}

/// Hebrew writes its abbreviations with the plain quote before the last letter: צה"ל. That one quotes nothing.
bool Lexer::is_plain_quote(std::size_t i) const {
  if (at(i) != U'"') return false;
  return !(i > 0 && is_hebrew_letter(at(i - 1)) && is_hebrew_letter(at(i + 1)));
}

std::optional<std::size_t> Lexer::find_plain_close(std::size_t open) const {
  for (std::size_t i = open + 1; i < query_.size(); ++i) {
    if (is_plain_quote(i)) return i;
  }
  return std::nullopt;
}

/// Where the quote of another kind that opens at `open` closes. One that failed is not sought again: a megabyte of
/// opening quotes must not take a second for each.
std::optional<std::size_t> Lexer::find_close(std::size_t open) {
  const QuotePair* pair = find_quote_pair(at(open));
  if (pair == nullptr || unpaired_.find(pair->open) != std::u32string::npos) return std::nullopt;
  for (std::size_t i = open + 1; i < query_.size(); ++i) {
    const bool closes = pair->close.find(query_[i]) != std::u32string_view::npos;
    if (closes && (pair->inside_words || !is_word_character(at(i + 1)))) return i;
  }
  unpaired_ += pair->open;
  note(fmt::format("the {} at column {} has no closing quote: taken as punctuation", to_utf8(slice(open, open + 1)),
                   open + 1));
  return std::nullopt;
}

bool Lexer::opens_inside_word(std::size_t i) {
  if (is_plain_quote(i)) return true;
  const QuotePair* pair = find_quote_pair(at(i));
  if (pair == nullptr) return false;
  // After punctuation, as in ‘“a b”’ and …“a b”; the two that close as often as they open only begin a token.
  const bool after_punctuation = !is_word_character(at(i - 1)) && pair->open != U'”' && pair->open != U'»';
  return (pair->inside_words || after_punctuation) && find_close(i);
}

std::size_t Lexer::word_end(std::size_t begin) {
  std::size_t end = begin;
  while (!is_gap(end) && at(end) != U'(' && at(end) != U')' && (end == begin || !opens_inside_word(end))) ++end;
  return end;
}

bool Lexer::starts_operand(std::size_t i) {
  if (at(i) == U'(' || opens_phrase(i)) return true;
  if ((at(i) == U'~' || at(i) == U'=') && opens_phrase(i + 1)) return true;
  const std::u32string_view word = slice(i, word_end(i));
  return word == U"*" || has_word(word);
}

/// True right after a closing quote or parenthesis, without white space.
bool Lexer::is_glued() const {
  if (result_.tokens.empty()) return false;
  const QueryToken& last = result_.tokens.back();
  return last.span.end == at_ && (last.kind == Kind::Phrase || last.kind == Kind::Close);
}

void Lexer::lex_token() {
  if (at(at_) == U'(') {
    emit(Kind::Open, at_ + 1);
  } else if (at(at_) == U')') {
    emit(Kind::Close, at_ + 1);
  } else if (lex_phrase(at_, 0)) {
    return;
  } else if (is_glued()) {
    check_glued();
    lex_word();
  } else if (!lex_sign() && !lex_mark() && !lex_field()) {
    lex_word();
  }
}

/// In `"China"-based` the minus is a hyphen, and `"a b"~5` means something only elsewhere.
void Lexer::check_glued() {
  if (at(at_) == U'*') {
    throw_misplaced_star(at_);
  }
  if (at(at_) == U'~') {
    throw_bad_query("a ~ after a phrase is not understood", "words near each other: central NEAR/5 bank", at_);
  }
  if (is_sign(at(at_)) && starts_operand(at_ + 1)) {
    note_idle_sign("it has no space before it");
  }
}

/// Only a sign directly before something is an operator: `war - peace` has none.
bool Lexer::lex_sign() {
  if (!is_sign(at(at_))) return false;
  std::size_t end = at_ + 1;
  while (is_sign(at(end))) ++end;
  if (!starts_operand(end)) return false;
  if (end == at_ + 1) {
    emit(at(at_) == U'-' ? Kind::Minus : Kind::Plus, end);
    return true;
  }
  const bool same = at(at_ + 1) == at(at_);
  const std::string_view two = !same             ? "a plus and a minus sign"
                               : at(at_) == U'-' ? "two minus signs"
                                                 : "two plus signs";
  throw_bad_query(fmt::format("{} before a word", two), "-word leaves out articles with the word, +word requires it",
                  at_);
}

/// `=rates`, `="central bank"`, `~"central bank"`.
bool Lexer::lex_mark() {
  const char32_t mark = at(at_);
  if (mark != U'=' && mark != U'~') return false;
  const std::size_t begin = at_ + 1;
  if (lex_phrase(begin, static_cast<char>(mark))) return true;
  if (at(begin) == U'(') {
    throw_bad_query(fmt::format("a {} before parentheses is not understood", static_cast<char>(mark)),
                    "put it before each word or phrase: =rates, ~\"central bank\"", at_);
  }
  const std::size_t end = word_end(begin);
  if (mark == U'~' || !has_word(slice(begin, end))) return false;
  std::size_t colon = begin;
  while (is_small_letter(at(colon))) ++colon;
  const std::string name = to_utf8(slice(begin, colon));
  if (at(colon) == U':' && find_field(name)) {
    throw_bad_query("a = before a field is not understood", "only title: takes it, after the colon: title:=rates", at_);
  }
  emit_text(Kind::Word, begin, end, end, '=');
  return true;
}

bool Lexer::lex_phrase(std::size_t quote, char mark) {
  std::optional<std::size_t> close;
  if (is_plain_quote(quote)) {
    close = find_plain_close(quote);
    if (!close) throw_bad_query("a quote is not closed", "write another \" where the phrase ends", quote);
  } else {
    close = find_close(quote);
    if (!close) return false;
  }
  std::size_t begin = quote + 1;
  std::size_t end = *close;
  while (begin < end && is_query_space(at(begin))) ++begin;
  while (begin < end && is_query_space(at(end - 1))) --end;
  if (begin == end) throw_bad_query("nothing between the quotes", "write the words of a phrase there", quote);
  if (!has_word(slice(begin, end))) {
    throw_bad_query("no word between the quotes", "punctuation alone finds nothing", quote);
  }
  note_operators_in_phrase(slice(begin, end));
  emit_text(Kind::Phrase, begin, end, *close + 1, mark);
  return true;
}

/// `author:x`, but not `http://x`, `std::vector`, `12:30` and `note: this`.
bool Lexer::lex_field() {
  std::size_t colon = at_;
  while (is_small_letter(at(colon))) ++colon;
  if (colon == at_ || at(colon) != U':') return false;
  const std::string name = to_utf8(slice(at_, colon));
  const auto field = find_field(name);
  const char32_t next = at(colon + 1);
  if (next == U':' || (next == U'/' && (!field || at(colon + 2) == U'/'))) return false;
  if (is_gap(colon + 1) || next == U')') {
    if (!field) return false;
    throw_bad_query(name + ": needs a value", fmt::format("without a space: {0}:word, {0}:\"two words\"", name), at_);
  }
  if (!field) throw_unknown_field(name.size() <= kLongestName ? name : name.substr(0, kLongestName) + "…");
  emit(Kind::Field, colon + 1).field = *field;
  lex_value(*field, name);
  return true;
}

void Lexer::throw_unknown_field(const std::string& name) {
  const std::string quoted = fmt::format("to search for the text, quote it: \"{}:…\"", name);
  const std::string_view similar = similar_field(name);
  const std::string hint = similar.empty()
                               ? "fields are title, author, section, tag, lang, source, date, path; " + quoted
                               : fmt::format("did you mean {}:? {}", similar, quoted);
  throw_bad_query(fmt::format("there is no field {}:", name), hint, at_);
}

void Lexer::lex_value(QueryField field, std::string_view name) {
  if (at(at_) == U'(' || lex_phrase(at_, 0)) return;
  if (at(at_) == U'-' && field != QueryField::Path) {
    throw_bad_query(fmt::format("a minus after {}: is not understood", name),
                    fmt::format("the minus goes before the field: -{}:…", name), at_);
  }
  if (field == QueryField::Title) {
    if (lex_mark()) return;
  } else {
    check_plain_value(name);
  }
  const std::size_t end = value_end();
  emit_text(Kind::Word, at_, end, end, 0);
}

void Lexer::check_plain_value(std::string_view name) {
  if (at(at_) == U'=' || (at(at_) == U'~' && opens_phrase(at_ + 1))) {
    throw_bad_query(fmt::format("a {} is not understood after {}:", static_cast<char>(at(at_)), name),
                    fmt::format("{}: compares whole values already", name), at_);
  }
}

/// A value ends at white space or at a closing parenthesis that it did not open: `path:notes(1).txt`.
std::size_t Lexer::value_end() const {
  std::size_t open = 0;
  std::size_t end = at_;
  for (; !is_gap(end); ++end) {
    if (at(end) == U'(') ++open;
    if (at(end) == U')' && open-- == 0) break;
  }
  return end;
}

void Lexer::lex_word() {
  const std::size_t end = word_end(at_);
  const std::u32string_view word = slice(at_, end);
  if (word != U"*" && !has_word(word)) return lex_punctuation(end);
  if (word == U"*" && !is_gap(end) && at(end) != U')') throw_misplaced_star(at_);
  const std::string text = to_utf8(word);
  if (lex_operator(text, end)) return;
  note_capital_field(text);
  note_foreign_operators(word);
  emit_text(Kind::Word, at_, end, end, 0);
}

void Lexer::lex_punctuation(std::size_t end) {
  const std::size_t star = slice(at_, end).find(U'*');
  if (star != std::u32string_view::npos) throw_misplaced_star(at_ + star);
  note_foreign_operators(slice(at_, end));
  if (is_sign(at(at_)) && !is_gap(end) && at(end) != U')' && !is_glued()) note_idle_sign("punctuation follows it");
  at_ = end;
}

bool Lexer::lex_operator(std::string_view text, std::size_t end) {
  if (text == "AND") return emit(Kind::And, end), true;
  if (text == "OR") return emit(Kind::Or, end), true;
  if (text == "NOT") return emit(Kind::Not, end), true;
  if (text == "NEAR") return emit(Kind::Near, end).distance = kDefaultNearDistance, true;
  if (text.substr(0, 5) != "NEAR/") return false;
  lex_near(text.substr(5), end);
  return true;
}

void Lexer::lex_near(std::string_view number, std::size_t end) {
  const std::string hint = fmt::format("NEAR/5 is at most 5 positions apart; from 1 to {}", kMaxNearDistance);
  const bool digits =
      !number.empty() && std::all_of(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!digits) throw_bad_query("NEAR/ needs a whole number", hint, at_);
  number.remove_prefix(std::min(number.find_first_not_of('0'), number.size()));
  if (number.empty()) throw_bad_query("NEAR/0 cannot match: two words never share a position", hint, at_);
  unsigned distance = 0;
  for (const char digit : number.substr(0, 6)) distance = distance * 10 + static_cast<unsigned>(digit - '0');
  if (distance > kMaxNearDistance) {
    throw_bad_query(fmt::format("the distance of NEAR is more than {}", kMaxNearDistance), hint, at_);
  }
  emit(Kind::Near, end).distance = distance;
}

void Lexer::note_idle_sign(std::string_view why) {
  note(fmt::format("the {} at column {} is no operator: {}", to_utf8(slice(at_, at_ + 1)), at_ + 1, why));
}

void Lexer::note_capital_field(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon > 16 || colon + 1 == text.size() || text[colon + 1] == '/') return;
  std::string name(text.substr(0, colon));
  for (char& c : name) {
    if (is_capital(static_cast<unsigned char>(c))) c = static_cast<char>(c - 'A' + 'a');
  }
  if (name == text.substr(0, colon) || !find_field(name)) return;
  note(fmt::format("{}: is taken as text; as a field it is written {}:", text.substr(0, colon), name));
}

/// Operators of other programs, read as punctuation here, and dashes that an editor made of a minus.
void Lexer::note_foreign_operators(std::u32string_view text) {
  if (text.find(U"||") != std::u32string_view::npos) {
    note("|| is no operator here: write OR");
  } else if (text.find(U'|') != std::u32string_view::npos) {
    note("| is no operator here: write OR");
  }
  if (text.find(U"&&") != std::u32string_view::npos) note("&& is no operator here: write AND, or nothing");
  if (text.size() < 2 || !is_word_character(text[1])) return;
  if (text[0] == U'!') note("! is no operator here: write NOT or a minus sign");
  if (text[0] == U'–' || text[0] == U'—' || text[0] == U'−') note("a dash is no minus sign: write - for NOT");
}

void Lexer::note_operators_in_phrase(std::u32string_view text) {
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && !is_query_space(text[i])) continue;
    const std::u32string_view word = text.substr(begin, i - begin);
    begin = i + 1;
    // A quoted operator alone is how one searches for the word.
    if (word.size() == text.size()) return;
    if (word == U"AND" || word == U"OR" || word == U"NOT" || word == U"NEAR" || word.substr(0, 5) == U"NEAR/") {
      note(fmt::format("{} inside quotes is an ordinary word", to_utf8(word)));
    }
  }
}

}  // namespace

LexedQuery lex_query(std::string_view query) { return Lexer(query).run(); }

std::u32string decode_query(std::string_view query) {
  if (query.size() > kMaxQueryBytes) {
    throw Error(ErrorKind::BadQuery, fmt::format("the query is longer than {} bytes", kMaxQueryBytes));
  }
  std::u32string text;
  text.reserve(query.size());
  for (std::size_t offset = 0; offset < query.size();) {
    const auto lead = static_cast<unsigned char>(query[offset]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (!is_valid_utf8(query.substr(offset, length))) {
      throw_bad_query("the query is not well-formed UTF-8", "use a terminal or file in UTF-8", text.size());
    }
    text += next_code_point(query, offset);
  }
  return text;
}

bool is_query_space(char32_t code_point) {
  return code_point == 0xFEFF || code_point == 0x200B || u_isUWhiteSpace(static_cast<UChar32>(code_point));
}

bool has_word(std::u32string_view text) { return std::any_of(text.begin(), text.end(), is_word_character); }

std::string to_utf8(std::u32string_view text) {
  std::string bytes;
  bytes.reserve(text.size());
  for (const char32_t code_point : text) append_utf8(bytes, code_point);
  return bytes;
}

void throw_misplaced_star(std::size_t code_point) {
  throw_bad_query("a * needs letters beside it",
                  "tariff* finds tariff, tariffs, …; t*riff, *tariff and \"central ban*\" work as well", code_point);
}

void throw_bad_query(const std::string& message, const std::string& hint, std::size_t code_point) {
  throw Error(ErrorKind::BadQuery, message, hint, code_point + 1);
}

}  // namespace byline

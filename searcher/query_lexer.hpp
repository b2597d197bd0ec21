#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/query_tree.hpp"

namespace byline {

/// One piece of a query. Punctuation without a word in it gives no token at all.
struct QueryToken {
  enum class Kind { Word, Phrase, Open, Close, And, Or, Not, Near, Minus, Plus, Field, End };

  Kind kind = Kind::End;
  std::string text;            ///< a Word without its `=`, a Phrase without its quotes; an operator as typed
  Span span;                   ///< mark and quotes included
  std::size_t text_begin = 0;  ///< the code point of the query at which `text` begins
  char mark = 0;               ///< `=` or `~` directly before a Word or Phrase, else 0
  unsigned distance = 0;       ///< of Near
  QueryField field = QueryField::Title;
};

struct LexedQuery {
  std::vector<QueryToken> tokens;  ///< the last one is an End
  std::vector<std::string> notes;
};

/// Cuts a query into tokens. A Field is followed by its value: a Word (up to white space or the closing parenthesis of
/// the group around it, whatever it holds), a Phrase or an Open. Throws Error (BadQuery) with the column.
LexedQuery lex_query(std::string_view query);

/// The code points of a query. Throws Error (BadQuery) when it is too long or not well-formed UTF-8.
std::u32string decode_query(std::string_view query);

/// White space as `trim` knows it.
bool is_query_space(char32_t code_point);

/// True when a letter or digit is in it; text without one is punctuation, which no article can be found by.
bool has_word(std::u32string_view text);

std::string to_utf8(std::u32string_view text);

[[noreturn]] void throw_bad_query(const std::string& message, const std::string& hint, std::size_t code_point);

/// For a `*` that is part of no word.
[[noreturn]] void throw_misplaced_star(std::size_t code_point);

}  // namespace byline

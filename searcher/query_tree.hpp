#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace byline {

/// A half-open range of code points of the query as typed, from 0; `begin + 1` is the column that messages name.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;

  friend bool operator==(const Span&, const Span&) = default;
};

/// Which forms of a word match.
enum class WordForm {
  Inflected,  ///< `rates`, `~"central bank"`: any word with the same stem
  Exact,      ///< `=rates`, `"central bank"`: this form only (case, accents and kind of quote or dash aside)
  Prefix,     ///< `tariff*`: any word that begins so
  Pattern,    ///< `t*riff`: any word that is so, each `*` being any letters or none
  Fuzzy,      ///< `tarif~`, `tarif~1`: any word that differs in few letters
};

/// A word of a query with what its marks ask for; or, in a phrase, several words without a mark.
struct TypedWord {
  std::string text;                     ///< as typed, without the marks that `form` tells; a Pattern has its `*`
  WordForm form = WordForm::Inflected;  ///< Inflected: it has no mark
  std::optional<unsigned> edits;        ///< of a Fuzzy one, when a number was typed
  std::size_t begin = 0;                ///< its first code point in the query

  friend bool operator==(const TypedWord&, const TypedWord&) = default;
};

/// A word that the query has in place of what was typed.
struct RespeltWord {
  std::string text;  ///< exact form
  std::string typed;

  friend bool operator==(const RespeltWord&, const RespeltWord&) = default;
};

enum class QueryField { Title, Author, Section, Tag, Language, Source, Date, Path };

/// "title", "author", "section", "tag", "lang", "source", "date", "path": as typed before the colon.
std::string_view name_of(QueryField field);

/// What a query means, before any index is looked at. A value type: nodes own their children.
struct QueryNode {
  enum class Kind {
    Everything,  ///< `*`
    Word,        ///< `text` as typed, without what `form` tells; `edits` of a fuzzy one
    Phrase,      ///< `text` between the quotes; `form` is Exact or Inflected; `last_is_prefix` for `"central ban*"`,
                 ///< `parts` for one with other marks
    Near,        ///< children (Word or Phrase of one word), at most `distance` positions from first to last
    And,         ///< two or more children; `typed_operator` when an AND was written
    Or,          ///< two or more children
    Not,         ///< one child
    Required,    ///< `+a`: one child
    Field,       ///< `field`; Title has one child (Word, Phrase); the others have `text`, the value
  };

  Kind kind = Kind::Everything;
  std::string text;
  WordForm form = WordForm::Inflected;
  bool last_is_prefix = false;
  std::optional<unsigned> edits;
  std::vector<TypedWord> parts;
  bool typed_operator = false;
  bool quoted = false;  ///< a field's value stood in quotes
  unsigned distance = 0;
  QueryField field = QueryField::Title;
  std::vector<QueryNode> children;
  Span span;                         ///< where in the query it was typed
  std::size_t text_begin = 0;        ///< the code point of the query at which `text` begins
  std::vector<RespeltWord> respelt;  ///< words of `text` that `--fix` put there

  friend bool operator==(const QueryNode&, const QueryNode&) = default;
};

/// A Word node as a word of a phrase.
TypedWord typed_word(const QueryNode& word);

/// The tree on one line, as tests and `--explain` show it: `(and (word china) (not (phrase "reverse kissinger")))`.
std::string to_string(const QueryNode& node);

}  // namespace byline

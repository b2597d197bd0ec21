#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "searcher/query_tree.hpp"

namespace byline {

/// The largest NEAR distance; sections stand further apart in an article's positions than this.
inline constexpr unsigned kMaxNearDistance = 1000;
/// The distance of a bare NEAR.
inline constexpr unsigned kDefaultNearDistance = 10;
/// Longer queries, and ones nested deeper, are refused.
inline constexpr std::size_t kMaxQueryBytes = 1u << 20;
inline constexpr std::size_t kMaxQueryDepth = 200;
/// So are ones with more words that have a `*` inside or a `~`: each goes through the words of the archive.
inline constexpr std::size_t kMaxSoughtWords = 64;

struct ParsedQuery {
  QueryNode root;
  std::vector<std::string> notes;  ///< doubtful spots, one line each, to be told on stderr
};

/// Reads the query language of docs/query-language.md. Throws Error (BadQuery) with the column for what is malformed:
/// nothing is guessed and nothing dropped. `query` is any bytes; ill-formed UTF-8 is an error too.
ParsedQuery parse_query(std::string_view query);

/// `--words`: the text has no operators. The result is an And of the white-space separated words as typed (one Word
/// alone when there is one). Throws Error (BadQuery) when there is no word at all.
ParsedQuery parse_words(std::string_view text);

/// The one or the other.
inline ParsedQuery parse_typed(std::string_view text, bool is_plain_text) {
  return is_plain_text ? parse_words(text) : parse_query(text);
}

}  // namespace byline

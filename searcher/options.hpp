#pragma once

#include <optional>
#include <string>

#include "common/terminal.hpp"
#include "searcher/search.hpp"

namespace byline {

enum class OutputFormat { Human, Json, JsonLines, Csv, Trec };

/// The command line of byline-search.
struct SearcherOptions {
  std::string index;      ///< --index as typed; empty when not given
  SearchRequest request;  ///< without today and folder; its query is the arguments joined by spaces
  std::string synonyms;   ///< --synonyms: a file
  bool no_synonyms = false;
  std::string queries;  ///< --queries: a file, "-" for standard input; empty: one query
  std::string run_id = "byline";
  OutputFormat format = OutputFormat::Human;
  ColorWhen color = ColorWhen::Auto;
  bool count_only = false;
  bool paths_only = false;
};

/// The parsed command line; or, when help or the version was asked for (printed already), nothing. Throws Error
/// (Usage).
///
/// An argument with a space in it is query text even when it begins with a minus, unless an option that takes a value
/// stands before it or it is `--option=value`. Every option takes one value, never what follows it.
std::optional<SearcherOptions> parse_searcher_options(int argc, const char* const* argv);

}  // namespace byline

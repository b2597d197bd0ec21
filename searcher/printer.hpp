#pragma once

#include <cstddef>
#include <iosfwd>
#include <memory>
#include <string>

#include "common/error.hpp"
#include "searcher/results.hpp"

namespace byline {

/// How output looks to a person; decided once, from options, environment and the terminal.
struct Style {
  bool color = false;     ///< bold and colours by ANSI escapes; without them matched words are not marked
  std::size_t width = 0;  ///< columns to wrap at; 0: do not wrap
  bool terminal = false;  ///< output goes to a terminal: then CSV too must hold nothing that it would obey
  std::string base;       ///< working directory: people see paths below it relative to it
};

/// One output format. For each query in turn `print` is called with its results; a batch gives each its query id.
/// Nothing but results goes to `out`; notes and warnings are the caller's to put on stderr.
class Printer {
 public:
  virtual ~Printer() = default;
  /// `query_id` is empty outside a batch.
  virtual void print(const Results& results, const std::string& query_id, std::ostream& out) = 0;
  /// A query that could not be run; only JSON has something to print.
  virtual void print_error(const Error& error, const std::string& query_id, std::ostream& out);
};

/// One object a query: docs/byline.search-1.schema.json.
std::unique_ptr<Printer> make_json_printer();
/// One object a hit.
std::unique_ptr<Printer> make_json_lines_printer();
/// A header, then a row a hit (RFC 4180).
std::unique_ptr<Printer> make_csv_printer(const Style& style = {});
/// `qid Q0 id rank score run-id`, as trec_eval reads it.
std::unique_ptr<Printer> make_trec_printer(const std::string& run_id);
/// For reading, and nothing in it that a terminal would obey.
std::unique_ptr<Printer> make_human_printer(const Style& style);

/// `-l`: one path a line, each path once, relative as Style has it, made safe as everything for people.
void print_paths(const Results& results, const Style& style, std::ostream& out);

}  // namespace byline

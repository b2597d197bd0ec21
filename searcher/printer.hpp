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
  bool color = false;         ///< bold, underline and colours by ANSI escapes; without it matched words stand in no markup
  std::size_t width = 0;      ///< columns to wrap at; 0: do not wrap
  std::string base;           ///< working directory: paths below it are shown relative to it
};

/// One output format. For each query in turn `print` is called with its results; a batch gives each its query id.
/// Nothing but results goes to `out`; notes and warnings are the caller's to put on stderr.
class Printer {
 public:
  virtual ~Printer() = default;
  /// `query_id` is empty outside a batch.
  virtual void print(const Results& results, const std::string& query_id, std::ostream& out) = 0;
  /// A query that could not be run; only JSON formats have something to print.
  virtual void print_error(const Error& error, const std::string& query_id, std::ostream& out);
};

/// The formats of `--format`: human, json, jsonl, csv, trec. REQUIRES: `name` is one of them.
std::unique_ptr<Printer> make_printer(const std::string& name, const Style& style, const std::string& run_id);

/// `-l`: one path a line, each path once, relative as Style has it.
void print_paths(const Results& results, const Style& style, std::ostream& out);

}  // namespace byline

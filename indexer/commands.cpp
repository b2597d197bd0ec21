#include "indexer/commands.hpp"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "common/error.hpp"
#include "common/index_layout.hpp"
#include "common/index_lock.hpp"
#include "indexer/build.hpp"
#include "indexer/index_writer.hpp"
#include "indexer/remove.hpp"
#include "indexer/reports.hpp"
#include "indexer/status.hpp"
#include "indexer/verify.hpp"

namespace byline {
namespace fs = std::filesystem;
namespace {

std::optional<fs::path> located(const IndexerOptions& options) {
  const char* environment = std::getenv("BYLINE_INDEX");
  auto index = locate_index(options.index, environment == nullptr ? "" : environment, fs::current_path());
  return index ? std::optional(fs::absolute(*index).lexically_normal()) : std::nullopt;
}

/// The index that must be there.
fs::path existing_index(const IndexerOptions& options) {
  const auto index = located(options);
  if (!index) {
    throw Error(ErrorKind::NoIndex, "there is no index here or in a folder above",
                "byline-index build PATH... makes one, --index names one elsewhere");
  }
  if (!IndexLayout(*index).current()) {
    throw Error(ErrorKind::NoIndex, "'" + index->string() + "' is not an index",
                "byline-index build PATH... makes one");
  }
  return *index;
}

bool draws_progress(const IndexerOptions& options) {
  if (options.progress != ProgressWhen::Auto) return options.progress == ProgressWhen::Always;
  return isatty(STDERR_FILENO) != 0 && !options.quiet;
}

int show(const BuildReport& report, const IndexerOptions& options) {
  if (options.json) {
    print_json(report, std::cout);
  } else {
    print_human(report, options.quiet, std::cout, std::cerr);
  }
  return report.skipped.empty() ? 0 : 1;
}

/// The options with what their files say.
ReadOptions read_options(const IndexerOptions& options) {
  ReadOptions read = options.read;
  if (!options.authors_file.empty()) read.author_names = load_author_names(options.authors_file);
  return read;
}

int run_build(const IndexerOptions& options) {
  BuildRequest request;
  request.index = located(options).value_or(fs::current_path() / kDefaultIndexName);
  request.paths = options.paths;
  if (options.has_read_options) request.read_options = read_options(options);
  request.jobs = options.jobs;
  request.writer = options.writer;
  request.dry_run = options.dry_run;
  request.allow_removals = options.allow_removals;
  Progress progress(draws_progress(options));
  return show(build(request, progress), options);
}

int run_status(const IndexerOptions& options) {
  const StatusReport report = index_status(existing_index(options));
  if (options.json) {
    print_json(report, std::cout);
  } else {
    print_human(report, std::cout);
  }
  return 0;
}

int run_verify(const IndexerOptions& options) {
  Progress progress(draws_progress(options));
  const VerifyReport report = verify(existing_index(options), options.full, progress);
  progress.wipe();
  if (options.json) {
    print_json(report, std::cout);
  } else {
    print_human(report, options.quiet, std::cout, std::cerr);
  }
  return report.problems.empty() ? 0 : 1;
}

int run_compact(const IndexerOptions& options) {
  const IndexLayout layout(existing_index(options));
  const IndexLock lock(layout.lock_file());
  compact(layout);
  if (options.json) {
    const StatusReport report = index_status(layout.directory());
    print_json(report, std::cout);
  } else if (!options.quiet) {
    std::cout << "compacted\n";
  }
  return 0;
}

int run_inspect(const IndexerOptions& options) {
  const Inspection inspection = inspect(options.paths.front(), read_options(options));
  if (options.json) {
    print_json(inspection, std::cout);
  } else {
    print_human(inspection, std::cout);
  }
  return inspection.skipped.empty() ? 0 : 1;
}

int carry_out(const IndexerOptions& options) {
  switch (options.command) {
    case IndexerCommand::Build: return run_build(options);
    case IndexerCommand::Status: return run_status(options);
    case IndexerCommand::Verify: return run_verify(options);
    case IndexerCommand::Compact: return run_compact(options);
    case IndexerCommand::Remove: return show(remove_paths(existing_index(options), options.paths), options);
    case IndexerCommand::Inspect: return run_inspect(options);
  }
  return 2;
}

}  // namespace

int run(const IndexerOptions& options) {
  const int code = carry_out(options);
  if (!std::cout.flush()) throw Error(ErrorKind::Io, "cannot write to standard output");
  return code;
}

}  // namespace byline

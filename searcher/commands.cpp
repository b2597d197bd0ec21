#include "searcher/commands.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "common/calendar.hpp"
#include "common/command_line.hpp"
#include "common/error.hpp"
#include "common/index_layout.hpp"
#include "common/terminal.hpp"

namespace byline {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kMaxSuggestionsTold = 3;
constexpr std::size_t kMaxColumns = 110;  ///< longer lines are hard to read

Day local_today() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  localtime_r(&now, &local);
  return std::chrono::year(local.tm_year + 1900) / (local.tm_mon + 1) / local.tm_mday;
}

/// What relative dates count from: the day that $BYLINE_TODAY says, for answers that stay the same, else the clock's,
/// the same for all queries.
Today today() {
  const char* stated = std::getenv("BYLINE_TODAY");
  if (stated == nullptr || *stated == '\0') {
    return [day = std::optional<Day>()]() mutable { return day ? *day : *(day = local_today()); };
  }
  const auto date = parse_iso_date(stated);
  if (date && date->day != 0) return [day = date->first_day()] { return day; };
  throw Error(ErrorKind::Usage, std::string("BYLINE_TODAY is no day: ") + stated, "such as 2025-04-02");
}

IndexLayout find_index(const SearcherOptions& options) {
  const char* environment = std::getenv("BYLINE_INDEX");
  const auto index = locate_index(options.index, environment == nullptr ? "" : environment, fs::current_path());
  if (index) return IndexLayout(fs::absolute(*index).lexically_normal());
  throw Error(ErrorKind::NoIndex, "there is no index here or in a folder above",
              "make one with `byline-index build FOLDER`, or name one with --index");
}

/// The file that the option names, else the environment; or none.
std::shared_ptr<const Synonyms> find_synonyms(const SearcherOptions& options) {
  if (options.no_synonyms) return nullptr;
  const char* environment = std::getenv("BYLINE_SYNONYMS");
  const std::string file = !options.synonyms.empty() ? options.synonyms : environment == nullptr ? "" : environment;
  return file.empty() ? nullptr : std::make_shared<const Synonyms>(read_synonyms(file));
}

Style make_style(const SearcherOptions& options) {
  Style style;
  style.color = use_color(options.color, STDOUT_FILENO);
  style.width = std::min(terminal_width(STDOUT_FILENO), kMaxColumns);
  style.terminal = isatty(STDOUT_FILENO) != 0;
  style.base = fs::current_path().string();
  return style;
}

std::unique_ptr<Printer> make_printer(const SearcherOptions& options, const Style& style) {
  switch (options.format) {
    case OutputFormat::Human: return make_human_printer(style);
    case OutputFormat::Json: return make_json_printer();
    case OutputFormat::JsonLines: return make_json_lines_printer();
    case OutputFormat::Csv: return make_csv_printer(style);
    case OutputFormat::Trec: return make_trec_printer(options.run_id);
  }
  return nullptr;
}

/// Runs queries one after the other on the index, and remembers what came of them.
class Session {
 public:
  explicit Session(const SearcherOptions& options)
      : options_(options),
        archive_(find_index(options)),
        synonyms_(find_synonyms(options)),
        style_(make_style(options)),
        printer_(make_printer(options, style_)),
        today_(today()) {}

  int run() {
    if (options_.queries.empty()) {
      run_one(options_.request, {});
    } else {
      run_batch();
    }
    if (!std::cout.flush()) throw Error(ErrorKind::Io, "cannot write the results");
    return failed_ ? 2 : found_ ? 0 : 1;
  }

 private:
  /// In a batch a line names the query it is about.
  static std::ostream& tell_of(const std::string& query_id) {
    return query_id.empty() ? std::cerr : std::cerr << sanitised(query_id) << ": ";
  }

  static void tell_help(const SearchHelp& help, const std::string& query_id) {
    std::string alone;
    bool any_found = false;
    for (const SearchHelp::Count& count : help.alone) {
      any_found = any_found || count.total > 0;
      alone += fmt::format("{}{} in {}", alone.empty() ? "" : ", ", count.text,
                           count.total == 0 ? "none" : std::to_string(count.total));
    }
    if (any_found) tell_of(query_id) << "articles with each by itself: " << sanitised(alone) << '\n';
    for (std::size_t i = 0; i < std::min(help.without.size(), kMaxSuggestionsTold); ++i) {
      const auto& [text, total] = help.without[i];
      tell_of(query_id) << fmt::format("without {}: {} {}\n", sanitised(text), total,
                                       total == 1 ? "article" : "articles");
    }
  }

  static void tell_suggestions(const Results& results, const std::string& query_id) {
    std::string text;
    std::size_t told = 0;
    for (const Suggestion& suggestion : results.suggestions) {
      if (suggestion.is_minor || told == kMaxSuggestionsTold) continue;
      text += (told++ == 0 ? "did you mean: " : ", or: ") + suggestion.query;
    }
    if (told > 0) tell_of(query_id) << sanitised(text) << "?\n";
  }

  void run_one(SearchRequest request, const std::string& query_id) {
    request.today = [this] { return today_(); };
    request.synonyms = synonyms_;
    request.folder = style_.base;
    const Results results = search(archive_, request);
    for (const std::string& warning : results.warnings) {
      tell_of(query_id) << "note: " << sanitised(warning) << '\n';
    }
    if (options_.format != OutputFormat::Json) {
      tell_help(results.help, query_id);
      tell_suggestions(results, query_id);
    }
    found_ = found_ || results.total > 0;
    show(results, query_id);
  }

  void show(const Results& results, const std::string& query_id) {
    if (options_.count_only && options_.format == OutputFormat::Human) {
      if (!query_id.empty()) std::cout << sanitised(query_id) << '\t';
      std::cout << results.total << '\n';
    } else if (options_.paths_only && options_.format == OutputFormat::Human) {
      print_paths(results, style_, std::cout);
    } else {
      printer_->print(results, query_id, std::cout);
    }
  }

  void run_batch() {
    std::ifstream file;
    if (options_.queries != "-") {
      file.open(options_.queries);
      if (!file) throw Error(ErrorKind::BadInput, "cannot read the queries '" + options_.queries + "'");
    }
    std::istream& in = options_.queries == "-" ? std::cin : file;
    std::size_t number = 0;
    for (std::string line; std::getline(in, line);) {
      ++number;
      if (number == 1 && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
      if (line.ends_with('\r')) line.pop_back();
      if (!line.empty()) run_line(line, number);
    }
    if (in.bad()) throw Error(ErrorKind::Io, "cannot read the queries '" + options_.queries + "'");
  }

  /// A bad line stops nothing but itself.
  void run_line(const std::string& line, std::size_t number) {
    const auto tab = line.find('\t');
    const std::string id = line.substr(0, tab);
    try {
      if (tab == std::string::npos || id.empty()) {
        throw Error(ErrorKind::BadQuery, "no TAB between a query's id and the query");
      }
      SearchRequest request = options_.request;
      request.query = line.substr(tab + 1);
      run_one(std::move(request), id);
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::BadQuery) throw;
      failed_ = true;
      printer_->print_error(error, id, std::cout);
      std::cerr << "line " << number << ": ";
      tell(error, "byline-search");
    }
  }

  const SearcherOptions& options_;
  OpenArchive archive_;
  std::shared_ptr<const Synonyms> synonyms_;
  Style style_;
  std::unique_ptr<Printer> printer_;
  Today today_;
  bool found_ = false;
  bool failed_ = false;
};

}  // namespace

int run(const SearcherOptions& options) { return Session(options).run(); }

}  // namespace byline

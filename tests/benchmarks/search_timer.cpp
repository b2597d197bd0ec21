/// byline-search-timer INDEX QUERIES PASSES WHAT: times searches within one process.
///
/// QUERIES has `class TAB query` a line, or `class TAB query TAB author,year` where facets are counted, too. Each query
/// is asked once to warm up and then PASSES times, one pass over all queries after the other; a line `class TAB
/// microseconds TAB total` is printed for each, with the least processor time that it took: what else the machine does
/// only adds. WHAT is `rank` (the order of the first ten and the exact total; no facets), `hits` (besides, the ten
/// articles fetched) or `passages` (besides, two passages of each).
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <fstream>
#include <limits>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "common/error.hpp"
#include "searcher/archive.hpp"
#include "searcher/match_pass.hpp"
#include "searcher/open_archive.hpp"
#include "searcher/query_parser.hpp"
#include "searcher/search.hpp"

namespace byline::benchmarks {
namespace {

enum class Extent { Rank, Hits, Passages };

struct TimedQuery {
  std::string group;
  std::string text;
  std::vector<std::string> facets;
  std::size_t total = 0;
  double microseconds = std::numeric_limits<double>::infinity();  ///< of the shortest of its runs
};

std::vector<std::string> facets_in(const std::string& list) {
  std::vector<std::string> facets;
  std::istringstream names(list);
  for (std::string name; std::getline(names, name, ',');) facets.push_back(name);
  return facets;
}

std::vector<TimedQuery> read_queries(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw Error(ErrorKind::BadInput, "cannot read the queries '" + path + "'");
  std::vector<TimedQuery> queries;
  for (std::string line; std::getline(file, line);) {
    const auto tab = line.find('\t');
    if (tab == std::string::npos) throw Error(ErrorKind::BadInput, "no TAB in '" + line + "'");
    const auto second_tab = line.find('\t', tab + 1);
    TimedQuery query{line.substr(0, tab), line.substr(tab + 1, second_tab - tab - 1), {}};
    if (second_tab != std::string::npos) query.facets = facets_in(line.substr(second_tab + 1));
    queries.push_back(std::move(query));
  }
  return queries;
}

Extent extent_of(const std::string& name) {
  if (name == "rank") return Extent::Rank;
  if (name == "hits") return Extent::Hits;
  if (name == "passages") return Extent::Passages;
  throw Error(ErrorKind::Usage, "'" + name + "' is none of rank, hits, passages");
}

/// What `search` does of a query without filters up to the articles found: parse, resolve, count, rank.
std::size_t rank(Archive& archive, const SearchRequest& request) {
  FilterResolver filters(archive, request.today, request.folder);
  const ParsedQuery parsed = parse_query(request.query);
  const CompiledQuery query = compile_query(parsed.root, MatchMode::All, archive, filters);
  ArticlePass pass(archive, {query.root, {}});
  ResultOrder order(request.sort);
  return pass.page(order, request.offset, request.limit).total;
}

std::size_t run(Archive& archive, const TimedQuery& query, Extent extent) {
  SearchRequest request;
  request.query = query.text;
  request.facets = query.facets;
  request.match = MatchMode::All;
  request.today = [] { return Day{std::chrono::year{2025} / 4 / 15}; };
  if (extent == Extent::Rank) return rank(archive, request);
  if (extent == Extent::Hits) request.passages = 0;
  return search(archive, request).total;
}

/// Of this thread: what other programs take is not in it.
double processor_microseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

void time_query(Archive& archive, TimedQuery& query, Extent extent) {
  const double begin = processor_microseconds();
  query.total = run(archive, query, extent);
  query.microseconds = std::min(query.microseconds, processor_microseconds() - begin);
}

void time_queries(const std::string& index, const std::string& path, int passes, Extent extent) {
  std::vector<TimedQuery> queries = read_queries(path);
  const auto has_facets = [](const TimedQuery& query) { return !query.facets.empty(); };
  if (extent == Extent::Rank && std::any_of(queries.begin(), queries.end(), has_facets)) {
    throw Error(ErrorKind::Usage, "facets are counted with hits and passages only");
  }
  OpenArchive(IndexLayout(index)).read([&](Archive& archive) {
    for (const TimedQuery& query : queries) run(archive, query, extent);
    for (int pass = 0; pass < passes; ++pass) {
      for (TimedQuery& query : queries) time_query(archive, query, extent);
    }
  });
  for (const TimedQuery& query : queries) {
    fmt::print("{}\t{:.1f}\t{}\n", query.group, query.microseconds, query.total);
  }
}

}  // namespace
}  // namespace byline::benchmarks

int main(int argc, char** argv) {
  namespace bench = byline::benchmarks;
  try {
    const int passes = argc == 5 ? std::atoi(argv[3]) : 0;
    if (passes < 1) throw byline::Error(byline::ErrorKind::Usage, "expected: INDEX QUERIES PASSES rank|hits|passages");
    bench::time_queries(argv[1], argv[2], passes, bench::extent_of(argv[4]));
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "byline-search-timer: %s\n", error.what());
    return 2;
  }
}

#include <benchmark/benchmark.h>

#include "searcher/query_parser.hpp"

namespace byline::benchmarks {
namespace {

void parse(benchmark::State& state, const std::string& query) {
  for (auto _ : state) benchmark::DoNotOptimize(parse_query(query));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(query.size()));
}
BENCHMARK_CAPTURE(parse, two_words, std::string("harbour tariff"));
BENCHMARK_CAPTURE(parse, phrase, std::string("\"central bank\" -inflation"));
BENCHMARK_CAPTURE(parse, everything,
                  std::string("author:\"Erin Williams\" (tariff* OR =quota OR ~\"central bank\") +ferry "
                              "NOT (herring NEAR/5 glacier) date:2024..2025 section:\"What's Next\""));

void parse_many_words(benchmark::State& state) {
  std::string query;
  for (int i = 0; i < state.range(0); ++i) query += "word" + std::to_string(i) + " ";
  for (auto _ : state) benchmark::DoNotOptimize(parse_query(query));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(query.size()));
}
BENCHMARK(parse_many_words)->Arg(10)->Arg(1000);

}  // namespace
}  // namespace byline::benchmarks

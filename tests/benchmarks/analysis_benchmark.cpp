#include <benchmark/benchmark.h>

#include "common/analysis.hpp"
#include "common/sentences.hpp"
#include "sample_articles.hpp"

namespace byline::benchmarks {
namespace {

/// The body of an article many times over, so that the words met before are as many as in an archive.
std::string long_text(const std::string& file) {
  std::string text;
  for (const Section& section : read_article(file).sections) text += section.text + "\n";
  const std::string once = text;
  while (text.size() < 100'000) text += once;
  return text;
}

void analyse(benchmark::State& state, const std::string& file, const std::string& language) {
  const std::string text = long_text(file);
  Analyser analyser(language);
  for (auto _ : state) benchmark::DoNotOptimize(analyser.analyse(text).size());
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK_CAPTURE(analyse, english, std::string("essays/tariff-on-tin.md"), std::string("en"));
BENCHMARK_CAPTURE(analyse, german, std::string("world/zinsen-und-hafen.md"), std::string("de"));
BENCHMARK_CAPTURE(analyse, russian, std::string("world/tsentralny-bank.md"), std::string("ru"));
BENCHMARK_CAPTURE(analyse, japanese, std::string("world/ferry-no-shima.md"), std::string("ja"));

/// What every search pays before it knows its first word.
void make_analyser(benchmark::State& state) {
  for (auto _ : state) {
    Analyser analyser("en");
    benchmark::DoNotOptimize(analyser.analyse("harbour").size());
  }
}
BENCHMARK(make_analyser);

void cut_sentences(benchmark::State& state) {
  const std::string text = long_text("essays/tariff-on-tin.md");
  SentenceSegmenter sentences;
  for (auto _ : state) benchmark::DoNotOptimize(sentences.split(text).size());
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(cut_sentences);

}  // namespace
}  // namespace byline::benchmarks

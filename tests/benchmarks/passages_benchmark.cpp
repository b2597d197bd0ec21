#include <benchmark/benchmark.h>

#include "common/stored_article.hpp"
#include "sample_articles.hpp"
#include "searcher/passages.hpp"

namespace byline::benchmarks {
namespace {

const char* const kArticle = "essays/tariff-on-tin.md";

TextCondition any_form_of(const std::string& stem) {
  WordSet words;
  words.typed = stem;
  words.by_stem = true;
  words.stems = {stem};
  TextCondition condition;
  condition.words = {words};
  return condition;
}

/// The passages of one hit, but for fetching it.
void make_passages_of_hit(benchmark::State& state) {
  const Article article = read_article(kArticle);
  const TextCondition tariff = any_form_of("tariff");
  const TextCondition tin = any_form_of("tin");
  PassageRequest request;
  request.conditions = {&tariff, &tin};
  request.weights = {1, 1};
  Analyser analyser("en");
  SentenceSegmenter sentences;
  std::size_t bytes = 0;
  for (const Section& section : article.sections) bytes += section.text.size();
  for (auto _ : state) benchmark::DoNotOptimize(make_passages(article, request, analyser, sentences).size());
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes));
}
BENCHMARK(make_passages_of_hit);

void read_stored_article(benchmark::State& state) {
  const std::string stored = serialise(read_article(kArticle));
  for (auto _ : state) benchmark::DoNotOptimize(deserialise(stored).sections.size());
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(stored.size()));
}
BENCHMARK(read_stored_article);

}  // namespace
}  // namespace byline::benchmarks

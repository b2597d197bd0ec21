#include <unistd.h>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <random>
#include <string>
#include <unordered_set>
#include <vector>

#include "indexer/bulk/database_builder.hpp"

namespace byline::benchmarks {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kTextBytes = 20'000'000;
constexpr std::size_t kDocumentBytes = 4'000;
constexpr std::uint32_t kVocabulary = 100'000;

/// Articles as an indexer knows them: words with positions, and their stems with frequencies.
struct Articles {
  struct Article {
    std::vector<bulk::Posting> postings;  // with numbers of `terms`
    std::vector<std::uint32_t> positions;
    std::string text;
    std::string date;
  };
  std::vector<std::string> terms;  // words, then their stems
  std::vector<Article> articles;
  std::size_t pairs = 0;
  std::size_t text_bytes = 0;
};

std::vector<std::string> made_up_words(std::mt19937& random) {
  static constexpr const char* kSyllables[] = {"ba", "con", "de",  "er", "fi", "ing",  "ka", "lo",  "men",
                                               "ni", "or",  "pre", "ra", "st", "tion", "un", "ver", "y"};
  std::vector<std::string> words;
  std::unordered_set<std::string> known;
  while (words.size() < kVocabulary) {
    std::string word;
    for (std::size_t n = 1 + random() % 4; n > 0; --n) word += kSyllables[random() % std::size(kSyllables)];
    if (!known.insert(word).second) word += std::to_string(words.size());
    words.push_back(word);
  }
  return words;
}

void add_article(Articles& out, const std::vector<std::string>& words, std::mt19937& random) {
  std::uniform_real_distribution<double> uniform;
  Articles::Article& article = out.articles.emplace_back();
  std::vector<std::pair<std::uint32_t, std::uint32_t>> tokens;  // word, position
  while (article.text.size() < kDocumentBytes) {
    const auto word = static_cast<std::uint32_t>(std::pow(double{kVocabulary}, uniform(random))) - 1;
    tokens.emplace_back(word, static_cast<std::uint32_t>(tokens.size() + 1));
    article.text += words[word] + " ";
  }
  std::sort(tokens.begin(), tokens.end());
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (i == 0 || tokens[i].first != tokens[i - 1].first)
      article.postings.push_back({tokens[i].first, 0, static_cast<std::uint32_t>(i), 0});
    ++article.postings.back().positions;
    article.positions.push_back(tokens[i].second);
  }
  const std::size_t distinct = article.postings.size();
  for (std::size_t i = 0; i < distinct; ++i)
    article.postings.push_back({kVocabulary + article.postings[i].term, article.postings[i].positions, 0, 0});
  article.date = std::to_string(20'000'101 + random() % 250'000);
  out.pairs += article.postings.size();
  out.text_bytes += article.text.size();
}

const Articles& articles() {
  static const Articles made = [] {
    Articles out;
    std::mt19937 random(1);
    const std::vector<std::string> words = made_up_words(random);
    out.terms = words;
    for (const std::string& word : words) out.terms.push_back("Z" + word);
    while (out.text_bytes < kTextBytes) add_article(out, words, random);
    return out;
  }();
  return made;
}

void add_all(bulk::DatabaseBuilder& builder) {
  const Articles& all = articles();
  std::vector<std::uint32_t> ids(all.terms.size(), ~0u);
  std::vector<bulk::Posting> postings;
  for (const Articles::Article& article : all.articles) {
    postings = article.postings;
    for (bulk::Posting& posting : postings) {
      std::uint32_t& id = ids[posting.term];
      if (id == ~0u) id = builder.term(all.terms[posting.term]);
      posting.term = id;
    }
    const bulk::Value values[] = {{1, article.date}, {7, "en"}};
    builder.add({postings, article.positions, values, article.text});
  }
}

void report(benchmark::State& state, double bytes) {
  const auto pairs = static_cast<double>(articles().pairs);
  using benchmark::Counter;
  state.counters["per_pair"] = Counter(pairs, Counter::kIsIterationInvariantRate | Counter::kInvert);
  state.counters["bytes_held"] = Counter(bytes, Counter::kDefaults, Counter::OneK::kIs1024);
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(articles().text_bytes));
}

enum class Timed { Adding, Writing };

void bulk_load(benchmark::State& state, Timed timed) {
  const fs::path folder = fs::temp_directory_path() / ("byline-bulk-benchmark-" + std::to_string(getpid()));
  bulk::DatabaseBuilder builder;
  articles();
  double bytes = 0;
  for (auto _ : state) {
    if (timed == Timed::Writing) state.PauseTiming();
    add_all(builder);
    bytes = static_cast<double>(builder.bytes());
    if (timed == Timed::Writing) state.ResumeTiming();
    if (timed == Timed::Adding) state.PauseTiming();
    builder.write(folder);
    fs::remove_all(folder);
    if (timed == Timed::Adding) state.ResumeTiming();
  }
  report(state, bytes);
}
BENCHMARK_CAPTURE(bulk_load, adding, Timed::Adding)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(bulk_load, writing, Timed::Writing)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace byline::benchmarks

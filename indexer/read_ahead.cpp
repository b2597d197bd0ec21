#include "indexer/read_ahead.hpp"

#include <memory>
#include <utility>

#include "common/file_hash.hpp"
#include "common/schema.hpp"

namespace byline {
namespace {

constexpr std::uint64_t kMaxFileBytes = 2u << 20;
constexpr std::uint64_t kMaxBytesUnderWay = 8u << 20;
constexpr std::size_t kFilesPerThread = 64;

/// Of one task.
constexpr std::uint64_t kBytesPerTask = 128u << 10;
constexpr std::size_t kFilesPerTask = 16;

/// A compressed file does not say how large it is.
bool may_be_read_ahead(const InputFile& file) {
  return file.packing == Packing::None && !file.format->many_articles && file.stamp.size <= kMaxFileBytes;
}

/// The file's bytes, and all about it but its outcomes.
std::pair<FileReading, std::string> load(const InputFile& file) {
  FileBytes content = load_file(file.path, *file.format);
  FileReading reading;
  reading.failure = std::move(content.failure);
  reading.damage = std::move(content.damage);
  reading.size = content.bytes.size();
  if (reading.failure.empty()) {
    reading.content_hash =
        file.packing == Packing::None ? hash128(content.bytes) : hash128_of_file(file.path).value_or(std::string{});
  }
  return {std::move(reading), std::move(content.bytes)};
}

/// Parsed when its outcomes are asked for.
FileReading read_later(const InputFile& file, const Root& root) {
  auto [reading, bytes] = load(file);
  const auto shared = std::make_shared<const std::string>(std::move(bytes));
  reading.outcomes = [&file, &root, shared](const OutcomeSink& sink) {
    read_input(place_of_file(file.path), *shared, *file.format, root, sink);
  };
  return std::move(reading);
}

FileReading read_now(const InputFile& file, const Root& root) {
  auto [reading, bytes] = load(file);
  const auto found = std::make_shared<std::vector<ReadOutcome>>();
  if (reading.failure.empty()) {
    read_input(place_of_file(file.path), bytes, *file.format, root,
               [&](ReadOutcome&& outcome) { found->push_back(std::move(outcome)); });
  }
  reading.outcomes = [found](const OutcomeSink& sink) {
    for (ReadOutcome& outcome : *found) sink(std::move(outcome));
  };
  return std::move(reading);
}

}  // namespace

ReadAhead::ReadAhead(WorkerPool& pool, const std::vector<const InputFile*>& files, const std::vector<Root>& roots)
    : pool_(pool), files_(files), roots_(roots) {}

ReadAhead::~ReadAhead() {
  for (Started& started : under_way_) started.readings.wait();
}

FileReading ReadAhead::next() {
  start_more();
  const InputFile& file = *files_[next_++];
  if (!may_be_read_ahead(file)) return read_later(file, root_of(file));
  if (read_.empty()) {
    Started started = std::move(under_way_.front());
    under_way_.pop_front();
    for (FileReading& reading : started.readings.get()) read_.push_back(std::move(reading));
    bytes_under_way_ -= started.bytes;
    files_under_way_ -= started.files;
  }
  FileReading reading = std::move(read_.front());
  read_.pop_front();
  return reading;
}

void ReadAhead::start_more() {
  const std::size_t limit = kFilesPerThread * pool_.size();
  while (to_start_ < files_.size() && files_under_way_ < limit && bytes_under_way_ < kMaxBytesUnderWay) start_batch();
}

/// Of the next files; those that are not read ahead are passed over.
void ReadAhead::start_batch() {
  std::vector<const InputFile*> batch;
  std::uint64_t bytes = 0;
  for (; to_start_ < files_.size() && bytes < kBytesPerTask && batch.size() < kFilesPerTask; ++to_start_) {
    const InputFile& file = *files_[to_start_];
    if (!may_be_read_ahead(file)) continue;
    bytes += file.stamp.size;
    batch.push_back(&file);
  }
  if (batch.empty()) return;
  bytes_under_way_ += bytes;
  files_under_way_ += batch.size();
  const std::size_t count = batch.size();
  auto task = [this, batch = std::move(batch)](AnalyserPool&) {
    std::vector<FileReading> readings;
    for (const InputFile* file : batch) readings.push_back(read_now(*file, root_of(*file)));
    return readings;
  };
  under_way_.push_back({bytes, count, pool_.submit(std::move(task))});
}

}  // namespace byline

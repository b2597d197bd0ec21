#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <future>
#include <string>
#include <vector>

#include "indexer/file_reading.hpp"
#include "indexer/input_scan.hpp"
#include "indexer/reader.hpp"
#include "indexer/worker_pool.hpp"

namespace byline {

/// What one file held.
struct FileReading {
  std::string failure;       ///< why its bytes could not be had; empty when they could
  std::string damage;        ///< why a compressed file of records ends too soon
  std::uint64_t size = 0;    ///< bytes read, inflated
  std::string content_hash;  ///< of the file on disk
  /// Gives what the reader found, in its order; to be called once at most. What is in it may still have to be parsed.
  std::function<void(const OutcomeSink&)> outcomes;
};

/// Reads files on the pool's threads, ahead of the one thread that writes, which gets them in the order of the list.
/// A bounded number of files and bytes is under way. Files that may be large, or hold any number of articles, are not
/// held in memory as articles: the caller's thread loads and parses them when it asks for them.
class ReadAhead {
 public:
  /// `files` (no containers) and `roots` outlive it.
  ReadAhead(WorkerPool& pool, const std::vector<const InputFile*>& files, const std::vector<Root>& roots);
  /// Waits for what is under way.
  ~ReadAhead();
  ReadAhead(const ReadAhead&) = delete;
  ReadAhead& operator=(const ReadAhead&) = delete;

  /// The reading of the next file of the list. REQUIRES: there is one.
  FileReading next();

 private:
  /// Files that follow one another are read by one task: many are so small that a task costs as much.
  struct Started {
    std::uint64_t bytes = 0;
    std::size_t files = 0;
    std::future<std::vector<FileReading>> readings;
  };

  void start_more();
  void start_batch();
  [[nodiscard]] const Root& root_of(const InputFile& file) const { return roots_[file.root]; }

  WorkerPool& pool_;
  const std::vector<const InputFile*>& files_;
  const std::vector<Root>& roots_;
  std::size_t next_ = 0;      // the file that is asked for next
  std::size_t to_start_ = 0;  // the first one that was not looked at for reading ahead
  std::uint64_t bytes_under_way_ = 0;
  std::size_t files_under_way_ = 0;
  std::deque<Started> under_way_;  // of the files from next_ on, those that are read ahead …
  std::deque<FileReading> read_;   // … and those of them that were waited for
};

}  // namespace byline

#pragma once

#include <cstddef>
#include <filesystem>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/bulk/database_builder.hpp"
#include "indexer/bulk/synonym_lists.hpp"

namespace byline {

/// The synonyms of a load (schema.hpp: a stem, and the words that have it). Most words are in every shard: written with
/// each, they are sorted and compressed again and again, and once more by Xapian when it merges shards, for the lists
/// of a stem that has words in several are made anew then. So the bulk loader's shards go without, and one more has
/// them all. Thread-safe.
class StemForms {
 public:
  /// More than so many bytes of memory are not to be kept for long: an archive may have any number of words.
  static constexpr std::size_t kMaxBytes = 24u << 20;

  /// (stem, word); the same may come again.
  void add(const std::vector<std::pair<std::string_view, std::string_view>>& forms);

  [[nodiscard]] bool is_empty() const;
  /// Hands all to a shard that is about to be written if they are more than kMaxBytes.
  void relieve(bulk::DatabaseBuilder& articles);
  /// Writes all into a database without documents, and forgets them.
  void write(const std::filesystem::path& database);

 private:
  mutable std::mutex mutex_;
  bulk::SynonymLists forms_;
  std::string scratch_;
};

}  // namespace byline

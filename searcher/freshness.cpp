#include "searcher/freshness.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <cstddef>

#include "common/file_hash.hpp"
#include "common/schema.hpp"

namespace byline {
namespace {

Freshness freshness_of(const std::string& path, const Archive& archive) {
  if (path == "-") return Freshness::Fresh;
  struct stat info {};
  if (stat(path.c_str(), &info) != 0) return Freshness::Missing;
  const auto record = archive.file_record(path);
  if (!record) return Freshness::Fresh;
  const FileStamp stamp{static_cast<std::uint64_t>(info.st_size),
                        info.st_mtim.tv_sec * 1'000'000'000 + info.st_mtim.tv_nsec,
                        static_cast<std::uint64_t>(info.st_ino)};
  // Unsure is for a build, which must not miss a change; to a search an equal stamp is enough.
  if (compare(*record, stamp) != StampVerdict::Different) return Freshness::Fresh;
  if (stamp.size != record->size) return Freshness::Changed;
  return hash128_of_file(path) == record->content_hash ? Freshness::Fresh : Freshness::Changed;
}

}  // namespace

std::vector<Freshness> freshness_of(const std::vector<std::string>& paths, const Archive& archive) {
  struct Record {
    std::string key;
    std::size_t file;
  };
  std::vector<Record> records;
  for (std::size_t i = 0; i < paths.size(); ++i) records.push_back({file_metadata_key(paths[i]), i});
  std::sort(records.begin(), records.end(), [](const auto& a, const auto& b) { return a.key < b.key; });
  std::vector<Freshness> found(paths.size());
  for (std::size_t i = 0; i < records.size(); ++i) {
    const std::size_t file = records[i].file;
    const bool is_known = i > 0 && paths[records[i - 1].file] == paths[file];
    found[file] = is_known ? found[records[i - 1].file] : freshness_of(paths[file], archive);
  }
  return found;
}

}  // namespace byline

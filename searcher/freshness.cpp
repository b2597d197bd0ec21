#include "searcher/freshness.hpp"

#include <sys/stat.h>

#include "common/file_hash.hpp"

namespace byline {

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

}  // namespace byline

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace byline {

/// What an index remembers of one file, to see whether it changed. Metadata of articles/, under file_metadata_key. A
/// container (a zip of articles) is one file with one record.
struct FileRecord {
  std::string path;              ///< absolute
  std::uint64_t size = 0;        ///< bytes
  std::int64_t modified_ns = 0;  ///< modification time since the epoch
  std::uint64_t inode = 0;
  std::string content_hash;        ///< hash128 of its bytes
  std::string reading;             ///< fingerprint of how it was read (options, reader versions); others read anew
  std::int64_t indexed_at_ns = 0;  ///< when the build that read it began
  std::uint64_t articles = 0;
  bool is_container = false;
  std::uint64_t ignored = 0;   ///< members of a container that are of unknown types …
  std::uint64_t left_out = 0;  ///< … or left out by the user's rules

  struct Skipped {
    std::uint64_t line = 0;  ///< 0: the whole file
    std::string reason;
    std::string member = {};  ///< path inside the container; empty: the file itself

    friend bool operator==(const Skipped&, const Skipped&) = default;
  };
  std::vector<Skipped> skipped;  ///< records left out, so that later builds can still say so

  friend bool operator==(const FileRecord&, const FileRecord&) = default;
};

std::string pack_file_record(const FileRecord& record);
/// Throws Error (IndexDamaged).
FileRecord unpack_file_record(std::string_view bytes);

/// What the file system says of a file, as far as it tells that nothing changed.
struct FileStamp {
  std::uint64_t size = 0;
  std::int64_t modified_ns = 0;
  std::uint64_t inode = 0;
};

/// How far a stamp can be trusted; see `compare`.
enum class StampVerdict { Same, Different, Unsure };

/// Same when the stamp is the record's. Unsure when the file may have been changed within the same tick of the clock
/// as the build that read it (git calls such entries racy): then its content decides.
StampVerdict compare(const FileRecord& record, const FileStamp& stamp);

}  // namespace byline

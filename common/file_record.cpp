#include "common/file_record.hpp"

#include "common/packing.hpp"

namespace byline {
namespace {

/// File systems keep times to a jiffy at worst; two seconds is FAT's.
constexpr std::uint64_t kTickNs = 2'000'000'000;

/// Unsigned, for the times may be further apart than a signed difference can hold.
bool is_within_a_tick_before(std::int64_t time_ns, std::int64_t later_ns) {
  return static_cast<std::uint64_t>(later_ns) - static_cast<std::uint64_t>(time_ns) <= kTickNs;
}

/// At the end of a container's record, and of no other.
void pack_container_fields(std::string& bytes, const FileRecord& record) {
  pack_uint(bytes, record.ignored);
  pack_uint(bytes, record.left_out);
  for (const FileRecord::Skipped& skipped : record.skipped) pack_string(bytes, skipped.member);
}

void unpack_container_fields(Unpacker& in, FileRecord& record) {
  record.is_container = true;
  record.ignored = in.uint();
  record.left_out = in.uint();
  for (FileRecord::Skipped& skipped : record.skipped) skipped.member = in.string();
}

}  // namespace

std::string pack_file_record(const FileRecord& record) {
  std::string bytes;
  pack_string(bytes, record.path);
  pack_uint(bytes, record.size);
  pack_uint(bytes, static_cast<std::uint64_t>(record.modified_ns));
  pack_uint(bytes, record.inode);
  pack_string(bytes, record.content_hash);
  pack_string(bytes, record.reading);
  pack_uint(bytes, static_cast<std::uint64_t>(record.indexed_at_ns));
  pack_uint(bytes, record.articles);
  pack_uint(bytes, record.skipped.size());
  for (const auto& [line, reason, member] : record.skipped) {
    pack_uint(bytes, line);
    pack_string(bytes, reason);
  }
  if (record.is_container) pack_container_fields(bytes, record);
  return bytes;
}

FileRecord unpack_file_record(std::string_view bytes) {
  Unpacker in(bytes);
  FileRecord record;
  record.path = in.string();
  record.size = in.uint();
  record.modified_ns = static_cast<std::int64_t>(in.uint());
  record.inode = in.uint();
  record.content_hash = in.string();
  record.reading = in.string();
  record.indexed_at_ns = static_cast<std::int64_t>(in.uint());
  record.articles = in.uint();
  for (auto count = in.uint(); count > 0; --count) {
    const std::uint64_t line = in.uint();
    record.skipped.push_back({line, std::string(in.string()), {}});
  }
  if (!in.at_end()) unpack_container_fields(in, record);
  in.require_end();
  return record;
}

StampVerdict compare(const FileRecord& record, const FileStamp& stamp) {
  if (record.size != stamp.size || record.modified_ns != stamp.modified_ns || record.inode != stamp.inode) {
    return StampVerdict::Different;
  }
  const bool is_racy =
      record.modified_ns >= record.indexed_at_ns || is_within_a_tick_before(record.modified_ns, record.indexed_at_ns);
  return is_racy ? StampVerdict::Unsure : StampVerdict::Same;
}

}  // namespace byline

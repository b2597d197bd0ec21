#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace byline {

/// The one door to libarchive: zip, tar (plain or compressed by gzip, bzip2, xz or zstd) and 7z, read member by member
/// and never written to disk; and bare compressed files. All functions may run on any thread.

/// A regular file in an archive; folders, links and devices are passed over.
struct ArchiveMember {
  std::string path;             ///< UTF-8, relative, parts divided by '/'; without "..", "." and empty parts and NUL
  std::uint64_t size = 0;       ///< as the archive declares it, which may be wrong; 0: unknown
  bool is_encrypted = false;    ///< its bytes cannot be had
  std::uint64_t max_bytes = 0;  ///< how much of it would be read: the limit, unless `wants` lowers it
  std::string failure;  ///< for the sink: why there are no bytes ("larger than 64 MiB"); empty when they are good
};

/// What an archive may cost. Time and memory are bounded by these, not by what an archive claims of itself.
struct ArchiveLimits {
  std::uint64_t max_member_bytes = 64ull << 20;
  std::uint64_t max_total_bytes = 16ull << 30;  ///< inflated, of all members, also those that nobody wants
  std::size_t max_members = 1'000'000;
  double max_ratio = 200;  ///< inflated bytes to the archive's own; the first MiB is free
};

using MemberFilter = std::function<bool(ArchiveMember&)>;
using MemberSink = std::function<void(const ArchiveMember&, std::string&& bytes)>;

/// Calls `sink` with every member that `wants` asks for, in the order of the archive. One that cannot be had comes with
/// a `failure` and no bytes, and the rest goes on. What is no archive but compressed is one member without a path.
///
/// Returns nothing, or what ended it too soon: "damaged: …", "more than N members", "inflates to more than …"; what
/// came before that was delivered. `inflated_bytes` becomes what it came to, members that nobody wanted included.
std::string for_each_member(std::string_view archive_bytes, const ArchiveLimits& limits, const MemberFilter& wants,
                            const MemberSink& sink, std::uint64_t* inflated_bytes = nullptr);

/// The same for a file, which is not loaded as a whole.
std::string for_each_member_of_file(const std::string& file, const ArchiveLimits& limits, const MemberFilter& wants,
                                    const MemberSink& sink);

/// What a bare compressed file holds.
struct InflatedBytes {
  std::string bytes;    ///< as far as they could be inflated
  std::string failure;  ///< as `for_each_member` returns it, or "larger than …"; empty when they are whole
};
InflatedBytes inflate_file(const std::string& file, const ArchiveLimits& limits);
InflatedBytes inflate(std::string_view compressed, const ArchiveLimits& limits);

}  // namespace byline

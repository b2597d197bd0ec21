#include "indexer/archive_members.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <locale.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <optional>
#include <vector>

#include "common/utf8.hpp"
#include "indexer/member_names.hpp"

namespace byline {
namespace {

constexpr std::size_t kBlockBytes = 64 << 10;
constexpr std::uint64_t kFreeBytes = 1 << 20;  // below this no ratio is too high
constexpr std::size_t kMaxNamesToDetect = 2000;
constexpr std::size_t kMaxFailedHeaders = 1000;

std::string size_text(std::uint64_t bytes) {
  return bytes < (1u << 20) ? std::to_string(bytes) + " bytes" : std::to_string(bytes >> 20) + " MiB";
}

struct Magic {
  std::string_view bytes;
  int filter;
};

using namespace std::string_view_literals;

constexpr Magic kFilters[] = {{"\x1F\x8B"sv, ARCHIVE_FILTER_GZIP},
                              {"BZh"sv, ARCHIVE_FILTER_BZIP2},
                              {"\xFD\x37zXZ\0"sv, ARCHIVE_FILTER_XZ},
                              {"\x28\xB5\x2F\xFD"sv, ARCHIVE_FILTER_ZSTD}};

/// The compression around everything, by its first bytes. libarchive's own search would take off any number of
/// layers, and a few kilobytes of layers can take hours.
int filter_of(std::string_view first_bytes) {
  for (const Magic& magic : kFilters) {
    if (first_bytes.starts_with(magic.bytes)) return magic.filter;
  }
  return ARCHIVE_FILTER_NONE;
}

/// While it lives, the thread's names of files are UTF-8 to libarchive, whatever the locale of the process.
class Utf8Names {
 public:
  Utf8Names() {
    static const locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", static_cast<locale_t>(nullptr));
    if (utf8 != nullptr) before_ = uselocale(utf8);
  }
  ~Utf8Names() {
    if (before_ != nullptr) uselocale(before_);
  }
  Utf8Names(const Utf8Names&) = delete;
  Utf8Names& operator=(const Utf8Names&) = delete;

 private:
  locale_t before_ = nullptr;
};

/// Where an archive's bytes are: in memory, or in a file.
struct Input {
  std::string_view bytes;
  std::string file;  ///< empty: in memory
  std::uint64_t size = 0;
  int filter = ARCHIVE_FILTER_NONE;
  bool is_zip = false;  ///< begins as one
  std::string failure;
};

bool begins_as_zip(std::string_view first_bytes) { return first_bytes.starts_with("PK"); }

Input in_memory(std::string_view bytes) {
  return {bytes, {}, bytes.size(), filter_of(bytes), begins_as_zip(bytes), {}};
}

Input in_file(const std::string& file) {
  Input input;
  input.file = file;
  const int descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    input.failure = std::strerror(errno);
    return input;
  }
  struct stat info {};
  char first[8];
  const ssize_t got = read(descriptor, first, sizeof first);
  if (fstat(descriptor, &info) != 0 || got < 0) input.failure = std::strerror(errno);
  close(descriptor);
  if (!input.failure.empty()) return input;
  input.size = static_cast<std::uint64_t>(info.st_size);
  input.filter = filter_of({first, static_cast<std::size_t>(got)});
  input.is_zip = begins_as_zip({first, static_cast<std::size_t>(got)});
  return input;
}

/// How an archive can be read.
enum class Shape {
  Directory,  ///< a zip by the list of members at its end
  Stream,     ///< from the front: also a zip whose end is missing
  Bare,       ///< compressed, and no archive
};

/// An archive opened for reading, as libarchive sees it.
class OpenArchive {
 public:
  OpenArchive(const Input& input, Shape shape) : handle_(archive_read_new()) {
    archive* const handle = handle_.get();
    support(shape);
    if (input.filter != ARCHIVE_FILTER_NONE && archive_read_append_filter(handle, input.filter) != ARCHIVE_OK) return;
    if (input.filter == ARCHIVE_FILTER_NONE) archive_read_support_filter_none(handle);
    const Utf8Names names;
    is_open_ = (input.file.empty() ? archive_read_open_memory(handle, input.bytes.data(), input.bytes.size())
                                   : archive_read_open_filename(handle, input.file.c_str(), kBlockBytes)) == ARCHIVE_OK;
  }

  /// ARCHIVE_OK, ARCHIVE_EOF, or an error: ARCHIVE_WARN when there is an entry all the same.
  int next() {
    if (!is_open_) return ARCHIVE_FATAL;
    const Utf8Names names;
    return archive_read_next_header(handle_.get(), &entry_);
  }

  [[nodiscard]] archive* handle() const { return handle_.get(); }
  [[nodiscard]] archive_entry* entry() const { return entry_; }
  [[nodiscard]] bool is_of_known_format() const { return archive_format(handle_.get()) != 0; }
  [[nodiscard]] std::string error() const {
    const char* const text = archive_error_string(handle_.get());
    return std::string("damaged: ") + (text == nullptr || !is_of_known_format() ? "not an archive" : text);
  }
  [[nodiscard]] bool is_zip() const {
    return (archive_format(handle_.get()) & ARCHIVE_FORMAT_BASE_MASK) == ARCHIVE_FORMAT_ZIP;
  }
  /// Bytes behind the outer compression that were gone through; 0 where there is none.
  [[nodiscard]] std::uint64_t inflated() const {
    if (archive_filter_count(handle_.get()) <= 1) return 0;
    return static_cast<std::uint64_t>(std::max<la_int64_t>(archive_filter_bytes(handle_.get(), 0), 0));
  }

 private:
  struct Free {
    void operator()(archive* handle) const { archive_read_free(handle); }
  };

  void support(Shape shape) {
    archive* const handle = handle_.get();
    if (shape == Shape::Bare) {
      archive_read_support_format_raw(handle);
    } else if (shape == Shape::Directory) {
      archive_read_support_format_zip_seekable(handle);
    } else {
      archive_read_support_format_zip_streamable(handle);
      archive_read_support_format_tar(handle);
      archive_read_support_format_7zip(handle);
    }
  }

  std::unique_ptr<archive, Free> handle_;
  archive_entry* entry_ = nullptr;
  bool is_open_ = false;
};

/// What has been inflated, against what is allowed.
class Budget {
 public:
  Budget(const ArchiveLimits& limits, std::uint64_t archive_bytes) {
    const double by_ratio = limits.max_ratio * static_cast<double>(archive_bytes);
    allowed_ = limits.max_total_bytes;
    if (by_ratio < static_cast<double>(allowed_)) {
      allowed_ = std::max(kFreeBytes, static_cast<std::uint64_t>(by_ratio));
    }
    allowed_ = std::min(allowed_, limits.max_total_bytes);
  }

  /// `inflated`: all that came out of the compression around the archive, headers and gaps included.
  [[nodiscard]] bool spend(std::uint64_t bytes, std::uint64_t inflated) {
    spent_ += bytes;
    inflated_ = std::max(inflated_, inflated);
    return spent() <= allowed_;
  }
  [[nodiscard]] std::uint64_t spent() const { return std::max(spent_, inflated_); }
  [[nodiscard]] std::string complaint() const { return "inflates to more than " + size_text(allowed_); }

 private:
  std::uint64_t allowed_ = 0;
  std::uint64_t spent_ = 0;
  std::uint64_t inflated_ = 0;
};

class MemberReading {
 public:
  MemberReading(const Input& input, const ArchiveLimits& limits, const MemberFilter& wants, const MemberSink& sink)
      : input_(input), limits_(limits), wants_(wants), sink_(sink), budget_(limits, input.size) {}

  [[nodiscard]] std::uint64_t inflated_bytes() const { return budget_.spent(); }

  /// The shapes are tried one after another.
  std::string run(const std::vector<Shape>& shapes) {
    if (!input_.failure.empty()) return input_.failure;
    for (const Shape shape : shapes) {
      shape_ = shape;
      archive_.emplace(input_, shape);
      const int result = archive_->next();
      if (result != ARCHIVE_FATAL || archive_->is_of_known_format()) return walk(result);
    }
    // Where compressed bytes end before libarchive's first block of them, it does not say why.
    return shape_ == Shape::Bare ? "damaged or empty" : archive_->error();
  }

 private:
  std::string walk(int result) {
    for (std::size_t count = 0; result != ARCHIVE_EOF; result = archive_->next()) {
      if (result == ARCHIVE_FATAL) return archive_->error();
      if (result == ARCHIVE_RETRY || result == ARCHIVE_FAILED) {
        // The header of one member is damaged; libarchive may find the next one, or the same again.
        if (++failed_headers_ > kMaxFailedHeaders) return archive_->error();
        continue;
      }
      if (++count > limits_.max_members) return "more than " + std::to_string(limits_.max_members) + " members";
      const std::string problem = visit();
      if (!problem.empty()) return problem;
    }
    if (unnamed_ > 0) return "damaged: the names of " + std::to_string(unnamed_) + " members";
    return {};
  }

  /// The member that the archive stands at; returns what makes it pointless to go on.
  std::string visit() {
    archive_entry* const entry = archive_->entry();
    if (archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry) != nullptr) return pass_over();
    ArchiveMember member;
    member.path = path_of(entry);
    if (member.path.empty() && shape_ != Shape::Bare) {
      ++unnamed_;
      return pass_over();
    }
    if (archive_entry_size_is_set(entry) != 0) {
      member.size = static_cast<std::uint64_t>(std::max<la_int64_t>(archive_entry_size(entry), 0));
    }
    member.is_encrypted = archive_entry_is_encrypted(entry) != 0;
    member.max_bytes = limits_.max_member_bytes;
    if (!wants_(member)) return pass_over();
    member.max_bytes = std::min(member.max_bytes, limits_.max_member_bytes);
    return deliver(member);
  }

  std::string deliver(ArchiveMember& member) {
    if (member.is_encrypted) member.failure = "encrypted";
    if (member.size > member.max_bytes) member.failure = "larger than " + size_text(member.max_bytes);
    std::string bytes;
    std::string problem = member.failure.empty() ? load(member, bytes) : pass_over();
    if (!member.failure.empty() && shape_ != Shape::Bare) bytes.clear();
    sink_(member, std::move(bytes));
    return problem;
  }

  std::string load(ArchiveMember& member, std::string& bytes) {
    bytes.reserve(std::min<std::uint64_t>(member.size, 1 << 20));
    std::vector<char> block(kBlockBytes);
    while (true) {
      const la_ssize_t got = archive_read_data(archive_->handle(), block.data(), block.size());
      if (got == 0) return {};
      if (got == ARCHIVE_RETRY) continue;
      if (got < 0) {
        member.failure = archive_->error();
        // Only the member is lost, unless the stream it stands in is.
        return got == ARCHIVE_FATAL ? member.failure : std::string{};
      }
      if (!budget_.spend(static_cast<std::uint64_t>(got), archive_->inflated())) {
        member.failure = budget_.complaint();
        return member.failure;
      }
      bytes.append(block.data(), static_cast<std::size_t>(got));
      if (bytes.size() > member.max_bytes) {
        member.failure = "larger than " + size_text(member.max_bytes);
        return pass_over();
      }
    }
  }

  /// Goes through the rest of a member in steps where only inflating leads to the next one.
  std::string pass_over() {
    if (shape_ == Shape::Directory) return {};
    std::vector<char> block(kBlockBytes);
    while (true) {
      const la_ssize_t got = archive_read_data(archive_->handle(), block.data(), block.size());
      if (got == 0) return {};
      if (got == ARCHIVE_RETRY) continue;
      if (got == ARCHIVE_FATAL) return archive_->error();
      if (got < 0) return {};
      if (!budget_.spend(static_cast<std::uint64_t>(got), archive_->inflated())) return budget_.complaint();
    }
  }

  std::string path_of(archive_entry* entry) {
    if (shape_ == Shape::Bare) return {};
    const char* name = archive_entry_pathname(entry);
    if (name == nullptr) name = archive_entry_pathname_utf8(entry);
    if (name == nullptr) return {};
    const std::string_view raw(name);
    if (is_valid_utf8(raw)) return safe_member_path(raw);
    if (!charset_) charset_ = charset_of_names(raw);
    return safe_member_path(decoded_name(raw, *charset_));
  }

  /// A few names tell their character set better than one. Only a zip has them all in one place.
  std::string charset_of_names(std::string_view first) const {
    std::vector<std::string> names{std::string(first)};
    if (shape_ == Shape::Directory) {
      OpenArchive list(input_, Shape::Directory);
      for (int result = list.next(); result == ARCHIVE_OK || result == ARCHIVE_WARN; result = list.next()) {
        const char* const name = archive_entry_pathname(list.entry());
        if (name != nullptr && !is_valid_utf8(name)) names.emplace_back(name);
        if (names.size() >= kMaxNamesToDetect) break;
      }
    }
    return charset_of_member_names(names, archive_->is_zip());
  }

  const Input& input_;
  const ArchiveLimits& limits_;
  const MemberFilter& wants_;
  const MemberSink& sink_;
  Budget budget_;
  Shape shape_ = Shape::Directory;
  std::optional<OpenArchive> archive_;
  std::optional<std::string> charset_;
  std::size_t failed_headers_ = 0;
  std::size_t unnamed_ = 0;
};

/// In which order to try. A tar may end in a zip, and be taken for that one; a zip may begin with something else.
std::vector<Shape> shapes_of(const Input& input) {
  if (input.filter != ARCHIVE_FILTER_NONE) return {Shape::Stream, Shape::Bare};
  if (input.is_zip) return {Shape::Directory, Shape::Stream};
  return {Shape::Stream, Shape::Directory};
}

std::string read_members(const Input& input, const ArchiveLimits& limits, const MemberFilter& wants,
                         const MemberSink& sink, std::uint64_t* inflated_bytes) {
  MemberReading reading(input, limits, wants, sink);
  std::string problem = reading.run(shapes_of(input));
  if (inflated_bytes != nullptr) *inflated_bytes = reading.inflated_bytes();
  return problem;
}

InflatedBytes inflate_input(const Input& input, const ArchiveLimits& limits) {
  if (input.failure.empty() && input.filter == ARCHIVE_FILTER_NONE) return {{}, "damaged: not compressed"};
  InflatedBytes result;
  const MemberFilter wants = [](ArchiveMember&) { return true; };
  const MemberSink sink = [&](const ArchiveMember& member, std::string&& bytes) {
    result = {std::move(bytes), member.failure};
  };
  const std::string problem = MemberReading(input, limits, wants, sink).run({Shape::Bare});
  if (result.failure.empty()) result.failure = problem;
  return result;
}

}  // namespace

std::string for_each_member(std::string_view archive_bytes, const ArchiveLimits& limits, const MemberFilter& wants,
                            const MemberSink& sink, std::uint64_t* inflated_bytes) {
  return read_members(in_memory(archive_bytes), limits, wants, sink, inflated_bytes);
}

std::string for_each_member_of_file(const std::string& file, const ArchiveLimits& limits, const MemberFilter& wants,
                                    const MemberSink& sink) {
  return read_members(in_file(file), limits, wants, sink, nullptr);
}

InflatedBytes inflate_file(const std::string& file, const ArchiveLimits& limits) {
  return inflate_input(in_file(file), limits);
}

InflatedBytes inflate(std::string_view compressed, const ArchiveLimits& limits) {
  return inflate_input(in_memory(compressed), limits);
}

}  // namespace byline

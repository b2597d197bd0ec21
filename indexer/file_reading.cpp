#include "indexer/file_reading.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include "indexer/archive_members.hpp"
#include "indexer/article_date.hpp"
#include "indexer/article_facets.hpp"
#include "indexer/container_names.hpp"
#include "indexer/language_detector.hpp"
#include "indexer/text_decoding.hpp"

namespace byline {
namespace {

constexpr std::uint64_t kMaxArticleBytes = 64u << 20;
constexpr std::uint64_t kMaxRecordsBytes = 512u << 20;

std::string megabytes(std::uint64_t bytes) { return std::to_string(bytes >> 20) + " MiB"; }

/// Reads to the end or past `limit`; false with errno set when reading fails. `expected`: how many bytes there seem to
/// be.
bool read_all(int descriptor, std::uint64_t limit, std::size_t expected, std::string& bytes) {
  constexpr std::size_t kLeastRoom = 4096;
  std::size_t size = 0;
  bytes.resize(expected + 1);  // one more shows the end
  while (size <= limit) {
    if (size == bytes.size()) bytes.resize(size + std::max(size, kLeastRoom));
    const ssize_t got = read(descriptor, bytes.data() + size, bytes.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return false;
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
  }
  bytes.resize(size);
  return true;
}

FileBytes load(int descriptor, std::uint64_t limit, std::size_t expected) {
  FileBytes result;
  if (!read_all(descriptor, limit, expected, result.bytes)) result.failure = std::strerror(errno);
  if (result.bytes.size() > limit) result.failure = "larger than " + megabytes(limit);
  if (!result.failure.empty()) result.bytes.clear();
  return result;
}

std::string folder_of(const std::string& path) { return std::filesystem::path(path).parent_path().filename().string(); }

void reconcile_language(Article& article) {
  std::string language = reconciled_language(article);
  if (language == article.language) return;
  article.notes.push_back("stated language '" + article.language + "' is not that of the text: taken as '" + language +
                          "'");
  article.language = std::move(language);
}

void complete(Article& article, const InputPlace& place, const Root& root) {
  if (root.options.language != "auto") {
    article.language = root.options.language;
  } else if (!article.language.empty()) {
    reconcile_language(article);
  }
  if (root.options.section_from_folder && article.path != "-") {
    const std::string folder = folder_of(article.path);
    auto& categories = article.categories;
    if (!folder.empty() && std::find(categories.begin(), categories.end(), folder) == categories.end()) {
      categories.push_back(folder);
    }
  }
  apply_author_names(root.options.author_names, article);
  article.source = source_of(article, root.path);
  settle_date(article);
  article.path = place.path;
  article.container = place.container;
}

ArchiveLimits limits_of(const Format& format) {
  ArchiveLimits limits;
  limits.max_member_bytes = max_bytes_of(format);
  return limits;
}

/// Of records, those before the damage are good; half an article is none.
FileBytes as_far_as_good(InflatedBytes&& inflated, const Format& format) {
  if (inflated.failure.empty()) return {std::move(inflated.bytes), {}};
  if (format.shape == InputShape::Records) inflated.bytes.resize(inflated.bytes.rfind('\n') + 1);
  if (!format.many_articles || inflated.bytes.empty()) return {{}, std::move(inflated.failure)};
  return {std::move(inflated.bytes), {}, std::move(inflated.failure)};
}

}  // namespace

FileBytes load_file(const std::string& path, const Format& format) {
  if (packing_of(path) == Packing::Compressed) return as_far_as_good(inflate_file(path, limits_of(format)), format);
  return load_file(path, max_bytes_of(format));
}

FileBytes load_file(const std::string& path, std::uint64_t limit) {
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return {{}, std::strerror(errno)};
  struct stat info {};
  FileBytes result;
  const std::uint64_t size = fstat(descriptor, &info) == 0 ? static_cast<std::uint64_t>(info.st_size) : 0;
  if (size > limit) {
    result.failure = "larger than " + megabytes(limit);
  } else {
    result = load(descriptor, limit, size);
  }
  close(descriptor);
  return result;
}

FileBytes load_standard_input() { return load(STDIN_FILENO, kMaxRecordsBytes, 0); }

FileBytes inflated(std::string_view compressed, const Format& format) {
  return as_far_as_good(inflate(compressed, limits_of(format)), format);
}

std::uint64_t max_bytes_of(const Format& format) { return format.many_articles ? kMaxRecordsBytes : kMaxArticleBytes; }

InputPlace place_of_file(const std::string& path) {
  const bool is_compressed = packing_of(path) == Packing::Compressed;
  return {path, std::string(is_compressed ? without_packing(path) : path)};
}

void read_input(const InputPlace& place, std::string_view bytes, const Format& format, const Root& root,
                const OutcomeSink& sink) {
  std::string note;
  const auto take = [&](ReadOutcome&& outcome) {
    if (auto* article = std::get_if<Article>(&outcome)) {
      complete(*article, place, root);
      if (!note.empty()) article->notes.insert(article->notes.begin(), std::exchange(note, {}));
    }
    sink(std::move(outcome));
  };
  if (format.shape == InputShape::Bytes) return format.read({place.read_as, bytes}, root.options, take);
  auto decoded = format.shape == InputShape::Records ? decode_records(bytes) : decode_text(bytes);
  if (const auto* not_text = std::get_if<NotText>(&decoded)) return sink(Rejection{0, not_text->reason});
  DecodedText& text = std::get<DecodedText>(decoded);
  note = std::move(text.note);
  format.read({place.read_as, text.text}, root.options, take);
}

}  // namespace byline

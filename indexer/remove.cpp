#include "indexer/remove.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>

#include "common/error.hpp"
#include "common/index_lock.hpp"
#include "common/schema.hpp"
#include "common/xapian_guard.hpp"
#include "indexer/index_contents.hpp"
#include "indexer/index_state.hpp"
#include "indexer/index_writer.hpp"
#include "indexer/roots.hpp"

namespace byline {
namespace fs = std::filesystem;
namespace {

std::string absolute(const std::string& path) {
  if (path == "-") return path;
  std::string result = fs::weakly_canonical(fs::absolute(path)).string();
  if (result.size() > 1 && result.ends_with('/')) result.pop_back();
  return result;
}

void require_sound(const IndexLayout& layout) {
  if (index_state(layout) == IndexState::Sound) return;
  throw Error(ErrorKind::IndexMismatch, "the index needs to be brought up to date first", "run byline-index build");
}

/// Files (standard input among them) that are `path` or lie under it. Articles from standard input have no record.
std::vector<std::string> indexed_under(const Xapian::Database& articles, const std::string& path) {
  std::vector<std::string> found;
  if (path == "-") {
    if (articles.term_exists(file_term(path))) found.push_back(path);
    return found;
  }
  for (const auto& [file, record] : file_records(articles)) {
    if (lies_under(file, path)) found.push_back(file);
  }
  return found;
}

/// The container that `path` is a member or a folder of, if it is one.
std::optional<FileRecord> container_of(const Xapian::Database& articles, const std::string& path) {
  for (auto at = path.find('!'); at != std::string::npos; at = path.find('!', at + 1)) {
    const std::string bytes = articles.get_metadata(file_metadata_key(path.substr(0, at)));
    if (bytes.empty()) continue;
    FileRecord record = unpack_file_record(bytes);
    if (record.is_container) return record;
  }
  return std::nullopt;
}

/// Removes the articles of a member, or of all in a folder or container within; returns how many.
std::uint64_t remove_members(IndexWriter& writer, const std::string& path) {
  auto record = container_of(writer.articles(), path);
  if (!record) return 0;
  std::uint64_t removed = 0;
  for (const PlacedArticle& article : articles_of_file(writer.articles(), record->path)) {
    if (!lies_under(article.path, path) && !article.path.starts_with(path + "!")) continue;
    writer.remove(article.uid);
    ++removed;
  }
  record->articles -= std::min(record->articles, removed);
  record->reading.clear();  // so that the next build reads it again, as it does with removed files
  if (removed > 0) writer.set_metadata(file_metadata_key(record->path), pack_file_record(*record));
  return removed;
}

void forget_roots(IndexWriter& writer, const std::string& path) {
  std::vector<Root> roots = unpack_roots(writer.metadata(kMetaRoots));
  std::erase_if(roots, [&](const Root& root) { return lies_under(root.path, path); });
  writer.set_metadata(kMetaRoots, pack_roots(roots));
}

}  // namespace

BuildReport remove_paths(const fs::path& index, const std::vector<std::string>& paths) {
  const auto start = std::chrono::steady_clock::now();
  const IndexLayout layout(index);
  BuildReport report;
  report.index = index;
  const IndexLock lock(layout.lock_file());
  require_sound(layout);
  with_xapian(index, [&] {
    IndexWriter writer(layout, WriteMode::InPlace);
    for (const std::string& given : paths) {
      const std::string path = absolute(given);
      const std::vector<std::string> files = indexed_under(writer.articles(), path);
      const std::uint64_t members = files.empty() ? remove_members(writer, path) : 0;
      report.removed += members;
      if (files.empty() && members == 0) report.skipped.push_back({path, 0, "nothing is indexed there"});
      for (const std::string& file : files) {
        for (const std::string& uid : uids_of_file(writer.articles(), file)) {
          writer.remove(uid);
          ++report.removed;
        }
        writer.set_metadata(file_metadata_key(file), {});
      }
      if (!files.empty()) forget_roots(writer, path);
    }
    report.articles = writer.articles().get_doccount();
    report.section_count = writer.sections().get_doccount();
    writer.finish();
  });
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return report;
}

}  // namespace byline

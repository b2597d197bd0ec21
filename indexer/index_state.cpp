#include "indexer/index_state.hpp"

#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <vector>

#include "common/analysis.hpp"
#include "common/error.hpp"
#include "common/index_reader.hpp"
#include "common/schema.hpp"
#include "common/xapian_guard.hpp"

namespace byline {
namespace fs = std::filesystem;
namespace {

bool is_ours(const fs::path& entry) {
  const std::string name = entry.filename().string();
  return name == "CURRENT" || name == "CURRENT.new" || name == "lock" || name.starts_with("generation-");
}

Xapian::Database open_database(const IndexLayout& layout, const fs::path& path) {
  return with_xapian(layout.directory(), [&] { return Xapian::Database(path.string(), Xapian::DB_BACKEND_GLASS); });
}

/// Whether a first build was killed before its switch: what is to become CURRENT is there, and no other generation ever
/// was.
bool is_unfinished(const IndexLayout& layout) {
  std::error_code error;
  return fs::exists(layout.next_file(), error) && layout.generations() == std::vector<unsigned>{1};
}

/// What a first build left that was killed, the next one removes. What was finished is somebody's index whose CURRENT
/// is lost: articles may be in it that are nowhere else.
void refuse_orphans(const IndexLayout& layout) {
  if (is_unfinished(layout)) return;
  for (const unsigned number : layout.generations()) {
    try {
      const Xapian::Database articles(layout.articles(number).string(), Xapian::DB_BACKEND_GLASS);
      if (epoch_of(articles) == 0) continue;
    } catch (const Xapian::Error&) {
      continue;  // never got as far as a database
    }
    throw Error(ErrorKind::IndexDamaged,
                "'" + layout.generation(number).string() + "' is an index, but the file CURRENT beside it is missing",
                "write " + std::to_string(number) + " into '" + layout.current_file().string() +
                    "' to have it back; nothing was changed");
  }
}

/// Whether sections/ is there and of the same state as articles/.
bool is_even(const IndexLayout& layout, const Xapian::Database& articles) {
  try {
    const Xapian::Database sections(layout.sections(layout.current().value()).string(), Xapian::DB_BACKEND_GLASS);
    return epoch_of(articles) == epoch_of(sections);
  } catch (const Xapian::Error&) {
    return false;  // derived: it can be made anew
  }
}

}  // namespace

IndexState index_state(const IndexLayout& layout) {
  if (!layout.current()) {
    refuse_orphans(layout);
    return IndexState::None;
  }
  return with_xapian(layout.directory(), [&] {
    const Xapian::Database articles = open_articles(layout);
    const std::string schema = articles.get_metadata(kMetaSchema);
    if (schema == kPreviousSchemaVersion) return IndexState::Stale;
    if (schema != kSchemaVersion) {
      throw Error(ErrorKind::IndexMismatch,
                  "the index '" + layout.directory().string() + "' has the schema '" + schema + "', not '" +
                      std::string(kSchemaVersion) + "'",
                  "build a new one with another --index, and remove this one when it is no longer needed");
    }
    if (articles.get_metadata(kMetaAnalysis) != analysis_identity()) return IndexState::Stale;
    return is_even(layout, articles) ? IndexState::Sound : IndexState::Uneven;
  });
}

void prepare_directory(const IndexLayout& layout) {
  const fs::path& directory = layout.directory();
  std::error_code error;
  if (fs::exists(directory, error)) {
    if (!fs::is_directory(directory)) {
      throw Error(ErrorKind::BadInput, "'" + directory.string() + "' is a file, not the folder of an index");
    }
    for (const fs::directory_entry& entry : fs::directory_iterator(directory)) {
      if (is_ours(entry.path())) continue;
      throw Error(ErrorKind::BadInput, "'" + directory.string() + "' holds other things than an index",
                  "name an empty or a new folder with --index");
    }
    return;
  }
  if (directory.has_parent_path()) fs::create_directories(directory.parent_path(), error);
  if (mkdir(directory.c_str(), 0700) != 0) {
    throw Error(ErrorKind::Io, "cannot make '" + directory.string() + "': " + std::strerror(errno));
  }
}

Xapian::Database open_articles(const IndexLayout& layout) {
  const auto current = layout.current();
  return current ? open_database(layout, layout.articles(*current)) : Xapian::Database();
}

Xapian::Database open_sections(const IndexLayout& layout) {
  const auto current = layout.current();
  return current ? open_database(layout, layout.sections(*current)) : Xapian::Database();
}

}  // namespace byline

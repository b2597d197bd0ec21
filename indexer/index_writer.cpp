#include "indexer/index_writer.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>

#include "common/error.hpp"
#include "common/index_reader.hpp"
#include "common/schema.hpp"
#include "common/xapian_guard.hpp"
#include "indexer/article_facets.hpp"
#include "indexer/index_contents.hpp"
#include "indexer/people.hpp"

namespace byline {
namespace fs = std::filesystem;
namespace {

/// A new generation is nobody's business until the switch, so it is committed now and then to bound memory.
constexpr std::uint64_t kCommitBytes = 16u << 20;

/// Folders of a generation that is not finished.
constexpr char kShards[] = "shards";
constexpr char kMerged[] = "merged";

/// Xapian would commit by itself after 10,000 changes; we count bytes instead.
void turn_off_automatic_commits() { setenv("XAPIAN_FLUSH_THRESHOLD", "1000000000", 1); }

[[noreturn]] void throw_io(const std::string& what, const fs::path& path, int error) {
  throw Error(ErrorKind::Io, "cannot " + what + " '" + path.string() + "': " + std::strerror(error),
              error == ENOSPC ? "free some space; the index is as it was before" : "");
}

/// 0, or the error.
int sync_error(const fs::path& path, int flags) {
  const int descriptor = ::open(path.c_str(), flags | O_CLOEXEC);
  if (descriptor < 0) return errno;
  const int error = fsync(descriptor) == 0 ? 0 : errno;
  close(descriptor);
  return error;
}

void sync_path(const fs::path& path, int flags) {
  if (const int error = sync_error(path, flags); error != 0) throw_io("sync", path, error);
}

void sync_generation(const fs::path& generation) {
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(generation)) {
    sync_path(entry.path(), entry.is_directory() ? O_RDONLY | O_DIRECTORY : O_RDONLY);
  }
  sync_path(generation, O_RDONLY | O_DIRECTORY);
  sync_path(generation.parent_path(), O_RDONLY | O_DIRECTORY);
}

void copy_generation(const fs::path& from, const fs::path& to) {
  std::error_code error;
  fs::copy(from, to, fs::copy_options::recursive, error);
  if (error) throw_io("copy the index to", to, error.value());
}

void make_generation(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw_io("make", folder, error.value());
}

/// From here on until the switch, an index that is not there yet is known to be unfinished (`refuse_orphans`).
void mark_as_unfinished(const IndexLayout& layout) {
  const int descriptor = ::open(layout.next_file().c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) throw_io("write", layout.next_file(), errno);
  close(descriptor);
  sync_path(layout.directory(), O_RDONLY | O_DIRECTORY);
}

/// Removes a generation that came to nothing. Once CURRENT names it, it is the index, whatever failed after the switch.
void discard(const IndexLayout& layout, unsigned generation) {
  try {
    if (layout.current() == generation) return;
  } catch (const Error&) {
    return;  // CURRENT cannot be read: it may name this one
  }
  std::error_code ignored;  // the next build removes what stays
  fs::remove_all(layout.generation(generation), ignored);
  fs::remove(layout.next_file(), ignored);
}

void remove_generations_before(const IndexLayout& layout, unsigned first_kept) {
  for (const unsigned number : layout.generations()) {
    std::error_code ignored;  // as above
    if (number < first_kept) fs::remove_all(layout.generation(number), ignored);
  }
}

std::uint64_t parse_count(const std::string& text) {
  std::uint64_t count = 0;
  std::from_chars(text.data(), text.data() + text.size(), count);
  return count;
}

}  // namespace

void replace_file(const fs::path& path, std::string_view bytes) {
  const fs::path temporary = path.string() + ".new";
  const int descriptor = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (descriptor < 0) throw_io("write", temporary, errno);
  errno = 0;
  const ssize_t written = write(descriptor, bytes.data(), bytes.size());
  const bool complete = written == static_cast<ssize_t>(bytes.size()) && fsync(descriptor) == 0;
  int error = complete ? 0 : errno != 0 ? errno : ENOSPC;
  close(descriptor);
  if (complete && rename(temporary.c_str(), path.c_str()) != 0) error = errno;
  if (error != 0) {
    unlink(temporary.c_str());  // the next build removes it otherwise
    throw_io("replace", path, error);
  }
  if (const int unsynced = sync_error(path.parent_path(), O_RDONLY | O_DIRECTORY); unsynced != 0) {
    throw Error(ErrorKind::Io, "cannot sync '" + path.parent_path().string() + "': " + std::strerror(unsynced),
                "'" + path.string() + "' was replaced, which a loss of power may undo; do it again");
  }
}

void remove_leftovers(const IndexLayout& layout) {
  const std::optional<unsigned> current = layout.current();
  std::error_code ignored;  // what cannot be removed now is tried again by the next build
  for (const unsigned number : layout.generations()) {
    if (!current || number > *current) fs::remove_all(layout.generation(number), ignored);
  }
  fs::remove(layout.next_file(), ignored);
}

IndexWriter::IndexWriter(const IndexLayout& layout, WriteMode mode, WorkerPool* pool, ShardFormat format,
                         ShardLimits limits, BulkTest bulk_test)
    : layout_(layout), mode_(mode), previous_(layout.current()) {
  generation_ = mode == WriteMode::InPlace ? previous_.value() : previous_.value_or(0) + 1;
  try {
    with_xapian(layout_.directory(), [&] { begin(pool, format, limits, std::move(bulk_test)); });
  } catch (...) {
    if (mode_ != WriteMode::InPlace) discard(layout_, generation_);
    throw;
  }
}

void IndexWriter::begin(WorkerPool* pool, ShardFormat format, ShardLimits limits, BulkTest bulk_test) {
  turn_off_automatic_commits();
  remove_leftovers(layout_);
  const fs::path folder = layout_.generation(generation_);
  if (!previous_) mark_as_unfinished(layout_);
  if (mode_ == WriteMode::Copy) copy_generation(layout_.generation(previous_.value()), folder);
  if (mode_ == WriteMode::NewEmpty) make_generation(folder);
  open(folder, mode_ == WriteMode::NewEmpty);
  load_tallies();
  const std::string dictionary = articles_.get_metadata(kMetaDictionary);
  use(dictionary.empty() ? nullptr : std::make_shared<const PackingDictionary>(dictionary));
  if (pool != nullptr && mode_ != WriteMode::InPlace)
    load_ = std::make_unique<ShardedLoad>(*pool, folder / kShards, format, limits, dictionary_, std::move(bulk_test));
}

IndexWriter::~IndexWriter() {
  load_.reset();
  if (finished_) return;
  try {
    if (mode_ == WriteMode::InPlace) {
      articles_.cancel_transaction();
      sections_.cancel_transaction();
    }
    articles_.close();
    sections_.close();
  } catch (const Xapian::Error&) {
    // Nothing was committed, so there is nothing to lose; a broken transaction ends with the process.
  }
  if (mode_ != WriteMode::InPlace) discard(layout_, generation_);
}

void IndexWriter::open(const fs::path& generation, bool is_new) {
  const int flags = (is_new ? Xapian::DB_CREATE : Xapian::DB_OPEN) | Xapian::DB_BACKEND_GLASS |
                    (mode_ == WriteMode::InPlace ? 0 : Xapian::DB_NO_SYNC);
  articles_ = Xapian::WritableDatabase((generation / kArticlesName).string(), flags);
  sections_ = Xapian::WritableDatabase((generation / kSectionsName).string(), flags);
  unpacker_.emplace(articles_);
  if (mode_ == WriteMode::InPlace) {
    articles_.begin_transaction();
    sections_.begin_transaction();
  }
}

void IndexWriter::load_tallies() {
  for (const FacetField& field : facet_fields()) {
    facets_.emplace(std::string(field.name), FacetTally(field.name, articles_));
  }
  text_bytes_ = parse_count(articles_.get_metadata(kMetaTextBytes));
}

void IndexWriter::use(std::shared_ptr<const PackingDictionary> dictionary) {
  dictionary_ = std::move(dictionary);
  packer_ = ArticlePacker(dictionary_);
  builder_.emplace(dictionary_);
}

Article IndexWriter::stored_article(Xapian::docid document) {
  return unpacker_->unpack(articles_.get_document(document).get_data());
}

void IndexWriter::forget(const Article& article) {
  const auto names = named_sections(article);
  for (auto& [facet, tally] : facets_) tally.remove(facet_values(article, names, facet));
  text_bytes_ -= text_bytes_of(article);
}

void IndexWriter::put(PreparedArticle&& prepared) {
  with_xapian(layout_.directory(), [&] {
    const std::string& uid = prepared.key.uid;
    if (uids_in_load_.contains(uid)) merge_shards();
    const Xapian::docid old = find_article(articles_, uid);
    if (old != 0) {
      forget(stored_article(old));
      sections_.delete_document(uid_term(uid));
    }
    add_facets(prepared);
    text_bytes_ += prepared.text_bytes;
    if (load_) {
      if (old != 0) {
        articles_.delete_document(old);
        uncommitted_bytes_ += prepared.text_bytes;
        commit_to_bound_memory();
      }
      uids_in_load_.insert(uid);
      load_->add(std::move(prepared));
    } else {
      add(prepared, old);
    }
  });
}

/// Counts the article's facet values and gives it their ids.
void IndexWriter::add_facets(PreparedArticle& prepared) {
  for (auto& [facet, tally] : facets_) {
    const auto ids = tally.add(facet_values(prepared.article, prepared.names, facet));
    prepared.facets.emplace_back(find_facet(facet)->slot, pack_ids(ids));
  }
  const FacetTally& section_names = facets_.find("section")->second;
  for (const NamedSection& name : prepared.names) {
    prepared.section_ids.push_back(pack_ids({section_names.id_of(name.key)}));
  }
}

/// Through Xapian's writer. `old`: the document in whose place it comes, or 0.
void IndexWriter::add(const PreparedArticle& prepared, Xapian::docid old) {
  const ArticleDocuments documents = builder_->build(prepared, analysers_.for_language(prepared.analysed_as));
  for (const Xapian::Document& section : documents.sections) sections_.add_document(section);
  if (old != 0) {
    articles_.replace_document(old, documents.article);
  } else {
    articles_.add_document(documents.article);
  }
  add_forms(documents, articles_);
  uncommitted_bytes_ += prepared.text_bytes;
  commit_to_bound_memory();
}

void IndexWriter::settle() {
  with_xapian(layout_.directory(), [&] { merge_shards(); });
}

void IndexWriter::merge_shards() {
  if (!load_ || load_->size() == 0) return;
  uids_in_load_.clear();
  if (load_->is_small()) {
    for (const PreparedArticle& article : load_->take_small()) add(article, 0);
    return;
  }
  load_->submit_all();
  if (load_->dictionary() != dictionary_) {
    use(load_->dictionary());
    articles_.set_metadata(kMetaDictionary, dictionary_->bytes());
  }
  articles_.commit();
  sections_.commit();
  articles_.close();
  sections_.close();
  const fs::path generation = layout_.generation(generation_);
  const fs::path merged = generation / kMerged;
  load_->merge_behind(generation, merged);
  bulk_refusal_ = load_->bulk_refusal();
  for (const char* name : {kArticlesName, kSectionsName}) {
    fs::remove_all(generation / name);
    fs::rename(merged / name, generation / name);
  }
  fs::remove_all(merged);
  open(generation, false);
  uncommitted_bytes_ = 0;
}

void IndexWriter::remove(const std::string& uid) {
  with_xapian(layout_.directory(), [&] {
    if (uids_in_load_.contains(uid)) merge_shards();
    const Xapian::docid old = find_article(articles_, uid);
    if (old == 0) return;
    forget(stored_article(old));
    articles_.delete_document(old);
    sections_.delete_document(uid_term(uid));
  });
}

void IndexWriter::commit_to_bound_memory() {
  if (mode_ == WriteMode::InPlace || uncommitted_bytes_ < kCommitBytes) return;
  articles_.commit();
  sections_.commit();
  uncommitted_bytes_ = 0;
}

void IndexWriter::update_lines(const std::string& uid, const Article& article) {
  with_xapian(layout_.directory(), [&] {
    if (uids_in_load_.contains(uid)) merge_shards();
    const Xapian::docid id = find_article(articles_, uid);
    Xapian::Document document = articles_.get_document(id);
    Article stored = unpacker_->unpack(document.get_data());
    if (stored.line == article.line) return;
    stored.line = article.line;
    stored.sections = article.sections;
    stored.asides = article.asides;
    document.set_data(packer_.pack(stored).data);
    articles_.replace_document(id, document);
  });
}

std::string IndexWriter::metadata(const std::string& key) const {
  return with_xapian(layout_.directory(), [&] { return articles_.get_metadata(key); });
}

void IndexWriter::set_metadata(const std::string& key, const std::string& value) {
  with_xapian(layout_.directory(), [&] { articles_.set_metadata(key, value); });
}

void IndexWriter::finish() {
  with_xapian(layout_.directory(), [&] {
    merge_shards();
    load_.reset();
    const FacetTally& authors = facets_.find("author")->second;
    if (authors.is_changed() || articles_.get_metadata(kMetaPeople).empty()) {
      articles_.set_metadata(kMetaPeople, people_among(authors.entries()).pack());
    }
    for (auto& [facet, tally] : facets_) tally.write_to(articles_);
    articles_.set_metadata(kMetaTextBytes, std::to_string(text_bytes_));
    const std::string epoch = std::to_string(epoch_of(articles_) + 1);
    articles_.set_metadata(kMetaEpoch, epoch);
    sections_.set_metadata(kMetaEpoch, epoch);
    if (mode_ == WriteMode::InPlace) {
      sections_.commit_transaction();
      articles_.commit_transaction();
    } else {
      sections_.commit();
      articles_.commit();
    }
    sections_.close();
    articles_.close();
  });
  if (mode_ != WriteMode::InPlace) {
    sync_generation(layout_.generation(generation_));
    replace_file(layout_.current_file(), std::to_string(generation_) + "\n");
    if (previous_) remove_generations_before(layout_, *previous_);
  }
  finished_ = true;
}

void compact(const IndexLayout& layout) {
  const unsigned current = layout.current().value();
  remove_leftovers(layout);
  const fs::path target = layout.generation(current + 1);
  try {
    with_xapian(layout.directory(), [&] {
      make_generation(target);
      for (const char* name : {kArticlesName, kSectionsName}) {
        const Xapian::Database source((layout.generation(current) / name).string(), Xapian::DB_BACKEND_GLASS);
        Xapian::Database(source).compact((target / name).string(),
                                         Xapian::Compactor::FULL | Xapian::DBCOMPACT_NO_RENUMBER);
      }
    });
    sync_generation(target);
    replace_file(layout.current_file(), std::to_string(current + 1) + "\n");
  } catch (...) {
    discard(layout, current + 1);
    throw;
  }
  remove_generations_before(layout, current);
}

}  // namespace byline

#include "indexer/build.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <unordered_set>

#include "common/analysis.hpp"
#include "common/error.hpp"
#include "common/file_hash.hpp"
#include "common/index_lock.hpp"
#include "common/schema.hpp"
#include "common/xapian_guard.hpp"
#include "indexer/article_intake.hpp"
#include "indexer/container_reading.hpp"
#include "indexer/file_reading.hpp"
#include "indexer/index_contents.hpp"
#include "indexer/index_state.hpp"
#include "indexer/index_writer.hpp"
#include "indexer/read_ahead.hpp"
#include "indexer/roots.hpp"

namespace byline {
namespace fs = std::filesystem;
namespace {

constexpr char kStandardInput[] = "-";
constexpr char kFallbackLanguage[] = "en";

/// An update in place is held in memory until it is committed; one part in five of the text is small.
constexpr std::uint64_t kInPlaceShare = 5;

/// What text is compressed by.
constexpr std::uint64_t kTypicalRatio = 4;

/// A file's list of rejected records is for people.
constexpr std::size_t kMaxRememberedRejections = 1000;

std::int64_t now_ns() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now().time_since_epoch())
      .count();
}

/// One build, from scan to switch.
class Build {
 public:
  Build(const BuildRequest& request, Progress& progress)
      : request_(request), progress_(progress), layout_(request.index), started_ns_(now_ns()) {
    report_.index = request.index;
    report_.dry_run = request.dry_run;
  }

  BuildReport run() {
    const auto start = std::chrono::steady_clock::now();
    const std::vector<std::string> paths = resolve_paths(request_.paths);
    std::unique_ptr<IndexLock> lock;
    if (!request_.dry_run) {
      prepare_directory(layout_);
      lock = std::make_unique<IndexLock>(layout_.lock_file());
    }
    state_ = index_state(layout_);
    if (!request_.dry_run) remove_leftovers(layout_);
    with_xapian(layout_.directory(), [&] {
      load_index();
      choose_roots(paths);
      scan_ = scan_inputs(roots_, layout_.directory());
      report_.ignored = scan_.ignored + scan_.left_out;
      report_.left_out = scan_.left_out;
      report_.skipped = scan_.skipped;
      sort_files();
      find_vanished();
      require_consent_to_removals();
      if (has_work()) {
        work();
      } else {
        count_contents(stored_, stored_sections());
      }
    });
    order_skipped();
    progress_.wipe();
    report_.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return std::move(report_);
  }

 private:
  void load_index() {
    stored_ = open_articles(layout_);
    if (state_ == IndexState::None) return;
    records_ = file_records(stored_);
    known_roots_ = unpack_roots(stored_.get_metadata(kMetaRoots));
    main_language_ = stored_.get_metadata(kMetaMainLanguage);
  }

  [[nodiscard]] Xapian::Database stored_sections() const { return open_sections(layout_); }

  void choose_roots(const std::vector<std::string>& paths) {
    new_roots_ = known_roots_;
    for (const std::string& path : paths) {
      Root root{path, request_.read_options ? *request_.read_options : remembered_options(known_roots_, path)};
      if (path != kStandardInput) new_roots_ = with_root(std::move(new_roots_), root);
      const Root* const nearest = nearest_root(known_roots_, path);
      root.base = nearest == nullptr || request_.read_options ? path : nearest->path;
      roots_.push_back(std::move(root));
    }
    for (Root& root : roots_) {
      if (const Root* const top = outermost_root(new_roots_, root.path)) root.top = top->path;
    }
  }

  /// Divides the files into those that are as they were and those that must be read.
  void sort_files() {
    progress_.start("looking at file", scan_.files.size());
    std::uint64_t done = 0;
    for (InputFile& file : scan_.files) {
      progress_.advance(++done, file.path);
      const auto known = records_.find(file.path);
      if (known == records_.end() || !is_unchanged(file, known->second)) {
        bytes_to_read_ += file.packing == Packing::None ? file.stamp.size : file.stamp.size * kTypicalRatio;
        changed_.push_back(&file);
        continue;
      }
      repeat(known->second);
    }
  }

  /// What was said of a file when it was read.
  void repeat(const FileRecord& record) {
    report_.unchanged += record.articles;
    if (record.is_container) {
      report_.ignored += record.ignored + record.left_out;
      report_.left_out += record.left_out;
    } else if (record.articles == 0 && record.skipped.empty()) {
      ++report_.ignored;
    }
    for (const auto& [line, reason, member] : record.skipped) {
      report_.skipped.push_back({member.empty() ? record.path : record.path + "!" + member, line, reason});
    }
  }

  [[nodiscard]] std::string fingerprint_of(const InputFile& file) const {
    const ReadOptions& options = roots_[file.root].options;
    return file.format == nullptr ? container_fingerprint(options, *file.members)
                                  : reading_fingerprint(options, *file.format);
  }

  /// Also takes note when a file was merely touched, so that the next build need not look into it.
  bool is_unchanged(const InputFile& file, FileRecord& record) {
    if (record.reading != fingerprint_of(file)) return false;
    const StampVerdict verdict = compare(record, file.stamp);
    if (verdict == StampVerdict::Same) return true;
    if (file.stamp.size != record.size) return false;
    if (hash128_of_file(file.path) != record.content_hash) return false;
    report_.bytes_read += file.stamp.size;
    record.modified_ns = file.stamp.modified_ns;
    record.inode = file.stamp.inode;
    record.indexed_at_ns = started_ns_;
    if (compare(record, file.stamp) == StampVerdict::Same) touched_.push_back(file.path);
    return true;
  }

  [[nodiscard]] bool is_within_roots(const std::string& path) const {
    return std::any_of(roots_.begin(), roots_.end(), [&](const Root& root) { return lies_under(path, root.path); });
  }

  /// Known files under the roots that are gone. What could not be looked at may still be there.
  void find_vanished() {
    std::unordered_set<std::string_view> present;
    for (const InputFile& file : scan_.files) present.insert(file.path);
    for (const auto& [path, record] : records_) {
      if (present.count(path) != 0 || !is_within_roots(path)) continue;
      const bool is_hidden =
          std::any_of(scan_.unreadable.begin(), scan_.unreadable.end(),
                      [&path = path](const std::string& folder) { return lies_under(path, folder); });
      if (!is_hidden) vanished_.push_back(path);
    }
  }

  void require_consent_to_removals() const {
    if (request_.allow_removals) return;
    for (const Root& root : roots_) {
      std::uint64_t known = 0;
      std::uint64_t gone = 0;
      for (const auto& [path, record] : records_) {
        if (lies_under(path, root.path)) known += record.articles;
      }
      for (const std::string& path : vanished_) {
        if (lies_under(path, root.path)) gone += records_.at(path).articles;
      }
      for (const auto& [path, count] : dropped_records_) {
        if (lies_under(path, root.path)) gone += count;
      }
      if (gone * 2 > known) refuse_removals(root.path, gone, known);
    }
  }

  [[noreturn]] static void refuse_removals(const std::string& path, std::uint64_t gone, std::uint64_t known) {
    throw Error(
        ErrorKind::BadInput,
        std::to_string(gone) + " of the " + std::to_string(known) + " articles indexed from '" + path + "' are gone",
        "if that is meant, build again with --allow-removals; nothing was changed");
  }

  [[nodiscard]] bool has_work() const {
    const bool has_standard_input =
        std::any_of(roots_.begin(), roots_.end(), [](const Root& root) { return root.path == kStandardInput; });
    return state_ != IndexState::Sound || !changed_.empty() || !vanished_.empty() || !touched_.empty() ||
           has_standard_input || new_roots_ != known_roots_;
  }

  [[nodiscard]] WriteMode write_mode() const {
    if (state_ != IndexState::Sound) return WriteMode::NewEmpty;
    const std::uint64_t text = std::strtoull(stored_.get_metadata(kMetaTextBytes).c_str(), nullptr, 10);
    return bytes_to_read_ > std::max(request_.max_in_place_bytes, text / kInPlaceShare) ? WriteMode::Copy
                                                                                        : WriteMode::InPlace;
  }

  void work() {
    // Without a word about languages, the archive is taken for English until it says otherwise.
    const std::string assumed = main_language_.empty() ? kFallbackLanguage : main_language_;
    WorkerPool pool(std::max(request_.jobs, 1u));
    if (!request_.dry_run) {
      const ShardFormat format = shard_format();
      ShardLimits limits = request_.shards.value_or(limits_of(format));
      limits.takes_little = limits.takes_little || request_.writer == ShardChoice::Bulk;
      writer_ = std::make_unique<IndexWriter>(layout_, write_mode(), &pool, format, limits, bulk_test());
      intake_ = std::make_unique<ArticleIntake>(pool, *writer_, assumed);
      carry_over();
    }
    read_changed_files(pool);
    read_standard_input();
    remove_vanished();
    require_consent_to_removals();
    if (request_.dry_run) {
      count_contents(stored_, stored_sections());
      return;
    }
    intake_->drain();
    settle_main_language(pool, assumed);
    finish();
  }

  [[nodiscard]] ShardFormat shard_format() const {
    return request_.writer == ShardChoice::Api ? ShardFormat::Api : ShardFormat::Bulk;
  }

  /// Where the bulk loader is asked for and cannot be trusted, there is no other way.
  [[nodiscard]] BulkTest bulk_test() const {
    if (request_.writer != ShardChoice::Bulk) return request_.bulk_test;
    return [test = request_.bulk_test](const fs::path& folder) {
      const std::string refusal = test(folder);
      if (refusal.empty()) return refusal;
      throw Error(ErrorKind::Internal, "the bulk loader does not suit the Xapian that is installed: " + refusal,
                  "build with --writer auto or api, and tell us");
    };
  }

  /// What a new generation that does not begin as a copy takes from the old one.
  void carry_over() {
    if (state_ != IndexState::Stale && state_ != IndexState::Uneven) return;
    reanalyse(stored_, {}, *intake_);
    for (const auto& [path, record] : records_)
      writer_->set_metadata(file_metadata_key(path), pack_file_record(record));
    report_.reanalysed = true;
  }

  void read_changed_files(WorkerPool& pool) {
    std::vector<const InputFile*> plain;
    for (const InputFile* file : changed_) {
      if (file->packing != Packing::Container) plain.push_back(file);
    }
    ReadAhead ahead(pool, plain, roots_);
    progress_.start("reading file", changed_.size());
    std::uint64_t done = 0;
    for (const InputFile* file : changed_) {
      progress_.advance(++done, file->path);
      if (file->packing == Packing::Container) {
        read_container_file(*file);
        continue;
      }
      const FileReading reading = ahead.next();
      if (!reading.failure.empty()) {
        report_.skipped.push_back({file->path, 0, reading.failure});
        keep_what_is_known(file->path);
        continue;
      }
      report_.bytes_read += reading.size;
      take_file(*file, reading);
    }
  }

  /// An input that has become unreadable loses nothing.
  void keep_what_is_known(const std::string& path) {
    const auto known = records_.find(path);
    if (known != records_.end()) report_.unchanged += known->second.articles;
  }

  [[nodiscard]] FileRecord record_of(const InputFile& file) const {
    FileRecord record;
    record.path = file.path;
    record.size = file.stamp.size;
    record.modified_ns = file.stamp.modified_ns;
    record.inode = file.stamp.inode;
    record.reading = fingerprint_of(file);
    record.indexed_at_ns = started_ns_;
    return record;
  }

  void take_file(const InputFile& file, const FileReading& reading) {
    FileRecord record = record_of(file);
    if (file.packing == Packing::None) record.size = reading.size;
    record.content_hash = reading.content_hash;
    const auto known = records_.find(file.path);
    std::vector<std::string> before;
    if (known != records_.end() && known->second.articles > 0) before = uids_of_file(stored_, file.path);
    std::unordered_set<std::string> seen;
    reading.outcomes(
        [&](ReadOutcome&& outcome) { take(std::move(outcome), file.path, file.format->many_articles, record, seen); });
    if (!reading.damage.empty()) reject(file.path, 0, reading.damage, record);
    record.articles = seen.size();
    std::erase_if(before, [&](const std::string& uid) { return seen.contains(uid); });
    const bool is_worse =
        !reading.damage.empty() || (known != records_.end() && record.skipped.size() > known->second.skipped.size());
    if (!before.empty() && (seen.empty() || is_worse)) {
      // What cannot be read any more, all of it or some records, loses nothing: it stays as it was known.
      report_.unchanged += before.size();
      if (seen.empty()) return;  // and the file is tried again next time
      record.articles += before.size();
    } else {
      drop_records(before, known, record);
    }
    if (writer_) writer_->set_metadata(file_metadata_key(file.path), pack_file_record(record));
  }

  /// What came out of a member of a container.
  struct MemberOutcomes {
    std::size_t articles = 0;
    std::size_t rejections = 0;
  };

  ContainerReading read_members(const InputFile& file, FileRecord& record, std::unordered_set<std::string>& seen,
                                std::map<std::string, MemberOutcomes>& members) {
    const auto take_outcome = [&](const InputPlace& place, const Format* format, ReadOutcome&& outcome) {
      const std::size_t articles = seen.size();
      const std::size_t skipped = report_.skipped.size();
      take(std::move(outcome), place.path, format != nullptr && format->many_articles, record, seen);
      MemberOutcomes& member = members[place.path];
      member.articles += seen.size() - articles;
      member.rejections += report_.skipped.size() - skipped;
    };
    ContainerReading reading = read_container(file.path, *file.members, roots_[file.root], take_outcome);
    record.content_hash = hash128_of_file(file.path).value_or(std::string{});
    record.ignored += reading.ignored;
    record.left_out = reading.left_out;
    report_.ignored += reading.ignored + reading.left_out;
    report_.left_out += reading.left_out;
    report_.bytes_read += file.stamp.size;
    if (!reading.failure.empty()) reject(file.path, 0, reading.failure, record);
    return reading;
  }

  void read_container_file(const InputFile& file) {
    FileRecord record = record_of(file);
    record.is_container = true;
    const auto known = records_.find(file.path);
    std::vector<PlacedArticle> before;
    if (known != records_.end() && known->second.articles > 0) before = articles_of_file(stored_, file.path);
    std::unordered_set<std::string> seen;
    std::map<std::string, MemberOutcomes> members;
    const ContainerReading reading = read_members(file, record, seen, members);
    record.articles = seen.size();
    std::erase_if(before, [&](const PlacedArticle& article) { return seen.contains(article.uid); });
    const bool lost_all = seen.empty() && !before.empty() && !reading.failure.empty();
    keep_unreadable_members(reading, members, known, before, record);
    if (lost_all || record.content_hash.empty()) return;  // tried again next time
    if (writer_) writer_->set_metadata(file_metadata_key(file.path), pack_file_record(record));
  }

  /// Articles that a changed container no longer gives are gone when their member is; one that is there and cannot be
  /// read, or a container that ends too soon, loses nothing.
  void keep_unreadable_members(const ContainerReading& reading, const std::map<std::string, MemberOutcomes>& members,
                               std::map<std::string, FileRecord>::const_iterator known,
                               const std::vector<PlacedArticle>& before, FileRecord& record) {
    std::map<std::string, std::size_t> known_rejections;
    if (known != records_.end()) {
      for (const auto& skipped : known->second.skipped) ++known_rejections[record.path + "!" + skipped.member];
    }
    const auto is_worse = [&](const std::string& path) {
      const auto found = members.find(path);
      if (found == members.end() || found->second.rejections == 0) return false;
      return found->second.articles == 0 || found->second.rejections > known_rejections[path];
    };
    std::vector<std::string> gone;
    for (const PlacedArticle& article : before) {
      // The member itself, or a container within that holds it.
      bool is_kept = !reading.failure.empty() || is_worse(article.path);
      for (auto at = article.path.find('!', record.path.size() + 1); !is_kept && at != std::string::npos;
           at = article.path.find('!', at + 1)) {
        is_kept = is_worse(article.path.substr(0, at));
      }
      if (!is_kept) {
        gone.push_back(article.uid);
        continue;
      }
      ++report_.unchanged;
      ++record.articles;
    }
    drop_records(gone, known, record);
  }

  /// Removes the articles that a changed file no longer holds.
  void drop_records(const std::vector<std::string>& uids, std::map<std::string, FileRecord>::const_iterator known,
                    const FileRecord& record) {
    for (const std::string& uid : uids) remove_article(uid);
    // A record without an id that was changed counts as removed and added; what is gone is the difference.
    if (!uids.empty() && known->second.articles > record.articles) {
      dropped_records_[record.path] = known->second.articles - record.articles;
    }
  }

  void read_standard_input() {
    const auto root =
        std::find_if(roots_.begin(), roots_.end(), [](const Root& r) { return r.path == kStandardInput; });
    if (root == roots_.end()) return;
    const auto& all = formats();
    const auto format = std::find_if(all.begin(), all.end(), [](const Format& f) { return f.many_articles; });
    const FileBytes content = load_standard_input();
    if (!content.failure.empty()) {
      throw Error(ErrorKind::BadInput, "cannot read standard input: " + content.failure);
    }
    report_.bytes_read += content.bytes.size();
    FileRecord record;
    record.path = kStandardInput;
    std::unordered_set<std::string> seen;
    read_input({kStandardInput, kStandardInput}, content.bytes, *format, *root,
               [&](ReadOutcome&& outcome) { take(std::move(outcome), kStandardInput, true, record, seen); });
  }

  /// `path`: the file, or the member of the container that `record` is of.
  void take(ReadOutcome&& outcome, const std::string& path, bool is_record, FileRecord& record,
            std::unordered_set<std::string>& seen) {
    if (const auto* rejection = std::get_if<Rejection>(&outcome)) {
      return reject(path, rejection->line, rejection->reason, record);
    }
    if (std::holds_alternative<Unrecognised>(outcome)) {
      ++report_.ignored;
      if (record.is_container) ++record.ignored;
      return;
    }
    Article& article = std::get<Article>(outcome);
    for (const std::string& note : article.notes) report_.notes.push_back({article.path, article.line, note});
    ArticleKey key = key_of(article, is_record);
    if (!seen.insert(key.uid).second) {
      return reject(path, article.line, repetition(article, is_record), record);
    }
    put(std::move(article), std::move(key));
  }

  static std::string repetition(const Article& article, bool is_record) {
    if (!is_record) return "stands in its container twice";
    const std::string& repeated = !article.id.empty() ? article.id : article.url;
    return repeated.empty() ? "a repeated record" : "repeats the id '" + repeated + "'";
  }

  void reject(const std::string& path, std::size_t line, const std::string& reason, FileRecord& record) {
    report_.skipped.push_back({path, line, reason});
    if (record.skipped.size() >= kMaxRememberedRejections) return;
    const std::string member = path.size() > record.path.size() ? path.substr(record.path.size() + 1) : std::string{};
    record.skipped.push_back({line, reason, member});
  }

  void put(Article&& article, ArticleKey key) {
    const auto old = content_hash(stored_, key.uid);
    if (old && *old == key.content_hash) {
      ++report_.unchanged;
      if (writer_) writer_->update_lines(key.uid, article);
      return;
    }
    ++(old ? report_.updated : report_.added);
    if (intake_) intake_->put(std::move(article), std::move(key));
  }

  void remove_article(const std::string& uid) {
    ++report_.removed;
    if (writer_) writer_->remove(uid);
  }

  void remove_vanished() {
    for (const std::string& path : vanished_) {
      for (const std::string& uid : uids_of_file(stored_, path)) remove_article(uid);
      if (writer_) writer_->set_metadata(file_metadata_key(path), {});
    }
  }

  /// Articles of unknown language follow the archive's main one; when that changes they are analysed anew.
  void settle_main_language(WorkerPool& pool, const std::string& assumed) {
    writer_->settle();
    const std::string main = commonest_language(writer_->articles()).value_or(kFallbackLanguage);
    if (main != assumed) {
      ArticleIntake anew(pool, *writer_, main);
      reanalyse(writer_->articles(), std::string(kAssumedLanguageTerm), anew);
      writer_->settle();
    }
    writer_->set_metadata(kMetaMainLanguage, main);
  }

  void finish() {
    for (const std::string& path : touched_) {
      writer_->set_metadata(file_metadata_key(path), pack_file_record(records_.at(path)));
    }
    writer_->set_metadata(kMetaSchema, std::string(kSchemaVersion));
    writer_->set_metadata(kMetaAnalysis, analysis_identity());
    writer_->set_metadata(kMetaRoots, pack_roots(new_roots_));
    count_contents(writer_->articles(), writer_->sections());
    progress_.start("writing the index, article", report_.articles);
    progress_.advance(report_.articles);
    writer_->finish();
    report_.bulk_refusal = writer_->bulk_refusal();
  }

  void count_contents(const Xapian::Database& articles, const Xapian::Database& sections) {
    report_.articles = articles.get_doccount();
    report_.section_count = sections.get_doccount();
  }

  void order_skipped() {
    std::stable_sort(report_.skipped.begin(), report_.skipped.end(), [](const SkippedInput& a, const SkippedInput& b) {
      return std::tie(a.path, a.line) < std::tie(b.path, b.line);
    });
  }

  const BuildRequest& request_;
  Progress& progress_;
  IndexLayout layout_;
  std::int64_t started_ns_;
  BuildReport report_;

  IndexState state_ = IndexState::None;
  Xapian::Database stored_;  ///< articles/ as they are before this build
  std::map<std::string, FileRecord> records_;
  std::vector<Root> known_roots_;
  std::vector<Root> new_roots_;
  std::string main_language_;

  std::vector<Root> roots_;  ///< those of this build
  InputScan scan_;
  std::vector<const InputFile*> changed_;
  std::vector<std::string> touched_;
  std::vector<std::string> vanished_;
  std::map<std::string, std::uint64_t> dropped_records_;  ///< by file: articles that a changed file no longer holds
  std::uint64_t bytes_to_read_ = 0;

  std::unique_ptr<IndexWriter> writer_;  ///< none in a dry run
  std::unique_ptr<ArticleIntake> intake_;
};

}  // namespace

BuildReport build(const BuildRequest& request, Progress& progress) { return Build(request, progress).run(); }

std::vector<std::string> resolve_paths(const std::vector<std::string>& paths) {
  std::vector<std::string> resolved;
  for (const std::string& path : paths) {
    if (path == kStandardInput) {
      resolved.push_back(path);
      continue;
    }
    std::error_code error;
    const fs::path canonical = fs::canonical(path, error);
    if (error) {
      throw Error(ErrorKind::BadInput, "cannot read '" + path + "': " + error.message(),
                  "nothing was changed; give paths that exist and can be read");
    }
    resolved.push_back(canonical.string());
  }
  return resolved;
}

}  // namespace byline

#include "indexer/sharded_load.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <utility>

#include <xapian.h>

#include "indexer/shard_writer.hpp"

namespace byline {
namespace {

namespace fs = std::filesystem;

/// What an article without text counts.
constexpr std::uint64_t kBytesOfArticle = 256;

constexpr char kArticles[] = "articles";
constexpr char kSections[] = "sections";

/// One database of each folder, in this order, as one.
void merge_databases(const std::vector<fs::path>& folders, const char* name, const fs::path& target) {
  Xapian::Database all;
  for (const fs::path& folder : folders) {
    all.add_database(Xapian::Database((folder / name).string(), Xapian::DB_BACKEND_GLASS));
  }
  all.compact((target / name).string());
}

void merge_folders(const std::vector<fs::path>& folders, const fs::path& target) {
  fs::create_directories(target);
  merge_databases(folders, kArticles, target);
  merge_databases(folders, kSections, target);
  for (const fs::path& folder : folders) fs::remove_all(folder);
}

bool is_done(const std::future<void>& task) {
  return !task.valid() || task.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
}

void finish(std::future<void>& task) {
  if (task.valid()) task.get();
}

}  // namespace

ShardedLoad::ShardedLoad(WorkerPool& pool, fs::path folder, ShardLimits limits)
    : pool_(pool), folder_(std::move(folder)), limits_(limits) {}

ShardedLoad::~ShardedLoad() {
  for (Piece& piece : pieces_) {
    if (piece.written.valid()) piece.written.wait();
  }
  std::error_code ignored;  // the generation that it lies in goes too, or is cleaned by the next build
  fs::remove_all(folder_, ignored);
}

void ShardedLoad::add(PreparedArticle&& article) {
  if (pending_bytes_ >= limits_.bytes) write_shard();
  pending_bytes_ += article.text_bytes + kBytesOfArticle;
  pending_.push_back(std::move(article));
  ++added_;
}

std::vector<PreparedArticle> ShardedLoad::take_small() {
  added_ = 0;
  pending_bytes_ = 0;
  return std::exchange(pending_, {});
}

fs::path ShardedLoad::next_folder() { return folder_ / std::to_string(folders_++); }

void ShardedLoad::write_shard() {
  wait_for_room();
  Piece piece{next_folder(), 0, {}};
  auto articles = std::make_shared<std::vector<PreparedArticle>>(std::exchange(pending_, {}));
  pending_bytes_ = 0;
  piece.written = pool_.submit([articles, folder = piece.folder](AnalyserPool& analysers) {
    const std::unique_ptr<ShardWriter> writer = make_api_shard_writer(folder);
    for (const PreparedArticle& article : *articles) writer->add(article, analysers);
    articles->clear();
    writer->finish();
  });
  pieces_.push_back(std::move(piece));
  merge_equals();
}

/// A shard that waits to be written holds many times its text in memory.
void ShardedLoad::wait_for_room() {
  const auto open = [&] {
    return static_cast<std::size_t>(std::count_if(pieces_.begin(), pieces_.end(), [](const Piece& piece) {
      return piece.level == 0 && !is_done(piece.written);
    }));
  };
  for (Piece& piece : pieces_) {
    if (open() < pool_.size() + 1) return;
    if (piece.level == 0) finish(piece.written);
  }
}

/// Of each level there are fewer than the fan-in at the end, so pieces stay few and each is merged a few times at most.
void ShardedLoad::merge_equals() {
  for (;;) {
    const unsigned level = pieces_.back().level;
    const auto first =
        std::find_if(pieces_.rbegin(), pieces_.rend(), [level](const Piece& piece) { return piece.level != level; });
    const auto equals = static_cast<std::size_t>(first - pieces_.rbegin());
    if (equals < limits_.fan_in) return;
    merge_last(equals);
  }
}

void ShardedLoad::merge_last(std::size_t count) {
  const auto first = pieces_.end() - static_cast<std::ptrdiff_t>(count);
  std::vector<fs::path> folders;
  Piece merged{next_folder(), pieces_.back().level + 1, {}};
  for (auto piece = first; piece != pieces_.end(); ++piece) {
    finish(piece->written);
    folders.push_back(piece->folder);
    merged.level = std::max(merged.level, piece->level + 1);
  }
  pieces_.erase(first, pieces_.end());
  merged.written = pool_.submit(
      [folders = std::move(folders), target = merged.folder](AnalyserPool&) { merge_folders(folders, target); });
  pieces_.push_back(std::move(merged));
}

void ShardedLoad::merge_behind(const fs::path& base, const fs::path& target) {
  if (!pending_.empty()) write_shard();
  while (pieces_.size() >= limits_.fan_in) merge_last(limits_.fan_in);
  std::vector<fs::path> folders{base};
  for (Piece& piece : pieces_) {
    finish(piece.written);
    folders.push_back(piece.folder);
  }
  fs::create_directories(target);
  std::future<void> sections = pool_.submit([&](AnalyserPool&) { merge_databases(folders, kSections, target); });
  try {
    merge_databases(folders, kArticles, target);
  } catch (...) {
    sections.wait();
    throw;
  }
  sections.get();
  for (const Piece& piece : pieces_) fs::remove_all(piece.folder);
  pieces_.clear();
  added_ = 0;
}

}  // namespace byline

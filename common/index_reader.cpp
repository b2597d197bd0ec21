#include "common/index_reader.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <filesystem>
#include <thread>

#include "common/analysis.hpp"
#include "common/error.hpp"
#include "common/index_lock.hpp"
#include "common/schema.hpp"
#include "common/xapian_guard.hpp"

namespace byline {
namespace {

constexpr int kAttempts = 8;

unsigned require_current(const IndexLayout& layout) {
  std::error_code error;
  if (!std::filesystem::exists(layout.directory(), error)) {
    throw Error(ErrorKind::NoIndex, "there is no index at '" + layout.directory().string() + "'",
                "make one with `byline-index build FOLDER`, or name one with --index");
  }
  const auto current = layout.current();
  if (!current) {
    throw Error(ErrorKind::NoIndex, "'" + layout.directory().string() + "' is not an index of Byline",
                "make one with `byline-index build --index DIR FOLDER`");
  }
  return *current;
}

void require_same_schema(const std::string& schema, const std::string& analysis, const IndexLayout& layout) {
  const std::string name = "index '" + layout.directory().string() + "'";
  if (schema != kSchemaVersion) {
    throw Error(ErrorKind::IndexMismatch,
                name + " has the schema '" + schema + "'; this program reads '" + std::string(kSchemaVersion) + "'",
                schema == kPreviousSchemaVersion
                    ? "run `byline-index build` on it: it is made anew, from the text in the index"
                    : "build it anew into an empty directory");
  }
  if (analysis != analysis_identity()) {
    throw Error(ErrorKind::IndexMismatch,
                name + " was analysed otherwise ('" + analysis + "'; this program: '" + analysis_identity() + "')",
                "run `byline-index build` on it: every article is analysed anew, from the text in the index");
  }
}

}  // namespace

std::uint64_t epoch_of(const Xapian::Database& database) {
  const std::string text = database.get_metadata(kMetaEpoch);
  std::uint64_t epoch = 0;
  std::from_chars(text.data(), text.data() + text.size(), epoch);
  return epoch;
}

IndexReader::IndexReader(const IndexLayout& layout)
    : layout_(layout),
      generation_(require_current(layout)),
      articles_(layout.articles(generation_).string()),
      lengths_(articles_) {
  // In the order of the keys, so that what lies side by side is read once.
  const std::string analysis = articles_.get_metadata(kMetaAnalysis);
  epoch_ = epoch_of(articles_);
  main_language_ = articles_.get_metadata(kMetaMainLanguage);
  require_same_schema(articles_.get_metadata(kMetaSchema), analysis, layout_);
}

bool IndexReader::is_current() { return layout_.current() == generation_ && !articles_.reopen(); }

const Xapian::Database& IndexReader::sections() {
  if (has_sections_) return sections_;
  sections_ = Xapian::Database(layout_.sections(generation_).string());
  if (epoch_of(sections_) != epoch_) {
    if (IndexLock::is_held(layout_.lock_file())) throw Xapian::DatabaseModifiedError("between two commits");
    // The writer may have finished between our two opens.
    articles_.reopen();
    sections_.reopen();
    if (epoch_of(articles_) != epoch_) throw Xapian::DatabaseModifiedError("committed meanwhile");
    if (epoch_of(sections_) != epoch_) {
      throw Error(ErrorKind::IndexDamaged,
                  "an interrupted build left the sections of index '" + layout_.directory().string() + "' behind",
                  "run `byline-index build`: it repairs them first; searches without sections still work");
    }
  }
  has_sections_ = true;
  return sections_;
}

const std::vector<std::string>& IndexReader::languages() {
  if (!languages_.empty()) return languages_;
  std::vector<std::string> languages = {main_language_};
  const std::string prefix(prefix::kLanguage);
  auto term = articles_.allterms_begin(prefix);
  while (term != articles_.allterms_end(prefix)) {
    const std::string found = *term;
    std::string code = found.substr(prefix.size());
    if (code != languages.front()) languages.push_back(std::move(code));
    // Not ++, which reads all blocks of a term that most articles have.
    term.skip_to(found + '\0');
  }
  return languages_ = std::move(languages);
}

void retry_while_changing(const IndexLayout& layout, const std::function<void()>& search) {
  for (int attempt = 1;; ++attempt) {
    try {
      search();
      return;
    } catch (const Xapian::DatabaseModifiedError& error) {
      if (attempt == kAttempts) throw_as_error(error, layout.directory());
    } catch (const Xapian::DatabaseOpeningError& error) {
      // The generation we read in CURRENT may be gone already.
      if (attempt == kAttempts || !IndexLock::is_held(layout.lock_file())) {
        if (attempt > 2) throw_as_error(error, layout.directory());
      }
    } catch (const Xapian::Error& error) {
      throw_as_error(error, layout.directory());
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(10 << attempt));
  }
}

}  // namespace byline

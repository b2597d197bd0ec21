#include "searcher/open_archive.hpp"

namespace byline {
namespace {

/// What an archive keeps of each search, the forms of its words above all, must not grow for ever.
constexpr std::size_t kSearchesOfOne = 1000;

}  // namespace

void OpenArchive::read(const std::function<void(Archive&)>& search) {
  retry_while_changing(layout_, [&] {
    try {
      search(current());
    } catch (...) {
      close();
      throw;
    }
  });
}

Archive& OpenArchive::current() {
  if (reader_ && !reader_->is_current()) close();
  if (!reader_) reader_.emplace(layout_);
  if (!archive_ || searches_ == kSearchesOfOne) {
    archive_.emplace(*reader_);
    searches_ = 0;
  }
  ++searches_;
  return *archive_;
}

void OpenArchive::close() {
  archive_.reset();
  reader_.reset();
}

}  // namespace byline

#include "indexer/article_sequence.hpp"

#include <iterator>
#include <utility>

namespace byline {
namespace {

constexpr std::size_t kMaxOmissionsAtOnce = 20;

}  // namespace

void ArticleSequence::put(Article&& article) {
  send_waiting();
  waiting_ = std::move(article);
  attach();
}

void ArticleSequence::reject(std::size_t line, std::string reason) {
  send_waiting();
  sink_(Rejection{line, std::move(reason)});
}

void ArticleSequence::omit(Omission omission) {
  if (omissions_.size() < kMaxOmissionsAtOnce) {
    omissions_.push_back(std::move(omission));
  } else {
    ++more_omissions_;
  }
}

void ArticleSequence::note(std::string note) { notes_.push_back(std::move(note)); }

void ArticleSequence::finish() {
  if (waiting_) attach();
  send_waiting();
}

void ArticleSequence::attach() {
  for (std::string& note : std::exchange(notes_, {})) waiting_->notes.push_back(std::move(note));
  for (Omission& omission : std::exchange(omissions_, {})) waiting_->omissions.push_back(std::move(omission));
  if (const std::size_t more = std::exchange(more_omissions_, 0); more > 0) {
    waiting_->omissions.push_back({std::to_string(more) + " more records", 0, {}});
  }
}

void ArticleSequence::send_waiting() {
  if (!waiting_) return;
  sink_(std::move(*waiting_));
  waiting_.reset();
}

}  // namespace byline

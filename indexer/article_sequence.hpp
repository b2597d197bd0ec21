#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "indexer/reader.hpp"

namespace byline {

/// The articles of a file of many, on their way to the sink. What is left out between them, and what is found out of
/// the file as a whole, is said with the article next to it, as there is no other place for it: each article waits
/// until the next one is there. Whoever fills it calls `finish` at the end.
class ArticleSequence {
 public:
  explicit ArticleSequence(const OutcomeSink& sink) : sink_(sink) {}

  void put(Article&& article);
  void reject(std::size_t line, std::string reason);
  /// A record that is no article; said with the next one, or with the last. Beyond a few they are only counted.
  void omit(Omission omission);
  /// Something true of the whole file; said with the first article that comes, or with the last.
  void note(std::string note);

  void finish();

 private:
  void send_waiting();
  void attach();

  const OutcomeSink& sink_;
  std::optional<Article> waiting_;
  std::vector<Omission> omissions_;
  std::size_t more_omissions_ = 0;
  std::vector<std::string> notes_;
};

}  // namespace byline

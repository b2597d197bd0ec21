#pragma once

#include <cstddef>
#include <vector>

#include <xapian.h>

namespace byline {

/// How long articles are, in words. Xapian has all lengths in one list, which it reads from a block's beginning up to
/// the article that is asked about. Who asks but a few times had better do so; after as many look-ups as there are
/// articles the whole list is read, once, and kept: 4 bytes an article.
class ArticleLengths {
 public:
  /// `articles` must outlive this, and stay at the state it is in.
  explicit ArticleLengths(const Xapian::Database& articles);

  /// REQUIRES: there is such an article.
  [[nodiscard]] Xapian::termcount of(Xapian::docid document) {
    return document < lengths_.size() ? lengths_[document] : look_up(document);
  }

 private:
  [[nodiscard]] Xapian::termcount look_up(Xapian::docid document);
  void read_all();

  const Xapian::Database& articles_;
  std::size_t look_ups_left_;
  std::vector<Xapian::termcount> lengths_;  ///< by docid; empty until they are read
};

}  // namespace byline

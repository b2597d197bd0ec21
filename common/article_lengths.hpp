#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include <xapian.h>

namespace byline {

/// How long articles are, in words. Xapian has all lengths in one list, which it reads from a block's beginning up to
/// the article that is asked about. Who asks but a few times had better do so; after as many look-ups as there are
/// articles the whole list is read, once, and kept: 4 bytes an article. The same of titles.
class ArticleLengths {
 public:
  /// `articles` must outlive this, and stay at the state it is in.
  explicit ArticleLengths(const Xapian::Database& articles);

  /// In title and body. REQUIRES: there is such an article.
  [[nodiscard]] Xapian::termcount of(Xapian::docid document) {
    return document < lengths_.size() ? lengths_[document] : look_up(document);
  }

  /// Of the article's title (slot kTitleWords), 1 where it has none; nothing as long as they had better be looked up
  /// one by one, which is then up to the caller.
  [[nodiscard]] std::optional<unsigned> of_title(Xapian::docid document);

 private:
  [[nodiscard]] Xapian::termcount look_up(Xapian::docid document);
  void read_all();
  void read_all_titles();
  /// Whether numbers are dense enough for a list by docid.
  [[nodiscard]] bool can_keep() const;

  const Xapian::Database& articles_;
  std::size_t look_ups_left_;               ///< until all lengths are read
  std::size_t title_look_ups_left_;         ///< the same of titles
  std::vector<Xapian::termcount> lengths_;  ///< by docid; empty until they are read
  std::vector<unsigned> title_words_;       ///< the same of titles
};

}  // namespace byline

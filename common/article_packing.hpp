#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <xapian.h>

#include "common/article.hpp"

namespace byline {

/// The bytes that the articles of an index have in common, with what is computed from them once: an article is short,
/// and compressed by itself it takes a third more. Thread-safe.
class PackingDictionary {
 public:
  /// A dictionary in the format of Zstandard (RFC 8878, section 5). Throws Error (IndexDamaged) for other bytes.
  explicit PackingDictionary(std::string bytes);
  ~PackingDictionary();
  PackingDictionary(const PackingDictionary&) = delete;
  PackingDictionary& operator=(const PackingDictionary&) = delete;

  [[nodiscard]] const std::string& bytes() const { return bytes_; }

 private:
  friend class ArticlePacker;
  struct Prepared;

  std::string bytes_;
  std::unique_ptr<Prepared> prepared_;
};

/// The document data of an article as it goes into articles/. Its first byte says how it is packed:
///
///   1   `serialise`d (stored_article.hpp), as it is: Xapian deflates it
///   2   a frame of Zstandard follows, of the same, compressed with the index's dictionary (kMetaDictionary)
struct PackedArticle {
  std::string data;
  bool is_compressed = false;  ///< so that it would be deflated in vain
};

/// Article -> document data. For one thread.
class ArticlePacker {
 public:
  /// Without a dictionary articles stay as they are.
  explicit ArticlePacker(std::shared_ptr<const PackingDictionary> dictionary = nullptr);
  ~ArticlePacker();
  ArticlePacker(ArticlePacker&&) noexcept;
  ArticlePacker& operator=(ArticlePacker&&) noexcept;

  PackedArticle pack(const Article& article);

 private:
  struct Context;

  std::shared_ptr<const PackingDictionary> dictionary_;
  std::unique_ptr<Context> context_;
};

/// Document data -> article. For one thread; it keeps its room.
class ArticleUnpacker {
 public:
  /// Of an index's articles/: their dictionary is read when the first article needs it.
  explicit ArticleUnpacker(Xapian::Database articles);
  ~ArticleUnpacker();
  ArticleUnpacker(ArticleUnpacker&&) noexcept;
  ArticleUnpacker& operator=(ArticleUnpacker&&) noexcept;

  /// Throws Error (IndexDamaged) for data that `pack` did not make, or not with this dictionary; Xapian's exceptions
  /// pass through. What the data says of its size is believed only as far as its bytes can reach.
  Article unpack(std::string_view data);

 private:
  struct Context;

  [[nodiscard]] std::string_view inflate(std::string_view frame);

  Xapian::Database articles_;
  std::unique_ptr<Context> context_;  // null until it is needed
};

}  // namespace byline

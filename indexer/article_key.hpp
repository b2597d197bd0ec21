#pragma once

#include <string>

#include "common/article.hpp"

namespace byline {

/// What identifies an article in an index.
struct ArticleKey {
  std::string uid;           ///< 16 bytes, article_uid() of its path and record key
  std::string content_hash;  ///< 16 bytes: of the article as read; equal means nothing to rewrite
};

/// The key of an article as its reader made it. A record of a file of many (`is_record`) is told apart by its id, else
/// its URL, else its content. The content hash does not depend on where in its file a record stands.
ArticleKey key_of(const Article& article, bool is_record);

}  // namespace byline

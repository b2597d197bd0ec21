#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <xapian.h>

#include "common/article.hpp"
#include "common/article_packing.hpp"
#include "common/file_record.hpp"

namespace byline {

/// What `articles/` says of itself, for the indexer's decisions. `database` may also be one without any shard: then it
/// is an empty index. Xapian's exceptions pass through.

/// The document of the article with this uid, or 0.
Xapian::docid find_article(const Xapian::Database& database, const std::string& uid);

/// The content hash of the article with this uid; nothing when there is no such article.
std::optional<std::string> content_hash(const Xapian::Database& database, const std::string& uid);

/// The uids of the articles of one file, those of all members for a container.
std::vector<std::string> uids_of_file(const Xapian::Database& database, const std::string& path);

/// The same with the path of each article.
struct PlacedArticle {
  std::string uid;
  std::string path;
};
std::vector<PlacedArticle> articles_of_file(const Xapian::Database& database, const std::string& path);

/// All file records by path.
std::map<std::string, FileRecord> file_records(const Xapian::Database& database);

/// An article as the index keeps it.
struct StoredEntry {
  Article article;
  std::string uid;
  std::string content_hash;
  bool assumed_language = false;
};
StoredEntry stored_entry(const Xapian::Document& document, ArticleUnpacker& unpacker);

/// Calls `visit` for every article, in the order of the documents. `term` limits it to documents that have it; the
/// empty term is in all. The database may be changed by `visit`.
void for_each_article(const Xapian::Database& database, const std::string& term,
                      const std::function<void(StoredEntry&&)>& visit);

/// The language most articles state or were found to be in; of equals the first by code; nothing when none does.
std::optional<std::string> commonest_language(const Xapian::Database& database);

}  // namespace byline

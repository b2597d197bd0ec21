#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "common/article.hpp"
#include "indexer/reader.hpp"

namespace byline {

/// Text of a feed and where it was found.
struct FeedText {
  std::string text;
  bool is_html = false;
  std::size_t line = 0;  ///< of the source where the text begins; 0 when its lines are not the source's
  std::string origin;    ///< for `inspect`: "content:encoded"

  [[nodiscard]] bool empty() const { return text.empty(); }
};

/// What a feed says of all its entries.
struct FeedChannel {
  std::string title;
  std::string language;
  std::string base;                  ///< what relative addresses in it are relative to
  std::vector<std::string> authors;  ///< who wrote the entries that name nobody
};

/// An entry of a feed, whichever of the feeds' languages it is written in.
struct FeedEntry {
  std::size_t line = 0;
  std::string id;
  std::string url;
  std::string language;
  std::string source;  ///< the feed an aggregator took it from
  FeedText title;
  FeedText content;
  FeedText summary;
  std::string published, published_origin;
  std::string updated, updated_origin;
  std::vector<std::string> authors;  ///< as written; each may name several
  std::string authors_origin;
  std::vector<Contributor> contributors;
  std::vector<std::string> categories;
  std::vector<std::string> tags;
  std::vector<std::pair<std::string, std::string>> metadata;  ///< kept, but not understood
  std::vector<Omission> omissions;
};

/// The entry as an article, or why it is none.
std::variant<Article, Rejection> article_of(FeedEntry&& entry, const FeedChannel& channel, const Source& source,
                                            const ReadOptions& options);

/// Keeps `text` when there is none yet.
void set_once(std::string& field, std::string text);

}  // namespace byline

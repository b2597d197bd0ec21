#include "indexer/article_key.hpp"

#include "common/schema.hpp"
#include "common/stored_article.hpp"

namespace byline {

ArticleKey key_of(const Article& article, bool is_record) {
  ArticleKey key;
  key.content_hash = hash128(serialise_wherever_it_stands(article));
  std::string record_key;
  if (is_record) record_key = !article.id.empty() ? article.id : !article.url.empty() ? article.url : key.content_hash;
  key.uid = article_uid(place_key(article.path, article.container), record_key);
  return key;
}

}  // namespace byline

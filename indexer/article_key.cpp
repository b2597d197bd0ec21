#include "indexer/article_key.hpp"

#include "common/schema.hpp"
#include "common/stored_article.hpp"

namespace byline {
namespace {

void make_relative(std::size_t& line, std::size_t first) {
  if (line != 0) line -= first - 1;
}

std::string content_hash_of(Article article) {
  const std::size_t first = article.line;
  make_relative(article.line, first);
  for (Section& section : article.sections) {
    for (Block& block : section.blocks) make_relative(block.line, first);
  }
  for (Aside& aside : article.asides) make_relative(aside.line, first);
  return hash128(serialise(article));
}

}  // namespace

ArticleKey key_of(const Article& article, bool is_record) {
  ArticleKey key;
  key.content_hash = content_hash_of(article);
  std::string record_key;
  if (is_record) record_key = !article.id.empty() ? article.id : !article.url.empty() ? article.url : key.content_hash;
  key.uid = article_uid(place_key(article.path, article.container), record_key);
  return key;
}

}  // namespace byline

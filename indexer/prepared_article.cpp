#include "indexer/prepared_article.hpp"

#include "indexer/language_detector.hpp"

namespace byline {

PreparedArticle prepare(Article&& article, ArticleKey&& key, const std::string& main_language) {
  if (article.language.empty()) article.language = detect_language(article);
  const bool assumed = article.language.empty();
  return prepare_known(std::move(article), std::move(key), assumed, main_language);
}

PreparedArticle prepare_known(Article&& article, ArticleKey&& key, bool assumed, const std::string& main_language) {
  PreparedArticle prepared;
  prepared.analysed_as = assumed ? main_language : article.language;
  prepared.assumed = assumed;
  prepared.names = named_sections(article);
  prepared.text_bytes = text_bytes_of(article);
  prepared.article = std::move(article);
  prepared.key = std::move(key);
  return prepared;
}

std::size_t text_bytes_of(const Article& article) {
  std::size_t bytes = article.title.size();
  for (const Section& section : article.sections) bytes += section.text.size();
  return bytes;
}

}  // namespace byline

#include "common/article_lengths.hpp"

#include <utility>

namespace byline {
namespace {

/// Numbers of articles that are gone stay unused; with more of them the list would be mostly holes.
constexpr std::size_t kMostNumbersPerArticle = 8;

}  // namespace

ArticleLengths::ArticleLengths(const Xapian::Database& articles)
    : articles_(articles), look_ups_left_(articles.get_doccount()) {}

Xapian::termcount ArticleLengths::look_up(Xapian::docid document) {
  if (look_ups_left_ > 0 && --look_ups_left_ == 0) read_all();
  return articles_.get_doclength(document);
}

void ArticleLengths::read_all() {
  const std::size_t last = articles_.get_lastdocid();
  if (last / kMostNumbersPerArticle > articles_.get_doccount()) return;
  std::vector<Xapian::termcount> lengths(last + 1);
  const auto end = articles_.postlist_end({});
  for (auto article = articles_.postlist_begin({}); article != end; ++article) {
    lengths[*article] = article.get_doclength();
  }
  lengths_ = std::move(lengths);
}

}  // namespace byline

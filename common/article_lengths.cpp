#include "common/article_lengths.hpp"

#include <algorithm>
#include <utility>

#include "common/schema.hpp"

namespace byline {
namespace {

/// Numbers of articles that are gone stay unused; with more of them the list would be mostly holes.
constexpr std::size_t kMostNumbersPerArticle = 8;

}  // namespace

ArticleLengths::ArticleLengths(const Xapian::Database& articles)
    : articles_(articles), look_ups_left_(articles.get_doccount()), title_look_ups_left_(look_ups_left_) {}

Xapian::termcount ArticleLengths::look_up(Xapian::docid document) {
  if (look_ups_left_ > 0 && --look_ups_left_ == 0) read_all();
  return articles_.get_doclength(document);
}

bool ArticleLengths::can_keep() const {
  return articles_.get_lastdocid() / kMostNumbersPerArticle <= articles_.get_doccount();
}

void ArticleLengths::read_all() {
  if (!can_keep()) return;
  std::vector<Xapian::termcount> lengths(std::size_t{articles_.get_lastdocid()} + 1);
  const auto end = articles_.postlist_end({});
  for (auto article = articles_.postlist_begin({}); article != end; ++article) {
    lengths[*article] = article.get_doclength();
  }
  lengths_ = std::move(lengths);
}

std::optional<unsigned> ArticleLengths::of_title(Xapian::docid document) {
  if (document < title_words_.size()) return title_words_[document];
  if (title_look_ups_left_ > 0 && --title_look_ups_left_ == 0) read_all_titles();
  return std::nullopt;
}

void ArticleLengths::read_all_titles() {
  if (!can_keep()) return;
  std::vector<unsigned> words(std::size_t{articles_.get_lastdocid()} + 1, 1);
  const auto end = articles_.valuestream_end(slot::kTitleWords);
  for (auto title = articles_.valuestream_begin(slot::kTitleWords); title != end; ++title) {
    words[title.get_docid()] = std::max(1u, read_title_words(*title));
  }
  title_words_ = std::move(words);
}

}  // namespace byline

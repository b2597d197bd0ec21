#include "searcher/title_match.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <utility>

#include "common/schema.hpp"

namespace byline {
namespace {

/// Chosen on several collections and on searches for headlines at once: docs/ranking.md.
constexpr double kTitleMatchWeight = 1.5;

/// Each term is a list of postings that is read side by side with the others. Headlines have far fewer words; a query
/// with more has little of itself in any title.
constexpr std::size_t kMaxTerms = 100;

constexpr int kStepsBeforeSkip = 8;

using Word = TitleWord;

/// No article has so high a number.
constexpr Xapian::docid kNone = std::numeric_limits<Xapian::docid>::max();

/// The articles whose title has a word of the query, for Xapian to go through.
class TitleSource : public Xapian::PostingSource {
 public:
  explicit TitleSource(std::vector<Word> words) : words_(std::move(words)) {}

  [[nodiscard]] Xapian::doccount get_termfreq_min() const override { return 0; }
  [[nodiscard]] Xapian::doccount get_termfreq_est() const override { return articles_ / 2; }
  [[nodiscard]] Xapian::doccount get_termfreq_max() const override { return articles_; }

  void init(const Xapian::Database& database) override {
    articles_ = database.get_doccount();
    titles_.emplace(words_, database, nullptr);
    article_ = 0;
    set_maxweight(titles_->most());
  }

  void next(double) override { article_ = titles_->first_from(article_ + 1); }
  void skip_to(Xapian::docid article, double) override { article_ = titles_->first_from(article); }
  [[nodiscard]] bool at_end() const override { return article_ == kNone; }
  [[nodiscard]] Xapian::docid get_docid() const override { return article_; }
  [[nodiscard]] double get_weight() const override { return titles_->weight(); }

 private:
  std::vector<Word> words_;
  mutable std::optional<MatchingTitles> titles_;
  Xapian::doccount articles_ = 0;
  Xapian::docid article_ = 0;
};

/// The words of a query, each once, with the weight that the query gives it.
class WordCollector {
 public:
  void collect(const MatchNode& node) {
    if (node.kind == MatchNode::Kind::Not) return;
    if (node.kind == MatchNode::Kind::Text) {
      for (const WordSet& set : node.text.words) add(set, node.weight);
    }
    for (const MatchNode& child : node.children) collect(child);
  }

  [[nodiscard]] std::size_t terms() const { return terms_; }

  [[nodiscard]] std::vector<Word> weighed(double all, const TitleMatch::TermFrequency& frequency) const {
    std::vector<Word> words;
    for (const auto& [stems, weight] : found_) {
      double with = 0;
      Word word;
      for (const std::string& stem : stems) {
        with += frequency(std::string(prefix::kStem).append(stem));
        word.terms.push_back(std::string(prefix::kTitleStem).append(stem));
      }
      word.weight = weight * std::log2((all + 1) / (std::min(with, all) + 0.5));
      words.push_back(std::move(word));
    }
    return words;
  }

 private:
  /// What the best articles of a first search say (WordOrigin::Feedback) is not what the reader typed; and a query may
  /// be a mere condition, whose words weigh nothing.
  void add(const WordSet& set, double weight) {
    if (set.origin == WordOrigin::Feedback || weight == 0) return;
    std::vector<std::string> stems = set.stems;
    for (const ForeignStem& foreign : set.foreign_stems) stems.push_back(foreign.stem);
    std::sort(stems.begin(), stems.end());
    stems.erase(std::unique(stems.begin(), stems.end()), stems.end());
    if (stems.empty()) return;
    const std::size_t count = stems.size();
    const auto [known, is_new] = found_.try_emplace(std::move(stems), weight);
    if (is_new) {
      terms_ += count;
    } else {
      known->second = std::max(known->second, weight);
    }
  }

  std::map<std::vector<std::string>, double> found_;  ///< stems -> weight
  std::size_t terms_ = 0;
};

}  // namespace

MatchingTitles::MatchingTitles(const std::vector<Word>& words, const Xapian::Database& articles,
                               ArticleLengths* lengths)
    : words_(words), articles_(articles), known_lengths_(lengths) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    total_ += words[i].weight;
    for (const std::string& term : words[i].terms) {
      Cursor cursor{articles.postlist_begin(term), i, 0};
      cursor.settle();
      if (cursor.article != kNone) cursors_.push_back(std::move(cursor));
    }
  }
}

/// Titles have few words, so the next article is often near; to skip takes as long as ten steps.
void MatchingTitles::Cursor::move_to(Xapian::docid from) {
  for (int step = 0; article < from && step < kStepsBeforeSkip; ++step) {
    ++at;
    settle();
  }
  if (article >= from) return;
  at.skip_to(from);
  settle();
}

void MatchingTitles::Cursor::settle() { article = at == Xapian::PostingIterator() ? kNone : *at; }

Xapian::docid MatchingTitles::first_from(Xapian::docid article) {
  article_ = kNone;
  for (Cursor& cursor : cursors_) {
    cursor.move_to(article);
    article_ = std::min(article_, cursor.article);
  }
  return article_;
}

double MatchingTitles::most() const { return kTitleMatchWeight * total_; }

MatchingTitles::Found MatchingTitles::found() const {
  Found found;
  for (std::size_t i = 0; i < cursors_.size();) {
    const std::size_t word = cursors_[i].word;
    bool has_word = false;
    for (; i < cursors_.size() && cursors_[i].word == word; ++i) {
      has_word = has_word || cursors_[i].article == article_;
    }
    if (!has_word) continue;
    found.weight += words_[word].weight;
    ++found.words;
  }
  return found;
}

double MatchingTitles::most_here() const {
  const double weight = found().weight;
  return kTitleMatchWeight * weight * (weight / total_);
}

double MatchingTitles::weight() {
  const Found here = found();
  const double share = std::min(1.0, static_cast<double>(here.words) / title_words());
  return kTitleMatchWeight * here.weight * (here.weight / total_) * share;
}

double MatchingTitles::title_words() {
  const auto known = known_lengths_ == nullptr ? std::nullopt : known_lengths_->of_title(article_);
  if (known) return *known;
  if (!has_lengths_) lengths_ = articles_.valuestream_begin(slot::kTitleWords);
  has_lengths_ = true;
  const Xapian::ValueIterator end;
  if (lengths_ != end && lengths_.get_docid() < article_) lengths_.skip_to(article_);
  if (lengths_ == end || lengths_.get_docid() != article_) return 1;
  return std::max(1u, read_title_words(*lengths_));
}

TitleMatch::TitleMatch(const MatchNode& root, const Xapian::Database& articles)
    : TitleMatch(root, articles, [&](const std::string& term) { return articles.get_termfreq(term); }) {}

TitleMatch::TitleMatch(const MatchNode& root, const Xapian::Database& articles, const TermFrequency& frequency)
    : articles_(articles) {
  WordCollector collector;
  collector.collect(root);
  if (collector.terms() <= kMaxTerms) words_ = collector.weighed(articles.get_doccount(), frequency);
}

Xapian::Query TitleMatch::added_to(const Xapian::Query& query) const {
  if (words_.empty()) return query;
  return Xapian::Query(Xapian::Query::OP_AND_MAYBE, query, Xapian::Query((new TitleSource(words_))->release()));
}

double TitleMatch::weight_of(Xapian::docid article) const {
  if (words_.empty()) return 0;
  MatchingTitles titles(words_, articles_, nullptr);
  return titles.first_from(article) == article ? titles.weight() : 0;
}

}  // namespace byline

#include "searcher/title_match.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "common/schema.hpp"

namespace byline {
namespace {

/// Chosen on several collections and on searches for headlines at once: docs/ranking.md.
constexpr double kTitleMatchWeight = 1.5;

/// Each term is a list of postings that is read side by side with the others. Headlines have far fewer words; a query
/// with more has little of itself in any title.
constexpr std::size_t kMaxTerms = 100;

using Word = TitleMatch::Word;

/// The articles with one term in their title.
struct Cursor {
  Xapian::PostingIterator at;
  Xapian::PostingIterator end;
  std::size_t word = 0;  ///< which word of the query the term stands for

  [[nodiscard]] bool is_at(Xapian::docid article) const { return at != end && *at == article; }
};

/// The articles whose title has a word of the query, ascending, with what that is worth.
class TitleSource : public Xapian::PostingSource {
 public:
  explicit TitleSource(std::vector<Word> words) : words_(std::move(words)) {
    for (const Word& word : words_) total_ += word.weight;
  }

  [[nodiscard]] Xapian::doccount get_termfreq_min() const override { return 0; }
  [[nodiscard]] Xapian::doccount get_termfreq_est() const override { return articles_ / 2; }
  [[nodiscard]] Xapian::doccount get_termfreq_max() const override { return articles_; }

  void init(const Xapian::Database& database) override {
    articles_ = database.get_doccount();
    lengths_ = database.valuestream_begin(slot::kTitleWords);
    lengths_end_ = database.valuestream_end(slot::kTitleWords);
    cursors_.clear();
    for (std::size_t i = 0; i < words_.size(); ++i) {
      for (const std::string& term : words_[i].terms)
        cursors_.push_back({database.postlist_begin(term), database.postlist_end(term), i});
    }
    article_ = 0;
    set_maxweight(kTitleMatchWeight * total_);
  }

  void next(double) override {
    if (article_ == 0) return settle();
    for (Cursor& cursor : cursors_) {
      if (cursor.is_at(article_)) ++cursor.at;
    }
    settle();
  }

  void skip_to(Xapian::docid article, double) override {
    for (Cursor& cursor : cursors_) {
      if (cursor.at != cursor.end && *cursor.at < article) cursor.at.skip_to(article);
    }
    settle();
  }

  [[nodiscard]] bool at_end() const override { return at_end_; }
  [[nodiscard]] Xapian::docid get_docid() const override { return article_; }

  [[nodiscard]] double get_weight() const override {
    double found = 0;
    std::size_t words = 0;
    for (std::size_t i = 0; i < cursors_.size();) {
      const std::size_t word = cursors_[i].word;
      bool has_word = false;
      for (; i < cursors_.size() && cursors_[i].word == word; ++i) has_word = has_word || cursors_[i].is_at(article_);
      if (!has_word) continue;
      found += words_[word].weight;
      ++words;
    }
    const double share = std::min(1.0, static_cast<double>(words) / title_words());
    return kTitleMatchWeight * found * (found / total_) * share;
  }

 private:
  /// Goes to the first article that a cursor stands at.
  void settle() {
    at_end_ = true;
    for (const Cursor& cursor : cursors_) {
      if (cursor.at == cursor.end || (!at_end_ && *cursor.at >= article_)) continue;
      article_ = *cursor.at;
      at_end_ = false;
    }
  }

  [[nodiscard]] double title_words() const {
    if (lengths_ != lengths_end_ && lengths_.get_docid() < article_) lengths_.skip_to(article_);
    if (lengths_ == lengths_end_ || lengths_.get_docid() != article_) return 1;
    return std::max(1u, read_title_words(*lengths_));
  }

  std::vector<Word> words_;
  double total_ = 0;  ///< weight of all the words
  std::vector<Cursor> cursors_;
  mutable Xapian::ValueIterator lengths_;
  Xapian::ValueIterator lengths_end_;
  Xapian::doccount articles_ = 0;
  Xapian::docid article_ = 0;
  bool at_end_ = false;
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

  [[nodiscard]] std::vector<Word> weighed(const Xapian::Database& articles) const {
    std::vector<Word> words;
    for (const auto& [stems, weight] : found_) {
      const double all = articles.get_doccount();
      double with = 0;
      Word word;
      for (const std::string& stem : stems) {
        with += articles.get_termfreq(std::string(prefix::kStem).append(stem));
        word.terms.push_back(std::string(prefix::kTitleStem).append(stem));
      }
      word.weight = weight * std::log2((all + 1) / (std::min(with, all) + 0.5));
      words.push_back(std::move(word));
    }
    return words;
  }

 private:
  /// What the best articles of a first search say (WordOrigin::Feedback) is not what the reader typed.
  void add(const WordSet& set, double weight) {
    if (set.origin == WordOrigin::Feedback) return;
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

TitleMatch::TitleMatch(const MatchNode& root, const Xapian::Database& articles) : articles_(articles) {
  WordCollector collector;
  collector.collect(root);
  if (collector.terms() <= kMaxTerms) words_ = collector.weighed(articles);
}

Xapian::Query TitleMatch::added_to(const Xapian::Query& query) const {
  if (words_.empty()) return query;
  return Xapian::Query(Xapian::Query::OP_AND_MAYBE, query, Xapian::Query((new TitleSource(words_))->release()));
}

double TitleMatch::weight_of(Xapian::docid article) const {
  if (words_.empty()) return 0;
  TitleSource source(words_);
  source.init(articles_);
  source.skip_to(article, 0);
  return !source.at_end() && source.get_docid() == article ? source.get_weight() : 0;
}

}  // namespace byline

#include "searcher/word_match.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>

#include "common/schema.hpp"
#include "searcher/xapian_queries.hpp"

namespace byline {
namespace {

/// Lists of postings are merged one after the other; Xapian's matcher does better with more.
constexpr std::size_t kMaxWords = 8;
/// Of all the words together; 30 MB.
constexpr std::size_t kMaxPostings = 1u << 21;

/// A bound is the same sum as a score; this is far more than what rounding can make of it.
constexpr double kRoundingMargin = 1 + 1e-9;

/// What one word adds at most to any article that has it so often.
class WordBounds {
 public:
  /// `normalisation`: that of the shortest article.
  WordBounds(const BurstScore& score, double normalisation) : score_(score), normalisation_(normalisation) {
    for (std::size_t times = 1; times < kKept; ++times) kept_[times] = bound(static_cast<Xapian::termcount>(times));
  }

  [[nodiscard]] double of(Xapian::termcount times) const { return times < kKept ? kept_[times] : bound(times); }

 private:
  static constexpr std::size_t kKept = 16;

  [[nodiscard]] double bound(Xapian::termcount times) const { return score_.of_normalised(times, normalisation_); }

  BurstScore score_;
  double normalisation_;
  std::array<double, kKept> kept_{};  // by times; 0: does not have it
};

/// The order in which Xapian adds the parts of an OR: it builds a tree as Huffman's code has it, and adds at each node.
class SumOrder {
 public:
  SumOrder(const std::vector<Xapian::doccount>& frequencies, double articles) {
    struct Part {
      Xapian::doccount frequency;
      std::size_t place;
    };
    // Xapian's own calls, for what is equal comes out in their order.
    const auto rarer_first = [](const Part& a, const Part& b) { return a.frequency > b.frequency; };
    std::vector<Part> parts;
    for (std::size_t i = 0; i < frequencies.size(); ++i) parts.push_back({frequencies[i], i});
    std::make_heap(parts.begin(), parts.end(), rarer_first);
    while (parts.size() > 1) {
      const Part right = parts.front();
      std::pop_heap(parts.begin(), parts.end(), rarer_first);
      parts.pop_back();
      const Part left = parts.front();
      steps_.emplace_back(left.place, right.place);
      std::pop_heap(parts.begin(), parts.end(), rarer_first);
      const double l = left.frequency;
      const double r = right.frequency;
      parts.back() = {static_cast<Xapian::doccount>(l + r - (l * r / articles) + 0.5), left.place};
      std::push_heap(parts.begin(), parts.end(), rarer_first);
      root_ = left.place;
    }
  }

  /// Overwrites them.
  [[nodiscard]] double sum(std::vector<double>& parts) const {
    for (const auto& [left, right] : steps_) parts[left] += parts[right];
    return parts[root_];
  }

 private:
  std::vector<std::pair<std::size_t, std::size_t>> steps_;  ///< the second is added to the first
  std::size_t root_ = 0;
};

/// Whether it ranks by one stem.
bool has_one_stem(const WordSet& set) {
  return set.stems.size() == 1 && set.foreign_stems.empty() && set.tiers.empty();
}

bool is_plain_word(const MatchNode& node) {
  if (node.kind != MatchNode::Kind::Text || node.text.kind != TextCondition::Kind::Word) return false;
  const WordSet& set = node.text.words.front();
  return set.by_stem && has_one_stem(set) && node.weight > 0;
}

/// Words side by side or near one another, that rank by one stem each.
bool is_plain_phrase(const MatchNode& node) {
  return node.kind == MatchNode::Kind::Text && node.text.kind != TextCondition::Kind::Word && node.weight > 0 &&
         node.text.words.size() <= kMaxWords &&
         std::all_of(node.text.words.begin(), node.text.words.end(), has_one_stem);
}

/// The term that a word ranks by.
std::string stem_term(const TextCondition& text, const WordSet& word) {
  const std::string_view prefix = text.in_title ? prefix::kTitleStem : prefix::kStem;
  return std::string(prefix).append(word.stems.front());
}

bool is_list_of_words(const MatchNode& root) {
  const bool is_list = root.kind == MatchNode::Kind::And || (root.kind == MatchNode::Kind::Or && !root.counts_once);
  return is_list && root.children.size() <= kMaxWords &&
         std::all_of(root.children.begin(), root.children.end(), is_plain_word);
}

}  // namespace

/// Scores articles in ascending order.
class WordMatch::Scorer {
 public:
  Scorer(const WordMatch& match, const TitleMatch& title, ArticleLengths& lengths)
      : match_(match),
        lengths_(lengths),
        titles_(title.words(), match.articles_, &lengths),
        order_(frequencies(match.words_), all(match)) {
    const double mean_length = static_cast<double>(match.articles_.get_total_length()) / all(match);
    for (const Word& word : match.words_) {
      scores_.push_back(BurstScore({all(match), mean_length, word.frequency, word.occurrences, word.factor}));
    }
    const double most = scores_.front().normalisation(match.articles_.get_doclength_lower_bound());
    for (const BurstScore& score : scores_) bounds_.emplace_back(score, most);
    parts_.resize(scores_.size());
  }

  /// No less than what `of` would say; takes no look at the article.
  [[nodiscard]] double bound(std::size_t row) {
    const Xapian::docid document = match_.documents_[row];
    if (title_ < document) title_ = titles_.first_from(document);
    const Xapian::termcount* counts = counts_of(row);
    double most = title_ == document ? titles_.most_here() : 0;
    for (std::size_t i = 0; i < bounds_.size(); ++i) most += bounds_[i].of(counts[i]);
    return most * kRoundingMargin;
  }

  /// REQUIRES: `bound` was asked for this row last.
  [[nodiscard]] double of(std::size_t row) {
    const Xapian::docid document = match_.documents_[row];
    const double normalisation = scores_.front().normalisation(lengths_.of(document));
    const Xapian::termcount* counts = counts_of(row);
    for (std::size_t i = 0; i < scores_.size(); ++i) {
      parts_[i] = counts[i] == 0 ? 0 : scores_[i].of_normalised(counts[i], normalisation);
    }
    const double sum = match_.all_words_ ? std::accumulate(parts_.begin(), parts_.end(), 0.0) : order_.sum(parts_);
    return title_ == document ? sum + titles_.weight() : sum;
  }

 private:
  static double all(const WordMatch& match) { return match.articles_.get_doccount(); }

  static std::vector<Xapian::doccount> frequencies(const std::vector<Word>& words) {
    std::vector<Xapian::doccount> found;
    for (const Word& word : words) found.push_back(word.frequency);
    return found;
  }

  [[nodiscard]] const Xapian::termcount* counts_of(std::size_t row) const {
    return &match_.counts_[row * match_.words_.size()];
  }

  const WordMatch& match_;
  ArticleLengths& lengths_;
  MatchingTitles titles_;
  Xapian::docid title_ = 0;  ///< where they are
  SumOrder order_;
  std::vector<BurstScore> scores_;
  std::vector<WordBounds> bounds_;
  std::vector<double> parts_;
};

std::optional<WordMatch> WordMatch::find(const MatchNode& root, Archive& archive) {
  return is_plain_phrase(root) ? find_phrase(root, archive) : find_words(root, archive);
}

std::optional<WordMatch> WordMatch::find_words(const MatchNode& root, Archive& archive) {
  std::vector<Word> words = plain_words(root, archive);
  if (words.empty()) return std::nullopt;
  WordMatch match(std::move(words), archive.articles());
  match.all_words_ = root.kind == MatchNode::Kind::And;
  if (match.all_words_) {
    std::stable_sort(match.words_.begin(), match.words_.end(),
                     [](const Word& a, const Word& b) { return a.frequency < b.frequency; });
  }
  if (!match.can_keep_order()) return std::nullopt;
  if (match.all_words_) {
    match.find_all();
  } else {
    match.find_any();
  }
  return match;
}

/// Positions say which articles have it, and Xapian reads those: every list of positions that its interface hands out
/// costs two blocks, which its matcher keeps from one article to the next. The stems rank what was found.
std::optional<WordMatch> WordMatch::find_phrase(const MatchNode& phrase, Archive& archive) {
  std::vector<Word> words;
  for (const WordSet& word : phrase.text.words) {
    words.push_back(open(stem_term(phrase.text, word), phrase.weight, archive));
    if (words.back().frequency == 0) return std::nullopt;
  }
  WordMatch match(std::move(words), archive.articles());
  if (!match.can_hold_all()) return std::nullopt;
  match.documents_ = matching_documents(positional_query(phrase.text), archive.articles());
  match.count_words();
  return match;
}

/// One after the other: Xapian then reads the blocks in which the term is but once.
WordMatch::Word WordMatch::open(std::string term, double factor, Archive& archive) {
  Word word{std::move(term), factor, 0, 0, {}};
  word.frequency = archive.frequency(word.term);
  if (word.frequency == 0) return word;
  word.occurrences = archive.articles().get_collection_freq(word.term);
  word.postings = archive.articles().postlist_begin(word.term);
  return word;
}

/// None where the query is more than that, or has a word that no article has.
std::vector<WordMatch::Word> WordMatch::plain_words(const MatchNode& root, Archive& archive) {
  std::vector<const MatchNode*> nodes;
  if (is_plain_word(root)) {
    nodes.push_back(&root);
  } else if (is_list_of_words(root)) {
    for (const MatchNode& child : root.children) nodes.push_back(&child);
  }
  std::vector<Word> words;
  for (const MatchNode* node : nodes) {
    words.push_back(open(stem_term(node->text, node->text.words.front()), node->weight, archive));
    if (words.back().frequency == 0) return {};
  }
  return words;
}

/// Whether it is known in which order Xapian would add the parts of a score, and memory holds the postings.
bool WordMatch::can_keep_order() const {
  std::size_t postings = 0;
  for (std::size_t i = 0; i < words_.size(); ++i) {
    const bool is_tie = i > 0 && words_[i].frequency == words_[i - 1].frequency;
    if (all_words_ && words_.size() > 2 && is_tie) return false;
    postings += words_[i].frequency;
  }
  return all_words_ ? can_hold_all() : postings * words_.size() <= kMaxPostings;
}

/// Whether memory holds the postings of articles that have all the words.
bool WordMatch::can_hold_all() const {
  const auto rarest = std::min_element(words_.begin(), words_.end(),
                                       [](const Word& a, const Word& b) { return a.frequency < b.frequency; });
  return rarest->frequency * words_.size() <= kMaxPostings;
}

void WordMatch::find_all() {
  const std::size_t width = words_.size();
  documents_.reserve(words_.front().frequency);
  counts_.reserve(words_.front().frequency * width);
  const Xapian::PostingIterator end;
  for (Xapian::PostingIterator& at = words_.front().postings; at != end; ++at) {
    documents_.push_back(*at);
    counts_.push_back(at.get_wdf());
    counts_.resize(counts_.size() + width - 1);
  }
  for (std::size_t word = 1; word < width; ++word) keep_those_with(word);
}

void WordMatch::keep_those_with(std::size_t word) {
  const std::size_t width = words_.size();
  std::size_t kept = 0;
  Xapian::PostingIterator& at = words_[word].postings;
  const Xapian::PostingIterator end;
  for (std::size_t row = 0; row < documents_.size(); ++row) {
    at.skip_to(documents_[row]);
    if (at == end) break;
    if (*at != documents_[row]) continue;
    documents_[kept] = documents_[row];
    std::copy_n(counts_.begin() + static_cast<std::ptrdiff_t>(row * width), word,
                counts_.begin() + static_cast<std::ptrdiff_t>(kept * width));
    counts_[kept * width + word] = at.get_wdf();
    ++kept;
  }
  documents_.resize(kept);
  counts_.resize(kept * width);
}

/// How often the documents found have each of the words.
void WordMatch::count_words() {
  const std::size_t width = words_.size();
  counts_.assign(documents_.size() * width, 0);
  const Xapian::PostingIterator end;
  for (std::size_t word = 0; word < width; ++word) {
    Xapian::PostingIterator& at = words_[word].postings;
    for (std::size_t row = 0; row < documents_.size() && at != end; ++row) {
      at.skip_to(documents_[row]);
      if (at != end && *at == documents_[row]) counts_[row * width + word] = at.get_wdf();
    }
  }
}

void WordMatch::find_any() {
  struct Postings {
    Xapian::PostingIterator at;
    std::size_t word = 0;
    Xapian::docid document = 0;
  };
  constexpr Xapian::docid kNone = std::numeric_limits<Xapian::docid>::max();
  const Xapian::PostingIterator end;
  std::size_t most = 0;
  std::vector<Postings> lists;
  for (std::size_t word = 0; word < words_.size(); ++word) {
    Xapian::PostingIterator& at = words_[word].postings;
    const Xapian::docid first = at == end ? kNone : *at;
    lists.push_back({std::move(at), word, first});
    most += words_[word].frequency;
  }
  most = std::min<std::size_t>(most, articles_.get_doccount());
  documents_.reserve(most);
  counts_.reserve(most * words_.size());
  while (true) {
    Xapian::docid next = kNone;
    for (const Postings& list : lists) next = std::min(next, list.document);
    if (next == kNone) return;
    documents_.push_back(next);
    for (Postings& list : lists) {
      const bool has_word = list.document == next;
      counts_.push_back(has_word ? list.at.get_wdf() : 0);
      if (has_word) list.document = ++list.at == end ? kNone : *list.at;
    }
  }
}

std::vector<ScoredArticle> WordMatch::best(std::size_t wanted, const TitleMatch& title, ArticleLengths& lengths) const {
  if (wanted == 0 || documents_.empty()) return {};
  Scorer scorer(*this, title, lengths);
  BestArticles best(wanted);
  for (std::size_t row = 0; row < documents_.size(); ++row) {
    if (!best.is_beaten(scorer.bound(row))) best.add({documents_[row], scorer.of(row)});
  }
  return best.take();
}

}  // namespace byline

#include "searcher/feedback_words.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "common/schema.hpp"
#include "searcher/feedback.hpp"
#include "searcher/stop_words.hpp"

namespace byline {
namespace {

/// The query's share in the weight of all words, and how many words are added; see docs/feedback.md.
constexpr double kQueryShare = 0.4;
constexpr std::size_t kMaxWords = 40;

/// A prefix that goes on with a capital letter is another one: stems have none.
bool is_stem_term(std::string_view term) {
  return term.starts_with(prefix::kStem) && term.size() > 1 && !(term[1] >= 'A' && term[1] <= 'Z');
}

class FeedbackWords {
 public:
  explicit FeedbackWords(Archive& archive) : archive_(archive), main_language_(archive.languages().front()) {}

  [[nodiscard]] FeedbackArticle read(Xapian::docid document, double importance) const {
    const Xapian::Database& articles = archive_.articles();
    FeedbackArticle article;
    article.language = main_language_;
    article.importance = importance;
    article.relative_length =
        std::max<Xapian::termcount>(1, articles.get_doclength(document)) / articles.get_average_length();
    auto term = articles.termlist_begin(document);
    const auto end = articles.termlist_end(document);
    const std::string language(prefix::kLanguage);
    term.skip_to(language);
    if (term != end && (*term).starts_with(language)) article.language = (*term).substr(language.size());
    for (term.skip_to(std::string(prefix::kStem)); term != end; ++term) {
      const std::string name = *term;
      if (!name.starts_with(prefix::kStem)) break;
      if (is_stem_term(name))
        article.stems.push_back({name.substr(prefix::kStem.size()), static_cast<double>(term.get_wdf())});
    }
    return article;
  }

  std::vector<MatchNode> choose(const std::vector<FeedbackArticle>& articles, double weight) {
    const Xapian::Database& database = archive_.articles();
    const auto frequency = [&](const std::string& stem) {
      return static_cast<double>(database.get_termfreq(std::string(prefix::kStem) + stem));
    };
    const auto is_no_stop_word = [&](const FeedbackStem& stem) {
      const std::string form = form_of(stem);
      return std::none_of(stem.languages.begin(), stem.languages.end(),
                          [&](const std::string& language) { return is_stop_word(form, language); });
    };
    std::vector<MatchNode> words;
    for (const FeedbackStem& stem :
         telling_stems(relevance_model(articles), database.get_doccount(), kMaxWords, frequency, is_no_stop_word)) {
      words.push_back(word_of(stem, weight));
    }
    return words;
  }

 private:
  /// The commonest word of the stem, as articles of its language have it.
  std::string form_of(const FeedbackStem& stem) {
    const bool is_mixed = archive_.languages().size() > 1;
    Analyser& analyser = archive_.analyser(stem.languages.front());
    std::string best = stem.stem;
    std::pair<bool, Xapian::doccount> best_rank{false, 0};
    for (const std::string& form : archive_.words_of_stem(stem.stem)) {
      const Xapian::doccount with = archive_.articles().get_termfreq(form);
      const std::pair rank{!is_mixed || analyser.stem_of(form) == stem.stem, with};
      if (with == 0 || rank <= best_rank) continue;
      best = form;
      best_rank = rank;
    }
    return best;
  }

  /// A stem that the archive's main language has, or several others, is no word of one language.
  bool belongs_to_all(const FeedbackStem& stem, const std::string& form) {
    return stem.languages.size() > 1 || stem.languages.front() == main_language_ ||
           archive_.analyser(main_language_).stem_of(form) == stem.stem;
  }

  MatchNode word_of(const FeedbackStem& stem, double weight) {
    WordSet set;
    set.origin = WordOrigin::Feedback;
    set.typed = form_of(stem);
    set.by_stem = true;
    if (belongs_to_all(stem, set.typed)) {
      set.stems = {stem.stem};
    } else {
      set.foreign_stems = {{stem.languages.front(), stem.stem}};
    }
    TextCondition condition;
    condition.words.push_back(std::move(set));
    MatchNode node = MatchNode::of_text(std::move(condition));
    node.weight = weight * stem.weight;
    return node;
  }

  Archive& archive_;
  std::string main_language_;
};

}  // namespace

std::vector<MatchNode> feedback_words(Archive& archive, const std::vector<RankedArticle>& best, double query_weight) {
  FeedbackWords words(archive);
  std::vector<double> scores;
  for (const RankedArticle& article : best) scores.push_back(article.score);
  const std::vector<double> importance = importances(scores);
  std::vector<FeedbackArticle> articles;
  for (std::size_t i = 0; i < best.size(); ++i) articles.push_back(words.read(best[i].document, importance[i]));
  return words.choose(articles, query_weight * (1 - kQueryShare) / kQueryShare);
}

std::vector<MatchNode> words_of_article(Archive& archive, Xapian::docid article) {
  FeedbackWords words(archive);
  return words.choose({words.read(article, 1)}, kMaxWords);
}

}  // namespace byline

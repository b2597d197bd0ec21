#include "searcher/search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <memory>
#include <set>

#include "common/collation.hpp"
#include "common/error.hpp"
#include "common/folding.hpp"
#include "common/index_reader.hpp"
#include "common/schema.hpp"
#include "common/section_names.hpp"
#include "searcher/archive.hpp"
#include "searcher/explainer.hpp"
#include "searcher/feedback.hpp"
#include "searcher/feedback_words.hpp"
#include "searcher/freshness.hpp"
#include "searcher/match_pass.hpp"
#include "searcher/name_speller.hpp"
#include "searcher/named_article.hpp"
#include "searcher/passages.hpp"
#include "searcher/query_parser.hpp"
#include "searcher/suggestions.hpp"
#include "searcher/typing_errors.hpp"
#include "searcher/xapian_queries.hpp"

namespace byline {
namespace {

/// A passage shows the words that were typed. Those that came from other articles, forty at most, decide among equals.
constexpr double kFeedbackWorth = 0.004;

/// A query that stands for more words of the archive is not run again to find out what else may have been meant.
constexpr std::size_t kMaxWordsToSuggest = 1000;

/// An article is like another one when it has one of so many of its most telling words.
constexpr std::size_t kNeededWords = 10;

/// An option's values, resolved.
struct ActiveFilter {
  QueryField field;
  Xapian::Query query;
  std::vector<std::string> keys;
  std::vector<MeaningNode> meanings;  ///< of each value
  std::string typed;                  ///< "--author Smith"
};

void add_to(std::vector<std::string>& list, const std::vector<std::string>& more) {
  for (const std::string& item : more) {
    if (std::find(list.begin(), list.end(), item) == list.end()) list.push_back(item);
  }
}

/// A query that finds no more is looked at for conditions that were typed as words.
constexpr std::size_t kFewArticles = 3;
/// Of longer queries it is not told what each part finds.
constexpr std::size_t kMaxConditions = 8;
/// A longer query was not typed; to run it again and again might take long.
constexpr std::size_t kMaxTypedBytes = 500;

bool is_year_number(std::string_view word) {
  return word.size() == 4 && (word[0] == '1' || word[0] == '2') &&
         word.find_first_not_of("0123456789") == std::string_view::npos;
}

/// "'a', 'b' or 'c'"
std::string listed(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    text += fmt::format("{}'{}'", i == 0 ? "" : i + 1 == words.size() ? " or " : ", ", words[i]);
  }
  return text;
}

/// One search of one state of the index.
class Search {
 public:
  Search(Archive& archive, const SearchRequest& request)
      : request_(request), archive_(archive), filters_(archive_, request.today, request.folder), order_(request.sort) {
    if (request.synonyms) synonyms_.emplace(*request.synonyms, archive_);
  }

  Results run() {
    results_.query = request_.query;
    results_.offset = request_.offset;
    const ParsedQuery parsed = request_.has_query ? parse(request_.query) : ParsedQuery{};
    results_.warnings = parsed.notes;
    if (!request_.like.empty()) model_ = named_article(archive_, request_.like, request_.folder);
    resolve_options();
    match(parsed.root);
    suggest(parsed.root);
    if (results_.fixed_query.empty()) help_with(parsed.root);
    conditions_ = positive_conditions(query_.root);
    if (request_.explain) explain_query();
    note_undated(fixed_root_ ? *fixed_root_ : parsed.root);
    note_eaten_quotes();
    note_author(parsed.root);
    if (request_.wants_hits) {
      const std::vector<RankedArticle> ranked = top();
      for (const RankedArticle& article : ranked) results_.hits.push_back(make_hit(article));
      if (request_.explain) explain_scores(ranked);
    }
    count_facets();
    return std::move(results_);
  }

 private:
  void resolve_options() {
    for (const FilterOption& option : request_.filters) {
      ActiveFilter active{option.field, {}, {}, {}, fmt::format("--{}", name_of(option.field))};
      std::vector<Xapian::Query> alternatives;
      for (const std::string& value : option.values) {
        const ResolvedFilter resolved = filters_.resolve(option.field, value);
        alternatives.push_back(resolved.query);
        active.typed += " " + value;
        add_to(active.keys, resolved.keys);
        MeaningNode meaning;
        meaning.kind = "filter";
        meaning.filter = fmt::format("{} {}", name_of(option.field), value);
        meaning.values = resolved.values;
        active.meanings.push_back(std::move(meaning));
        add_to(results_.warnings, resolved.warnings);
      }
      active.query = Xapian::Query(Xapian::Query::OP_OR, alternatives.begin(), alternatives.end());
      active_.push_back(std::move(active));
    }
  }

  /// All the words, else any.
  void match(const QueryNode& query) {
    run_pass(query, request_.match.value_or(MatchMode::All));
    const bool may_fall_back = !request_.match && !request_.is_strict && query_.has_optional_words;
    if (results_.total > 0 || !may_fall_back) return;
    MatchNode strict = query_.root;
    run_pass(query, MatchMode::Any);
    if (results_.total > 0) {
      results_.warnings.emplace_back("no article has all the words; these have some of them");
      strict_root_ = std::move(strict);
    } else {
      run_pass(query, MatchMode::All);
    }
  }

  [[nodiscard]] const SynonymTable* synonyms() const { return synonyms_ ? &*synonyms_ : nullptr; }

  [[nodiscard]] ParsedQuery parse(const std::string& query) const {
    return request_.is_plain_text ? parse_words(query) : parse_query(query);
  }

  /// Articles that have all the words of a query, under filters; 0 for what is no query.
  std::size_t count_of(const std::string& query, const std::vector<ActiveFilter>& filters) {
    try {
      return count_of(parse(query).root, filters);
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::BadQuery) throw;
      return 0;
    }
  }

  std::size_t count_of(const QueryNode& query) { return count_of(query, active_); }

  std::size_t count_of(const QueryNode& query, const std::vector<ActiveFilter>& filters) {
    const CompiledQuery compiled = compile_query(query, MatchMode::All, archive_, filters_, synonyms());
    return count(request_of(compiled.root, filters, {}), sections_of(compiled, filters));
  }

  /// What else may have been meant, where something of the query is not there. A query whose words all are, and that
  /// finds enough, costs no more than looking them up.
  void suggest(const QueryNode& query) {
    const bool has_all = results_.match == "all";
    const std::size_t found = has_all ? results_.total : 0;
    if (!may_be_helped()) return;
    if (request_.fix && fix(query)) return;
    QuerySpeller speller(archive_, filters_, results_.query, query, found,
                         [this](const std::string& text) { return count_of(text, active_); });
    const std::vector<CorrectedQuery> corrections = speller.corrections();
    results_.help.missing = speller.missing_words();
    if (results_.match == "any" && !request_.match && !speller.missing_words().empty()) {
      results_.warnings.push_back("no article has " + listed(speller.missing_words()));
    }
    suggest_values();
    if (found <= kFewArticles && !request_.is_plain_text) {
      for (const QueryPlace& place : speller.places()) suggest_field(place, found);
    }
    for (const CorrectedQuery& correction : corrections) {
      results_.suggestions.push_back({correction.query, correction.total, correction.is_minor});
    }
  }

  [[nodiscard]] bool may_be_helped() const {
    if (!request_.wants_suggestions || results_.query.size() > kMaxTypedBytes) return false;
    std::size_t words = 0;
    for (const TextCondition* condition : positive_conditions(query_.root)) {
      for (const WordSet& set : condition->words) words += set.words.size();
    }
    return words <= kMaxWordsToSuggest;
  }

  /// For values of options that the archive does not have.
  void suggest_values() {
    for (const FilterOption& option : request_.filters) {
      if (option.field == QueryField::Date || option.field == QueryField::Language) continue;
      for (const std::string& value : option.values) {
        if (!filters_.resolve(option.field, value).keys.empty()) continue;
        const auto near = similar_values(archive_, facet_of(option.field), folded_name(value), 1);
        if (near.empty()) continue;
        results_.warnings.push_back(fmt::format("did you mean --{} \"{}\"?", name_of(option.field), near.front().text));
      }
    }
  }

  /// A year or a name among the words may have been meant as a condition.
  void suggest_field(const QueryPlace& place, std::size_t found) {
    if (place.is_value || place.in_phrase || place.in_title || place.form != WordForm::Inflected) return;
    const bool is_year = is_year_number(place.word);
    const bool may_be_name = found == 0 && std::find(results_.help.missing.begin(), results_.help.missing.end(),
                                                     place.typed) != results_.help.missing.end();
    if (!is_year && (!may_be_name || filters_.resolve(QueryField::Author, place.typed).keys.empty())) return;
    const std::string condition = fmt::format("{}:{}", is_year ? "date" : "author", place.typed);
    const std::string query = replaced(results_.query, {{place.span, place.typed, condition}});
    const std::size_t total = count_of(query, active_);
    if (total <= found) return;
    results_.warnings.push_back(fmt::format("'{}' is taken as a word; {} finds articles {}", place.typed, condition,
                                            is_year ? "of that year" : "by that author"));
    results_.suggestions.push_back({query, total, false});
  }

  /// What each condition finds, and what would be found without one of them.
  void help_with(const QueryNode& query) {
    if (results_.total > 0 || request_.is_strict || !may_be_helped()) return;
    const bool is_list = query.kind == QueryNode::Kind::And;
    const std::size_t conditions = is_list ? query.children.size() : 1;
    if (conditions + active_.size() < 2 || conditions + active_.size() > kMaxConditions) return;
    const std::string text = results_.fixed_query.empty() ? results_.query : results_.fixed_query;
    for (std::size_t i = 0; i < conditions; ++i) {
      const QueryNode& condition = is_list ? query.children[i] : query;
      const std::string typed = text_at(text, condition.span);
      results_.help.alone.push_back({typed, count_of(condition, {})});
      QueryNode others = query;
      others.kind = conditions == 1 ? QueryNode::Kind::Everything : query.kind;
      if (is_list) others.children.erase(others.children.begin() + static_cast<std::ptrdiff_t>(i));
      add_without(typed, count_of(others));
    }
    for (std::size_t i = 0; i < active_.size(); ++i) {
      std::vector<ActiveFilter> others = active_;
      others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
      QueryNode everything;
      results_.help.alone.push_back({active_[i].typed, count_of(everything, {active_[i]})});
      add_without(active_[i].typed, count_of(query, others));
    }
    std::stable_sort(results_.help.without.begin(), results_.help.without.end(),
                     [](const auto& a, const auto& b) { return a.total > b.total; });
  }

  void add_without(const std::string& typed, std::size_t total) {
    if (total > 0) results_.help.without.push_back({typed, total});
  }

  /// Searches for a corrected query instead, where a word is in no article and the correction finds something. What
  /// that is does not depend on the options, so that a facet's counts and what its filter finds are of one query. A
  /// name of an author is no misspelt word.
  bool fix(const QueryNode& query) {
    const std::vector<ActiveFilter> none;
    QuerySpeller speller(archive_, filters_, results_.query, query, count_of(query, none),
                         [&](const std::string& text) { return count_of(text, none); });
    const std::vector<std::string>& missing = speller.missing_words();
    const bool has_name = std::any_of(missing.begin(), missing.end(), [&](const std::string& word) {
      return !filters_.resolve(QueryField::Author, word).keys.empty();
    });
    if (missing.empty() || has_name) return false;
    const std::vector<CorrectedQuery> corrections = speller.corrections();
    if (corrections.empty() || !is_plain(corrections.front())) return false;
    fix(corrections.front());
    return true;
  }

  /// What finds nothing, either, must be beyond doubt.
  static bool is_plain(const CorrectedQuery& correction) {
    return correction.total > 0 ||
           std::all_of(correction.replacements.begin(), correction.replacements.end(), [](const Replacement& one) {
             return typing_cost(folded_name(one.typed), folded_name(one.text)) <= kOneTypingError;
           });
  }

  void fix(const CorrectedQuery& correction) {
    ParsedQuery parsed = parse(correction.query);
    mark_respelt(parsed.root, correction);
    results_.warnings.clear();
    std::vector<std::string> typed;
    for (const Replacement& replacement : correction.replacements) typed.push_back(replacement.typed);
    results_.warnings.push_back(fmt::format("no article has {}; searched for: {}", listed(typed), correction.query));
    add_to(results_.warnings, parsed.notes);
    results_.fixed_query = correction.query;
    fixed_root_ = parsed.root;
    strict_root_.reset();
    match(parsed.root);
    help_with(parsed.root);
  }

  void run_pass(const QueryNode& query, MatchMode mode) {
    query_ = compile_query(query, mode, archive_, filters_, synonyms());
    add_to(results_.warnings, query_.warnings);
    if (request_.expand) expand();
    if (model_) rank_by_likeness(*model_);
    results_.match = mode == MatchMode::All ? "all" : "any";
    wanted_sections_ = sections_of(query_, active_);
    if (wanted_sections_) {
      section_pass_ = std::make_unique<SectionPass>(archive_, match_request({}), &*wanted_sections_, facet_slots());
      results_.total = section_pass_->count();
    } else if (request_.wants_hits) {
      page_ = ArticlePass(archive_, match_request({})).page(order_, request_.offset, request_.limit);
      results_.total = page_.total;
    } else {
      results_.total = ArticlePass(archive_, match_request({})).count();
    }
  }

  /// The best articles are those of the query alone, whatever the options narrow it to: so a facet's counts and what
  /// its filter then finds are of one and the same query.
  void expand() {
    const double weight = weight_of_words(query_.root);
    if (weight == 0) {
      add_to(results_.warnings, {"there is no word to find others by: --expand changes nothing"});
      return;
    }
    ResultOrder by_relevance(SortOrder::Relevance);
    const std::vector<RankedArticle> best =
        ArticlePass(archive_, {query_.root, {}}).top(by_relevance, 0, kFeedbackArticles);
    std::vector<MatchNode> words = feedback_words(archive_, best, weight);
    query_.root = with_feedback(std::move(query_.root), std::move(words), query_.any_word_is_enough);
  }

  /// The query is a condition, and how much an article shares with the model ranks. Without a query, one of the most
  /// telling words is enough.
  void rank_by_likeness(Xapian::docid model) {
    std::vector<MatchNode> words = words_of_article(archive_, model);
    if (words.empty()) {
      add_to(results_.warnings, {fmt::format("no other article has a telling word of '{}'", request_.like)});
    }
    std::vector<MatchNode> parts;
    if (request_.has_query) {
      parts.push_back(without_weights(std::move(query_.root)));
    } else {
      const auto needed = words.begin() + static_cast<std::ptrdiff_t>(std::min(words.size(), kNeededWords));
      parts.push_back(
          join(MatchNode::Kind::Or, {std::make_move_iterator(words.begin()), std::make_move_iterator(needed)}));
      words.erase(words.begin(), needed);
    }
    const std::string uid = archive_.articles().get_document(model).get_value(slot::kUid);
    Xapian::Query itself(uid_term(uid));
    parts.push_back(
        MatchNode::of(MatchNode::Kind::Not, {MatchNode::of_filter(std::move(itself), "the article itself")}));
    query_.root = join(MatchNode::Kind::And, std::move(parts));
    if (words.empty()) return;
    words.insert(words.begin(), std::move(query_.root));
    query_.root = MatchNode::of(MatchNode::Kind::AndMaybe, std::move(words));
  }

  /// `section:` in the query and `--section` mean the same; together a match must satisfy both.
  [[nodiscard]] std::optional<std::vector<std::string>> sections_of(const CompiledQuery& query,
                                                                    const std::vector<ActiveFilter>& filters) const {
    std::optional<std::vector<std::string>> wanted;
    if (query.has_section_condition) wanted = query.section_keys;
    for (const ActiveFilter& filter : filters) {
      if (filter.field != QueryField::Section) continue;
      if (!wanted) {
        wanted = filter.keys;
      } else {
        std::erase_if(*wanted, [&](const std::string& key) {
          return std::find(filter.keys.begin(), filter.keys.end(), key) == filter.keys.end();
        });
      }
    }
    return wanted;
  }

  /// The query with the filters, but for those of one facet.
  [[nodiscard]] MatchRequest match_request(std::string_view without_facet) const {
    return match_request(query_.root, without_facet);
  }

  [[nodiscard]] MatchRequest match_request(const MatchNode& root, std::string_view without_facet) const {
    return request_of(root, active_, without_facet);
  }

  static MatchRequest request_of(const MatchNode& root, const std::vector<ActiveFilter>& filters,
                                 std::string_view without_facet) {
    MatchRequest request{root, {}};
    for (const ActiveFilter& filter : filters) {
      if (filter.field == QueryField::Section) continue;
      if (without_facet.empty() || facet_of(filter.field) != without_facet) request.filters.push_back(filter.query);
    }
    return request;
  }

  [[nodiscard]] bool has_filter_of(std::string_view facet) const {
    return std::any_of(active_.begin(), active_.end(),
                       [&](const ActiveFilter& filter) { return facet_of(filter.field) == facet; });
  }

  [[nodiscard]] std::vector<Xapian::valueno> facet_slots() const {
    std::vector<Xapian::valueno> slots;
    for (const std::string& name : request_.facets) slots.push_back(find_facet(name)->slot);
    return slots;
  }

  std::vector<RankedArticle> top() {
    if (section_pass_) return section_pass_->top(order_, request_.offset, request_.limit);
    return std::move(page_.articles);
  }

  Hit make_hit(const RankedArticle& ranked) {
    Article article = archive_.article(ranked.document);
    Hit hit;
    hit.rank = request_.offset + results_.hits.size() + 1;
    hit.score = ranked.score;
    hit.passages = passages_of(article);
    hit.freshness = freshness_of(article.container.empty() ? article.path : article.container, archive_);
    hit.id = article.id.empty() ? article.path : article.id;
    hit.path = std::move(article.path);
    hit.line = article.line;
    hit.url = std::move(article.url);
    hit.title_highlights = mark_title(article.title, conditions_, archive_.analyser(article.language));
    hit.title = std::move(article.title);
    hit.authors = std::move(article.authors);
    hit.contributors = std::move(article.contributors);
    hit.date = article.date;
    hit.language = std::move(article.language);
    hit.source = std::move(article.source);
    hit.tags = std::move(article.tags);
    return hit;
  }

  std::vector<Passage> passages_of(const Article& article) {
    if (request_.passages == 0) return {};
    if (!passage_request_) prepare_passages();
    if (wanted_sections_) passage_request_->sections = members_of_wanted(article);
    return make_passages(article, *passage_request_, archive_.analyser(article.language), *sentences_);
  }

  /// What is the same for all hits. REQUIRES: the query is not changed any more.
  void prepare_passages() {
    passage_request_.emplace();
    passage_request_->limit = request_.passages;
    for (const TextCondition* condition : conditions_) {
      if (condition->in_title) continue;
      passage_request_->conditions.push_back(condition);
      passage_request_->weights.push_back(rarity(*condition));
    }
    const auto forms_of_stem = [&](const std::string& stem) { return archive_.words_of_stem(stem); };
    filter_ = std::make_unique<WordFilter>(passage_request_->conditions, forms_of_stem);
    passage_request_->filter = filter_.get();
    sentences_ = std::make_unique<SentenceSegmenter>();
  }

  [[nodiscard]] std::vector<std::size_t> members_of_wanted(const Article& article) const {
    std::set<std::size_t> members;
    for (const NamedSection& name : named_sections(article)) {
      const bool wanted =
          std::find(wanted_sections_->begin(), wanted_sections_->end(), name.key) != wanted_sections_->end();
      if (wanted) members.insert(name.members.begin(), name.members.end());
    }
    return {members.begin(), members.end()};
  }

  /// How much a condition tells: the inverse document frequency of its words.
  double rarity(const TextCondition& condition) {
    const auto [known, is_new] = rarities_.try_emplace(&condition, 0);
    if (is_new) known->second = count_rarity(condition);
    return known->second;
  }

  [[nodiscard]] double count_rarity(const TextCondition& condition) {
    const double all = archive_.articles().get_doccount();
    double sum = 0;
    for (const WordSet& set : condition.words) {
      double with = 0;
      for (const std::string& stem : set.stems) with += archive_.frequency(std::string(prefix::kStem) + stem);
      sum += std::log(1 + all / (1 + with)) * (set.origin == WordOrigin::Feedback ? kFeedbackWorth : 1);
    }
    return sum;
  }

  void explain_query() {
    QueryExplanation explanation;
    explanation.root = describe_query(query_.root, archive_);
    explanation.left_out = query_.left_out;
    explanation.left_out_language = query_.left_out_language;
    explanation.fell_back = strict_root_.has_value();
    explanation.of_sections = wanted_sections_.has_value();
    if (wanted_sections_) explanation.sections = *wanted_sections_;
    for (const ActiveFilter& filter : active_) {
      if (filter.field != QueryField::Section) explanation.filters.push_back(any_of(filter.meanings));
    }
    const Xapian::Database& searched = wanted_sections_ ? archive_.reader().sections() : archive_.articles();
    explanation.documents = searched.get_doccount();
    results_.explanation = std::move(explanation);
  }

  static MeaningNode any_of(const std::vector<MeaningNode>& meanings) {
    if (meanings.size() == 1) return meanings.front();
    MeaningNode any;
    any.kind = "any";
    any.children = meanings;
    return any;
  }

  void explain_scores(const std::vector<RankedArticle>& ranked) {
    std::vector<Xapian::docid> documents;
    for (const RankedArticle& article : ranked) {
      documents.push_back(wanted_sections_ ? article.section : article.document);
    }
    const SearchUnit unit = wanted_sections_ ? SearchUnit::Sections : SearchUnit::Articles;
    const ScoreExplainer explainer(archive_, query_.root, unit, documents);
    for (std::size_t i = 0; i < ranked.size(); ++i) {
      std::optional<NamedSection> section;
      if (wanted_sections_) section = section_of(ranked[i]);
      const bool has_title = !section || section->whole_article;
      ScoreExplanation explanation = explainer.explain(documents[i], has_title ? ranked[i].document : 0);
      if (section) explanation.section = section->display;
      results_.hits[i].explanation = std::move(explanation);
    }
  }

  /// The section whose score an article has.
  std::optional<NamedSection> section_of(const RankedArticle& ranked) {
    std::vector<std::uint32_t> ids;
    unpack_ids(archive_.reader().sections().get_document(ranked.section).get_value(slot::kSection), ids);
    if (ids.empty()) return std::nullopt;
    const std::string key = archive_.facet("section").entry(ids.front()).key;
    for (NamedSection& name : named_sections(archive_.article(ranked.document))) {
      if (name.key == key) return std::move(name);
    }
    return std::nullopt;
  }

  /// Articles; when `sections` names any, those that match in one of them.
  std::size_t count(const MatchRequest& request, const std::optional<std::vector<std::string>>& sections) {
    if (!sections) return ArticlePass(archive_, request).count();
    return SectionPass(archive_, request, &*sections, {}).count();
  }

  /// The request without `--date`, for articles without a date only.
  [[nodiscard]] MatchRequest undated_request(const MatchNode& root) const {
    MatchRequest request = match_request(root, facet_of(QueryField::Date));
    request.filters.push_back(without_date());
    return request;
  }

  /// A condition on the date leaves out what has none, however well its words fit; without words nothing fits.
  void note_undated(const QueryNode& query) {
    const Xapian::Database& articles = archive_.articles();
    if (!filters_.has_dates() || conditions_.empty() ||
        articles.get_value_freq(slot::kFirstDay) == articles.get_doccount())
      return;
    const bool has_option = has_filter_of(facet_of(QueryField::Date));
    const std::size_t found = has_option ? 0 : count(undated_request(query_.root), wanted_sections_);
    filters_.take_dates_as_unknown();
    const MatchMode mode = results_.match == "all" ? MatchMode::All : MatchMode::Any;
    const std::size_t fitting =
        count(undated_request(compile_query(query, mode, archive_, filters_, synonyms()).root), wanted_sections_);
    if (fitting <= found) return;
    const std::size_t left_out = fitting - found;
    results_.warnings.push_back(left_out == 1
                                    ? "1 article that fits has no date, and is left out"
                                    : fmt::format("{} articles that fit have no date, and are left out", left_out));
  }

  /// A value of several words that the archive knows, and that stood there without quotes.
  void note_eaten_quotes() {
    for (const FilterOption& bare : request_.bare_values) {
      const std::string& value = bare.values.front();
      const std::string key = folded_name(value);
      const bool is_section = bare.field == QueryField::Section;
      const auto& database = is_section ? archive_.reader().sections() : archive_.articles();
      const std::string_view prefix = is_section ? prefix::kSection : find_facet(facet_of(bare.field))->prefix;
      if (!database.term_exists(filter_term(prefix, key))) continue;
      results_.warnings.push_back(fmt::format("{0}: took '{1}' only; if the shell ate your quotes, write '{0}:\"{2}\"'",
                                              name_of(bare.field), value.substr(0, value.find(' ')), value));
    }
  }

  /// Somebody who types a name may want what that person wrote.
  void note_author(const QueryNode& query) {
    const auto is_plain = [](const QueryNode& node) {
      return node.kind == QueryNode::Kind::Word && node.form == WordForm::Inflected;
    };
    const bool plain = query.kind == QueryNode::Kind::And && !query.typed_operator &&
                       std::all_of(query.children.begin(), query.children.end(), is_plain);
    if (!plain || request_.is_plain_text) return;
    const std::string name = folded_name(request_.query);
    if (!archive_.articles().term_exists(filter_term(prefix::kAuthor, name))) return;
    results_.warnings.push_back(fmt::format("'{}' is an author here: author:\"{}\" finds what they wrote", name, name));
  }

  void count_facets() {
    for (const std::string& name : request_.facets) {
      const FacetField& field = *find_facet(name);
      ValueCounts counts = no_counts(field);
      count_values(field, counts);
      results_.facets.push_back(make_facet(name, counts));
    }
  }

  ValueCounts no_counts(const FacetField& field) {
    ValueCounts counts;
    counts.slot = field.slot;
    if (field.name == "author") counts.people = &archive_.people();
    return counts;
  }

  /// Each facet is counted without its own filter, and each value as its filter would count it: where this search fell
  /// back to any of the words, another value's may find all of them.
  void count_values(const FacetField& field, ValueCounts& counts) {
    const bool is_section = field.name == "section";
    const bool own_filter = has_filter_of(field.name) || (is_section && wanted_sections_.has_value());
    if (!is_section && wanted_sections_ && !own_filter) {
      section_pass_->count_values(counts);
      return;
    }
    count_values(query_.root, field, counts);
    if (!strict_root_ || !own_filter) return;
    ValueCounts strict = no_counts(field);
    count_values(*strict_root_, field, strict);
    for (std::size_t id = 0; id < strict.counts.size(); ++id) {
      if (strict.counts[id] > 0) counts.counts[id] = strict.counts[id];
    }
  }

  void count_values(const MatchNode& root, const FacetField& field, ValueCounts& counts) {
    if (field.name == "section") {
      SectionPass(archive_, match_request(root, {}), nullptr, {}).count_values(counts);
    } else if (wanted_sections_) {
      SectionPass(archive_, match_request(root, field.name), &*wanted_sections_, {field.slot}).count_values(counts);
    } else {
      ArticlePass(archive_, match_request(root, field.name)).count_values({&counts});
    }
  }

  [[nodiscard]] bool is_selected(std::string_view facet, const std::string& key) const {
    if (facet == "section" && query_.has_section_condition &&
        std::find(query_.section_keys.begin(), query_.section_keys.end(), key) != query_.section_keys.end()) {
      return true;
    }
    return std::any_of(active_.begin(), active_.end(), [&](const ActiveFilter& filter) {
      return facet_of(filter.field) == facet &&
             std::find(filter.keys.begin(), filter.keys.end(), key) != filter.keys.end();
    });
  }

  /// Commonest first, years newest first; what is selected is shown whatever the limit.
  Facet make_facet(const std::string& name, const ValueCounts& counts) {
    struct Counted {
      FacetValue value;
      std::string order;
    };
    std::vector<Counted> values;
    FacetNames& names = archive_.facet(name);
    for (std::uint32_t id = 0; id < counts.counts.size(); ++id) {
      if (counts.counts[id] == 0) continue;
      const FacetEntry& entry = names.entry(id);
      values.push_back(
          {{entry.display(), counts.counts[id], is_selected(name, entry.key)}, collation_key(entry.display())});
    }
    const bool is_year = name == "year";
    std::sort(values.begin(), values.end(), [&](const Counted& a, const Counted& b) {
      if (is_year) return a.value.value > b.value.value;
      if (a.value.count != b.value.count) return a.value.count > b.value.count;
      return std::tie(a.order, a.value.value) < std::tie(b.order, b.value.value);
    });
    Facet facet{name, {}, 0};
    for (Counted& counted : values) {
      if (request_.facet_limit == 0 || facet.values.size() < request_.facet_limit || counted.value.selected) {
        facet.values.push_back(std::move(counted.value));
      } else {
        ++facet.omitted;
      }
    }
    return facet;
  }

  const SearchRequest& request_;
  Archive& archive_;
  FilterResolver filters_;
  std::optional<SynonymTable> synonyms_;
  ResultOrder order_;
  std::vector<ActiveFilter> active_;
  std::optional<Xapian::docid> model_;  ///< --like: the article that the others are to be like
  CompiledQuery query_;
  std::vector<const TextCondition*> conditions_;     ///< of the query, that passages show
  std::map<const TextCondition*, double> rarities_;  ///< of those asked for
  std::optional<QueryNode> fixed_root_;              ///< what `--fix` made of the query
  std::optional<MatchNode> strict_root_;             ///< the query with all its words, when the search fell back to any
  std::optional<std::vector<std::string>> wanted_sections_;  ///< folded names, when the search is of sections
  std::unique_ptr<SectionPass> section_pass_;
  ArticlePage page_;                               ///< of a search of articles
  std::optional<PassageRequest> passage_request_;  ///< of all hits but for the sections
  std::unique_ptr<WordFilter> filter_;
  std::unique_ptr<SentenceSegmenter> sentences_;
  Results results_;
};

}  // namespace

Results search(OpenArchive& archive, const SearchRequest& request) {
  Results results;
  archive.read([&](Archive& opened) { results = search(opened, request); });
  return results;
}

Results search(Archive& archive, const SearchRequest& request) { return Search(archive, request).run(); }

}  // namespace byline

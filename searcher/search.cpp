#include "searcher/search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "common/schema.hpp"
#include "searcher/active_filters.hpp"
#include "searcher/condition_help.hpp"
#include "searcher/distinct.hpp"
#include "searcher/filters.hpp"
#include "searcher/hit_maker.hpp"
#include "searcher/match_pass.hpp"
#include "searcher/named_article.hpp"
#include "searcher/query_counter.hpp"
#include "searcher/query_expansion.hpp"
#include "searcher/query_notes.hpp"
#include "searcher/query_parser.hpp"
#include "searcher/search_explanation.hpp"
#include "searcher/search_facets.hpp"
#include "searcher/search_suggestions.hpp"
#include "searcher/searched_query.hpp"

namespace byline {
namespace {

/// A query that stands for more words of the archive is not run again to find out what else may have been meant.
constexpr std::size_t kMaxWordsToSuggest = 1000;
/// A longer query was not typed; to run it again and again might take long.
constexpr std::size_t kMaxTypedBytes = 500;

std::size_t count_words(const MatchNode& query) {
  std::size_t words = 0;
  for (const TextCondition* condition : positive_conditions(query)) {
    for (const WordSet& set : condition->words) words += set.words.size();
  }
  return words;
}

/// One search of one state of the index.
class Search {
 public:
  Search(Archive& archive, const SearchRequest& request)
      : request_(request), archive_(archive), resolver_(archive_, request.today, request.folder), order_(request.sort) {
    if (request.synonyms) synonyms_.emplace(*request.synonyms, archive_);
  }

  Results run() {
    results_.query = request_.query;
    results_.offset = request_.offset;
    const ParsedQuery parsed = request_.has_query ? parse(request_.query) : ParsedQuery{};
    results_.warnings = parsed.notes;
    if (!request_.like.empty()) model_ = named_article(archive_, request_.like, request_.folder);
    filters_ = resolve_options(request_.filters, resolver_, results_.warnings);
    match(parsed.root);
    help(parsed.root);
    conditions_ = positive_conditions(query_.compiled.root);
    if (request_.explain) results_.explanation = explain_query(archive_, query_, filters_);
    add_notes(parsed.root);
    if (request_.wants_hits) make_hits();
    count_facets();
    return std::move(results_);
  }

 private:
  [[nodiscard]] ParsedQuery parse(const std::string& query) const { return parse_typed(query, request_.is_plain_text); }

  [[nodiscard]] const SynonymTable* synonyms() const { return synonyms_ ? &*synonyms_ : nullptr; }

  /// All the words, else any.
  void match(const QueryNode& query) {
    run_pass(query, request_.match.value_or(MatchMode::All));
    const bool may_fall_back = !request_.match && !request_.is_strict && query_.compiled.has_optional_words;
    if (results_.total > 0 || !may_fall_back) return;
    MatchNode strict = query_.compiled.root;
    run_pass(query, MatchMode::Any);
    if (results_.total > 0) {
      results_.warnings.emplace_back("no article has all the words; these have some of them");
      query_.strict_root = std::move(strict);
    } else {
      run_pass(query, MatchMode::All);
    }
  }

  void run_pass(const QueryNode& query, MatchMode mode) {
    compile(query, mode);
    const MatchRequest request = request_under(filters_, query_.compiled.root);
    if (query_.sections) {
      section_pass_ = std::make_unique<SectionPass>(archive_, request, &*query_.sections, facet_slots());
      results_.total = section_pass_->count();
    } else if (request_.wants_hits) {
      page_ = ArticlePass(archive_, request).page(order_, request_.offset, request_.limit);
      results_.total = page_.total;
    } else {
      results_.total = ArticlePass(archive_, request).count();
    }
  }

  void compile(const QueryNode& query, MatchMode mode) {
    query_.mode = mode;
    query_.compiled = compile_query(query, mode, archive_, resolver_, synonyms());
    add_distinct(results_.warnings, query_.compiled.warnings);
    if (request_.expand) warn(expand_by_best(archive_, query_.compiled));
    if (model_) {
      warn(rank_by_likeness(archive_, query_.compiled.root, request_.has_query, *model_, request_.like));
    }
    results_.match = mode == MatchMode::All ? "all" : "any";
    query_.sections = wanted_sections(query_.compiled, filters_);
  }

  /// Says it once, however often the query is run.
  void warn(const std::optional<std::string>& warning) {
    if (warning) add_distinct(results_.warnings, {*warning});
  }

  [[nodiscard]] std::vector<Xapian::valueno> facet_slots() const {
    std::vector<Xapian::valueno> slots;
    for (const std::string& name : request_.facets) slots.push_back(find_facet(name)->slot);
    return slots;
  }

  /// For a query of which something is not there, or that finds little.
  void help(const QueryNode& query) {
    if (!may_be_helped()) return;
    const QueryCounter counter(archive_, resolver_, synonyms(), request_.is_plain_text);
    const SearchSuggestions suggestions(archive_, resolver_, counter, request_);
    const auto correction = request_.fix ? suggestions.certain_correction(query) : std::nullopt;
    if (correction) {
      search_instead(*correction, counter);
    } else {
      suggestions.add_to(results_, query, filters_);
      help_with_conditions(query, request_.query, counter);
    }
  }

  [[nodiscard]] bool may_be_helped() const {
    return request_.wants_suggestions && request_.query.size() <= kMaxTypedBytes &&
           count_words(query_.compiled.root) <= kMaxWordsToSuggest;
  }

  void search_instead(const CorrectedQuery& correction, const QueryCounter& counter) {
    ParsedQuery parsed = parse(correction.query);
    mark_respelt(parsed.root, correction);
    std::vector<std::string> typed;
    for (const Replacement& replacement : correction.replacements) typed.push_back(replacement.typed);
    results_.warnings = {fmt::format("no article has {}; searched for: {}", listed(typed), correction.query)};
    add_distinct(results_.warnings, parsed.notes);
    results_.fixed_query = correction.query;
    query_.strict_root.reset();
    match(parsed.root);
    if (may_be_helped()) help_with_conditions(parsed.root, correction.query, counter);
    fixed_root_ = std::move(parsed.root);
  }

  void help_with_conditions(const QueryNode& query, const std::string& text, const QueryCounter& counter) {
    if (results_.total > 0 || request_.is_strict) return;
    explain_conditions(counter, query, text, filters_, results_.help);
  }

  void add_notes(const QueryNode& query) {
    const auto add = [&](std::optional<std::string> note) {
      if (note) results_.warnings.push_back(std::move(*note));
    };
    const bool has_words = !conditions_.empty();
    if (has_words) {
      const QueryNode& searched = fixed_root_ ? *fixed_root_ : query;
      add(undated_note(archive_, resolver_, synonyms(), searched, query_, filters_));
    }
    for (const FilterOption& bare : request_.bare_values) add(eaten_quotes_note(archive_, bare));
    if (!request_.is_plain_text) add(author_note(archive_, request_.query, query));
  }

  void make_hits() {
    const std::vector<RankedArticle> ranked = top();
    HitMaker maker(archive_, conditions_, query_.sections, request_.passages);
    results_.hits = maker.make(ranked, request_.offset + 1);
    if (request_.explain) explain_scores(archive_, query_, ranked, results_.hits);
  }

  std::vector<RankedArticle> top() {
    if (section_pass_) return section_pass_->top(order_, request_.offset, request_.limit);
    return std::move(page_.articles);
  }

  void count_facets() {
    SearchFacets facets(archive_, query_, filters_, section_pass_.get());
    for (const std::string& name : request_.facets) results_.facets.push_back(facets.count(name, request_.facet_limit));
  }

  const SearchRequest& request_;
  Archive& archive_;
  FilterResolver resolver_;
  std::optional<SynonymTable> synonyms_;
  ResultOrder order_;
  std::vector<ActiveFilter> filters_;
  std::optional<Xapian::docid> model_;  ///< --like: the article that the others are to be like
  SearchedQuery query_;
  std::vector<const TextCondition*> conditions_;  ///< of the query, that passages show
  std::optional<QueryNode> fixed_root_;           ///< what `--fix` made of the query
  std::unique_ptr<SectionPass> section_pass_;     ///< of a search of sections
  ArticlePage page_;                              ///< of a search of articles
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

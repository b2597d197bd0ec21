#include "searcher/query_notes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "common/folding.hpp"
#include "common/index_reader.hpp"
#include "common/schema.hpp"
#include "searcher/query_compiler.hpp"
#include "searcher/query_counter.hpp"
#include "searcher/xapian_queries.hpp"

namespace byline {
namespace {

/// Articles without a date that match, whatever `--date` says.
std::size_t count_undated(Archive& archive, const MatchNode& query, const std::vector<ActiveFilter>& filters,
                          const std::optional<std::vector<std::string>>& sections) {
  MatchRequest request = request_under(filters, query, facet_of(QueryField::Date));
  request.filters.push_back(without_date());
  return count_articles(archive, request, sections);
}

bool all_have_dates(Archive& archive) {
  const Xapian::Database& articles = archive.articles();
  return articles.get_value_freq(slot::kFirstDay) == articles.get_doccount();
}

}  // namespace

std::optional<std::string> undated_note(Archive& archive, FilterResolver& resolver, const SynonymTable* synonyms,
                                        const QueryNode& node, const SearchedQuery& query,
                                        const std::vector<ActiveFilter>& filters) {
  if (!resolver.has_dates() || all_have_dates(archive)) return std::nullopt;
  const bool has_option = has_filter_of(filters, facet_of(QueryField::Date));
  const std::size_t found = has_option ? 0 : count_undated(archive, query.compiled.root, filters, query.sections);
  resolver.take_dates_as_unknown();
  const CompiledQuery undated = compile_query(node, query.mode, archive, resolver, synonyms);
  const std::size_t fitting = count_undated(archive, undated.root, filters, query.sections);
  if (fitting <= found) return std::nullopt;
  const std::size_t left_out = fitting - found;
  return left_out == 1 ? "1 article that fits has no date, and is left out"
                       : fmt::format("{} articles that fit have no date, and are left out", left_out);
}

std::optional<std::string> eaten_quotes_note(Archive& archive, const FilterOption& bare_value) {
  const std::string& value = bare_value.values.front();
  const std::string key = folded_name(value);
  const bool is_section = bare_value.field == QueryField::Section;
  const auto& database = is_section ? archive.reader().sections() : archive.articles();
  const std::string_view prefix = is_section ? prefix::kSection : find_facet(facet_of(bare_value.field))->prefix;
  if (!database.term_exists(filter_term(prefix, key))) return std::nullopt;
  return fmt::format("{0}: took '{1}' only; if the shell ate your quotes, write '{0}:\"{2}\"'",
                     name_of(bare_value.field), value.substr(0, value.find(' ')), value);
}

std::optional<std::string> author_note(Archive& archive, const std::string& text, const QueryNode& query) {
  const auto is_plain = [](const QueryNode& node) {
    return node.kind == QueryNode::Kind::Word && node.form == WordForm::Inflected;
  };
  const bool plain = query.kind == QueryNode::Kind::And && !query.typed_operator &&
                     std::all_of(query.children.begin(), query.children.end(), is_plain);
  if (!plain) return std::nullopt;
  const std::string name = folded_name(text);
  if (!archive.articles().term_exists(filter_term(prefix::kAuthor, name))) return std::nullopt;
  return fmt::format("'{}' is an author here: author:\"{}\" finds what they wrote", name, name);
}

}  // namespace byline

#include "searcher/search_explanation.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "common/index_reader.hpp"
#include "common/schema.hpp"
#include "common/section_names.hpp"
#include "searcher/explainer.hpp"

namespace byline {
namespace {

MeaningNode any_of(const std::vector<MeaningNode>& meanings) {
  if (meanings.size() == 1) return meanings.front();
  MeaningNode any;
  any.kind = "any";
  any.children = meanings;
  return any;
}

/// The section whose score an article has.
std::optional<NamedSection> section_of(Archive& archive, const RankedArticle& ranked) {
  std::vector<std::uint32_t> ids;
  unpack_ids(archive.reader().sections().get_document(ranked.section).get_value(slot::kSection), ids);
  if (ids.empty()) return std::nullopt;
  const std::string key = archive.facet("section").entry(ids.front()).key;
  for (NamedSection& name : named_sections(archive.article(ranked.document))) {
    if (name.key == key) return std::move(name);
  }
  return std::nullopt;
}

}  // namespace

QueryExplanation explain_query(Archive& archive, const SearchedQuery& query, const std::vector<ActiveFilter>& filters) {
  QueryExplanation explanation;
  explanation.root = describe_query(query.compiled.root, archive);
  explanation.left_out = query.compiled.left_out;
  explanation.left_out_language = query.compiled.left_out_language;
  explanation.fell_back = query.strict_root.has_value();
  explanation.of_sections = query.sections.has_value();
  if (query.sections) explanation.sections = *query.sections;
  for (const ActiveFilter& filter : filters) {
    if (filter.field != QueryField::Section) explanation.filters.push_back(any_of(filter.meanings));
  }
  const Xapian::Database& searched = query.sections ? archive.reader().sections() : archive.articles();
  explanation.documents = searched.get_doccount();
  return explanation;
}

void explain_scores(Archive& archive, const SearchedQuery& query, const std::vector<RankedArticle>& ranked,
                    std::vector<Hit>& hits) {
  const bool of_sections = query.sections.has_value();
  std::vector<Xapian::docid> documents;
  for (const RankedArticle& article : ranked) documents.push_back(of_sections ? article.section : article.document);
  const SearchUnit unit = of_sections ? SearchUnit::Sections : SearchUnit::Articles;
  const ScoreExplainer explainer(archive, query.compiled.root, unit, documents);
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    std::optional<NamedSection> section;
    if (of_sections) section = section_of(archive, ranked[i]);
    const bool has_title = !section || section->whole_article;
    ScoreExplanation explanation = explainer.explain(documents[i], has_title ? ranked[i].document : 0);
    if (section) explanation.section = section->display;
    hits[i].explanation = std::move(explanation);
  }
}

}  // namespace byline

#include "indexer/document_builder.hpp"

#include <algorithm>

#include "common/schema.hpp"

namespace byline {
namespace {

/// Document::add_posting is quickest when terms come in order and a term's positions together.
Xapian::Document document_of(const InvertedDocument& inverted, const KnownTerms& known) {
  std::vector<std::pair<std::string, const bulk::Posting*>> terms;
  terms.reserve(inverted.postings.size());
  for (const bulk::Posting& posting : inverted.postings) terms.emplace_back(known.term(posting.term), &posting);
  std::sort(terms.begin(), terms.end());
  Xapian::Document document;
  for (const auto& [term, posting] : terms) {
    const std::uint32_t* const positions = inverted.positions.data() + posting->first_position;
    for (std::uint32_t i = 0; i < posting->positions; ++i) document.add_posting(term, positions[i]);
    if (posting->positions != posting->wdf || posting->wdf == 0)
      document.add_term(term, posting->wdf - posting->positions);
  }
  for (const bulk::Value& value : inverted.values) document.add_value(value.slot, std::string(value.bytes));
  document.set_data(std::string(inverted.data));
  return document;
}

}  // namespace

void add_forms(const ArticleDocuments& documents, Xapian::WritableDatabase& articles) {
  for (const auto& [stem, word] : documents.forms) {
    articles.add_synonym(std::string(prefix::kStem).append(stem), word);
  }
}

ArticleDocuments DocumentBuilder::build(const PreparedArticle& prepared, Analyser& analyser) {
  const InvertedArticle& inverted = inverter_.invert(prepared, analyser);
  ArticleDocuments documents;
  documents.article = document_of(inverted.article, article_terms_);
  for (const InvertedDocument& section : inverted.sections) {
    documents.sections.push_back(document_of(section, section_terms_));
  }
  for (const auto& [stem, word] : inverted.forms) documents.forms.emplace_back(stem, word);
  return documents;
}

}  // namespace byline

#include "indexer/article_inverter.hpp"

#include <algorithm>

#include "common/collation.hpp"
#include "common/folding.hpp"
#include "common/schema.hpp"

namespace byline {
namespace {

void add_filter(std::vector<std::string>& filters, std::string_view prefix, std::string_view value) {
  const std::string folded = folded_name(value);
  if (!folded.empty()) filters.push_back(filter_term(prefix, folded));
}

/// Newest first: the complement of the day sorts ascending; articles without a date come last.
std::string tie_order(const Article& article) {
  std::string order;
  if (article.date) {
    for (const char digit : to_sortable(article.date->first_day()))
      order.push_back(static_cast<char>('0' + '9' - digit));
  } else {
    order = "~";
  }
  return order.append("/").append(article.path).append(1, '\0').append(article.id);
}

}  // namespace

ArticleInverter::ArticleInverter(TermNumbers& articles, TermNumbers& sections, ArticlePacker packer)
    : articles_(articles), sections_(sections), packer_(std::move(packer)) {}

const InvertedArticle& ArticleInverter::invert(const PreparedArticle& prepared, Analyser& analyser) {
  result_.forms.clear();
  kept_.clear();
  tally_.start();
  occurrences_.clear();
  stretch_stems_.clear();
  stretch_ends_.clear();
  last_position_ = 0;
  forms_ = &known_[&analyser];
  add_title(prepared.article.title, analyser);
  for (const Section& section : prepared.article.sections) add_section(section.text, analyser);
  add_filters(prepared);
  add_values(prepared);
  add_data(prepared.article);
  fill_article();
  fill_sections(prepared);
  return result_;
}

void ArticleInverter::forget_numbers() {
  for (auto& [analyser, forms] : known_) std::fill(forms.terms.begin(), forms.terms.end(), FormTerms{});
  std::fill(section_stems_.begin(), section_stems_.end(), kNone);
}

void ArticleInverter::forget_forms() {
  for (auto& [analyser, forms] : known_) std::fill(forms.given.begin(), forms.given.end(), false);
}

const std::vector<Token>& ArticleInverter::analyse(std::string_view text, Analyser& analyser) {
  const std::vector<Token>& tokens = analyser.analyse(text);
  if (forms_->generation != analyser.form_generation()) {
    forms_->generation = analyser.form_generation();
    forms_->terms.clear();
    forms_->given.clear();
  }
  const std::size_t forms = std::max(forms_->terms.size(), std::size_t{analyser.form_count()});
  forms_->terms.resize(forms);
  forms_->given.resize(forms);
  return tokens;
}

/// Positions count from 1.
void ArticleInverter::add_title(std::string_view title, Analyser& analyser) {
  stretch_tally_.start();
  title_words_ = 0;
  for (const Token& token : analyse(title, analyser)) {
    const auto position = static_cast<std::uint32_t>(token.position + 1);
    FormTerms& terms = terms_of(token);
    if (terms.title_word == kNone) {
      terms.title_word = prefixed(articles_, prefix::kTitle, token.word);
      terms.title_stem = prefixed(articles_, prefix::kTitleStem, token.stem);
    }
    occur(terms.word, position);
    occur(terms.title_word, position);
    tally_.add(terms.title_stem, 1);
    stretch_tally_.add(terms.stem, kTitleWeight);
    if (!token.joined) ++title_words_;
    last_position_ = std::max(last_position_, position);
  }
  end_stretch();
}

/// A gap after what came before.
void ArticleInverter::add_section(std::string_view text, Analyser& analyser) {
  stretch_tally_.start();
  const std::uint32_t base = last_position_ + kSectionGap;
  for (const Token& token : analyse(text, analyser)) {
    const FormTerms& terms = terms_of(token);
    const auto position = base + static_cast<std::uint32_t>(token.position);
    occur(terms.word, position);
    stretch_tally_.add(terms.stem, 1);
    last_position_ = position;
  }
  end_stretch();
}

void ArticleInverter::end_stretch() {
  for (const TermTally::Entry& stem : stretch_tally_.entries()) tally_.add(stem.term, stem.count);
  stretch_stems_.insert(stretch_stems_.end(), stretch_tally_.entries().begin(), stretch_tally_.entries().end());
  stretch_ends_.push_back(stretch_stems_.size());
}

ArticleInverter::FormTerms& ArticleInverter::terms_of(const Token& token) {
  FormTerms& terms = forms_->terms[token.form];
  if (terms.word == kNone) {
    terms.word = articles_.number_of(token.word);
    terms.stem = prefixed(articles_, prefix::kStem, token.stem);
    if (!forms_->given[token.form]) {
      result_.forms.emplace_back(keep(std::string(token.stem)), keep(std::string(token.word)));
      forms_->given[token.form] = true;
    }
  }
  return terms;
}

/// A joined form may be the word that stands at its place; the place is the term's once.
void ArticleInverter::occur(TermNumber term, std::uint32_t position) {
  occurrences_.push_back({tally_.add(term, 1), position});
}

TermNumber ArticleInverter::prefixed(TermNumbers& numbers, std::string_view prefix, std::string_view text) {
  scratch_.assign(prefix).append(text);
  return numbers.number_of(scratch_);
}

TermNumber ArticleInverter::section_stem(TermNumber stem) {
  if (stem >= section_stems_.size()) section_stems_.resize(stem + section_stems_.size() / 2 + 1, kNone);
  TermNumber& number = section_stems_[stem];
  if (number == kNone) number = sections_.number_of(articles_.term(stem));
  return number;
}

std::string_view ArticleInverter::keep(std::string bytes) { return kept_.emplace_back(std::move(bytes)); }

/// What articles and each of their sections have in common. They weigh nothing.
void ArticleInverter::add_filters(const PreparedArticle& prepared) {
  const Article& article = prepared.article;
  filters_.clear();
  for (const std::string& author : article.authors) add_filter(filters_, prefix::kAuthor, author);
  for (const std::string& tag : article.tags) add_filter(filters_, prefix::kTag, tag);
  add_filter(filters_, prefix::kLanguage, article.language);
  add_filter(filters_, prefix::kSource, article.source);
  if (article.date) add_filter(filters_, prefix::kYear, PartialDate{article.date->year}.to_string());
  filters_.push_back(file_term(place_key(article.path, article.container)));
  if (!article.container.empty()) filters_.push_back(file_term(article.container));
  filters_.push_back(uid_term(prepared.key.uid));
  for (const std::string& filter : filters_) tally_.add(articles_.number_of(filter), 0);
  if (prepared.assumed) tally_.add(articles_.number_of(kAssumedLanguageTerm), 0);
}

void ArticleInverter::add_values(const PreparedArticle& prepared) {
  const Article& article = prepared.article;
  const auto add_to = [this](std::vector<bulk::Value>& values, Xapian::valueno slot, std::string bytes) {
    if (!bytes.empty()) values.push_back({slot, keep(std::move(bytes))});
  };
  common_values_.clear();
  if (article.date) {
    add_to(common_values_, slot::kFirstDay, to_sortable(article.date->first_day()));
    add_to(common_values_, slot::kLastDay, to_sortable(article.date->last_day()));
  }
  add_to(common_values_, slot::kUid, prepared.key.uid);
  std::vector<bulk::Value>& values = result_.article.values;
  values.clear();
  for (const auto& [slot, ids] : prepared.facets) {
    add_to(slot == slot::kSection ? values : common_values_, slot, ids);
  }
  values.insert(values.end(), common_values_.begin(), common_values_.end());
  add_to(values, slot::kTieOrder, tie_order(article));
  add_to(values, slot::kTitleKey, collation_key(article.title));
  if (!article.authors.empty()) add_to(values, slot::kAuthorKey, collation_key(article.authors.front()));
  add_to(values, slot::kContent, prepared.key.content_hash);
  add_to(values, slot::kTitleWords, title_words_value(title_words_));
}

void ArticleInverter::add_data(const Article& article) {
  PackedArticle packed = packer_.pack(article);
  result_.article.data = keep(std::move(packed.data));
  result_.article.data_is_compressed = packed.is_compressed;
}

/// Brings the positions of a term together. Occurrences come in the order of the text, so each term's are ascending.
void ArticleInverter::fill_article() {
  InvertedDocument& document = result_.article;
  document.postings.clear();
  for (const auto& [term, count] : tally_.entries()) document.postings.push_back({term, count, 0, 0});
  for (const Occurrence& occurrence : occurrences_) ++document.postings[occurrence.entry].positions;
  std::uint32_t first = 0;
  for (bulk::Posting& posting : document.postings) {
    posting.first_position = first;
    first += posting.positions;
    posting.positions = 0;
  }
  document.positions.resize(first);
  for (const auto& [entry, position] : occurrences_) {
    bulk::Posting& posting = document.postings[entry];
    std::uint32_t* const end = document.positions.data() + posting.first_position + posting.positions;
    if (posting.positions > 0 && end[-1] == position) continue;
    *end = position;
    ++posting.positions;
  }
}

void ArticleInverter::fill_sections(const PreparedArticle& prepared) {
  result_.sections.resize(prepared.names.size());
  if (prepared.names.empty()) return;
  section_filters_.clear();
  for (const std::string& filter : filters_) section_filters_.push_back(sections_.number_of(filter));
  for (std::size_t i = 0; i < prepared.names.size(); ++i) {
    const NamedSection& name = prepared.names[i];
    section_tally_.start();
    if (name.whole_article) add_stretch(0);
    for (const std::size_t member : name.members) add_stretch(member + 1);
    for (const TermNumber filter : section_filters_) section_tally_.add(filter, 0);
    section_tally_.add(sections_.number_of(filter_term(prefix::kSection, name.key)), 0);
    InvertedDocument& document = result_.sections[i];
    document.clear();
    for (const auto& [term, count] : section_tally_.entries()) document.postings.push_back({term, count, 0, 0});
    document.values = common_values_;
    if (i < prepared.section_ids.size()) document.values.push_back({slot::kSection, prepared.section_ids[i]});
  }
}

void ArticleInverter::add_stretch(std::size_t stretch) {
  const std::size_t begin = stretch == 0 ? 0 : stretch_ends_[stretch - 1];
  for (std::size_t i = begin; i < stretch_ends_[stretch]; ++i) {
    section_tally_.add(section_stem(stretch_stems_[i].term), stretch_stems_[i].count);
  }
}

}  // namespace byline

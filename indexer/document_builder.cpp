#include "indexer/document_builder.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "common/collation.hpp"
#include "common/folding.hpp"
#include "common/schema.hpp"
#include "common/stored_article.hpp"
#include "indexer/web_address.hpp"

namespace byline {
namespace {

using Counts = std::unordered_map<std::string, Xapian::termcount>;

/// The tokens of one stretch of text, counted once and used for both databases.
struct Stretch {
  Counts stems;
};

std::string prefixed(std::string_view prefix, std::string_view text) { return std::string(prefix).append(text); }

/// Collects an article's terms; Document::add_posting is quickest when a term's positions come together and terms in
/// order.
class TermCollector {
 public:
  explicit TermCollector(Analyser& analyser) : analyser_(analyser) {}

  /// Adds the title's terms, from position 1.
  Stretch add_title(std::string_view title) {
    Stretch stretch;
    for (const Token& token : analyser_.analyse(title)) {
      const auto position = static_cast<Xapian::termpos>(token.position + 1);
      positions_[prefixed(prefix::kTitle, token.word)].push_back(position);
      ++title_stems_[prefixed(prefix::kTitleStem, token.stem)];
      if (!token.joined) ++title_words_;
      add(token, position, stretch, kTitleWeight);
    }
    return stretch;
  }

  /// Adds a section's terms, a gap after what came before.
  Stretch add_section(std::string_view text) {
    Stretch stretch;
    const Xapian::termpos base = last_position_ + kSectionGap;
    for (const Token& token : analyser_.analyse(text)) {
      add(token, base + static_cast<Xapian::termpos>(token.position), stretch, 1);
    }
    return stretch;
  }

  void write_to(Xapian::Document& document) const {
    std::vector<const std::pair<const std::string, std::vector<Xapian::termpos>>*> words;
    for (const auto& entry : positions_) words.push_back(&entry);
    std::sort(words.begin(), words.end(), [](const auto* a, const auto* b) { return a->first < b->first; });
    for (const auto* entry : words) {
      for (const Xapian::termpos position : entry->second) document.add_posting(entry->first, position);
    }
    for (const auto& [term, count] : title_stems_) document.add_term(term, count);
    for (const auto& [stem, count] : stems_) document.add_term(prefixed(prefix::kStem, stem), count);
  }

  /// Without the forms that join several of them.
  [[nodiscard]] std::size_t title_words() const { return title_words_; }

  [[nodiscard]] std::vector<std::pair<std::string, std::string>> forms() const {
    std::vector<std::pair<std::string, std::string>> result;
    for (const auto& [word, stem] : forms_) result.emplace_back(stem, word);
    std::sort(result.begin(), result.end());
    return result;
  }

 private:
  void add(const Token& token, Xapian::termpos position, Stretch& stretch, Xapian::termcount weight) {
    std::string word(token.word);
    std::string stem(token.stem);
    stretch.stems[stem] += weight;
    stems_[stem] += weight;
    positions_[word].push_back(position);
    forms_.try_emplace(std::move(word), std::move(stem));
    last_position_ = std::max(last_position_, position);
  }

  Analyser& analyser_;
  std::unordered_map<std::string, std::vector<Xapian::termpos>> positions_;
  Counts stems_;
  Counts title_stems_;
  std::size_t title_words_ = 0;
  std::unordered_map<std::string, std::string> forms_;  // a word has one stem in one article's language
  Xapian::termpos last_position_ = 0;
};

void add_filter(Xapian::Document& document, std::string_view prefix, std::string_view value) {
  const std::string folded = folded_name(value);
  if (!folded.empty()) document.add_boolean_term(filter_term(prefix, folded));
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

void add_dates(Xapian::Document& document, const Article& article) {
  if (!article.date) return;
  document.add_value(slot::kFirstDay, to_sortable(article.date->first_day()));
  document.add_value(slot::kLastDay, to_sortable(article.date->last_day()));
  add_filter(document, prefix::kYear, PartialDate{article.date->year}.to_string());
}

/// What articles and each of their sections have in common.
void add_common(Xapian::Document& document, const Article& article, const ArticleKey& key) {
  for (const std::string& author : article.authors) add_filter(document, prefix::kAuthor, author);
  for (const std::string& tag : article.tags) add_filter(document, prefix::kTag, tag);
  add_filter(document, prefix::kLanguage, article.language);
  add_filter(document, prefix::kSource, article.source);
  add_dates(document, article);
  document.add_boolean_term(file_term(place_key(article.path, article.container)));
  if (!article.container.empty()) document.add_boolean_term(file_term(article.container));
  document.add_boolean_term(uid_term(key.uid));
  document.add_value(slot::kTieOrder, tie_order(article));
  document.add_value(slot::kUid, key.uid);
}

void add_to(Counts& sum, const Counts& counts) {
  for (const auto& [stem, count] : counts) sum[stem] += count;
}

/// Made from nothing each: copies of a Xapian::Document are one document.
Xapian::Document section_document(const NamedSection& name, const Counts& stems, const Article& article,
                                  const ArticleKey& key) {
  Xapian::Document document;
  add_common(document, article, key);
  for (const auto& [stem, count] : stems) document.add_term(prefixed(prefix::kStem, stem), count);
  document.add_boolean_term(filter_term(prefix::kSection, name.key));
  return document;
}

}  // namespace

ArticleDocuments build_documents(const Article& article, const ArticleKey& key, bool assumed_language,
                                 Analyser& analyser) {
  ArticleDocuments documents;
  documents.key = key;
  documents.names = named_sections(article);
  documents.text_bytes = article.title.size();

  TermCollector terms(analyser);
  const Stretch title = terms.add_title(article.title);
  std::vector<Stretch> stretches;
  for (const Section& section : article.sections) {
    stretches.push_back(terms.add_section(section.text));
    documents.text_bytes += section.text.size();
    if (section.level > 0) ++documents.section_count;
  }

  for (const NamedSection& name : documents.names) {
    Counts stems;
    if (name.whole_article) add_to(stems, title.stems);
    for (const std::size_t member : name.members) add_to(stems, stretches[member].stems);
    documents.sections.push_back(section_document(name, stems, article, key));
  }

  add_common(documents.article, article, key);
  terms.write_to(documents.article);
  if (assumed_language) documents.article.add_boolean_term(std::string(kAssumedLanguageTerm));
  documents.article.add_value(slot::kTitleKey, collation_key(article.title));
  if (!article.authors.empty()) {
    documents.article.add_value(slot::kAuthorKey, collation_key(article.authors.front()));
  }
  documents.article.add_value(slot::kContent, key.content_hash);
  documents.article.add_value(slot::kTitleWords, title_words_value(terms.title_words()));
  documents.article.set_data(serialise(article));
  documents.forms = terms.forms();
  return documents;
}

std::vector<std::string> facet_values(const Article& article, const std::vector<NamedSection>& names,
                                      std::string_view facet) {
  if (facet == "author") return article.authors;
  if (facet == "tag") return article.tags;
  if (facet == "year") {
    return article.date ? std::vector<std::string>{PartialDate{article.date->year}.to_string()}
                        : std::vector<std::string>{};
  }
  if (facet == "language") {
    return article.language.empty() ? std::vector<std::string>{} : std::vector<std::string>{article.language};
  }
  if (facet == "source") {
    return article.source.empty() ? std::vector<std::string>{} : std::vector<std::string>{article.source};
  }
  std::vector<std::string> sections;
  for (const NamedSection& name : names) sections.push_back(name.display);
  return sections;
}

std::string source_of(const Article& article, std::string_view root) {
  if (!article.source.empty()) return article.source;
  if (std::string host = host_of(article.url); !host.empty()) return host.starts_with("www.") ? host.substr(4) : host;
  std::string_view rest = article.path;
  if (root.empty() || !rest.starts_with(root)) return {};
  rest.remove_prefix(root.size());
  while (rest.starts_with('/')) rest.remove_prefix(1);
  const auto slash = rest.find('/');
  return std::string(slash == std::string_view::npos ? root.substr(root.rfind('/') + 1) : rest.substr(0, slash));
}

}  // namespace byline

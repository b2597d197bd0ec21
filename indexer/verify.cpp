#include "indexer/verify.hpp"

#include <map>
#include <set>

#include "common/analysis.hpp"
#include "common/error.hpp"
#include "common/facet_dictionary.hpp"
#include "common/folding.hpp"
#include "common/index_layout.hpp"
#include "common/index_lock.hpp"
#include "common/index_reader.hpp"
#include "common/schema.hpp"
#include "common/xapian_guard.hpp"
#include "indexer/article_facets.hpp"
#include "indexer/document_builder.hpp"
#include "indexer/index_contents.hpp"
#include "indexer/index_state.hpp"
#include "indexer/people.hpp"

namespace byline {
namespace {

/// A damaged index may have a problem for every article; the first ones tell enough.
constexpr std::size_t kMaxProblems = 100;

std::set<std::string> terms_of(const Xapian::Document& document) {
  return {document.termlist_begin(), document.termlist_end()};
}

class Verification {
 public:
  Verification(const IndexLayout& layout, bool full, Progress& progress)
      : layout_(layout), full_(full), progress_(progress) {
    report_.index = layout.directory();
    report_.full = full;
  }

  VerifyReport run() {
    check_tables();
    if (!report_.problems.empty()) return std::move(report_);
    articles_ = open_articles(layout_);
    sections_ = open_sections(layout_);
    report_.articles = articles_.get_doccount();
    report_.section_count = sections_.get_doccount();
    check_identity();
    check_file_records();
    if (full_) check_articles();
    return std::move(report_);
  }

 private:
  void complain(std::string problem) {
    if (report_.problems.size() < kMaxProblems) report_.problems.push_back(std::move(problem));
  }

  void check_tables() {
    const unsigned generation = layout_.current().value();
    for (const auto& path : {layout_.articles(generation), layout_.sections(generation)}) {
      try {
        const std::size_t errors = Xapian::Database::check(path.string(), 0, nullptr);
        if (errors > 0)
          complain(path.filename().string() + ": " + std::to_string(errors) + " damaged places in its tables");
      } catch (const Xapian::Error& error) {
        complain(path.filename().string() + ": " + error.get_msg());
      }
    }
  }

  void check_identity() {
    if (articles_.get_metadata(kMetaSchema) != kSchemaVersion) complain("its schema is not this program's");
    if (articles_.get_metadata(kMetaAnalysis) != analysis_identity()) complain("its analysis is not this program's");
    if (epoch_of(articles_) != epoch_of(sections_)) {
      complain("articles and sections are of different states; the next build repairs that");
    }
  }

  void check_file_records() {
    std::uint64_t recorded = 0;
    for (const auto& [path, record] : file_records(articles_)) recorded += record.articles;
    recorded += articles_.get_termfreq(file_term("-"));
    if (recorded != report_.articles) {
      complain("the files account for " + std::to_string(recorded) + " articles, the index holds " +
               std::to_string(report_.articles));
    }
  }

  void check_articles() {
    AnalyserPool analysers;
    DocumentBuilder builder;
    ArticleUnpacker unpacker(articles_);
    const std::string main_language = articles_.get_metadata(kMetaMainLanguage);
    std::set<std::string> uids;
    std::uint64_t expected_sections = 0;
    std::uint64_t done = 0;
    progress_.start("checking article", report_.articles);
    for (auto posting = articles_.postlist_begin(""); posting != articles_.postlist_end(""); ++posting) {
      const Xapian::Document document = articles_.get_document(*posting);
      const StoredEntry entry = stored_entry(document, unpacker);
      progress_.advance(++done, entry.article.path);
      if (!uids.insert(entry.uid).second) complain(entry.article.path + ": indexed twice");
      Article article = entry.article;
      const PreparedArticle prepared =
          prepare_known(std::move(article), {entry.uid, entry.content_hash}, entry.assumed_language, main_language);
      const ArticleDocuments anew = builder.build(prepared, analysers.for_language(prepared.analysed_as));
      expected_sections += anew.sections.size();
      if (terms_of(anew.article) != terms_of(document)) complain(entry.article.path + ": its terms are not its text's");
      check_sections(entry, anew);
      count_facets(entry.article, prepared.names);
    }
    if (expected_sections != report_.section_count) {
      complain("the articles have " + std::to_string(expected_sections) + " named sections, the index holds " +
               std::to_string(report_.section_count));
    }
    check_facets();
  }

  void check_sections(const StoredEntry& entry, const ArticleDocuments& anew) {
    std::set<std::set<std::string>> expected;
    for (const Xapian::Document& section : anew.sections) expected.insert(terms_of(section));
    std::set<std::set<std::string>> found;
    const std::string term = uid_term(entry.uid);
    for (auto posting = sections_.postlist_begin(term); posting != sections_.postlist_end(term); ++posting) {
      found.insert(terms_of(sections_.get_document(*posting)));
    }
    if (found != expected) complain(entry.article.path + ": its sections are not its text's");
  }

  void count_facets(const Article& article, const std::vector<NamedSection>& names) {
    for (const FacetField& field : facet_fields()) {
      std::set<std::string> keys;
      for (const std::string& value : facet_values(article, names, field.name)) keys.insert(folded_name(value));
      for (const std::string& key : keys) {
        if (!key.empty()) ++counts_[std::string(field.name)][key];
      }
    }
  }

  void check_facets() {
    for (const FacetField& field : facet_fields()) {
      std::map<std::string, std::uint64_t> stated;
      FacetNames names(std::string(field.name), [&](const std::string& key) { return articles_.get_metadata(key); });
      for (const FacetEntry& entry : names.all()) {
        for (const auto& [spelling, count] : entry.spellings) stated[entry.key] += count;
      }
      if (field.name == "author") check_people(names.all());
      std::erase_if(stated, [](const auto& item) { return item.second == 0; });
      if (stated != counts_[std::string(field.name)]) {
        complain("the dictionary of the facet " + std::string(field.name) + " does not agree with the articles");
      }
    }
  }

  void check_people(const std::vector<FacetEntry>& authors) {
    const std::string stated = articles_.get_metadata(kMetaPeople);
    // An index of an earlier version has no people, and merges none.
    if (!stated.empty() && stated != people_among(authors).pack()) {
      complain("the people under several names do not agree with the authors");
    }
  }

  const IndexLayout& layout_;
  bool full_;
  Progress& progress_;
  VerifyReport report_;
  Xapian::Database articles_;
  Xapian::Database sections_;
  std::map<std::string, std::map<std::string, std::uint64_t>> counts_;
};

}  // namespace

VerifyReport verify(const std::filesystem::path& index, bool full, Progress& progress) {
  const IndexLayout layout(index);
  // No build may switch generations meanwhile.
  const IndexLock lock(layout.lock_file());
  return with_xapian(index, [&] { return Verification(layout, full, progress).run(); });
}

}  // namespace byline

#include "common/error.hpp"
#include "common/index_layout.hpp"
#include "common/schema.hpp"
#include "indexer/article_inverter.hpp"
#include "indexer/bulk/database_builder.hpp"
#include "indexer/bulk/database_check.hpp"
#include "indexer/database_merge.hpp"
#include "indexer/shard_writer.hpp"
#include "indexer/stem_forms.hpp"

namespace byline {
namespace {

namespace fs = std::filesystem;

class BuilderTerms : public TermNumbers {
 public:
  explicit BuilderTerms(bulk::DatabaseBuilder& builder) : builder_(builder) {}
  TermNumber number_of(std::string_view term) override { return builder_.term(term); }
  [[nodiscard]] std::string_view term(TermNumber number) const override { return builder_.text(number); }

 private:
  bulk::DatabaseBuilder& builder_;
};

void add_to(bulk::DatabaseBuilder& builder, const InvertedDocument& document) {
  builder.add({document.postings, document.positions, document.values, document.data, document.data_is_compressed});
}

class BulkShardWriter : public ShardWriter {
 public:
  BulkShardWriter(ArticlePacker packer, std::size_t max_bytes, StemForms* forms)
      : max_bytes_(max_bytes), forms_(forms), inverter_(article_terms_, section_terms_, std::move(packer)) {}

  void begin(const fs::path& folder) override {
    fs::create_directories(folder);
    folder_ = folder;
    parts_.clear();
  }

  void add(const PreparedArticle& article, AnalyserPool& analysers) override {
    const InvertedArticle& inverted = inverter_.invert(article, analysers.for_language(article.analysed_as));
    add_to(articles_, inverted.article);
    for (const InvertedDocument& section : inverted.sections) add_to(sections_, section);
    add_forms(inverted);
    if (articles_.bytes() + sections_.bytes() > max_bytes_) write_part();
  }

  void finish() override {
    if (parts_.empty()) return write_to(folder_);
    write_part();
    merge_databases(parts_, kArticlesName, folder_);
    merge_databases(parts_, kSectionsName, folder_);
    for (const fs::path& part : parts_) fs::remove_all(part);
  }

 private:
  void add_forms(const InvertedArticle& article) {
    if (forms_ != nullptr) return forms_->add(article.forms);
    for (const auto& [stem, word] : article.forms) {
      articles_.add_synonym(scratch_.assign(prefix::kStem).append(stem), word);
    }
  }

  void write_part() {
    parts_.push_back(folder_ / ("part-" + std::to_string(parts_.size())));
    write_to(parts_.back());
    check_bulk_shard(parts_.back());
  }

  void write_to(const fs::path& folder) {
    if (forms_ != nullptr) forms_->relieve(articles_);
    articles_.write(folder / kArticlesName);
    sections_.write(folder / kSectionsName);
    inverter_.forget_numbers();
    if (forms_ == nullptr) inverter_.forget_forms();
  }

  std::size_t max_bytes_;
  StemForms* forms_;
  bulk::DatabaseBuilder articles_;
  bulk::DatabaseBuilder sections_;
  BuilderTerms article_terms_{articles_};
  BuilderTerms section_terms_{sections_};
  ArticleInverter inverter_;
  fs::path folder_;
  std::vector<fs::path> parts_;
  std::string scratch_;
};

}  // namespace

void check_bulk_shard(const fs::path& folder) {
  for (const char* name : {kArticlesName, kSectionsName}) check_bulk_database(folder / name);
}

void check_bulk_database(const fs::path& database) {
  const std::string damage = bulk::check(database);
  if (damage.empty()) return;
  throw Error(ErrorKind::Internal, "the bulk loader wrote a database that Xapian finds damaged: " + damage,
              "the index is as it was before; build with --writer api, and tell us");
}

std::unique_ptr<ShardWriter> make_bulk_shard_writer(std::shared_ptr<const PackingDictionary> dictionary,
                                                    std::size_t max_bytes, StemForms* forms) {
  return std::make_unique<BulkShardWriter>(ArticlePacker(std::move(dictionary)), max_bytes, forms);
}

}  // namespace byline

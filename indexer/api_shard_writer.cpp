#include <cerrno>
#include <optional>
#include <string>
#include <utility>

#include <xapian.h>

#include "common/index_layout.hpp"
#include "indexer/document_builder.hpp"
#include "indexer/shard_writer.hpp"

namespace byline {
namespace {

namespace fs = std::filesystem;

/// Written once and read once, by the merge: neither synced nor safe for readers meanwhile.
constexpr int kPrivate = Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS;

class ApiShardWriter : public ShardWriter {
 public:
  explicit ApiShardWriter(std::shared_ptr<const PackingDictionary> dictionary) : dictionary_(std::move(dictionary)) {}

  void begin(const fs::path& folder) override {
    fs::create_directories(folder);
    articles_ = Xapian::WritableDatabase((folder / kArticlesName).string(), kPrivate);
    sections_ = Xapian::WritableDatabase((folder / kSectionsName).string(), kPrivate);
    builder_.emplace(dictionary_);
  }

  void add(const PreparedArticle& article, AnalyserPool& analysers) override {
    const ArticleDocuments documents = builder_->build(article, analysers.for_language(article.analysed_as));
    articles_.add_document(documents.article);
    for (const Xapian::Document& section : documents.sections) sections_.add_document(section);
    add_forms(documents, articles_);
  }

  void finish() override {
    try {
      articles_.commit();
      sections_.commit();
    } catch (const Xapian::InvalidOperationError&) {
      // A commit that fails is taken back, which a private database cannot do: that hides what the matter was.
      throw Xapian::DatabaseError("a part of it cannot be written", errno);
    }
    articles_.close();
    sections_.close();
  }

 private:
  std::shared_ptr<const PackingDictionary> dictionary_;
  Xapian::WritableDatabase articles_;
  Xapian::WritableDatabase sections_;
  std::optional<DocumentBuilder> builder_;  // of one shard, for each has synonyms of its own
};

}  // namespace

std::unique_ptr<ShardWriter> make_api_shard_writer(std::shared_ptr<const PackingDictionary> dictionary) {
  return std::make_unique<ApiShardWriter>(std::move(dictionary));
}

}  // namespace byline

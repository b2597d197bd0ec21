#include "indexer/shard_writer.hpp"

#include <cerrno>
#include <string>

#include <xapian.h>

#include "indexer/stem_forms.hpp"

namespace byline {
namespace {

namespace fs = std::filesystem;

/// Written once and read once, by the merge: neither synced nor safe for readers meanwhile.
constexpr int kPrivate = Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS;

class ApiShardWriter : public ShardWriter {
 public:
  explicit ApiShardWriter(const fs::path& folder) {
    fs::create_directories(folder);
    articles_ = Xapian::WritableDatabase((folder / "articles").string(), kPrivate);
    sections_ = Xapian::WritableDatabase((folder / "sections").string(), kPrivate);
  }

  void add(ArticleDocuments&& documents) override {
    articles_.add_document(documents.article);
    for (const Xapian::Document& section : documents.sections) sections_.add_document(section);
    forms_.add(documents.forms, articles_);
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
  Xapian::WritableDatabase articles_;
  Xapian::WritableDatabase sections_;
  StemForms forms_;
};

}  // namespace

std::unique_ptr<ShardWriter> make_shard_writer(const fs::path& folder) {
  return std::make_unique<ApiShardWriter>(folder);
}

}  // namespace byline

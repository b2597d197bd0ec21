#include "indexer/index_contents.hpp"

#include "common/schema.hpp"

namespace byline {

Xapian::docid find_article(const Xapian::Database& database, const std::string& uid) {
  const std::string term = uid_term(uid);
  const auto posting = database.postlist_begin(term);
  return posting == database.postlist_end(term) ? 0 : *posting;
}

std::optional<std::string> content_hash(const Xapian::Database& database, const std::string& uid) {
  const Xapian::docid document = find_article(database, uid);
  if (document == 0) return std::nullopt;
  return database.get_document(document).get_value(slot::kContent);
}

std::vector<std::string> uids_of_file(const Xapian::Database& database, const std::string& path) {
  std::vector<std::string> uids;
  for (PlacedArticle& article : articles_of_file(database, path)) uids.push_back(std::move(article.uid));
  return uids;
}

std::vector<PlacedArticle> articles_of_file(const Xapian::Database& database, const std::string& path) {
  std::vector<PlacedArticle> articles;
  const std::string term = file_term(path);
  for (auto posting = database.postlist_begin(term); posting != database.postlist_end(term); ++posting) {
    const Xapian::Document document = database.get_document(*posting);
    const std::string order = document.get_value(slot::kTieOrder);
    articles.push_back({document.get_value(slot::kUid), std::string(path_in_tie_order(order))});
  }
  return articles;
}

std::map<std::string, FileRecord> file_records(const Xapian::Database& database) {
  std::map<std::string, FileRecord> records;
  for (auto key = database.metadata_keys_begin(kMetaFilePrefix); key != database.metadata_keys_end(kMetaFilePrefix);
       ++key) {
    FileRecord record = unpack_file_record(database.get_metadata(*key));
    std::string path = record.path;
    records.emplace(std::move(path), std::move(record));
  }
  return records;
}

StoredEntry stored_entry(const Xapian::Document& document, ArticleUnpacker& unpacker) {
  auto term = document.termlist_begin();
  term.skip_to(std::string(kAssumedLanguageTerm));
  const bool assumed = term != document.termlist_end() && *term == kAssumedLanguageTerm;
  return {unpacker.unpack(document.get_data()), document.get_value(slot::kUid), document.get_value(slot::kContent),
          assumed};
}

void for_each_article(const Xapian::Database& database, const std::string& term,
                      const std::function<void(StoredEntry&&)>& visit) {
  const std::vector<Xapian::docid> documents(database.postlist_begin(term), database.postlist_end(term));
  ArticleUnpacker unpacker(database);
  for (const Xapian::docid id : documents) visit(stored_entry(database.get_document(id), unpacker));
}

std::optional<std::string> commonest_language(const Xapian::Database& database) {
  std::optional<std::string> commonest;
  Xapian::doccount most = 0;
  const std::string prefix(prefix::kLanguage);
  for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term) {
    if (term.get_termfreq() <= most) continue;
    most = term.get_termfreq();
    commonest = (*term).substr(prefix.size());
  }
  return commonest;
}

}  // namespace byline

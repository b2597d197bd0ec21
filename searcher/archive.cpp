#include "searcher/archive.hpp"

#include "common/schema.hpp"

namespace byline {

Archive::Archive(IndexReader& reader) : reader_(reader), languages_(reader.languages()) {}

bool Archive::has_stem(const std::string& stem) const {
  return articles().term_exists(std::string(prefix::kStem) + stem);
}

std::set<std::string> Archive::words_of_stem(const std::string& stem) const {
  const std::string term = std::string(prefix::kStem) + stem;
  return {articles().synonyms_begin(term), articles().synonyms_end(term)};
}

Archive::Expansion Archive::words_with_prefix(const std::string& prefix, std::size_t limit) const {
  Expansion expansion;
  for (auto term = articles().allterms_begin(prefix); term != articles().allterms_end(prefix); ++term) {
    if (expansion.words.size() == limit) {
      expansion.cut_off = true;
      break;
    }
    expansion.words.push_back(*term);
  }
  return expansion;
}

std::vector<std::string> Archive::stems_of(const std::string& word) {
  std::set<std::string> stems;
  for (const std::string& language : languages_) stems.insert(analyser(language).stem_of(word));
  return {stems.begin(), stems.end()};
}

FacetNames& Archive::facet(std::string_view name) {
  const auto found = facets_.find(name);
  if (found != facets_.end()) return found->second;
  const Xapian::Database database = articles();
  FacetNames names(std::string(name), [database](const std::string& key) { return database.get_metadata(key); });
  return facets_.emplace(std::string(name), std::move(names)).first->second;
}

std::optional<FileRecord> Archive::file_record(const std::string& path) const {
  const std::string bytes = articles().get_metadata(file_metadata_key(path));
  return bytes.empty() ? std::nullopt : std::optional(unpack_file_record(bytes));
}

const std::vector<Archive::IndexedFile>& Archive::files() {
  if (files_) return *files_;
  files_.emplace();
  const auto end = articles().metadata_keys_end(kMetaFilePrefix);
  for (auto key = articles().metadata_keys_begin(kMetaFilePrefix); key != end; ++key) {
    FileRecord record = unpack_file_record(articles().get_metadata(*key));
    files_->push_back({std::move(record.path), record.is_container});
  }
  return *files_;
}

std::vector<std::string> Archive::members_of(const std::string& container) const {
  std::set<std::string, std::less<>> members;
  const std::string term = file_term(container);
  auto value = articles().valuestream_begin(slot::kTieOrder);
  for (auto posting = articles().postlist_begin(term); posting != articles().postlist_end(term); ++posting) {
    value.skip_to(*posting);
    const std::string order = *value;
    const std::string_view path = path_in_tie_order(order);
    if (members.find(path) == members.end()) members.emplace(path);
  }
  return {members.begin(), members.end()};
}

}  // namespace byline

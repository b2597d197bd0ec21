#include "searcher/archive.hpp"

#include <utility>

#include "common/schema.hpp"

namespace byline {
namespace {

/// In which part of all terms, which are sorted by bytes, such words are: all but very rare Chinese characters.
std::pair<std::string_view, std::string_view> range_of(Spacing spacing) {
  switch (spacing) {
    case Spacing::SouthEastAsian: return {"\xE0\xB8", "\xE2"};
    case Spacing::EastAsian: return {"\xE3", "\xEA"};
    case Spacing::Korean: return {"\xEA\xB0", "\xEE"};
    case Spacing::Spaces: break;
  }
  return {"\xFF", "\xFF"};
}

/// Prefixes are capitals (schema.hpp), and no exact form begins with one.
bool is_prefixed(std::string_view term) { return !term.empty() && term.front() >= 'A' && term.front() <= 'Z'; }
constexpr std::string_view kAfterPrefixes = "[";
static_assert('Z' + 1 == '[');

}  // namespace

Archive::Archive(IndexReader& reader) : reader_(reader), languages_(reader.languages()), unpacker_(reader.articles()) {}

/// What a search names is there: to look would read the lengths of documents.
Article Archive::article(Xapian::docid document) {
  return unpacker_.unpack(articles().get_document(document, Xapian::DOC_ASSUME_VALID).get_data());
}

Xapian::doccount Archive::frequency(const std::string& term) {
  const auto [known, is_new] = frequencies_.try_emplace(term, 0);
  if (is_new) known->second = articles().get_termfreq(term);
  return known->second;
}

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

const Archive::Expansion& Archive::words_like(const WordPattern& pattern, std::size_t limit) {
  const auto [known, is_new] = words_like_.try_emplace(pattern.text());
  Expansion& expansion = known->second;
  if (!is_new) return expansion;
  const std::string beginning(pattern.beginning());
  auto term = articles().allterms_begin(beginning);
  while (term != articles().allterms_end(beginning) && !expansion.cut_off) {
    const std::string word = *term;
    if (is_prefixed(word)) {
      term.skip_to(std::string(kAfterPrefixes));
      continue;
    }
    if (pattern.matches(word)) {
      expansion.cut_off = expansion.words.size() == limit;
      if (!expansion.cut_off) expansion.words.push_back(word);
    }
    ++term;
  }
  return expansion;
}

std::vector<std::string> Archive::stems_of(const std::string& word) {
  std::set<std::string> stems;
  for (const std::string& language : languages_) stems.insert(analyser(language).stem_of(word));
  return {stems.begin(), stems.end()};
}

const Lexicon& Archive::lexicon(Spacing spacing) {
  const auto known = lexicons_.find(spacing);
  if (known != lexicons_.end()) return known->second;
  const auto [first, last] = range_of(spacing);
  const auto terms_within = [&, lowest = first, end = last](std::string_view prefix) {
    std::vector<std::string> terms;
    const std::string all(prefix);
    auto term = articles().allterms_begin(all);
    term.skip_to(all + std::string(lowest));
    for (; term != articles().allterms_end(all); ++term) {
      std::string word = (*term).substr(prefix.size());
      if (word >= end) break;
      if (spacing_of(word) == spacing) terms.push_back(std::move(word));
    }
    return terms;
  };
  return lexicons_.emplace(spacing, Lexicon(terms_within({}), terms_within(prefix::kStem))).first->second;
}

FacetNames& Archive::facet(std::string_view name) {
  const auto found = facets_.find(name);
  if (found != facets_.end()) return found->second;
  const Xapian::Database database = articles();
  FacetNames names(std::string(name), [database](const std::string& key) { return database.get_metadata(key); });
  return facets_.emplace(std::string(name), std::move(names)).first->second;
}

const People& Archive::people() {
  if (!people_) people_ = People::unpack(articles().get_metadata(kMetaPeople));
  return *people_;
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

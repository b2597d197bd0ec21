#include "indexer/bulk/database_builder.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/error.hpp"
#include "indexer/bulk/byte_arena.hpp"
#include "indexer/bulk/deflater.hpp"
#include "indexer/bulk/inverter.hpp"
#include "indexer/bulk/packed_integers.hpp"
#include "indexer/bulk/posting_lists.hpp"
#include "indexer/bulk/synonym_lists.hpp"
#include "indexer/bulk/table_writer.hpp"
#include "indexer/bulk/term_lists.hpp"
#include "indexer/bulk/value_streams.hpp"
#include "indexer/bulk/version_file.hpp"
#include "indexer/bulk/vocabulary.hpp"

namespace byline::bulk {
namespace fs = std::filesystem;
namespace {

/// Xapian's own limit.
constexpr std::size_t kMaxTerm = 245;
/// So that a terminator and any docid fit behind it.
constexpr std::size_t kMaxTermInKey = kMaxKey - 1 - 5;

[[noreturn]] void refuse(const char* what) { throw Error(ErrorKind::BadInput, what); }

/// What `State::data` and `State::slots` hold of a document ends here; it begins where that of the one before ends.
struct DocumentEnds {
  std::uint32_t length;
  bool data_is_deflated;
  std::size_t data;
  std::size_t slots;
};

std::string docid_key(std::uint32_t docid) {
  std::string key;
  append_sortable(key, docid);
  return key;
}

}  // namespace

struct DatabaseBuilder::State {
  explicit State(Deflate deflate) : deflater(deflate) {}

  void add_values(std::uint32_t docid, std::span<const Value> values);
  void add_data(const Document& document);
  void write_postings(const fs::path& folder, const SortedTerms& terms, VersionFile& version);
  void write_document_lengths(TableWriter& table) const;
  [[nodiscard]] TableRoot write_term_lists(const fs::path& folder, const SortedTerms& terms);
  std::string_view term_list_tag(const SortedTerms& terms, std::uint32_t docid);
  [[nodiscard]] TableRoot write_document_data(const fs::path& folder) const;
  [[nodiscard]] TableRoot write_synonyms(const fs::path& folder);
  void add_statistics(VersionFile& version) const;
  void clear();

  Deflater deflater;
  Vocabulary vocabulary;
  Inverter inverter;
  ValueStreams values;
  SynonymLists synonyms;
  ByteArena data;
  ByteArena slots;
  std::vector<DocumentEnds> documents;
  TermListTag term_list;
  std::vector<std::uint32_t> used;  // slots of a document
};

void DatabaseBuilder::State::add_values(std::uint32_t docid, std::span<const Value> document_values) {
  used.clear();
  for (const Value& value : document_values) {
    if (value.bytes.empty()) continue;
    used.push_back(value.slot);
    values.add(docid, value.slot, value.bytes);
  }
  std::sort(used.begin(), used.end());
  if (std::adjacent_find(used.begin(), used.end()) != used.end()) refuse("a document has a value twice");
  slots.append(used_slots(used));
}

void DatabaseBuilder::State::add_data(const Document& document) {
  if (document.data_is_compressed) {
    Deflater::store(document.data, data);
    documents.back().data_is_deflated = true;
    return;
  }
  const auto deflated = deflater.deflate(document.data);
  data.append(deflated.value_or(document.data));
  documents.back().data_is_deflated = deflated.has_value();
}

/// The tables of postings and of positions, term by term, and the lists of the documents' terms.
void DatabaseBuilder::State::write_postings(const fs::path& folder, const SortedTerms& terms, VersionFile& version) {
  TableWriter postings(folder / "postlist.glass");
  std::optional<TableWriter> positions;  // as in Xapian's databases there is no file if there are none
  PostingListWriter list(postings);
  values.write(postings);
  write_document_lengths(postings);
  inverter.sort(terms.ids());
  for (std::size_t rank = 0; rank < terms.size(); ++rank) {
    const auto occurrences = inverter.occurrences(rank);
    if (occurrences.empty()) continue;
    TermKeys keys(terms[rank]);
    list.begin(keys, occurrences.size(), inverter.total_wdf(terms.ids()[rank]));
    for (const Occurrence& occurrence : occurrences) {
      const OccurrenceDetail detail = inverter.read(occurrence);
      list.add(occurrence.docid, detail.wdf);
      if (!detail.positions.empty()) {
        if (!positions) positions.emplace(folder / "position.glass");
        positions->append(keys.at(occurrence.docid), detail.positions);
      }
      inverter.hand_back(occurrence.docid, rank, detail.wdf);
    }
    list.end();
  }
  version.postings = postings.finish();
  if (positions) version.positions = positions->finish();
}

void DatabaseBuilder::State::write_document_lengths(TableWriter& table) const {
  if (documents.empty()) return;
  PostingListWriter list(table);
  TermKeys keys = TermKeys::of_document_lengths();
  list.begin(keys, 0, 0);
  for (std::size_t i = 0; i < documents.size(); ++i) list.add(static_cast<std::uint32_t>(i + 1), documents[i].length);
  list.end();
}

TableRoot DatabaseBuilder::State::write_term_lists(const fs::path& folder, const SortedTerms& terms) {
  TableWriter table(folder / "termlist.glass");
  std::size_t slots_begin = 0;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    const auto docid = static_cast<std::uint32_t>(i + 1);
    std::string key = docid_key(docid);
    const std::string_view tag = term_list_tag(terms, docid);
    const auto deflated = deflater.deflate(tag);
    table.append(key, deflated.value_or(tag), deflated.has_value());
    key += '\0';
    const std::string_view used_by_document = slots.view(slots_begin, documents[i].slots);
    if (!used_by_document.empty()) table.append(key, used_by_document);
    slots_begin = documents[i].slots;
  }
  return table.finish();
}

/// Empty for a document without terms.
std::string_view DatabaseBuilder::State::term_list_tag(const SortedTerms& terms, std::uint32_t docid) {
  constexpr std::size_t kPrefetched = 8;
  const auto list = inverter.terms_of(docid);
  if (list.empty()) return {};
  term_list.begin(documents[docid - 1].length, list.size());
  for (std::size_t i = 0; i < list.size(); ++i) {
    terms.prefetch(list[std::min(i + kPrefetched, list.size() - 1)].rank);
    term_list.add(terms[list[i].rank], list[i].wdf);
  }
  return term_list.tag();
}

TableRoot DatabaseBuilder::State::write_document_data(const fs::path& folder) const {
  if (data.size() == 0) return {};
  TableWriter table(folder / "docdata.glass");
  std::size_t begin = 0;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    const std::string_view tag = data.view(begin, documents[i].data);
    if (!tag.empty()) table.append(docid_key(static_cast<std::uint32_t>(i + 1)), tag, documents[i].data_is_deflated);
    begin = documents[i].data;
  }
  return table.finish();
}

TableRoot DatabaseBuilder::State::write_synonyms(const fs::path& folder) {
  if (synonyms.empty()) return {};
  TableWriter table(folder / "synonym.glass");
  synonyms.write(table, deflater);
  return table.finish();
}

void DatabaseBuilder::State::add_statistics(VersionFile& version) const {
  version.documents = static_cast<std::uint32_t>(documents.size());
  version.most_frequent = inverter.most_frequent();
  for (const DocumentEnds& document : documents) {
    version.length += document.length;
    version.longest = std::max(version.longest, document.length);
    if (document.length == 0) continue;
    version.shortest = version.shortest == 0 ? document.length : std::min(version.shortest, document.length);
  }
}

void DatabaseBuilder::State::clear() {
  vocabulary.clear();
  inverter.clear();
  values.clear();
  synonyms.clear();
  data.clear();
  slots.clear();
  documents.clear();
}

DatabaseBuilder::DatabaseBuilder(Deflate deflate) : state_(std::make_unique<State>(deflate)) {}
DatabaseBuilder::~DatabaseBuilder() = default;
DatabaseBuilder::DatabaseBuilder(DatabaseBuilder&&) noexcept = default;
DatabaseBuilder& DatabaseBuilder::operator=(DatabaseBuilder&&) noexcept = default;

bool DatabaseBuilder::can_hold(std::string_view term) {
  if (term.empty() || term.size() > kMaxTerm) return false;
  const auto zeros = static_cast<std::size_t>(std::count(term.begin(), term.end(), '\0'));
  return term.size() + zeros <= kMaxTermInKey;
}

TermId DatabaseBuilder::term(std::string_view term) {
  if (!can_hold(term)) refuse(term.empty() ? "a term is empty" : "a term is too long");
  return state_->vocabulary.intern(term);
}

std::string_view DatabaseBuilder::text(TermId id) const { return state_->vocabulary[id]; }

void DatabaseBuilder::add(const Document& document) {
  State& state = *state_;
  if (state.documents.size() >= std::numeric_limits<std::uint32_t>::max() - 1) refuse("too many documents");
  DocumentEnds& ends = state.documents.emplace_back();
  ends.length = state.inverter.add(document, state.vocabulary.size());
  state.add_values(size(), document.values);
  state.add_data(document);
  ends.data = state.data.size();
  ends.slots = state.slots.size();
}

void DatabaseBuilder::add_synonym(std::string_view term, std::string_view synonym) {
  for (const std::string_view text : {term, synonym}) {
    if (text.empty() || text.size() > kMaxKey) refuse("a synonym is empty or too long");
  }
  state_->synonyms.add(term, synonym);
}

void DatabaseBuilder::take_synonyms(SynonymLists& lists) { std::swap(state_->synonyms, lists); }

std::uint32_t DatabaseBuilder::size() const { return static_cast<std::uint32_t>(state_->documents.size()); }

std::size_t DatabaseBuilder::bytes() const {
  const State& state = *state_;
  return state.vocabulary.bytes() + state.inverter.bytes() + state.values.bytes() + state.synonyms.bytes() +
         state.data.size() + state.slots.size() + state.documents.size() * sizeof(DocumentEnds);
}

void DatabaseBuilder::write(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw Error(ErrorKind::Io, "cannot create '" + folder.string() + "': " + error.message());
  VersionFile version;
  const SortedTerms terms = state_->vocabulary.sorted();
  state_->write_postings(folder, terms, version);
  version.term_lists = state_->write_term_lists(folder, terms);
  version.document_data = state_->write_document_data(folder);
  version.synonyms = state_->write_synonyms(folder);
  state_->add_statistics(version);
  version.write(folder);
  state_->clear();
}

}  // namespace byline::bulk

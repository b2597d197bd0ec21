#include "indexer/bulk/sample.hpp"

#include <fstream>
#include <iterator>

#include "common/error.hpp"

namespace byline::bulk {
namespace fs = std::filesystem;

Xapian::Document as_xapian(const SampleDocument& document) {
  Xapian::Document out;
  for (const auto& [name, term] : document.terms) {
    out.add_term(name, term.wdf);
    for (const std::uint32_t position : term.positions) out.add_posting(name, position, 0);
  }
  for (const auto& [slot, value] : document.values) out.add_value(slot, value);
  out.set_data(document.data);
  return out;
}

void add(DatabaseBuilder& builder, const SampleDocument& document) {
  std::vector<Posting> postings;
  std::vector<std::uint32_t> positions;
  std::vector<Value> values;
  for (const auto& [name, term] : document.terms) {
    postings.push_back({builder.term(name), term.wdf, static_cast<std::uint32_t>(positions.size()),
                        static_cast<std::uint32_t>(term.positions.size())});
    positions.insert(positions.end(), term.positions.begin(), term.positions.end());
  }
  for (const auto& [slot, value] : document.values) values.push_back({slot, value});
  builder.add({postings, positions, values, document.data});
}

void add(DatabaseBuilder& builder, const Sample& sample) {
  for (const SampleDocument& document : sample.documents) add(builder, document);
  for (const auto& [term, synonym] : sample.synonyms) builder.add_synonym(term, synonym);
}

void write_by_xapian(const fs::path& folder, const Sample& sample) {
  Xapian::WritableDatabase database(folder.string(), Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC);
  for (const SampleDocument& document : sample.documents) database.add_document(as_xapian(document));
  for (const auto& [term, synonym] : sample.synonyms) database.add_synonym(term, synonym);
  database.commit();
}

std::string compacted(const fs::path& folder) {
  constexpr std::size_t kUuid = 16;  // where it is, and how long
  const fs::path target = folder.string() + ".compact";
  Xapian::Database(folder.string())
      .compact(target.string(), Xapian::DBCOMPACT_NO_RENUMBER | Xapian::DBCOMPACT_SINGLE_FILE | Xapian::DB_NO_SYNC);
  std::ifstream file(target, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), {}};
  if (!file || bytes.size() < 2 * kUuid) throw Error(ErrorKind::Io, "cannot read '" + target.string() + "'");
  return bytes.replace(kUuid, kUuid, kUuid, '0');
}

}  // namespace byline::bulk

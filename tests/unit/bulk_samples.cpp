#include "tests/unit/bulk_samples.hpp"

#include <cstdlib>
#include <set>

namespace byline::test {

SampleDocument sample_document(std::string_view text) {
  SampleDocument document;
  std::uint32_t position = 0;
  while (!text.empty()) {
    const std::size_t end = text.find(' ');
    const std::string word(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (word.empty()) continue;
    document.terms[word].positions.push_back(++position);
    ++document.terms["Z" + word.substr(0, 6)].wdf;
  }
  return document;
}

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

void add(bulk::DatabaseBuilder& builder, const SampleDocument& document) {
  std::vector<bulk::Posting> postings;
  std::vector<std::uint32_t> positions;
  std::vector<bulk::Value> values;
  for (const auto& [name, term] : document.terms) {
    postings.push_back({builder.term(name), term.wdf, static_cast<std::uint32_t>(positions.size()),
                        static_cast<std::uint32_t>(term.positions.size())});
    positions.insert(positions.end(), term.positions.begin(), term.positions.end());
  }
  for (const auto& [slot, value] : document.values) values.push_back({slot, value});
  builder.add({postings, positions, values, document.data});
}

void add(bulk::DatabaseBuilder& builder, const Sample& sample) {
  for (const SampleDocument& document : sample.documents) add(builder, document);
  for (const auto& [term, synonym] : sample.synonyms) builder.add_synonym(term, synonym);
}

void write_by_api(const std::filesystem::path& folder, const Sample& sample) {
  setenv("XAPIAN_FLUSH_THRESHOLD", "1000000000", 1);
  Xapian::WritableDatabase database(folder.string(), Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC);
  for (const SampleDocument& document : sample.documents) database.add_document(as_xapian(document));
  for (const auto& [term, synonym] : sample.synonyms) database.add_synonym(term, synonym);
  database.commit();
}

}  // namespace byline::test

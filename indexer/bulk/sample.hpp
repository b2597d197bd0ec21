#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <xapian.h>

#include "indexer/bulk/database_builder.hpp"

namespace byline::bulk {

/// A document in no library's form, to be written both ways and compared.
struct SampleDocument {
  struct Term {
    std::uint32_t wdf = 0;
    std::vector<std::uint32_t> positions;  ///< ascending
  };
  std::map<std::string, Term> terms;
  std::map<std::uint32_t, std::string> values;
  std::string data;
};

struct Sample {
  std::vector<SampleDocument> documents;
  std::vector<std::pair<std::string, std::string>> synonyms;
};

Xapian::Document as_xapian(const SampleDocument& document);

void add(DatabaseBuilder& builder, const SampleDocument& document);
/// All of it.
void add(DatabaseBuilder& builder, const Sample& sample);

/// Writes the sample through Xapian's API, in one commit where Xapian makes none by itself.
void write_by_xapian(const std::filesystem::path& folder, const Sample& sample);

/// All tables and statistics of the database once Xapian has compacted it (into `*.compact` beside it), as bytes;
/// without its UUID, which is random. Throws Error (Io) when they cannot be read.
std::string compacted(const std::filesystem::path& folder);

}  // namespace byline::bulk

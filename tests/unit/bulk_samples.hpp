#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "indexer/bulk/database_builder.hpp"

namespace byline::test {

/// A document in no library's form, to be written both ways.
struct SampleDocument {
  struct Term {
    std::uint32_t wdf = 0;
    std::vector<std::uint32_t> positions;  // ascending
  };
  std::map<std::string, Term> terms;
  std::map<std::uint32_t, std::string> values;
  std::string data;
};

struct Sample {
  std::vector<SampleDocument> documents;
  std::vector<std::pair<std::string, std::string>> synonyms;
};

/// Words of the text, split at spaces, with positions from 1 on, and as terms "Z" + first letters with wdf.
SampleDocument sample_document(std::string_view text);

Xapian::Document as_xapian(const SampleDocument& document);

void add(bulk::DatabaseBuilder& builder, const SampleDocument& document);
/// All of it.
void add(bulk::DatabaseBuilder& builder, const Sample& sample);

/// Writes the sample through Xapian's API, in one commit.
void write_by_api(const std::filesystem::path& folder, const Sample& sample);

}  // namespace byline::test

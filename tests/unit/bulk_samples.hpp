#pragma once

#include <filesystem>
#include <string_view>

#include "indexer/bulk/sample.hpp"

namespace byline::test {

using bulk::Sample;
using bulk::SampleDocument;

/// Words of the text, split at spaces, with positions from 1 on, and as terms "Z" + first letters with wdf.
SampleDocument sample_document(std::string_view text);

/// Writes the sample through Xapian's API, in one commit.
void write_by_api(const std::filesystem::path& folder, const Sample& sample);

}  // namespace byline::test

#pragma once

#include <string>

#include <xapian.h>

namespace byline::test {

/// What the API tells differently of two databases, on a few lines; empty if nothing: statistics and bounds, terms,
/// postings with wdf and document length, positions, term lists, data, values, value streams, synonyms, spelling,
/// metadata. UUID and revision may differ, and metadata whose keys begin with `but_metadata`, if that is not empty.
std::string differences(const Xapian::Database& a, const Xapian::Database& b, const std::string& but_metadata = {});

}  // namespace byline::test

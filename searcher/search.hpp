#pragma once

#include "searcher/archive.hpp"
#include "searcher/open_archive.hpp"
#include "searcher/results.hpp"
#include "searcher/search_request.hpp"

namespace byline {

/// Answers the request from one state of the index. Throws Error.
Results search(OpenArchive& archive, const SearchRequest& request);

/// Answers it from an archive that is open. Xapian's exceptions pass through.
Results search(Archive& archive, const SearchRequest& request);

}  // namespace byline

#pragma once

#include <filesystem>

#include <xapian.h>

#include "common/index_layout.hpp"

namespace byline {

/// What a build finds in an index's directory.
enum class IndexState {
  None,    ///< no index yet
  Sound,   ///< can be updated
  Stale,   ///< analysed otherwise than this program does, or of the schema before: every article must be put in anew
  Uneven,  ///< a crash came between the commits of the two databases: sections/ must be derived anew
};

/// Throws Error: IndexMismatch for an index that this program cannot even read, IndexDamaged.
IndexState index_state(const IndexLayout& layout);

/// Makes the directory, for its owner only, unless it exists. Throws Error (BadInput) for a folder of something else.
void prepare_directory(const IndexLayout& layout);

/// The articles of the current generation as they are, whatever they were analysed with; a database without shards
/// when there is no index.
Xapian::Database open_articles(const IndexLayout& layout);
Xapian::Database open_sections(const IndexLayout& layout);

}  // namespace byline

#include "indexer/database_merge.hpp"

#include <xapian.h>

namespace byline {

void merge_databases(const std::vector<std::filesystem::path>& folders, const char* name,
                     const std::filesystem::path& target) {
  Xapian::Database all;
  for (const std::filesystem::path& folder : folders) {
    all.add_database(Xapian::Database((folder / name).string(), Xapian::DB_BACKEND_GLASS));
  }
  all.compact((target / name).string());
}

}  // namespace byline

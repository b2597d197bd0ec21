#include "indexer/bulk/database_check.hpp"

#include <sstream>

#include <xapian.h>

namespace byline::bulk {

std::string check(const std::filesystem::path& database) try {
  std::ostringstream report;
  const std::size_t errors = Xapian::Database::check(database.string(), 0, &report);
  if (errors == 0) return "";
  return std::to_string(errors) + " errors: " + report.str();
} catch (const Xapian::Error& error) {
  return error.get_description();
}

}  // namespace byline::bulk

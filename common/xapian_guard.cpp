#include "common/xapian_guard.hpp"

#include <string_view>

namespace byline {

void throw_as_error(const Xapian::Error& error, const std::filesystem::path& index) {
  const std::string name = "index '" + index.string() + "'";
  const std::string_view type = error.get_type();  // Xapian's errors are not polymorphic
  const std::string detail =
      error.get_msg() + (error.get_error_string() ? std::string(": ") + error.get_error_string() : "");
  // Also told when its lock file cannot be made; then not by these words.
  if (type == "DatabaseLockError" && error.get_msg().find("already locked") != std::string::npos) {
    throw Error(ErrorKind::IndexLocked, name + " is being written", "wait for the other byline-index to finish");
  }
  if (type == "DatabaseModifiedError") {
    throw Error(ErrorKind::IndexLocked, name + " keeps changing while it is read", "try again in a moment");
  }
  if (type == "DatabaseCorruptError" || type == "DatabaseVersionError") {
    throw Error(ErrorKind::IndexDamaged, name + " is damaged: " + detail,
                "`byline-index verify` says more; a build into a new directory makes a sound one");
  }
  if (type == "DatabaseOpeningError") {
    throw Error(ErrorKind::IndexDamaged, name + " cannot be opened: " + detail, "is it an index of Byline?");
  }
  if (type.starts_with("Database")) throw Error(ErrorKind::Io, name + ": " + detail);
  throw Error(ErrorKind::Internal, name + ": " + error.get_type() + ": " + detail);
}

}  // namespace byline

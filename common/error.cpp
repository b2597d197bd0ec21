#include "common/error.hpp"

namespace byline {

std::string_view code_name(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::Usage: return "usage";
    case ErrorKind::NoIndex: return "no-index";
    case ErrorKind::IndexLocked: return "locked";
    case ErrorKind::IndexMismatch: return "mismatch";
    case ErrorKind::IndexDamaged: return "damaged";
    case ErrorKind::BadQuery: return "bad-query";
    case ErrorKind::BadInput: return "bad-input";
    case ErrorKind::Io: return "io";
    case ErrorKind::Internal: break;
  }
  return "internal";
}

}  // namespace byline

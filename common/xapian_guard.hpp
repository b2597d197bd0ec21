#pragma once

#include <filesystem>
#include <utility>

#include <xapian.h>

#include "common/error.hpp"

namespace byline {

/// Turns an exception of Xapian into our Error, with the index's path in the message.
[[noreturn]] void throw_as_error(const Xapian::Error& error, const std::filesystem::path& index);

/// Runs `body`; exceptions of Xapian leave it as our Error. The one place where the two meet.
template <typename Body>
decltype(auto) with_xapian(const std::filesystem::path& index, Body&& body) try {
  return std::forward<Body>(body)();
} catch (const Xapian::Error& error) {
  throw_as_error(error, index);
}

}  // namespace byline

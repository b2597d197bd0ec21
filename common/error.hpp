#pragma once

#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace byline {

/// What went wrong, coarse enough for a script to act on; `code_name` gives the word used in JSON output.
enum class ErrorKind { Usage, NoIndex, IndexLocked, IndexMismatch, IndexDamaged, BadQuery, BadInput, Io, Internal };

/// "usage", "no-index", "locked", "mismatch", "damaged", "bad-query", "bad-input", "io", "internal".
std::string_view code_name(ErrorKind kind);

/// The program cannot go on. `what()` is one line for a person: lower case, no full stop. `hint()` says what to try
/// next, or is empty. `column()` is the 1-based code point of the query the error is about, where there is one.
class Error : public std::runtime_error {
 public:
  explicit Error(ErrorKind kind, const std::string& message, std::string hint = {},
                 std::optional<std::size_t> column = std::nullopt)
      : std::runtime_error(message), kind_(kind), hint_(std::move(hint)), column_(column) {}

  [[nodiscard]] ErrorKind kind() const { return kind_; }
  [[nodiscard]] const std::string& hint() const { return hint_; }
  [[nodiscard]] std::optional<std::size_t> column() const { return column_; }

 private:
  ErrorKind kind_;
  std::string hint_;
  std::optional<std::size_t> column_;
};

}  // namespace byline

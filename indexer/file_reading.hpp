#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/input_scan.hpp"
#include "indexer/reader.hpp"

namespace byline {

/// The bytes of a file, or the reason why they could not be had: unreadable, or larger than its format is read.
struct FileBytes {
  std::string bytes;
  std::string failure;  ///< empty when the bytes are good
};
FileBytes load_file(const std::string& path, const Format& format);
/// The same, for a file of at most `limit` bytes.
FileBytes load_file(const std::string& path, std::uint64_t limit);

/// Everything that stands on standard input.
FileBytes load_standard_input();

/// Makes articles of an input's bytes: decodes them, lets the format's reader read them, and completes each article
/// with what the options and its place say (language, category from the folder, source). The sink gets what the reader
/// found in its order; a whole input that is no text comes as a Rejection.
void read_input(const std::string& path, std::string_view bytes, const Format& format, const Root& root,
                const OutcomeSink& sink);

}  // namespace byline

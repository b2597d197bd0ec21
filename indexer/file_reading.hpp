#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "indexer/input_scan.hpp"
#include "indexer/reader.hpp"

namespace byline {

/// The bytes of a file, or the reason why they could not be had: unreadable, or larger than its format is read. Those
/// of a compressed file are inflated.
struct FileBytes {
  std::string bytes;
  std::string failure;      ///< empty when the bytes are good
  std::string damage = {};  ///< why a compressed file of records ends too soon; what came before is there
};
FileBytes load_file(const std::string& path, const Format& format);
/// The same, for a file of at most `limit` bytes.
FileBytes load_file(const std::string& path, std::uint64_t limit);

/// The same of a compressed file that is in memory.
FileBytes inflated(std::string_view compressed, const Format& format);

/// How much of a file of this format is read.
std::uint64_t max_bytes_of(const Format& format);

/// Where an input stands. A member of a container is read as if the container were a folder of its name.
struct InputPlace {
  std::string path;            ///< what identifies it: absolute, "-", or "/a/posts.zip!2024/b.md"
  std::string read_as;         ///< where the reader takes it to be: "/a/records.jsonl" for "/a/records.jsonl.gz"
  std::string container = {};  ///< the file on disk, for a member of it
};
InputPlace place_of_file(const std::string& path);

/// Everything that stands on standard input.
FileBytes load_standard_input();

/// Makes articles of an input's bytes: decodes them, lets the format's reader read them, and completes each article
/// with what the options and its place say (language, category from the folder, source). The sink gets what the reader
/// found in its order; a whole input that is no text comes as a Rejection.
void read_input(const InputPlace& place, std::string_view bytes, const Format& format, const Root& root,
                const OutcomeSink& sink);

}  // namespace byline

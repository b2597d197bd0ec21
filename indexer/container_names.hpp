#pragma once

#include <cstdint>
#include <string_view>

namespace byline {

/// How a file holds what is read of it, by its name.
enum class Packing : std::uint8_t {
  None,        ///< it is the input itself; also EPUB and the like, which are zip files but formats of their own
  Compressed,  ///< one input, compressed: "records.jsonl.gz"
  Container,   ///< read as a folder: "posts.zip", "posts.tar.gz"
};
Packing packing_of(std::string_view path);

/// The path without what tells of the packing: "a/records.jsonl.gz" is "a/records.jsonl", "a/posts.tar.gz" is
/// "a/posts".
std::string_view without_packing(std::string_view path);

}  // namespace byline

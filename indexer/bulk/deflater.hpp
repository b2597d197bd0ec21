#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>

#include "indexer/bulk/byte_arena.hpp"
#include "indexer/bulk/database_builder.hpp"

namespace byline::bulk {

/// Makes tags smaller: raw deflate, without a header. Glass deflates a tag if it is longer than the table's limit, and
/// keeps the result if that is shorter; no reader asks which encoder was at work, nor at which level.
class Deflater {
 public:
  /// Tables other than those of postings and positions try it above so many bytes.
  static constexpr std::size_t kLimit = 18;

  explicit Deflater(Deflate kind);
  ~Deflater();
  Deflater(Deflater&&) noexcept;
  Deflater& operator=(Deflater&&) noexcept;

  /// The deflated form, good until the next call; none where the tag is to be stored as it is.
  std::optional<std::string_view> deflate(std::string_view tag);

  /// Appends the deflate stream that holds the bytes as they are, in stored blocks (RFC 1951, 3.2.4): 5 bytes for each
  /// 65,535. Whoever copies a tag that is marked as deflated lets it be; one that is not he tries to deflate.
  static void store(std::string_view bytes, ByteArena& out);

 private:
  struct Encoder;
  std::unique_ptr<Encoder> encoder_;
  ByteArena deflated_;
};

}  // namespace byline::bulk

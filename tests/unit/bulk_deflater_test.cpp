#include "indexer/bulk/deflater.hpp"

#include <doctest/doctest.h>
#include <zlib.h>

#include <string>

#include <xapian.h>

#include "indexer/bulk/database_builder.hpp"
#include "tests/unit/archive_fixture.hpp"

namespace byline::bulk {
namespace {

/// What a reader makes of a deflated tag; "damaged" unless the stream ends with it.
std::string inflated(std::string_view deflated) {
  z_stream stream{};
  REQUIRE(inflateInit2(&stream, -15) == Z_OK);
  std::string bytes(2'000'000, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(deflated.data()));
  stream.avail_in = static_cast<uInt>(deflated.size());
  stream.next_out = reinterpret_cast<Bytef*>(bytes.data());
  stream.avail_out = static_cast<uInt>(bytes.size());
  const bool ends = inflate(&stream, Z_FINISH) == Z_STREAM_END && stream.avail_in == 0;
  bytes.resize(stream.total_out);
  inflateEnd(&stream);
  return ends ? bytes : "damaged";
}

std::string noise(std::size_t size) {
  std::string bytes;
  std::uint32_t state = 12345;
  while (bytes.size() < size) bytes.push_back(static_cast<char>((state = state * 1664525 + 1013904223) >> 24));
  return bytes;
}

TEST_CASE("bulk deflater: stored and deflated tags are inflated to what they were") {
  for (const std::size_t size : {1, 2, 100, 65'534, 65'535, 65'536, 131'070, 131'071, 1'000'000}) {
    CAPTURE(size);
    const std::string bytes = noise(size);
    ByteArena stored;
    Deflater::store(bytes, stored);
    CHECK(inflated(stored.view(0, stored.size())) == bytes);
    CHECK(stored.size() == size + 5 * ((size + 65'534) / 65'535));
    const std::string text(size, 'a');
    for (const Deflate kind : {Deflate::Fast, Deflate::AsXapian}) {
      Deflater deflater(kind);
      CHECK(!deflater.deflate(bytes));
      const auto deflated = deflater.deflate(text);
      CHECK(deflated.has_value() == (size > Deflater::kLimit));
      if (deflated) CHECK(inflated(*deflated) == text);
    }
  }
}

TEST_CASE("bulk deflater: data that is compressed is read as it was, also when Xapian has copied it") {
  const test::ScratchDirectory scratch;
  DatabaseBuilder builder;
  const std::string data[] = {"x", noise(3000), noise(200'000)};
  for (const std::string& bytes : data) builder.add({{}, {}, {}, bytes, true});
  builder.write(scratch.path() / "written");
  Xapian::Database((scratch.path() / "written").string()).compact((scratch.path() / "copied").string());
  for (const char* name : {"written", "copied"}) {
    const Xapian::Database database((scratch.path() / name).string());
    for (Xapian::docid id = 1; id <= 3; ++id) CHECK(database.get_document(id).get_data() == data[id - 1]);
  }
}

}  // namespace
}  // namespace byline::bulk

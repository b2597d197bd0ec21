#include "common/facet_dictionary.hpp"

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "common/error.hpp"

namespace byline {
namespace {

/// Metadata as an index would keep it, which counts how often it is read.
struct Metadata {
  std::map<std::string, std::string> values;
  std::size_t reads = 0;

  FacetNames names(const std::string& facet) {
    return FacetNames(facet, [this](const std::string& key) {
      ++reads;
      const auto found = values.find(key);
      return found == values.end() ? std::string() : found->second;
    });
  }

  void store(std::string_view facet, std::size_t count) {
    for (std::size_t chunk = 0; chunk * kFacetChunkSize < count; ++chunk) {
      std::vector<FacetEntry> entries;
      for (std::size_t id = chunk * kFacetChunkSize; id < count && id < (chunk + 1) * kFacetChunkSize; ++id) {
        entries.push_back({"value " + std::to_string(id), {{"Value " + std::to_string(id), id + 1}}});
      }
      values[facet_chunk_key(facet, chunk)] = pack_facet_chunk(entries);
    }
  }
};

TEST_CASE("a value is shown in its commonest spelling") {
  struct Row {
    FacetEntry entry;
    std::string_view display;
  };
  const Row rows[] = {
      {{"ann lee", {}}, "ann lee"},
      {{"ann lee", {{"Ann Lee", 1}}}, "Ann Lee"},
      {{"ann lee", {{"ANN LEE", 2}, {"Ann Lee", 5}}}, "Ann Lee"},
      {{"ann lee", {{"Ann Lee", 3}, {"ANN LEE", 3}}}, "ANN LEE"},
      {{"jose", {{"José", 4}, {"Jose", 4}}}, "Jose"},
      {{"ann lee", {{"Ann Lee", 0}}}, "ann lee"},
      {{"中国", {{"中国", 7}}}, "中国"},
  };
  for (const Row& row : rows) CHECK(row.entry.display() == row.display);
}

TEST_CASE("chunk keys name the facet and the chunk") {
  CHECK(facet_chunk_key("author", 3) == "facet:author:3");
  CHECK(facet_chunk_key("tag", 0) == "facet:tag:0");
}

TEST_CASE("a chunk comes back as it was packed") {
  const std::vector<std::vector<FacetEntry>> chunks = {
      {},
      {{"", {}}},
      {{"ann lee", {{"Ann Lee", 1}, {"ANN LEE", 300}}}, {"россия", {{"Россия", 1u << 20}}}},
      {{"ไทย", {{"ไทย", 1}}}, {"عربي", {{"عَرَبِيّ", 2}}}, {"中国", {{"中国", ~std::uint64_t{0}}}}},
  };
  for (const auto& chunk : chunks) {
    const std::vector<FacetEntry> again = unpack_facet_chunk(pack_facet_chunk(chunk));
    REQUIRE(again.size() == chunk.size());
    for (std::size_t i = 0; i < chunk.size(); ++i) {
      CHECK(again[i].key == chunk[i].key);
      CHECK(again[i].spellings == chunk[i].spellings);
    }
  }
}

TEST_CASE("a chunk that is not there has no values") { CHECK(unpack_facet_chunk("").empty()); }

TEST_CASE("a chunk cut short is reported as damage") {
  const std::string bytes = pack_facet_chunk({{"ann lee", {{"Ann Lee", 1}, {"ANN LEE", 300}}}, {"b", {{"B", 1}}}});
  for (std::size_t size = 1; size < bytes.size(); ++size) {
    CAPTURE(size);
    try {
      unpack_facet_chunk(std::string_view(bytes).substr(0, size));
      FAIL_CHECK("no error");
    } catch (const Error& error) {
      CHECK(error.kind() == ErrorKind::IndexDamaged);
    }
  }
}

TEST_CASE("bytes after a chunk are reported as damage") {
  const std::vector<FacetEntry> chunk = {{"ann lee", {{"Ann Lee", 1}}}};
  for (const std::string& bytes : {pack_facet_chunk(chunk) + '\0', pack_facet_chunk({}) + pack_facet_chunk(chunk)}) {
    try {
      unpack_facet_chunk(bytes);
      FAIL_CHECK("no error");
    } catch (const Error& error) {
      CHECK(error.kind() == ErrorKind::IndexDamaged);
    }
  }
}

TEST_CASE("every id finds its value, and ids beyond are reported as damage, however many chunks there are") {
  for (const std::size_t count : {0u, 1u, 255u, 256u, 257u, 512u, 700u}) {
    CAPTURE(count);
    Metadata metadata;
    metadata.store("author", count);
    metadata.store("tag", 3);
    FacetNames names = metadata.names("author");
    for (std::uint32_t id = 0; id < count; ++id) REQUIRE(names.entry(id).key == "value " + std::to_string(id));
    for (const std::size_t id : {count, count + 1, count + kFacetChunkSize, std::size_t{0xFFFFFFFF}}) {
      try {
        names.entry(static_cast<std::uint32_t>(id));
        FAIL_CHECK("no error for id " << id);
      } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::IndexDamaged);
      }
    }
    const std::vector<FacetEntry> all = names.all();
    REQUIRE(all.size() == count);
    for (std::size_t id = 0; id < count; ++id) {
      CHECK(all[id].display() == "Value " + std::to_string(id));
      CHECK(all[id].spellings.begin()->second == id + 1);
    }
  }
}

TEST_CASE("a chunk is read when it is first needed, and once") {
  Metadata metadata;
  metadata.store("author", 3 * kFacetChunkSize);
  FacetNames names = metadata.names("author");
  CHECK(metadata.reads == 0);
  const FacetEntry& first = names.entry(0);
  names.entry(5);
  CHECK(metadata.reads == 1);
  names.entry(2 * kFacetChunkSize);
  CHECK(metadata.reads == 2);
  names.all();
  names.all();
  CHECK(metadata.reads == 4);
  CHECK(first.key == "value 0");
}

}  // namespace
}  // namespace byline

#include "indexer/bulk/version_file.hpp"

#include <random>
#include <string>

#include "indexer/bulk/deflater.hpp"
#include "indexer/bulk/output_file.hpp"
#include "indexer/bulk/packed_integers.hpp"

namespace byline::bulk {
namespace {

constexpr std::uint32_t kRevision = 1;
constexpr std::uint32_t kNeverDeflated = 0;
constexpr unsigned kStamp = (2016 - 2014) << 9 | 3 << 5 | 14;

/// RFC 9562, version 4.
void append_random_uuid(std::string& bytes) {
  std::random_device random;
  std::array<unsigned char, 16> uuid;
  for (unsigned char& byte : uuid) byte = static_cast<unsigned char>(random());
  uuid[6] = static_cast<unsigned char>((uuid[6] & 0x0f) | 0x40);
  uuid[8] = static_cast<unsigned char>((uuid[8] & 0x3f) | 0x80);
  bytes.append(uuid.begin(), uuid.end());
}

std::string free_list(const TableRoot& table) {
  std::string bytes;
  if (table.blocks == 0) return bytes;
  for (const std::uint32_t value : {kRevision, table.blocks, 0u, 0u, 0u, 0u}) append_varint(bytes, value);
  return bytes;
}

void append_table(std::string& bytes, const TableRoot& table, std::size_t deflated_above) {
  append_varint(bytes, table.root);
  append_varint(bytes, table.level << 2 | 2 | (table.blocks == 0 ? 1 : 0));
  append_varint(bytes, table.entries);
  append_varint(bytes, kBlockBytes / 2048);
  append_varint(bytes, deflated_above);
  append_string(bytes, free_list(table));
}

}  // namespace

void VersionFile::write(const std::filesystem::path& folder) const {
  std::string bytes = "\x0f\x0dXapian Glass";
  bytes += static_cast<char>(kStamp >> 8);
  bytes += static_cast<char>(kStamp & 0xff);
  append_random_uuid(bytes);
  append_varint(bytes, kRevision);
  append_table(bytes, postings, kNeverDeflated);
  append_table(bytes, document_data, Deflater::kLimit);
  append_table(bytes, term_lists, Deflater::kLimit);
  append_table(bytes, positions, kNeverDeflated);
  append_table(bytes, TableRoot{}, Deflater::kLimit);  // spelling
  append_table(bytes, synonyms, Deflater::kLimit);
  append_varint(bytes, documents);
  append_varint(bytes, 0);  // last docid - documents
  append_varint(bytes, shortest);
  append_varint(bytes, most_frequent);
  append_varint(bytes, longest - most_frequent);
  append_varint(bytes, 0);  // oldest set of changes kept
  append_varint(bytes, length);
  append_varint(bytes, 0);  // frequency of the most frequent word of the spelling dictionary
  OutputFile file(folder / "iamglass");
  file.append(bytes);
  file.close();
}

}  // namespace byline::bulk

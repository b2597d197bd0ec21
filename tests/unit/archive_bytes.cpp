#include "archive_bytes.hpp"

#include <array>
#include <cstdint>
#include <cstdio>

#include "common/utf8.hpp"

namespace byline::test {
namespace {

void put(std::string& out, std::uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out.push_back(static_cast<char>((value >> (8 * i)) & 0xFF));
}

std::uint32_t crc32(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFF;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xEDB88320u : 0u);
  }
  return ~crc;
}

/// What the header before a member and its entry in the list have in common.
std::string shared_fields(const std::string& name, const std::string& bytes, std::uint32_t crc) {
  const bool is_ascii = name.find_first_not_of(
                            " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`"
                            "abcdefghijklmnopqrstuvwxyz{|}~") == std::string::npos;
  std::string out;
  put(out, 20, 2);
  put(out, !is_ascii && is_valid_utf8(name) ? 1 << 11 : 0, 2);
  put(out, 0, 2);  // stored
  put(out, 0x5A210000, 4);
  put(out, crc, 4);
  put(out, bytes.size(), 4);
  put(out, bytes.size(), 4);
  put(out, name.size(), 2);
  put(out, 0, 2);
  return out;
}

std::string list_entry(const std::string& name, const std::string& shared, std::size_t offset) {
  std::string out = "PK\x01\x02";
  put(out, 20, 2);
  out += shared;
  put(out, 0, 2);
  put(out, 0, 2);
  put(out, 0, 2);
  put(out, 0, 4);
  put(out, offset, 4);
  return out + name;
}

std::string with_list(std::string out, const std::string& list, std::size_t count) {
  const std::size_t start = out.size();
  out += list + "PK\x05\x06";
  put(out, 0, 4);
  put(out, count, 2);
  put(out, count, 2);
  put(out, list.size(), 4);
  put(out, start, 4);
  put(out, 0, 2);
  return out;
}

}  // namespace

std::string zip_of(const Members& members) {
  std::string out;
  std::string list;
  for (const auto& [name, bytes] : members) {
    const std::string shared = shared_fields(name, bytes, crc32(bytes));
    list += list_entry(name, shared, out.size());
    out += "PK\x03\x04" + shared + name + bytes;
  }
  return with_list(std::move(out), list, members.size());
}

std::string zip_of_overlapping(const std::string& bytes, unsigned count) {
  const std::string shared = shared_fields("a.txt", bytes, crc32(bytes));
  std::string list;
  for (unsigned i = 0; i < count; ++i) list += list_entry("a.txt", shared, 0);
  return with_list("PK\x03\x04" + shared + "a.txt" + bytes, list, count);
}

std::string tar_of(const Members& members) {
  std::string out;
  for (const auto& [name, bytes] : members) {
    std::array<char, 512> header{};
    std::snprintf(header.data(), 100, "%s", name.c_str());
    std::snprintf(header.data() + 100, 8, "%07o", 0644);
    std::snprintf(header.data() + 108, 8, "%07o", 0);
    std::snprintf(header.data() + 116, 8, "%07o", 0);
    std::snprintf(header.data() + 124, 12, "%011zo", bytes.size());
    std::snprintf(header.data() + 136, 12, "%011o", 0);
    std::string_view("        ").copy(header.data() + 148, 8);
    header[156] = '0';
    std::string_view("ustar\00000", 8).copy(header.data() + 257, 8);
    unsigned sum = 0;
    for (const char c : header) sum += static_cast<unsigned char>(c);
    std::snprintf(header.data() + 148, 8, "%06o", sum);
    out.append(header.data(), header.size()).append(bytes);
    out.append((512 - bytes.size() % 512) % 512, '\0');
  }
  return out.append(1024, '\0');
}

}  // namespace byline::test

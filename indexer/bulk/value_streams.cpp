#include "indexer/bulk/value_streams.hpp"

#include <algorithm>
#include <utility>

#include "indexer/bulk/packed_integers.hpp"

namespace byline::bulk {
namespace {

constexpr std::size_t kFullChunk = 2000;

constexpr std::string_view kStatistics("\0\xd0", 2);
constexpr std::string_view kChunks("\0\xd8", 2);

}  // namespace

void ValueStreams::add(std::uint32_t docid, std::uint32_t slot, std::string_view value) {
  Stream& stream = streams_[slot];
  const std::size_t before = stream.bytes.size();
  if (stream.values++ == 0) {
    stream.smallest = stream.largest = value;
    bytes_ += sizeof(Stream) + 2 * value.size();
  } else if (value < stream.smallest) {
    stream.smallest = value;
  } else if (value > stream.largest) {
    stream.largest = value;
  }
  if (stream.chunks.empty() || before - stream.chunks.back().begin >= kFullChunk) {
    stream.chunks.push_back({docid, before});
  } else {
    append_varint(stream.bytes, docid - stream.docid - 1);
  }
  append_string(stream.bytes, value);
  stream.docid = docid;
  bytes_ += stream.bytes.size() - before;
}

void ValueStreams::write(TableWriter& table) const {
  write_statistics(table);
  write_chunks(table);
}

void ValueStreams::write_statistics(TableWriter& table) const {
  std::vector<std::pair<std::string, const Stream*>> entries;
  for (const auto& [slot, stream] : streams_) {
    append_last(entries.emplace_back(kStatistics, &stream).first, slot);
  }
  std::sort(entries.begin(), entries.end());
  std::string tag;
  for (const auto& [key, stream] : entries) {
    tag.clear();
    append_varint(tag, stream->values);
    append_string(tag, stream->smallest);
    if (stream->largest != stream->smallest) tag += stream->largest;
    table.append(key, tag);
  }
}

void ValueStreams::write_chunks(TableWriter& table) const {
  std::vector<std::pair<std::string, const Stream*>> entries;
  for (const auto& [slot, stream] : streams_) {
    append_varint(entries.emplace_back(kChunks, &stream).first, slot);
  }
  std::sort(entries.begin(), entries.end());
  for (auto& [key, stream] : entries) {
    const std::size_t slot_end = key.size();
    for (std::size_t i = 0; i < stream->chunks.size(); ++i) {
      const std::size_t begin = stream->chunks[i].begin;
      const std::size_t end = i + 1 < stream->chunks.size() ? stream->chunks[i + 1].begin : stream->bytes.size();
      key.resize(slot_end);
      append_sortable(key, stream->chunks[i].docid);
      table.append(key, std::string_view(stream->bytes).substr(begin, end - begin));
    }
  }
}

void ValueStreams::clear() {
  streams_.clear();
  bytes_ = 0;
}

std::string used_slots(std::span<const std::uint32_t> slots) {
  std::string tag;
  std::uint32_t next = 0;
  for (const std::uint32_t slot : slots) {
    append_varint(tag, slot - next);
    next = slot + 1;
  }
  return tag;
}

}  // namespace byline::bulk

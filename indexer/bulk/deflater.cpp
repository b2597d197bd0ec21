#include "indexer/bulk/deflater.hpp"

#include <libdeflate.h>
#include <zlib.h>

#include <array>
#include <new>

namespace byline::bulk {
namespace {

/// Higher levels make term lists, sorted words without what they share, no smaller: 18.60 MB at 6, 18.67 at 1.
constexpr int kLevel = 1;

}  // namespace

/// The length of the deflated form, in room for as many bytes as the tag has; 0 if it is not shorter than the tag.
struct Deflater::Encoder {
  virtual ~Encoder() = default;
  virtual std::size_t deflate(std::string_view tag, char* out) = 0;

  class Libdeflate;
  class Zlib;
};

class Deflater::Encoder::Libdeflate : public Deflater::Encoder {
 public:
  std::size_t deflate(std::string_view tag, char* out) override {
    return libdeflate_deflate_compress(compressor_.get(), tag.data(), tag.size(), out, tag.size() - 1);
  }

 private:
  struct Free {
    void operator()(libdeflate_compressor* compressor) const { libdeflate_free_compressor(compressor); }
  };
  static libdeflate_compressor* allocate() {
    libdeflate_compressor* compressor = libdeflate_alloc_compressor(kLevel);
    if (compressor == nullptr) throw std::bad_alloc();
    return compressor;
  }

  std::unique_ptr<libdeflate_compressor, Free> compressor_{allocate()};
};

class Deflater::Encoder::Zlib : public Deflater::Encoder {
 public:
  Zlib() {
    if (deflateInit2(&stream_, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY) != Z_OK)
      throw std::bad_alloc();
  }
  ~Zlib() override { deflateEnd(&stream_); }

  std::size_t deflate(std::string_view tag, char* out) override {
    deflateReset(&stream_);
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(tag.data()));
    stream_.avail_in = static_cast<uInt>(tag.size());
    stream_.next_out = reinterpret_cast<Bytef*>(out);
    stream_.avail_out = static_cast<uInt>(tag.size());
    const bool ended = ::deflate(&stream_, Z_FINISH) == Z_STREAM_END;
    return ended && stream_.total_out < tag.size() ? stream_.total_out : 0;
  }

 private:
  z_stream stream_{};
};

Deflater::Deflater(Deflate kind) {
  if (kind == Deflate::Fast) encoder_ = std::make_unique<Encoder::Libdeflate>();
  if (kind == Deflate::AsXapian) encoder_ = std::make_unique<Encoder::Zlib>();
}
Deflater::~Deflater() = default;
Deflater::Deflater(Deflater&&) noexcept = default;
Deflater& Deflater::operator=(Deflater&&) noexcept = default;

std::optional<std::string_view> Deflater::deflate(std::string_view tag) {
  if (tag.size() <= kLimit) return std::nullopt;
  deflated_.clear();
  char* out = deflated_.room(tag.size());
  const std::size_t size = encoder_->deflate(tag, out);
  if (size == 0) return std::nullopt;
  return std::string_view(out, size);
}

void Deflater::store(std::string_view bytes, ByteArena& out) {
  constexpr std::size_t kMaxStored = 0xFFFF;
  do {
    const std::string_view block = bytes.substr(0, kMaxStored);
    bytes.remove_prefix(block.size());
    const auto size = static_cast<unsigned>(block.size());
    const auto low_and_high = [](unsigned number) {
      return std::array{static_cast<char>(number & 0xFF), static_cast<char>((number >> 8) & 0xFF)};
    };
    const auto length = low_and_high(size);
    const auto complement = low_and_high(~size);
    const std::array header = {static_cast<char>(bytes.empty() ? 1 : 0), length[0], length[1], complement[0],
                               complement[1]};
    out.append({header.data(), header.size()});
    out.append(block);
  } while (!bytes.empty());
}

}  // namespace byline::bulk

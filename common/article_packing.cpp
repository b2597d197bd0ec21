#include "common/article_packing.hpp"

// For a dictionary that is not copied.
#define ZSTD_STATIC_LINKING_ONLY
#include <zstd.h>

#include <new>
#include <utility>

#include "common/packing.hpp"
#include "common/schema.hpp"
#include "common/stored_article.hpp"

namespace byline {
namespace {

constexpr char kCompressed = 2;
static_assert(kCompressed != kStoredArticleFormat);

/// The sixth makes articles a fifteenth smaller, and a build takes some hundredths longer.
constexpr int kLevel = 3;

/// A block of a frame takes 4 bytes at least and holds 128 KiB at most (RFC 8878, 3.1.1.2).
constexpr unsigned long long kMostBytesOfOne = (128u << 10) / 4;

constexpr char kNoDictionary[] = "the dictionary of the stored articles is missing or damaged";

template <typename T>
T* allocated(T* made) {
  if (made == nullptr) throw std::bad_alloc();
  return made;
}

template <auto release>
struct Release {
  template <typename T>
  void operator()(T* made) const {
    release(made);
  }
};

}  // namespace

struct PackingDictionary::Prepared {
  std::unique_ptr<ZSTD_CDict, Release<ZSTD_freeCDict>> for_compression;
};

PackingDictionary::PackingDictionary(std::string bytes)
    : bytes_(std::move(bytes)), prepared_(std::make_unique<Prepared>()) {
  if (ZSTD_getDictID_fromDict(bytes_.data(), bytes_.size()) == 0) throw_damaged(kNoDictionary);
  prepared_->for_compression.reset(ZSTD_createCDict(bytes_.data(), bytes_.size(), kLevel));
  if (!prepared_->for_compression) throw_damaged(kNoDictionary);
}

PackingDictionary::~PackingDictionary() = default;

struct ArticlePacker::Context {
  std::unique_ptr<ZSTD_CCtx, Release<ZSTD_freeCCtx>> compression{allocated(ZSTD_createCCtx())};
};

ArticlePacker::ArticlePacker(std::shared_ptr<const PackingDictionary> dictionary)
    : dictionary_(std::move(dictionary)), context_(dictionary_ ? std::make_unique<Context>() : nullptr) {}

ArticlePacker::~ArticlePacker() = default;
ArticlePacker::ArticlePacker(ArticlePacker&&) noexcept = default;
ArticlePacker& ArticlePacker::operator=(ArticlePacker&&) noexcept = default;

/// zstd fails only for want of room, so here where the frame would be larger than what is in it.
PackedArticle ArticlePacker::pack(const Article& article) {
  PackedArticle packed{serialise(article), false};
  if (!dictionary_) return packed;
  std::string frame(packed.data.size(), kCompressed);
  const std::size_t size =
      ZSTD_compress_usingCDict(context_->compression.get(), frame.data() + 1, frame.size() - 1, packed.data.data(),
                               packed.data.size(), dictionary_->prepared_->for_compression.get());
  if (ZSTD_isError(size) != 0) return packed;
  frame.resize(1 + size);
  return {std::move(frame), true};
}

struct ArticleUnpacker::Context {
  explicit Context(std::string dictionary_bytes) : bytes(std::move(dictionary_bytes)) {}

  std::string bytes;  // no copy of it is in what is prepared from it
  std::unique_ptr<ZSTD_DDict, Release<ZSTD_freeDDict>> dictionary{
      ZSTD_createDDict_byReference(bytes.data(), bytes.size())};  // null for damaged bytes
  std::unique_ptr<ZSTD_DCtx, Release<ZSTD_freeDCtx>> decompression{allocated(ZSTD_createDCtx())};
  std::string article;
};

ArticleUnpacker::ArticleUnpacker(Xapian::Database articles) : articles_(std::move(articles)) {}

ArticleUnpacker::~ArticleUnpacker() = default;
ArticleUnpacker::ArticleUnpacker(ArticleUnpacker&&) noexcept = default;
ArticleUnpacker& ArticleUnpacker::operator=(ArticleUnpacker&&) noexcept = default;

Article ArticleUnpacker::unpack(std::string_view data) {
  if (data.empty() || data.front() != kCompressed) return deserialise(data);
  return deserialise(inflate(data.substr(1)));
}

std::string_view ArticleUnpacker::inflate(std::string_view frame) {
  if (!context_) context_ = std::make_unique<Context>(articles_.get_metadata(kMetaDictionary));
  if (!context_->dictionary || ZSTD_getDictID_fromDDict(context_->dictionary.get()) == 0) {
    throw_damaged(kNoDictionary);
  }
  const unsigned long long size = ZSTD_getFrameContentSize(frame.data(), frame.size());
  // The two values that are no sizes are the greatest.
  if (size > frame.size() * kMostBytesOfOne) throw_damaged("a stored article is not compressed as it says");
  std::string& article = context_->article;
  article.resize(size);
  if (ZSTD_decompress_usingDDict(context_->decompression.get(), article.data(), article.size(), frame.data(),
                                 frame.size(), context_->dictionary.get()) != size) {
    throw_damaged("a stored article cannot be decompressed");
  }
  return article;
}

}  // namespace byline

#include "indexer/dictionary_training.hpp"

#define ZDICT_STATIC_LINKING_ONLY  // for training with fixed parameters: the other function tries many, and takes long
#include <zdict.h>

#include <algorithm>

#include "common/schema.hpp"
#include "common/stored_article.hpp"

namespace byline {
namespace {

/// Xapian hands it to every search in pieces of 2,036 bytes, and its string grows by doubling: a little more than 16 of
/// them would take twice the room.
constexpr std::size_t kDictionaryBytes = 31u << 10;
/// A dictionary saves a tenth of the text.
constexpr std::size_t kLeastBytes = 2u << 20;
/// Of one article, so that none becomes the dictionary.
constexpr std::size_t kMostBytesOfArticle = 32u << 10;

struct Samples {
  std::string bytes;
  std::vector<std::size_t> sizes;
};

Samples samples_of(const std::vector<std::vector<PreparedArticle>>& shards) {
  Samples samples;
  for (const std::vector<PreparedArticle>& shard : shards) {
    for (const PreparedArticle& prepared : shard) {
      if (samples.bytes.size() >= kTrainingBytes) return samples;
      const std::string article = serialise(prepared.article);
      const std::size_t size = std::min(article.size(), kMostBytesOfArticle);
      samples.bytes.append(article, 0, size);
      samples.sizes.push_back(size);
    }
  }
  return samples;
}

/// Zstandard leaves numbers below 32768 to private use. By its number an article's data knows the dictionary it needs.
unsigned number_of(const std::string& bytes) {
  const std::string hash = hash128(bytes);
  const unsigned number = static_cast<unsigned char>(hash[0]) << 7 | static_cast<unsigned char>(hash[1]) >> 1;
  return std::max(number, 1u);
}

ZDICT_fastCover_params_t parameters_for(const Samples& samples) {
  ZDICT_fastCover_params_t parameters{};
  parameters.k = 200;
  parameters.d = 8;
  parameters.f = 20;
  parameters.accel = 1;
  parameters.splitPoint = 1.0;
  parameters.nbThreads = 1;
  parameters.zParams.compressionLevel = 3;
  parameters.zParams.dictID = number_of(samples.bytes);
  return parameters;
}

}  // namespace

std::string train_dictionary(const std::vector<std::vector<PreparedArticle>>& shards) {
  const Samples samples = samples_of(shards);
  if (samples.bytes.size() < kLeastBytes) return {};
  std::string dictionary(kDictionaryBytes, '\0');
  const std::size_t size =
      ZDICT_trainFromBuffer_fastCover(dictionary.data(), dictionary.size(), samples.bytes.data(), samples.sizes.data(),
                                      static_cast<unsigned>(samples.sizes.size()), parameters_for(samples));
  // Too few samples, or nothing that they share.
  if (ZDICT_isError(size) != 0) return {};
  dictionary.resize(size);
  return dictionary;
}

}  // namespace byline

#include "common/file_hash.hpp"

#include <fcntl.h>
#include <unistd.h>
#include <xxhash.h>

#include <cerrno>
#include <memory>
#include <vector>

namespace byline {
namespace {

constexpr std::size_t kBlockBytes = 256 << 10;

struct FreeState {
  void operator()(XXH3_state_t* state) const { XXH3_freeState(state); }
};

/// False with errno set when reading fails.
bool feed(int descriptor, XXH3_state_t* state) {
  std::vector<char> block(kBlockBytes);
  while (true) {
    const ssize_t got = read(descriptor, block.data(), block.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return got == 0;
    XXH3_128bits_update(state, block.data(), static_cast<std::size_t>(got));
  }
}

}  // namespace

std::optional<std::string> hash128_of_file(const std::string& path) {
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return std::nullopt;
  const std::unique_ptr<XXH3_state_t, FreeState> state(XXH3_createState());
  XXH3_128bits_reset(state.get());
  const bool is_whole = feed(descriptor, state.get());
  const int error = errno;
  close(descriptor);
  errno = error;
  if (!is_whole) return std::nullopt;
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(state.get()));
  return std::string(reinterpret_cast<const char*>(canonical.digest), sizeof canonical.digest);
}

}  // namespace byline

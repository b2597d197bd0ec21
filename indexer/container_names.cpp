#include "indexer/container_names.hpp"

#include <algorithm>
#include <array>

namespace byline {
namespace {

constexpr std::array<std::string_view, 4> kCompressions = {".gz", ".bz2", ".xz", ".zst"};
constexpr std::array<std::string_view, 8> kContainers = {".zip", ".tar",  ".7z",  ".tgz",
                                                         ".tbz", ".tbz2", ".txz", ".tzst"};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

/// A name that is nothing but the ending has none.
bool ends_with(std::string_view path, std::string_view ending) {
  if (path.size() <= ending.size()) return false;
  const std::string_view end = path.substr(path.size() - ending.size());
  return path[path.size() - ending.size() - 1] != '/' &&
         std::equal(end.begin(), end.end(), ending.begin(), [](char a, char b) { return lower(a) == b; });
}

template <typename Endings>
std::size_t ending_length(std::string_view path, const Endings& endings) {
  const auto found =
      std::find_if(endings.begin(), endings.end(), [&](std::string_view ending) { return ends_with(path, ending); });
  return found == endings.end() ? 0 : found->size();
}

}  // namespace

Packing packing_of(std::string_view path) {
  if (ending_length(path, kContainers) > 0) return Packing::Container;
  const std::size_t compression = ending_length(path, kCompressions);
  if (compression == 0) return Packing::None;
  path.remove_suffix(compression);
  return ends_with(path, ".tar") ? Packing::Container : Packing::Compressed;
}

std::string_view without_packing(std::string_view path) {
  path.remove_suffix(ending_length(path, kCompressions));
  path.remove_suffix(ending_length(path, kContainers));
  return path;
}

}  // namespace byline

#include "indexer/roots.hpp"

#include <algorithm>

#include "common/packing.hpp"
#include "common/schema.hpp"

namespace byline {
namespace {

/// Raise when a reader makes another article of the same bytes.
constexpr unsigned kReadersVersion = 2;

void pack_options(std::string& bytes, const ReadOptions& options) {
  pack_string(bytes, options.format);
  pack_string(bytes, options.language);
  pack_uint(bytes, options.section_from_folder ? 1 : 0);
  pack_uint(bytes, options.field_map.size());
  for (const auto& [ours, theirs] : options.field_map) {
    pack_string(bytes, ours);
    pack_string(bytes, theirs);
  }
}

ReadOptions unpack_options(Unpacker& in) {
  ReadOptions options;
  options.format = in.string();
  options.language = in.string();
  options.section_from_folder = in.uint() != 0;
  for (auto count = in.uint(); count > 0; --count) {
    std::string ours(in.string());
    options.field_map[std::move(ours)] = in.string();
  }
  return options;
}

}  // namespace

std::string pack_roots(const std::vector<Root>& roots) {
  std::string bytes;
  pack_uint(bytes, roots.size());
  for (const Root& root : roots) {
    pack_string(bytes, root.path);
    pack_options(bytes, root.options);
  }
  return bytes;
}

std::vector<Root> unpack_roots(std::string_view bytes) {
  std::vector<Root> roots;
  if (bytes.empty()) return roots;
  Unpacker in(bytes);
  for (auto count = in.uint(); count > 0; --count) {
    std::string path(in.string());
    roots.push_back({std::move(path), unpack_options(in)});
  }
  return roots;
}

ReadOptions remembered_options(const std::vector<Root>& roots, const std::string& path) {
  const Root* nearest = nullptr;
  for (const Root& root : roots) {
    if (lies_under(path, root.path) && (nearest == nullptr || root.path.size() > nearest->path.size())) nearest = &root;
  }
  return nearest == nullptr ? ReadOptions{} : nearest->options;
}

std::vector<Root> with_root(std::vector<Root> roots, const Root& root) {
  const auto same = std::find_if(roots.begin(), roots.end(), [&](const Root& r) { return r.path == root.path; });
  if (same != roots.end()) {
    same->options = root.options;
    return roots;
  }
  const bool covered = std::any_of(roots.begin(), roots.end(), [&](const Root& r) {
    return lies_under(root.path, r.path) && r.options == root.options;
  });
  if (!covered) roots.push_back(root);
  std::sort(roots.begin(), roots.end(), [](const Root& a, const Root& b) { return a.path < b.path; });
  return roots;
}

std::string reading_fingerprint(const ReadOptions& options, const Format& format) {
  std::string bytes;
  pack_uint(bytes, kReadersVersion);
  pack_string(bytes, format.name);
  pack_options(bytes, options);
  return hash128(bytes);
}

}  // namespace byline

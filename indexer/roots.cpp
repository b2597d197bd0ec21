#include "indexer/roots.hpp"

#include <algorithm>

#include "common/packing.hpp"
#include "common/schema.hpp"
#include "indexer/external_program.hpp"

namespace byline {
namespace {

/// Raise when a reader makes another article of the same bytes.
constexpr unsigned kReadersVersion = 2;

/// Flags of options, in one integer.
constexpr std::uint64_t kSectionFromFolder = 1;
constexpr std::uint64_t kHasAuthorNames = 2;  ///< they follow behind the field map

void pack_reading(std::string& bytes, const ReadOptions& options) {
  pack_string(bytes, options.format);
  pack_string(bytes, options.language);
  pack_uint(bytes, (options.section_from_folder ? kSectionFromFolder : 0) |
                       (options.author_names.empty() ? 0 : kHasAuthorNames));
  pack_uint(bytes, options.field_map.size());
  for (const auto& [ours, theirs] : options.field_map) {
    pack_string(bytes, ours);
    pack_string(bytes, theirs);
  }
  if (options.author_names.empty()) return;
  pack_uint(bytes, options.author_names.size());
  for (const auto& [written, meant] : options.author_names) {
    pack_string(bytes, written);
    pack_string(bytes, meant);
  }
}

/// Files that nothing could read are tried again once the program for them has been installed.
void pack_missing_programs(std::string& bytes, const Format& format) {
  for (const std::string_view program : format.programs) {
    if (!find_program(std::string(program))) pack_string(bytes, program);
  }
}

void pack_strings(std::string& bytes, const std::vector<std::string>& strings) {
  pack_uint(bytes, strings.size());
  for (const std::string& text : strings) pack_string(bytes, text);
}

std::vector<std::string> unpack_strings(Unpacker& in) {
  std::vector<std::string> strings;
  for (auto count = in.uint(); count > 0; --count) strings.emplace_back(in.string());
  return strings;
}

ReadOptions unpack_reading(Unpacker& in) {
  ReadOptions options;
  options.format = in.string();
  options.language = in.string();
  const std::uint64_t flags = in.uint();
  options.section_from_folder = (flags & kSectionFromFolder) != 0;
  for (auto count = in.uint(); count > 0; --count) {
    std::string ours(in.string());
    options.field_map[std::move(ours)] = in.string();
  }
  if ((flags & kHasAuthorNames) == 0) return options;
  for (auto count = in.uint(); count > 0; --count) {
    std::string written(in.string());
    options.author_names[std::move(written)] = in.string();
  }
  return options;
}

}  // namespace

std::string pack_roots(const std::vector<Root>& roots) {
  std::string bytes;
  pack_uint(bytes, roots.size());
  for (const Root& root : roots) {
    pack_string(bytes, root.path);
    pack_reading(bytes, root.options);
  }
  const bool has_patterns = std::any_of(roots.begin(), roots.end(), [](const Root& root) {
    return !root.options.include.empty() || !root.options.exclude.empty();
  });
  for (std::size_t i = 0; has_patterns && i < roots.size(); ++i) {
    pack_strings(bytes, roots[i].options.include);
    pack_strings(bytes, roots[i].options.exclude);
  }
  return bytes;
}

std::vector<Root> unpack_roots(std::string_view bytes) {
  std::vector<Root> roots;
  if (bytes.empty()) return roots;
  Unpacker in(bytes);
  for (auto count = in.uint(); count > 0; --count) {
    std::string path(in.string());
    roots.push_back({std::move(path), unpack_reading(in)});
  }
  for (std::size_t i = 0; !in.at_end() && i < roots.size(); ++i) {
    roots[i].options.include = unpack_strings(in);
    roots[i].options.exclude = unpack_strings(in);
  }
  return roots;
}

const Root* nearest_root(const std::vector<Root>& roots, const std::string& path) {
  const Root* nearest = nullptr;
  for (const Root& root : roots) {
    if (lies_under(path, root.path) && (nearest == nullptr || root.path.size() > nearest->path.size())) nearest = &root;
  }
  return nearest;
}

const Root* outermost_root(const std::vector<Root>& roots, const std::string& path) {
  const Root* outermost = nullptr;
  for (const Root& root : roots) {
    if (!lies_under(path, root.path)) continue;
    if (outermost == nullptr || root.path.size() < outermost->path.size()) outermost = &root;
  }
  return outermost;
}

ReadOptions remembered_options(const std::vector<Root>& roots, const std::string& path) {
  const Root* const nearest = nearest_root(roots, path);
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
  pack_reading(bytes, options);
  pack_missing_programs(bytes, format);
  return hash128(bytes);
}

std::string container_fingerprint(const ReadOptions& options, const SelectedFolder& members) {
  std::string bytes = "container";
  pack_uint(bytes, kReadersVersion);
  pack_reading(bytes, options);
  pack_string(bytes, members.fingerprint());
  // Members of types that were not known may be read now.
  for (const Format& format : formats()) {
    for (const std::string_view extension : format.extensions) pack_string(bytes, extension);
    pack_missing_programs(bytes, format);
  }
  return hash128(bytes);
}

}  // namespace byline

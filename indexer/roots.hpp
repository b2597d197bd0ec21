#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/input_scan.hpp"

namespace byline {

/// The roots an index was built from, with the options they were read with, as kMetaRoots keeps them: a packed count,
/// then for each its path and options; then, when some have any, the patterns of each. A later build of the same root,
/// or of a part of it, uses the same options unless it is given others.
std::string pack_roots(const std::vector<Root>& roots);
/// Throws Error (IndexDamaged). Empty bytes are no roots.
std::vector<Root> unpack_roots(std::string_view bytes);

/// Of the roots that hold `path` or are it: the nearest and the outermost one; null when none does.
const Root* nearest_root(const std::vector<Root>& roots, const std::string& path);
const Root* outermost_root(const std::vector<Root>& roots, const std::string& path);

/// The options remembered for `path`: those of the nearest root that holds it, or the defaults.
ReadOptions remembered_options(const std::vector<Root>& roots, const std::string& path);

/// `roots` with `root` added, or its options replaced. A root inside another with the same options adds nothing.
std::vector<Root> with_root(std::vector<Root> roots, const Root& root);

/// Two files read with equal fingerprints and equal bytes give equal articles. It changes when a program that the
/// format is read with is installed or removed.
std::string reading_fingerprint(const ReadOptions& options, const Format& format);
/// The same of containers, whose members are chosen from `members` on.
std::string container_fingerprint(const ReadOptions& options, const SelectedFolder& members);

}  // namespace byline

#pragma once

#include <filesystem>
#include <string>

namespace byline::bulk {

/// Whether the Xapian that this program meets reads and writes the format that the loader writes. Writes a small
/// database with what is likely to go wrong both ways, through Xapian and by the loader, and compares the two
/// (`database_differences`). Returns what is different, or nothing. Takes some ten milliseconds, and the syncs of a few
/// files.
///
/// `folder` is created, and removed in any case. Throws Error (Io) and Xapian::Error where the disk fails: that says
/// nothing of the format.
std::string self_test(const std::filesystem::path& folder);

/// What is different in a database that the loader wrote, from one with the same documents that Xapian wrote in one
/// commit: what Xapian's check finds, what is read through its API, and, if `in_bytes`, the bytes once both are
/// compacted (into `*.compact` beside them). Nothing if they are equal.
std::string database_differences(const std::filesystem::path& by_xapian, const std::filesystem::path& by_loader,
                                 bool in_bytes);

}  // namespace byline::bulk

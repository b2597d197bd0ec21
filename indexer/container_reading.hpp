#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "indexer/file_reading.hpp"
#include "indexer/input_scan.hpp"
#include "indexer/input_selection.hpp"
#include "indexer/reader.hpp"

namespace byline {

/// Receives what was found at a place in a container. A Rejection of line 0 is of the whole member (or container
/// within). `format` is null where there is none: of a container within.
using MemberOutcomeSink = std::function<void(const InputPlace& place, const Format* format, ReadOutcome&& outcome)>;

/// What became of a container as a whole.
struct ContainerReading {
  std::string failure;       ///< why not all of it could be looked at; empty when it was
  std::size_t ignored = 0;   ///< members of unknown types
  std::size_t left_out = 0;  ///< members left out by rules
};

/// Reads a container as a folder: its members as the files they would be, containers in it likewise, member by member
/// and within limits. The sink is called in the order of the members. Several containers may be read at a time.
ContainerReading read_container(const std::string& path, const SelectedFolder& members, const Root& root,
                                const MemberOutcomeSink& sink);

}  // namespace byline

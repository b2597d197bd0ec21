#pragma once

#include <algorithm>
#include <string>
#include <vector>

namespace byline {

/// Appends those that the list does not have yet.
inline void add_distinct(std::vector<std::string>& list, const std::vector<std::string>& more) {
  for (const std::string& item : more) {
    if (std::find(list.begin(), list.end(), item) == list.end()) list.push_back(item);
  }
}

}  // namespace byline

#include "common/index_layout.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>

#include "common/error.hpp"

namespace byline {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kGenerationPrefix = "generation-";

std::optional<unsigned> parse_number(std::string_view text) {
  unsigned number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

fs::path IndexLayout::generation(unsigned number) const {
  return directory_ / (std::string(kGenerationPrefix) + std::to_string(number));
}

std::optional<unsigned> IndexLayout::current() const {
  std::error_code error;
  const bool exists = fs::exists(fs::symlink_status(current_file(), error));
  std::ifstream file(current_file());
  if (!exists && (!error || error == std::errc::no_such_file_or_directory || error == std::errc::not_a_directory)) {
    return std::nullopt;
  }
  if (!file) {
    throw Error(ErrorKind::Io, "cannot read '" + current_file().string() + "'",
                "nothing was changed; make it readable for you");
  }
  std::string line;
  std::getline(file, line);
  const auto number = parse_number(line);
  const bool is_only_line = file.peek() == std::ifstream::traits_type::eof();
  if (!number || !is_only_line) {
    throw Error(ErrorKind::IndexDamaged, "'" + current_file().string() + "' does not name a generation",
                "this may not be an index of Byline");
  }
  return number;
}

std::vector<unsigned> IndexLayout::generations() const {
  std::vector<unsigned> numbers;
  std::error_code error;
  for (fs::directory_iterator entry(directory_, error), end; !error && entry != end; entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (!name.starts_with(kGenerationPrefix)) continue;
    const auto number = parse_number(std::string_view(name).substr(kGenerationPrefix.size()));
    // "generation-03" is none of ours: the number would lead to "generation-3".
    if (number && generation(*number).filename() == name) numbers.push_back(*number);
  }
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

std::optional<fs::path> locate_index(const std::string& option, const std::string& environment, const fs::path& start) {
  if (!option.empty()) return fs::path(option);
  if (!environment.empty()) return fs::path(environment);
  for (fs::path folder = start;; folder = folder.parent_path()) {
    const fs::path candidate = folder / kDefaultIndexName;
    std::error_code error;
    if (fs::exists(IndexLayout(candidate).current_file(), error)) return candidate;
    if (folder == folder.parent_path()) return std::nullopt;
  }
}

}  // namespace byline

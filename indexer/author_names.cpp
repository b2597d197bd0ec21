#include "indexer/author_names.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "common/article.hpp"
#include "common/error.hpp"
#include "common/folding.hpp"
#include "common/utf8.hpp"
#include "indexer/file_reading.hpp"

namespace byline {
namespace {

constexpr std::uint64_t kLargestFile = 64u << 20;

[[noreturn]] void refuse(const std::string& file, std::size_t line, const std::string& reason) {
  throw Error(ErrorKind::BadInput, "--authors '" + file + "': line " + std::to_string(line) + " " + reason,
              "lines are a name as it is written, a tab, and the name that is meant");
}

void take_line(std::string_view line, std::size_t number, const std::string& file, AuthorNames& names) {
  if (!is_valid_utf8(line)) refuse(file, number, "is not UTF-8");
  const std::string_view content = trim(line);
  if (content.empty() || content.starts_with('#')) return;
  const auto tab = line.find('\t');
  if (tab == std::string_view::npos) refuse(file, number, "has no tab");
  const std::string written = folded_name(trim(line.substr(0, tab)));
  std::string meant = single_spaced(line.substr(tab + 1));
  if (line.find('\t', tab + 1) != std::string_view::npos) refuse(file, number, "has more than one tab");
  if (written.empty() || meant.empty()) refuse(file, number, "lacks one of the two names");
  const auto [known, is_new] = names.emplace(written, meant);
  if (!is_new && known->second != meant) refuse(file, number, "gives a name another meaning than a line before");
}

/// A key may lead to a spelling that is merged in its turn. Who goes in a circle stops somewhere in it.
std::string meant_in_the_end(const std::string& meant, const AuthorNames& names) {
  constexpr int kMostSteps = 8;
  std::string result = meant;
  for (int step = 0; step < kMostSteps; ++step) {
    const auto next = names.find(folded_name(result));
    if (next == names.end() || next->second == result) break;
    result = next->second;
  }
  return result;
}

template <typename Item>
void drop_repeated(std::vector<Item>& list) {
  std::vector<Item> kept;
  for (Item& item : list) {
    if (std::find(kept.begin(), kept.end(), item) == kept.end()) kept.push_back(std::move(item));
  }
  list = std::move(kept);
}

}  // namespace

AuthorNames parse_author_names(std::string_view text, const std::string& file) {
  AuthorNames names;
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  std::size_t number = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    take_line(line, ++number, file, names);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  AuthorNames resolved;
  for (const auto& [written, meant] : names) resolved.emplace(written, meant_in_the_end(meant, names));
  return resolved;
}

AuthorNames load_author_names(const std::string& path) {
  const FileBytes file = load_file(path, kLargestFile);
  if (!file.failure.empty()) throw Error(ErrorKind::BadInput, "cannot read '" + path + "': " + file.failure);
  return parse_author_names(file.bytes, path);
}

void apply_author_names(const AuthorNames& names, Article& article) {
  if (names.empty()) return;
  bool is_changed = false;
  const auto rename = [&](std::string& name) {
    const auto found = names.find(folded_name(name));
    if (found == names.end()) return;
    name = found->second;
    is_changed = true;
  };
  for (std::string& author : article.authors) rename(author);
  for (Contributor& contributor : article.contributors) rename(contributor.name);
  if (!is_changed) return;
  drop_repeated(article.authors);
  drop_repeated(article.contributors);
}

}  // namespace byline

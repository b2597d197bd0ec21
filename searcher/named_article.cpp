#include "searcher/named_article.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <optional>
#include <string_view>
#include <tuple>
#include <vector>

#include "common/error.hpp"
#include "common/folding.hpp"
#include "common/schema.hpp"
#include "common/terminal.hpp"
#include "common/utf8.hpp"
#include "searcher/edit_distance.hpp"

namespace byline {
namespace {

/// A hint names so many articles.
constexpr std::size_t kMaxListed = 5;
constexpr std::size_t kMaxSimilar = 3;
/// Longer names are compared by their beginning.
constexpr std::size_t kComparedBytes = 64;

struct PlacedArticle {
  Xapian::docid document = 0;
  std::string path;
  std::string id;
};

/// "feed.xml:120" is line 120 of feed.xml.
struct PathAndLine {
  std::string path;
  std::size_t line = 0;
};

std::optional<PathAndLine> path_and_line(const std::string& name) {
  const auto colon = name.rfind(':');
  if (colon == std::string::npos || colon == 0) return std::nullopt;
  PathAndLine place{name.substr(0, colon), 0};
  const char* end = name.data() + name.size();
  const auto [rest, error] = std::from_chars(name.data() + colon + 1, end, place.line);
  if (error != std::errc{} || rest != end) return std::nullopt;
  return place;
}

std::string_view last_part(std::string_view path) { return path.substr(path.find_last_of("/!") + 1); }

std::string comparable(std::string_view name) {
  return std::string(whole_code_points(folded_case(repair_utf8(last_part(name)).text), kComparedBytes));
}

class ArticleNames {
 public:
  ArticleNames(Archive& archive, std::string folder) : archive_(archive), folder_(std::move(folder)) {
    const Xapian::Database& articles = archive.articles();
    const auto end = articles.valuestream_end(slot::kTieOrder);
    for (auto value = articles.valuestream_begin(slot::kTieOrder); value != end; ++value) {
      const std::string order = *value;
      const std::string_view path = path_in_tie_order(order);
      const auto id = static_cast<std::size_t>(path.data() + path.size() - order.data()) + 1;  // behind a NUL
      all_.push_back({value.get_docid(), std::string(path), order.substr(std::min(id, order.size()))});
    }
  }

  [[nodiscard]] Xapian::docid find(const std::string& name) const {
    if (std::vector<PlacedArticle> found = with_path(name); !found.empty()) return only_one_of_file(name, found);
    std::vector<PlacedArticle> found = with_id(name);
    if (found.size() == 1) return found.front().document;
    if (!found.empty()) throw_same_id(name, found);
    if (const auto place = path_and_line(name)) {
      found = with_path(place->path);
      if (!found.empty()) return at_line(std::move(found), place->line);
    }
    throw Error(ErrorKind::BadInput, fmt::format("no article is called '{}'", name), similar_names(name));
  }

 private:
  /// Those of a container are named by its path.
  [[nodiscard]] std::vector<PlacedArticle> with_path(const std::string& name) const {
    const std::string absolute = (std::filesystem::path(folder_) / name).lexically_normal().string();
    std::vector<PlacedArticle> found;
    for (const PlacedArticle& article : all_) {
      if (article.path == absolute || article.path == name || article.path.starts_with(absolute + "!")) {
        found.push_back(article);
      }
    }
    return found;
  }

  [[nodiscard]] std::vector<PlacedArticle> with_id(const std::string& id) const {
    std::vector<PlacedArticle> found;
    for (const PlacedArticle& article : all_) {
      if (!id.empty() && article.id == id) found.push_back(article);
    }
    return found;
  }

  [[nodiscard]] std::size_t line_of(const PlacedArticle& article) const {
    return archive_.article(article.document).line;
  }

  [[nodiscard]] std::string place_of(const PlacedArticle& article) const {
    return fmt::format("{}:{}", shown_path(article.path, folder_), line_of(article));
  }

  [[nodiscard]] Xapian::docid only_one_of_file(const std::string& name, const std::vector<PlacedArticle>& found) const {
    if (found.size() == 1) return found.front().document;
    std::vector<std::string> names;
    for (const PlacedArticle& article : found) {
      if (names.size() == kMaxListed) break;
      names.push_back(article.id.empty() ? place_of(article) : article.id);
    }
    throw Error(ErrorKind::BadInput, fmt::format("'{}' has {} articles", name, found.size()),
                fmt::format("name one of them: {}{}", fmt::join(names, ", "), found.size() > kMaxListed ? ", …" : ""));
  }

  [[noreturn]] void throw_same_id(const std::string& id, const std::vector<PlacedArticle>& found) const {
    std::vector<std::string> places;
    for (const PlacedArticle& article : found) {
      if (places.size() == kMaxListed) break;
      places.push_back(place_of(article));
    }
    throw Error(
        ErrorKind::BadInput, fmt::format("{} articles have the id '{}'", found.size(), id),
        fmt::format("name one by its place: {}{}", fmt::join(places, ", "), found.size() > kMaxListed ? ", …" : ""));
  }

  /// The article of a file that stands at a line: the last one that does not begin behind it.
  [[nodiscard]] Xapian::docid at_line(std::vector<PlacedArticle> articles, std::size_t line) const {
    std::vector<std::pair<std::size_t, Xapian::docid>> starts;
    for (const PlacedArticle& article : articles) starts.emplace_back(line_of(article), article.document);
    std::sort(starts.begin(), starts.end());
    const auto next = std::upper_bound(starts.begin(), starts.end(), line,
                                       [](std::size_t wanted, const auto& start) { return wanted < start.first; });
    return next == starts.begin() ? next->second : std::prev(next)->second;
  }

  [[nodiscard]] std::string similar_names(const std::string& name) const {
    const auto place = path_and_line(name);
    const std::string wanted = comparable(place ? place->path : name);
    const std::size_t most = std::max<std::size_t>(2, wanted.size() / 3);
    std::vector<std::pair<std::size_t, std::string>> similar;
    for (const PlacedArticle& article : all_) {
      for (const std::string& known : {article.path, article.id}) {
        if (known.empty()) continue;
        const std::string compared = comparable(known);
        const std::size_t longer = std::max(compared.size(), wanted.size());
        if (longer - std::min(compared.size(), wanted.size()) > most) continue;
        const std::size_t distance = edit_distance(wanted, compared);
        if (distance <= most && distance < longer) similar.emplace_back(distance, shown_path(known, folder_));
      }
    }
    std::sort(similar.begin(), similar.end());
    similar.erase(std::unique(similar.begin(), similar.end()), similar.end());
    if (similar.size() > kMaxSimilar) similar.resize(kMaxSimilar);
    if (similar.empty()) return "give its path, or the id that --format json shows";
    std::vector<std::string> names;
    for (const auto& [distance, known] : similar) names.push_back("'" + known + "'");
    return fmt::format("did you mean {}?", fmt::join(names, ", "));
  }

  Archive& archive_;
  std::string folder_;
  std::vector<PlacedArticle> all_;
};

}  // namespace

Xapian::docid named_article(Archive& archive, const std::string& name, const std::string& folder) {
  return ArticleNames(archive, folder).find(name);
}

}  // namespace byline

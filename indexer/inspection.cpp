#include "indexer/inspection.hpp"

#include <filesystem>

#include "common/error.hpp"
#include "indexer/container_names.hpp"
#include "indexer/container_reading.hpp"
#include "indexer/file_reading.hpp"
#include "indexer/language_detector.hpp"

namespace byline {
namespace {

const Format& format_for(const std::string& path, ReadOptions options) {
  if (path == "-" && options.format == "auto") options.format = "jsonl";
  const Format* format = format_of(path, options);
  if (format != nullptr) return *format;
  throw Error(ErrorKind::BadInput, "'" + path + "' is of an unknown type", "name its format with --input-format");
}

InspectedArticle inspected(Article&& article, std::string_view format) {
  InspectedArticle result{std::move(article), "declared", std::string(format)};
  if (!result.article.language.empty()) return result;
  result.article.language = detect_language(result.article);
  result.language_origin = result.article.language.empty() ? "unknown" : "detected";
  return result;
}

void take(ReadOutcome&& outcome, const std::string& path, std::string_view format, Inspection& inspection) {
  if (auto* article = std::get_if<Article>(&outcome)) {
    inspection.articles.push_back(inspected(std::move(*article), format));
  } else if (auto* rejection = std::get_if<Rejection>(&outcome)) {
    inspection.skipped.push_back({path, rejection->line, std::move(rejection->reason)});
  } else {
    inspection.skipped.push_back({path, 0, "not recognised as " + std::string(format) + ": a build ignores it"});
  }
}

/// A path as it was given, divided into the file on disk and what is meant in it.
struct InspectedPath {
  std::string file;    ///< absolute, or "-"
  std::string member;  ///< empty: all of the file
};

/// A file may itself have a "!" in its name.
InspectedPath divided(const std::string& given) {
  namespace fs = std::filesystem;
  if (given == "-") return {given, {}};
  std::error_code error;
  const fs::path whole = fs::canonical(given, error);
  if (!error) return {whole.string(), {}};
  for (auto at = given.find('!'); at != std::string::npos; at = given.find('!', at + 1)) {
    const std::string file = given.substr(0, at);
    std::error_code none;
    if (packing_of(file) != Packing::Container || !fs::is_regular_file(file, none)) continue;
    return {fs::canonical(file, none).string(), given.substr(at + 1)};
  }
  throw Error(ErrorKind::BadInput, "cannot read '" + given + "': " + error.message());
}

/// The pattern that matches this path inside a container, and nothing else.
std::string pattern_of(const std::string& member) {
  std::string pattern = "/";
  for (std::size_t i = 0; i < member.size(); ++i) {
    const char c = member[i];
    const bool is_divider = c == '!' && packing_of(std::string_view(member).substr(0, i)) == Packing::Container;
    if (is_divider || c == '/') {
      pattern.push_back('/');
    } else {
      if (static_cast<unsigned char>(c) < 0x80) pattern.push_back('\\');
      pattern.push_back(c);
    }
  }
  return pattern;
}

void inspect_container(const InspectedPath& path, ReadOptions options, Inspection& inspection) {
  inspection.format = "container";
  if (!path.member.empty()) {
    options.include = {pattern_of(path.member)};
    options.exclude.clear();
  }
  // Without a root no folder is the top one, so only what the article says itself is its source.
  const Root root{{}, options};
  const SelectedFolder members(options, path.file, path.file);
  const ContainerReading reading = read_container(
      path.file, members, root, [&](const InputPlace& place, const Format* format, ReadOutcome&& outcome) {
        take(std::move(outcome), place.path, format == nullptr ? std::string_view{} : format->name, inspection);
      });
  if (!reading.failure.empty()) inspection.skipped.push_back({path.file, 0, reading.failure});
  if (path.member.empty()) {
    inspection.ignored = reading.ignored;
    inspection.left_out = reading.left_out;
  } else if (inspection.articles.empty() && inspection.skipped.empty()) {
    throw Error(ErrorKind::BadInput, "'" + path.file + "' has no member '" + path.member + "' of a known type",
                "inspect '" + path.file + "' shows its members");
  }
}

void inspect_file(const std::string& path, const ReadOptions& options, Inspection& inspection) {
  const bool is_compressed = packing_of(path) == Packing::Compressed;
  const Format& format = format_for(is_compressed ? std::string(without_packing(path)) : path, options);
  inspection.format = format.name;
  const FileBytes content = path == "-" ? load_standard_input() : load_file(path, format);
  if (!content.failure.empty()) throw Error(ErrorKind::BadInput, "cannot read '" + path + "': " + content.failure);
  const Root root{{}, options};
  read_input(place_of_file(path), content.bytes, format, root,
             [&](ReadOutcome&& outcome) { take(std::move(outcome), path, format.name, inspection); });
  if (!content.damage.empty()) inspection.skipped.push_back({path, 0, content.damage});
}

}  // namespace

Inspection inspect(const std::string& given, const ReadOptions& options) {
  const InspectedPath path = divided(given);
  Inspection inspection;
  inspection.path = path.member.empty() ? path.file : path.file + "!" + path.member;
  if (std::filesystem::is_directory(path.file)) {
    throw Error(ErrorKind::BadInput, "'" + given + "' is a folder", "inspect looks at one file");
  }
  if (packing_of(path.file) == Packing::Container) {
    inspect_container(path, options, inspection);
  } else {
    inspect_file(path.file, options, inspection);
  }
  return inspection;
}

}  // namespace byline

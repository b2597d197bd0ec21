#include "indexer/inspection.hpp"

#include <algorithm>
#include <filesystem>

#include "common/error.hpp"
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

InspectedArticle inspected(Article&& article) {
  InspectedArticle result{std::move(article), "declared"};
  if (!result.article.language.empty()) return result;
  result.article.language = detect_language(result.article);
  result.language_origin = result.article.language.empty() ? "unknown" : "detected";
  return result;
}

}  // namespace

Inspection inspect(const std::string& given, const ReadOptions& options) {
  Inspection inspection;
  std::error_code error;
  inspection.path = given == "-" ? given : std::filesystem::canonical(given, error).string();
  if (error) throw Error(ErrorKind::BadInput, "cannot read '" + given + "': " + error.message());
  if (std::filesystem::is_directory(inspection.path)) {
    throw Error(ErrorKind::BadInput, "'" + given + "' is a folder", "inspect looks at one file");
  }
  const Format& format = format_for(inspection.path, options);
  inspection.format = format.name;
  const FileBytes content = given == "-" ? load_standard_input() : load_file(inspection.path, format);
  if (!content.failure.empty()) throw Error(ErrorKind::BadInput, "cannot read '" + given + "': " + content.failure);
  // Without a root no folder is the top one, so only what the article says itself is its source.
  const Root root{{}, options};
  read_input(inspection.path, content.bytes, format, root, [&](ReadOutcome&& outcome) {
    if (auto* article = std::get_if<Article>(&outcome)) {
      inspection.articles.push_back(inspected(std::move(*article)));
    } else if (auto* rejection = std::get_if<Rejection>(&outcome)) {
      inspection.rejections.push_back(std::move(*rejection));
    } else {
      inspection.rejections.push_back({0, "not recognised as " + inspection.format + ": a build ignores it"});
    }
  });
  return inspection;
}

}  // namespace byline

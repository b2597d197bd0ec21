#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "common/article.hpp"

namespace byline {

/// How inputs are read; the same for every file below a root, and remembered with it.
struct ReadOptions {
  std::string format = "auto";    ///< a format's name, or "auto": by the file's name
  std::string language = "auto";  ///< ISO 639-1 code for every article, or "auto": declared, else detected
  std::map<std::string, std::string> field_map;  ///< `--map title=headline`: our field -> the record's field
  bool section_from_folder = false;              ///< the folder a file lies in is its category

  friend bool operator==(const ReadOptions&, const ReadOptions&) = default;
};

/// The bytes of one input and where they are from.
struct Source {
  std::string path;        ///< absolute, or "-"; goes into the article as it is
  std::string_view bytes;  ///< well-formed UTF-8 without byte order mark, "\n" line ends; outlives the call
};

/// An input, or one record of it, that could not be made an article.
struct Rejection {
  std::size_t line = 0;  ///< 1-based line of the record; 0 when the whole input is meant
  std::string reason;    ///< lower case, no full stop: "not a JSON object"

  friend bool operator==(const Rejection&, const Rejection&) = default;
};

using ReadOutcome = std::variant<Article, Rejection>;

/// Receives what a reader finds, in the order of the input.
using OutcomeSink = std::function<void(ReadOutcome&&)>;

/// One input format. Readers are functions of bytes: they touch neither files nor the terminal, and never throw for
/// anything the bytes hold; damage becomes a Rejection or a note in the Article.
struct Format {
  std::string_view name;                     ///< as given to --input-format
  std::vector<std::string_view> extensions;  ///< lower case, with the dot
  bool many_articles;                        ///< a file holds records with keys of their own
  std::function<void(const Source&, const ReadOptions&, const OutcomeSink&)> read;
};

/// Every format that is read, in the order in which help lists them.
const std::vector<Format>& formats();

/// The format of a file by its name, or by `options.format` when that names one; null for files of unknown types.
const Format* format_of(const std::filesystem::path& path, const ReadOptions& options);

}  // namespace byline

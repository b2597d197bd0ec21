#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "common/article.hpp"
#include "indexer/author_names.hpp"

namespace byline {

/// How inputs are read; the same for every file below a root, and remembered with it.
struct ReadOptions {
  std::string format = "auto";    ///< a format's name, or "auto": by the file's name
  std::string language = "auto";  ///< ISO 639-1 code for every article, or "auto": declared, else detected
  std::map<std::string, std::string> field_map;  ///< `--map title=headline`: our field -> the record's field
  bool section_from_folder = false;              ///< the folder a file lies in is its category
  AuthorNames author_names;                      ///< `--authors`: names as written -> as they are meant
  // What is read at all (input_selection.hpp); makes no difference to what is made of it.
  std::vector<std::string> include;  ///< `--include`: when there are any, only what matches is read
  std::vector<std::string> exclude;  ///< `--exclude`

  friend bool operator==(const ReadOptions&, const ReadOptions&) = default;
};

/// In which shape a format's reader wants its input.
enum class InputShape : std::uint8_t {
  Text,     ///< well-formed UTF-8 without byte order mark, "\n" line ends, no NUL; its encoding is found out for it
  Records,  ///< the same; bytes that are not UTF-8 have become U+FFFD where they stand
  Bytes,    ///< as in the file: the format says itself how it is encoded, or is no text
};

/// The bytes of one input and where they are from.
struct Source {
  std::string path;        ///< absolute, or "-"; goes into the article as it is
  std::string_view bytes;  ///< in the shape that the format asks for; outlives the call
};

/// An input, or one record of it, that could not be made an article.
struct Rejection {
  std::size_t line = 0;  ///< 1-based line of the record; 0 when the whole input is meant
  std::string reason;    ///< lower case, no full stop: "not a JSON object"

  friend bool operator==(const Rejection&, const Rejection&) = default;
};

/// The file's name promised this format, but it holds something else that nobody expects to be read (a `.xml` that is
/// no feed). Ignored as files of unknown types are; the only outcome of its input.
struct Unrecognised {};

using ReadOutcome = std::variant<Article, Rejection, Unrecognised>;

/// Receives what a reader finds, in the order of the input.
using OutcomeSink = std::function<void(ReadOutcome&&)>;

/// One input format. Readers are functions of bytes: they touch neither files nor the terminal, and never throw for
/// anything the bytes hold; damage becomes a Rejection or a note in the Article.
struct Format {
  std::string_view name;                     ///< as given to --input-format
  std::vector<std::string_view> extensions;  ///< lower case, with the dot
  bool many_articles;                        ///< a file holds records with keys of their own
  InputShape shape;
  std::function<void(const Source&, const ReadOptions&, const OutcomeSink&)> read;
  std::vector<std::string_view> programs = {};  ///< looked for in PATH; without one of them nothing can be read
};

/// Every format that is read, in the order in which help lists them.
const std::vector<Format>& formats();

/// The format of a file by its name, or by `options.format` when that names one; null for files of unknown types.
const Format* format_of(const std::filesystem::path& path, const ReadOptions& options);

}  // namespace byline

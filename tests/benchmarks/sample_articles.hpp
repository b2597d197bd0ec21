#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <variant>

#include "indexer/markdown_reader.hpp"

namespace byline::benchmarks {

/// The bytes of a file of corpus/.
inline std::string read_sample(const std::string& name) {
  std::ifstream file(std::filesystem::path(BYLINE_CORPUS_DIR) / name, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read corpus/" + name);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The article in a Markdown file of corpus/.
inline Article read_article(const std::string& name) {
  const std::string bytes = read_sample(name);
  Article article;
  read_markdown({"/" + name, bytes}, {},
                [&](ReadOutcome&& outcome) { article = std::get<Article>(std::move(outcome)); });
  return article;
}

}  // namespace byline::benchmarks

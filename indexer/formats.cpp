#include <algorithm>

#include "indexer/epub_reader.hpp"
#include "indexer/html_reader.hpp"
#include "indexer/json_lines_reader.hpp"
#include "indexer/markdown_reader.hpp"
#include "indexer/office_reader.hpp"
#include "indexer/pdf_reader.hpp"
#include "indexer/plain_text_reader.hpp"
#include "indexer/reader.hpp"

namespace byline {

const std::vector<Format>& formats() {
  static const std::vector<Format> all = {
      {"text", {".txt", ".text"}, false, InputShape::Text, read_plain_text},
      {"markdown", {".md", ".markdown", ".mdown", ".mkd"}, false, InputShape::Text, read_markdown},
      {"html", {".html", ".htm", ".xhtml", ".shtml"}, false, InputShape::Bytes, read_html},
      {"jsonl", {".jsonl", ".ndjson"}, true, InputShape::Records, read_json_lines},
      {"pdf", {".pdf"}, false, InputShape::Bytes, read_pdf, {"pdftohtml"}},
      {"epub", {".epub"}, false, InputShape::Bytes, read_epub},
      {"docx", {".docx"}, false, InputShape::Bytes, read_docx, {"pandoc"}},
      {"odt", {".odt"}, false, InputShape::Bytes, read_odt, {"pandoc"}},
      {"rtf", {".rtf"}, false, InputShape::Bytes, read_rtf, {"pandoc"}},
  };
  return all;
}

const Format* format_of(const std::filesystem::path& path, const ReadOptions& options) {
  std::string extension = path.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  for (const Format& format : formats()) {
    const bool wanted = options.format == "auto" ? std::find(format.extensions.begin(), format.extensions.end(),
                                                             extension) != format.extensions.end()
                                                 : format.name == options.format;
    if (wanted) return &format;
  }
  return nullptr;
}

}  // namespace byline

#include <algorithm>

#include "indexer/epub_reader.hpp"
#include "indexer/feed_reader.hpp"
#include "indexer/html_reader.hpp"
#include "indexer/json_feed.hpp"
#include "indexer/json_lines_reader.hpp"
#include "indexer/mail_reader.hpp"
#include "indexer/markdown_reader.hpp"
#include "indexer/mediawiki_reader.hpp"
#include "indexer/office_reader.hpp"
#include "indexer/pdf_reader.hpp"
#include "indexer/plain_text_reader.hpp"
#include "indexer/reader.hpp"
#include "indexer/reuters_reader.hpp"
#include "indexer/rst_reader.hpp"
#include "indexer/xml_file_reader.hpp"

namespace byline {

const std::vector<Format>& formats() {
  static const std::vector<Format> all = {
      {"text", {".txt", ".text"}, false, InputShape::Text, read_plain_text},
      {"markdown", {".md", ".markdown", ".mdown", ".mkd"}, false, InputShape::Text, read_markdown},
      {"html", {".html", ".htm", ".xhtml", ".shtml"}, false, InputShape::Bytes, read_html},
      {"jsonl", {".jsonl", ".ndjson"}, true, InputShape::Records, read_json_lines},
      {"feed", {".rss", ".atom", ".rdf"}, true, InputShape::Bytes, read_feed},
      {"mediawiki", {}, true, InputShape::Bytes, read_mediawiki},
      {"xml", {".xml"}, true, InputShape::Bytes, read_xml_file},
      {"json", {".json"}, true, InputShape::Bytes, read_json_feed},
      {"reuters", {".sgm", ".sgml"}, true, InputShape::Text, read_reuters},
      {"mail", {".eml", ".emlx"}, false, InputShape::Bytes, read_mail},
      {"mbox", {".mbox", ".mbx"}, true, InputShape::Bytes, read_mbox},
      {"rst", {".rst", ".rest"}, false, InputShape::Text, read_rst},
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
    // The name of a maildir's message has dots but no ending; a mailbox may be called that.
    const bool is_named = options.format == "auto" && ((format.name == "mail" && is_maildir_message(path)) ||
                                                       (format.name == "mbox" && path.filename() == "mbox"));
    if (wanted || is_named) return &format;
  }
  return nullptr;
}

}  // namespace byline

#include "indexer/json_lines_reader.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

#include "common/utf8.hpp"
#include "indexer/article_fields.hpp"
#include "indexer/json_value.hpp"
#include "indexer/plain_text_reader.hpp"

namespace byline {
namespace {

/// A body's text: a string, or a list of paragraphs.
std::string body_text(const FieldValue& value) {
  if (value.kind != FieldValue::Kind::List) return value.text;
  std::string text;
  for (const FieldValue& item : value.items) {
    if (item.kind != FieldValue::Kind::Text) continue;
    if (!text.empty()) text += "\n\n";
    text += item.text;
  }
  return text;
}

/// A record is one line of its file, so all of its text stands there and its inner line breaks count for nothing.
Section on_one_line(Section section, std::size_t line) {
  std::size_t next = 0;
  for (std::size_t at = 0; at < section.text.size(); ++at) {
    while (next < section.blocks.size() && section.blocks[next].offset <= at) ++next;
    const bool between_blocks = next < section.blocks.size() && section.blocks[next].offset == at + 1;
    if (section.text[at] == '\n' && !between_blocks) section.text[at] = ' ';
  }
  for (Block& block : section.blocks) block.line = line;
  return section;
}

ReadOutcome read_record(const FieldValue& record, std::size_t line, const Source& source, const FieldNames& names) {
  Article article;
  article.path = source.path;
  article.line = line;
  apply_fields(record, names, FieldOrigin::Record, article);
  if (const FieldValue* body = names.value(record, "text"); body != nullptr) {
    Section lead = on_one_line(lead_section(body_text(*body), line), line);
    if (!lead.text.empty()) article.sections.push_back(std::move(lead));
  }
  if (article.title.empty() && article.sections.empty()) return Rejection{line, "neither a title nor a text"};
  return article;
}

}  // namespace

void read_json_lines(const Source& source, const ReadOptions& options, const OutcomeSink& sink) {
  JsonParser parser;
  const FieldNames names(options.field_map);
  std::size_t line = 0;
  for (std::size_t begin = 0; begin < source.bytes.size();) {
    const std::size_t end = std::min(source.bytes.find('\n', begin), source.bytes.size());
    const std::string_view text = source.bytes.substr(begin, end - begin);
    begin = end + 1;
    ++line;
    if (trim(text).empty()) continue;
    auto parsed = parser.parse(text);
    if (auto* broken = std::get_if<BrokenJson>(&parsed)) {
      sink(Rejection{line, std::move(broken->reason)});
    } else if (const FieldValue& record = std::get<FieldValue>(parsed); record.kind != FieldValue::Kind::Map) {
      sink(Rejection{line, "not a JSON object"});
    } else {
      sink(read_record(record, line, source, names));
    }
  }
  if (line == 0) sink(Rejection{0, "empty"});
}

}  // namespace byline

#include "indexer/reuters_reader.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "common/utf8.hpp"
#include "indexer/article_fields.hpp"
#include "indexer/ascii_case.hpp"
#include "indexer/byline_names.hpp"
#include "indexer/text_blocks.hpp"
#include "indexer/xml_mending.hpp"
#include "indexer/xml_reader.hpp"

namespace byline {
namespace {

constexpr std::string_view kRecord = "REUTERS";
/// By how much the first line of a paragraph is indented.
constexpr std::size_t kIndentation = 3;
/// Wires end a text with their name.
constexpr std::array<std::string_view, 3> kSignOffs = {"reuter", "reuters", "/reuter"};

/// Where `open` ("<" or "</") and the element's name stand next to each other, in any case; npos when nowhere.
std::size_t find_tag(std::string_view text, std::string_view open, std::string_view name, std::size_t from = 0) {
  for (std::size_t at = text.find(open, from); at != std::string_view::npos; at = text.find(open, at + 1)) {
    const std::string_view found = text.substr(at + open.size(), name.size());
    const std::size_t behind = at + open.size() + name.size();
    const bool ends = behind >= text.size() || std::string_view(" \t\n>/").find(text[behind]) != std::string_view::npos;
    if (ends && same_but_ascii_case(found, name)) return at;
  }
  return std::string_view::npos;
}

/// What stands between an element's tags, or to the end when the end tag is missing; empty, at the end of the text,
/// when there is no such element.
std::string_view content_of(std::string_view text, std::string_view name) {
  const std::size_t begin = find_tag(text, "<", name);
  const std::size_t inner = begin == std::string_view::npos ? begin : text.find('>', begin);
  if (inner == std::string_view::npos) return text.substr(text.size());
  text.remove_prefix(inner + 1);
  return text.substr(0, std::min(text.size(), find_tag(text, "</", name)));
}

/// `NEWID="17"` -> "17".
std::string attribute_of(std::string_view tag, std::string_view name) {
  for (std::size_t at = 0; at < tag.size(); ++at) {
    at = tag.find('=', at);
    if (at == std::string_view::npos) break;
    const std::string_view before = trim(tag.substr(0, at));
    const std::string_view value = trim(tag.substr(at + 1));
    if (before.size() < name.size() || ascii_lower(before.substr(before.size() - name.size())) != ascii_lower(name))
      continue;
    const std::size_t end = value.starts_with('"') ? value.find('"', 1) : value.find_first_of(" \t\n>");
    return std::string(value.starts_with('"') ? value.substr(1, end - 1) : value.substr(0, end));
  }
  return {};
}

/// References decoded; control characters, which stand for the wire's own signs, become spaces.
std::string decoded(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    const bool is_control = static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t';
    CharacterReference reference;
    if (c == '&') reference = character_reference(text.substr(at), named_character);
    if (reference.code_point != 0) {
      append_utf8(result, reference.code_point);
    } else {
      result += is_control ? ' ' : c;
    }
    at += std::max<std::size_t>(reference.size * (reference.code_point != 0), 1);
  }
  return result;
}

/// " 5-MAR-1987 09:10:11.55" -> "5 MAR 1987".
std::string day_of(std::string_view date) {
  date = trim(date);
  std::string day(date.substr(0, date.find_first_of(" \t\n")));
  std::replace(day.begin(), day.end(), '-', ' ');
  return day;
}

/// The items of `<D>cocoa</D><D>tea</D>`.
FieldValue list_in(std::string_view content) {
  FieldValue list = FieldValue::list();
  std::size_t at = find_tag(content, "<", "D");
  while (at != std::string_view::npos) {
    const std::size_t begin = std::min(content.size(), content.find('>', at) + 1);
    const std::size_t end = std::min(content.size(), content.find('<', begin));
    list.items.push_back(FieldValue::of_text(single_spaced(decoded(content.substr(begin, end - begin)))));
    at = find_tag(content, "<", "D", end);
  }
  return list;
}

bool is_sign_off(std::string_view line) {
  const std::string word = ascii_lower(trim(line));
  return std::find(kSignOffs.begin(), kSignOffs.end(), word) != kSignOffs.end();
}

class RecordReader {
 public:
  RecordReader(std::string_view record, std::size_t line, const Source& source, const ReadOptions& options)
      : record_(record), counted_(record.data()), line_(line), options_(options) {
    article_.path = source.path;
    article_.line = line;
  }

  ReadOutcome read() {
    const std::size_t tag_end = record_.find('>');
    if (tag_end == std::string_view::npos) return Rejection{article_.line, "a record whose first tag is broken"};
    const std::string id = attribute_of(record_.substr(0, tag_end), "NEWID");
    add("id", FieldValue::of_text(id.empty() ? attribute_of(record_.substr(0, tag_end), "OLDID") : id), "");
    add("date", FieldValue::of_text(day_of(content_of(record_, "DATE"))), "DATE");
    add("tags", tags(), "TOPICS, PLACES and the like");
    omit_wire_header();
    read_text();
    apply_fields(fields_, FieldNames(options_.field_map), FieldOrigin::Record, article_);
    if (article_.title.empty() && article_.sections.empty()) {
      return Rejection{article_.line, "a record with neither a title nor a text"};
    }
    return std::move(article_);
  }

 private:
  void add(const char* field, FieldValue&& value, const char* origin) {
    if (value.empty()) return;
    if (*origin != '\0') article_.findings.push_back({field, origin});
    fields_.entries.emplace_back(field, std::move(value));
  }

  [[nodiscard]] FieldValue tags() const {
    FieldValue all = FieldValue::list();
    for (const char* name : {"TOPICS", "PLACES", "PEOPLE", "ORGS", "EXCHANGES", "COMPANIES"}) {
      for (FieldValue& tag : list_in(content_of(record_, name)).items) all.items.push_back(std::move(tag));
    }
    return all;
  }

  void omit_wire_header() {
    const std::string_view header = content_of(record_, "UNKNOWN");
    const std::string text = single_spaced(decoded(header));
    if (!text.empty()) article_.omissions.push_back({"codes of the wire", line_of(header), text});
  }

  void read_text() {
    const std::string_view text = content_of(record_, "TEXT");
    std::string title = single_spaced(decoded(content_of(text, "TITLE")));
    add("title", FieldValue::of_text(std::move(title)), "TITLE");
    read_author(content_of(text, "AUTHOR"));
    const std::string_view dateline = content_of(text, "DATELINE");
    if (const std::string place = single_spaced(decoded(dateline)); !place.empty()) {
      article_.asides.push_back({AsideKind::Byline, place, line_of(dateline)});
    }
    const bool has_body = find_tag(text, "<", "BODY") != std::string_view::npos;
    read_body(has_body ? content_of(text, "BODY") : behind_elements(text), has_body);
  }

  void read_author(std::string_view author) {
    const std::string text = single_spaced(decoded(author));
    if (text.empty()) return;
    article_.findings.push_back({"authors", "AUTHOR"});
    if (const auto byline = parse_byline_line(text)) {
      article_.authors = byline->authors;
      article_.contributors = byline->contributors;
    } else {
      article_.authors = split_names(text);
    }
  }

  /// A text without a body element may still begin with others.
  static std::string_view behind_elements(std::string_view text) {
    for (const char* name : {"TITLE", "AUTHOR", "DATELINE"}) {
      const std::size_t end = find_tag(text, "</", name);
      if (end != std::string_view::npos) text.remove_prefix(std::min(text.size(), text.find('>', end) + 1));
    }
    return text;
  }

  /// Paragraphs begin with an indented line; a text without one has blank lines.
  void read_body(std::string_view body, bool has_title) {
    std::size_t line = line_of(body);
    const std::string text = decoded(body);
    std::vector<std::pair<std::string, std::size_t>> paragraphs;
    bool is_new = true;
    for (std::size_t begin = 0; begin < text.size(); ++line) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      const std::string_view written = std::string_view(text).substr(begin, end - begin);
      const std::string_view words = trim(written);
      begin = end + 1;
      is_new |= words.empty() || written.find_first_not_of(" \t") >= kIndentation;
      if (words.empty()) continue;
      if (is_new || is_sign_off(words)) {
        paragraphs.emplace_back(words, line);
      } else {
        paragraphs.back().first.append("\n").append(words);
      }
      is_new = false;
    }
    while (!paragraphs.empty() && is_sign_off(paragraphs.back().first)) {
      article_.omissions.push_back({"sign-off", paragraphs.back().second, paragraphs.back().first});
      paragraphs.pop_back();
    }
    if (!has_title) take_title(paragraphs);
    Section lead;
    for (const auto& [words, first_line] : paragraphs) append_block(lead, words, first_line);
    if (!lead.text.empty()) article_.sections.push_back(std::move(lead));
  }

  /// The first line of a text that nobody marked up, often with asterisks in front.
  void take_title(std::vector<std::pair<std::string, std::size_t>>& paragraphs) {
    if (fields_.find("title") != nullptr || paragraphs.empty()) return;
    std::string& first = paragraphs.front().first;
    const std::size_t end = std::min(first.find('\n'), first.size());
    std::string_view title = std::string_view(first).substr(0, end);
    title.remove_prefix(std::min(title.size(), title.find_first_not_of("* ")));
    add("title", FieldValue::of_text(single_spaced(title)), "the first line");
    first.erase(0, std::min(end + 1, first.size()));
    ++paragraphs.front().second;
    if (first.empty()) paragraphs.erase(paragraphs.begin());
  }

  /// The line of a part of the record. Parts are asked for in their order, or their lines are counted anew.
  std::size_t line_of(std::string_view part) {
    if (part.data() < counted_) {
      counted_ = record_.data();
      line_ = article_.line;
    }
    line_ += static_cast<std::size_t>(std::count(counted_, part.data(), '\n'));
    counted_ = part.data();
    return line_;
  }

  std::string_view record_;
  const char* counted_;
  std::size_t line_;
  const ReadOptions& options_;
  Article article_;
  FieldValue fields_ = FieldValue::map();
};

}  // namespace

void read_reuters(const Source& source, const ReadOptions& options, const OutcomeSink& sink) {
  const std::string_view text = source.bytes;
  if (trim(text).empty()) return sink(Rejection{0, "empty"});
  std::size_t begin = find_tag(text, "<", kRecord);
  if (begin == std::string_view::npos) return sink(Unrecognised{});
  std::size_t line = 1;
  std::size_t counted = 0;
  while (begin < text.size()) {
    line += static_cast<std::size_t>(std::count(text.begin() + static_cast<std::ptrdiff_t>(counted),
                                                text.begin() + static_cast<std::ptrdiff_t>(begin), '\n'));
    counted = begin;
    const std::size_t next = std::min(text.size(), find_tag(text, "<", kRecord, begin + 1));
    const std::string_view record = text.substr(begin, next - begin);
    const std::size_t end = find_tag(record, "</", kRecord);
    if (end == std::string_view::npos) {
      sink(Rejection{line, next == text.size() ? "the file ends inside this record" : "a record that is not closed"});
    } else {
      sink(RecordReader(record.substr(0, end), line, source, options).read());
    }
    begin = next;
  }
}

}  // namespace byline

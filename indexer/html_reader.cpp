#include "indexer/html_reader.hpp"

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>

#include "common/utf8.hpp"
#include "indexer/article_fields.hpp"
#include "indexer/front_matter.hpp"
#include "indexer/html_blocks.hpp"
#include "indexer/html_sections.hpp"
#include "indexer/html_tree.hpp"
#include "indexer/main_text.hpp"
#include "indexer/page_metadata.hpp"
#include "indexer/template_tags.hpp"

namespace byline {
namespace {

/// Browsers look at 1024 bytes; pages saved by programs have comments and long lists of links in front.
constexpr std::size_t kDeclarationBytes = 4096;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

std::string lowered(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), lower);
  return result;
}

bool is_charset_letter(char c) {
  c = lower(c);
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == ':' || c == '.' || c == '+';
}

/// What follows `charset =` or `encoding =`, perhaps in quotes, at `at` of `bytes`; empty when nothing does.
std::string_view charset_behind(std::string_view bytes, std::size_t at) {
  const auto skip = [&](std::string_view signs) {
    while (at < bytes.size() && signs.find(bytes[at]) != std::string_view::npos) ++at;
  };
  skip(" \t\r\n");
  if (at >= bytes.size() || bytes[at] != '=') return {};
  skip("= \t\r\n\"'");
  std::size_t end = at;
  while (end < bytes.size() && is_charset_letter(bytes[end])) ++end;
  return bytes.substr(at, end - at);
}

/// The tag in `head` (lower case) that begins at `begin`.
std::string_view tag_at(std::string_view head, std::size_t begin) {
  return head.substr(begin, std::min(head.find('>', begin), head.size()) - begin);
}

bool begins_page(std::string_view text) {
  const std::string head = lowered(trim(text.substr(0, kDeclarationBytes)).substr(0, 15));
  return head.starts_with("<!doctype html") || head.starts_with("<html");
}

/// `line` is that of the page's first line in the file.
void read_page(std::string_view html, std::size_t line, Article& article) {
  const HtmlTree page(html);
  if (!page.damage().empty()) article.notes.push_back("HTML: " + page.damage());
  const PageMetadata metadata = apply_page_metadata(page, article);
  append_blocks(page, find_main_text(page, metadata.taken), ImageTexts::None, line, article);
}

/// What the front matter states counts more than what the page behind it does.
void apply_front_matter(const FrontMatter& front, const ReadOptions& options, Article& article) {
  const FieldNames names(options.field_map);
  Article stated;
  apply_fields(front.fields, names, FieldOrigin::FrontMatter, stated);
  if (!stated.authors.empty()) article.authors.clear();
  if (!stated.contributors.empty()) article.contributors.clear();
  if (!stated.categories.empty()) article.categories.clear();
  apply_fields(front.fields, names, FieldOrigin::FrontMatter, article);
  if (!front.note.empty()) article.notes.push_back(front.note);
}

void read_text(std::string_view text, const ReadOptions& options, Article& article) {
  const FrontMatter front = read_front_matter(text);
  const std::string_view rest = text.substr(front.body_begin);
  if (front.body_begin == 0) {
    read_page(text, 1, article);
  } else if (begins_page(rest)) {
    read_page(rest, front.body_line, article);
    apply_front_matter(front, options, article);
  } else {
    apply_front_matter(front, options, article);
    append_html_sections(without_template_tags(rest), front.body_line, article);
  }
}

}  // namespace

std::string_view declared_charset(std::string_view bytes) {
  bytes = bytes.substr(0, kDeclarationBytes);
  const std::string head = lowered(bytes);
  if (head.starts_with("<?xml")) {
    const std::string_view tag = tag_at(head, 0);
    if (const auto at = tag.find("encoding"); at != std::string_view::npos) return charset_behind(bytes, at + 8);
  }
  for (std::size_t at = head.find("<meta"); at != std::string::npos; at = head.find("<meta", at + 1)) {
    const auto place = tag_at(head, at).find("charset");
    if (place == std::string_view::npos) continue;
    const std::string_view charset = charset_behind(bytes, at + place + 7);
    if (!charset.empty()) return charset;
  }
  return {};
}

std::variant<DecodedText, NotText> decode_page(std::string_view bytes) {
  return decode_text(bytes, declared_charset(bytes));
}

void read_html(const Source& source, const ReadOptions& options, const OutcomeSink& sink) {
  auto decoded = decode_page(source.bytes);
  if (auto* not_text = std::get_if<NotText>(&decoded)) return sink(Rejection{0, std::move(not_text->reason)});
  const DecodedText& text = std::get<DecodedText>(decoded);
  if (trim(text.text).empty()) return sink(Rejection{0, "empty"});
  Article article;
  article.path = source.path;
  if (!text.note.empty()) article.notes.push_back(text.note);
  const std::string stem = std::filesystem::path(source.path).stem().string();
  const DatedName dated = split_dated_name(stem);
  read_text(text.text, options, article);
  if (!article.date) article.date = dated.date;
  if (article.title.empty()) article.title = repair_utf8(dated.rest).text;
  sink(std::move(article));
}

}  // namespace byline

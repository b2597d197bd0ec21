#include "indexer/markdown_reader.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>

#include "common/folding.hpp"
#include "common/utf8.hpp"
#include "indexer/article_date.hpp"
#include "indexer/article_fields.hpp"
#include "indexer/byline_names.hpp"
#include "indexer/front_matter.hpp"
#include "indexer/header_fields.hpp"
#include "indexer/markdown_blocks.hpp"
#include "indexer/section_builder.hpp"
#include "indexer/template_tags.hpp"
#include "indexer/translation_header.hpp"

namespace byline {
namespace {

/// A byline or a date stands within the first blocks of a text, or nowhere.
constexpr std::size_t kBylineBlocks = 4;

/// A paragraph over a rule that was not meant to underline it is no heading.
constexpr std::size_t kLongestHeading = 200;

/// Takes byline and date paragraphs out of the blocks before the first heading.
void take_byline(std::vector<MarkdownBlock>& blocks, std::size_t line_offset, Article& article) {
  std::size_t seen = 0;
  for (auto block = blocks.begin(); block != blocks.end() && seen < kBylineBlocks; ++seen) {
    if (block->heading_level > 0) return;
    const std::string line = single_spaced(block->text);
    bool taken = false;
    if (const auto byline = parse_byline_line(line); byline && article.authors.empty()) {
      article.authors = byline->authors;
      article.contributors.insert(article.contributors.end(), byline->contributors.begin(), byline->contributors.end());
      taken = true;
    } else if (line.size() < 60) {
      taken = take_written_date(line, article);
    }
    if (taken) {
      article.asides.push_back({AsideKind::Byline, line, block->line + line_offset});
      block = blocks.erase(block);
    } else {
      ++block;
    }
  }
}

/// The heading that is the article's title is not a section as well, unless others stand beside it.
void take_title(std::vector<MarkdownBlock>& blocks, Article& article) {
  const auto is_heading = [](const MarkdownBlock& block) { return block.heading_level > 0; };
  const auto first = std::find_if(blocks.begin(), blocks.end(), is_heading);
  if (first == blocks.end()) return;
  const std::string heading = single_spaced(first->text);
  if (article.title.empty()) article.title = heading;
  if (folded_name(article.title) != folded_name(heading)) return;
  const bool has_siblings = std::any_of(first + 1, blocks.end(), [&](const MarkdownBlock& block) {
    return is_heading(block) && block.heading_level <= first->heading_level;
  });
  if (!has_siblings) blocks.erase(first);
}

std::vector<Section> sections_of(const std::vector<MarkdownBlock>& blocks, std::size_t line_offset) {
  SectionBuilder sections;
  for (const MarkdownBlock& block : blocks) {
    const std::size_t line = block.line == 0 ? 0 : block.line + line_offset;
    if (block.heading_level > 0) {
      sections.heading(block.text, block.heading_level, line);
    } else {
      sections.block(block.text, line);
    }
  }
  return sections.take();
}

/// Zola and Jekyll sites may keep a post's date in its address: `path = "inside-rust/2025/06/26/Rust-1.88.0"`.
std::optional<PartialDate> date_of_address(const FieldValue& fields) {
  for (const char* name : {"path", "permalink", "slug", "url"}) {
    const FieldValue* value = fields.find(name);
    if (value == nullptr) continue;
    if (const auto date = date_in_address(value->text)) return date;
  }
  return std::nullopt;
}

}  // namespace

void read_markdown(const Source& source, const ReadOptions& options, const OutcomeSink& sink) {
  if (trim(source.bytes).empty()) {
    sink(Rejection{0, "empty"});
    return;
  }
  FrontMatter front = read_front_matter(source.bytes);
  const bool has_front_matter = front.body_begin > 0;
  if (!has_front_matter) front = read_header_fields(source.bytes);
  Article article;
  article.path = source.path;
  if (options.language != "auto") article.language = options.language;
  if (!has_front_matter) note_findings(front.fields, "header lines", article);
  apply_fields(front.fields, FieldNames(options.field_map),
               has_front_matter ? FieldOrigin::FrontMatter : FieldOrigin::Header, article);
  if (!front.note.empty()) article.notes.push_back(front.note);

  const std::string stem = std::filesystem::path(source.path).stem().string();
  const DatedName dated = split_dated_name(stem);
  if (!article.date && !article.ambiguous_date) article.date = dated.date;
  if (!article.date && !article.ambiguous_date) article.date = date_of_address(front.fields);

  auto [blocks, captions] = markdown_blocks(without_template_tags(source.bytes.substr(front.body_begin)));
  for (MarkdownBlock& block : blocks) {
    if (block.heading_level > 0 && count_code_points(block.text) > kLongestHeading) block.heading_level = 0;
  }
  const std::size_t line_offset = front.body_line - 1;
  take_title(blocks, article);
  take_translation_footer(blocks, line_offset, article);
  take_byline(blocks, line_offset, article);
  article.sections = sections_of(blocks, line_offset);
  for (MarkdownBlock& caption : captions) {
    article.asides.push_back({AsideKind::Caption, std::move(caption.text), caption.line + line_offset});
  }
  if (article.title.empty()) article.title = repair_utf8(dated.rest).text;
  sink(std::move(article));
}

}  // namespace byline

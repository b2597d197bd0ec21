#include "indexer/plain_text_reader.hpp"

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "common/folding.hpp"
#include "common/utf8.hpp"
#include "indexer/article_date.hpp"
#include "indexer/article_fields.hpp"
#include "indexer/author_notes.hpp"
#include "indexer/byline_names.hpp"
#include "indexer/date_in_line.hpp"
#include "indexer/header_fields.hpp"
#include "indexer/heading_text.hpp"
#include "indexer/line_label.hpp"
#include "indexer/photo_credit.hpp"
#include "indexer/rst_reader.hpp"
#include "indexer/section_headings.hpp"
#include "indexer/text_blocks.hpp"
#include "indexer/written_date.hpp"

namespace byline {
namespace {

/// Bylines and dates stand within the first blocks, before the third paragraph of running text.
constexpr std::size_t kTopBlocks = 8;
constexpr std::size_t kTopParagraphs = 3;
constexpr std::size_t kLongestTitle = 250;
constexpr std::size_t kLongestHeading = 80;

/// Lines above or beneath the title that speak about the article.
bool is_about_article(std::string_view line) {
  return parse_byline_line(line) || is_date_line(line) || is_update_line(line);
}

std::string_view without_title_label(std::string_view line) {
  for (const std::string_view label : {"title", "headline"}) {
    if (const auto rest = after_label(line, label); rest && rest->has_colon && !rest->text.empty()) return rest->text;
  }
  return line;
}

/// A paragraph of wrapped lines: the second goes on where the first breaks off.
bool is_wrapped_prose(const TextBlock& block) {
  const std::size_t second = block.text.find('\n');
  if (second == std::string_view::npos || block.text.find('\n', second + 1) == std::string_view::npos) return false;
  return !begins_like_sentence(trim(block.text.substr(second + 1)).substr(0, 64));
}

std::string stem_of(const std::string& path) { return std::filesystem::path(path).stem().string(); }

void take_title(std::vector<TextBlock>& blocks, Article& article) {
  std::size_t at = 0;
  while (at + 1 < blocks.size() && at < kTopBlocks && is_about_article(first_line_of(blocks[at]))) ++at;
  if (is_about_article(first_line_of(blocks[at]))) at = 0;
  const std::string_view line = first_line_of(blocks[at]);
  if (count_code_points(line) > kLongestTitle || is_wrapped_prose(blocks[at])) {
    const std::string stem = stem_of(article.path);
    article.title = repair_utf8(split_dated_name(stem).rest).text;
    return;
  }
  article.title = single_spaced(without_title_label(line));
  drop_first_line(blocks[at]);
}

void add_people(const Byline& byline, Article& article) {
  for (const std::string& author : byline.authors) {
    if (std::find(article.authors.begin(), article.authors.end(), author) == article.authors.end()) {
      article.authors.push_back(author);
    }
  }
  article.contributors.insert(article.contributors.end(), byline.contributors.begin(), byline.contributors.end());
}

/// The date on a byline's line: "By Jane Doe | April 2, 2025", "By Jane Doe April 2, 2025". What can be read in two
/// ways or not at all is told of only where it stands apart.
void take_date_beside_byline(std::string_view line, Article& article) {
  for (std::string_view rest = line; !rest.empty();) {
    std::size_t next = std::string_view::npos;
    for (const std::string_view separator : {" | ", " · ", " • "}) {
      if (const auto at = rest.find(separator); at != std::string_view::npos)
        next = std::min(next, at + separator.size());
    }
    if (next == std::string_view::npos) break;
    rest.remove_prefix(next);
    if (!is_date_line(rest)) continue;
    take_written_date(rest, article);
    return;
  }
  if (!article.date) article.date = date_in_line(single_spaced(line), article.language);
}

/// Takes the first line of the block when it speaks about the article.
bool take_line(TextBlock& block, Article& article) {
  const std::string_view line = first_line_of(block);
  AsideKind kind = AsideKind::Byline;
  if (line.size() > 400) return false;
  if (const auto byline = parse_byline_line(line)) {
    add_people(*byline, article);
    take_date_beside_byline(line, article);
  } else if (is_date_line(line)) {
    take_written_date(line, article);
  } else if (is_update_line(line)) {
    kind = AsideKind::Metadata;
  } else {
    return false;
  }
  article.asides.push_back({kind, std::string(line), block.line});
  drop_first_line(block);
  return true;
}

void take_top_lines(std::vector<TextBlock>& blocks, Article& article) {
  std::size_t paragraphs = 0;
  for (std::size_t i = 0; i < blocks.size() && i < kTopBlocks && paragraphs < kTopParagraphs; ++i) {
    TextBlock& block = blocks[i];
    while (!block.is_taken && block.kind == TextBlock::Kind::Paragraph && take_line(block, article)) continue;
    if (!block.is_taken && is_prose(block)) ++paragraphs;
  }
}

/// "PORT ALDER, April 2, 2025 — …": the line stays in the text.
void read_dateline(const std::vector<TextBlock>& blocks, Article& article) {
  std::size_t paragraphs = 0;
  for (std::size_t i = 0; i < blocks.size() && i < kTopBlocks && !article.date && paragraphs < 2; ++i) {
    if (blocks[i].is_taken || !is_prose(blocks[i])) continue;
    ++paragraphs;
    take_written_date(first_line_of(blocks[i]), article);
  }
}

bool is_interview(const Article& article) {
  return std::any_of(article.contributors.begin(), article.contributors.end(),
                     [](const Contributor& contributor) { return contributor.role == "interviewer"; });
}

/// Documents with a header may have their headings at the left edge and all text indented. Then that is what tells
/// headings; else nothing is given.
std::vector<int> levels_by_indentation(const std::vector<TextBlock>& blocks, std::string_view text) {
  std::vector<int> levels;
  std::size_t headings = 0;
  std::size_t prose = 0;
  for (const TextBlock& block : blocks) {
    const bool is_at_edge = block.text.data() == text.data() || *(block.text.data() - 1) == '\n';
    levels.push_back(is_at_edge ? 1 : 0);
    if (!is_at_edge) ++prose;
    if (!is_at_edge) continue;
    if (!is_one_line(block) || count_code_points(block.text) > kLongestHeading) return {};
    ++headings;
  }
  return headings >= 2 && prose >= headings ? levels : std::vector<int>{};
}

std::vector<Section> sections_of(const std::vector<TextBlock>& blocks, const Article& article,
                                 std::string_view text_with_header) {
  std::vector<int> levels;
  if (!text_with_header.empty()) levels = levels_by_indentation(blocks, text_with_header);
  if (levels.empty()) levels = heading_levels(blocks, is_interview(article));
  std::vector<Section> sections;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (levels[i] > 0 || sections.empty()) sections.emplace_back();
    Section& section = sections.back();
    if (levels[i] > 0) {
      section.level = levels[i];
      section.heading = single_spaced(without_list_number(blocks[i].text));
      append_block(section, section.heading, blocks[i].line);
    } else {
      append_block(section, unindented(blocks[i]), blocks[i].line);
    }
  }
  return sections;
}

/// "Content-Type: text/x-rst", as Python's enhancement proposals in text files state it.
bool names_rst(const FieldValue& header) {
  const FieldValue* type = header.find("content-type");
  return type != nullptr && type->text.find("x-rst") != std::string::npos;
}

}  // namespace

void read_plain_text(const Source& source, const ReadOptions& options, const OutcomeSink& sink) {
  const FrontMatter header = read_header_fields(source.bytes);
  if (names_rst(header.fields)) return read_rst(source, options, sink);
  const std::string_view text = source.bytes.substr(header.body_begin);
  std::vector<TextBlock> blocks = text_blocks(text, header.body_line);
  if (blocks.empty() && header.body_begin == 0) return sink(Rejection{0, "empty"});
  Article article;
  article.path = source.path;
  note_findings(header.fields, "header lines", article);
  apply_fields(header.fields, FieldNames(options.field_map), FieldOrigin::Header, article);
  if (article.title.empty()) take_title(blocks, article);
  take_photo_captions(blocks, article);
  take_top_lines(blocks, article);
  take_author_notes(blocks, article);
  read_dateline(blocks, article);
  if (!article.date && !article.ambiguous_date) article.date = split_dated_name(stem_of(article.path)).date;
  std::erase_if(blocks, [](const TextBlock& block) { return block.is_taken; });
  article.sections = sections_of(blocks, article, header.body_begin > 0 ? text : std::string_view{});
  std::stable_sort(article.asides.begin(), article.asides.end(),
                   [](const Aside& left, const Aside& right) { return left.line < right.line; });
  sink(std::move(article));
}

Section lead_section(std::string_view text, std::size_t first_line) {
  Section lead;
  std::size_t line = first_line;
  std::size_t last_line = 0;
  for (std::size_t begin = 0; begin < text.size(); ++line) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view words = trim(text.substr(begin, end - begin));
    begin = end + 1;
    if (words.empty()) continue;
    if (last_line + 1 == line && !lead.text.empty()) {
      lead.text += '\n';
      lead.text.append(words);
    } else {
      append_block(lead, words, line);
    }
    last_line = line;
  }
  return lead;
}

}  // namespace byline

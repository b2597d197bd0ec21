#include "indexer/rst_reader.hpp"

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>

#include "common/folding.hpp"
#include "common/utf8.hpp"
#include "indexer/article_fields.hpp"
#include "indexer/header_fields.hpp"
#include "indexer/rst_blocks.hpp"
#include "indexer/section_builder.hpp"

namespace byline {
namespace {

/// Adds the fields that are not there yet.
void add_missing(FieldValue&& more, FieldValue& fields) {
  for (auto& [name, value] : more.entries) {
    if (fields.find(name) == nullptr) fields.entries.emplace_back(name, std::move(value));
  }
}

bool is_heading(const RstBlock& block) { return block.kind == RstBlock::Kind::Heading; }

/// How many headings of the block's level or above there are.
std::size_t count_peers(const std::vector<RstBlock>& blocks, const RstBlock& heading) {
  return static_cast<std::size_t>(std::count_if(blocks.begin(), blocks.end(), [&](const RstBlock& block) {
    return is_heading(block) && block.level <= heading.level;
  }));
}

/// A heading directly beneath the title that is the only one of its kind, with others below it, is the subtitle.
void make_subtitle_text(std::vector<RstBlock>& blocks, std::size_t title) {
  if (title >= blocks.size() || !is_heading(blocks[title])) return;
  RstBlock& subtitle = blocks[title];
  const bool has_deeper = std::any_of(blocks.begin(), blocks.end(), [&](const RstBlock& block) {
    return is_heading(block) && block.level > subtitle.level;
  });
  if (count_peers(blocks, subtitle) == 1 && has_deeper) subtitle.kind = RstBlock::Kind::Text;
}

/// The heading that is the document's title is no section as well, unless others stand beside it.
void take_title(std::vector<RstBlock>& blocks, Article& article) {
  const auto first = std::find_if(blocks.begin(), blocks.end(), is_heading);
  if (first == blocks.end()) return;
  if (article.title.empty()) {
    article.title = first->text;
    article.findings.push_back({"title", "first heading"});
  }
  if (folded_name(article.title) != folded_name(first->text) || count_peers(blocks, *first) > 1) return;
  const auto place = static_cast<std::size_t>(first - blocks.begin());
  blocks.erase(first);
  make_subtitle_text(blocks, place);
}

void take_blocks(std::vector<RstBlock>&& blocks, std::size_t line_offset, Article& article) {
  SectionBuilder sections;
  for (RstBlock& block : blocks) {
    const std::size_t line = block.line + line_offset;
    switch (block.kind) {
      case RstBlock::Kind::Heading: sections.heading(block.text, block.level, line); break;
      case RstBlock::Kind::Text: sections.block(block.text, line); break;
      case RstBlock::Kind::Caption:
        article.asides.push_back({AsideKind::Caption, single_spaced(block.text), line});
        break;
    }
  }
  article.sections = sections.take();
}

}  // namespace

void read_rst(const Source& source, const ReadOptions& options, const OutcomeSink& sink) {
  if (trim(source.bytes).empty()) return sink(Rejection{0, "empty"});
  FrontMatter header = read_header_fields(source.bytes);
  RstBlocks document = rst_blocks(source.bytes.substr(header.body_begin));
  Article article;
  article.path = source.path;
  note_findings(header.fields, "header lines", article);
  note_findings(document.fields, "field list", article);
  add_missing(std::move(document.fields), header.fields);
  apply_fields(header.fields, FieldNames(options.field_map), FieldOrigin::Header, article);

  const std::string stem = std::filesystem::path(source.path).stem().string();
  const DatedName dated = split_dated_name(stem);
  if (!article.date) article.date = dated.date;
  take_title(document.blocks, article);
  const std::size_t line_offset = header.body_line - 1;
  take_blocks(std::move(document.blocks), line_offset, article);
  for (Omission& omission : document.omissions) {
    omission.line += line_offset;
    article.omissions.push_back(std::move(omission));
  }
  if (article.title.empty()) article.title = repair_utf8(dated.rest).text;
  sink(std::move(article));
}

}  // namespace byline

#include "indexer/article_top.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "common/folding.hpp"
#include "common/utf8.hpp"
#include "indexer/byline_names.hpp"
#include "indexer/heading_text.hpp"
#include "indexer/written_date.hpp"

namespace byline {
namespace {

constexpr std::size_t kLongestLine = 400;   // bytes
constexpr std::size_t kLongestTitle = 250;  // code points
/// Of the lead; byline and date stand among the first, before running text.
constexpr std::size_t kTopBlocks = 8;
constexpr std::size_t kRunningText = 250;  // code points

/// "By Jane Doe | April 2, 2025"
std::optional<PartialDate> date_beside_byline(std::string_view line) {
  for (const std::string_view separator : {" | ", " · ", " • ", " – ", " — "}) {
    const std::size_t at = line.rfind(separator);
    if (at == std::string_view::npos) continue;
    const std::string_view rest = line.substr(at + separator.size());
    if (is_date_line(rest)) return parse_written_date(rest);
  }
  return std::nullopt;
}

bool contains_name(const std::vector<std::string>& names, const std::string& name) {
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& known) { return folded_name(known) == folded_name(name); });
}

/// The people of a byline, or of a line that has nothing but known names.
std::optional<Byline> people_of(std::string_view line, const std::vector<std::string>& known_authors) {
  if (auto byline = parse_byline_line(line)) return byline;
  if (known_authors.empty()) return std::nullopt;
  Byline byline{split_names(line), {}};
  const bool are_known =
      !byline.authors.empty() && std::all_of(byline.authors.begin(), byline.authors.end(),
                                             [&](const auto& name) { return contains_name(known_authors, name); });
  return are_known ? std::optional(std::move(byline)) : std::nullopt;
}

void add_people(Byline&& byline, Article& article) {
  for (std::string& author : byline.authors) {
    if (!contains_name(article.authors, author)) article.authors.push_back(std::move(author));
  }
  for (Contributor& contributor : byline.contributors) {
    auto& all = article.contributors;
    if (std::find(all.begin(), all.end(), contributor) == all.end()) all.push_back(std::move(contributor));
  }
}

std::string_view block_text(const Section& section, std::size_t i) {
  const std::size_t begin = section.blocks[i].offset;
  const std::size_t end = i + 1 < section.blocks.size() ? section.blocks[i + 1].offset - 1 : section.text.size();
  return std::string_view(section.text).substr(begin, end - begin);
}

void erase_block(Section& section, std::size_t i) {
  const std::size_t begin = section.blocks[i].offset;
  const bool is_last = i + 1 == section.blocks.size();
  const std::size_t end = is_last ? section.text.size() : section.blocks[i + 1].offset;
  section.text.erase(begin, end - begin);
  if (is_last && !section.text.empty()) section.text.pop_back();  // the break before it
  section.blocks.erase(section.blocks.begin() + static_cast<std::ptrdiff_t>(i));
  for (std::size_t j = i; j < section.blocks.size(); ++j) section.blocks[j].offset -= end - begin;
}

void append_blocks(Section& section, const Section& more) {
  if (more.text.empty()) return;
  const std::size_t shift = section.text.empty() ? 0 : section.text.size() + 1;
  if (shift > 0) section.text += '\n';
  section.text += more.text;
  for (Block block : more.blocks) {
    block.offset += shift;
    section.blocks.push_back(block);
  }
}

/// Nothing but a byline or a date stands in the section.
bool is_all_about_article(const Section& section) {
  for (std::size_t i = 0; i < section.blocks.size(); ++i) {
    const std::string_view line = block_text(section, i);
    if (line.size() > kLongestLine) return false;
    if (!parse_byline_line(line) && !is_date_line(line) && !is_update_line(line)) return false;
  }
  return true;
}

/// The heading that is the title becomes part of the lead, and what stood below it moves up, unless there are others
/// of its level.
void take_title_heading(Article& article) {
  auto& sections = article.sections;
  const auto first = std::find_if(sections.begin(), sections.end(), [](const Section& s) { return s.level > 0; });
  if (first == sections.end() || first - sections.begin() > 1) return;
  const bool is_alone =
      std::all_of(first + 1, sections.end(), [&](const Section& s) { return s.level > first->level; });
  if (article.title.empty() && is_alone && (first == sections.begin() || is_all_about_article(sections.front()))) {
    article.title = first->heading;
    article.findings.push_back({"title", "the first heading"});
  }
  if (!is_alone || folded_name(article.title) != folded_name(first->heading)) return;
  for (auto section = first + 1; section != sections.end(); ++section) --section->level;
  Section lead = std::move(*first);
  lead.heading.clear();
  lead.level = 0;
  erase_block(lead, 0);
  const auto at = sections.erase(first);
  if (at != sections.begin()) {
    append_blocks(sections.front(), lead);
  } else if (!lead.text.empty()) {
    sections.insert(at, std::move(lead));
  }
}

bool may_be_title(std::string_view block) {
  return count_code_points(block) <= kLongestTitle && !ends_with_sentence_mark(block) && !parse_byline_line(block) &&
         !is_date_line(block);
}

/// The first line of a document without a title, and the blocks that repeat one.
void take_title_blocks(Section& lead, Article& article) {
  const std::string first = single_spaced(block_text(lead, 0));
  if (article.title.empty() && may_be_title(first) && lead.blocks.size() > 1) {
    article.title = first;
    article.findings.push_back({"title", "the first line"});
  }
  const std::string title = folded_name(article.title);
  for (std::size_t i = 0; i < lead.blocks.size() && i < kTopBlocks; ++i) {
    if (folded_name(block_text(lead, i)) == title) return erase_block(lead, i);
  }
}

void take_top_lines(Section& lead, const std::vector<std::string>& known_authors, Article& article) {
  const bool had_authors = !article.authors.empty();
  const bool had_date = article.date.has_value();
  std::size_t paragraphs = 0;
  std::size_t seen = 0;
  for (std::size_t i = 0; i < lead.blocks.size() && seen < kTopBlocks && paragraphs < 2; ++seen) {
    const std::string line(block_text(lead, i));
    if (take_top_line(line, lead.blocks[i].line, known_authors, article)) {
      erase_block(lead, i);
      continue;
    }
    if (count_code_points(line) > kRunningText) {
      ++paragraphs;
      if (!article.date) article.date = parse_written_date(line);  // a dateline
    }
    ++i;
  }
  if (!had_authors && !article.authors.empty()) article.findings.push_back({"authors", "a line at the top"});
  if (!had_date && article.date) article.findings.push_back({"date", "a line at the top"});
}

}  // namespace

bool take_top_line(std::string_view line, std::size_t source_line, const std::vector<std::string>& known_authors,
                   Article& article) {
  if (line.size() > kLongestLine) return false;
  AsideKind kind = AsideKind::Byline;
  if (is_date_line(line)) {
    if (!article.date) article.date = parse_written_date(line);
  } else if (is_update_line(line)) {
    kind = AsideKind::Metadata;
  } else if (auto byline = people_of(line, known_authors)) {
    add_people(std::move(*byline), article);
    if (!article.date) article.date = date_beside_byline(line);
  } else {
    return false;
  }
  article.asides.push_back({kind, std::string(line), source_line});
  return true;
}

void take_top_of_sections(const std::vector<std::string>& known_authors, Article& article) {
  take_title_heading(article);
  if (article.sections.empty() || article.sections.front().level > 0) return;
  Section lead = std::move(article.sections.front());
  article.sections.erase(article.sections.begin());
  take_title_blocks(lead, article);
  take_top_lines(lead, known_authors, article);
  if (!lead.text.empty()) article.sections.insert(article.sections.begin(), std::move(lead));
}

}  // namespace byline

#include "indexer/pdf_reader.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/folding.hpp"
#include "common/utf8.hpp"
#include "indexer/article_fields.hpp"
#include "indexer/article_top.hpp"
#include "indexer/byline_names.hpp"
#include "indexer/document_properties.hpp"
#include "indexer/external_program.hpp"
#include "indexer/heading_text.hpp"
#include "indexer/pdf_blocks.hpp"
#include "indexer/pdf_headings.hpp"
#include "indexer/pdf_pages.hpp"
#include "indexer/pdf_running_lines.hpp"
#include "indexer/section_builder.hpp"
#include "indexer/written_date.hpp"

namespace byline {
namespace {

/// A header may have some rubbish before it, as viewers allow.
constexpr std::size_t kHeaderWithin = 1024;

/// Title, byline and date stand within the first blocks of the first page, before the text.
constexpr std::size_t kTitleBlocks = 15;
constexpr std::size_t kTopBlocks = 12;
constexpr std::size_t kLongestTitle = 250;  // code points
constexpr std::size_t kRunningText = 250;   // code points; a block of more is text

ProgramLimits limits() {
  ProgramLimits limits;
  limits.output_bytes = 64u << 20;
  return limits;
}

/// What poppler makes of the file: its pages, or why there are none.
struct Poppled {
  PdfPages pages;
  std::string failure;
  std::string note;
};

/// No images; text that is there but not shown, as scanners put it behind the picture; and text that may be read but
/// not copied, for it stays where it is.
Poppled read_pages(std::string_view bytes) {
  const std::vector<std::string> arguments = {"-xml",          "-i", "-stdout", "-hidden", "-nodrm",
                                              "-noroundcoord", "-",  "pages"};
  const ProgramRun run = run_program("pdftohtml", arguments, bytes, limits());
  if (run.ending == ProgramRun::Ending::NotFound) return {{}, "install poppler-utils to read PDF", {}};
  if (run.complaint.find("Incorrect password") != std::string::npos) return {{}, "encrypted: needs a password", {}};
  Poppled result{parse_pdf_pages(run.output), {}, {}};
  if (run.ending != ProgramRun::Ending::Exited) {
    const std::string pages = std::to_string(result.pages.pages.size());
    (result.pages.has_text() ? result.note : result.failure) = failure_of("pdftohtml", run);
    if (!result.note.empty()) result.note += ": the first " + pages + " pages were read";
  } else if (!run.succeeded() || result.pages.pages.empty()) {
    result.failure = "damaged: no pages can be found in it";
  } else if (!result.pages.has_text()) {
    result.failure = "no text in it: scanned pages must be recognised first (ocrmypdf)";
  }
  return result;
}

void read_right_to_left(std::string_view bytes, PdfPages& pages, Article& article) {
  const ProgramRun run = run_program("pdftotext", {"-enc", "UTF-8", "-", "-"}, bytes, limits());
  if (run.output.empty()) {
    article.notes.push_back("words may be in the wrong order: " + failure_of("pdftotext", run));
  } else {
    take_right_to_left_text(run.output, pages);
  }
}

DocumentProperties read_properties(std::string_view bytes, Article& article) {
  const ProgramRun run = run_program("pdfinfo", {"-isodates", "-enc", "UTF-8", "-"}, bytes, limits());
  if (!run.succeeded()) article.notes.push_back("properties not read: " + failure_of("pdfinfo", run));
  DocumentProperties properties;
  properties.title = pdf_property(run.output, "Title");
  properties.authors = pdf_property(run.output, "Author");
  properties.date = pdf_property(run.output, "CreationDate");
  properties.keywords = pdf_property(run.output, "Keywords");
  properties.subject = pdf_property(run.output, "Subject");
  properties.origin = "document properties";
  return properties;
}

std::vector<std::string> split_at_spaces(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(text.size(), word.size() + 1));
    if (!word.empty()) words.emplace_back(word);
  }
  return words;
}

using Blocks = std::vector<PdfBlock>;

/// The largest heading at the top, and what follows it in the same letters.
std::pair<std::size_t, std::size_t> find_title(const Blocks& blocks, const PdfBodyFont& body) {
  std::size_t best = blocks.size();
  for (std::size_t i = 0; i < blocks.size() && i < kTitleBlocks && blocks[i].page == blocks[0].page; ++i) {
    const bool is_larger = best == blocks.size() || blocks[i].size > 1.05 * blocks[best].size;
    if (is_larger && looks_like_pdf_heading(blocks[i], body)) best = i;
  }
  std::size_t end = best;
  while (end < blocks.size() && end < best + 3 && blocks[end].page == blocks[best].page &&
         std::lround(blocks[end].size) == std::lround(blocks[best].size) &&
         blocks[end].is_bold == blocks[best].is_bold && blocks[end].size > 1.1 * body.size &&
         looks_like_pdf_heading(blocks[end], body)) {
    ++end;
  }
  return {best, std::max(end, std::min(best + 1, blocks.size()))};
}

std::string text_of(const Blocks& blocks, std::pair<std::size_t, std::size_t> range) {
  std::string text;
  for (std::size_t i = range.first; i < range.second; ++i) text += (text.empty() ? "" : " ") + blocks[i].text;
  return text;
}

/// The blocks at the top whose words are the title; an empty range when there are none.
std::pair<std::size_t, std::size_t> blocks_of_title(const Blocks& blocks, const std::string& title) {
  const std::string wanted = folded_name(title);
  for (std::size_t i = 0; i < blocks.size() && i < kTitleBlocks && blocks[i].page == blocks[0].page; ++i) {
    for (std::size_t end = i + 1; end <= std::min(i + 3, blocks.size()); ++end) {
      if (folded_name(text_of(blocks, {i, end})) == wanted) return {i, end};
    }
  }
  return {0, 0};
}

void erase(Blocks& blocks, std::pair<std::size_t, std::size_t> range) {
  blocks.erase(blocks.begin() + static_cast<std::ptrdiff_t>(range.first),
               blocks.begin() + static_cast<std::ptrdiff_t>(range.second));
}

/// How many of the words of `title` stand on the first page, from 0 to 1.
double share_on_first_page(const std::string& title, const Blocks& blocks) {
  std::set<std::string> known;
  for (std::size_t i = 0; i < blocks.size() && blocks[i].page == blocks[0].page; ++i) {
    for (std::string& word : split_at_spaces(folded_name(blocks[i].text))) known.insert(std::move(word));
  }
  const std::vector<std::string> words = split_at_spaces(folded_name(title));
  const auto found =
      std::count_if(words.begin(), words.end(), [&](const std::string& word) { return known.count(word) != 0; });
  return words.empty() ? 0 : static_cast<double>(found) / static_cast<double>(words.size());
}

/// Properties keep the title of the template or of the web page. They count where the first page has it too, or has
/// no title that can be seen; and a title that goes on with the name of a site is as long as can be seen.
bool is_better_stated(const std::string& stated, const std::string& seen, const Blocks& blocks) {
  if (stated.empty() || seen.empty()) return !stated.empty();
  const std::string folded_stated = folded_name(stated);
  const std::string folded_seen = folded_name(seen);
  if (folded_stated.substr(0, folded_seen.size()) == folded_seen) return folded_stated == folded_seen;
  return share_on_first_page(stated, blocks) >= 0.5;
}

/// A first line that is neither sentence nor byline.
bool is_plain_title(const Blocks& blocks) {
  const PdfBlock& first = blocks.front();
  return blocks.size() > 1 && first.line_count <= 2 && !first.is_row && !ends_with_sentence_mark(first.text) &&
         count_code_points(first.text) <= kLongestTitle && !parse_byline_line(first.text) && !is_date_line(first.text);
}

void take_title(Blocks& blocks, const PdfBodyFont& body, const DocumentProperties& properties, Article& article) {
  const std::string stated = meant_title(properties.title, article.path);
  const auto range = find_title(blocks, body);
  const std::string seen = text_of(blocks, range);
  if (is_better_stated(stated, seen, blocks)) {
    article.title = stated;
    article.findings.push_back({"title", properties.origin});
    erase(blocks, blocks_of_title(blocks, stated));
  } else if (!seen.empty()) {
    article.title = seen;
    article.findings.push_back({"title", "the largest letters at the top"});
    erase(blocks, range);
  } else if (is_plain_title(blocks)) {
    article.title = blocks.front().text;
    article.findings.push_back({"title", "the first line"});
    erase(blocks, {0, 1});
  }
}

/// Byline and date around the title, before running text.
void take_top(Blocks& blocks, const std::vector<std::string>& known_authors, Article& article) {
  std::size_t paragraphs = 0;
  std::size_t seen = 0;
  for (auto block = blocks.begin(); block != blocks.end() && seen < kTopBlocks && paragraphs < 2; ++seen) {
    if (take_top_line(block->text, 0, known_authors, article)) {
      block = blocks.erase(block);
      continue;
    }
    if (count_code_points(block->text) > kRunningText) {
      ++paragraphs;
      if (!article.date) article.date = parse_written_date(block->text);  // a dateline
    }
    ++block;
  }
  if (!article.authors.empty()) article.findings.push_back({"authors", "a line at the top"});
  if (article.date) article.findings.push_back({"date", "a line at the top"});
}

/// A subtitle is set like no heading of the text. Only the first block can be one.
void drop_subtitle(const Blocks& blocks, std::vector<unsigned>& levels) {
  if (blocks.empty() || levels.front() == 0) return;
  const auto is_alike = [&](const PdfBlock& block) {
    return std::lround(block.size) == std::lround(blocks.front().size) && block.is_bold == blocks.front().is_bold;
  };
  std::size_t alike = 0;
  std::size_t headings = 0;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    headings += levels[i] > 0 ? 1 : 0;
    alike += levels[i] > 0 && is_alike(blocks[i]) ? 1 : 0;
  }
  if (alike == 1 && headings > 1) levels.front() = 0;
}

/// Names and addresses between the title and the text are set like headings. Of the headings before the first text
/// only those count that lead down to it.
void drop_front_headings(std::vector<unsigned>& levels) {
  const auto text = std::find(levels.begin(), levels.end(), 0u);
  auto first = text;
  while (first != levels.begin() && (first == text || *(first - 1) < *first)) --first;
  std::fill(levels.begin(), first, 0u);
}

void build_sections(const Blocks& blocks, const std::vector<unsigned>& levels, Article& article) {
  SectionBuilder sections;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (levels[i] > 0) {
      sections.heading(blocks[i].text, levels[i], 0);
    } else {
      sections.block(blocks[i].text, 0);
    }
  }
  article.sections = sections.take();
}

}  // namespace

void read_pdf(const Source& source, const ReadOptions& options, const OutcomeSink& sink) {
  if (source.bytes.substr(0, kHeaderWithin).find("%PDF-") == std::string_view::npos) {
    return sink(Rejection{0, source.bytes.empty() ? "empty" : "not a PDF"});
  }
  Poppled poppled = read_pages(source.bytes);
  if (!poppled.failure.empty()) return sink(Rejection{0, poppled.failure});
  Article article;
  article.path = source.path;
  if (!poppled.note.empty()) article.notes.push_back(poppled.note);
  PdfPages& pages = poppled.pages;
  const DocumentProperties properties = read_properties(source.bytes, article);
  if (pages.is_right_to_left()) read_right_to_left(source.bytes, pages, article);
  remove_running_lines(pages);
  article.omissions = std::move(pages.omissions);

  const PdfBodyFont body = body_font(pages);
  Blocks blocks = pdf_blocks(pages, body);
  if (!blocks.empty()) take_title(blocks, body, properties, article);
  take_top(blocks, split_names(meant_authors(properties.authors)), article);
  std::vector<unsigned> levels = pdf_heading_levels(blocks, pages.outline, body);
  if (pages.outline.empty()) drop_subtitle(blocks, levels);
  drop_front_headings(levels);
  build_sections(blocks, levels, article);
  apply_properties(properties, options.field_map, article);
  if (article.title.empty()) {
    const std::string stem = std::filesystem::path(source.path).stem().string();
    article.title = repair_utf8(split_dated_name(stem).rest).text;
    article.findings.push_back({"title", "the file's name"});
  }
  sink(std::move(article));
}

}  // namespace byline

#include "indexer/wikitext.hpp"

#include <algorithm>
#include <utility>

#include "common/utf8.hpp"
#include "indexer/section_builder.hpp"
#include "indexer/wikitext_inline.hpp"
#include "indexer/wikitext_lines.hpp"

namespace byline {
namespace {

constexpr std::string_view kBetweenCells = "  ";

struct WikiHeading {
  unsigned level = 0;  ///< 0 when the line is no heading
  std::string_view text;
};

WikiHeading heading_in(std::string_view line) {
  line = trim(line);
  const std::size_t before = std::min(line.find_first_not_of('='), line.size());
  if (before == 0 || before == line.size()) return {};
  const std::size_t behind = line.size() - 1 - line.find_last_not_of('=');
  const std::size_t level = std::min({before, behind, std::size_t{6}});
  if (level == 0) return {};
  return {static_cast<unsigned>(level), trim(line.substr(level, line.size() - 2 * level))};
}

/// Where the text of a cell begins, behind attributes such as `style="…" |`.
std::string_view without_attributes(std::string_view cell) {
  const std::size_t bar = cell.find('|');
  if (bar == std::string_view::npos || cell.substr(0, bar).find("[[") != std::string_view::npos) return cell;
  return cell.substr(bar + 1);
}

class WikitextReader {
 public:
  WikitextReader(const WikiNames& names, Article& article) : names_(names), article_(article) {}

  void read(const WikiLine& line) {
    switch (line.kind) {
      case WikiLine::Kind::Text: read_text(line); break;
      case WikiLine::Kind::Code: read_code(line); break;
      case WikiLine::Kind::Gallery: read_gallery(line); break;
    }
  }

  void finish() {
    end_table();
    end_paragraph();
    for (Section& section : sections_.take()) article_.sections.push_back(std::move(section));
  }

 private:
  void read_text(const WikiLine& line) {
    const std::string_view text = trim(line.text);
    if (const WikiHeading heading = heading_in(text); heading.level > 0) {
      end_table();
      end_paragraph();
      sections_.heading(shown(heading.text, line.line), heading.level, line.line);
    } else if (opens_table(text)) {
      end_paragraph();
      end_row();
      ++tables_;
    } else if (tables_ > 0) {
      read_table_line(text, line.line);
    } else if (text.empty() || text.starts_with("----")) {
      end_paragraph();
    } else if (std::string_view("*#:;").find(text.front()) != std::string_view::npos) {
      end_paragraph();
      add_block(text.substr(std::min(text.size(), text.find_first_not_of("*#:; "))), line.line);
    } else {
      add_to_paragraph(text, line.line);
    }
  }

  static bool opens_table(std::string_view text) {
    return text.substr(std::min(text.size(), text.find_first_not_of(": "))).starts_with("{|");
  }

  void read_code(const WikiLine& line) {
    end_paragraph();
    std::string_view code = line.text;
    std::size_t number = line.line;
    while (code.starts_with('\n')) {
      code.remove_prefix(1);
      ++number;
    }
    while (code.ends_with('\n')) code.remove_suffix(1);
    sections_.block(unprotected(code), number);
  }

  /// "File:Harbour.jpg|The harbour in May" a line.
  void read_gallery(const WikiLine& line) {
    std::size_t number = line.line;
    for (std::string_view rest = line.text; !rest.empty(); ++number) {
      const std::size_t end = std::min(rest.size(), rest.find('\n'));
      const std::string_view item = rest.substr(0, end);
      const std::size_t bar = item.find('|');
      if (bar != std::string_view::npos) add_caption(shown(item.substr(bar + 1), number), number);
      rest.remove_prefix(std::min(rest.size(), end + 1));
    }
  }

  void add_to_paragraph(std::string_view text, std::size_t line) {
    if (paragraph_.empty()) {
      paragraph_line_ = line;
    } else {
      paragraph_ += line == last_line_ + 1 ? '\n' : ' ';
    }
    paragraph_ += text;
    last_line_ = line;
  }

  void end_paragraph() {
    if (!paragraph_.empty()) add_block(std::exchange(paragraph_, {}), paragraph_line_);
    paragraph_.clear();
  }

  void add_block(std::string_view text, std::size_t line) {
    const std::string words = shown(text, line);
    std::string_view block = trim(words);
    line += static_cast<std::size_t>(std::count(words.data(), block.data(), '\n'));
    sections_.block(block, line);
  }

  void read_table_line(std::string_view text, std::size_t line) {
    if (text.starts_with("|}")) {
      end_row();
      --tables_;
    } else if (text.starts_with("|-")) {
      end_row();
    } else if (text.starts_with("|+")) {
      end_row();
      add_cells(text.substr(2), "||", line);
      end_row();
    } else if (text.starts_with("|")) {
      add_cells(text.substr(1), "||", line);
    } else if (text.starts_with("!")) {
      add_cells(text.substr(1), text.find("!!") == std::string_view::npos ? "||" : "!!", line);
    } else if (!text.empty() && !row_.empty()) {
      row_.append(" ").append(text.substr(std::min(text.size(), text.find_first_not_of("*#:;"))));
    }
  }

  void add_cells(std::string_view cells, std::string_view separator, std::size_t line) {
    if (row_.empty()) row_line_ = line;
    while (true) {
      const std::size_t end = cells.find(separator);
      const std::string_view cell = trim(without_attributes(cells.substr(0, end)));
      if (!cell.empty() && !row_.empty()) row_ += kBetweenCells;
      row_ += cell;
      if (end == std::string_view::npos) return;
      cells.remove_prefix(end + separator.size());
    }
  }

  void end_row() {
    if (!row_.empty()) add_block(std::exchange(row_, {}), row_line_);
    row_.clear();
  }

  /// A heading ends a table that nobody closed.
  void end_table() {
    end_row();
    tables_ = 0;
  }

  std::string shown(std::string_view text, std::size_t line) {
    WikiInline read = read_wiki_inline(text, names_);
    for (std::string& caption : read.captions) add_caption(std::move(caption), line);
    for (std::string& category : read.categories) {
      auto& tags = article_.tags;
      if (!category.empty() && tags.size() < kMaxTags && std::find(tags.begin(), tags.end(), category) == tags.end()) {
        tags.push_back(std::move(category));
      }
    }
    return std::move(read.text);
  }

  void add_caption(std::string caption, std::size_t line) {
    if (!trim(caption).empty()) article_.asides.push_back({AsideKind::Caption, single_spaced(caption), line});
  }

  static constexpr std::size_t kMaxTags = 1000;

  const WikiNames& names_;
  Article& article_;
  SectionBuilder sections_;
  std::string paragraph_;
  std::size_t paragraph_line_ = 0;
  std::size_t last_line_ = 0;
  std::size_t tables_ = 0;  ///< open, one inside the other
  std::string row_;
  std::size_t row_line_ = 0;
};

void add_omission(const char* what, std::size_t count, std::size_t line, const std::string& text, Article& article) {
  if (count == 0) return;
  const std::string plural = count == 1 ? what : std::to_string(count) + " " + what + "s";
  article.omissions.push_back({plural, line, text});
}

}  // namespace

void append_wikitext(std::string_view text, std::size_t first_line, const WikiNames& names, Article& article) {
  const WikiLines lines = wikitext_lines(text, first_line);
  WikitextReader reader(names, article);
  for (const WikiLine& line : lines.lines) reader.read(line);
  reader.finish();
  add_omission("template", lines.templates, lines.first_template_line, lines.first_template, article);
  add_omission("reference", lines.references, lines.first_reference_line, {}, article);
}

bool is_wiki_redirect(std::string_view text) {
  text = trim(text);
  if (!text.starts_with('#')) return false;
  const std::string_view head = text.substr(1, 60);
  const std::size_t link = head.find("[[");
  if (link == std::string_view::npos || link == 0) return false;
  // A list item of one short word before a link looks alike, but has a space or nothing after its sign.
  const std::string_view word = head.substr(0, head.find_first_of(" :[\n"));
  return !word.empty() &&
         trim(head.substr(word.size(), link - word.size())).find_first_not_of(": ") == std::string_view::npos;
}

}  // namespace byline

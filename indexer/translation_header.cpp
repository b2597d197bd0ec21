#include "indexer/translation_header.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "common/utf8.hpp"
#include "indexer/byline_names.hpp"
#include "indexer/text_lines.hpp"

namespace byline {
namespace {

constexpr std::string_view kMark = "[#]:";
constexpr std::size_t kMaxHeaderLines = 100;
constexpr std::size_t kLongestLine = 1000;
/// The footer stands within the last blocks.
constexpr std::size_t kFooterBlocks = 12;
constexpr std::size_t kLongestFooterBlock = 1000;

/// "(value)" or "\"value\"" without what encloses it; a lost closing sign does no harm.
std::string_view without_enclosure(std::string_view value) {
  constexpr std::array<std::pair<char, char>, 3> kSigns = {{{'(', ')'}, {'"', '"'}, {'\'', '\''}}};
  value = trim(value);
  for (const auto& [open, close] : kSigns) {
    if (!value.starts_with(open)) continue;
    value.remove_prefix(1);
    if (value.ends_with(close)) value.remove_suffix(1);
    break;
  }
  return trim(value);
}

/// "Jane Doe https://example.org" -> "Jane Doe".
std::string_view without_address(std::string_view name) {
  return trim(name.substr(0, std::min(name.find("http://"), name.find("https://"))));
}

/// "[jane](https://example.org/jane)" -> "jane".
std::string_view text_of_link(std::string_view value) {
  const std::size_t close = value.find("](");
  return value.starts_with('[') && close != std::string_view::npos ? trim(value.substr(1, close - 1)) : value;
}

struct HeaderLine {
  std::string_view key;
  std::string_view value;
};

std::optional<HeaderLine> header_line(std::string_view line) {
  if (!line.starts_with(kMark)) return std::nullopt;
  line = trim(line.substr(kMark.size()));
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon > 40) return std::nullopt;
  return HeaderLine{trim(line.substr(0, colon)), without_enclosure(line.substr(colon + 1))};
}

/// Our name for a key; the key itself for what is only kept.
std::string field_of(std::string_view key) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kFields = {{{"subject", "title"},
                                                                                     {"title", "title"},
                                                                                     {"author", "author"},
                                                                                     {"translator", "translator"},
                                                                                     {"date", "date"},
                                                                                     {"url", "url"},
                                                                                     {"via", "link"}}};
  for (const auto& [name, field] : kFields) {
    if (equals_ignoring_case(name, key)) return std::string(field);
  }
  // A publisher is a person here, and not the publication.
  return equals_ignoring_case(key, "publisher") ? "published by" : std::string(key);
}

void add_field(const HeaderLine& line, FieldValue& fields) {
  const std::string field = field_of(line.key);
  std::string_view value = line.value;
  if (field == "author" || field == "translator") value = text_of_link(without_address(value));
  if (value.empty() || fields.find(field) != nullptr) return;
  fields.entries.emplace_back(field, FieldValue::of_text(std::string(value)));
}

// --- The end of the article

constexpr std::array<std::string_view, 8> kLabels = {"作者", "译者", "譯者", "校对", "校對", "选题", "選題", "via"};

/// The label that a text begins with, when a colon follows; else nothing.
std::string_view label_at(std::string_view text) {
  for (const std::string_view label : kLabels) {
    if (!text.starts_with(label)) continue;
    const std::string_view rest = text.substr(label.size());
    if (rest.starts_with(':') || rest.starts_with("：")) return label;
  }
  return {};
}

/// "译者：geekpi 校对：wxy" as two.
std::vector<std::string> entries_of(std::string_view text) {
  std::vector<std::string> entries;
  std::string_view line;
  const auto flush = [&] {
    if (!trim(line).empty()) entries.emplace_back(trim(line));
  };
  for (const std::string_view whole : lines_of(text)) {
    line = whole;
    for (std::size_t at = 1; at < line.size(); ++at) {
      const bool after_space = line[at - 1] == ' ' || line[at - 1] == '\t';
      if (!after_space || label_at(line.substr(at)).empty()) continue;
      const std::string_view rest = line.substr(at);
      line = line.substr(0, at);
      flush();
      line = rest;
      at = 0;
    }
    flush();
  }
  return entries;
}

std::string_view value_of(std::string_view entry) {
  const std::string_view rest = entry.substr(label_at(entry).size());
  return trim(rest.substr(rest.starts_with(':') ? 1 : std::string_view("：").size()));
}

bool is_address(std::string_view text) { return text.starts_with("http://") || text.starts_with("https://"); }

/// Where the footer begins: at the "via:" whose value is an address, when a line about people follows; else nowhere.
std::size_t footer_begin(const std::vector<MarkdownBlock>& blocks) {
  const std::size_t first = blocks.size() - std::min(blocks.size(), kFooterBlocks);
  for (std::size_t i = blocks.size(); i > first; --i) {
    const std::string_view text = trim(blocks[i - 1].text);
    if (blocks[i - 1].heading_level > 0 || text.size() > kLongestFooterBlock) return blocks.size();
    if (label_at(text) != "via" || !is_address(value_of(text))) continue;
    const bool names_people =
        std::any_of(blocks.begin() + static_cast<std::ptrdiff_t>(i) - 1, blocks.end(), [](const MarkdownBlock& block) {
          const std::string_view label = label_at(trim(block.text));
          return (!label.empty() && label != "via") || block.text.find("\n作者") != std::string::npos ||
                 block.text.find("\n译者") != std::string::npos;
        });
    return names_people ? i - 1 : blocks.size();
  }
  return blocks.size();
}

/// What an entry says that the article does not know yet.
void learn(const std::string& entry, Article& article) {
  const std::string_view label = label_at(entry);
  const std::string_view value = label.empty() ? std::string_view{} : value_of(entry);
  if (label == "via") {
    if (article.url.empty()) article.url = std::string(value.substr(0, value.find_first_of(" \t")));
    return;
  }
  // Translators sign with the names of their accounts, so what stands behind the label need not look like a name.
  const std::vector<std::string> names = split_names(text_of_link(value));
  if (label == "作者" && article.authors.empty()) article.authors = names;
  const bool has_translator = std::any_of(article.contributors.begin(), article.contributors.end(),
                                          [](const Contributor& person) { return person.role == "translator"; });
  if ((label != "译者" && label != "譯者") || has_translator) return;
  for (const std::string& name : names) article.contributors.push_back({name, "translator"});
}

}  // namespace

FrontMatter read_translation_header(std::string_view text) {
  FrontMatter result;
  std::size_t begin = 0;
  std::size_t line_number = 1;
  while (begin < text.size() && line_number <= kMaxHeaderLines) {
    const std::string_view line = text.substr(begin, std::min(text.find('\n', begin), text.size()) - begin);
    const auto header = header_line(line);
    if (!header && !(trim(line).empty() && trim(text.substr(begin, kLongestLine)).starts_with(kMark))) break;
    if (header) add_field(*header, result.fields);
    begin = std::min(begin + line.size() + 1, text.size());
    ++line_number;
  }
  if (result.fields.entries.empty()) return {};
  result.body_begin = begin;
  result.body_line = line_number;
  return result;
}

void take_translation_footer(std::vector<MarkdownBlock>& blocks, std::size_t line_offset, Article& article) {
  const std::size_t begin = footer_begin(blocks);
  for (std::size_t i = begin; i < blocks.size(); ++i) {
    const std::size_t line = blocks[i].line == 0 ? 0 : blocks[i].line + line_offset;
    const bool has_label = !label_at(trim(blocks[i].text)).empty();
    for (const std::string& entry : entries_of(blocks[i].text)) {
      learn(entry, article);
      article.asides.push_back({has_label ? AsideKind::Byline : AsideKind::Metadata, entry, line});
    }
  }
  blocks.resize(begin);
}

}  // namespace byline

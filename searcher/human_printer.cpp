#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <set>

#include "common/terminal.hpp"
#include "searcher/marked_text.hpp"
#include "searcher/printer.hpp"

namespace byline {
namespace {

constexpr char kIndent[] = "   ";

std::string joined(const std::vector<std::string>& items, const char* separator) {
  std::string text;
  for (const std::string& item : items) text += (text.empty() ? "" : separator) + sanitised(item);
  return text;
}

std::string counted(std::size_t count, const char* one, const char* many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

class HumanPrinter : public Printer {
 public:
  explicit HumanPrinter(const Style& style) : style_(style) {}

  void print(const Results& results, const std::string& query_id, std::ostream& out) override {
    if (!query_id.empty()) out << strong(sanitised(query_id) + ": " + sanitised(results.query)) << "\n\n";
    if (results.explanation) out << indented(to_text(*results.explanation), "") << '\n';
    for (const Hit& hit : results.hits) print_hit(hit, results.explanation, out);
    for (const Facet& facet : results.facets) print_facet(facet, out);
    out << dim(summary(results)) << '\n';
    if (!query_id.empty()) out << '\n';
  }

 private:
  [[nodiscard]] std::string styled(const char* code, const std::string& text) const {
    return style_.color ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : text;
  }
  [[nodiscard]] std::string strong(const std::string& text) const { return styled("1", text); }
  [[nodiscard]] std::string dim(const std::string& text) const { return styled("2", text); }

  /// An explanation's line breaks are ours, the words in it are not.
  static std::string indented(const std::string& text, const char* indent) {
    std::string out;
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      const std::string_view line = std::string_view(text).substr(begin, end - begin);
      const std::size_t spaces = std::min(line.find_first_not_of(' '), line.size());
      out.append(indent).append(spaces, ' ').append(sanitised(line.substr(spaces))).append("\n");
      begin = end + 1;
    }
    return out;
  }

  [[nodiscard]] std::string place(const std::string& path, std::size_t line) const {
    const std::string shown = path == "-" ? "standard input" : sanitised(shown_path(path, style_.base));
    return line == 0 ? shown : fmt::format("{}:{}", shown, line);
  }

  void print_hit(const Hit& hit, const std::optional<QueryExplanation>& query, std::ostream& out) const {
    print_title(hit, out);
    if (const std::string about = about_line(hit); !about.empty()) {
      out << wrapped({about, {}}, style_.width, kIndent, "", "");
    }
    std::vector<std::string> shown_section;
    for (const Passage& passage : hit.passages) {
      print_passage(passage, passage.section != shown_section, out);
      shown_section = passage.section;
    }
    const std::size_t line = hit.passages.empty() ? hit.line : hit.passages.front().line;
    out << kIndent << styled("36", place(hit.path, line)) << freshness(hit) << '\n';
    if (hit.explanation && query) out << indented(to_text(*hit.explanation, hit.score, *query), kIndent);
    out << '\n';
  }

  static std::string about_line(const Hit& hit) {
    std::vector<std::string> parts;
    if (!hit.authors.empty()) parts.push_back(joined(hit.authors, ", "));
    if (hit.date) parts.push_back(hit.date->to_string());
    std::string text;
    for (const std::string& part : parts) text += (text.empty() ? "" : " · ") + part;
    return text;
  }

  void print_title(const Hit& hit, std::ostream& out) const {
    Passage title;
    title.text = hit.title.empty() ? "(no title) " + hit.id : hit.title;
    if (!hit.title.empty()) title.highlights = hit.title_highlights;
    const std::string number = fmt::format("{}. ", hit.rank);
    const std::string on = style_.color ? "\x1b[33m" : "";
    const std::string off = style_.color ? "\x1b[39m" : "";
    std::string lines = wrapped(sanitised(title), style_.width, std::string(number.size(), ' '), on, off);
    lines.replace(0, number.size(), number);
    out << strong(lines.substr(0, lines.size() - 1)) << '\n';
  }

  void print_passage(const Passage& passage, bool is_other_section, std::ostream& out) const {
    if (!passage.section.empty() && is_other_section) {
      const std::string path = joined(passage.section, " › ");
      const std::string lines = wrapped({path, {}}, style_.width, kIndent, "", "");
      out << styled("35", lines.substr(0, lines.size() - 1)) << '\n';
    }
    // A match in the heading itself stands there already.
    if (!passage.section.empty() && passage.section.back() == passage.text) return;
    const std::string on = style_.color ? "\x1b[1;33m" : "";
    const std::string off = style_.color ? "\x1b[0m" : "";
    out << wrapped(sanitised(passage), style_.width, std::string(kIndent) + "  ", on, off);
  }

  [[nodiscard]] std::string freshness(const Hit& hit) const {
    if (hit.freshness == Freshness::Changed) return dim("  (changed since it was indexed)");
    if (hit.freshness == Freshness::Missing) return dim("  (no longer there)");
    return {};
  }

  void print_facet(const Facet& facet, std::ostream& out) const {
    out << strong(facet.name) << '\n';
    std::size_t widest = 0;
    for (const FacetValue& value : facet.values) widest = std::max(widest, std::to_string(value.count).size());
    for (const FacetValue& value : facet.values) {
      out << fmt::format("{}{:>{}}  {}{}\n", kIndent, value.count, widest, sanitised(value.value),
                         value.selected ? "  (selected)" : "");
    }
    if (facet.values.empty()) out << kIndent << "none\n";
    if (facet.omitted > 0) out << kIndent << dim(fmt::format("and {} more", facet.omitted)) << '\n';
    out << '\n';
  }

  static std::string summary(const Results& results) {
    if (results.total == 0) return "no article found";
    std::string text = counted(results.total, "article", "articles");
    if (results.match == "any") text += " with any of the words";
    if (results.hits.empty()) return text;
    if (results.hits.size() < results.total) {
      text += fmt::format(", {} to {} shown", results.hits.front().rank, results.hits.back().rank);
    }
    return text;
  }

  Style style_;
};

}  // namespace

void Printer::print_error(const Error&, const std::string&, std::ostream&) {}

std::unique_ptr<Printer> make_human_printer(const Style& style) { return std::make_unique<HumanPrinter>(style); }

void print_paths(const Results& results, const Style& style, std::ostream& out) {
  std::set<std::string> seen;
  for (const Hit& hit : results.hits) {
    if (!seen.insert(hit.path).second) continue;
    out << sanitised(shown_path(hit.path, style.base)) << '\n';
  }
}

}  // namespace byline

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "common/terminal.hpp"
#include "searcher/printer.hpp"

namespace byline {
namespace {

/// Spreadsheets run a cell that begins so; a leading apostrophe makes it text.
bool looks_like_formula(const std::string& text) {
  return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
}

std::string quoted_field(std::string text) {
  if (looks_like_formula(text)) text.insert(text.begin(), '\'');
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted.push_back('"');
    quoted.push_back(c);
  }
  return quoted + '"';
}

std::string joined(const std::vector<std::string>& items, const char* separator) {
  std::string text;
  for (const std::string& item : items) text += (text.empty() ? "" : separator) + item;
  return text;
}

class CsvPrinter : public Printer {
 public:
  explicit CsvPrinter(bool terminal) : terminal_(terminal) {}

  void print(const Results& results, const std::string& query_id, std::ostream& out) override {
    if (!has_header_) {
      out << (query_id.empty() ? "" : "query_id,")
          << "rank,score,id,path,line,url,title,authors,date,language,section,passage\r\n";
    }
    has_header_ = true;
    for (const Hit& hit : results.hits) print_row(hit, query_id, out);
  }

 private:
  [[nodiscard]] std::string csv_field(const std::string& text) const {
    return quoted_field(terminal_ ? sanitised(text) : text);
  }

  void print_row(const Hit& hit, const std::string& query_id, std::ostream& out) const {
    const Passage first = hit.passages.empty() ? Passage{} : hit.passages.front();
    const std::size_t line = first.line == 0 ? hit.line : first.line;
    if (!query_id.empty()) out << csv_field(query_id) << ',';
    out << hit.rank << ',' << fmt::format("{:.6f}", hit.score) << ',' << csv_field(hit.id) << ',' << csv_field(hit.path)
        << ',' << line << ',' << csv_field(hit.url) << ',' << csv_field(hit.title) << ','
        << csv_field(joined(hit.authors, "; ")) << ',' << (hit.date ? hit.date->to_string() : "") << ','
        << csv_field(hit.language) << ',' << csv_field(joined(first.section, " > ")) << ',' << csv_field(first.text)
        << "\r\n";
  }

  bool terminal_;
  bool has_header_ = false;
};

/// A line's fields are separated by white space, so there is none in them.
std::string trec_field(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) <= ' '; }, '_');
  return text.empty() ? "_" : text;
}

class TrecPrinter : public Printer {
 public:
  explicit TrecPrinter(std::string run_id) : run_id_(trec_field(std::move(run_id))) {}

  void print(const Results& results, const std::string& query_id, std::ostream& out) override {
    const std::string id = query_id.empty() ? "1" : trec_field(query_id);
    for (const Hit& hit : results.hits) {
      out << fmt::format("{} Q0 {} {} {:.6f} {}\n", id, trec_field(hit.id), hit.rank, hit.score, run_id_);
    }
  }

 private:
  std::string run_id_;
};

}  // namespace

std::unique_ptr<Printer> make_csv_printer(const Style& style) { return std::make_unique<CsvPrinter>(style.terminal); }
std::unique_ptr<Printer> make_trec_printer(const std::string& run_id) { return std::make_unique<TrecPrinter>(run_id); }

}  // namespace byline

#include "indexer/office_reader.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/utf8.hpp"
#include "indexer/archive_members.hpp"
#include "indexer/article_fields.hpp"
#include "indexer/article_top.hpp"
#include "indexer/byline_names.hpp"
#include "indexer/document_properties.hpp"
#include "indexer/external_program.hpp"
#include "indexer/heading_text.hpp"
#include "indexer/html_sections.hpp"
#include "indexer/html_tree.hpp"
#include "indexer/xml_reader.hpp"

namespace byline {
namespace {

/// Where a format's text and properties are, and how pandoc calls it.
struct OfficeFormat {
  const char* label;
  const char* pandoc_name;
  const char* text_member;
  const char* properties_member;
};
constexpr OfficeFormat kDocx = {"DOCX", "docx", "word/document.xml", "docProps/core.xml"};
constexpr OfficeFormat kOdt = {"ODT", "odt", "content.xml", "meta.xml"};
constexpr const char* kOdtManifest = "META-INF/manifest.xml";

constexpr ArchiveLimits kLimits = {64u << 20, 1ull << 30, 20'000, 200};

ProgramLimits pandoc_limits() {
  ProgramLimits limits;
  limits.time = std::chrono::minutes(2);
  limits.processor_seconds = 120;
  limits.address_space_bytes = 4ull << 30;
  return limits;
}

/// The members of the package that matter.
struct Package {
  std::map<std::string, std::string> members;
  std::string failure;  ///< why it cannot be read at all
};

bool is_compound_file(std::string_view bytes) {
  return bytes.substr(0, 8) == std::string_view("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
}

Package open_package(std::string_view bytes, const OfficeFormat& format) {
  // A DOCX with a password is wrapped in the container of the older formats; so is a .doc under the wrong name.
  if (is_compound_file(bytes)) return {{}, "encrypted: needs a password; or a .doc, which is not read"};
  Package package;
  const auto wants = [&](ArchiveMember& member) {
    return member.path == format.text_member || member.path == format.properties_member || member.path == kOdtManifest;
  };
  const std::string damage =
      for_each_member(bytes, kLimits, wants, [&](const ArchiveMember& member, std::string&& text) {
        if (member.is_encrypted) package.failure = "encrypted: needs a password";
        if (member.failure.empty()) package.members[member.path] = std::move(text);
        if (member.path == format.text_member && package.failure.empty()) package.failure = member.failure;
      });
  const auto manifest = package.members.find(kOdtManifest);
  if (manifest != package.members.end() && manifest->second.find("encryption-data") != std::string::npos) {
    package.failure = "encrypted: needs a password";
  }
  if (package.failure.empty() && package.members.count(format.text_member) == 0) {
    package.failure = std::string("not a readable ") + format.label + (damage.empty() ? "" : ": " + damage);
  }
  return package;
}

/// All texts of the elements of one name, with semicolons between.
std::string texts_of(const XmlTree& tree, std::string_view name) {
  std::string result;
  for (XmlNode::Id id = tree.find(name); id != XmlNode::kNone; id = tree.find(name, tree[id].end, tree.size())) {
    const std::string text = single_spaced(tree.text_of(id));
    if (!text.empty()) result += (result.empty() ? "" : "; ") + text;
  }
  return result;
}

/// Word's core properties and OpenDocument's metadata name the same things almost alike. Of dates only that of creation
/// counts; of people, in OpenDocument, only who began the document.
DocumentProperties read_properties(const Package& package, const OfficeFormat& format) {
  DocumentProperties properties;
  properties.origin = "document properties";
  const auto member = package.members.find(format.properties_member);
  const auto tree = member == package.members.end() ? std::nullopt : parse_xml(member->second);
  if (!tree) return properties;
  const auto first_of = [&](std::initializer_list<const char*> names) {
    for (const char* name : names) {
      if (std::string text = texts_of(*tree, name); !text.empty()) return text;
    }
    return std::string{};
  };
  properties.title = first_of({"title"});
  properties.authors = first_of({"initial-creator", "creator"});
  properties.date = first_of({"created", "creation-date"});
  properties.language = first_of({"language"});
  properties.keywords = first_of({"keywords", "keyword"});
  properties.subject = first_of({"subject"});
  properties.description = first_of({"description"});
  properties.category = first_of({"category"});
  return properties;
}

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  std::string result;
  std::size_t at = 0;
  std::size_t found = 0;
  while ((found = text.find(what, at)) != std::string::npos) {
    result.append(text, at, found - at).append(with);
    at = found + what.size();
  }
  text = result.append(text, at);
}

/// The HTML that pandoc writes: what it took for title, authors and date, and the text.
struct PandocPage {
  std::string title;
  std::string authors;
  std::string date;
  std::string body;
};

std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '<') {
      result += "&lt;";
    } else if (c == '&') {
      result += "&amp;";
    } else {
      result += c;
    }
  }
  return result;
}

bool has_class(const HtmlNode& node, std::string_view name) { return node.attribute("class") == name; }

/// The block at the top has the paragraphs that are styled as title, author and date; the rest of it is text.
void read_title_block(const std::string& html, PandocPage& page) {
  const HtmlTree tree(html);
  for (HtmlNode::Id id = 0; id < tree.size(); ++id) {
    const HtmlNode& node = tree[id];
    if (node.is_text()) continue;
    if (has_class(node, "title") && page.title.empty()) page.title = tree.text_of(id);
    if (has_class(node, "author")) page.authors += (page.authors.empty() ? "" : "; ") + tree.text_of(id);
    if (has_class(node, "date") && page.date.empty()) page.date = tree.text_of(id);
    const bool is_text = has_class(node, "subtitle") || has_class(node, "abstract");
    if (is_text) page.body += "<p>" + escaped(tree.text_of(id)) + "</p>\n";
  }
}

/// Many people make headings of bold letters. Where a document has no others, a short paragraph all in bold is one;
/// not the first, which is the title.
void make_headings_of_bold_paragraphs(std::string& html) {
  constexpr std::string_view kBegin = "<p><strong>";
  constexpr std::string_view kEnd = "</strong></p>";
  constexpr std::size_t kLongest = 200;
  for (const char level : {'1', '2', '3', '4', '5', '6'}) {
    if (html.find(std::string("<h") + level) != std::string::npos) return;
  }
  std::string result;
  std::size_t at = 0;
  std::size_t begin = html.find(kBegin, html.find("<p>") + 1);
  while (begin != std::string::npos) {
    const std::size_t text = begin + kBegin.size();
    const std::size_t end = html.find("</p>", text);
    const std::string_view bold = std::string_view(html).substr(text, end == std::string::npos ? 0 : end - text);
    const std::size_t words = bold.size() - std::min(bold.size(), std::string_view("</strong>").size());
    const bool is_heading = bold.size() < kLongest && bold.find("</strong>") == words && words > 0 &&
                            !ends_with_sentence_mark(bold.substr(0, words));
    if (is_heading) {
      result.append(html, at, begin - at).append("<h2>").append(bold.substr(0, words)).append("</h2>");
      at = text + words + kEnd.size();
    }
    begin = html.find(kBegin, text);
  }
  html = result.append(html, at);
}

PandocPage read_page(std::string html) {
  constexpr std::string_view kTitleBlock = "<header id=\"title-block-header\">";
  constexpr std::string_view kTitleBlockEnd = "</header>";
  PandocPage page;
  const std::size_t body = html.find("<body>");
  html.erase(0, body == std::string::npos ? 0 : body);
  const std::size_t begin = html.find(kTitleBlock);
  const std::size_t end = begin == std::string::npos ? begin : html.find(kTitleBlockEnd, begin);
  if (end != std::string::npos) {
    read_title_block(html.substr(begin, end - begin), page);
    html.erase(begin, end + kTitleBlockEnd.size() - begin);
  }
  // The mark of a note is no part of the word before it, and the way back from a note is no text.
  replace_all(html, "<a href=\"#fn", " <a href=\"#fn");
  replace_all(html, "↩︎", "");
  make_headings_of_bold_paragraphs(html);
  page.body += html;
  return page;
}

/// What stands in paragraphs that are styled as title, author and date.
void take_styled_fields(const PandocPage& page, Article& article) {
  constexpr const char* kOrigin = "paragraphs styled so";
  if (!page.title.empty()) {
    article.title = page.title;
    article.findings.push_back({"title", kOrigin});
  }
  if (!page.authors.empty()) {
    article.authors = split_names(page.authors);
    article.findings.push_back({"authors", kOrigin});
  }
  if (page.date.empty()) return;
  article.date = parse_field_date(page.date);
  if (article.date) {
    article.findings.push_back({"date", kOrigin});
  } else {
    article.notes.push_back("date '" + page.date + "' not understood");
  }
}

std::string stem_title(const std::string& path) {
  return repair_utf8(split_dated_name(std::filesystem::path(path).stem().string()).rest).text;
}

/// Which heading may be the title is decided later, so meanwhile the article has one.
void append_body(const std::string& html, Article& article) {
  const std::string title = article.title;
  if (title.empty()) article.title = stem_title(article.path);
  append_html_sections(html, 0, article);
  article.title = title;
}

/// A heading above everything is the title that is seen; the properties may have that of a template.
bool begins_with_title(const std::vector<Section>& sections) {
  return !sections.empty() && sections[0].level > 0 &&
         std::all_of(sections.begin() + 1, sections.end(),
                     [&](const Section& section) { return section.level > sections[0].level; });
}

ProgramRun run_pandoc(std::string_view bytes, const OfficeFormat& format) {
  // The sandbox keeps it from reading files that a document names.
  return run_program("pandoc",
                     {"--sandbox", "--quiet", "--standalone", "--wrap=none", "--from", format.pandoc_name, "--to",
                      "html", "+RTS", "-M1G", "-RTS"},
                     bytes, pandoc_limits());
}

void read_office(const Source& source, const ReadOptions& options, const OfficeFormat& format,
                 const DocumentProperties& properties, const OutcomeSink& sink) {
  const ProgramRun run = run_pandoc(source.bytes, format);
  if (run.ending == ProgramRun::Ending::NotFound) {
    return sink(Rejection{0, std::string("install pandoc to read ") + format.label});
  }
  if (!run.succeeded()) return sink(Rejection{0, failure_of("pandoc", run)});

  const PandocPage page = read_page(run.output);
  Article article;
  article.path = source.path;
  take_styled_fields(page, article);
  if (article.title.empty()) article.title = meant_title(properties.title, source.path);
  append_body(page.body, article);
  if (page.title.empty()) {
    if (begins_with_title(article.sections)) article.title.clear();
    if (!article.title.empty()) article.findings.push_back({"title", properties.origin});
  }
  if (article.sections.empty()) return sink(Rejection{0, "no text in it"});
  std::vector<std::string> known_authors = split_names(meant_authors(properties.authors));
  known_authors.insert(known_authors.end(), article.authors.begin(), article.authors.end());
  take_top_of_sections(known_authors, article);
  apply_properties(properties, options.field_map, article);
  if (article.title.empty()) {
    article.title = stem_title(source.path);
    article.findings.push_back({"title", "the file's name"});
  }
  sink(std::move(article));
}

void read_package(const Source& source, const ReadOptions& options, const OfficeFormat& format,
                  const OutcomeSink& sink) {
  if (source.bytes.empty()) return sink(Rejection{0, "empty"});
  const Package package = open_package(source.bytes, format);
  if (!package.failure.empty()) return sink(Rejection{0, package.failure});
  read_office(source, options, format, read_properties(package, format), sink);
}

}  // namespace

void read_docx(const Source& source, const ReadOptions& options, const OutcomeSink& sink) {
  read_package(source, options, kDocx, sink);
}

void read_odt(const Source& source, const ReadOptions& options, const OutcomeSink& sink) {
  read_package(source, options, kOdt, sink);
}

void read_rtf(const Source& source, const ReadOptions& options, const OutcomeSink& sink) {
  constexpr OfficeFormat kRtf = {"RTF", "rtf", "", ""};
  if (source.bytes.empty()) return sink(Rejection{0, "empty"});
  if (source.bytes.substr(0, 5) != "{\\rtf") return sink(Rejection{0, "not a readable RTF"});
  read_office(source, options, kRtf, {}, sink);
}

}  // namespace byline

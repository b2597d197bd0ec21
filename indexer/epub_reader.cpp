#include "indexer/epub_reader.hpp"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/folding.hpp"
#include "common/utf8.hpp"
#include "indexer/archive_members.hpp"
#include "indexer/article_fields.hpp"
#include "indexer/epub_package.hpp"
#include "indexer/html_sections.hpp"
#include "indexer/text_blocks.hpp"
#include "indexer/xml_reader.hpp"

namespace byline {
namespace {

constexpr const char* kContainer = "META-INF/container.xml";
constexpr const char* kEncryption = "META-INF/encryption.xml";

/// A book without pictures rarely has 5 MB of text; one with them may have any size.
constexpr ArchiveLimits kLimits = {16u << 20, 1ull << 30, 50'000, 200};
constexpr std::uint64_t kMaxTextBytes = 64u << 20;

using Members = std::map<std::string, std::string>;

/// What of a book could be had, and why not all.
struct Book {
  Members members;
  std::set<std::string> encrypted;  ///< in the way of zip, with a password
  std::string damage;
};

/// Adds the members that are wanted. More text than anybody reads is not taken.
void load(std::string_view bytes, const std::function<bool(const std::string&)>& wants, Book& book) {
  std::uint64_t total = 0;
  const auto filter = [&](ArchiveMember& member) { return wants(member.path); };
  const std::string damage =
      for_each_member(bytes, kLimits, filter, [&](const ArchiveMember& member, std::string&& text) {
        if (member.is_encrypted) {
          book.encrypted.insert(member.path);
        } else if (!member.failure.empty()) {
          book.damage = member.path + ": " + member.failure;
        } else if (total + text.size() > kMaxTextBytes) {
          book.damage = "more than " + std::to_string(kMaxTextBytes >> 20) + " MiB of text";
        } else {
          total += text.size();
          book.members[member.path] = std::move(text);
        }
      });
  if (!damage.empty()) book.damage = damage;
}

std::optional<XmlTree> tree_of(const Members& members, const std::string& path) {
  const auto member = members.find(path);
  return member == members.end() ? std::nullopt : parse_xml(member->second);
}

bool is_package_name(const std::string& path) { return path.size() > 4 && path.substr(path.size() - 4) == ".opf"; }

/// The path of the package document: as the container says, else whichever there is.
std::string find_package(const Members& members) {
  const auto container = tree_of(members, kContainer);
  const std::string stated = container ? epub_package_path(*container) : std::string{};
  if (members.count(stated) != 0) return stated;
  for (const auto& [path, text] : members) {
    if (is_package_name(path)) return path;
  }
  return stated;
}

/// XHTML as HTML: what closes itself in the one does not in the other. Only what is in the body.
std::string html_of(const std::optional<XmlTree>& tree, const std::string& xhtml) {
  const XmlNode::Id body = tree ? tree->find("body") : XmlNode::kNone;
  return body == XmlNode::kNone ? xhtml : tree->html_within(body);
}

/// A section without a heading goes on the one before it.
void append_section(Section&& section, std::vector<Section>& sections) {
  if (section.level > 0 || sections.empty()) {
    sections.push_back(std::move(section));
    return;
  }
  Section& last = sections.back();
  for (std::size_t i = 0; i < section.blocks.size(); ++i) {
    const std::size_t begin = section.blocks[i].offset;
    const std::size_t end = i + 1 < section.blocks.size() ? section.blocks[i + 1].offset - 1 : section.text.size();
    append_block(last, std::string_view(section.text).substr(begin, end - begin), 0);
  }
}

Section with_heading(const std::string& heading, const Section& section) {
  Section result;
  result.heading = heading;
  result.level = 1;
  append_block(result, heading, 0);
  std::vector<Section> sections;
  sections.push_back(std::move(result));
  append_section(Section(section), sections);
  return std::move(sections.front());
}

/// Builds the article chapter by chapter.
class BookBuilder {
 public:
  BookBuilder(Article& article, const EpubContents& contents) : article_(article), contents_(contents) {}

  void add(const std::string& path, const std::string& xhtml) {
    const auto tree = parse_xml(xhtml);
    if (const std::string purpose = tree ? epub_purpose(*tree) : std::string{}; !purpose.empty()) {
      article_.omissions.push_back({purpose, 0, path});
      return;
    }
    Article chapter;
    // A heading of the chapter must not become a title.
    chapter.title = article_.title;
    append_html_sections(html_of(tree, xhtml), 0, chapter);
    std::vector<Section>& sections = chapter.sections;
    const auto entry = contents_.find(path);
    const bool is_listed = entry != contents_.end();
    const bool has_heading =
        std::any_of(sections.begin(), sections.end(), [](const Section& section) { return section.level > 0; });
    if (is_listed && !has_heading && !sections.empty()) sections[0] = with_heading(entry->second.title, sections[0]);
    for (Section& section : sections) {
      if (section.level > 0 && is_listed) section.level += entry->second.level - 1;
      append_section(std::move(section), article_.sections);
    }
    move_all(chapter.asides, article_.asides);
    add_notes(chapter.notes);
    move_all(chapter.omissions, article_.omissions);
  }

  /// Levels as deep as they are, without gaps: a part may have no document of its own.
  void finish() {
    std::vector<int> open;
    for (Section& section : article_.sections) {
      if (section.level == 0) continue;
      while (!open.empty() && open.back() >= section.level) open.pop_back();
      open.push_back(section.level);
      section.level = static_cast<int>(open.size());
    }
  }

 private:
  template <typename T>
  static void move_all(std::vector<T>& from, std::vector<T>& to) {
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
  }

  /// What is wrong with one chapter is often wrong with all.
  void add_notes(const std::vector<std::string>& notes) {
    constexpr std::size_t kMostNotes = 20;
    auto& all = article_.notes;
    for (const std::string& note : notes) {
      if (all.size() < kMostNotes && std::find(all.begin(), all.end(), note) == all.end()) all.push_back(note);
    }
  }

  Article& article_;
  const EpubContents& contents_;
};

EpubContents read_contents(const Members& members, const EpubPackage& package) {
  if (const auto tree = tree_of(members, package.navigation)) {
    if (EpubContents contents = read_epub_navigation(*tree, package.navigation); !contents.empty()) return contents;
  }
  const auto tree = tree_of(members, package.ncx);
  return tree ? read_epub_ncx(*tree, package.ncx) : EpubContents{};
}

/// "protected (DRM)" when a chapter can be read with a licence only; else empty.
std::string protection_of(const Book& book, const EpubPackage& package) {
  const auto encryption = tree_of(book.members, kEncryption);
  const std::vector<std::string> members = encryption ? protected_members(*encryption) : std::vector<std::string>{};
  const std::set<std::string> all(members.begin(), members.end());
  for (const EpubChapter& chapter : package.chapters) {
    if (all.count(chapter.path) != 0) return "protected (DRM)";
    if (book.encrypted.count(chapter.path) != 0) return "encrypted: needs a password";
  }
  return {};
}

void add_fields(const EpubPackage& package, const ReadOptions& options, Article& article) {
  apply_fields(package.fields, FieldNames(options.field_map), FieldOrigin::Record, article);
  article.id.clear();  // which tells apart the articles of one file, and here is one
  const auto finding = [&](const char* field, bool is_there) {
    if (is_there) article.findings.push_back({field, "the book's metadata"});
  };
  finding("title", !article.title.empty());
  finding("authors", !article.authors.empty());
  finding("date", article.date.has_value());
  finding("language", !article.language.empty());
  finding("tags", !article.tags.empty());
  finding("source", !article.source.empty());
  finding("url", !article.url.empty());
  if (!article.title.empty()) return;
  article.title = repair_utf8(split_dated_name(std::filesystem::path(article.path).stem().string()).rest).text;
  article.findings.push_back({"title", "the file's name"});
}

void add_chapters(const Book& book, const EpubPackage& package, Article& article) {
  const EpubContents contents = read_contents(book.members, package);
  BookBuilder builder(article, contents);
  std::size_t missing = 0;
  for (const EpubChapter& chapter : package.chapters) {
    const auto member = book.members.find(chapter.path);
    if (member == book.members.end()) {
      ++missing;
    } else if (!chapter.purpose.empty()) {
      article.omissions.push_back({chapter.purpose, 0, chapter.path});
    } else {
      builder.add(chapter.path, member->second);
    }
  }
  builder.finish();
  if (missing > 0) {
    article.notes.push_back(std::to_string(missing) + " of " + std::to_string(package.chapters.size()) +
                            " chapters could not be read" + (book.damage.empty() ? "" : ": " + book.damage));
  }
}

}  // namespace

void read_epub(const Source& source, const ReadOptions& options, const OutcomeSink& sink) {
  if (source.bytes.empty()) return sink(Rejection{0, "empty"});
  Book book;
  load(
      source.bytes,
      [](const std::string& path) { return path == kContainer || path == kEncryption || is_package_name(path); }, book);
  const std::string path = find_package(book.members);
  const auto tree = tree_of(book.members, path);
  if (!tree) return sink(Rejection{0, "not a readable EPUB" + (book.damage.empty() ? "" : ": " + book.damage)});
  const EpubPackage package = read_epub_package(*tree, path);

  std::set<std::string> wanted = {package.navigation, package.ncx};
  for (const EpubChapter& chapter : package.chapters) wanted.insert(chapter.path);
  load(
      source.bytes, [&](const std::string& member) { return wanted.count(member) != 0; }, book);
  if (const std::string why = protection_of(book, package); !why.empty()) return sink(Rejection{0, why});

  Article article;
  article.path = source.path;
  add_fields(package, options, article);
  add_chapters(book, package, article);
  if (article.sections.empty()) {
    return sink(Rejection{0, "no text in it" + (book.damage.empty() ? "" : ": " + book.damage)});
  }
  sink(std::move(article));
}

}  // namespace byline

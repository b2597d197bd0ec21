#include "indexer/mediawiki_reader.hpp"

#include <charconv>
#include <optional>
#include <string>
#include <utility>

#include "common/utf8.hpp"
#include "indexer/article_fields.hpp"
#include "indexer/article_sequence.hpp"
#include "indexer/web_address.hpp"
#include "indexer/wiki_names.hpp"
#include "indexer/wikitext.hpp"
#include "indexer/xml_damage.hpp"
#include "indexer/xml_reader.hpp"

namespace byline {
namespace {

struct WikiSite {
  std::string name;
  std::string base;  ///< of the addresses of its pages: "https://wiki.example/wiki/"
  std::string language;
  WikiNames names;
};

struct WikiPage {
  std::size_t line = 0;
  std::string title;
  std::string id;
  std::string space;  ///< the number of its namespace; empty in old exports
  bool is_redirect = false;
  std::optional<XmlTree> revision;
  std::string timestamp;
  std::size_t revisions = 0;
  bool is_whole = true;
};

/// What MediaWiki leaves as it is in the address of a page; the rest is percent-encoded.
bool is_plain_in_address(char c) {
  const bool is_letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
  return is_letter || (c >= '0' && c <= '9') || std::string_view("-_.~;@$!*(),/:").find(c) != std::string_view::npos;
}

std::string page_address(const std::string& base, std::string_view title) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  if (base.empty()) return {};
  std::string address = base;
  for (const char c : title) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == ' ') {
      address += '_';
    } else if (is_plain_in_address(c)) {
      address += c;
    } else {
      address.append({'%', kDigits[byte >> 4], kDigits[byte & 15]});
    }
  }
  return address;
}

/// "https://wiki.example/wiki/Main_Page" -> "https://wiki.example/wiki/".
std::string address_base(std::string_view main_page) {
  const std::size_t end = main_page.find_last_of("/=");
  return is_web_address(main_page) && end != std::string_view::npos ? std::string(main_page.substr(0, end + 1)) : "";
}

class DumpVisitor : public XmlVisitor {
 public:
  DumpVisitor(const Source& source, const ReadOptions& options, ArticleSequence& articles)
      : source_(source), options_(options), articles_(articles) {}

  XmlStep begin(const XmlNode& element, std::size_t depth) override {
    if (depth == 0) {
      is_dump_ = element.name == "mediawiki";
      site_.language = element.attribute("lang", kXmlSpace);
      return is_dump_ ? XmlStep::Enter : XmlStep::Stop;
    }
    if (depth == 1 && element.name == "page") {
      page_ = WikiPage{};
      page_.line = element.line;
      return XmlStep::Enter;
    }
    if (depth == 1) return element.name == "siteinfo" ? XmlStep::Take : XmlStep::Skip;
    return is_wanted(element.name) ? XmlStep::Take : XmlStep::Skip;
  }

  void take(XmlTree&& tree, bool is_whole) override {
    const std::string name = tree[XmlTree::root()].name;
    page_.is_whole &= is_whole;
    if (name == "siteinfo") {
      take_site(tree);
    } else if (name == "title") {
      page_.title = single_spaced(tree.text_of(XmlTree::root()));
    } else if (name == "ns") {
      page_.space = trim(tree.text_of(XmlTree::root()));
    } else if (name == "id") {
      page_.id = trim(tree.text_of(XmlTree::root()));
    } else if (name == "redirect") {
      page_.is_redirect = true;
    } else {
      take_revision(std::move(tree));
    }
  }

  void end(std::size_t depth) override {
    if (depth == 1) end_page();
  }

  [[nodiscard]] bool is_dump() const { return is_dump_; }

 private:
  static bool is_wanted(std::string_view name) {
    return name == "title" || name == "ns" || name == "id" || name == "redirect" || name == "revision";
  }

  void take_site(const XmlTree& tree) {
    const XmlNode::Id root = XmlTree::root();
    site_.name = single_spaced(tree.text_of_child(root, "sitename"));
    site_.base = address_base(trim(tree.text_of_child(root, "base")));
    const XmlNode::Id spaces = tree.child(root, "namespaces");
    if (spaces == XmlNode::kNone) return;
    for (XmlNode::Id at = tree[spaces].first_child; at != XmlNode::kNone; at = tree[at].next_sibling) {
      if (tree[at].is_text()) continue;
      const std::string_view key = tree[at].attribute("key");
      int number = 0;
      std::from_chars(key.data(), key.data() + key.size(), number);
      site_.names.add(number, tree.text_of(at));
    }
  }

  /// Exports have revisions in no promised order; the times of all are written alike.
  void take_revision(XmlTree&& tree) {
    ++page_.revisions;
    std::string timestamp(trim(tree.text_of_child(XmlTree::root(), "timestamp")));
    if (page_.revision && timestamp < page_.timestamp) return;
    page_.timestamp = std::move(timestamp);
    page_.revision = std::move(tree);
  }

  [[nodiscard]] bool is_in_main_space() const {
    if (!page_.space.empty()) return page_.space == "0";
    const std::size_t colon = page_.title.find(':');
    return colon == std::string::npos || !site_.names.is_other(std::string_view(page_.title).substr(0, colon));
  }

  /// Why the page is no article; empty when it is one.
  [[nodiscard]] std::string reason_to_omit(std::string_view text) const {
    if (!is_in_main_space()) return "page of another namespace";
    if (page_.is_redirect || is_wiki_redirect(text)) return "redirect";
    const std::string model = page_.revision->text_of_child(XmlTree::root(), "model");
    if (!model.empty() && trim(model) != "wikitext") return "no wikitext but " + single_spaced(model);
    return trim(text).empty() ? "page without a text" : "";
  }

  void end_page() {
    if (!page_.revision) {
      if (page_.is_whole) articles_.omit({"page without a revision", page_.line, page_.title});
      return;
    }
    const XmlNode::Id text = page_.revision->child(XmlTree::root(), "text");
    const std::string wikitext = text == XmlNode::kNone ? std::string() : page_.revision->text_of(text);
    if (std::string reason = reason_to_omit(wikitext); !reason.empty()) {
      return articles_.omit({std::move(reason), page_.line, page_.title});
    }
    Article article = described_page();
    append_wikitext(wikitext, (*page_.revision)[text].line, site_.names, article);
    if (!article.tags.empty()) article.findings.push_back({"tags", "the page's categories"});
    if (!page_.is_whole) article.notes.emplace_back("the file ends inside this page");
    articles_.put(std::move(article));
    page_ = WikiPage{};
  }

  Article described_page() {
    Article article;
    article.path = source_.path;
    article.line = page_.line;
    FieldValue record = FieldValue::map();
    const auto add = [&](const char* field, std::string value) {
      if (!value.empty()) record.entries.emplace_back(field, FieldValue::of_text(std::move(value)));
    };
    add("title", page_.title);
    add("id", page_.id);
    add("date", page_.timestamp);
    add("language", site_.language);
    add("source", site_.name);
    add("url", page_address(site_.base, page_.title));
    add("contributor", last_contributor());
    apply_fields(record, FieldNames(options_.field_map), FieldOrigin::Record, article);
    article.findings.push_back({"date", "the last revision"});
    if (page_.revisions > 1) {
      const std::string count = std::to_string(page_.revisions - 1);
      article.omissions.push_back({count + (count == "1" ? " older revision" : " older revisions"), page_.line, {}});
    }
    return article;
  }

  [[nodiscard]] std::string last_contributor() const {
    const XmlNode::Id contributor = page_.revision->child(XmlTree::root(), "contributor");
    return contributor == XmlNode::kNone ? "" : single_spaced(page_.revision->text_of_child(contributor, "username"));
  }

  const Source& source_;
  const ReadOptions& options_;
  ArticleSequence& articles_;
  WikiSite site_;
  WikiPage page_;
  bool is_dump_ = false;
};

}  // namespace

void read_mediawiki(const Source& source, const ReadOptions& options, const OutcomeSink& sink) {
  ArticleSequence articles(sink);
  DumpVisitor visitor(source, options, articles);
  const XmlOutcome outcome = read_xml(source.bytes, visitor);
  if (!visitor.is_dump()) return sink(Rejection{0, source.bytes.empty() ? "empty" : "no MediaWiki export"});
  report_xml_damage(outcome, articles);
  articles.finish();
}

}  // namespace byline

#include "indexer/xml_feed_entry.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "common/utf8.hpp"
#include "indexer/ascii_case.hpp"
#include "indexer/feed_vocabulary.hpp"
#include "indexer/web_address.hpp"

namespace byline {
namespace {

bool has_elements(const XmlTree& tree, XmlNode::Id id) {
  for (XmlNode::Id at = tree[id].first_child; at != XmlNode::kNone; at = tree[at].next_sibling) {
    if (!tree[at].is_text()) return true;
  }
  return false;
}

bool is_html_type(std::string_view type) {
  return type == "html" || type == "xhtml" || type == "text/html" || type == "application/xhtml+xml";
}

/// Atom's `type` may also be that of a picture or the like, which is no text.
bool is_text_type(std::string_view type) {
  return type.empty() || type == "text" || is_html_type(type) || type.starts_with("text/");
}

void add_once(std::vector<std::string>& list, std::string text) {
  text = single_spaced(text);
  if (!text.empty() && std::find(list.begin(), list.end(), text) == list.end()) list.push_back(std::move(text));
}

void add_each(std::vector<std::string>& list, std::string_view with_commas) {
  while (!with_commas.empty()) {
    const std::size_t end = std::min(with_commas.find(','), with_commas.size());
    add_once(list, std::string(with_commas.substr(0, end)));
    with_commas.remove_prefix(std::min(end + 1, with_commas.size()));
  }
}

/// WordPress stores paragraphs as people typed them, with blank lines between; each line break stays where it was.
std::string with_paragraph_tags(std::string_view text) {
  std::string html;
  html.reserve(text.size() + text.size() / 16);
  bool is_preformatted = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text.substr(at, 4) == "<pre") is_preformatted = true;
    if (text.substr(at, 5) == "</pre") is_preformatted = false;
    html += text[at];
    if (text[at] == '\n' && text.substr(at + 1, 1) == "\n" && !is_preformatted) html += "<p>";
  }
  return html;
}

/// Reads the elements of one entry, each as its name says.
class EntryReader {
 public:
  EntryReader(const XmlTree& tree, XmlNode::Id id, const std::string& base,
              const std::map<std::string, std::string>& accounts)
      : tree_(tree), id_(id), accounts_(accounts) {
    is_atom_ = feed_name(tree[id]).ends_with("entry");
    base_ = resolved_address(tree[id].attribute("base", kXmlSpace), base);
    found_.entry.line = tree[id].line;
    found_.entry.language = tree[id].attribute("lang", kXmlSpace);
    for (const XmlNode::Attribute& attribute : tree[id].attributes) {
      if (attribute.name == "about") entry().id = attribute.value;
    }
  }

  /// Entries that stand inside this one are put into `nested`.
  FoundEntry read(std::vector<XmlNode::Id>& nested) {
    for (XmlNode::Id at = tree_[id_].first_child; at != XmlNode::kNone; at = tree_[at].next_sibling) {
      if (tree_[at].is_text()) continue;
      at_ = at;
      std::string name = feed_name(tree_[at]);
      if (name.starts_with("atom:")) name.erase(0, 5);
      if (name == "item" || name == "entry") {
        nested.push_back(at);
      } else if (const auto known = readers().find(name); known != readers().end()) {
        (this->*known->second)();
      }
    }
    finish();
    return std::move(found_);
  }

 private:
  using Reader = void (EntryReader::*)();
  static const std::unordered_map<std::string_view, Reader>& readers();

  FeedEntry& entry() { return found_.entry; }
  [[nodiscard]] std::string text() const { return std::string(trim(tree_.text_of(at_))); }
  [[nodiscard]] std::string_view attribute(std::string_view name) const { return tree_[at_].attribute(name); }
  [[nodiscard]] std::string shown_name() const {
    const XmlNode& node = tree_[at_];
    const std::string name = feed_name(node);
    return name.starts_with("atom:") ? node.name : name;
  }

  [[nodiscard]] FeedText body() const {
    FeedText text = feed_text(tree_, at_, is_atom_);
    text.origin = shown_name();
    return text;
  }

  void title() {
    if (entry().title.empty()) entry().title = body();
  }
  void summary() {
    if (trim(entry().summary.text).empty()) entry().summary = body();
  }
  void content() {
    const std::string_view language = tree_[at_].attribute("lang", kXmlSpace);
    if (!is_text_type(attribute("type")) || attribute("mode") == "base64" || !attribute("src").empty()) {
      const std::string what = "content elsewhere or not in text: " + std::string(attribute("type"));
      return entry().omissions.push_back({what, tree_[at_].line, std::string(attribute("src"))});
    }
    if (!language.empty()) entry().language = language;
    // RSS entries can have both an Atom content and "content:encoded", and the longer is the article.
    if (FeedText found = body(); found.text.size() > entry().content.text.size()) entry().content = std::move(found);
  }
  void identity() {
    set_once(entry().id, text());
    if (shown_name() == "guid" && attribute("isPermaLink") != "false" && is_web_address(entry().id)) {
      permanent_link_ = entry().id;
    }
  }
  void link() {
    const std::string target = is_atom_ || !attribute("href").empty() ? alternate_link(tree_, at_, base_)
                                                                      : resolved_address(tree_.text_of(at_), base_);
    set_once(entry().url, target);
    if (attribute("rel") == "enclosure") omit_enclosure(attribute("href"));
  }
  void original_link() { original_link_ = text(); }
  /// Of several elements for authors the best counts; it may be repeated.
  void author() {
    std::string person = person_in(tree_, at_);
    if (const auto account = accounts_.find(person); account != accounts_.end()) person = account->second;
    const int rank = author_rank(shown_name(), person);
    if (person.empty() || rank < author_rank_) return;
    if (rank > author_rank_) entry().authors.clear();
    author_rank_ = rank;
    entry().authors_origin = shown_name();
    add_once(entry().authors, std::move(person));
  }
  /// That of a podcast is often its maker, and RSS wants a mail address, which may come without a name.
  [[nodiscard]] int author_rank(std::string_view name, std::string_view person) const {
    if (name == "itunes:author") return 2;
    if (is_atom_ || name != "author") return 4;
    return person.find('@') == std::string_view::npos || person.find(' ') != std::string_view::npos ? 3 : 1;
  }
  void contributor() { add_contributor(person_in(tree_, at_), "contributor"); }
  void credit() {
    const std::string role(attribute("role"));
    if (role.starts_with("photo")) add_contributor(text(), "photographer");
    if (role == "author" && entry().authors.empty()) author();
  }
  void add_contributor(std::string name, const char* role) {
    if (!name.empty()) entry().contributors.push_back({single_spaced(name), role});
  }
  void published() { set_date(entry().published, entry().published_origin); }
  void updated() { set_date(entry().updated, entry().updated_origin); }
  void set_date(std::string& date, std::string& origin) {
    if (!date.empty()) return;
    date = text();
    origin = shown_name();
  }
  void category() {
    const std::string_view scheme = attribute("scheme");
    if (scheme.ends_with("#kind")) return blogger_kind(attribute("term"));
    std::string name(attribute("label"));
    if (name.empty()) name = attribute("term");
    if (name.empty()) name = text();
    add_once(attribute("domain") == "category" ? entry().categories : entry().tags, std::move(name));
  }
  void subject() { add_once(entry().tags, text()); }
  void keywords() { add_each(entry().tags, text()); }
  void language() { entry().language = text(); }
  void source() {
    const XmlNode::Id title = tree_.child(at_, "title");
    set_once(entry().source, single_spaced(title == XmlNode::kNone ? text() : tree_.text_of(title)));
    for (XmlNode::Id at = tree_[at_].first_child; at != XmlNode::kNone; at = tree_[at].next_sibling) {
      if (tree_[at].name == "author") source_authors_.push_back(person_in(tree_, at));
    }
  }
  void enclosure() { omit_enclosure(attribute("url")); }
  void omit_enclosure(std::string_view address) {
    std::string what = "enclosure";
    if (!attribute("type").empty()) what.append(": ").append(attribute("type"));
    entry().omissions.push_back({std::move(what), tree_[at_].line, std::string(address)});
  }
  void media_group() {
    const XmlNode::Id description = tree_.child(at_, "description");
    if (description == XmlNode::kNone) return;
    at_ = description;
    summary();
  }
  void keep() { entry().metadata.emplace_back(shown_name(), text()); }

  void wordpress_type() { type_ = text(); }
  void wordpress_status() { status_ = text(); }
  void wordpress_comment() {
    const std::string text = tree_.text_of_child(at_, "comment_content");
    entry().omissions.push_back({"comments", tree_[at_].line, single_spaced(whole_code_points(text, 200))});
  }
  void blogger_kind(std::string_view term) { type_ = term.substr(term.rfind('#') + 1); }
  void blogger_type() { type_ = ascii_lower(text()); }
  void atom_control() {
    if (trim(tree_.text_of_child(at_, "draft")) == "yes") status_ = "draft";
  }

  void finish() {
    if (!original_link_.empty()) entry().url = original_link_;
    set_once(entry().url, permanent_link_);
    if (entry().url.empty() && is_atom_ && is_web_address(entry().id)) entry().url = entry().id;
    if (entry().authors.empty() && !source_authors_.empty()) {
      entry().authors = std::move(source_authors_);
      entry().authors_origin = "the source's author";
    }
    if (!type_.empty() && type_ != "post" && type_ != "page") {
      found_.kind = type_;
    } else if (!status_.empty() && status_ != "publish" && status_ != "private" && status_ != "live") {
      found_.kind = single_spaced(status_);
    } else if (!type_.empty() && entry().content.is_html) {
      entry().content.text = with_paragraph_tags(entry().content.text);
    }
  }

  const XmlTree& tree_;
  XmlNode::Id id_;
  XmlNode::Id at_ = 0;  ///< the element at hand
  const std::map<std::string, std::string>& accounts_;
  std::string base_;
  bool is_atom_ = false;
  FoundEntry found_;
  std::string permanent_link_, original_link_;
  std::string type_, status_;
  int author_rank_ = 0;
  std::vector<std::string> source_authors_;
};

const std::unordered_map<std::string_view, EntryReader::Reader>& EntryReader::readers() {
  using E = EntryReader;
  static const std::unordered_map<std::string_view, Reader> all = {
      {"title", &E::title},
      {"dc:title", &E::title},
      {"media:title", &E::title},
      {"itunes:title", &E::title},
      {"description", &E::summary},
      {"summary", &E::summary},
      {"dc:description", &E::summary},
      {"excerpt:encoded", &E::summary},
      {"itunes:summary", &E::summary},
      {"media:description", &E::summary},
      {"media:group", &E::media_group},
      {"content", &E::content},
      {"content:encoded", &E::content},
      {"xhtml:body", &E::content},
      {"xhtml:div", &E::content},
      {"guid", &E::identity},
      {"id", &E::identity},
      {"dc:identifier", &E::identity},
      {"link", &E::link},
      {"feedburner:origLink", &E::original_link},
      {"author", &E::author},
      {"dc:creator", &E::author},
      {"itunes:author", &E::author},
      {"contributor", &E::contributor},
      {"dc:contributor", &E::contributor},
      {"media:credit", &E::credit},
      {"pubDate", &E::published},
      {"pubdate", &E::published},
      {"published", &E::published},
      {"issued", &E::published},
      {"created", &E::published},
      {"dc:date", &E::published},
      {"dcterms:issued", &E::published},
      {"dcterms:created", &E::published},
      {"updated", &E::updated},
      {"modified", &E::updated},
      {"dcterms:modified", &E::updated},
      {"category", &E::category},
      {"dc:subject", &E::subject},
      {"itunes:keywords", &E::keywords},
      {"media:keywords", &E::keywords},
      {"dc:language", &E::language},
      {"source", &E::source},
      {"enclosure", &E::enclosure},
      {"rights", &E::keep},
      {"dc:rights", &E::keep},
      {"comments", &E::keep},
      {"wp:post_type", &E::wordpress_type},
      {"wp:status", &E::wordpress_status},
      {"wp:comment", &E::wordpress_comment},
      {"blogger:type", &E::blogger_type},
      {"blogger:status", &E::wordpress_status},
      {"app:control", &E::atom_control},
  };
  return all;
}

}  // namespace

FeedText feed_text(const XmlTree& tree, XmlNode::Id id, bool is_atom) {
  FeedText text;
  text.line = tree[id].line;
  const std::string_view type = tree[id].attribute("type");
  const bool has_markup = has_elements(tree, id);
  text.text = has_markup ? tree.html_within(id) : tree.text_of(id);
  // In Atom 0.3 "escaped" is what newer feeds call "html".
  text.is_html = has_markup || !is_atom || is_html_type(type) || tree[id].attribute("mode") == "escaped";
  return text;
}

std::string person_in(const XmlTree& tree, XmlNode::Id id) {
  const XmlNode::Id name = tree.child(id, "name");
  return single_spaced(tree.text_of(name == XmlNode::kNone && !has_elements(tree, id) ? id : name));
}

std::string alternate_link(const XmlTree& tree, XmlNode::Id id, const std::string& base) {
  const XmlNode& link = tree[id];
  const std::string_view rel = link.attribute("rel");
  if (!rel.empty() && rel != "alternate") return {};
  const std::string own_base = resolved_address(link.attribute("base", kXmlSpace), base);
  return resolved_address(link.attribute("href"), own_base);
}

std::vector<FoundEntry> entries_in(const XmlTree& tree, const std::string& base,
                                   const std::map<std::string, std::string>& accounts) {
  std::vector<FoundEntry> found;
  std::vector<XmlNode::Id> pending{XmlTree::root()};
  for (std::size_t i = 0; i < pending.size(); ++i) {
    found.push_back(EntryReader(tree, pending[i], base, accounts).read(pending));
  }
  return found;
}

}  // namespace byline

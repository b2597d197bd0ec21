#include "indexer/xml_feed.hpp"

#include <map>
#include <string>
#include <utility>

#include "common/utf8.hpp"
#include "indexer/article_sequence.hpp"
#include "indexer/feed_vocabulary.hpp"
#include "indexer/web_address.hpp"
#include "indexer/xml_damage.hpp"
#include "indexer/xml_feed_entry.hpp"
#include "indexer/xml_reader.hpp"

namespace byline {
namespace {

class FeedVisitor : public XmlVisitor {
 public:
  FeedVisitor(const Source& source, const ReadOptions& options, ArticleSequence& articles)
      : source_(source), options_(options), articles_(articles) {}

  XmlStep begin(const XmlNode& element, std::size_t depth) override {
    std::string name = feed_name(element);
    if (name.starts_with("atom:") && (depth == 0 || is_atom_)) name.erase(0, 5);
    if (depth == 0) return begin_root(element, name);
    if (name == "item" || name == "entry") {
      is_feed_ = true;
      return XmlStep::Take;
    }
    if (name == "channel" && !is_atom_) {
      is_feed_ = true;
      note_language(element);
      return XmlStep::Enter;
    }
    return is_channel_field(name) ? XmlStep::Take : XmlStep::Skip;
  }

  void take(XmlTree&& tree, bool is_whole) override {
    std::string name = feed_name(tree[XmlTree::root()]);
    if (name.starts_with("atom:")) name.erase(0, 5);
    if (name == "item" || name == "entry") {
      for (FoundEntry& found : entries_in(tree, channel_.base, accounts_)) take_entry(std::move(found), is_whole);
    } else {
      take_channel_field(name, tree);
    }
  }

  [[nodiscard]] bool is_feed() const { return is_feed_; }

 private:
  XmlStep begin_root(const XmlNode& element, const std::string& name) {
    is_atom_ = name == "feed";
    // RDF may be about anything; a channel or items make it a feed.
    is_feed_ = is_atom_ || name == "rss";
    if (!is_feed_ && name != "rdf:RDF" && name != "RDF") return XmlStep::Stop;
    channel_.base = element.attribute("base", kXmlSpace);
    note_language(element);
    return XmlStep::Enter;
  }

  void note_language(const XmlNode& element) {
    set_once(channel_.language, std::string(element.attribute("lang", kXmlSpace)));
  }

  static bool is_channel_field(std::string_view name) {
    return name == "title" || name == "language" || name == "dc:language" || name == "author" || name == "link" ||
           name == "itunes:author" || name == "wp:author" || name == "id";
  }

  void take_channel_field(const std::string& name, const XmlTree& tree) {
    const XmlNode::Id root = XmlTree::root();
    if (name == "title") {
      set_once(channel_.title, single_spaced(tree.text_of(root)));
    } else if (name == "language" || name == "dc:language") {
      channel_.language = trim(tree.text_of(root));
    } else if (name == "author" || name == "itunes:author") {
      channel_.authors.push_back(person_in(tree, root));
    } else if (name == "wp:author") {
      take_account(tree);
    } else if (name == "link" && channel_.base.empty()) {
      std::string target =
          tree[root].attribute("href").empty() ? single_spaced(tree.text_of(root)) : alternate_link(tree, root, {});
      if (is_web_address(target)) channel_.base = std::move(target);
    }
  }

  void take_account(const XmlTree& tree) {
    const std::string login(trim(tree.text_of_child(XmlTree::root(), "author_login")));
    const std::string name(trim(tree.text_of_child(XmlTree::root(), "author_display_name")));
    if (!login.empty() && !name.empty()) accounts_.emplace(login, name);
  }

  void take_entry(FoundEntry&& found, bool is_whole) {
    const std::size_t line = found.entry.line;
    if (!found.kind.empty()) {
      return articles_.omit({"no article: " + found.kind, line, single_spaced(found.entry.title.text)});
    }
    auto made = article_of(std::move(found.entry), channel_, source_, options_);
    if (auto* rejection = std::get_if<Rejection>(&made)) {
      if (is_whole) articles_.reject(rejection->line, std::move(rejection->reason));
      return;
    }
    auto& article = std::get<Article>(made);
    if (!is_whole) article.notes.emplace_back("the file ends inside this entry");
    articles_.put(std::move(article));
  }

  const Source& source_;
  const ReadOptions& options_;
  ArticleSequence& articles_;
  FeedChannel channel_;
  std::map<std::string, std::string> accounts_;
  bool is_atom_ = false;
  bool is_feed_ = false;
};

}  // namespace

void read_xml_feed(const Source& source, const ReadOptions& options, const OutcomeSink& sink) {
  ArticleSequence articles(sink);
  FeedVisitor visitor(source, options, articles);
  const XmlOutcome outcome = read_xml(source.bytes, visitor);
  if (!visitor.is_feed()) return sink(Unrecognised{});
  report_xml_damage(outcome, articles);
  articles.finish();
}

}  // namespace byline

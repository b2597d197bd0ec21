#include "indexer/node_hints.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>

namespace byline {
namespace {

struct HintWord {
  std::string_view word;
  NodeHint hint;
};

/// Words in the names of elements, of themselves ("share" in "post-share", "postShare").
constexpr HintWord kWords[] = {
    {"ad", NodeHint::Advertisement},
    {"ads", NodeHint::Advertisement},
    {"adv", NodeHint::Advertisement},
    {"adslot", NodeHint::Advertisement},
    {"adbox", NodeHint::Advertisement},
    {"anzeige", NodeHint::Advertisement},
    {"werbung", NodeHint::Advertisement},
    {"publicidad", NodeHint::Advertisement},
    {"reklama", NodeHint::Advertisement},
    {"promo", NodeHint::Advertisement},
    {"promos", NodeHint::Advertisement},
    {"promoted", NodeHint::Advertisement},
    {"promotion", NodeHint::Advertisement},
    {"dfp", NodeHint::Advertisement},
    {"aside", NodeHint::Sidebar},
    {"rail", NodeHint::Sidebar},
    {"widget", NodeHint::Sidebar},
    {"widgets", NodeHint::Sidebar},
    {"bio", NodeHint::Bio},
    {"caption", NodeHint::Caption},
    {"figcaption", NodeHint::Caption},
    {"credit", NodeHint::Credit},
    {"credits", NodeHint::Credit},
    {"comment", NodeHint::Comments},
    {"comments", NodeHint::Comments},
    {"respond", NodeHint::Comments},
    {"replies", NodeHint::Comments},
    {"cmp", NodeHint::CookieNotice},
    {"consent", NodeHint::CookieNotice},
    {"gdpr", NodeHint::CookieNotice},
    {"footer", NodeHint::Footer},
    {"masthead", NodeHint::Header},
    {"topbar", NodeHint::Header},
    {"nav", NodeHint::Navigation},
    {"navi", NodeHint::Navigation},
    {"navbar", NodeHint::Navigation},
    {"navbox", NodeHint::Navigation},
    {"navigation", NodeHint::Navigation},
    {"menu", NodeHint::Navigation},
    {"menus", NodeHint::Navigation},
    {"menubar", NodeHint::Navigation},
    {"submenu", NodeHint::Navigation},
    {"pager", NodeHint::Navigation},
    {"modal", NodeHint::Overlay},
    {"popup", NodeHint::Overlay},
    {"dialog", NodeHint::Overlay},
    {"tooltip", NodeHint::Overlay},
    {"toast", NodeHint::Overlay},
    {"related", NodeHint::Related},
    {"recirc", NodeHint::Related},
    {"recirculation", NodeHint::Related},
    {"popular", NodeHint::Related},
    {"trending", NodeHint::Related},
    {"mostread", NodeHint::Related},
    {"mostpopular", NodeHint::Related},
    {"share", NodeHint::Share},
    {"shares", NodeHint::Share},
    {"sharing", NodeHint::Share},
    {"social", NodeHint::Share},
    {"socials", NodeHint::Share},
    {"follow", NodeHint::Share},
    {"donate", NodeHint::Subscription},
    {"donation", NodeHint::Subscription},
    {"login", NodeHint::Subscription},
    {"signin", NodeHint::Subscription},
    {"signup", NodeHint::Subscription},
    {"optin", NodeHint::Subscription},
    {"paywall", NodeHint::Subscription},
    {"regwall", NodeHint::Subscription},
    {"subscribe", NodeHint::Subscription},
    {"subscription", NodeHint::Subscription},
    {"editsection", NodeHint::Tools},
    {"noprint", NodeHint::Tools},
    {"toolbar", NodeHint::Tools},
    {"toolbox", NodeHint::Tools},
    {"tools", NodeHint::Tools},
    {"printfooter", NodeHint::Tools},
    {"catlinks", NodeHint::Tools},
    {"skip", NodeHint::Navigation},
    {"article", NodeHint::Article},
    {"articlebody", NodeHint::Article},
    {"body", NodeHint::Article},
    {"content", NodeHint::Article},
    {"entry", NodeHint::Article},
    {"hentry", NodeHint::Article},
    {"main", NodeHint::Article},
    {"post", NodeHint::Article},
    {"story", NodeHint::Article},
    {"text", NodeHint::Article},
    {"prose", NodeHint::Article},
    {"blog", NodeHint::Article},
};

/// Found inside words too, for they are long enough to be nothing else: "relatedposts", "commentlist".
constexpr HintWord kParts[] = {
    {"sharedaddy", NodeHint::Share},        {"addthis", NodeHint::Share},
    {"addtoany", NodeHint::Share},          {"sharebar", NodeHint::Share},
    {"sharetool", NodeHint::Share},         {"socialmedia", NodeHint::Share},
    {"socialshare", NodeHint::Share},       {"advert", NodeHint::Advertisement},
    {"adsby", NodeHint::Advertisement},     {"googlead", NodeHint::Advertisement},
    {"sponsor", NodeHint::Advertisement},   {"authorbio", NodeHint::Bio},
    {"authorbox", NodeHint::Bio},           {"aboutauthor", NodeHint::Bio},
    {"wpcaption", NodeHint::Caption},       {"commentlist", NodeHint::Comments},
    {"commentsection", NodeHint::Comments}, {"commentform", NodeHint::Comments},
    {"disqus", NodeHint::Comments},         {"livefyre", NodeHint::Comments},
    {"kommentar", NodeHint::Comments},      {"commentaire", NodeHint::Comments},
    {"comentario", NodeHint::Comments},     {"cookie", NodeHint::CookieNotice},
    {"onetrust", NodeHint::CookieNotice},   {"didomi", NodeHint::CookieNotice},
    {"sitefooter", NodeHint::Footer},       {"siteheader", NodeHint::Header},
    {"breadcrumb", NodeHint::Navigation},   {"pagination", NodeHint::Navigation},
    {"newsletter", NodeHint::Subscription}, {"outbrain", NodeHint::Related},
    {"taboola", NodeHint::Related},         {"zergnet", NodeHint::Related},
    {"recommend", NodeHint::Related},       {"relatedpost", NodeHint::Related},
    {"relatedarticle", NodeHint::Related},  {"relatedstor", NodeHint::Related},
    {"relatedlink", NodeHint::Related},     {"morestories", NodeHint::Related},
    {"morefrom", NodeHint::Related},        {"readmore", NodeHint::Related},
    {"readnext", NodeHint::Related},        {"upnext", NodeHint::Related},
    {"sidebar", NodeHint::Sidebar},         {"skyscraper", NodeHint::Sidebar},
};

/// Classes by which style sheets of many sites hide elements from sight.
constexpr std::array<std::string_view, 10> kHiddenClasses = {
    "sr-only",   "visually-hidden", "visuallyhidden", "screen-reader-text", "screenreader", "element-invisible",
    "is-hidden", "d-none",          "sronly",         "screen-reader-only"};

/// Words of names that tell a page's state: "has-sidebar", "comments-open", "no-ads".
constexpr std::array<std::string_view, 15> kStates = {"has",    "no",       "with",    "without",  "open",
                                                      "closed", "is",       "enabled", "disabled", "hide",
                                                      "show",   "supports", "not",     "above",    "attached"};

constexpr std::size_t kLongestName = 80;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_letter(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }

/// A class name or id as lower case words, and the same run together: "relatedPosts-2" is "related" and "posts".
class NameWords {
 public:
  explicit NameWords(std::string_view name) {
    for (std::size_t at = 0; at < name.size(); ++at) {
      const char c = name[at];
      if (!is_letter(c)) {
        end_word();
        continue;
      }
      // Word borders inside: "postShare", but not within "HTML".
      if (is_capital(c) && at > 0 && is_letter(name[at - 1]) && !is_capital(name[at - 1])) end_word();
      joined_ += lower(c);
    }
    end_word();
  }

  [[nodiscard]] NodeHint hint() const {
    // A builder of pages that calls every box, those with the text too, a widget.
    if (count_ > 0 && word(0) == "elementor") return NodeHint::None;
    NodeHint hint = NodeHint::None;
    for (std::size_t i = 0; i < count_; ++i) {
      const std::string_view word = this->word(i);
      if (count_ > 1 && is_state(word)) return NodeHint::None;
      const auto found = words().find(word);
      if (found != words().end() && (hint == NodeHint::None || hint == NodeHint::Article)) hint = found->second;
    }
    if (hint != NodeHint::None && hint != NodeHint::Article) return hint;
    for (const HintWord& part : kParts) {
      if (joined_.find(part.word) != std::string::npos) return part.hint;
    }
    return hint;
  }

 private:
  static constexpr std::size_t kMaxWords = 12;

  static const std::unordered_map<std::string_view, NodeHint>& words() {
    static const auto all = [] {
      std::unordered_map<std::string_view, NodeHint> map;
      for (const auto& [word, hint] : kWords) map.emplace(word, hint);
      return map;
    }();
    return all;
  }

  static bool is_state(std::string_view word) {
    return std::find(kStates.begin(), kStates.end(), word) != kStates.end();
  }

  [[nodiscard]] std::string_view word(std::size_t i) const {
    const std::size_t begin = i == 0 ? 0 : ends_[i - 1];
    return std::string_view(joined_).substr(begin, ends_[i] - begin);
  }

  void end_word() {
    const std::size_t begin = count_ == 0 ? 0 : ends_[count_ - 1];
    if (joined_.size() > begin && count_ < kMaxWords) ends_[count_++] = joined_.size();
  }

  std::string joined_;
  std::array<std::size_t, kMaxWords> ends_{};
  std::size_t count_ = 0;
};

/// The first hint that is not Article of the names in a class attribute.
NodeHint hint_of_names(std::string_view names) {
  NodeHint hint = NodeHint::None;
  for (std::size_t begin = 0; begin < names.size();) {
    const std::size_t end = std::min(names.find_first_of(" \t\n\r\f", begin), names.size());
    const std::string_view name = names.substr(begin, std::min(end - begin, kLongestName));
    if (std::find(kHiddenClasses.begin(), kHiddenClasses.end(), name) != kHiddenClasses.end()) return NodeHint::Hidden;
    const NodeHint found = NameWords(name).hint();
    if (found != NodeHint::None && found != NodeHint::Article) return found;
    if (found == NodeHint::Article) hint = found;
    begin = end + 1;
  }
  return hint;
}

NodeHint hint_of_tag(std::string_view tag) {
  if (tag == "nav") return NodeHint::Navigation;
  if (tag == "footer") return NodeHint::Footer;
  if (tag == "aside") return NodeHint::Sidebar;
  if (tag == "dialog") return NodeHint::Overlay;
  if (tag == "figcaption") return NodeHint::Caption;
  if (tag == "main") return NodeHint::Article;
  return NodeHint::None;
}

NodeHint hint_of_role(std::string_view role) {
  if (role == "navigation" || role == "menu" || role == "menubar") return NodeHint::Navigation;
  if (role == "complementary") return NodeHint::Sidebar;
  if (role == "banner") return NodeHint::Header;
  if (role == "contentinfo") return NodeHint::Footer;
  if (role == "dialog" || role == "alertdialog" || role == "alert") return NodeHint::Overlay;
  if (role == "main") return NodeHint::Article;
  return NodeHint::None;
}

/// "display : none" in a style, whatever its spaces.
bool hides(std::string_view style) {
  std::string plain;
  for (const char c : style.substr(0, 2000)) {
    if (c != ' ' && c != '\t' && c != '\n') plain += lower(c);
  }
  return plain.find("display:none") != std::string::npos || plain.find("visibility:hidden") != std::string::npos;
}

bool is_settled(NodeHint hint) { return hint != NodeHint::None && hint != NodeHint::Article; }

}  // namespace

NodeHint NodeHints::of(const HtmlNode& node) {
  const NodeHint by_tag = hint_of_tag(node.tag);
  if (node.attributes.empty()) return by_tag;
  NodeHint by_role = NodeHint::None;
  NodeHint by_class = NodeHint::None;
  NodeHint by_id = NodeHint::None;
  for (const HtmlNode::Attribute& attribute : node.attributes) {
    if (attribute.name == "role") by_role = hint_of_role(attribute.value);
    if (attribute.name == "itemprop" && attribute.value == "articleBody") return NodeHint::ArticleBody;
    if (attribute.name == "class") by_class = cached(attribute.value);
    if (attribute.name == "id") by_id = cached(attribute.value);
  }
  const NodeHint by_name = is_settled(by_class) || by_id == NodeHint::None ? by_class : by_id;
  // A dialog may be a cookie notice, and what stands aside a list of related articles.
  const bool is_vague = by_tag == NodeHint::Sidebar || by_tag == NodeHint::Overlay;
  if (is_settled(by_tag) && !(is_vague && is_settled(by_name))) return by_tag;
  if (is_settled(by_name)) return by_name;
  if (by_role != NodeHint::None) return by_role;
  return by_name == NodeHint::None ? by_tag : by_name;
}

NodeHint NodeHints::cached(std::string_view names) {
  const auto [place, is_new] = cache_.try_emplace(names, NodeHint::None);
  if (is_new) place->second = hint_of_names(names);
  return place->second;
}

bool is_hidden(const HtmlNode& node) {
  for (const HtmlNode::Attribute& attribute : node.attributes) {
    if (attribute.name == "hidden") return true;
    if (attribute.name == "aria-hidden" && attribute.value == "true") return true;
    if (attribute.name == "style" && hides(attribute.value)) return true;
  }
  return false;
}

std::string_view reason_of(NodeHint hint) {
  switch (hint) {
    case NodeHint::Navigation: return "navigation";
    case NodeHint::Header: return "page header";
    case NodeHint::Footer: return "footer";
    case NodeHint::Sidebar: return "sidebar";
    case NodeHint::Comments: return "comments";
    case NodeHint::Related: return "related links";
    case NodeHint::Share: return "share buttons";
    case NodeHint::Advertisement: return "advertisement";
    case NodeHint::Subscription: return "subscription";
    case NodeHint::CookieNotice: return "cookie notice";
    case NodeHint::Overlay: return "overlay";
    case NodeHint::Tools: return "tools";
    case NodeHint::Caption: return "caption";
    case NodeHint::Credit: return "credit";
    case NodeHint::Bio: return "about the author";
    case NodeHint::Hidden: return "hidden";
    case NodeHint::None:
    case NodeHint::Article:
    case NodeHint::ArticleBody: break;
  }
  return {};
}

}  // namespace byline

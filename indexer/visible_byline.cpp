#include "indexer/visible_byline.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "common/folding.hpp"
#include "common/utf8.hpp"
#include "indexer/line_label.hpp"
#include "indexer/person_name.hpp"

namespace byline {
namespace {

/// Distances from the headline, in letters.
constexpr std::uint32_t kNear = 1500;
constexpr std::uint32_t kJustBefore = 300;
constexpr std::size_t kLongestByline = 300;
constexpr std::size_t kMostNodes = 200;
constexpr HtmlNode::Id kMostNodesOfByline = 300;

/// How markup tells that an element holds authors, the surest first.
enum class Kind { Itemprop, Rel, HCard, Named };

struct Candidate {
  HtmlNode::Id id;
  Kind kind;
  std::string origin;
};

bool has_any(const std::vector<std::string>& words, std::initializer_list<std::string_view> wanted) {
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return std::find(wanted.begin(), wanted.end(), word) != wanted.end();
  });
}

/// Elements that sites name for a byline; but not for what else they show of an author.
bool is_named_for_byline(const HtmlNode& node) {
  const std::vector<std::string> words = name_words(node);
  const bool is_named =
      has_any(words, {"byline",     "bylines",    "author",       "authors",       "writer",       "writers",
                      "reporter",   "journalist", "auteur",       "auteurs",       "autor",        "autores",
                      "autoren",    "autorin",    "autore",       "autori",        "authorname",   "articleauthor",
                      "postauthor", "writtenby",  "postedby",     "contributor",   "contributors", "redacteur",
                      "verfasser",  "firma",      "avtor",        "yazar",         "forfatter",    "skribent",
                      "penulis",    "zuozhe",     "bylineauthor", "articlebyline", "storybyline",  "authorlist",
                      "creator",    "columnist",  "signature"});
  return is_named &&
         !has_any(words, {"bio",     "biography", "description", "image",     "avatar",   "photo",   "picture",
                          "social",  "follow",    "twitter",     "comment",   "comments", "related", "box",
                          "share",   "email",     "about",       "posts",     "more",     "info",    "title",
                          "role",    "caption",   "credit",      "thumbnail", "popup",    "tooltip", "job",
                          "sidebar", "card",      "count",       "subscribe", "views",    "hits",    "stats"});
}

/// The type of the thing that a property is of: "http://schema.org/Comment".
std::string_view type_around(const HtmlTree& page, HtmlNode::Id id) {
  int steps = 0;
  for (HtmlNode::Id at = page[id].parent; at != HtmlNode::kNone && steps < 64; at = page[at].parent, ++steps) {
    if (page[at].has_attribute("itemscope")) return page[at].attribute("itemtype");
  }
  return {};
}

bool is_of_other_thing(const HtmlTree& page, HtmlNode::Id id) {
  const std::string_view type = type_around(page, id);
  return type.find("Comment") != std::string_view::npos || type.find("UserComments") != std::string_view::npos ||
         type.find("Book") != std::string_view::npos || type.find("Image") != std::string_view::npos;
}

std::optional<Candidate> candidate_at(const PageView& view, HtmlNode::Id id) {
  const HtmlNode& node = view.page()[id];
  if (node.is_text() || view.is_of_others(id)) return std::nullopt;
  if (has_word(node.attribute("itemprop"), "author") || has_word(node.attribute("itemprop"), "creator")) {
    if (is_of_other_thing(view.page(), id)) return std::nullopt;
    return Candidate{id, Kind::Itemprop, "itemprop=author"};
  }
  if ((node.tag == "a" || node.tag == "link") && has_word(node.attribute("rel"), "author")) {
    return Candidate{id, Kind::Rel, "rel=author"};
  }
  const std::string_view names = node.attribute("class");
  if (has_word(names, "vcard") && (has_word(names, "author") || has_word(names, "byline"))) {
    return Candidate{id, Kind::HCard, "hCard"};
  }
  if (has_word(names, "p-author")) return Candidate{id, Kind::HCard, "hCard"};
  if (!view.is_of_article(id) || node.tag == "body" || node.tag == "html" || node.tag == "img") return std::nullopt;
  return is_named_for_byline(node) ? std::optional(Candidate{id, Kind::Named, "element named for a byline"})
                                   : std::nullopt;
}

std::vector<Candidate> candidates_of(const PageView& view) {
  std::vector<Candidate> all;
  for (HtmlNode::Id id = 0; id < view.page().size() && all.size() < kMostNodes; ++id) {
    if (auto candidate = candidate_at(view, id)) all.push_back(std::move(*candidate));
  }
  return all;
}

/// Nodes below that are themselves properties or hCard names.
std::vector<HtmlNode::Id> names_inside(const HtmlTree& page, HtmlNode::Id id) {
  std::vector<HtmlNode::Id> names;
  for (HtmlNode::Id at = id + 1; at < page[id].end; ++at) {
    const HtmlNode& node = page[at];
    if (!has_word(node.attribute("itemprop"), "name") && !has_word(node.attribute("class"), "fn") &&
        !has_word(node.attribute("class"), "p-name")) {
      continue;
    }
    names.push_back(at);
    at = node.end - 1;
  }
  return names;
}

bool is_url(std::string_view text) { return text.find("://") != std::string_view::npos; }

std::string value_of(const PageView& view, HtmlNode::Id id) {
  const HtmlNode& node = view.page()[id];
  for (const char* attribute : {"content", "data-author"}) {
    const std::string_view value = trim(node.attribute(attribute));
    if (!value.empty() && !is_url(value)) return std::string(value);
  }
  return view.lines_of(id);
}

std::string text_of(const PageView& view, const Candidate& candidate) {
  if (candidate.kind != Kind::Named) {
    std::string text;
    for (const HtmlNode::Id id : names_inside(view.page(), candidate.id)) {
      const std::string name = value_of(view, id);
      if (!name.empty()) text += (text.empty() ? "" : "\n") + name;
    }
    if (!text.empty()) return text;
  }
  return value_of(view, candidate.id);
}

bool is_plausible(const std::string& name) {
  return is_person(std::string_view(name).substr(0, name.find(','))) || is_organisation(name);
}

bool has_people(const Byline& byline) { return !byline.authors.empty() || !byline.contributors.empty(); }

/// What an element says; nothing when it holds more than a byline.
std::optional<Byline> byline_in(const PageView& view, const Candidate& candidate, const BylineContext& context) {
  const HtmlNode& node = view.page()[candidate.id];
  if (node.end - candidate.id > kMostNodesOfByline) return std::nullopt;
  const std::string text = text_of(view, candidate);
  if (text.empty() || text.size() > kLongestByline) return std::nullopt;
  Byline byline = read_byline(text, context);
  if (!has_people(byline)) return std::nullopt;
  if (candidate.kind == Kind::Itemprop || candidate.kind == Kind::HCard) return byline;
  // A name is all that other elements tell; it must look like one, or be labelled as one, or be a single word.
  const bool is_labelled = parse_byline_line(text.substr(0, text.find('\n'))).has_value();
  const bool are_names = std::all_of(byline.authors.begin(), byline.authors.end(), is_plausible);
  const bool is_one_word = byline.authors.size() == 1 && byline.authors.front() == text && is_single_name(text);
  return is_labelled || are_names || is_one_word ? std::optional(byline) : std::nullopt;
}

/// 0 near the headline, then behind it, then in front of it and outside the article.
int distance_rank(const PageView& view, HtmlNode::Id id, HtmlNode::Id headline) {
  if (!view.is_of_article(id)) return 2;
  if (headline == HtmlNode::kNone) return view.letters_before(id) < 2 * kNear ? 0 : 1;
  const std::uint32_t here = view.letters_before(id);
  const std::uint32_t there = view.letters_before(headline);
  if (id >= headline) return here - there < kNear ? 0 : 1;
  return there - here < kJustBefore ? 0 : 2;
}

void add_people(Byline& all, const Byline& more) {
  for (const std::string& name : more.authors) {
    if (std::find(all.authors.begin(), all.authors.end(), name) == all.authors.end()) all.authors.push_back(name);
  }
  for (const Contributor& other : more.contributors) {
    if (std::find(all.contributors.begin(), all.contributors.end(), other) == all.contributors.end()) {
      all.contributors.push_back(other);
    }
  }
}

/// Authors of one article stand together.
bool stand_together(const PageView& view, HtmlNode::Id previous, HtmlNode::Id id) {
  const std::uint32_t end =
      view.letters_before(std::min<HtmlNode::Id>(view.page()[previous].end, view.page().size() - 1));
  return view.letters_before(id) <= end + 120;
}

/// A candidate inside another tells the same again.
bool is_inside(const HtmlTree& page, const std::vector<HtmlNode::Id>& nodes, HtmlNode::Id id) {
  return std::any_of(nodes.begin(), nodes.end(), [&](HtmlNode::Id node) { return id >= node && id < page[node].end; });
}

/// The bylines of one kind and one rank of distance: the first and those that stand with it.
std::optional<VisibleByline> byline_of_kind(const PageView& view, const std::vector<Candidate>& candidates, Kind kind,
                                            int rank, HtmlNode::Id headline, const BylineContext& context) {
  VisibleByline found;
  for (const Candidate& candidate : candidates) {
    if (candidate.kind != kind || distance_rank(view, candidate.id, headline) != rank) continue;
    if (is_inside(view.page(), found.nodes, candidate.id)) continue;
    if (!found.nodes.empty() && !stand_together(view, found.nodes.back(), candidate.id)) break;
    const auto byline = byline_in(view, candidate, context);
    if (!byline) continue;
    add_people(found.people, *byline);
    found.nodes.push_back(candidate.id);
    found.origin = candidate.origin;
  }
  return found.nodes.empty() ? std::nullopt : std::optional(std::move(found));
}

std::optional<VisibleByline> byline_line(const PageView& view, const std::vector<HtmlNode::Id>& lines) {
  for (const HtmlNode::Id id : lines) {
    const std::string text = view.lines_of(id);
    if (text.size() > kLongestByline) continue;
    // An element may hold a few lines: the byline, and then the date.
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      if (auto byline = parse_byline_line(std::string_view(text).substr(begin, end - begin));
          byline && !byline->authors.empty()) {
        return VisibleByline{std::move(*byline), "a line of the text", {id}};
      }
      begin = end + 1;
    }
  }
  return std::nullopt;
}

}  // namespace

std::vector<VisibleByline> visible_bylines(const PageView& view, HtmlNode::Id headline, const BylineContext& context) {
  const std::vector<Candidate> candidates = candidates_of(view);
  const std::vector<HtmlNode::Id> lines = view.lines_near(headline);
  std::vector<VisibleByline> all;
  for (const int rank : {0, 1, 2}) {
    for (const Kind kind : {Kind::Itemprop, Kind::Rel, Kind::HCard, Kind::Named}) {
      if (auto found = byline_of_kind(view, candidates, kind, rank, headline, context))
        all.push_back(std::move(*found));
    }
    if (rank > 0) continue;
    if (auto found = byline_line(view, lines)) all.push_back(std::move(*found));
  }
  return all;
}

}  // namespace byline

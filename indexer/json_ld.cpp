#include "indexer/json_ld.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <unordered_map>
#include <variant>

#include "common/folding.hpp"
#include "common/utf8.hpp"
#include "indexer/json_value.hpp"

namespace byline {
namespace {

/// Far more than any page's own description; data of shops and the like can be larger.
constexpr std::size_t kMostBytes = 4 * 1024 * 1024;
constexpr std::size_t kMostThings = 2000;

// ---- the scripts

/// Without the comments that were put around scripts to hide them from old programs.
std::string_view without_wrapping(std::string_view text) {
  for (bool has_changed = true; has_changed;) {
    has_changed = false;
    text = trim(text);
    for (const std::string_view opening :
         {"<!--", "//<![CDATA[", "// <![CDATA[", "/*<![CDATA[*/", "/* <![CDATA[ */", "<![CDATA[", "//"}) {
      if (!text.starts_with(opening)) continue;
      text.remove_prefix(opening.size());
      has_changed = true;
    }
    for (const std::string_view closing : {"-->", "]]>", "/*]]>*/", "/* ]]> */", "//", ";"}) {
      if (!text.ends_with(closing)) continue;
      text.remove_suffix(closing.size());
      has_changed = true;
    }
  }
  return text;
}

/// JSON as it is written by hand and by templates: control characters in strings become spaces, a comma in front of a
/// closing bracket goes.
std::string mended(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string && c == '\\' && i + 1 < text.size()) {
      result += c;
      result += text[++i];
      continue;
    }
    if (c == '"') in_string = !in_string;
    if (!in_string && (c == '}' || c == ']')) {
      while (!result.empty() && (result.back() == ',' || result.back() == ' ' || result.back() == '\n'))
        result.pop_back();
    }
    result += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  return result;
}

bool is_json_ld(const HtmlNode& node) {
  if (node.tag != "script") return false;
  const std::string type = folded_case(node.attribute("type"));
  return type.find("ld+json") != std::string::npos;
}

std::string script_text(const HtmlTree& page, HtmlNode::Id script) {
  std::string text;
  for (HtmlNode::Id id = script + 1; id < page[script].end; ++id) text.append(page[id].text);
  return text;
}

std::vector<FieldValue> parsed_scripts(const HtmlTree& page) {
  std::vector<FieldValue> values;
  JsonParser parser;
  std::size_t bytes = 0;
  for (HtmlNode::Id id = 0; id < page.size(); ++id) {
    if (!is_json_ld(page[id])) continue;
    const std::string text = script_text(page, id);
    const std::string_view json = without_wrapping(text);
    bytes += json.size();
    if (json.empty() || bytes > kMostBytes) continue;
    auto parsed = parser.parse(json);
    if (std::holds_alternative<BrokenJson>(parsed)) parsed = parser.parse(mended(json));
    if (auto* value = std::get_if<FieldValue>(&parsed)) values.push_back(std::move(*value));
  }
  return values;
}

// ---- the things they describe

std::string text_at(const FieldValue& thing, std::string_view name) {
  const FieldValue* value = thing.kind == FieldValue::Kind::Map ? thing.find(name) : nullptr;
  if (value == nullptr) return {};
  if (value->kind == FieldValue::Kind::List && !value->items.empty()) value = &value->items.front();
  if (value->kind == FieldValue::Kind::Map) {
    for (const char* inner : {"@value", "name", "@id"}) {
      if (const FieldValue* text = value->find(inner); text != nullptr && text->kind == FieldValue::Kind::Text) {
        return text->text;
      }
    }
    return {};
  }
  return value->text;
}

bool has_type(const FieldValue& thing, const auto& is_wanted) {
  const FieldValue* type = thing.find("@type");
  if (type == nullptr) return false;
  if (type->kind == FieldValue::Kind::Text) return is_wanted(type->text);
  return std::any_of(type->items.begin(), type->items.end(),
                     [&](const FieldValue& item) { return is_wanted(item.text); });
}

std::string_view local_name(std::string_view type) {
  const std::size_t slash = type.find_last_of("/#:");
  return slash == std::string_view::npos ? type : type.substr(slash + 1);
}

/// How much a type tells that a thing is an article: 3 for news and posts, 1 for pages at large, 0 for other things.
int rank_of_type(std::string_view type) {
  type = local_name(type);
  if (type.ends_with("NewsArticle") || type == "BlogPosting" || type == "LiveBlogPosting" || type == "Article")
    return 3;
  static constexpr std::array<std::string_view, 12> kWorks = {
      "TechArticle", "ScholarlyArticle", "MedicalScholarlyArticle",
      "Report",      "SatiricalArticle", "APIReference",
      "Review",      "Recipe",           "SocialMediaPosting",
      "HowTo",       "CreativeWork",     "AdvertiserContentArticle"};
  if (std::find(kWorks.begin(), kWorks.end(), type) != kWorks.end()) return 2;
  return type.ends_with("Page") || type == "VideoObject" || type == "Book" ? 1 : 0;
}

int rank_of(const FieldValue& thing) {
  int rank = 0;
  has_type(thing, [&](std::string_view type) {
    rank = std::max(rank, rank_of_type(type));
    return false;
  });
  return rank;
}

/// All the things of a page, and those among them that it could be about.
class Things {
 public:
  explicit Things(const std::vector<FieldValue>& roots) {
    for (const FieldValue& root : roots) add_root(root);
  }

  /// The main article: of the highest rank the first that has a headline.
  [[nodiscard]] const FieldValue* main() const {
    const FieldValue* best = nullptr;
    int best_rank = 0;
    for (const FieldValue* thing : candidates_) {
      const bool has_headline = !text_at(*thing, "headline").empty() || !text_at(*thing, "name").empty();
      const int rank = 2 * rank_of(*thing) + (has_headline ? 1 : 0);
      if (rank_of(*thing) == 0 || rank <= best_rank) continue;
      best = thing;
      best_rank = rank;
    }
    return best;
  }

  /// A reference {"@id": …} becomes the thing that it refers to.
  [[nodiscard]] const FieldValue& resolved(const FieldValue& value) const {
    if (value.kind != FieldValue::Kind::Map || value.entries.size() > 2) return value;
    const FieldValue* id = value.find("@id");
    const auto found = id == nullptr ? by_id_.end() : by_id_.find(id->text);
    return found == by_id_.end() ? value : *found->second;
  }

  [[nodiscard]] const FieldValue* of_rank(int rank) const {
    const auto found = std::find_if(candidates_.begin(), candidates_.end(),
                                    [&](const FieldValue* thing) { return rank_of(*thing) == rank; });
    return found == candidates_.end() ? nullptr : *found;
  }

 private:
  /// Top-level things, members of lists and graphs, and what pages name as their main thing; with a list of our own,
  /// for the depth is the page's choice.
  void add_root(const FieldValue& root) {
    std::vector<const FieldValue*> pending{&root};
    while (!pending.empty() && candidates_.size() < kMostThings) {
      const FieldValue& value = *pending.back();
      pending.pop_back();
      if (value.kind == FieldValue::Kind::List) {
        for (auto item = value.items.rbegin(); item != value.items.rend(); ++item) pending.push_back(&*item);
        continue;
      }
      if (value.kind != FieldValue::Kind::Map) continue;
      add_thing(value);
      for (const char* name : {"mainEntityOfPage", "mainEntity", "@graph"}) {
        if (const FieldValue* inner = value.find(name)) pending.push_back(inner);
      }
    }
  }

  void add_thing(const FieldValue& thing) {
    candidates_.push_back(&thing);
    if (const FieldValue* id = thing.find("@id"); id != nullptr && thing.entries.size() > 1) {
      const auto [known, is_new] = by_id_.try_emplace(id->text, &thing);
      if (!is_new && known->second->entries.size() < thing.entries.size()) known->second = &thing;
    }
  }

  std::vector<const FieldValue*> candidates_;
  std::unordered_map<std::string, const FieldValue*> by_id_;
};

// ---- what they say

/// Sites give addresses of profiles where names should stand.
bool is_link(std::string_view text) { return text.find("://") != std::string_view::npos || text.starts_with('/'); }

void add(std::vector<PageClaim>& list, std::string_view value, std::string origin) {
  std::string plain = plain_value(value);
  if (!plain.empty()) list.push_back({std::move(plain), "JSON-LD " + std::move(origin)});
}

std::string name_of(const FieldValue& person) {
  if (person.kind == FieldValue::Kind::Text) return person.text;
  if (std::string name = text_at(person, "name"); !name.empty()) return name;
  const std::string given = text_at(person, "givenName");
  const std::string family = text_at(person, "familyName");
  return given + (given.empty() || family.empty() ? "" : " ") + family;
}

bool is_person(const FieldValue& thing) {
  return thing.kind == FieldValue::Kind::Map &&
         has_type(thing, [](std::string_view type) { return local_name(type) == "Person"; });
}

void add_people(const Things& things, const FieldValue& value, const std::string& field, const auto& take) {
  if (value.kind == FieldValue::Kind::List) {
    for (const FieldValue& item : value.items) {
      if (item.kind != FieldValue::Kind::List) add_people(things, item, field, take);
    }
    return;
  }
  const FieldValue& person = things.resolved(value);
  // Two people in one "name" are a list there.
  const FieldValue* names = person.kind == FieldValue::Kind::Map ? person.find("name") : nullptr;
  if (names != nullptr && names->kind == FieldValue::Kind::List) {
    for (const FieldValue& item : names->items) {
      if (!is_link(item.text)) take(item.text, is_person(person));
    }
    return;
  }
  const std::string name = name_of(person);
  if (!name.empty() && !is_link(name)) take(name, is_person(person));
}

void add_texts(const FieldValue& article, const char* field, std::vector<PageClaim>& list) {
  const FieldValue* value = article.find(field);
  if (value == nullptr) return;
  if (value->kind != FieldValue::Kind::List) return add(list, text_at(article, field), field);
  for (const FieldValue& item : value->items) {
    add(list, item.kind == FieldValue::Kind::Map ? text_at(item, "name") : item.text, field);
  }
}

void collect_people(const Things& things, const FieldValue& article, PageClaims& claims) {
  for (const auto& [field, list] : {std::pair{"author", &claims.authors}, std::pair{"creator", &claims.creators}}) {
    const FieldValue* value = article.find(field);
    if (value == nullptr) continue;
    add_people(things, *value, field, [&, field = field, list = list](std::string_view name, bool is_person) {
      const std::size_t known = list->size();
      add(*list, name, field);
      if (list->size() > known) list->back().is_person = is_person;
    });
  }
  constexpr std::array<std::pair<const char*, const char*>, 6> kRoles = {{{"editor", "editor"},
                                                                          {"translator", "translator"},
                                                                          {"illustrator", "illustrator"},
                                                                          {"photographer", "photographer"},
                                                                          {"contributor", "contributor"},
                                                                          {"reviewedBy", "reviewer"}}};
  for (const auto& [field, role] : kRoles) {
    const FieldValue* value = article.find(field);
    if (value == nullptr) continue;
    add_people(things, *value, field, [&, role = role, field = field](std::string_view name, bool) {
      claims.contributors.emplace_back(role, PageClaim{plain_value(name), std::string("JSON-LD ") + field});
    });
  }
}

void collect_site(const Things& things, const FieldValue& thing, PageClaims& claims) {
  for (const char* field : {"publisher", "isPartOf", "sourceOrganization"}) {
    const FieldValue* value = thing.find(field);
    if (value == nullptr || value->kind == FieldValue::Kind::List) continue;
    const FieldValue& site = things.resolved(*value);
    const bool is_page = site.kind == FieldValue::Kind::Map && rank_of(site) > 0;
    if (const std::string name = name_of(site); !is_page && !name.empty() && !is_link(name)) {
      add(claims.sites, name, std::string(field) + " name");
    }
  }
}

void collect_article(const Things& things, const FieldValue& article, PageClaims& claims) {
  add(claims.titles, text_at(article, "headline"), "headline");
  add(claims.titles, text_at(article, "name"), "name");
  collect_people(things, article, claims);
  add(claims.dates, text_at(article, "datePublished"), "datePublished");
  add(claims.dates, text_at(article, "dateCreated"), "dateCreated");
  add(claims.updates, text_at(article, "dateModified"), "dateModified");
  add(claims.languages, text_at(article, "inLanguage"), "inLanguage");
  add_texts(article, "articleSection", claims.sections);
  add_texts(article, "keywords", claims.tags);
  collect_site(things, article, claims);
  for (const char* field : {"mainEntityOfPage", "url"}) {
    if (const std::string url = text_at(article, field); url.find("://") != std::string::npos)
      add(claims.urls, url, field);
  }
}

}  // namespace

void collect_json_ld(const HtmlTree& page, PageClaims& claims) {
  const std::vector<FieldValue> roots = parsed_scripts(page);
  const Things things(roots);
  if (const FieldValue* article = things.main()) {
    collect_article(things, *article, claims);
    // Some sites state language and site for the page around the article only.
    const FieldValue* around = things.of_rank(1);
    if (around == nullptr || around == article) return;
    add(claims.languages, text_at(*around, "inLanguage"), "inLanguage");
    collect_site(things, *around, claims);
  }
}

}  // namespace byline

#include "indexer/page_metadata.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "common/folding.hpp"
#include "common/utf8.hpp"
#include "indexer/article_date.hpp"
#include "indexer/article_fields.hpp"
#include "indexer/byline_names.hpp"
#include "indexer/byline_noise.hpp"
#include "indexer/date_in_line.hpp"
#include "indexer/given_names.hpp"
#include "indexer/json_ld.hpp"
#include "indexer/meta_tags.hpp"
#include "indexer/page_claims.hpp"
#include "indexer/page_language.hpp"
#include "indexer/page_tags.hpp"
#include "indexer/page_title.hpp"
#include "indexer/page_view.hpp"
#include "indexer/person_name.hpp"
#include "indexer/visible_byline.hpp"
#include "indexer/visible_date.hpp"
#include "indexer/web_address.hpp"
#include "indexer/written_date.hpp"

namespace byline {
namespace {

void add_once(std::vector<std::string>& list, std::string value) {
  if (!value.empty() && std::find(list.begin(), list.end(), value) == list.end()) list.push_back(std::move(value));
}

/// What systems put where nobody gave an author.
bool is_placeholder(const std::string& name) {
  constexpr std::array<std::string_view, 17> kNobody = {
      "admin", "administrator", "webmaster", "root",    "super user", "user", "guest",     "none",
      "null",  "undefined",     "n/a",       "unknown", "default",    "test", "wordpress", "na"};
  return std::find(kNobody.begin(), kNobody.end(), folded_name(name)) != kNobody.end();
}

/// Reads what a page says of its article, claim by claim.
class PageReader {
 public:
  PageReader(const HtmlTree& page, Article& article) : view_(page), article_(article) {
    collect_json_ld(page, claims_);
    collect_meta_tags(page, claims_);
  }

  PageMetadata read() {
    read_address();
    read_site();
    read_title();
    read_lists();
    read_people();
    shorten_title();
    read_language();
    read_date();
    std::sort(metadata_.taken.begin(), metadata_.taken.end());
    drop_nested();
    return std::move(metadata_);
  }

 private:
  [[nodiscard]] const HtmlTree& page() const { return view_.page(); }

  void find(std::string field, std::string origin) {
    article_.findings.push_back({std::move(field), std::move(origin)});
  }

  // ---- address and site

  /// What relative addresses are relative to, as far as the page says.
  [[nodiscard]] std::string base_address() const {
    const HtmlNode::Id base = page().find("base");
    if (base != HtmlNode::kNone && !host_of(page()[base].attribute("href")).empty()) {
      return std::string(trim(page()[base].attribute("href")));
    }
    for (const PageClaim& claim : claims_.urls) {
      if (!host_of(claim.value).empty()) return claim.value;
    }
    return {};
  }

  void read_address() {
    const std::string base = base_address();
    host_ = host_of(base);
    // The page's own statements come before JSON-LD, which often names the site.
    std::stable_partition(claims_.urls.begin(), claims_.urls.end(),
                          [](const PageClaim& claim) { return !claim.origin.starts_with("JSON-LD"); });
    for (const PageClaim& claim : claims_.urls) {
      auto url = absolute_address(claim.value, base);
      if (!url) continue;
      host_ = host_of(*url);
      if (!article_.url.empty()) return;
      article_.url = std::move(*url);
      return find("url", claim.origin);
    }
  }

  /// Some systems give every page its title as the application's name.
  void drop_titles_as_sites() {
    std::vector<std::string> titles;
    for (const PageClaim& claim : claims_.titles) titles.push_back(letters_key(claim.value));
    if (const HtmlNode::Id id = page().find("title"); id != HtmlNode::kNone) {
      titles.push_back(letters_key(page().text_of(id)));
    }
    std::erase_if(claims_.sites, [&](const PageClaim& claim) {
      return claim.origin != "og:site_name" &&
             std::find(titles.begin(), titles.end(), letters_key(claim.value)) != titles.end();
    });
  }

  void read_site() {
    constexpr std::size_t kLongest = 100;
    drop_titles_as_sites();
    std::stable_partition(claims_.sites.begin(), claims_.sites.end(),
                          [](const PageClaim& claim) { return claim.origin == "og:site_name"; });
    for (const PageClaim& claim : claims_.sites) {
      if (claim.value.size() > kLongest || claim.value.starts_with('@')) continue;
      site_ = claim.value;
      if (article_.source.empty()) {
        article_.source = claim.value;
        find("source", claim.origin);
      }
      return;
    }
  }

  // ---- title

  void read_title() {
    std::vector<PageClaim> claims = claims_.titles;
    TitleEvidence& evidence = evidence_;
    for (const HtmlNode::Id id : view_.headlines()) {
      if (evidence.headings.size() == 20) break;
      const std::string text = page().text_of(id);
      if (text.empty()) continue;
      evidence.headings.push_back(text);
    }
    for (const PageClaim& claim : claims_.titles) {
      if (claim.origin == "JSON-LD headline") evidence.headings.push_back(claim.value);
    }
    if (const HtmlNode::Id id = page().find("title"); id != HtmlNode::kNone) {
      if (std::string text = page().text_of(id); !text.empty()) claims.push_back({std::move(text), "<title>"});
    }
    for (const HtmlNode::Id id : view_.headlines()) {
      // A second h1 is the name of the site or a chapter as often as the headline.
      claims.push_back({page().text_of(id), "<" + std::string(page()[id].tag) + ">"});
      if (page()[id].tag == "h1") break;
    }
    for (const PageClaim& claim : claims_.sites) add_once(evidence.site_names, claim.value);
    add_once(evidence.site_names, host_);
    for (const PageClaim& claim : claims_.sections) add_once(evidence.around, claim.value);
    for (const PageClaim& claim : claims_.authors) add_once(evidence.around, claim.value);
    const PageClaim title = chosen_title(claims, evidence);
    headline_ = headline_node(title.value);
    if (title.value.empty() || !article_.title.empty()) return;
    article_.title = title.value;
    has_read_title_ = true;
    find("title", title.origin);
  }

  /// Sites add the author's name to titles; now it is known.
  void shorten_title() {
    if (!has_read_title_) return;
    for (const std::string& author : article_.authors) add_once(evidence_.around, author);
    article_.title = without_site(article_.title, evidence_);
  }

  /// The heading that shows the title, else the first.
  [[nodiscard]] HtmlNode::Id headline_node(const std::string& title) const {
    const std::string key = letters_key(title);
    for (const HtmlNode::Id id : view_.headlines()) {
      if (letters_key(page().text_of(id)) == key) return id;
    }
    for (HtmlNode::Id id = 0; id < page().size(); ++id) {
      const std::string_view tag = page()[id].tag;
      if (tag.size() == 2 && tag[0] == 'h' && tag[1] >= '2' && tag[1] <= '4' && view_.is_of_article(id) &&
          page()[id].end - id < 50 && letters_key(page().text_of(id)) == key) {
        return id;
      }
    }
    return view_.headlines().empty() ? HtmlNode::kNone : view_.headlines().front();
  }

  // ---- categories and tags

  void read_lists() {
    for (const PageClaim& claim : claims_.sections) {
      constexpr std::size_t kLongest = 80;
      if (claim.value.size() > kLongest || letters_key(claim.value).empty() || claim.value == site_ ||
          is_placeholder(claim.value))
        continue;
      const bool is_known = has_same(article_.categories, claim.value);
      if (!is_known) article_.categories.push_back(claim.value);
      if (!is_known && article_.categories.size() == 1) find("section", claim.origin);
    }
    if (!article_.tags.empty()) return;
    PageTags tags = tags_of_page(view_, claims_.tags);
    if (tags.tags.empty()) return;
    article_.tags = std::move(tags.tags);
    find("tags", std::move(tags.origin));
  }

  static bool has_same(const std::vector<std::string>& list, const std::string& value) {
    const std::string key = folded_name(value);
    return std::any_of(list.begin(), list.end(), [&](const std::string& item) { return folded_name(item) == key; });
  }

  // ---- people

  [[nodiscard]] BylineContext context(bool is_catalogue = false) const { return {site_, host_, is_catalogue}; }

  static bool names_person(const Byline& byline) {
    return std::any_of(byline.authors.begin(), byline.authors.end(),
                       [](const std::string& name) { return !is_organisation(name) && !name.starts_with('@'); });
  }

  /// A person whose site has their name is its author all the same, when the page says that it is a person or the name
  /// shows it.
  [[nodiscard]] Byline byline_of(const PageClaim& claim) const {
    Byline byline = read_byline(claim.value, context(claim.is_catalogue));
    if (byline != Byline()) return byline;
    byline = read_byline(claim.value, {{}, {}, claim.is_catalogue});
    std::erase_if(byline.authors, [&](const std::string& name) {
      return !is_person(name) || !(claim.is_person || is_given_name(name.substr(0, name.find(' '))));
    });
    return byline;
  }

  /// The claims of one origin, read together.
  static std::vector<std::pair<Byline, std::string>> by_origin(const std::vector<PageClaim>& claims, const auto& read) {
    std::vector<std::pair<Byline, std::string>> bylines;
    for (const PageClaim& claim : claims) {
      if (bylines.empty() || bylines.back().second != claim.origin) bylines.push_back({{}, claim.origin});
      const Byline found = read(claim);
      Byline& all = bylines.back().first;
      for (const std::string& name : found.authors) add_once(all.authors, name);
      all.contributors.insert(all.contributors.end(), found.contributors.begin(), found.contributors.end());
    }
    return bylines;
  }

  void read_people() {
    const std::vector<VisibleByline> visible = visible_bylines(view_, headline_, context());
    if (article_.authors.empty()) choose_authors(visible);
    for (const auto& [role, claim] : claims_.contributors) {
      for (const std::string& name : read_byline(claim.value, context(claim.is_catalogue)).authors) {
        add_contributor({name, role}, claim.origin);
      }
    }
    take_visible(visible);
  }

  /// The first claim that names a person; a body ("Reuters") signs only where nobody does.
  void choose_authors(const std::vector<VisibleByline>& visible) {
    const auto read = [&](const PageClaim& claim) { return byline_of(claim); };
    std::vector<std::pair<Byline, std::string>> all = by_origin(claims_.authors, read);
    for (const VisibleByline& byline : visible) all.emplace_back(byline.people, byline.origin);
    for (auto& byline : by_origin(claims_.creators, read)) all.push_back(std::move(byline));
    for (auto& byline : all) std::erase_if(byline.first.authors, is_placeholder);
    auto chosen = std::find_if(all.begin(), all.end(), [](const auto& byline) { return names_person(byline.first); });
    if (chosen == all.end()) {
      chosen = std::find_if(all.begin(), all.end(), [](const auto& byline) { return byline.first != Byline(); });
    }
    if (chosen != all.end()) use(std::move(chosen->first), chosen->second);
  }

  void use(Byline byline, const std::string& origin) {
    article_.authors = std::move(byline.authors);
    if (!article_.authors.empty()) find("authors", origin);
    for (Contributor& other : byline.contributors) add_contributor(std::move(other), origin);
  }

  void add_contributor(Contributor contributor, const std::string& origin) {
    auto& all = article_.contributors;
    if (contributor.name.empty() || std::find(all.begin(), all.end(), contributor) != all.end()) return;
    find(contributor.role, origin);
    all.push_back(std::move(contributor));
  }

  [[nodiscard]] bool is_known(const std::string& name) const {
    return has_same(article_.authors, name) ||
           std::any_of(article_.contributors.begin(), article_.contributors.end(),
                       [&](const Contributor& other) { return folded_name(other.name) == folded_name(name); });
  }

  /// What shows the people that are known already is no body; and who else stands there in a role is known now too.
  void take_visible(const std::vector<VisibleByline>& visible) {
    for (const VisibleByline& byline : visible) {
      const auto& authors = byline.people.authors;
      const bool are_known =
          std::all_of(authors.begin(), authors.end(), [&](const std::string& name) { return is_known(name); });
      if (!are_known) continue;
      if (!authors.empty()) {
        for (const Contributor& other : byline.people.contributors) {
          if (!is_known(other.name)) add_contributor(other, byline.origin);
        }
      }
      metadata_.taken.insert(metadata_.taken.end(), byline.nodes.begin(), byline.nodes.end());
    }
  }

  // ---- date

  static bool is_sensible(const PartialDate& date) { return date.year >= 1500 && date.year <= 2200; }

  bool use_date(const std::vector<PageClaim>& claims, std::string_view tag) {
    for (const PageClaim& claim : claims) {
      const auto date = date_in_line(claim.value, tag);
      if (!date || !is_sensible(*date)) continue;
      article_.date = date;
      find("date", claim.origin);
      return true;
    }
    return false;
  }

  void take_update_lines() {
    for (const HtmlNode::Id id : view_.lines_near(headline_)) {
      if (is_update_line(view_.lines_of(id))) metadata_.taken.push_back(id);
    }
  }

  void read_date() {
    const std::string& tag = known_language(article_);
    const std::vector<VisibleDate> visible = visible_dates(view_, headline_, tag);
    for (const VisibleDate& date : visible) {
      const std::string text = view_.lines_of(date.node);
      if (text.size() < 160 && is_byline_noise(single_spaced(text))) metadata_.taken.push_back(date.node);
    }
    take_update_lines();
    if (article_.date || use_date(claims_.dates, tag)) return;
    for (const VisibleDate& date : visible) {
      if (!is_sensible(date.date)) continue;
      article_.date = date.date;
      return find("date", date.origin);
    }
    if (const auto date = date_in_address(article_.url); date && is_sensible(*date)) {
      article_.date = date;
      return find("date", "the address");
    }
    if (use_date(claims_.updates, tag)) return;
    // What may be two dates waits for the language of the text; what cannot be is noted.
    for (const PageClaim& claim : claims_.dates) {
      const DateReading reading = read_field_date(claim.value, tag);
      if (reading.is_none()) continue;
      if (state_date(reading, claim.value, article_)) find("date", claim.origin);
      return;
    }
  }

  void read_language() {
    if (!article_.language.empty()) return;
    auto language = language_of_page(view_, claims_.languages);
    if (!language) return;  // it is detected from the whole article
    article_.language = std::move(language->code);
    find("language", std::move(language->origin));
    // The region in the tag tells what "03/04/2025" is.
    const std::string_view tag = page()[HtmlTree::root()].attribute("lang");
    if (language_code(tag) == article_.language) article_.language_tag = std::string(trim(tag));
    if (!language->note.empty()) article_.notes.push_back(std::move(language->note));
  }

  /// In document order, none inside another.
  void drop_nested() {
    std::vector<HtmlNode::Id> kept;
    for (const HtmlNode::Id id : metadata_.taken) {
      if (kept.empty() || id >= page()[kept.back()].end) kept.push_back(id);
    }
    metadata_.taken = std::move(kept);
  }

  PageView view_;
  Article& article_;
  PageClaims claims_;
  PageMetadata metadata_;
  std::string site_;
  std::string host_;
  TitleEvidence evidence_;
  bool has_read_title_ = false;
  HtmlNode::Id headline_ = HtmlNode::kNone;
};

}  // namespace

PageMetadata apply_page_metadata(const HtmlTree& page, Article& article) { return PageReader(page, article).read(); }

}  // namespace byline

#include "indexer/page_title.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <cstddef>
#include <optional>

#include "common/folding.hpp"
#include "common/utf8.hpp"

namespace byline {
namespace {

/// One part of a title, in bytes.
struct Part {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The bytes of the separator at `at`: a stroke or mark with white space around it; a bar or an underscore needs none.
std::size_t separator_size(std::string_view title, std::size_t at) {
  for (const std::string_view mark :
       {" | ", " - ", " – ", " — ", " -- ", " :: ", " » ",  " « ", " · ", " • ", " › ", " > ", " / ", " \\ ",
        " @ ", " ~ ", "｜",  "|",   "_",    " ― ",  " － ", "－",  " ⋆ ", " ★ ", " ◆ ", " ‹ ", " ‣ ", " ▷ "}) {
    if (title.substr(at).starts_with(mark)) return mark.size();
  }
  return 0;
}

/// What has more parts is no title, and stays whole from there on.
std::vector<Part> parts_of(std::string_view title) {
  constexpr std::size_t kMostParts = 30;
  std::vector<Part> parts;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < title.size() && parts.size() + 1 < kMostParts;) {
    const std::size_t size = separator_size(title, at);
    if (size == 0) {
      next_code_point(title, at);
      continue;
    }
    parts.push_back({begin, at});
    at = begin = at + size;
  }
  parts.push_back({begin, title.size()});
  return parts;
}

/// The parts that together say what a heading says: "Port Alder: the harbour" of "Port Alder: the harbour | Post".
std::optional<std::string> part_in_headings(std::string_view title, const std::vector<Part>& parts,
                                            const std::vector<std::string>& headings) {
  constexpr std::size_t kMostParts = 12;
  const std::size_t count = std::min(parts.size(), kMostParts);
  for (std::size_t length = count; length > 0; --length) {
    for (std::size_t first = 0; first + length <= count; ++first) {
      const std::string_view words =
          trim(title.substr(parts[first].begin, parts[first + length - 1].end - parts[first].begin));
      const std::string key = letters_key(words);
      if (!key.empty() && std::find(headings.begin(), headings.end(), key) != headings.end()) return std::string(words);
    }
  }
  return std::nullopt;
}

/// "The Harbour Post", "Harbour Post Online" and "harbour-post.example" all name one site.
bool names_site(std::string_view part, const std::vector<std::string>& sites) {
  std::string key = letters_key(part);
  if (key.starts_with("the") && key.size() > 6) key.erase(0, 3);
  if (key.size() < 2) return false;
  return std::any_of(sites.begin(), sites.end(), [&](const std::string& site) {
    if (key == site) return true;
    const std::size_t shorter = std::min(key.size(), site.size());
    // One is the other with a word more, as long as most of it is the same.
    return shorter >= 4 && 2 * shorter >= std::max(key.size(), site.size()) &&
           (key.starts_with(site) || key.ends_with(site) || site.starts_with(key) || site.ends_with(key));
  });
}

std::vector<std::string> keys_of(const std::vector<std::string>& texts) {
  std::vector<std::string> keys;
  for (const std::string& text : texts) {
    std::string key = letters_key(text);
    if (key.starts_with("www")) key.erase(0, 3);
    if (key.starts_with("the") && key.size() > 6) key.erase(0, 3);
    if (!key.empty()) keys.push_back(std::move(key));
  }
  return keys;
}

/// "www.harbour-post.example" also as "harbour-post".
std::vector<std::string> site_keys(const TitleEvidence& evidence) {
  std::vector<std::string> names = evidence.site_names;
  for (const std::string& name : evidence.site_names) {
    const std::size_t dot = name.rfind('.');
    if (name.find(' ') != std::string::npos || dot == std::string::npos || dot == 0) continue;
    std::string host = name.starts_with("www.") ? name.substr(4) : name;
    host.resize(host.rfind('.') == std::string::npos ? host.size() : host.rfind('.'));
    names.push_back(host);
    // "news.harbour-post.co" and the like: the longest label.
    std::string longest;
    for (std::size_t at = 0; at <= host.size();) {
      const std::size_t end = std::min(host.find('.', at), host.size());
      if (end - at > longest.size()) longest = host.substr(at, end - at);
      at = end + 1;
    }
    names.push_back(longest);
  }
  return keys_of(names);
}

bool is_short(std::string_view part) { return count_code_points(part) <= 40; }

/// The first `end` parts, or fewer, without the name of the site and what stands behind it: "Headline - The Post -
/// Politics". Behind the headline a category may be left ("Headline_Tech_The Post").
std::size_t end_before_site(std::string_view title, const std::vector<Part>& parts, std::size_t end,
                            const std::vector<std::string>& sites) {
  const auto text = [&](std::size_t i) { return trim(title.substr(parts[i].begin, parts[i].end - parts[i].begin)); };
  for (std::size_t i = 1; i < end; ++i) {
    const auto is_short_part = [&](std::size_t at) { return is_short(text(at)); };
    bool are_short = true;
    for (std::size_t behind = i; behind < end; ++behind) are_short = are_short && is_short_part(behind);
    if (!are_short || !names_site(text(i), sites)) continue;
    const std::size_t length = count_code_points(text(0));
    while (i > 1 && count_code_points(text(i - 1)) <= 20 && 3 * count_code_points(text(i - 1)) <= length) --i;
    return i;
  }
  return end;
}

/// Cuts parts at the ends that name the site, a section or an author.
std::string cut_at_site(std::string_view title, const std::vector<Part>& parts, const std::vector<std::string>& sites,
                        const std::vector<std::string>& around) {
  const auto text = [&](std::size_t i) { return trim(title.substr(parts[i].begin, parts[i].end - parts[i].begin)); };
  const auto is_around = [&](std::size_t i) {
    return is_short(text(i)) && std::find(around.begin(), around.end(), letters_key(text(i))) != around.end();
  };
  std::size_t first = 0;
  std::size_t last = end_before_site(title, parts, parts.size(), sites);
  while (last - first > 1 && is_around(last - 1)) --last;
  last = end_before_site(title, parts, last, sites);
  while (last - first > 1 && (names_site(text(first), sites) || is_around(first))) ++first;
  return std::string(trim(title.substr(parts[first].begin, parts[last - 1].end - parts[first].begin)));
}

/// Where nothing tells what the site is called: "A headline of some words | Two Words" most likely ends in its name.
std::string without_short_ending(const std::string& title) {
  const std::vector<Part> parts = parts_of(title);
  if (parts.size() < 2) return title;
  const std::string_view last = trim(std::string_view(title).substr(parts.back().begin));
  const std::string_view rest = trim(std::string_view(title).substr(0, parts[parts.size() - 2].end));
  const auto words = [](std::string_view text) { return 1 + std::count(text.begin(), text.end(), ' '); };
  const bool has_digit = last.find_first_of("0123456789") != std::string_view::npos;
  const bool is_ending = !has_digit && words(last) <= 4 && count_code_points(last) <= 30 &&
                         count_code_points(rest) >= 15 && 3 * count_code_points(rest) >= 4 * count_code_points(last);
  return is_ending ? std::string(rest) : title;
}

/// "Weekly Edition [harbour-post.example]".
std::string_view without_site_in_brackets(std::string_view title, const std::vector<std::string>& sites) {
  for (const auto& [open, close] : {std::pair<char, char>{'[', ']'}, {'(', ')'}}) {
    if (!title.ends_with(close)) continue;
    const std::size_t begin = title.rfind(open);
    if (begin == std::string_view::npos || begin == 0) continue;
    if (names_site(title.substr(begin + 1, title.size() - begin - 2), sites)) return trim(title.substr(0, begin));
  }
  return title;
}

/// How much a source is worth; a heading that says the same adds its own.
int weight_of(std::string_view origin) {
  if (origin == "JSON-LD headline") return 4;
  if (origin.starts_with("citation_") || origin.starts_with("dc") || origin == "og:title") return 3;
  if (origin == "parsely-title" || origin == "sailthru:title") return 3;
  if (origin == "<title>" || origin == "<h1>" || origin == "JSON-LD name") return 2;
  return origin == "twitter:title" ? 0 : 1;  // it repeats og:title
}

bool is_cut_short(std::string_view title) { return title.ends_with("…") || title.ends_with("..."); }

/// Whether two keys stand for one title: the same, or one cut short.
bool say_the_same(const std::string& a, std::string_view a_text, const std::string& b, std::string_view b_text) {
  if (a == b) return true;
  return (is_cut_short(a_text) && a.size() >= 15 && b.starts_with(a)) ||
         (is_cut_short(b_text) && b.size() >= 15 && a.starts_with(b));
}

struct Candidate {
  PageClaim claim;
  std::string key;
  int weight = 0;
};

}  // namespace

std::string letters_key(std::string_view text) {
  const std::string folded = folded_name(text);
  std::string key;
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t begin = at;
    const auto c = static_cast<UChar32>(next_code_point(folded, at));
    if (u_isalnum(c) || (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0) key.append(folded, begin, at - begin);
  }
  return key;
}

std::string without_site(const std::string& title, const TitleEvidence& evidence) {
  const std::vector<std::string> sites = site_keys(evidence);
  const std::string_view whole = without_site_in_brackets(trim(title), sites);
  const std::vector<Part> parts = parts_of(whole);
  if (parts.size() == 1) return std::string(whole);
  if (auto found = part_in_headings(whole, parts, keys_of(evidence.headings)); found && !names_site(*found, sites)) {
    return *found;
  }
  return cut_at_site(whole, parts, sites, keys_of(evidence.around));
}

PageClaim chosen_title(const std::vector<PageClaim>& claims, const TitleEvidence& evidence) {
  std::vector<Candidate> candidates;
  constexpr std::size_t kMostClaims = 50;
  for (const PageClaim& claim : claims) {
    if (candidates.size() == kMostClaims) break;
    Candidate candidate{claim, {}, weight_of(claim.origin)};
    candidate.claim.value = without_site(claim.value, evidence);
    candidate.key = letters_key(candidate.claim.value);
    if (candidate.key.empty()) candidate.key = candidate.claim.value;
    if (!candidate.claim.value.empty()) candidates.push_back(std::move(candidate));
  }
  const std::vector<std::string> sites = site_keys(evidence);
  const Candidate* best = nullptr;
  int best_votes = -1;
  for (const Candidate& candidate : candidates) {
    int votes = 0;
    bool is_heading = false;
    bool is_page_title = false;
    for (const Candidate& other : candidates) {
      if (!say_the_same(candidate.key, candidate.claim.value, other.key, other.claim.value)) continue;
      votes += other.weight;
      is_heading = is_heading || other.claim.origin == "<h1>";
      is_page_title = is_page_title || other.claim.origin == "<title>";
    }
    // What readers see above the text and what browsers show is stronger together than each alone.
    if (is_heading && is_page_title) ++votes;
    if (names_site(candidate.claim.value, sites)) votes = 0;
    // What is cut short says the same as the whole, and the whole is better.
    votes = 2 * votes + (is_cut_short(candidate.claim.value) ? 0 : 1);
    if (votes > best_votes) {
      best = &candidate;
      best_votes = votes;
    }
  }
  if (best == nullptr) return {};
  PageClaim chosen = best->claim;
  const bool is_alone = best_votes <= 2 * weight_of("<title>") + 1;
  if (chosen.origin == "<title>" && is_alone && sites.empty()) chosen.value = without_short_ending(chosen.value);
  return chosen;
}

}  // namespace byline

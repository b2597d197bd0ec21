#include "indexer/byline_names.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

#include "common/folding.hpp"
#include "common/utf8.hpp"
#include "indexer/byline_labels.hpp"
#include "indexer/byline_noise.hpp"
#include "indexer/inverted_names.hpp"
#include "indexer/line_label.hpp"
#include "indexer/name_form.hpp"
#include "indexer/name_list.hpp"
#include "indexer/person_name.hpp"

namespace byline {
namespace {

/// Bylines are lines; longer ones are paragraphs.
constexpr std::size_t kLongestByline = 400;
/// No value of metadata names more people than fit in here.
constexpr std::size_t kLongestValue = 16 * 1024;
constexpr std::size_t kLongestName = 120;
constexpr std::size_t kLongestAffiliation = 60;

bool is_name_with_suffix(std::string_view text) { return looks_like_name(text.substr(0, text.find(','))); }

bool is_person_with_suffix(std::string_view text) { return is_person(text.substr(0, text.find(','))); }

/// Behind a full name and a comma: an employer, an office or an agency, not the next person.
bool is_affiliation(const NamePart& part) {
  if (!part.after_comma) return false;
  const std::string_view name = std::string_view(part.text).substr(0, part.text.find(" ("));
  return !is_name_with_suffix(name) || !is_person(name.substr(0, name.find(',')));
}

/// "Jane Doe, Editor, Port Alder": what looks like a name behind an office is one only when something follows that
/// tells of it in turn ("Jane Doe, Editor, Jo Roe, Staff Writer").
bool belongs_to_office(const std::vector<NamePart>& parts, std::size_t at) {
  if (at == 0 || !parts[at].after_comma || !parts[at - 1].after_comma) return false;
  if (!has_affiliation_word(parts[at - 1].text) || is_agency(parts[at - 1].text)) return false;
  return at + 1 >= parts.size() || !is_affiliation(parts[at + 1]);
}

void add_name(std::vector<std::string>& names, std::string name) {
  if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
}

void add_contributor(std::vector<Contributor>& all, std::string name, std::string_view role) {
  Contributor contributor{std::move(name), std::string(role)};
  if (!contributor.name.empty() && std::find(all.begin(), all.end(), contributor) == all.end()) {
    all.push_back(std::move(contributor));
  }
}

/// "Jane Doe in London", "Jane Doe for the Harbour Institute": the name in front.
std::string_view without_whereabouts(std::string_view text) {
  for (const std::string_view word :
       {" in ",        " for ", " at ",  " from ", " of ",  " on ",   " para ", " pour ",      " für ",
        " from\u00A0", " aus ", " mit ", " — ",    " – ",   " - ",    " -- ",   " is ",        " via ",
        " en ",        " à ",   " à ",   " im ",   " bei ", " dans ", " em ",   " as told to "}) {
    const std::size_t at = text.find(word);
    if (at != std::string_view::npos && is_person(text.substr(0, at))) return text.substr(0, at);
  }
  return text;
}

// ---- one line, all of which must be a byline

/// The names of a byline's list, all of whose parts must be people, bodies or their affiliations; else none.
/// `allows_single_words`: a label with a colon leaves no doubt that a name follows.
std::vector<std::string> strict_names(std::string_view list, bool allows_single_words) {
  std::vector<std::string> names;
  bool in_affiliation = false;  // "NAME, Senior Editor, APF Canada": what follows an office belongs to it
  const std::vector<NamePart> parts = turned_round(name_parts(list), false);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const NamePart& part = parts[i];
    const std::string name = tidy_name(without_whereabouts(part.text));
    const bool continues = in_affiliation && belongs_to_office(parts, i);
    in_affiliation = !names.empty() && part.after_comma && (continues || is_affiliation(part));
    if (in_affiliation) {
      if (part.text.size() > kLongestAffiliation) return {};
    } else if (is_person(std::string_view(name).substr(0, name.find(','))) || is_organisation(name) ||
               (allows_single_words && is_single_name(name))) {
      add_name(names, name);
    } else if (names.empty() || !is_agency(name)) {
      return {};
    }
  }
  return names;
}

/// Of the text behind a label, which may end in a date or in the words of a button.
std::vector<std::string> strict_names(const RoleClause& clause) {
  const auto parts = parts_between_dates(clause.text);
  if (parts.empty() || parts.front().data() != clause.text.data()) return {};
  const std::string_view names = without_buttons(parts.front());
  return names.empty() ? std::vector<std::string>{} : strict_names(names, clause.has_colon);
}

/// A body that signs for want of a name.
bool is_body(std::string_view name) { return is_agency(name) || is_desk(name); }

/// Agencies and desks are authors only where nobody else is.
void drop_bodies_beside_people(std::vector<std::string>& authors) {
  if (std::all_of(authors.begin(), authors.end(), is_body)) return;
  std::erase_if(authors, is_body);
}

/// A sentence ends in a full stop; a name does only when it ends in an initial or a suffix.
bool ends_like_sentence(std::string_view line) {
  if (!line.ends_with('.')) return line.ends_with('!') || line.ends_with('?') || line.ends_with(':');
  const std::size_t space = line.rfind(' ');
  return line.size() - (space == std::string_view::npos ? 0 : space + 1) > 4;
}

std::vector<std::string_view> segments_of(std::string_view line) {
  std::vector<std::string_view> segments;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < line.size(); ++at) {
    for (const std::string_view separator : {" | ", " · ", " • "}) {
      if (!line.substr(at).starts_with(separator)) continue;
      segments.push_back(line.substr(begin, at - begin));
      begin = at + separator.size();
      at = begin - 1;
      break;
    }
  }
  segments.push_back(line.substr(begin));
  return segments;
}

/// False when some of the segment is no byline.
bool read_strict_segment(std::string_view segment, Byline& byline) {
  if (!opens_with_label(segment)) return false;
  const std::vector<RoleClause> clauses = role_clauses(segment);
  if (clauses.empty() || !clauses.front().is_labelled) return false;
  Byline found;
  for (const RoleClause& clause : clauses) {
    if (clause.role == kSourceRole) continue;
    const std::vector<std::string> names = strict_names(clause);
    if (names.empty()) return false;
    for (const std::string& name : names) {
      if (clause.role == kAuthorRole) {
        add_name(found.authors, name);
      } else {
        add_contributor(found.contributors, name, clause.role);
      }
    }
  }
  for (std::string& author : found.authors) add_name(byline.authors, std::move(author));
  for (Contributor& other : found.contributors) add_contributor(byline.contributors, other.name, other.role);
  return found != Byline();
}

// ---- a value that is meant to be a byline

/// Full-width brackets as ours; addresses gone, and the brackets around them.
std::string without_addresses(std::string_view line) {
  std::string text;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(line, at);
    if (c == U'（') {
      text += " (";
    } else if (c == U'）') {
      text += ')';
    } else if (c == U'【' || c == U'】') {
      text += ' ';
    } else {
      text.append(line.substr(begin, at - begin));
    }
  }
  std::string kept;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" ,;", at + 1), text.size());
    std::string_view word(text.data() + at, end - at);
    std::string_view core = word;
    constexpr std::string_view kAround = "<>()[],; \"'";
    while (!core.empty() && kAround.find(core.front()) != std::string_view::npos) core.remove_prefix(1);
    while (!core.empty() && kAround.find(core.back()) != std::string_view::npos) core.remove_suffix(1);
    const bool is_enclosed = !word.empty() && (trim(word).starts_with('<') || trim(word).starts_with('('));
    const bool is_plain_host = core.find("://") == std::string_view::npos && core.find('@') == std::string_view::npos &&
                               !core.starts_with("www.");
    const bool is_dropped = is_address(core) && (!is_plain_host || is_enclosed);
    if (is_dropped) {
      if (word.front() == ',' || word.front() == ';') kept += word.front();
      kept += ' ';
    } else {
      kept.append(word);
    }
    at = end;
  }
  return single_spaced(kept);
}

/// A part of a list, and what stands behind it in brackets.
struct Bracketed {
  std::string outside;
  std::string inside;  ///< empty when there is none, or when it is part of the name
};

/// "Nicholas (Nick) Clegg" is one name; of "Jane Doe (Reuters)" the brackets tell something else.
Bracketed split_brackets(std::string_view part) {
  const std::size_t open = part.find_first_of("([");
  if (open == std::string_view::npos) return {std::string(part), {}};
  const std::size_t close = std::min(part.find_first_of(")]", open), part.size());
  const std::string_view inside = trim(part.substr(open + 1, close - open - 1));
  const std::string_view before = trim(part.substr(0, open));
  const std::string_view behind = close < part.size() ? trim(part.substr(close + 1)) : std::string_view();
  const bool is_inside_name = !before.empty() && !behind.empty() && begins_like_sentence(behind) &&
                              is_person("X " + std::string(inside)) && !has_affiliation_word(behind);
  // "Carol (Nichols)": a single word is no name for the brackets to tell of.
  const bool completes_name = begins_like_sentence(before) && before.find(' ') == std::string_view::npos &&
                              is_single_name(before) && inside.find_first_of(" |") != std::string_view::npos &&
                              !has_affiliation_word(inside) && behind.empty();
  if (is_inside_name || completes_name) return {std::string(part), {}};
  std::string outside(before);
  if (!behind.empty()) outside += (outside.empty() ? "" : " ") + std::string(behind);
  return {std::move(outside), std::string(inside)};
}

bool is_lower_case_word(std::string_view text) {
  return text.find(' ') == std::string_view::npos && !begins_like_sentence(text);
}

/// Letters and figures only, for names of sites and hosts.
std::string compact(std::string_view text) {
  std::string key = folded_name(text);
  std::erase_if(key, [](char c) {
    return static_cast<unsigned char>(c) < 0x80 && !((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
  });
  return key;
}

bool is_site(std::string_view name, const BylineContext& context) {
  const std::string key = compact(name);
  if (key.empty()) return false;
  const auto is_same = [&](std::string_view site) {
    const std::string theirs = compact(site);
    return !theirs.empty() && (key == theirs || "the" + key == theirs || key == "the" + theirs);
  };
  std::string_view host = context.host;
  if (host.starts_with("www.")) host.remove_prefix(4);
  return is_same(context.site) || is_same(host) || is_same(host.substr(0, host.rfind('.')));
}

/// Collects the people of a value line by line.
class ValueReader {
 public:
  explicit ValueReader(const BylineContext& context) : context_(context) {}

  void read_line(std::string_view written) {
    has_person_in_line_before_ = has_person_;
    const std::string line = without_addresses(written);
    for (const RoleClause& clause : role_clauses(line)) {
      if (clause.role == kSourceRole) continue;
      for (const std::string_view part : parts_between_dates(without_buttons(text_of(clause)))) {
        read_list(without_buttons(part), clause);
      }
    }
    in_office_ = in_office_ || ends_in_office_;
  }

  Byline take() {
    drop_bodies_beside_people(byline_.authors);
    return std::move(byline_);
  }

 private:
  /// Short labels ("von", "di") are parts of names too: they count only in front of full names.
  static std::string_view text_of(const RoleClause& clause) {
    const bool is_short = clause.is_labelled && clause.label.size() <= 4 &&
                          clause.label.find(' ') == std::string_view::npos && clause.label != "by" &&
                          !clause.has_colon && clause.role == kAuthorRole;
    if (!is_short || !strict_names(clause).empty()) return clause.text;
    const char* const begin = clause.text.data() - clause.label.size() - 1;
    return {begin, clause.label.size() + 1 + clause.text.size()};
  }

  /// Further lines of a value tell about the author more often than they name another.
  [[nodiscard]] bool is_about_author(std::string_view list, const RoleClause& clause) const {
    if (clause.is_labelled || !has_person_in_line_before_) return false;
    if (in_office_) return true;
    const std::vector<std::string> names = strict_names(list, false);
    return names.empty() || !std::all_of(names.begin(), names.end(), is_person_with_suffix);
  }

  void read_list(std::string_view list, const RoleClause& clause) {
    if (list.empty() || is_about_author(list, clause)) return;
    const bool is_dutch = clause.label == "door";
    const std::vector<NamePart> parts = turned_round(name_parts(list, is_dutch), context_.is_catalogue);
    bool first_is_full = false;
    bool has_dropped = false;
    bool has_names = false;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const NamePart& part = parts[i];
      const bool is_aside = !part.after_comma && has_dropped && !begins_like_sentence(part.text);
      const bool is_about = part.after_comma && has_names &&
                            ((first_is_full && is_affiliation(part)) || has_affiliation_word(part.text) ||
                             is_agency(part.text) || !begins_name(part.text) || belongs_to_office(parts, i));
      if (is_aside || is_about) {
        has_dropped = true;
        ends_in_office_ = ends_in_office_ || (is_about && has_affiliation_word(part.text) && !is_agency(part.text));
      } else if (add_part(part.text, clause.role)) {
        if (!has_names) first_is_full = is_name_with_suffix(part.text) || first_is_full;
        has_names = true;
      }
    }
    has_person_ = has_person_ || first_is_full;
  }

  /// "of X", "in London": words of a sentence; but "matz" and "k0kubun" are names.
  static bool begins_name(std::string_view text) {
    return begins_like_sentence(text) || text.find(' ') == std::string_view::npos;
  }

  /// True when the part named somebody.
  bool add_part(std::string_view part, std::string_view role) {
    const Bracketed split = split_brackets(part);
    std::string name = tidy_name(without_whereabouts(split.outside));
    if (const auto stated = role_named(split.inside); stated && role == kAuthorRole) role = *stated;
    const bool is_key = name.empty() || is_lower_case_word(name);
    if (is_key && is_person(split.inside)) name = tidy_name(split.inside);
    if (!is_name(name)) return false;
    if (role == kAuthorRole) {
      add_name(byline_.authors, std::move(name));
    } else if (!is_body(name)) {
      add_contributor(byline_.contributors, std::move(name), role);
    }
    return true;
  }

  [[nodiscard]] bool is_name(std::string_view name) const {
    if (name.empty() || name.size() > kLongestName || is_address(name) || is_byline_noise(name)) return false;
    const bool is_sentence = name.ends_with('.') && std::count(name.begin(), name.end(), ' ') > 6;
    return has_letter(name) && !is_sentence && !is_site(name, context_);
  }

  const BylineContext& context_;
  Byline byline_;
  bool has_person_ = false;
  bool has_person_in_line_before_ = false;
  bool ends_in_office_ = false;
  bool in_office_ = false;
};

}  // namespace

std::optional<Byline> parse_byline_line(std::string_view line) {
  line = trim(line);
  if (line.empty() || line.size() > kLongestByline || line.find('\n') != std::string_view::npos) return std::nullopt;
  if (ends_like_sentence(line)) return std::nullopt;
  const std::string spaced = single_spaced(line);
  Byline byline;
  for (const std::string_view segment : segments_of(spaced)) {
    // Behind the first segment an agency, a date or the time that reading takes may stand.
    if (!read_strict_segment(segment, byline) && byline == Byline()) return std::nullopt;
  }
  drop_bodies_beside_people(byline.authors);
  return byline;
}

Byline read_byline(std::string_view value, const BylineContext& context) {
  value = whole_code_points(value, kLongestValue);
  ValueReader reader(context);
  for (std::size_t begin = 0; begin < value.size();) {
    const std::size_t end = std::min(value.find_first_of("\n\r", begin), value.size());
    reader.read_line(single_spaced(value.substr(begin, end - begin)));
    begin = end + 1;
  }
  return reader.take();
}

std::vector<std::string> split_names(std::string_view list) { return read_byline(list).authors; }

}  // namespace byline

#include "indexer/ignore_rules.hpp"

#include <algorithm>
#include <utility>

#include "common/utf8.hpp"

namespace byline {
namespace {

/// Longer than any path can be; such a pattern only costs time.
constexpr std::size_t kMaxPatternBytes = 4096;

/// Without the spaces at its end, unless a backslash keeps one.
std::string_view without_trailing_spaces(std::string_view line) {
  std::size_t end = 0;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at] == '\\') {
      at = std::min(at + 1, line.size() - 1);
      end = at + 1;
    } else if (line[at] != ' ') {
      end = at + 1;
    }
  }
  return line.substr(0, end);
}

/// The code point at `at`; a byte that is no UTF-8 stands for itself, beyond Unicode, so that only itself matches it.
char32_t character_at(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t length = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 0;
  if (length > 0 && is_valid_utf8(text.substr(at, length))) {
    if (at + length <= text.size()) return next_code_point(text, at);
  }
  ++at;
  return 0x110000 + lead;
}

struct NamedClass {
  std::string_view name;
  std::string_view ranges;  ///< pairs of first and last
};

constexpr NamedClass kClasses[] = {{"alnum", "azAZ09"}, {"alpha", "azAZ"},    {"blank", "  \t\t"},
                                   {"digit", "09"},     {"lower", "az"},      {"upper", "AZ"},
                                   {"graph", "!~"},     {"print", " ~"},      {"punct", "!/:@[`{~"},
                                   {"space", "  \t\r"}, {"xdigit", "09afAF"}, {"cntrl", "\x01\x1F\x7F\x7F"}};

constexpr char32_t kNoCharacter = 0xFFFFFFFF;

/// Where a class such as [:alpha:] that begins at `at` ends, or 0 when none begins there.
std::size_t end_of_named_class(std::string_view text, std::size_t at) {
  if (!text.substr(at).starts_with("[:")) return 0;
  const std::size_t end = text.find(']', at + 2);
  return end != std::string_view::npos && end > at + 2 && text[end - 1] == ':' ? end + 1 : 0;
}

}  // namespace

PathParts parts_of(std::string_view path) {
  PathParts parts;
  for (std::size_t begin = 0; begin < path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    if (end > begin) parts.push_back(path.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

std::optional<GlobPattern> GlobPattern::parse(std::string_view line) {
  line = without_trailing_spaces(line);
  if (line.empty() || line.front() == '#') return std::nullopt;
  GlobPattern pattern;
  if (line.front() == '!') {
    pattern.is_negated_ = true;
    line.remove_prefix(1);
  }
  if (line.ends_with('/')) {
    pattern.folders_only_ = true;
    line.remove_suffix(1);
  }
  pattern.is_anchored_ = line.find('/') != std::string_view::npos;
  if (line.starts_with('/')) line.remove_prefix(1);
  if (line.empty() || line.size() > kMaxPatternBytes) return std::nullopt;
  pattern.split(line);
  return pattern;
}

void GlobPattern::split(std::string_view pattern) {
  std::vector<Token> tokens;
  for (std::size_t at = 0; at < pattern.size();) {
    Token token;
    switch (pattern[at]) {
      case '/':
        ++at;
        add_part(std::exchange(tokens, {}));
        continue;
      case '*': token.kind = Kind::AnyText; break;
      case '?': token.kind = Kind::AnyCharacter; break;
      case '[': tokens.push_back(class_token(pattern, at)); continue;
      case '\\':
        if (++at == pattern.size()) {
          token.kind = Kind::Never;  // nothing is escaped
          tokens.push_back(token);
          continue;
        }
        if (pattern[at] == '/') continue;  // still a slash
        [[fallthrough]];
      default:
        token.character = character_at(pattern, at);
        tokens.push_back(std::move(token));
        continue;
    }
    ++at;
    tokens.push_back(std::move(token));
  }
  add_part(std::move(tokens));
  // At the end `**` is everything inside, at any depth, but not the folder itself.
  if (is_anchored_ && parts_.back().is_any_depth)
    parts_.insert(parts_.end() - 1, Part{false, {{Kind::AnyText, 0, false, {}}}});
}

void GlobPattern::add_part(std::vector<Token>&& tokens) {
  Part part;
  const bool is_stars = tokens.size() >= 2 && std::all_of(tokens.begin(), tokens.end(), [](const Token& token) {
                          return token.kind == Kind::AnyText;
                        });
  part.is_any_depth = is_anchored_ && is_stars;
  // A part that is empty, as in "a//b", is in no path.
  if (tokens.empty()) tokens.push_back({Kind::Never, 0, false, {}});
  part.tokens = std::move(tokens);
  parts_.push_back(std::move(part));
}

/// A class such as [a-z], [!0-9] or [[:alpha:]_]; `at` moves behind it. One that is not closed never matches.
GlobPattern::Token GlobPattern::class_token(std::string_view text, std::size_t& at) {
  Token token{Kind::Class, 0, false, {}};
  ++at;
  if (at < text.size() && (text[at] == '!' || text[at] == '^')) {
    token.is_negated = true;
    ++at;
  }
  char32_t previous = kNoCharacter;  // what a range may begin with
  for (bool is_first = true; at < text.size() && (is_first || text[at] != ']'); is_first = false) {
    if (!add_class_item(text, at, previous, token)) at = text.size();
  }
  if (at >= text.size()) return {Kind::Never, 0, false, {}};
  ++at;
  return token;
}

/// One character, range or named class; false when it is none, and neither is the whole class.
bool GlobPattern::add_class_item(std::string_view text, std::size_t& at, char32_t& previous, Token& token) {
  const bool is_range = text[at] == '-' && previous != kNoCharacter && at + 1 < text.size() && text[at + 1] != ']';
  if (is_range) ++at;
  if (const std::size_t end = is_range ? 0 : end_of_named_class(text, at); end != 0) {
    const std::string_view name = text.substr(at + 2, end - at - 4);
    at = end;
    previous = kNoCharacter;
    return add_named_class(name, token);
  }
  if (text[at] == '\\' && ++at == text.size()) return false;
  const char32_t c = character_at(text, at);
  token.ranges.push_back({is_range ? previous : c, c});
  previous = is_range ? kNoCharacter : c;
  return true;
}

bool GlobPattern::add_named_class(std::string_view name, Token& token) {
  const auto* found = std::find_if(std::begin(kClasses), std::end(kClasses),
                                   [&](const NamedClass& named) { return named.name == name; });
  if (found == std::end(kClasses)) return false;
  for (std::size_t i = 0; i + 1 < found->ranges.size(); i += 2) {
    token.ranges.push_back(
        {static_cast<unsigned char>(found->ranges[i]), static_cast<unsigned char>(found->ranges[i + 1])});
  }
  return true;
}

bool GlobPattern::matches_token(const Token& token, char32_t c) {
  switch (token.kind) {
    case Kind::Character: return token.character == c;
    case Kind::AnyCharacter: return true;
    case Kind::Class:
      return token.is_negated != std::any_of(token.ranges.begin(), token.ranges.end(),
                                             [c](const Range& range) { return c >= range.first && c <= range.last; });
    default: return false;
  }
}

/// When a part does not fit, only the last `*` need take more: what an earlier one could take is among its choices.
bool GlobPattern::Part::matches(std::string_view name) const {
  std::size_t token = 0;
  std::size_t at = 0;
  std::optional<std::size_t> star;  // the token behind the last one met
  std::size_t star_at = 0;          // how far that one has taken
  while (at < name.size()) {
    if (token < tokens.size() && tokens[token].kind == Kind::AnyText) {
      star = ++token;
      star_at = at;
      continue;
    }
    std::size_t next = at;
    if (token < tokens.size() && matches_token(tokens[token], character_at(name, next))) {
      ++token;
      at = next;
      continue;
    }
    if (!star) return false;
    character_at(name, star_at);
    token = *star;
    at = star_at;
  }
  while (token < tokens.size() && tokens[token].kind == Kind::AnyText) ++token;
  return token == tokens.size();
}

bool GlobPattern::Part::begins_with_wildcard() const {
  return tokens.front().kind != Kind::Character && tokens.front().kind != Kind::Never;
}

bool GlobPattern::matches(std::span<const std::string_view> path, bool is_folder) const {
  if (path.empty() || (folders_only_ && !is_folder)) return false;
  if (!is_anchored_) return parts_.front().matches(path.back());
  // As in a part: only the last `**` need take more.
  std::size_t part = 0;
  std::size_t at = 0;
  std::optional<std::size_t> any_depth;
  std::size_t any_depth_at = 0;
  while (at < path.size()) {
    if (part < parts_.size() && parts_[part].is_any_depth) {
      any_depth = ++part;
      any_depth_at = at;
    } else if (part < parts_.size() && parts_[part].matches(path[at])) {
      ++part;
      ++at;
    } else {
      if (!any_depth) return false;
      part = *any_depth;
      at = ++any_depth_at;
    }
  }
  while (part < parts_.size() && parts_[part].is_any_depth) ++part;
  return part == parts_.size();
}

bool GlobPattern::names(std::span<const std::string_view> path, bool is_folder) const {
  return !parts_.back().is_any_depth && !parts_.back().begins_with_wildcard() && matches(path, is_folder);
}

bool GlobPattern::reaches_below(std::span<const std::string_view> folder) const {
  return !is_anchored_ || follows(folder, false);
}

bool GlobPattern::reaches_through(std::span<const std::string_view> folder) const {
  return is_anchored_ && follows(folder, true);
}

/// Whether some path below the folder fits; `by_name`: and the folder's own name is met by a part without a wildcard at
/// its beginning. The places that the pattern may have come to are kept side by side.
bool GlobPattern::follows(std::span<const std::string_view> folder, bool by_name) const {
  std::vector<bool> places(parts_.size() + 1, false);
  places[0] = true;
  for (std::size_t i = 0; i < folder.size(); ++i) {
    const bool must_name = by_name && i + 1 == folder.size();
    std::vector<bool> next(places.size(), false);
    for (std::size_t part = 0; part < parts_.size(); ++part) {
      if (!places[part]) continue;
      if (parts_[part].is_any_depth) {
        places[part + 1] = true;
        if (!must_name) next[part] = true;
      } else if (parts_[part].matches(folder[i]) && !(must_name && parts_[part].begins_with_wildcard())) {
        next[part + 1] = true;
      }
    }
    places = std::move(next);
  }
  return std::find(places.begin(), places.end() - 1, true) != places.end() - 1;
}

IgnoreRules::IgnoreRules(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    add(line);
  }
}

IgnoreRules::IgnoreRules(const std::vector<std::string>& lines) {
  for (const std::string& line : lines) add(line);
}

void IgnoreRules::add(std::string_view line) {
  if (auto pattern = GlobPattern::parse(line)) patterns_.push_back(std::move(*pattern));
}

std::optional<bool> IgnoreRules::verdict(std::span<const std::string_view> path, bool is_folder) const {
  const auto last = std::find_if(patterns_.rbegin(), patterns_.rend(),
                                 [&](const GlobPattern& pattern) { return pattern.matches(path, is_folder); });
  return last == patterns_.rend() ? std::nullopt : std::optional(!last->is_negated());
}

}  // namespace byline

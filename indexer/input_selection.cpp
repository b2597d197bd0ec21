#include "indexer/input_selection.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "common/packing.hpp"
#include "common/schema.hpp"

namespace byline {
namespace {

/// Folders that hold a package manager's or a program's files, never articles.
constexpr std::array<std::string_view, 4> kForeignFolders = {"node_modules", "bower_components", "__pycache__",
                                                             "__MACOSX"};

std::string joined(const std::string& folder, std::string_view name) {
  std::string path = folder;
  if (!path.empty()) path.push_back('/');
  return path.append(name);
}

std::span<const std::string_view> from(const PathParts& path, std::size_t depth) {
  return std::span(path).subspan(std::min(depth, path.size()));
}

std::string relative_to(const std::string& path, const std::string& folder) {
  if (!path.starts_with(folder)) return {};
  std::string rest = path.substr(folder.size());
  rest.erase(0, std::min(rest.find_first_not_of('/'), rest.size()));
  return rest;
}

}  // namespace

/// --include and --exclude.
struct SelectedFolder::Patterns {
  IgnoreRules include;
  IgnoreRules exclude;
  std::size_t depth = 0;  ///< parts between the top and where they count from
  std::string packed;     ///< for fingerprints
};

/// The text of one .bylineignore, and those above it.
struct SelectedFolder::RulesAbove {
  IgnoreRules rules;
  std::size_t depth = 0;  ///< of its folder
  std::string packed;
  std::shared_ptr<const RulesAbove> above;
};

SelectedFolder::SelectedFolder(const ReadOptions& options, const std::string& top, const std::string& base) {
  auto patterns = std::make_shared<Patterns>();
  patterns->include = IgnoreRules(options.include);
  patterns->exclude = IgnoreRules(options.exclude);
  patterns->depth = parts_of(relative_to(base, top)).size();
  for (const auto* list : {&options.include, &options.exclude}) {
    pack_uint(patterns->packed, list->size());
    for (const std::string& pattern : *list) pack_string(patterns->packed, pattern);
  }
  patterns_ = std::move(patterns);
}

void SelectedFolder::add_rules(std::string_view text) {
  auto rules = std::make_shared<RulesAbove>();
  rules->rules = IgnoreRules(text);
  if (rules->rules.empty()) return;
  rules->depth = parts_of(path_).size();
  pack_uint(rules->packed, rules->depth);
  pack_string(rules->packed, text);
  rules->above = rules_;
  rules_ = std::move(rules);
}

SelectedFolder SelectedFolder::below(std::string_view name) const {
  SelectedFolder inside = *this;
  inside.path_ = joined(path_, name);
  const PathParts path = parts_of(inside.path_);
  if (path.size() > patterns_->depth) {
    inside.is_included_ |= patterns_->include.verdict(from(path, patterns_->depth), true).value_or(false);
  }
  return inside;
}

/// By default.
bool SelectedFolder::is_passed_over(std::string_view name, Kind kind) {
  if (name.starts_with('.')) return true;
  if (kind != Kind::File && std::find(kForeignFolders.begin(), kForeignFolders.end(), name) != kForeignFolders.end()) {
    return true;
  }
  const bool is_autosave = name.size() > 2 && name.starts_with('#') && name.ends_with('#');
  return kind != Kind::Folder && (name.starts_with("~$") || name.ends_with('~') || is_autosave);
}

/// Without regard to --include and --exclude. That rules leave out what is passed over anyway changes nothing.
Choice SelectedFolder::own_choice(const PathParts& path, Kind kind) const {
  const bool passed_over = is_passed_over(path.back(), kind);
  for (const RulesAbove* rules = rules_.get(); rules != nullptr; rules = rules->above.get()) {
    const auto verdict = rules->rules.verdict(from(path, rules->depth), kind != Kind::File);
    if (verdict && !*verdict) return Choice::Taken;
    if (verdict) return passed_over ? Choice::PassedOver : Choice::LeftOut;
  }
  return passed_over ? Choice::PassedOver : Choice::Taken;
}

bool SelectedFolder::is_excluded(const PathParts& path, bool is_folder) const {
  return patterns_->exclude.verdict(from(path, patterns_->depth), is_folder).value_or(false);
}

/// Whether an --include may match something in the folder; `is_named`: one that names the folder.
bool SelectedFolder::is_reached(const PathParts& folder, bool is_named) const {
  const auto path = from(folder, patterns_->depth);
  const auto& patterns = patterns_->include.patterns();
  return std::any_of(patterns.begin(), patterns.end(), [&](const GlobPattern& pattern) {
    if (pattern.is_negated()) return false;
    return is_named ? pattern.names(path, true) || pattern.reaches_through(path) : pattern.reaches_below(path);
  });
}

bool SelectedFolder::is_named(const PathParts& file) const {
  const auto& patterns = patterns_->include.patterns();
  return std::any_of(patterns.begin(), patterns.end(), [&](const GlobPattern& pattern) {
    return !pattern.is_negated() && pattern.names(from(file, patterns_->depth), false);
  });
}

Choice SelectedFolder::choose_file(std::string_view name) const {
  const std::string whole = joined(path_, name);
  const PathParts path = parts_of(whole);
  const Choice own = own_choice(path, Kind::File);
  if (patterns_->include.empty()) return own == Choice::Taken && is_excluded(path, false) ? Choice::LeftOut : own;
  if (own == Choice::PassedOver) return is_named(path) && !is_excluded(path, false) ? Choice::Taken : own;
  const auto verdict = patterns_->include.verdict(from(path, patterns_->depth), false);
  return verdict.value_or(is_included_) && !is_excluded(path, false) ? Choice::Taken : Choice::LeftOut;
}

Choice SelectedFolder::choose_folder(std::string_view name, SelectedFolder& inside) const {
  return choose(name, Kind::Folder, inside);
}

Choice SelectedFolder::choose_container(std::string_view name, SelectedFolder& inside) const {
  return choose(name, Kind::Container, inside);
}

Choice SelectedFolder::choose(std::string_view name, Kind kind, SelectedFolder& inside) const {
  SelectedFolder folder = below(name);
  const PathParts path = parts_of(folder.path_);
  const Choice own = own_choice(path, kind);
  if (own != Choice::Taken) {
    if (!is_reached(path, true)) return own;
    folder.is_left_out_ = true;
  }
  if (is_excluded(path, true)) return Choice::LeftOut;
  // To look into a folder costs little; a container is opened, and one that is left out is entered, for a reason.
  const bool needs_reason = !patterns_->include.empty() && (kind == Kind::Container || is_left_out_);
  if (needs_reason && !folder.is_included_ && !is_reached(path, false)) {
    return is_left_out_ ? Choice::PassedOver : Choice::LeftOut;
  }
  inside = std::move(folder);
  return Choice::Taken;
}

std::string SelectedFolder::fingerprint() const {
  std::string bytes = patterns_->packed;
  pack_uint(bytes, patterns_->depth);
  pack_string(bytes, path_);
  pack_uint(bytes, (is_included_ ? 1u : 0u) + (is_left_out_ ? 2u : 0u));
  for (const RulesAbove* rules = rules_.get(); rules != nullptr; rules = rules->above.get()) bytes += rules->packed;
  return hash128(bytes);
}

}  // namespace byline

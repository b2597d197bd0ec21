#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace byline {

/// The parts of a relative path: "a/b.md" is {"a", "b.md"}. Views into the path.
using PathParts = std::vector<std::string_view>;
PathParts parts_of(std::string_view path);

/// A pattern in the syntax of .gitignore, as git documents it: `*` and `?` stay within a part of the path, `**` as a
/// whole part stands for any number of them; a pattern with a slash before its end counts from the folder it was
/// written in, another one matches names at any depth; a slash at the end limits it to folders; `\` escapes. Matching
/// takes time proportional to pattern times path at most. `?` and classes match characters, not bytes.
class GlobPattern {
 public:
  /// Nothing for an empty line and a comment.
  static std::optional<GlobPattern> parse(std::string_view line);

  [[nodiscard]] bool is_negated() const { return is_negated_; }

  /// Whether it matches the path itself (not a folder above). The path counts from where the pattern was written.
  [[nodiscard]] bool matches(std::span<const std::string_view> path, bool is_folder) const;

  /// The same, and it says so: the part that matches the last one of the path does not begin with a wildcard.
  [[nodiscard]] bool names(std::span<const std::string_view> path, bool is_folder) const;

  /// Whether it may match something below this folder.
  [[nodiscard]] bool reaches_below(std::span<const std::string_view> folder) const;

  /// The same, and it names the folder as in `names`.
  [[nodiscard]] bool reaches_through(std::span<const std::string_view> folder) const;

 private:
  enum class Kind : std::uint8_t { Character, AnyCharacter, AnyText, Class, Never };
  struct Range {
    char32_t first;
    char32_t last;
  };
  struct Token {
    Kind kind = Kind::Character;
    char32_t character = 0;
    bool is_negated = false;    ///< of a class
    std::vector<Range> ranges;  ///< of a class
  };
  struct Part {
    bool is_any_depth = false;  ///< `**`
    std::vector<Token> tokens;
    [[nodiscard]] bool matches(std::string_view name) const;
    [[nodiscard]] bool begins_with_wildcard() const;
  };

  static bool matches_token(const Token& token, char32_t c);
  static Token class_token(std::string_view text, std::size_t& at);
  static bool add_class_item(std::string_view text, std::size_t& at, char32_t& previous, Token& token);
  static bool add_named_class(std::string_view name, Token& token);
  void add_part(std::vector<Token>&& tokens);
  void split(std::string_view pattern);
  [[nodiscard]] bool follows(std::span<const std::string_view> folder, bool by_name) const;

  std::vector<Part> parts_;
  bool is_negated_ = false;
  bool is_anchored_ = false;
  bool folders_only_ = false;
};

/// Patterns that were written in one place; of those that match, the last one counts.
class IgnoreRules {
 public:
  IgnoreRules() = default;
  /// The lines of a .bylineignore.
  explicit IgnoreRules(std::string_view text);
  explicit IgnoreRules(const std::vector<std::string>& lines);

  [[nodiscard]] bool empty() const { return patterns_.empty(); }
  [[nodiscard]] const std::vector<GlobPattern>& patterns() const { return patterns_; }

  /// True: to be left out; false: a pattern with `!` takes it in again; nothing: no pattern matches the path itself.
  [[nodiscard]] std::optional<bool> verdict(std::span<const std::string_view> path, bool is_folder) const;

 private:
  void add(std::string_view line);

  std::vector<GlobPattern> patterns_;
};

}  // namespace byline

#pragma once

#include <set>
#include <string>
#include <string_view>

namespace byline {

/// What a wiki calls the namespaces that matter for the text of its pages: "Kategorie", "Datei", …
class WikiNames {
 public:
  /// Knows the names in English and those of files in many languages.
  WikiNames();

  /// A namespace as the wiki declares it: its number (14 for categories, 6 for files) and its name there.
  void add(int number, std::string_view name);

  [[nodiscard]] bool is_category(std::string_view name) const { return categories_.count(plain(name)) != 0; }
  [[nodiscard]] bool is_file(std::string_view name) const { return files_.count(plain(name)) != 0; }
  /// True for a namespace of anything but articles.
  [[nodiscard]] bool is_other(std::string_view name) const { return others_.count(plain(name)) != 0; }

 private:
  /// Case and underscores make no difference.
  static std::string plain(std::string_view name);

  std::set<std::string> categories_, files_, others_;
};

}  // namespace byline

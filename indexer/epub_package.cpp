#include "indexer/epub_package.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "common/utf8.hpp"

namespace byline {
namespace {

constexpr std::string_view kOpf = "http://www.idpf.org/2007/opf";
constexpr std::string_view kOps = "http://www.idpf.org/2007/ops";

/// Calls `visit` with every element of this name.
template <typename Visit>
void for_each_element(const XmlTree& tree, std::string_view name, Visit&& visit) {
  for (XmlNode::Id id = 0; id < tree.size(); ++id) {
    if (tree[id].name == name) visit(id);
  }
}

bool has_word(std::string_view words, std::string_view word) {
  const std::string padded = " " + single_spaced(words) + " ";
  return padded.find(" " + std::string(word) + " ") != std::string::npos;
}

/// What EPUB 3 says of an element elsewhere: <meta refines="#id" property="role">aut</meta>.
class Refinements {
 public:
  explicit Refinements(const XmlTree& tree) {
    for_each_element(tree, "meta", [&](XmlNode::Id id) {
      const std::string_view of = tree[id].attribute("refines");
      if (of.size() < 2) return;
      values_.emplace(std::pair(std::string(of.substr(1)), std::string(tree[id].attribute("property"))),
                      single_spaced(tree.text_of(id)));
    });
  }

  [[nodiscard]] std::string of(const XmlNode& node, const char* property) const {
    const auto found = values_.find({std::string(node.attribute("id")), property});
    return found == values_.end() ? std::string{} : found->second;
  }

 private:
  std::map<std::pair<std::string, std::string>, std::string> values_;
};

/// MARC's codes of roles, and the fields of ours for them.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kRoles = {{{"edt", "editors"},
                                                                                  {"trl", "translators"},
                                                                                  {"ill", "illustrator"},
                                                                                  {"pht", "photographer"},
                                                                                  {"ivr", "interviewer"},
                                                                                  {"ive", "interviewee"}}};

class MetadataReader {
 public:
  explicit MetadataReader(const XmlTree& tree) : tree_(tree), refinements_(tree) {}

  FieldValue read() {
    const XmlNode::Id metadata = tree_.find("metadata");
    if (metadata == XmlNode::kNone) return FieldValue::map();
    for (XmlNode::Id id = metadata + 1; id < tree_[metadata].end; ++id) {
      if (!tree_[id].is_text()) take(tree_[id], single_spaced(tree_.text_of(id)));
    }
    FieldValue result = FieldValue::map();
    if (!subtitle_.empty() && title_.find(subtitle_) == std::string::npos) title_ += ": " + subtitle_;
    if (!title_.empty()) result.entries.emplace_back("title", FieldValue::of_text(title_));
    for (auto& [name, values] : lists_) {
      FieldValue list = FieldValue::list();
      for (std::string& value : values) list.items.push_back(FieldValue::of_text(std::move(value)));
      result.entries.emplace_back(name, std::move(list));
    }
    for (auto& [name, value] : texts_) result.entries.emplace_back(name, FieldValue::of_text(std::move(value)));
    return result;
  }

 private:
  void take(const XmlNode& node, std::string text) {
    if (text.empty()) return;
    if (node.name == "title") {
      take_title(node, text);
    } else if (node.name == "creator" || node.name == "contributor") {
      take_person(node, text);
    } else if (node.name == "date") {
      take_date(node, text);
    } else if (node.name == "subject") {
      lists_["tags"].push_back(std::move(text));
    } else if (node.name == "identifier") {
      texts_.emplace(text.find("://") != std::string::npos ? "url" : "identifier", std::move(text));
    } else if (node.name == "source") {
      texts_.emplace("original", std::move(text));  // of which book this is an edition, no site
    } else if (node.name == "language" || node.name == "publisher" || node.name == "description" ||
               node.name == "rights") {
      texts_.emplace(node.name, std::move(text));
    }
  }

  void take_title(const XmlNode& node, const std::string& text) {
    const std::string type = refinements_.of(node, "title-type");
    if (type == "subtitle") {
      subtitle_ = text;
    } else if (title_.empty() || type == "main") {
      title_ = text;
    }
  }

  void take_person(const XmlNode& node, const std::string& text) {
    std::string role(node.attribute("role", kOpf));
    if (role.empty()) role = node.attribute("role");
    if (role.empty()) role = refinements_.of(node, "role");
    const auto* known =
        std::find_if(kRoles.begin(), kRoles.end(), [&](const auto& entry) { return entry.first == role; });
    if (known != kRoles.end()) {
      lists_[std::string(known->second)].push_back(text);
    } else if (node.name == "creator" && (role.empty() || role == "aut")) {
      lists_["authors"].push_back(text);
    } else {
      texts_.emplace(role.empty() ? "contributor" : "contributor (" + role + ")", text);
    }
  }

  /// The day of publication rather than that of a conversion.
  void take_date(const XmlNode& node, const std::string& text) {
    const std::string_view event = node.attribute("event", kOpf);
    if (event == "modification" || event == "conversion" || event == "creation") return;
    // The year 101 is what a well-known program writes when it knows none.
    if (text.substr(0, 5) == "0101-") return;
    texts_.emplace("date", text);
  }

  const XmlTree& tree_;
  Refinements refinements_;
  std::string title_;
  std::string subtitle_;
  std::map<std::string, std::vector<std::string>> lists_;
  std::map<std::string, std::string> texts_;
};

struct ManifestItem {
  std::string path;
  std::string media_type;
  std::string properties;
};

std::map<std::string, ManifestItem> read_manifest(const XmlTree& tree, const std::string& base) {
  std::map<std::string, ManifestItem> items;
  for_each_element(tree, "item", [&](XmlNode::Id id) {
    const XmlNode& node = tree[id];
    items.emplace(node.attribute("id"),
                  ManifestItem{resolved_member(base, node.attribute("href")), std::string(node.attribute("media-type")),
                               std::string(node.attribute("properties"))});
  });
  return items;
}

/// For a type of the guide or of EPUB 3's structural semantics.
std::string purpose_of_type(std::string_view type) {
  if (has_word(type, "cover")) return "cover";
  if (has_word(type, "toc") || has_word(type, "landmarks")) return "contents";
  if (has_word(type, "title-page") || has_word(type, "titlepage") || has_word(type, "halftitlepage")) {
    return "title page";
  }
  return {};
}

/// What the guide of EPUB 2 says that documents are for.
std::map<std::string, std::string> read_guide(const XmlTree& tree, const std::string& base) {
  std::map<std::string, std::string> purposes;
  for_each_element(tree, "reference", [&](XmlNode::Id id) {
    const std::string_view type = tree[id].attribute("type");
    const std::string_view reference = tree[id].attribute("href");
    // A mark within a document says nothing of the rest of it.
    if (reference.find('#') != std::string_view::npos) return;
    if (const std::string purpose = purpose_of_type(type); !purpose.empty()) {
      purposes.emplace(resolved_member(base, reference), purpose);
    }
  });
  return purposes;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::string percent_decoded(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
    const int low = high < 0 ? -1 : hex_digit(text[i + 2]);
    if (low < 0) {
      result += text[i];
    } else {
      result += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  return result;
}

/// How many elements of this name lie around a node, up to `top`.
int depth_of(const XmlTree& tree, XmlNode::Id id, std::string_view name, XmlNode::Id top) {
  int depth = 0;
  for (; id != XmlNode::kNone && id > top; id = tree[id].parent) depth += tree[id].name == name ? 1 : 0;
  return depth;
}

/// Collects entries; one for a whole document comes before those for marks within it.
class ContentsBuilder {
 public:
  explicit ContentsBuilder(const std::string& base) : base_(base) {}

  void add(std::string_view reference, const std::string& title, int level) {
    if (title.empty() || reference.empty()) return;
    const bool is_whole = reference.find('#') == std::string_view::npos;
    const std::string path = resolved_member(base_, reference);
    if (is_whole && whole_.insert(path).second) {
      contents_[path] = {title, level};
    } else {
      contents_.emplace(path, EpubContentsEntry{title, level});
    }
  }

  EpubContents take() { return std::move(contents_); }

 private:
  const std::string& base_;
  EpubContents contents_;
  std::set<std::string> whole_;
};

}  // namespace

EpubPackage read_epub_package(const XmlTree& tree, const std::string& path) {
  EpubPackage package;
  package.fields = MetadataReader(tree).read();
  const std::map<std::string, ManifestItem> manifest = read_manifest(tree, path);
  const std::map<std::string, std::string> guide = read_guide(tree, path);
  for (const auto& [id, item] : manifest) {
    if (has_word(item.properties, "nav")) package.navigation = item.path;
    if (item.media_type == "application/x-dtbncx+xml") package.ncx = item.path;
  }
  std::set<std::string> seen;
  for_each_element(tree, "itemref", [&](XmlNode::Id id) {
    const auto item = manifest.find(std::string(tree[id].attribute("idref")));
    if (item == manifest.end() || !seen.insert(item->second.path).second) return;
    const auto purpose = guide.find(item->second.path);
    EpubChapter chapter{item->second.path, purpose == guide.end() ? std::string{} : purpose->second};
    if (chapter.path == package.navigation) chapter.purpose = "contents";
    package.chapters.push_back(std::move(chapter));
  });
  return package;
}

std::string epub_purpose(const XmlTree& chapter) {
  const XmlNode::Id body = chapter.find("body");
  if (body == XmlNode::kNone) return {};
  std::string purpose = purpose_of_type(chapter[body].attribute("type", kOps));
  XmlNode::Id only = XmlNode::kNone;
  std::size_t elements = 0;
  for (XmlNode::Id id = chapter[body].first_child; id != XmlNode::kNone; id = chapter[id].next_sibling) {
    if (chapter[id].is_text()) continue;
    only = id;
    ++elements;
  }
  if (purpose.empty() && elements == 1) purpose = purpose_of_type(chapter[only].attribute("type", kOps));
  return purpose;
}

std::string epub_package_path(const XmlTree& container) {
  std::string path;
  for_each_element(container, "rootfile", [&](XmlNode::Id id) {
    if (path.empty()) path = resolved_member("", container[id].attribute("full-path"));
  });
  return path;
}

EpubContents read_epub_navigation(const XmlTree& tree, const std::string& path) {
  ContentsBuilder contents(path);
  for_each_element(tree, "nav", [&](XmlNode::Id nav) {
    if (!has_word(tree[nav].attribute("type", kOps), "toc")) return;
    for (XmlNode::Id id = nav; id < tree[nav].end; ++id) {
      if (tree[id].name != "a") continue;
      contents.add(tree[id].attribute("href"), single_spaced(tree.text_of(id)), depth_of(tree, id, "ol", nav));
    }
  });
  return contents.take();
}

EpubContents read_epub_ncx(const XmlTree& tree, const std::string& path) {
  ContentsBuilder contents(path);
  for_each_element(tree, "navPoint", [&](XmlNode::Id point) {
    const XmlNode::Id label = tree.child(point, "navLabel");
    const XmlNode::Id content = tree.child(point, "content");
    if (label == XmlNode::kNone || content == XmlNode::kNone) return;
    contents.add(tree[content].attribute("src"), single_spaced(tree.text_of(label)),
                 depth_of(tree, point, "navPoint", 0));
  });
  return contents.take();
}

std::vector<std::string> protected_members(const XmlTree& tree) {
  constexpr std::array<std::string_view, 2> kForFonts = {"http://www.idpf.org/2008/embedding",
                                                         "http://ns.adobe.com/pdf/enc#RC"};
  std::vector<std::string> members;
  for_each_element(tree, "EncryptedData", [&](XmlNode::Id id) {
    const XmlNode::Id method = tree.child(id, "EncryptionMethod");
    const std::string_view algorithm = method == XmlNode::kNone ? "" : tree[method].attribute("Algorithm");
    if (std::find(kForFonts.begin(), kForFonts.end(), algorithm) != kForFonts.end()) return;
    const XmlNode::Id reference = tree.find("CipherReference", id, tree[id].end);
    if (reference != XmlNode::kNone) members.push_back(resolved_member("", tree[reference].attribute("URI")));
  });
  return members;
}

std::string resolved_member(const std::string& base, std::string_view reference) {
  const std::string decoded = percent_decoded(reference.substr(0, reference.find_first_of("#?")));
  const bool is_from_top = !decoded.empty() && decoded.front() == '/';
  const std::size_t folder = base.rfind('/');
  const std::string whole = is_from_top || folder == std::string::npos ? decoded : base.substr(0, folder + 1) + decoded;
  std::vector<std::string_view> parts;
  for (std::string_view rest = whole; !rest.empty();) {
    const std::string_view part = rest.substr(0, rest.find('/'));
    rest.remove_prefix(std::min(rest.size(), part.size() + 1));
    if (part == ".." && !parts.empty()) parts.pop_back();
    if (!part.empty() && part != "." && part != "..") parts.push_back(part);
  }
  std::string path;
  for (const std::string_view part : parts) path.append(path.empty() ? "" : "/").append(part);
  return path;
}

}  // namespace byline

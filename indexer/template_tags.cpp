#include "indexer/template_tags.hpp"

#include <algorithm>

#include "common/utf8.hpp"

namespace byline {
namespace {

/// A brace that is closed later than this opens no tag.
constexpr std::size_t kLongestTag = 1000;
constexpr std::string_view kFence = "```";

/// Where the tag that starts at `begin` ends, or npos.
std::size_t tag_end(std::string_view text, std::size_t begin) {
  const std::string_view rest = text.substr(begin, kLongestTag);
  const auto closed_by = [&](std::string_view mark) {
    const auto at = rest.find(mark, 2);
    return at == std::string_view::npos ? at : begin + at + mark.size();
  };
  if (rest.starts_with("{%")) return closed_by("%}");
  if (rest.starts_with("{{")) return closed_by("}}");
  if (!rest.starts_with("{:") && !rest.starts_with("{#")) return std::string_view::npos;
  const auto end = closed_by("}");
  const bool one_line =
      end != std::string_view::npos && text.substr(begin, end - begin).find('\n') == std::string_view::npos;
  return one_line ? end : std::string_view::npos;
}

/// The first word of `{% word … %}` when the line is that tag alone.
std::string_view lone_tag(std::string_view line) {
  line = trim(line);
  if (!line.starts_with("{%") || !line.ends_with("%}") || line.find("%}") != line.size() - 2) return {};
  std::string_view inside = line.substr(2, line.size() - 4);
  while (!inside.empty() && (inside.front() == '-' || inside.front() == ' ')) inside.remove_prefix(1);
  return inside.substr(0, inside.find_first_of(" -"));
}

bool opens_code(std::string_view tag) { return tag == "highlight" || tag == "raw" || tag == "verbatim"; }
bool closes_code(std::string_view tag) { return tag == "endhighlight" || tag == "endraw" || tag == "endverbatim"; }

/// The fence that the line opens or closes, such as "```"; empty for others.
std::string_view fence_of(std::string_view line) {
  const std::string_view text = trim(line);
  const std::size_t length = std::min(text.find_first_not_of(text.starts_with('~') ? '~' : '`'), text.size());
  return length >= kFence.size() ? text.substr(0, length) : std::string_view{};
}

/// Inside `[text](` … `)`, `<` … `>` or a definition `[1]: …` an address must not become empty.
bool is_in_address(const std::string& line) {
  const auto open = line.find_last_of("(<\"");
  const bool in_link = open != std::string::npos && line.find_first_of(" )>", open) == std::string::npos;
  return in_link || (line.starts_with('[') && line.find("]:") != std::string::npos);
}

class TagRemoval {
 public:
  explicit TagRemoval(std::string_view markdown) : markdown_(markdown) {}

  std::string run() {
    while (at_ < markdown_.size()) take_line();
    return std::move(out_);
  }

 private:
  void take_line() {
    const std::size_t end = std::min(markdown_.find('\n', at_), markdown_.size());
    const std::string_view line = markdown_.substr(at_, end - at_);
    if (take_code_line(line)) {
      at_ = std::min(end + 1, markdown_.size());
      if (end < markdown_.size()) out_ += '\n';
    } else {
      take_text(end);
    }
  }

  /// Lines of code, and those that begin and end it.
  bool take_code_line(std::string_view line) {
    const std::string_view tag = lone_tag(line);
    if (in_tagged_code_ ? closes_code(tag) : fence_.empty() && opens_code(tag)) {
      in_tagged_code_ = !in_tagged_code_;
      out_ += kFence;
      return true;
    }
    if (!in_tagged_code_) follow_fence(line);
    if (!in_tagged_code_ && fence_.empty() && fence_of(line).empty()) return false;
    out_.append(line);
    return true;
  }

  void follow_fence(std::string_view line) {
    const std::string_view fence = fence_of(line);
    if (fence.empty()) return;
    if (fence_.empty()) {
      fence_ = fence;
    } else if (fence.front() == fence_.front() && fence.size() >= fence_.size()) {
      fence_.clear();
    }
  }

  /// One line of text, or several when a tag reaches over their ends.
  void take_text(std::size_t end) {
    std::string line;
    bool in_code = false;
    while (at_ < end) {
      const std::size_t begin = at_;
      while (at_ < end && markdown_[at_] != '`' && markdown_[at_] != '{') ++at_;
      line.append(markdown_.substr(begin, at_ - begin));
      if (at_ == end) break;
      if (markdown_[at_] == '`') in_code = !in_code;
      const std::size_t tag = markdown_[at_] == '{' && !in_code ? tag_end(markdown_, at_) : std::string_view::npos;
      if (tag == std::string_view::npos) {
        line.push_back(markdown_[at_++]);
        continue;
      }
      if (is_in_address(line)) line.push_back('_');
      for (; at_ < tag; ++at_) {
        if (markdown_[at_] == '\n') line.push_back('\n');
      }
      end = std::max(end, std::min(markdown_.find('\n', at_), markdown_.size()));
    }
    out_ += line;
    if (at_ < markdown_.size()) {
      out_ += '\n';
      ++at_;
    }
  }

  std::string_view markdown_;
  std::size_t at_ = 0;
  std::string out_;
  std::string fence_;  // of the code block we are in
  bool in_tagged_code_ = false;
};

}  // namespace

std::string without_template_tags(std::string_view markdown) {
  if (markdown.find('{') == std::string_view::npos) return std::string(markdown);
  return TagRemoval(markdown).run();
}

}  // namespace byline

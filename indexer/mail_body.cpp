#include "indexer/mail_body.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "common/utf8.hpp"
#include "indexer/html_quotations.hpp"
#include "indexer/html_sections.hpp"
#include "indexer/html_tree.hpp"
#include "indexer/mail_text.hpp"
#include "indexer/text_blocks.hpp"
#include "indexer/text_decoding.hpp"

namespace byline {
namespace {

std::size_t count_words(std::string_view text) {
  std::size_t words = 0;
  bool in_word = false;
  for (const char c : text) {
    const bool is_space = c == ' ' || c == '\n' || c == '\t';
    if (!is_space && !in_word) ++words;
    in_word = !is_space;
  }
  return words;
}

/// How much text there is, whether or not the script puts spaces between words.
std::size_t size_of_text(std::string_view text) { return std::max(count_words(text), count_code_points(text) / 8); }

bool has_headings(const HtmlTree& tree) {
  for (HtmlNode::Id id = 0; id < tree.size(); ++id) {
    const std::string_view tag = tree[id].tag;
    if (tag.size() == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6') return true;
  }
  return false;
}

/// What the parts of one choice have to offer.
struct Choice {
  std::size_t text_size = 0;
  std::size_t html_size = 0;
  bool has_html = false;
  bool has_headings = false;

  [[nodiscard]] bool prefers_html() const { return has_html && (has_headings || html_size >= 2 * text_size); }
};

class BodyBuilder {
 public:
  BodyBuilder(const MailMessage& message, std::size_t line_offset, Article& article)
      : message_(message), line_offset_(line_offset), article_(article) {}

  void run() {
    decode_parts();
    for (std::size_t i = 0; i < message_.parts.size(); ++i) {
      const MailPart& part = message_.parts[i];
      switch (part.kind) {
        case MailPart::Kind::Text:
          if (!is_other_form(part)) append_text(part, texts_[i]);
          break;
        case MailPart::Kind::Html:
          if (!is_other_form(part)) append_html(part, texts_[i]);
          break;
        case MailPart::Kind::Message: begin_message(part); break;
        case MailPart::Kind::Attachment: leave_out(part); break;
      }
    }
  }

 private:
  [[nodiscard]] std::size_t file_line(std::size_t line) const { return line == 0 ? 0 : line + line_offset_; }

  std::string decoded(const MailPart& part) {
    auto result = decode_text(part.bytes, part.charset);
    if (std::holds_alternative<NotText>(result)) {
      std::string text = part.bytes;
      std::replace(text.begin(), text.end(), '\0', ' ');
      result = decode_text(text, part.charset);
    }
    if (auto* text = std::get_if<DecodedText>(&result)) {
      if (!text->note.empty()) article_.notes.push_back(text->note);
      return std::move(text->text);
    }
    article_.notes.push_back("a part of the message " + std::get<NotText>(result).reason);
    return {};
  }

  void decode_parts() {
    for (const MailPart& part : message_.parts) {
      const bool is_body = part.kind == MailPart::Kind::Text || part.kind == MailPart::Kind::Html;
      texts_.push_back(is_body ? decoded(part) : std::string());
      if (is_body && part.alternative > 0) weigh(part, texts_.back());
    }
  }

  void weigh(const MailPart& part, std::string_view text) {
    Choice& choice = choices_[part.alternative];
    if (part.kind == MailPart::Kind::Text) {
      choice.text_size += size_of_text(text);
      return;
    }
    const HtmlTree tree(text);
    choice.has_html = true;
    choice.html_size += size_of_text(tree.text_of(HtmlTree::root()));
    choice.has_headings = choice.has_headings || has_headings(tree);
  }

  /// True when the same is said by another part that was chosen.
  bool is_other_form(const MailPart& part) {
    if (part.alternative == 0) return false;
    const bool wants_html = choices_[part.alternative].prefers_html();
    return wants_html != (part.kind == MailPart::Kind::Html);
  }

  void append_text(const MailPart& part, std::string_view text) {
    MailText body = read_mail_text(text, {part.is_flowed, part.deletes_spaces}, file_line(part.line));
    std::move(body.omissions.begin(), body.omissions.end(), std::back_inserter(article_.omissions));
    append(std::move(body.sections), part.depth);
  }

  void append_html(const MailPart& part, std::string_view html) {
    const HtmlWithoutQuotations own = without_quotations(html);
    for (const std::string& quotation : own.quotations) article_.omissions.push_back({"quoted reply", 0, quotation});
    Article fragment;
    append_html_sections(own.html, file_line(part.line), fragment);
    std::move(fragment.asides.begin(), fragment.asides.end(), std::back_inserter(article_.asides));
    std::move(fragment.omissions.begin(), fragment.omissions.end(), std::back_inserter(article_.omissions));
    std::move(fragment.notes.begin(), fragment.notes.end(), std::back_inserter(article_.notes));
    append(std::move(fragment.sections), part.depth);
  }

  /// What stands before a part's first heading goes on in the section that is open.
  void append(std::vector<Section>&& sections, std::size_t depth) {
    for (Section& section : sections) {
      if (section.level > 0) section.level += static_cast<int>(depth);
      if (section.level > 0 || article_.sections.empty()) {
        article_.sections.push_back(std::move(section));
        continue;
      }
      Section& open = article_.sections.back();
      if (!open.text.empty()) open.text += '\n';
      for (Block& block : section.blocks) {
        block.offset += open.text.size();
        open.blocks.push_back(block);
      }
      open.text += section.text;
    }
  }

  void begin_message(const MailPart& part) {
    if (part.name.empty()) return;
    Section section;
    section.heading = part.name;
    section.level = static_cast<int>(part.depth);
    append_block(section, part.name, 0);
    article_.sections.push_back(std::move(section));
  }

  void leave_out(const MailPart& part) {
    const std::string what = part.type == "message/rfc822" ? "message nested too deep" : "attachment: " + part.type;
    article_.omissions.push_back({what, 0, part.name});
  }

  const MailMessage& message_;
  std::size_t line_offset_;
  Article& article_;
  std::vector<std::string> texts_;  // of each part
  std::map<std::size_t, Choice> choices_;
};

}  // namespace

void append_mail_body(const MailMessage& message, std::size_t line_offset, Article& article) {
  BodyBuilder(message, line_offset, article).run();
}

}  // namespace byline

#include "indexer/feed_entry.hpp"

#include <algorithm>
#include <string_view>

#include "common/utf8.hpp"
#include "indexer/article_fields.hpp"
#include "indexer/html_sections.hpp"
#include "indexer/html_text.hpp"
#include "indexer/plain_text_reader.hpp"
#include "indexer/web_address.hpp"

namespace byline {
namespace {

constexpr std::size_t kMaxSummaryBytes = 1000;

/// A tag, and not the sign in "a < b".
bool has_tags(std::string_view text) {
  for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
    const char next = at + 1 < text.size() ? text[at + 1] : ' ';
    if (next == '/' || next == '!' || ((next | 0x20) >= 'a' && (next | 0x20) <= 'z')) return true;
  }
  return false;
}

bool has_blank(const FeedText& text) { return trim(text.text).empty(); }

std::string plain(const FeedText& text) {
  const bool has_markup = text.is_html && text.text.find_first_of("<&") != std::string::npos;
  return single_spaced(has_markup ? text_of_html(text.text) : text.text);
}

void append_body(const FeedText& body, Article& article) {
  if (body.is_html && has_tags(body.text)) return append_html_sections(body.text, body.line, article);
  const bool has_references = body.is_html && body.text.find('&') != std::string::npos;
  const std::string text = has_references ? text_of_html(body.text) : body.text;
  Section lead = lead_section(text, body.line);
  if (body.line == 0) {
    for (Block& block : lead.blocks) block.line = 0;
  }
  if (!lead.text.empty()) article.sections.push_back(std::move(lead));
}

/// Mail addresses stand before the name in RSS: "jane@x.org (Jane Doe)". An address alone names nobody.
std::string_view without_mail_address(std::string_view author) {
  author = trim(author);
  const std::size_t at = author.find('@');
  if (at == std::string_view::npos || author.find('<') != std::string_view::npos) return author;
  const std::size_t open = author.find('(', at);
  if (open == std::string_view::npos) {
    return author.find_first_of(" \t\n") == std::string_view::npos ? std::string_view() : author;
  }
  return trim(author.substr(open + 1, author.find(')', open) - open - 1));
}

bool same_text(std::string_view a, std::string_view b) { return single_spaced(a) == single_spaced(b); }

/// What blog engines write where nobody is named.
bool is_nobody(std::string_view name) {
  return name == "Unknown" || name == "unknown" || name == "noreply" || name == "(none)";
}

/// A single text may name several people; of several texts each names one.
FieldValue names_among(const std::vector<std::string>& written, const FeedChannel& channel, Article& article) {
  FieldValue names = FieldValue::list();
  for (const std::string& text : written) {
    const std::string_view author = without_mail_address(text);
    if (author.empty() || is_nobody(author)) continue;
    if (same_text(author, channel.title)) {
      article.asides.push_back({AsideKind::Byline, single_spaced(author), article.line});
    } else {
      names.items.push_back(FieldValue::of_text(single_spaced(author)));
    }
  }
  return names.items.size() == 1 ? std::move(names.items.front()) : names;
}

FieldValue list_of(std::vector<std::string>&& texts) {
  FieldValue list = FieldValue::list();
  for (std::string& text : texts) list.items.push_back(FieldValue::of_text(std::move(text)));
  return list;
}

class ArticleMaker {
 public:
  ArticleMaker(FeedEntry&& entry, const FeedChannel& channel, const Source& source)
      : entry_(std::move(entry)), channel_(channel) {
    article_.path = source.path;
    article_.line = entry_.line;
  }

  std::variant<Article, Rejection> make(const ReadOptions& options) {
    make_record();
    apply_fields(record_, FieldNames(options.field_map), FieldOrigin::Record, article_);
    for (Contributor& contributor : entry_.contributors) article_.contributors.push_back(std::move(contributor));
    article_.omissions = std::move(entry_.omissions);
    make_body();
    if (article_.title.empty() && article_.sections.empty()) {
      return Rejection{entry_.line, "an entry with neither a title nor a text"};
    }
    return std::move(article_);
  }

 private:
  void add(const char* field, FieldValue&& value, const std::string& origin) {
    if (value.empty()) return;
    if (!origin.empty()) article_.findings.push_back({field, origin});
    record_.entries.emplace_back(field, std::move(value));
  }
  void add(const char* field, std::string text, const std::string& origin = {}) {
    add(field, FieldValue::of_text(std::move(text)), origin);
  }

  void make_record() {
    add("title", plain(entry_.title), entry_.title.origin);
    FieldValue names = names_among(entry_.authors, channel_, article_);
    const bool has_own = !names.empty();
    if (!has_own) names = names_among(channel_.authors, channel_, article_);
    add("authors", std::move(names), has_own ? entry_.authors_origin : "the feed's author");
    const bool is_dated = !trim(entry_.published).empty();
    add("date", is_dated ? entry_.published : entry_.updated,
        is_dated ? entry_.published_origin : entry_.updated_origin);
    if (is_dated && !same_text(entry_.published, entry_.updated)) add("updated", entry_.updated);
    add("section", list_of(std::move(entry_.categories)), {});
    add("tags", list_of(std::move(entry_.tags)), {});
    const bool has_language = !entry_.language.empty();
    add("language", has_language ? entry_.language : channel_.language, has_language ? "the entry" : "the feed");
    add("source", entry_.source.empty() ? channel_.title : entry_.source);
    add("url", entry_.url.empty() ? std::string() : resolved_address(entry_.url, channel_.base));
    add("id", entry_.id);
    for (auto& [name, value] : entry_.metadata) {
      record_.entries.emplace_back(std::move(name), FieldValue::of_text(std::move(value)));
    }
  }

  void make_body() {
    if (!has_blank(entry_.content)) append_body(entry_.content, article_);
    const bool has_content = !article_.sections.empty();
    if (!has_content && !has_blank(entry_.summary)) append_body(entry_.summary, article_);
    if (!article_.sections.empty()) {
      article_.findings.push_back({"body", has_content ? entry_.content.origin : entry_.summary.origin});
    }
    if (has_content) keep_summary();
  }

  void keep_summary() {
    std::string summary = plain(entry_.summary);
    if (summary.empty()) return;
    if (summary.size() > kMaxSummaryBytes) {
      summary.resize(whole_code_points(summary, kMaxSummaryBytes).size());
      summary += "…";
    }
    article_.asides.push_back({AsideKind::Metadata, "summary: " + summary, entry_.summary.line});
  }

  FeedEntry entry_;
  const FeedChannel& channel_;
  Article article_;
  FieldValue record_ = FieldValue::map();
};

}  // namespace

std::variant<Article, Rejection> article_of(FeedEntry&& entry, const FeedChannel& channel, const Source& source,
                                            const ReadOptions& options) {
  return ArticleMaker(std::move(entry), channel, source).make(options);
}

void set_once(std::string& field, std::string text) {
  if (field.empty()) field = std::move(text);
}

}  // namespace byline

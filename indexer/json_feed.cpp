#include "indexer/json_feed.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

#include "common/utf8.hpp"
#include "indexer/article_sequence.hpp"
#include "indexer/feed_entry.hpp"
#include "indexer/json_members.hpp"
#include "indexer/json_value.hpp"
#include "indexer/text_decoding.hpp"

namespace byline {
namespace {

constexpr std::string_view kVersionMark = "jsonfeed.org";

std::string text_at(const FieldValue& value, std::string_view name) {
  const FieldValue* found = value.find(name);
  return found == nullptr || found->kind != FieldValue::Kind::Text ? std::string() : found->text;
}

/// Version 1.0 has one `author`, 1.1 `authors`; both are objects with a name.
std::vector<std::string> authors_of(const FieldValue& value) {
  std::vector<std::string> names;
  const auto add = [&](const FieldValue& author) {
    std::string name = author.kind == FieldValue::Kind::Text ? author.text : text_at(author, "name");
    if (!trim(name).empty()) names.push_back(std::move(name));
  };
  if (const FieldValue* list = value.find("authors"); list != nullptr) {
    for (const FieldValue& author : list->items) add(author);
  }
  if (const FieldValue* author = value.find("author"); author != nullptr && names.empty()) add(*author);
  return names;
}

FeedText text_of_field(const FieldValue& item, const char* name, bool is_html) {
  return {text_at(item, name), is_html, 0, name};
}

void add_attachments(const FieldValue& item, FeedEntry& entry) {
  const FieldValue* attachments = item.find("attachments");
  if (attachments == nullptr) return;
  for (const FieldValue& attachment : attachments->items) {
    entry.omissions.push_back(
        {"attachment: " + text_at(attachment, "mime_type"), entry.line, text_at(attachment, "url")});
  }
}

FeedEntry entry_of(const FieldValue& item, std::size_t line) {
  FeedEntry entry;
  entry.line = line;
  entry.id = text_at(item, "id");
  entry.url = text_at(item, "url");
  if (entry.url.empty()) entry.url = text_at(item, "external_url");
  entry.language = text_at(item, "language");
  entry.title = text_of_field(item, "title", false);
  entry.content = text_of_field(item, "content_html", true);
  if (entry.content.empty()) entry.content = text_of_field(item, "content_text", false);
  entry.summary = text_of_field(item, "summary", false);
  entry.published = text_at(item, "date_published");
  entry.published_origin = "date_published";
  entry.updated = text_at(item, "date_modified");
  entry.updated_origin = "date_modified";
  entry.authors = authors_of(item);
  entry.authors_origin = item.find("authors") != nullptr ? "authors" : "author";
  if (const FieldValue* tags = item.find("tags"); tags != nullptr) {
    for (const FieldValue& tag : tags->items) entry.tags.push_back(tag.text);
  }
  add_attachments(item, entry);
  return entry;
}

class JsonFeed {
 public:
  JsonFeed(const Source& source, const ReadOptions& options, ArticleSequence& articles)
      : source_(source), options_(options), articles_(articles) {}

  /// False when it is no JSON Feed.
  bool read(std::string_view json) {
    FieldValue head = FieldValue::map();
    std::string_view items;
    const bool is_whole = for_each_json_part(json, [&](const JsonPart& part) {
      if (part.name == "items") {
        items = part.text;
        return;
      }
      auto value = parser_.parse(part.text);
      if (auto* whole = std::get_if<FieldValue>(&value)) head.entries.emplace_back(part.name, std::move(*whole));
    });
    if (text_at(head, "version").find(kVersionMark) == std::string::npos) return false;
    channel_.title = single_spaced(text_at(head, "title"));
    channel_.language = text_at(head, "language");
    channel_.base = text_at(head, "home_page_url");
    channel_.authors = authors_of(head);
    counted_ = json.data();
    const bool has_all_items = items.empty() || read_items(items);
    if (!is_whole || !has_all_items) articles_.reject(line_of(json.data() + json.size()), "the JSON breaks off here");
    return true;
  }

 private:
  bool read_items(std::string_view items) {
    std::string_view last;
    std::size_t last_line = 0;
    std::string last_failure;
    const auto reject_last = [&] {
      if (!last_failure.empty()) articles_.reject(last_line, std::exchange(last_failure, {}));
    };
    const bool is_whole = for_each_json_part(items, [&](const JsonPart& part) {
      reject_last();
      last_line = line_of(part.text.data());
      read_item(part.text, last_line, last_failure);
    });
    // An item that the end cut off is not broken: it is what the end cut off.
    if (is_whole) reject_last();
    return is_whole;
  }

  void read_item(std::string_view text, std::size_t line, std::string& failure) {
    const auto value = parser_.parse(text);
    const auto* item = std::get_if<FieldValue>(&value);
    if (item == nullptr) {
      failure = std::get<BrokenJson>(value).reason;
      return;
    }
    if (item->kind != FieldValue::Kind::Map) {
      failure = "not a JSON object";
      return;
    }
    auto made = article_of(entry_of(*item, line), channel_, source_, options_);
    if (auto* rejection = std::get_if<Rejection>(&made)) {
      articles_.reject(rejection->line, std::move(rejection->reason));
    } else {
      articles_.put(std::move(std::get<Article>(made)));
    }
  }

  /// Places come in order, so that each line is counted once.
  std::size_t line_of(const char* place) {
    line_ += static_cast<std::size_t>(std::count(counted_, place, '\n'));
    counted_ = place;
    return line_;
  }

  const Source& source_;
  const ReadOptions& options_;
  ArticleSequence& articles_;
  JsonParser parser_;
  FeedChannel channel_;
  const char* counted_ = nullptr;
  std::size_t line_ = 1;
};

}  // namespace

void read_json_feed(const Source& source, const ReadOptions& options, const OutcomeSink& sink) {
  auto decoded = decode_records(source.bytes);
  auto* text = std::get_if<DecodedText>(&decoded);
  if (text == nullptr || text->text.find(kVersionMark) == std::string::npos) return sink(Unrecognised{});
  ArticleSequence articles(sink);
  if (!text->note.empty()) articles.note(text->note);
  if (!JsonFeed(source, options, articles).read(text->text)) return sink(Unrecognised{});
  articles.finish();
}

}  // namespace byline

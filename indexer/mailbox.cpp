#include "indexer/mailbox.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "indexer/text_lines.hpp"

namespace byline {
namespace {

/// No postmark is longer.
constexpr std::size_t kLongestPostmark = 300;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool has_clock_time(std::string_view line) {
  for (std::size_t colon = line.find(':'); colon != std::string_view::npos; colon = line.find(':', colon + 1)) {
    if (colon >= 1 && colon + 2 < line.size() && is_digit(line[colon - 1]) && is_digit(line[colon + 1]) &&
        is_digit(line[colon + 2])) {
      return true;
    }
  }
  return false;
}

template <std::size_t N>
bool has_word_of(std::string_view line, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return line.find(word) != std::string_view::npos; });
}

bool has_postmark_date(std::string_view line) {
  static constexpr std::array<std::string_view, 7> kDays = {" Mon", " Tue", " Wed", " Thu", " Fri", " Sat", " Sun"};
  static constexpr std::array<std::string_view, 12> kMonths = {" Jan", " Feb", " Mar", " Apr", " May", " Jun",
                                                               " Jul", " Aug", " Sep", " Oct", " Nov", " Dec"};
  line = line.substr(0, kLongestPostmark);
  return has_word_of(line, kDays) && has_word_of(line, kMonths) && has_clock_time(line);
}

/// The name of a mail header: printable ASCII up to a colon.
std::string_view header_name(std::string_view line) {
  const std::size_t colon = line.substr(0, 80).find(':');
  if (colon == std::string_view::npos) return {};
  const std::string_view name = line.substr(0, colon);
  return std::all_of(name.begin(), name.end(), [](char c) { return c > ' ' && c < 0x7F; }) ? name : std::string_view{};
}

bool is_common_header(std::string_view line) {
  static constexpr std::array<std::string_view, 12> kNames = {
      "return-path", "received",     "message-id", "date",         "from",       "subject",
      "to",          "delivered-to", "x-from",     "mime-version", "x-gm-thrid", "envelope-to"};
  const std::string_view name = header_name(line);
  return std::any_of(kNames.begin(), kNames.end(),
                     [&](std::string_view known) { return equals_ignoring_case(name, known); });
}

/// The line that begins at `begin`, without its line break, and where the next one begins.
struct RawLine {
  std::string_view text;
  std::size_t next = 0;
};

RawLine raw_line(std::string_view text, std::size_t begin) {
  const std::size_t end = std::min(text.find('\n', begin), text.size());
  std::string_view line = text.substr(begin, end - begin);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return {line, std::min(end + 1, text.size())};
}

bool is_postmark_at(std::string_view text, std::size_t begin, bool after_blank) {
  if (text.compare(begin, 5, "From ") != 0) return false;
  const RawLine line = raw_line(text, begin);
  const std::string_view below = raw_line(text, line.next).text;
  if (has_postmark_date(line.text)) {
    return line.next >= text.size() || !header_name(below).empty() || below.starts_with(">From ");
  }
  return after_blank && is_common_header(below);
}

/// What `Content-Length` among a message's headers says, and where its body begins.
struct StatedLength {
  std::size_t body_begin = 0;
  std::size_t length = 0;
};

/// Only headers are looked at, so a file of postmarks alone costs no more than any other.
std::optional<StatedLength> stated_length(std::string_view text, std::size_t begin) {
  constexpr std::string_view kName = "content-length";
  std::optional<std::size_t> length;
  while (begin < text.size()) {
    const RawLine line = raw_line(text, begin);
    begin = line.next;
    if (line.text.empty()) return length ? std::optional(StatedLength{begin, *length}) : std::nullopt;
    const std::string_view name = header_name(line.text);
    const bool continues = line.text.front() == ' ' || line.text.front() == '\t';
    if (name.empty() && !continues) return std::nullopt;
    if (!equals_ignoring_case(name, kName)) continue;
    const std::size_t digits = line.text.find_first_of("0123456789", kName.size());
    if (digits == std::string_view::npos) continue;
    std::size_t value = 0;
    const char* const end = line.text.data() + line.text.size();
    if (std::from_chars(line.text.data() + digits, end, value).ec == std::errc()) length = value;
  }
  return std::nullopt;
}

/// Where the message that begins at `begin` ends by its own statement, when the file agrees: there is a postmark, or
/// nothing more.
std::size_t stated_end(std::string_view text, std::size_t begin) {
  const auto stated = stated_length(text, begin);
  if (!stated || stated->length > text.size() - stated->body_begin) return begin;
  std::size_t end = stated->body_begin + stated->length;
  if (end > begin && end < text.size() && text[end - 1] != '\n' && text[end] != '\n' && text[end] != '\r') return begin;
  while (end < text.size() && (text[end] == '\n' || text[end] == '\r')) ++end;
  return end == text.size() || is_postmark_at(text, end, true) ? end : begin;
}

class MailboxReader {
 public:
  MailboxReader(std::string_view text, const std::function<void(const MailboxEntry&)>& visit)
      : text_(text), visit_(visit) {}

  void run() {
    std::size_t at = 0;
    std::size_t number = 1;
    bool after_blank = true;
    while (at < text_.size()) {
      const RawLine line = raw_line(text_, at);
      if (is_postmark_at(text_, at, after_blank)) {
        finish(at);
        entry_ = {line.text, {}, number + 1};
        begin_ = line.next;
        const std::size_t end = stated_end(text_, begin_);
        number += 1 + count_lines(text_.substr(begin_, end - begin_));
        at = end;
        after_blank = true;
        continue;
      }
      after_blank = line.text.empty();
      at = line.next;
      ++number;
    }
    finish(text_.size());
  }

 private:
  void finish(std::size_t end) {
    entry_.bytes = text_.substr(begin_, end - begin_);
    const bool is_something = entry_.bytes.find_first_not_of(" \t\r\n") != std::string_view::npos;
    if (is_something || !entry_.postmark.empty()) visit_(entry_);
  }

  std::string_view text_;
  const std::function<void(const MailboxEntry&)>& visit_;
  MailboxEntry entry_;
  std::size_t begin_ = 0;
};

}  // namespace

bool begins_with_postmark(std::string_view mbox) {
  const std::size_t begin = mbox.find_first_not_of("\r\n");
  return begin != std::string_view::npos && is_postmark_at(mbox, begin, true);
}

void for_each_message(std::string_view mbox, const std::function<void(const MailboxEntry&)>& visit) {
  MailboxReader(mbox, visit).run();
}

std::string without_from_quoting(std::string_view message) {
  std::string plain;
  plain.reserve(message.size());
  for (std::size_t at = 0; at < message.size();) {
    const std::size_t end = std::min(message.find('\n', at), message.size() - 1) + 1;
    std::string_view line = message.substr(at, end - at);
    const std::size_t signs = line.find_first_not_of('>');
    if (signs != 0 && signs != std::string_view::npos && line.substr(signs).starts_with("From ")) line.remove_prefix(1);
    plain.append(line);
    at = end;
  }
  return plain;
}

}  // namespace byline

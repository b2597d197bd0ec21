#include "indexer/mail_message.hpp"

#include <gmime/gmime.h>

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>
#include <variant>

#include "common/utf8.hpp"
#include "indexer/text_decoding.hpp"
#include "indexer/text_lines.hpp"

namespace byline {
namespace {

constexpr std::size_t kMaxParts = 1000;
constexpr std::size_t kMaxMessageDepth = 8;
constexpr std::size_t kMaxHeaders = 1000;
/// Nobody writes longer values; the rest of one is not read.
constexpr std::size_t kMaxHeaderBytes = 64 * 1024;
constexpr std::size_t kMaxFieldBytes = 1024 * 1024;
constexpr std::size_t kLongestFieldName = 100;
/// Of groups of addresses in one another: "a: b: c: …".
constexpr std::ptrdiff_t kMaxColonsInAddresses = 100;

struct Unref {
  void operator()(void* object) const { g_object_unref(object); }
};
template <typename T>
using Ref = std::unique_ptr<T, Unref>;

struct Free {
  void operator()(void* memory) const { g_free(memory); }
};
using CText = std::unique_ptr<char, Free>;

void initialise_once() {
  static std::once_flag once;
  std::call_once(once, g_mime_init);
}

std::string text_of(const char* text) { return text == nullptr ? std::string() : std::string(text); }

/// Well-formed UTF-8 on one line, without NUL.
std::string clean(std::string_view text) {
  std::string plain = repair_utf8(text).text;
  std::replace(plain.begin(), plain.end(), '\0', ' ');
  return single_spaced(plain);
}

/// Headers are ASCII by right; bytes above it are in whatever the sender's machine used.
std::string utf8_of(std::string_view raw) {
  auto decoded = decode_text(raw);
  if (auto* text = std::get_if<DecodedText>(&decoded)) return std::move(text->text);
  return clean(raw);
}

std::string decoded_header(const char* raw) {
  if (raw == nullptr) return {};
  const std::string text = utf8_of(std::string_view(raw).substr(0, kMaxHeaderBytes));
  const CText unfolded(g_mime_utils_header_unfold(text.c_str()));
  const CText decoded(g_mime_utils_header_decode_text(nullptr, unfolded.get()));
  return clean(text_of(decoded.get()));
}

// --- Addresses

bool is_address_header(std::string_view line) {
  static constexpr std::array<std::string_view, 12> kNames = {
      "from:",        "sender:",        "reply-to:",        "to:",        "cc:",        "bcc:",
      "resent-from:", "resent-sender:", "resent-reply-to:", "resent-to:", "resent-cc:", "resent-bcc:"};
  return std::any_of(kNames.begin(), kNames.end(), [&](std::string_view name) {
    return line.size() >= name.size() && equals_ignoring_case(line.substr(0, name.size()), name);
  });
}

bool is_field_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '-' || c == '_';
  });
}

/// Takes out of the headers what GMime would not survive, or only slowly: groups of addresses in one another, which it
/// reads by recursion, and fields without end, for which it asks for a little more memory again and again. Line breaks
/// stay.
class HeaderTaming {
 public:
  explicit HeaderTaming(std::string_view bytes) : bytes_(bytes) {}

  /// The tamed message, or nothing when it can stay as it is.
  std::string run() {
    for (std::size_t begin = 0; begin < bytes_.size();) {
      const std::size_t end = std::min(bytes_.find('\n', begin), bytes_.size());
      read_line(bytes_.substr(begin, end - begin), begin);
      begin = end + 1;
    }
    if (!tamed_.empty()) tamed_.append(bytes_.substr(copied_));
    return std::move(tamed_);
  }

 private:
  void read_line(std::string_view line, std::size_t begin) {
    if (line.empty() || line == "\r") return end_paragraph();
    if (line.starts_with("--")) may_be_headers_ = true;
    if (!may_be_headers_) return;
    if (!line.starts_with(' ') && !line.starts_with('\t')) begin_field(line);
    const std::size_t room = kMaxFieldBytes - std::min(field_bytes_, kMaxFieldBytes);
    const std::string_view kept = line.substr(0, in_field_ ? room : line.size());
    const auto colons = in_addresses_ ? std::count(kept.begin(), kept.end(), ':') : 0;
    if (kept.size() < line.size() || colons_ + colons > kMaxColonsInAddresses) replace(kept, begin, line.size());
    field_bytes_ += line.size();
    colons_ += colons;
  }

  /// Headers stand at the start, behind a boundary, and behind the headers of a part that is a message.
  void end_paragraph() {
    may_be_headers_ = in_field_;
    in_field_ = in_addresses_ = false;
  }

  void begin_field(std::string_view line) {
    const std::size_t colon = line.substr(0, kLongestFieldName).find(':');
    in_field_ = colon != std::string_view::npos && is_field_name(line.substr(0, colon));
    in_addresses_ = in_field_ && is_address_header(line);
    field_bytes_ = 0;
    colons_ = 0;
  }

  void replace(std::string_view line, std::size_t begin, std::size_t size) {
    tamed_.append(bytes_.substr(copied_, begin - copied_));
    auto colons = colons_;
    for (const char c : line) tamed_ += in_addresses_ && c == ':' && ++colons > kMaxColonsInAddresses ? ' ' : c;
    if (line.empty()) tamed_ += ' ';  // an empty line would end the headers
    copied_ = begin + size;
  }

  std::string_view bytes_;
  std::string tamed_;
  std::size_t copied_ = 0;
  bool may_be_headers_ = true;
  bool in_field_ = false;
  bool in_addresses_ = false;
  std::size_t field_bytes_ = 0;
  std::ptrdiff_t colons_ = 0;
};

/// "jane at example.org (Jane Doe)", as archives of mailing lists write it.
std::optional<MailAddress> obscured_address(std::string_view text) {
  const std::size_t at = text.find(" at ");
  const std::size_t open = text.find(" (");
  if (at == std::string_view::npos || open == std::string_view::npos || open < at || !text.ends_with(')')) return {};
  const std::string_view local = text.substr(0, at);
  const std::string_view domain = text.substr(at + 4, open - at - 4);
  if (local.find(' ') != std::string_view::npos || domain.find(' ') != std::string_view::npos) return {};
  const std::string_view name = text.substr(open + 2, text.size() - open - 3);
  return MailAddress{clean(name), std::string(local) + "@" + std::string(domain)};
}

MailAddress mail_address(InternetAddress* entry) {
  MailAddress result;
  result.name = clean(text_of(internet_address_get_name(entry)));
  if (INTERNET_ADDRESS_IS_MAILBOX(entry)) {
    result.address = clean(text_of(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(entry))));
  }
  return result;
}

std::vector<MailAddress> parse_addresses(const char* raw) {
  if (raw == nullptr) return {};
  const std::string text = utf8_of(std::string_view(raw).substr(0, kMaxHeaderBytes));
  const std::string line = single_spaced(text);
  if (const auto address = obscured_address(line)) return {*address};
  std::vector<MailAddress> addresses;
  const Ref<InternetAddressList> list(internet_address_list_parse(nullptr, line.c_str()));
  if (list == nullptr) {
    const std::string name = decoded_header(raw);
    if (!name.empty()) addresses.push_back({name.substr(0, name.find(" <")), {}});
    return addresses;
  }
  for (int i = 0; i < internet_address_list_length(list.get()); ++i) {
    addresses.push_back(mail_address(internet_address_list_get_address(list.get(), i)));
  }
  return addresses;
}

// --- Dates

std::optional<PartialDate> parse_date(const std::string& text) {
  GDateTime* const time = g_mime_utils_header_decode_date(text.c_str());
  if (time == nullptr) return std::nullopt;
  // GMime gives the time in the zone that was written, so this is the day that the sender saw.
  const PartialDate date{g_date_time_get_year(time), static_cast<unsigned>(g_date_time_get_month(time)),
                         static_cast<unsigned>(g_date_time_get_day_of_month(time))};
  g_date_time_unref(time);
  return is_valid(date) ? std::optional(date) : std::nullopt;
}

void read_date(MailMessage& message) {
  const std::string stated = message.value("Date");
  message.date = parse_date(stated);
  message.has_bad_date = !message.date && !stated.empty();
  if (message.date) return;
  // The topmost Received was added last, on arrival.
  const std::string received = message.value("Received");
  const std::size_t semicolon = received.rfind(';');
  if (semicolon != std::string::npos) message.date = parse_date(received.substr(semicolon + 1));
}

// --- Headers

void append_headers(GMimeObject* object, MailMessage& message) {
  GMimeHeaderList* const list = g_mime_object_get_header_list(object);
  const int count = std::min(g_mime_header_list_get_count(list), static_cast<int>(kMaxHeaders));
  for (int i = 0; i < count; ++i) {
    GMimeHeader* const header = g_mime_header_list_get_header_at(list, i);
    std::string value = decoded_header(g_mime_header_get_raw_value(header));
    if (!value.empty()) message.headers.emplace_back(text_of(g_mime_header_get_name(header)), std::move(value));
  }
}

void read_headers(GMimeMessage* parsed, MailMessage& message) {
  append_headers(GMIME_OBJECT(parsed), message);
  // GMime gives the headers about content to the part, also where there is only one.
  if (GMimeObject* const part = g_mime_message_get_mime_part(parsed)) append_headers(part, message);
  GMimeHeaderList* const list = g_mime_object_get_header_list(GMIME_OBJECT(parsed));
  if (GMimeHeader* const from = g_mime_header_list_get_header(list, "From")) {
    message.from = parse_addresses(g_mime_header_get_raw_value(from));
  }
}

/// "<x@y>" -> "x@y".
std::string without_brackets(std::string_view id) {
  const std::size_t open = id.find('<');
  const std::size_t close = id.find('>', open == std::string_view::npos ? 0 : open);
  if (open != std::string_view::npos && close != std::string_view::npos) id = id.substr(open + 1, close - open - 1);
  return std::string(trim(id));
}

// --- Parts

/// A character set that says no more than that nobody knew.
bool is_no_charset(std::string_view charset) {
  static constexpr std::array<std::string_view, 9> kNames = {
      "us-ascii", "ascii", "unknown", "unknown-8bit", "x-unknown", "8bit", "7bit", "default", "ansi_x3.4-1968"};
  return std::any_of(kNames.begin(), kNames.end(),
                     [&](std::string_view name) { return equals_ignoring_case(charset, name); });
}

/// Takes the tree of parts apart, with a list of our own instead of recursion.
class PartWalk {
 public:
  PartWalk(std::string_view source, std::vector<MailPart>& parts) : source_(source), parts_(parts) {}

  void run(GMimeObject* root) {
    pending_.push_back({root, 0, 0});
    while (!pending_.empty()) {
      const Pending next = pending_.back();
      pending_.pop_back();
      if (next.object == nullptr) continue;
      if (parts_.size() >= kMaxParts) return;
      visit(next);
    }
  }

 private:
  struct Pending {
    GMimeObject* object;
    std::size_t alternative;
    std::size_t depth;
  };

  void visit(const Pending& next) {
    if (GMIME_IS_MULTIPART(next.object)) {
      visit_multipart(next);
    } else if (GMIME_IS_MESSAGE_PART(next.object)) {
      visit_message(next);
    } else if (GMIME_IS_PART(next.object)) {
      visit_part(next);
    }
  }

  void visit_multipart(const Pending& next) {
    auto* const multipart = GMIME_MULTIPART(next.object);
    GMimeContentType* const type = g_mime_object_get_content_type(next.object);
    const bool is_choice = g_mime_content_type_is_type(type, "multipart", "alternative") != 0;
    const std::size_t alternative = is_choice ? ++alternatives_ : next.alternative;
    // Pushed from the last to the first, so that the first is visited next.
    for (int i = std::min(g_mime_multipart_get_count(multipart), static_cast<int>(kMaxParts)); i > 0; --i) {
      pending_.push_back({g_mime_multipart_get_part(multipart, i - 1), alternative, next.depth});
    }
  }

  void visit_message(const Pending& next) {
    GMimeMessage* const message = g_mime_message_part_get_message(GMIME_MESSAGE_PART(next.object));
    MailPart part;
    part.type = "message/rfc822";
    part.depth = next.depth + 1;
    if (message == nullptr || part.depth > kMaxMessageDepth) {
      parts_.push_back(std::move(part));
      return;
    }
    part.kind = MailPart::Kind::Message;
    GMimeHeader* const subject =
        g_mime_header_list_get_header(g_mime_object_get_header_list(GMIME_OBJECT(message)), "Subject");
    if (subject != nullptr) part.name = decoded_header(g_mime_header_get_raw_value(subject));
    parts_.push_back(std::move(part));
    pending_.push_back({g_mime_message_get_mime_part(message), 0, next.depth + 1});
  }

  void visit_part(const Pending& next) {
    auto* const object = GMIME_PART(next.object);
    MailPart part;
    part.depth = next.depth;
    part.alternative = next.alternative;
    const CText type(g_mime_content_type_get_mime_type(g_mime_object_get_content_type(next.object)));
    part.type = clean(text_of(type.get()));
    std::transform(part.type.begin(), part.type.end(), part.type.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    part.name = clean(text_of(g_mime_part_get_filename(object)));
    const bool is_attachment = g_mime_part_is_attachment(object) != 0;
    const bool is_text = part.type == "text/plain" || part.type == "text/markdown";
    if (!is_attachment && is_text) part.kind = MailPart::Kind::Text;
    if (!is_attachment && part.type == "text/html") part.kind = MailPart::Kind::Html;
    if (part.kind != MailPart::Kind::Attachment) read_content(object, part);
    parts_.push_back(std::move(part));
  }

  /// The line of a place in the message. Contents are asked for in the order of the message, so each line break is
  /// counted once.
  std::size_t line_of(gint64 offset) {
    if (offset < 0 || static_cast<std::size_t>(offset) > source_.size()) return 0;
    const auto place = static_cast<std::size_t>(offset);
    if (place < counted_) return 0;
    line_ += count_lines(source_.substr(counted_, place - counted_));
    counted_ = place;
    return line_;
  }

  void read_content(GMimePart* object, MailPart& part) {
    GMimeObject* const base = GMIME_OBJECT(object);
    const auto parameter = [&](const char* name) {
      return text_of(g_mime_object_get_content_type_parameter(base, name));
    };
    part.charset = clean(parameter("charset"));
    if (is_no_charset(part.charset)) part.charset.clear();
    part.is_flowed = equals_ignoring_case(parameter("format"), "flowed");
    part.deletes_spaces = equals_ignoring_case(parameter("delsp"), "yes");
    GMimeDataWrapper* const content = g_mime_part_get_content(object);
    if (content == nullptr) return;
    const GMimeContentEncoding encoding = g_mime_part_get_content_encoding(object);
    const bool is_encoded = encoding == GMIME_CONTENT_ENCODING_BASE64 ||
                            encoding == GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE ||
                            encoding == GMIME_CONTENT_ENCODING_UUENCODE;
    if (!is_encoded) part.line = line_of(g_mime_data_wrapper_get_stream(content)->bound_start);
    const Ref<GMimeStream> out(g_mime_stream_mem_new());
    g_mime_data_wrapper_write_to_stream(content, out.get());
    const GByteArray* const bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(out.get()));
    if (bytes->len > 0) part.bytes.assign(reinterpret_cast<const char*>(bytes->data), bytes->len);
  }

  std::string_view source_;
  std::vector<MailPart>& parts_;
  std::vector<Pending> pending_;
  std::size_t alternatives_ = 0;
  std::size_t counted_ = 0;  // up to here line breaks have been counted
  std::size_t line_ = 1;
};

/// True when the message's parts are never closed, as they are in a file that was cut.
bool lacks_end(GMimeObject* root, std::string_view source) {
  if (root == nullptr || !GMIME_IS_MULTIPART(root)) return false;
  const std::string boundary = text_of(g_mime_multipart_get_boundary(GMIME_MULTIPART(root)));
  return !boundary.empty() && source.rfind("--" + boundary + "--") == std::string_view::npos;
}

/// GMime's view of bytes that stay ours: nothing is copied, and the parts' contents are places in them.
class ParsedBytes {
 public:
  explicit ParsedBytes(std::string_view bytes)
      : array_(g_byte_array_new_take(reinterpret_cast<guint8*>(const_cast<char*>(bytes.data())), bytes.size())),
        stream_(g_mime_stream_mem_new_with_byte_array(array_)) {
    g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream_.get()), FALSE);
    const Ref<GMimeParser> parser(g_mime_parser_new_with_stream(stream_.get()));
    g_mime_parser_set_persist_stream(parser.get(), TRUE);
    message_.reset(g_mime_parser_construct_message(parser.get(), nullptr));
  }
  ~ParsedBytes() {
    message_.reset();
    stream_.reset();
    g_byte_array_free(array_, FALSE);
  }
  ParsedBytes(const ParsedBytes&) = delete;
  ParsedBytes& operator=(const ParsedBytes&) = delete;

  [[nodiscard]] GMimeMessage* message() const { return message_.get(); }

 private:
  GByteArray* array_;
  Ref<GMimeStream> stream_;
  Ref<GMimeMessage> message_;
};

}  // namespace

std::vector<std::string> MailMessage::values(std::string_view header) const {
  std::vector<std::string> found;
  for (const auto& [name, value] : headers) {
    if (equals_ignoring_case(name, header)) found.push_back(value);
  }
  return found;
}

std::string MailMessage::value(std::string_view header) const {
  for (const auto& [name, value] : headers) {
    if (equals_ignoring_case(name, header)) return value;
  }
  return {};
}

MailMessage parse_mail(std::string_view bytes) {
  initialise_once();
  MailMessage result;
  if (bytes.empty()) return result;
  const std::string tamed = HeaderTaming(bytes).run();
  const std::string_view source = tamed.empty() ? bytes : tamed;
  const ParsedBytes parsed(source);
  GMimeMessage* const message = parsed.message();
  if (message == nullptr) return result;
  read_headers(message, result);
  result.subject = result.value("Subject");
  result.id = without_brackets(result.value("Message-ID"));
  read_date(result);
  GMimeObject* const root = g_mime_message_get_mime_part(message);
  PartWalk(source, result.parts).run(root);
  result.is_cut_off = lacks_end(root, source);
  return result;
}

}  // namespace byline

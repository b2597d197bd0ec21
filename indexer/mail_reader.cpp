#include "indexer/mail_reader.hpp"

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>

#include "common/utf8.hpp"
#include "indexer/article_fields.hpp"
#include "indexer/ascii_case.hpp"
#include "indexer/mail_body.hpp"
#include "indexer/mail_message.hpp"
#include "indexer/mailbox.hpp"
#include "indexer/text_lines.hpp"

namespace byline {
namespace {

/// "Jane Doe via Ferry Talk": lists that may not send in a member's name put theirs behind it.
std::string without_list_name(const std::string& name, bool is_from_list) {
  const std::size_t via = name.rfind(" via ");
  return is_from_list && via != std::string::npos && via > 0 ? name.substr(0, via) : name;
}

/// The sender's name. An address is shown to nobody: without a name the part before the '@' stands for it.
std::string name_of(const MailAddress& sender, bool is_from_list) {
  std::string name = without_list_name(sender.name, is_from_list);
  while (name.size() >= 2 && (name.front() == '\'' || name.front() == '"') && name.back() == name.front()) {
    name = name.substr(1, name.size() - 2);
  }
  if (name.empty() || name.find('@') != std::string::npos) {
    name = sender.address.empty() ? name : sender.address;
    name = name.substr(0, name.find('@'));
  }
  return name;
}

std::string domain_of(const MailAddress& sender) {
  const std::size_t at = sender.address.rfind('@');
  return at == std::string::npos ? std::string() : ascii_lower(sender.address.substr(at + 1));
}

/// "Ferry Talk <ferry-talk.lists.example.org>" -> "Ferry Talk"; without a name what stands in the brackets.
std::string name_of_list(std::string_view header) {
  const std::size_t open = header.find('<');
  std::string_view name = trim(header.substr(0, open));
  if (name.size() >= 2 && name.front() == '"' && name.back() == '"') name = trim(name.substr(1, name.size() - 2));
  if (!name.empty() || open == std::string_view::npos) return std::string(name);
  const std::size_t close = header.find('>', open);
  return std::string(trim(header.substr(open + 1, close == std::string_view::npos ? close : close - open - 1)));
}

/// The address between angle brackets, when it is one of the web.
std::string web_address(std::string_view header) {
  const std::size_t begin = header.find("http");
  if (begin == std::string_view::npos) return {};
  const std::string_view rest = header.substr(begin);
  const std::string_view address = rest.substr(0, rest.find_first_of("> \t,"));
  return address.find("://") == std::string_view::npos ? std::string() : std::string(address);
}

/// Where the message can be read: List-Archive mostly names the whole archive, which is no address of a message.
std::string address_of(const MailMessage& message) {
  if (std::string address = web_address(message.value("Archived-At")); !address.empty()) return address;
  std::string address = web_address(message.value("List-Archive"));
  const bool is_of_message =
      address.find("/message/") != std::string::npos || address.find("/msg") != std::string::npos;
  return is_of_message ? address : std::string();
}

std::string joined(const std::vector<std::string>& values) {
  std::string all;
  for (const std::string& value : values) all += (all.empty() ? "" : ", ") + value;
  return all;
}

/// The fields of a message under the names that records have, with the header each is from.
class MailFields {
 public:
  void add(const std::string& field, const std::string& value, const std::string& header) {
    if (value.empty()) return;
    record.entries.emplace_back(field, FieldValue::of_text(value));
    findings.push_back({field, header});
  }

  FieldValue record = FieldValue::map();
  std::vector<Finding> findings;
};

void add_authors(const MailMessage& message, MailFields& fields) {
  const bool is_from_list = !message.value("List-Id").empty() || !message.value("List-Post").empty();
  FieldValue names = FieldValue::list();
  for (const MailAddress& sender : message.from) {
    std::string name = name_of(sender, is_from_list);
    if (!name.empty()) names.items.push_back(FieldValue::of_text(std::move(name)));
  }
  if (names.items.empty()) return;
  fields.record.entries.emplace_back("authors", std::move(names));
  fields.findings.push_back({"authors", "From"});
}

void add_source(const MailMessage& message, MailFields& fields) {
  const std::string list = name_of_list(message.value("List-Id"));
  if (!list.empty()) return fields.add("source", list, "List-Id");
  if (!message.from.empty()) fields.add("source", domain_of(message.from.front()), "From");
}

void add_tags(const MailMessage& message, MailFields& fields) {
  for (const char* header : {"Keywords", "X-Label"}) {
    const std::string tags = joined(message.values(header));
    if (!tags.empty()) return fields.add("tags", tags, header);
  }
}

MailFields fields_of(const MailMessage& message) {
  MailFields fields;
  fields.add("title", message.subject, "Subject");
  add_authors(message, fields);
  if (message.date) fields.add("date", message.date->to_string(), message.has_bad_date ? "Received" : "Date");
  const std::string language = message.value("Content-Language");
  fields.add("language", std::string(trim(language.substr(0, language.find(',')))), "Content-Language");
  add_source(message, fields);
  add_tags(message, fields);
  fields.add("url", address_of(message), "Archived-At");
  return fields;
}

/// What a message without a subject is called: how it begins, else the file's name.
std::string title_without_subject(const Article& article) {
  constexpr std::size_t kLongest = 80;
  if (!article.sections.empty()) {
    const std::string_view text = article.sections.front().text;
    const std::string line = single_spaced(text.substr(0, text.find('\n')));
    if (line.size() <= kLongest) return line;
    return std::string(trim(whole_code_points(line, kLongest))) + "…";
  }
  return repair_utf8(std::filesystem::path(article.path).stem().string()).text;
}

Article article_of(const MailMessage& message, std::size_t first_line, const Source& source,
                   const ReadOptions& options) {
  Article article;
  article.path = source.path;
  article.line = first_line;
  MailFields fields = fields_of(message);
  apply_fields(fields.record, FieldNames(options.field_map), FieldOrigin::Record, article);
  article.findings = std::move(fields.findings);
  if (message.has_bad_date) article.notes.push_back("date '" + message.value("Date") + "' not understood");
  if (message.is_cut_off) article.notes.push_back("the end of the message is missing");
  append_mail_body(message, first_line - 1, article);
  if (article.title.empty()) article.title = title_without_subject(article);
  return article;
}

/// A mail begins with headers; the commonest are told from other lines with a colon.
bool is_mail(const MailMessage& message) {
  return !message.from.empty() || !message.subject.empty() || !message.id.empty() || !message.value("Date").empty() ||
         !message.value("Received").empty();
}

/// Some programs put something above the headers: the postmark of an mbox, or the number of bytes that the message has
/// (Apple Mail, which puts its own notes behind).
struct SingleMail {
  std::string_view bytes;
  std::size_t first_line = 1;
};

SingleMail without_extras(std::string_view bytes) {
  const std::size_t begin = std::min(bytes.find_first_not_of("\r\n"), bytes.size());
  const std::size_t end = std::min(bytes.find('\n', begin), bytes.size() - 1) + 1;
  const std::string_view line = trim(bytes.substr(begin, std::min<std::size_t>(end - begin, 20)));
  SingleMail mail{bytes};
  std::size_t length = bytes.size() - end;
  const char* const last = line.data() + line.size();
  std::size_t stated = 0;
  const auto number = std::from_chars(line.data(), last, stated);
  const bool is_length = number.ec == std::errc() && number.ptr == last;
  if (is_length) length = std::min(length, stated);
  if (is_length || begins_with_postmark(bytes))
    mail = {bytes.substr(end, length), 1 + count_lines(bytes.substr(0, end))};
  return mail;
}

}  // namespace

void read_mail(const Source& source, const ReadOptions& options, const OutcomeSink& sink) {
  if (trim(source.bytes).empty()) return sink(Rejection{0, "empty"});
  const SingleMail mail = without_extras(source.bytes);
  const MailMessage message = parse_mail(mail.bytes);
  if (!is_mail(message)) return sink(Rejection{0, "not a mail: no headers"});
  Article article = article_of(message, mail.first_line, source, options);
  article.line = 1;
  sink(std::move(article));
}

void read_mbox(const Source& source, const ReadOptions& options, const OutcomeSink& sink) {
  if (trim(source.bytes).empty()) return sink(Rejection{0, "empty"});
  for_each_message(source.bytes, [&](const MailboxEntry& entry) {
    const MailMessage message = parse_mail(without_from_quoting(entry.bytes));
    Article article = article_of(message, entry.line, source, options);
    const bool says_nothing = article.sections.empty() || entry.postmark.empty();
    if (says_nothing && !is_mail(message)) return sink(Rejection{entry.line, "not a mail: no headers"});
    article.id = message.id;
    sink(std::move(article));
  });
}

bool is_maildir_message(const std::filesystem::path& path) {
  const std::string folder = path.parent_path().filename().string();
  if (folder != "cur" && folder != "new") return false;
  const std::string name = path.filename().string();
  const std::size_t digits = name.find_first_not_of("0123456789");
  // Seconds since 1970, a part that tells messages of one second apart, and the host.
  if (digits == std::string::npos || digits < 8 || digits > 11 || name[digits] != '.') return false;
  const std::size_t second = name.find('.', digits + 1);
  return second != std::string::npos && second > digits + 1 && second + 1 < name.size();
}

}  // namespace byline

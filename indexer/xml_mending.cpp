#include "indexer/xml_mending.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

#include "indexer/ascii_case.hpp"

namespace byline {
namespace {

constexpr std::size_t kPieceBytes = 16 << 10;
constexpr std::size_t kLongestEntityName = 32;
constexpr std::size_t kMaxDepth = 1000;
/// Parsers compare each attribute with all others of its tag.
constexpr std::size_t kMaxAttributes = 500;
/// How many open elements are looked at, in all, for those that stray end tags may mean.
constexpr std::size_t kMaxSearchSteps = 50'000'000;
constexpr std::string_view kCdata = "<![CDATA[";

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r'; }

bool is_special(char c) { return c == '<' || c == '&' || c == ']' || is_control(c); }

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

bool begins_name(char c) {
  const char lower = static_cast<char>(c | 0x20);
  return (lower >= 'a' && lower <= 'z') || c == '_' || c == ':' || static_cast<unsigned char>(c) >= 0x80;
}

bool is_name(std::string_view text) {
  return !text.empty() && begins_name(text.front()) && std::all_of(text.begin(), text.end(), [](char c) {
    return begins_name(c) || is_letter_or_digit(c) || c == '-' || c == '.';
  });
}

/// Up to where a name in a tag can go.
std::size_t name_end(std::string_view xml, std::size_t at) {
  while (at < xml.size() && !is_space(xml[at]) && std::string_view("/><=\"'").find(xml[at]) == std::string_view::npos) {
    ++at;
  }
  return at;
}

/// References to C1 controls mean the characters that Windows-1252 has there, as HTML rules.
constexpr std::array<char16_t, 32> kWindows1252 = {0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                   0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
                                                   0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                   0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

/// The character a numeric reference stands for; a space for one that no text may hold.
char32_t allowed(std::uint32_t code_point) {
  if (code_point >= 0x80 && code_point < 0xA0) return kWindows1252[code_point - 0x80];
  const bool is_allowed = (code_point >= 0x20 && code_point < 0xD800) ||
                          (code_point >= 0xE000 && code_point < 0xFFFE) ||
                          (code_point >= 0x10000 && code_point <= 0x10FFFF) || code_point == '\t' || code_point == '\n';
  return is_allowed ? code_point : U' ';
}

/// "#8217" or "#x2019" -> the number; 0 for anything else.
std::uint32_t number_of(std::string_view reference) {
  reference.remove_prefix(1);
  const bool is_hexadecimal = reference.starts_with('x') || reference.starts_with('X');
  if (is_hexadecimal) reference.remove_prefix(1);
  std::uint32_t number = 0;
  const char* end = reference.data() + reference.size();
  const auto [stop, error] = std::from_chars(reference.data(), end, number, is_hexadecimal ? 16 : 10);
  if (error == std::errc::result_out_of_range) return 0x110000;
  return error == std::errc() && stop == end ? std::max(number, 1u) : 0;
}

/// Where a document type ends, which may have quoted texts, and declarations with comments between brackets.
std::size_t doctype_end(std::string_view xml, std::size_t at) {
  bool is_in_brackets = false;
  for (; at < xml.size(); ++at) {
    const char c = xml[at];
    if (c == '"' || c == '\'') {
      at = xml.find(c, at + 1);
    } else if (xml.substr(at, 4) == "<!--") {
      at = xml.find("-->", at);
    } else if (c == '[' || c == ']') {
      is_in_brackets = c == '[';
    } else if (c == '>' && !is_in_brackets) {
      return at + 1;
    }
    if (at == std::string_view::npos) break;
  }
  return std::string_view::npos;
}

}  // namespace

CharacterReference character_reference(std::string_view text, EntityLookup lookup) {
  const std::string_view rest = text.substr(1, kLongestEntityName + 1);
  std::size_t size = rest.starts_with('#') ? 1 : 0;
  while (size < rest.size() && is_letter_or_digit(rest[size])) ++size;
  if (size == 0 || size == rest.size() || rest[size] != ';') return {};
  const std::string_view name = rest.substr(0, size);
  CharacterReference reference{0, size + 2, true};
  if (name.front() != '#') {
    reference.code_point = lookup(name);
  } else if (const std::uint32_t number = number_of(name); number != 0) {
    reference.code_point = allowed(number);
    reference.is_allowed = reference.code_point != U' ' || number == ' ';
  }
  return reference;
}

std::size_t XmlMender::read(char* to, std::size_t size) {
  if (taken_ == ready_.size()) mend_more();
  const std::size_t count = std::min(size, ready_.size() - taken_);
  std::memcpy(to, ready_.data() + taken_, count);
  taken_ += count;
  return count;
}

std::string XmlMender::problem() const {
  if (problem_ == nullptr) return {};
  const auto end = xml_.begin() + static_cast<std::ptrdiff_t>(problem_at_);
  return "line " + std::to_string(std::count(xml_.begin(), end, '\n') + 1) + ": " + problem_;
}

void XmlMender::report(const char* problem) {
  if (problem_ != nullptr) return;
  problem_ = problem;
  problem_at_ = at_;
}

void XmlMender::mend_more() {
  ready_.clear();
  taken_ = 0;
  while (at_ < xml_.size() && ready_.size() < kPieceBytes && !is_behind_root_) {
    const std::size_t limit = std::min(xml_.size(), at_ + kPieceBytes);
    std::size_t end = at_;
    while (end < limit && !is_special(xml_[end])) ++end;
    append_text(end);
    if (at_ < limit) mend_special();
  }
}

void XmlMender::append_text(std::size_t end) {
  if (is_outside_root()) return pass_over(end);
  ready_.append(xml_.substr(at_, end - at_));
  at_ = end;
}

void XmlMender::mend_special() {
  const char c = xml_[at_];
  if (is_in_cdata_ && is_at("]]>")) {
    is_in_cdata_ = false;
    at_ += 3;
  } else if (c == '<' && !is_in_cdata_) {
    mend_markup();
  } else if (is_outside_root()) {
    pass_over(at_ + 1);
  } else if (is_control(c)) {
    report("a character that XML does not allow");
    ready_ += ' ';
    ++at_;
  } else if (c == '&' && !is_in_cdata_) {
    at_ += append_mended_reference(xml_.substr(at_));
  } else {
    append_reference(static_cast<unsigned char>(c));
    ++at_;
  }
}

void XmlMender::mend_markup() {
  const bool is_end_tag = is_at("</");
  const std::size_t begin = at_ + (is_end_tag ? 2 : 1);
  const std::string_view name = xml_.substr(begin, name_end(xml_, begin) - begin);
  if (is_name(name)) {
    at_ = begin + name.size();
    return is_end_tag ? mend_end_tag(name) : mend_start_tag(name);
  }
  if (is_at("<!--")) {
    const std::size_t end = xml_.find("-->", at_ + 4);
    pass_over(end == std::string_view::npos ? xml_.size() : end + 3);
  } else if (is_at("<?")) {
    pass_over_instruction();
  } else if (is_outside_root()) {
    pass_over_doctype();
  } else if (is_at(kCdata)) {
    is_in_cdata_ = true;
    at_ += kCdata.size();
  } else {
    report("a bare <");
    append_reference(U'<');
    ++at_;
  }
}

void XmlMender::mend_start_tag(std::string_view name) {
  const bool is_written = too_deep_ == 0 && open_.size() < kMaxDepth;
  const std::size_t begin = ready_.size();
  if (is_written) ready_.append("<").append(name);
  const bool is_empty = mend_attributes(is_written);
  // Of a tag that the end of the document cut off nothing is known.
  if (at_ >= xml_.size() && xml_.back() != '>') return ready_.resize(begin);
  if (is_written) ready_ += is_empty ? "/>" : ">";
  if (is_empty) {
    is_behind_root_ = is_outside_root();
  } else if (is_written) {
    open_.push_back(name);
  } else {
    ++too_deep_;
  }
}

void XmlMender::mend_end_tag(std::string_view name) {
  mend_attributes(false);
  if (too_deep_ > 0) {
    --too_deep_;
    return;
  }
  if (!is_open(name)) return report("an end tag that closes nothing");
  if (open_.back() != name) report("an element that is not closed");
  while (open_.back() != name) close_open_element();
  close_open_element();
}

void XmlMender::close_open_element() {
  ready_.append("</").append(open_.back()).append(">");
  open_.pop_back();
  is_behind_root_ = open_.empty();
}

bool XmlMender::is_open(std::string_view name) {
  for (std::size_t i = open_.size(); i > 0 && search_steps_ < kMaxSearchSteps; --i, ++search_steps_) {
    if (open_[i - 1] == name) return true;
  }
  return false;
}

void XmlMender::skip_space() {
  while (at_ < xml_.size() && is_space(xml_[at_])) {
    if (xml_[at_] == '\n') ready_ += '\n';
    ++at_;
  }
}

bool XmlMender::mend_attributes(bool is_wanted) {
  attributes_ = 0;
  while (true) {
    skip_space();
    if (at_ >= xml_.size()) return false;
    if (is_at("/>")) return at_ += 2, true;
    if (is_at(">")) return ++at_, false;
    if (is_at("<")) return report("a tag that is not closed"), false;
    mend_attribute(is_wanted);
  }
}

void XmlMender::mend_attribute(bool is_wanted) {
  const std::string_view name = xml_.substr(at_, name_end(xml_, at_) - at_);
  if (name.empty()) {
    ++at_;
    return;
  }
  at_ += name.size();
  skip_space();
  std::string_view value = name;
  if (is_at("=")) {
    ++at_;
    skip_space();
    value = attribute_value();
  }
  if (is_wanted && is_name(name) && ++attributes_ <= kMaxAttributes) append_attribute(name, value);
}

std::string_view XmlMender::attribute_value() {
  const bool is_quoted = !is_without_quotes_ && (is_at("\"") || is_at("'"));
  if (is_quoted) {
    const std::size_t close = xml_.find(xml_[at_], at_ + 1);
    if (close != std::string_view::npos) {
      const std::string_view value = xml_.substr(at_ + 1, close - at_ - 1);
      at_ = close + 1;
      return value;
    }
    is_without_quotes_ = true;
  }
  report("an attribute without quotes");
  const std::size_t begin = at_;
  while (at_ < xml_.size() && !is_space(xml_[at_]) && xml_[at_] != '>') ++at_;
  return xml_.substr(begin, at_ - begin);
}

void XmlMender::append_attribute(std::string_view name, std::string_view value) {
  ready_.append(" ").append(name).append("=\"");
  while (!value.empty()) {
    const char c = value.front();
    std::size_t size = 1;
    if (c == '&') {
      size = append_mended_reference(value);
    } else if (c == '<' || c == '"') {
      append_reference(static_cast<unsigned char>(c));
    } else {
      ready_ += is_control(c) ? ' ' : c;
    }
    value.remove_prefix(size);
  }
  ready_ += '"';
}

void XmlMender::pass_over_instruction() {
  const std::size_t end = is_without_instructions_ ? std::string_view::npos : xml_.find("?>", at_ + 2);
  is_without_instructions_ = end == std::string_view::npos;
  if (!is_without_instructions_) return pass_over(end + 2);
  report("a processing instruction that does not end");
  pass_over(at_ + 2);
}

void XmlMender::pass_over_doctype() {
  constexpr std::string_view kDoctype = "<!DOCTYPE";
  const bool is_doctype = same_but_ascii_case(xml_.substr(at_, kDoctype.size()), kDoctype) && !is_without_doctypes_;
  if (!is_doctype) return pass_over(at_ + 1);
  const std::size_t end = doctype_end(xml_, at_ + kDoctype.size());
  // One quote too few would take the whole document with it.
  is_without_doctypes_ = end == std::string_view::npos;
  if (is_without_doctypes_) report("a document type that does not end");
  pass_over(is_without_doctypes_ ? at_ + 1 : end);
}

void XmlMender::pass_over(std::size_t end) {
  ready_.append(static_cast<std::size_t>(std::count(xml_.begin() + static_cast<std::ptrdiff_t>(at_),
                                                    xml_.begin() + static_cast<std::ptrdiff_t>(end), '\n')),
                '\n');
  at_ = end;
}

std::size_t XmlMender::append_mended_reference(std::string_view text) {
  const CharacterReference reference = character_reference(text, lookup_);
  if (reference.code_point == 0) report("an & that begins no known reference");
  if (!reference.is_allowed) report("a reference to a character that XML does not allow");
  append_reference(reference.code_point == 0 ? U'&' : reference.code_point);
  return reference.code_point == 0 ? 1 : reference.size;
}

void XmlMender::append_reference(char32_t code_point) {
  ready_.append("&#").append(std::to_string(static_cast<std::uint32_t>(code_point))).append(";");
}

}  // namespace byline

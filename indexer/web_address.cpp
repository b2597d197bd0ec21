#include "indexer/web_address.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "common/folding.hpp"
#include "common/utf8.hpp"

namespace byline {
namespace {

constexpr std::size_t kLongestAddress = 2000;

/// The length of "https://" or "http://" in front, else 0.
std::size_t scheme_size(std::string_view url) {
  const std::string head = folded_case(whole_code_points(url, 8));
  if (head.starts_with("https://")) return 8;
  return head.starts_with("http://") ? 7 : 0;
}

/// The parts of an address, each with the sign that sets it off: "https:", "//x.org", "/a/b", "?q", "#f".
struct AddressParts {
  std::string_view scheme, authority, path, query, fragment;
};

std::string_view cut_front(std::string_view& text, std::size_t size) {
  const std::string_view front = text.substr(0, size);
  text.remove_prefix(front.size());
  return front;
}

bool is_scheme(std::string_view text) {
  const auto is_letter = [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; };
  return !text.empty() && is_letter(text.front()) && std::all_of(text.begin(), text.end(), [&](char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
  });
}

AddressParts parts_of(std::string_view address) {
  AddressParts parts;
  const std::size_t colon = address.find(':');
  if (colon != std::string_view::npos && is_scheme(address.substr(0, colon))) {
    parts.scheme = cut_front(address, colon + 1);
  }
  if (address.starts_with("//")) {
    parts.authority = cut_front(address, std::min(address.size(), address.find_first_of("/?#", 2)));
  }
  parts.path = cut_front(address, std::min(address.size(), address.find_first_of("?#")));
  parts.query = cut_front(address, std::min(address.size(), address.find('#')));
  parts.fragment = address;
  return parts;
}

/// "/a/b/../c/./d" -> "/a/c/d".
std::string without_dot_segments(std::string_view path) {
  std::vector<std::string_view> segments;
  bool ends_in_folder = false;
  for (std::size_t begin = 1; begin <= path.size();) {
    const std::size_t end = std::min(path.size(), path.find('/', begin));
    const std::string_view segment = path.substr(begin, end - begin);
    ends_in_folder = segment == "." || segment == "..";
    if (segment == "..") {
      if (!segments.empty()) segments.pop_back();
    } else if (segment != ".") {
      segments.push_back(segment);
    }
    begin = end + 1;
  }
  std::string result;
  for (const std::string_view segment : segments) result.append("/").append(segment);
  if (ends_in_folder || result.empty()) result += '/';
  return result;
}

std::string merged_path(const AddressParts& reference, const AddressParts& base) {
  if (reference.path.starts_with('/')) return without_dot_segments(reference.path);
  std::string path(base.path.substr(0, base.path.rfind('/') + 1));
  if (path.empty()) path = "/";
  return without_dot_segments(path.append(reference.path));
}

}  // namespace

std::string resolved_address(std::string_view reference, std::string_view base) {
  reference = trim(reference);
  const AddressParts ours = parts_of(reference);
  const AddressParts theirs = parts_of(trim(base));
  if (!ours.scheme.empty() || theirs.scheme.empty() || theirs.authority.empty()) return std::string(reference);
  std::string address(theirs.scheme);
  if (!ours.authority.empty()) return address.append(reference);
  address.append(theirs.authority);
  if (ours.path.empty()) {
    address.append(theirs.path).append(ours.query.empty() ? theirs.query : ours.query);
  } else {
    address.append(merged_path(ours, theirs)).append(ours.query);
  }
  return address.append(ours.fragment);
}

std::optional<std::string> absolute_address(std::string_view reference, std::string_view base) {
  reference = trim(reference);
  if (reference.empty() || reference.size() > kLongestAddress ||
      reference.find_first_of(" \t\n<>\"") != std::string::npos) {
    return std::nullopt;
  }
  std::string address = resolved_address(reference, base);
  return host_of(address).empty() ? std::nullopt : std::optional(std::move(address));
}

std::string host_of(std::string_view url) {
  const std::size_t scheme = scheme_size(url);
  if (scheme == 0) return {};
  url.remove_prefix(scheme);
  std::string_view host = url.substr(0, url.find_first_of("/?#"));
  if (const std::size_t user = host.rfind('@'); user != std::string_view::npos) host.remove_prefix(user + 1);
  return folded_case(host.substr(0, host.find(':')));
}

bool is_web_address(std::string_view text) { return scheme_size(text) > 0; }

}  // namespace byline

#include "indexer/web_address.hpp"

#include <algorithm>

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

}  // namespace

std::string host_of(std::string_view url) {
  const std::size_t scheme = scheme_size(url);
  if (scheme == 0) return {};
  url.remove_prefix(scheme);
  std::string_view host = url.substr(0, url.find_first_of("/?#"));
  if (const std::size_t user = host.rfind('@'); user != std::string_view::npos) host.remove_prefix(user + 1);
  return folded_case(host.substr(0, host.find(':')));
}

std::optional<std::string> absolute_address(std::string_view reference, std::string_view base) {
  reference = trim(reference);
  if (reference.empty() || reference.size() > kLongestAddress ||
      reference.find_first_of(" \t\n<>\"") != std::string::npos) {
    return std::nullopt;
  }
  if (scheme_size(reference) > 0)
    return host_of(reference).empty() ? std::nullopt : std::optional(std::string(reference));
  const std::size_t scheme = scheme_size(base);
  const std::size_t first = reference.find_first_of("/?#");
  const bool has_other_scheme = reference.substr(0, first).find(':') != std::string_view::npos;
  if (scheme == 0 || has_other_scheme || host_of(base).empty()) return std::nullopt;
  if (reference.starts_with("//")) return std::string(base.substr(0, scheme - 2)) + std::string(reference);
  const std::size_t path = std::min(base.find_first_of("/?#", scheme), base.size());
  const std::string origin(base.substr(0, path));
  if (reference.front() == '/') return origin + std::string(reference);
  const std::string_view whole_path = base.substr(path, base.find_first_of("?#", path) - path);
  if (reference.front() == '?' || reference.front() == '#')
    return origin + std::string(whole_path) + std::string(reference);
  const std::size_t slash = whole_path.rfind('/');
  return origin + std::string(slash == std::string_view::npos ? "/" : whole_path.substr(0, slash + 1)) +
         std::string(reference);
}

}  // namespace byline

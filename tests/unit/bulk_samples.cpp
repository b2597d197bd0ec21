#include "tests/unit/bulk_samples.hpp"

#include <cstdlib>
#include <set>

namespace byline::test {

SampleDocument sample_document(std::string_view text) {
  SampleDocument document;
  std::uint32_t position = 0;
  while (!text.empty()) {
    const std::size_t end = text.find(' ');
    const std::string word(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (word.empty()) continue;
    document.terms[word].positions.push_back(++position);
    ++document.terms["Z" + word.substr(0, 6)].wdf;
  }
  return document;
}

void write_by_api(const std::filesystem::path& folder, const Sample& sample) {
  setenv("XAPIAN_FLUSH_THRESHOLD", "1000000000", 1);
  bulk::write_by_xapian(folder, sample);
}

}  // namespace byline::test

#include "searcher/synonyms.hpp"

#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <optional>
#include <utility>

#include "common/error.hpp"
#include "common/utf8.hpp"
#include "searcher/query_lexer.hpp"

namespace byline {
namespace {

/// More is no list of synonyms: it would have to be read for each search.
constexpr std::size_t kMaxBytes = 16u << 20;

/// The entries of one line, by the side of the arrow on which they stand.
class LineReader {
 public:
  LineReader(std::string_view line, std::string place) : line_(line), place_(std::move(place)) {}

  SynonymRule read() {
    for (std::size_t i = 0; i < line_.size(); ++i) {
      if (line_[i] == '\\' && i + 1 < line_.size()) {
        entry_ += line_[++i];
      } else if (line_[i] == ',') {
        end_entry();
      } else if (line_.substr(i, 2) == "=>") {
        begin_alternatives();
        ++i;
      } else {
        if (line_[i] == '*') fail("a * has no meaning in a list of synonyms", "");
        entry_ += line_[i];
      }
    }
    end_entry();
    return rule();
  }

 private:
  [[noreturn]] void fail(const std::string& message, const std::string& hint) const {
    throw Error(ErrorKind::BadInput, place_ + ": " + message, hint);
  }

  void end_entry() {
    const std::string_view text = trim(entry_);
    if (text.empty()) fail("an entry is empty", "a \\ before a comma makes it part of a word: 1\\,000");
    if (!has_word(decode_query(text))) fail(fmt::format("there is no word in '{}'", text), "");
    entries_.emplace_back(text);
    entry_.clear();
  }

  void begin_alternatives() {
    if (words_) fail("there are two arrows", "one line for each: word => others");
    end_entry();
    words_ = std::exchange(entries_, {});
  }

  SynonymRule rule() {
    if (words_) return {std::move(*words_), std::move(entries_), 0};
    if (entries_.size() < 2) {
      fail(fmt::format("'{}' stands alone", entries_.front()), "usa, united states  or  covid => coronavirus");
    }
    return {entries_, entries_, 0};
  }

  std::string_view line_;
  std::string place_;
  std::string entry_;
  std::vector<std::string> entries_;
  std::optional<std::vector<std::string>> words_;  ///< what stood before the arrow
};

}  // namespace

Synonyms parse_synonyms(std::string_view text, const std::string& name) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  Synonyms rules;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string place = fmt::format("{}, line {}", name, number);
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!is_valid_utf8(line)) throw Error(ErrorKind::BadInput, place + ": not well-formed UTF-8");
    const std::string_view content = trim(line);
    if (content.empty() || content.front() == '#') continue;
    rules.push_back(LineReader(content, place).read());
    rules.back().line = number;
  }
  return rules;
}

Synonyms read_synonyms(const std::filesystem::path& file) {
  const std::string name = file.string();
  std::error_code failed;
  std::ifstream in(file, std::ios::binary);
  if (!in || std::filesystem::is_directory(file, failed)) {
    throw Error(ErrorKind::BadInput, "cannot read the synonyms '" + name + "'");
  }
  std::string text(kMaxBytes + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (in.bad()) throw Error(ErrorKind::BadInput, "cannot read the synonyms '" + name + "'");
  if (text.size() > kMaxBytes) {
    throw Error(ErrorKind::BadInput, fmt::format("the synonyms '{}' are more than {} bytes", name, kMaxBytes));
  }
  return parse_synonyms(text, name);
}

}  // namespace byline

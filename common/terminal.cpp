#include "common/terminal.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <memory>
#include <optional>
#include <utility>

#include "common/error.hpp"
#include "common/utf8.hpp"

namespace byline {
namespace {

constexpr std::string_view kEllipsis = "…";
constexpr std::size_t kEllipsisColumns = 1;

/// No cluster, however many code points it joins, is drawn wider than an ideograph.
constexpr std::size_t kMaxClusterColumns = 2;

constexpr char32_t kEmojiVariationSelector = 0xFE0F;

void require(UErrorCode status, const char* what) {
  if (U_FAILURE(status)) throw Error(ErrorKind::Internal, std::string("ICU: ") + what + ": " + u_errorName(status));
}

/// One of ICU's iterators over UTF-8 text, by bytes.
class Boundaries {
 public:
  using Factory = icu::BreakIterator*(U_EXPORT2*)(const icu::Locale&, UErrorCode&);

  explicit Boundaries(Factory create) {
    UErrorCode status = U_ZERO_ERROR;
    iterator_.reset(create(icu::Locale::getRoot(), status));
    require(status, "no text boundaries");
  }
  Boundaries(const Boundaries&) = delete;
  Boundaries& operator=(const Boundaries&) = delete;
  ~Boundaries() {
    iterator_.reset();
    if (utext_ != nullptr) utext_close(utext_);
  }

  /// Starts at the beginning of `text`, which must outlive the calls of `next`.
  void open(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    utext_ = utext_openUTF8(utext_, text.data(), static_cast<std::int64_t>(text.size()), &status);
    require(status, "cannot read the text");
    iterator_->setText(utext_, status);
    require(status, "cannot find the text's boundaries");
    iterator_->first();
  }

  /// The next boundary, or nothing after the end of the text.
  std::optional<std::size_t> next() {
    const std::int32_t boundary = iterator_->next();
    if (boundary == icu::BreakIterator::DONE) return std::nullopt;
    return static_cast<std::size_t>(boundary);
  }

  /// For lines: whether the text has to break at the boundary just found.
  [[nodiscard]] bool is_hard() const { return iterator_->getRuleStatus() >= UBRK_LINE_HARD; }

 private:
  std::unique_ptr<icu::BreakIterator> iterator_;
  UText* utext_ = nullptr;
};

Boundaries& clusters_of(std::string_view text) {
  thread_local Boundaries boundaries(icu::BreakIterator::createCharacterInstance);
  boundaries.open(text);
  return boundaries;
}

Boundaries& line_breaks_of(std::string_view text) {
  thread_local Boundaries boundaries(icu::BreakIterator::createLineInstance);
  boundaries.open(text);
  return boundaries;
}

std::size_t code_point_columns(UChar32 c) {
  constexpr std::uint32_t kWithoutWidth =
      U_GC_M_MASK | U_GC_CF_MASK | U_GC_CC_MASK | U_GC_CS_MASK | U_GC_ZL_MASK | U_GC_ZP_MASK;
  if ((U_GET_GC_MASK(c) & kWithoutWidth) != 0) return 0;
  switch (u_getIntPropertyValue(c, UCHAR_HANGUL_SYLLABLE_TYPE)) {
    case U_HST_VOWEL_JAMO:
    case U_HST_TRAILING_JAMO: return 0;  // drawn into the syllable that the leading consonant begins
    default: break;
  }
  if (u_hasBinaryProperty(c, UCHAR_EMOJI_PRESENTATION)) return 2;
  switch (u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH)) {
    case U_EA_WIDE:
    case U_EA_FULLWIDTH: return 2;
    default: return 1;
  }
}

/// What wrapping and measuring need to know of a grapheme cluster.
struct Cluster {
  std::size_t columns = 0;
  bool is_white_space = true;  ///< every code point
};

/// Ill-formed bytes count as U+FFFD does.
Cluster measure(std::string_view text) {
  Cluster cluster;
  const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<std::int32_t>(text.size());
  bool base_is_emoji = false;
  for (std::int32_t at = 0; at < size;) {
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(bytes, at, size, c);
    if (c == static_cast<UChar32>(kEmojiVariationSelector) && base_is_emoji) cluster.columns = kMaxClusterColumns;
    base_is_emoji = u_hasBinaryProperty(c, UCHAR_EMOJI);
    cluster.columns = std::min(cluster.columns + code_point_columns(c), kMaxClusterColumns);
    // The same as for trim().
    if (!u_isUWhiteSpace(c) && c != 0xFEFF && c != 0x200B) cluster.is_white_space = false;
  }
  return cluster;
}

bool is_printable_ascii(char c) { return c >= 0x20 && c < 0x7F; }

/// Characters that move the cursor, reorder what is shown around them, or show nothing where a reader expects a line.
bool is_unsafe(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x061C || c == 0x200E || c == 0x200F ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x206F);
}

void append_escape(std::string& text, char32_t c) {
  const auto number = static_cast<std::uint32_t>(c);
  if (number < 0x100) {
    fmt::format_to(std::back_inserter(text), "\\x{:02x}", number);
  } else {
    fmt::format_to(std::back_inserter(text), "<U+{:04X}>", number);
  }
}

/// Fills lines greedily, one cluster after the other.
class Wrapper {
 public:
  explicit Wrapper(std::size_t width) : width_(width) {}

  void add(std::size_t begin, std::size_t end, const Cluster& cluster) {
    if (!cluster.is_white_space) add_visible(begin, end, cluster.columns);
    columns_ += cluster.columns;
  }

  /// A break is allowed after the clusters added so far.
  void allow_break() {
    if (line_.begin == kNowhere) return;
    break_ = visible_end_;
    after_break_ = {};
  }

  void end_line() {
    if (line_.begin != kNowhere) lines_.push_back({line_.begin, visible_end_});
    line_ = {};
    break_ = kNowhere;
  }

  std::vector<LineRange> take_lines() {
    end_line();
    return std::move(lines_);
  }

 private:
  static constexpr std::size_t kNowhere = std::string_view::npos;

  struct Start {
    std::size_t begin = kNowhere;
    std::size_t columns = 0;  ///< of the text before
  };

  void add_visible(std::size_t begin, std::size_t end, std::size_t columns) {
    const Start here{begin, columns_};
    if (line_.begin == kNowhere) line_ = here;
    if (break_ != kNowhere && after_break_.begin == kNowhere) after_break_ = here;
    if (overflows(columns) && break_ != kNowhere) {
      lines_.push_back({line_.begin, break_});
      line_ = after_break_;
      break_ = kNowhere;
    }
    if (overflows(columns) && line_.begin < begin) {
      lines_.push_back({line_.begin, visible_end_});
      line_ = here;
    }
    visible_end_ = end;
  }

  [[nodiscard]] bool overflows(std::size_t columns) const {
    return columns > 0 && columns_ + columns - line_.columns > width_;
  }

  std::size_t width_;
  std::size_t columns_ = 0;       ///< of everything so far
  Start line_;                    ///< where the current line begins; nowhere before its first visible cluster
  std::size_t visible_end_ = 0;   ///< end of the last cluster that is no white space
  std::size_t break_ = kNowhere;  ///< end of the current line if it were broken at the last allowed place
  Start after_break_;             ///< where the next line would begin then
  std::vector<LineRange> lines_;
};

}  // namespace

std::string sanitised(std::string_view text) {
  if (std::all_of(text.begin(), text.end(), is_printable_ascii)) return std::string(text);
  std::string repaired;
  if (!is_valid_utf8(text)) {
    repaired = repair_utf8(text).text;
    text = repaired;
  }
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(text, at);
    if (c == '\t' || c == '\n') {
      result.push_back(' ');
    } else if (is_unsafe(c)) {
      append_escape(result, c);
    } else {
      result.append(text.substr(begin, at - begin));
    }
  }
  return result;
}

std::size_t width_columns(std::string_view text) {
  if (is_ascii(text)) return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_printable_ascii));
  std::size_t columns = 0;
  std::size_t begin = 0;
  Boundaries& clusters = clusters_of(text);
  while (const auto end = clusters.next()) {
    columns += measure(text.substr(begin, *end - begin)).columns;
    begin = *end;
  }
  return columns;
}

std::vector<LineRange> wrap(std::string_view text, std::size_t width) {
  if (text.empty()) return {};
  Wrapper wrapper(width);
  Boundaries& clusters = clusters_of(text);
  Boundaries& breaks = line_breaks_of(text);
  auto next_break = breaks.next();
  std::size_t begin = 0;
  while (const auto end = clusters.next()) {
    wrapper.add(begin, *end, measure(text.substr(begin, *end - begin)));
    // UAX #14 sees a break between a space and its combining mark, which are one cluster: passed over.
    while (next_break && *next_break < *end) next_break = breaks.next();
    if (next_break == end) {
      if (breaks.is_hard()) {
        wrapper.end_line();
      } else {
        wrapper.allow_break();
      }
    }
    begin = *end;
  }
  return wrapper.take_lines();
}

std::string clipped(std::string_view text, std::size_t width) {
  std::size_t columns = 0;
  std::size_t begin = 0;
  std::size_t kept = 0;  // what leaves room for the ellipsis
  Boundaries& clusters = clusters_of(text);
  while (const auto end = clusters.next()) {
    columns += measure(text.substr(begin, *end - begin)).columns;
    if (columns > width) {
      if (width < kEllipsisColumns) return {};
      return std::string(text.substr(0, kept)).append(kEllipsis);
    }
    if (columns + kEllipsisColumns <= width) kept = *end;
    begin = *end;
  }
  return std::string(text);
}

bool use_color(ColorWhen when, int file_descriptor) {
  if (when != ColorWhen::Auto) return when == ColorWhen::Always;
  const char* const no_color = std::getenv("NO_COLOR");
  if (no_color != nullptr && *no_color != '\0') return false;
  const char* const term = std::getenv("TERM");
  if (term != nullptr && std::string_view(term) == "dumb") return false;
  return isatty(file_descriptor) == 1;
}

std::size_t terminal_width(int file_descriptor) {
  if (const char* const variable = std::getenv("COLUMNS")) {
    const std::string_view text(variable);
    std::size_t columns = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), columns);
    if (error == std::errc{} && stop == text.data() + text.size() && columns > 0) return columns;
  }
  if (isatty(file_descriptor) != 1) return 0;
  winsize size{};
  return ioctl(file_descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

std::string shown_path(std::string_view path, std::string_view base) {
  if (base.empty() || !path.starts_with(base)) return std::string(path);
  std::string_view rest = path.substr(base.size());
  if (base.back() != '/' && !rest.starts_with('/')) return std::string(path);
  rest.remove_prefix(std::min(rest.find_first_not_of('/'), rest.size()));
  // "/base/../elsewhere" does not lie below "/base".
  const bool leaves =
      rest == ".." || rest.starts_with("../") || rest.ends_with("/..") || rest.find("/../") != std::string_view::npos;
  return std::string(rest.empty() || leaves ? path : rest);
}

}  // namespace byline

#include "common/terminal.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <unicode/uchar.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include "common/utf8.hpp"

namespace byline {
namespace {

/// Sets an environment variable, or takes it away, until the end of the scope.
class ScopedVariable {
 public:
  ScopedVariable(const char* name, const char* value) : name_(name) {
    if (const char* const old = std::getenv(name)) old_ = old;
    set(value);
  }
  ScopedVariable(const ScopedVariable&) = delete;
  ScopedVariable& operator=(const ScopedVariable&) = delete;
  ~ScopedVariable() { set(old_ ? old_->c_str() : nullptr); }

 private:
  void set(const char* value) const {
    if (value != nullptr) {
      setenv(name_, value, 1);
    } else {
      unsetenv(name_);
    }
  }

  const char* name_;
  std::optional<std::string> old_;
};

std::string shown(const char* value) { return value != nullptr ? value : "(unset)"; }

/// A descriptor that is no terminal.
class NullDevice {
 public:
  NullDevice() : descriptor_(open("/dev/null", O_WRONLY | O_CLOEXEC)) {}
  NullDevice(const NullDevice&) = delete;
  NullDevice& operator=(const NullDevice&) = delete;
  ~NullDevice() { close(descriptor_); }
  [[nodiscard]] int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

/// A pseudo-terminal; its descriptor is negative where the system gives none.
class PseudoTerminal {
 public:
  explicit PseudoTerminal(unsigned short columns) : controller_(posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC)) {
    if (controller_ < 0 || grantpt(controller_) != 0 || unlockpt(controller_) != 0) return;
    const char* const name = ptsname(controller_);
    if (name == nullptr) return;
    terminal_ = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
    winsize size{};
    size.ws_row = 24;
    size.ws_col = columns;
    if (terminal_ >= 0) ioctl(terminal_, TIOCSWINSZ, &size);
  }
  PseudoTerminal(const PseudoTerminal&) = delete;
  PseudoTerminal& operator=(const PseudoTerminal&) = delete;
  ~PseudoTerminal() {
    if (terminal_ >= 0) close(terminal_);
    if (controller_ >= 0) close(controller_);
  }
  [[nodiscard]] int descriptor() const { return terminal_; }

 private:
  int controller_;
  int terminal_ = -1;
};

/// The wrapped lines, each ended by '|'.
std::string lines_of(std::string_view text, std::size_t width) {
  std::string lines;
  for (const LineRange& line : wrap(text, width)) lines.append(text.substr(line.begin, line.end - line.begin)) += '|';
  return lines;
}

constexpr std::array<std::string_view, 9> kParagraphs = {
    "The central bank held its rate at 4.25 per cent, and said that patience – not haste – was the well-worn path.",
    "Die Bundesregierung beschloss das Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz am Mittwoch.",
    "Россия и Китай подписали соглашение о поставках газа; подробности не раскрываются.",
    "قال الوزير إن الاتفاق الجديد يدخل حيز التنفيذ في نيسان، وفق الوكالة.",
    "中国经济在第一季度增长了百分之五,高于经济学家的预期。专家说,这是一个好消息。",
    "東京の中央銀行は金利を据え置いた。ｶﾀｶﾅも「カタカナ」も読める。",
    "รัฐบาลไทยประกาศมาตรการกระตุ้นเศรษฐกิจใหม่ในวันพุธที่ผ่านมา",
    "Family \U0001F468\u200D\U0001F469\u200D\U0001F467 flags \U0001F1E9\U0001F1EA\U0001F1EB\U0001F1F7 e\u0301te\u0301 "
    "keycap 1\uFE0F\u20E3 done",
    "  two  spaces \u00A0 and https://example.org/a/very/long/path?with=a&query=string#anchor \u0301odd  "};

TEST_CASE("sanitised text shows controls instead of obeying them") {
  struct Row {
    std::string_view text;
    std::string_view expected;
  };
  using namespace std::string_view_literals;
  constexpr Row kRows[] = {
      {"", ""},
      {"plain text", "plain text"},
      {"a\tb\nc", "a b c"},
      {"\x1b[31mred", "\\x1b[31mred"},
      {"bell\a", "bell\\x07"},
      {"a\r\nb", "a\\x0d b"},
      {"a\0b"sv, "a\\x00b"},
      {"\x7f", "\\x7f"},
      {"\u0080\u009B31m\u009F", "\\x80\\x9b31m\\x9f"},
      {"\u00A0", "\u00A0"},
      {"\u202A\u202B\u202C\u202D\u202E", "<U+202A><U+202B><U+202C><U+202D><U+202E>"},
      {"\u2066\u2067\u2068\u2069", "<U+2066><U+2067><U+2068><U+2069>"},
      {"\u2065|\u202F", "\u2065|\u202F"},
      {"\u200E\u200F", "<U+200E><U+200F>"},
      {"\u200D\u200C", "\u200D\u200C"},
      {"\u061B\u061C\u061D", "\u061B<U+061C>\u061D"},
      {"\u206A\u206B\u206C\u206D\u206E\u206F", "<U+206A><U+206B><U+206C><U+206D><U+206E><U+206F>"},
      {"\u2070", "\u2070"},
      {"\u2028\u2029", "<U+2028><U+2029>"},
      {"日本 العربية ไทย", "日本 العربية ไทย"},
      {"a\xFF"
       "b",
       "a\uFFFD"
       "b"},
      {"\xE4\xB8", "\uFFFD"},
      {"\x9B"
       "31m",
       "\uFFFD31m"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.text);
    CHECK(sanitised(row.text) == row.expected);
  }
}

TEST_CASE("sanitised text is well-formed, without controls, and stays as it is when sanitised again") {
  std::string every_byte;
  for (int byte = 0; byte < 256; ++byte) every_byte.push_back(static_cast<char>(byte));
  std::string every_control;
  for (char32_t c = 0; c < 0x2100; ++c) append_utf8(every_control, c);
  for (const std::string& text : {every_byte, every_control}) {
    const std::string safe = sanitised(text);
    CHECK(is_valid_utf8(safe));
    CHECK(sanitised(safe) == safe);
    for (std::size_t at = 0; at < safe.size();) {
      const char32_t c = next_code_point(safe, at);
      REQUIRE(c >= 0x20);
      REQUIRE_FALSE((c >= 0x7F && c < 0xA0));
      REQUIRE_FALSE((c >= 0x202A && c <= 0x202E));
    }
  }
}

TEST_CASE("sanitised text has none of Unicode's controls of direction") {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_BIDI_CONTROL) == 0) continue;
    CAPTURE(static_cast<std::uint32_t>(c));
    std::string text;
    append_utf8(text, c);
    CHECK(sanitised(text).starts_with("<U+"));
  }
}

TEST_CASE("width counts the columns of a terminal") {
  struct Row {
    std::string_view text;
    std::size_t columns;
  };
  constexpr Row kRows[] = {
      {"", 0},
      {"hello", 5},
      {"tab\there", 7},
      {"für", 3},
      {"fu\u0308r", 3},
      {"Привет", 6},
      {"عربي", 4},
      {"عَرَبِيّ", 4},
      {"中文", 4},
      {"中a文", 5},
      {"カタカナ", 8},
      {"ｶﾀｶﾅ", 4},
      {"Ｆｕｌｌ", 8},
      {"한국어", 6},
      {"\u1112\u1161\u11AB", 2},
      {"ที่", 1},
      {"\U0001F600", 2},
      {"\U0001F44D\U0001F3FD", 2},
      {"\U0001F468\u200D\U0001F469\u200D\U0001F467", 2},
      {"\U0001F1E9\U0001F1EA", 2},
      {"\U0001F1E9\U0001F1EA\U0001F1EB\U0001F1F7", 4},
      {"\u2764", 1},
      {"\u2764\uFE0F", 2},
      {"1\uFE0F\u20E3", 2},
      {"a\uFE0F", 1},
      {"a\u200Bb", 2},
      {"in\u00ADflation", 9},
      {"\uFEFF", 0},
      {"\u2026", 1},
      {"\u2014", 1},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.text);
    CHECK(width_columns(row.text) == row.columns);
  }
}

TEST_CASE("the width of texts adds up where a space stands between") {
  for (const std::string_view a : kParagraphs) {
    for (const std::string_view b : kParagraphs) {
      CAPTURE(a);
      CAPTURE(b);
      CHECK(width_columns(std::string(a).append(" a").append(b)) == width_columns(a) + 2 + width_columns(b));
    }
  }
}

TEST_CASE("wrapping breaks where the reader of the language expects it") {
  struct Row {
    std::string_view text;
    std::size_t width;
    std::string_view lines;
  };
  constexpr Row kRows[] = {
      {"", 10, ""},
      {"   ", 10, ""},
      {"one", 10, "one|"},
      {"one two three", 7, "one two|three|"},
      {"one two three", 8, "one two|three|"},
      {"one two three", 13, "one two three|"},
      {"one two three", 12, "one two|three|"},
      {"  one   two  ", 3, "one|two|"},
      {"one    two", 4, "one|two|"},
      {"well-worn path", 6, "well-|worn|path|"},
      {"abcdefghij", 4, "abcd|efgh|ij|"},
      {"a abcdefghij b", 4, "a|abcd|efgh|ij b|"},
      {"4,000 people", 5, "4,000|peopl|e|"},
      {"one\u00A0two three", 8, "one\u00A0two|three|"},
      {"中国经济增长", 4, "中国|经济|增长|"},
      {"中国经济增长", 5, "中国|经济|增长|"},
      {"中国。经济", 4, "中|国。|经济|"},
      {"中文", 1, "中|文|"},
      {"ภาษาไทย", 4, "ภาษา|ไทย|"},
      {"e\u0301e\u0301e\u0301", 2, "e\u0301e\u0301|e\u0301|"},
      {"one\ntwo", 20, "one|two|"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.text);
    CAPTURE(row.width);
    CHECK(lines_of(row.text, row.width) == row.lines);
  }
}

TEST_CASE("wrapped lines fit, leave out nothing but white space, and break no grapheme cluster") {
  for (const std::string_view text : kParagraphs) {
    CAPTURE(text);
    for (std::size_t width = 2; width <= 130; ++width) {
      CAPTURE(width);
      std::size_t columns = 0;
      std::size_t end_before = 0;
      for (const LineRange& line : wrap(text, width)) {
        REQUIRE(line.begin >= end_before);
        REQUIRE(line.begin < line.end);
        REQUIRE(line.end <= text.size());
        const std::string_view shown = text.substr(line.begin, line.end - line.begin);
        CHECK(is_valid_utf8(shown));
        CHECK(width_columns(shown) <= width);
        CHECK(trim(text.substr(end_before, line.begin - end_before)).empty());
        columns += width_columns(text.substr(end_before, line.end - end_before));
        end_before = line.end;
      }
      CHECK(trim(text.substr(end_before)).empty());
      // A cluster cut in two would count twice.
      CHECK(columns + width_columns(text.substr(end_before)) == width_columns(text));
    }
  }
}

TEST_CASE("a wider terminal never needs more lines, and a wide one needs one") {
  for (const std::string_view text : kParagraphs) {
    CAPTURE(text);
    std::size_t before = wrap(text, 2).size();
    for (std::size_t width = 3; width <= 200; ++width) {
      const std::size_t now = wrap(text, width).size();
      CAPTURE(width);
      CHECK(now <= before);
      before = now;
    }
    CHECK(before == 1);
  }
}

TEST_CASE("wrapping without room still goes on, a cluster a line") {
  for (const std::size_t width : {std::size_t{0}, std::size_t{1}}) {
    CHECK(lines_of("abc", width) == "a|b|c|");
    CHECK(lines_of("中文 字", width) == "中|文|字|");
    CHECK(lines_of("e\u0301 e\u0301", width) == "e\u0301|e\u0301|");
    CHECK(lines_of("\U0001F1E9\U0001F1EA\U0001F1EB\U0001F1F7", width) == "\U0001F1E9\U0001F1EA|\U0001F1EB\U0001F1F7|");
  }
}

TEST_CASE("wrapping and clipping long texts takes time in proportion to them") {
  for (const std::string_view piece : {std::string_view("word "), std::string_view("中"), std::string_view("x"),
                                       std::string_view("ไทย"), std::string_view(" "), std::string_view("\u0301")}) {
    CAPTURE(piece);
    std::string text;
    while (text.size() < 400'000) text += piece;
    const auto start = std::chrono::steady_clock::now();
    const std::size_t lines = wrap(text, 40).size();
    CHECK(clipped(text, 40).size() <= text.size());
    CHECK(lines <= text.size() / 8);
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
  }
}

TEST_CASE("clipping cuts at a grapheme cluster and says so") {
  struct Row {
    std::string_view text;
    std::size_t width;
    std::string_view expected;
  };
  constexpr Row kRows[] = {
      {"", 0, ""},
      {"", 5, ""},
      {"hello", 5, "hello"},
      {"hello", 6, "hello"},
      {"hello", 4, "hel…"},
      {"hello", 1, "…"},
      {"hello", 0, ""},
      {"中文字", 6, "中文字"},
      {"中文字", 5, "中文…"},
      {"中文字", 4, "中…"},
      {"中文字", 2, "…"},
      {"e\u0301e\u0301e\u0301", 3, "e\u0301e\u0301e\u0301"},
      {"e\u0301e\u0301e\u0301", 2, "e\u0301…"},
      {"\U0001F468\u200D\U0001F469\u200D\U0001F467 family", 3, "\U0001F468\u200D\U0001F469\u200D\U0001F467…"},
      {"Привет", 4, "При…"},
      {"ภาษาไทย", 5, "ภาษา…"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.text);
    CAPTURE(row.width);
    CHECK(clipped(row.text, row.width) == row.expected);
  }
}

TEST_CASE("clipped text fits, begins as the text does, and is the text when that fits") {
  constexpr std::string_view kEllipsis = "…";
  for (const std::string_view text : kParagraphs) {
    CAPTURE(text);
    const std::size_t whole = width_columns(text);
    for (std::size_t width = 1; width <= whole + 2; ++width) {
      CAPTURE(width);
      std::string shown = clipped(text, width);
      CHECK(is_valid_utf8(shown));
      CHECK(width_columns(shown) <= width);
      CHECK(clipped(shown, width) == shown);
      CHECK((shown == text) == (whole <= width));
      if (shown == text) continue;
      CHECK(width_columns(shown) + 2 > width);
      REQUIRE(shown.ends_with(kEllipsis));
      shown.resize(shown.size() - kEllipsis.size());
      CHECK(text.starts_with(shown));
    }
  }
}

TEST_CASE("color follows the option before the environment") {
  const NullDevice file;
  const ScopedVariable term("TERM", "xterm-256color");
  for (const char* no_color : {static_cast<const char*>(nullptr), "", "1"}) {
    const ScopedVariable variable("NO_COLOR", no_color);
    CHECK(use_color(ColorWhen::Always, file.descriptor()));
    CHECK_FALSE(use_color(ColorWhen::Never, file.descriptor()));
    CHECK_FALSE(use_color(ColorWhen::Auto, file.descriptor()));
  }
}

TEST_CASE("a terminal gets color unless the environment says no") {
  const PseudoTerminal terminal(80);
  if (terminal.descriptor() < 0) {
    MESSAGE("no pseudo-terminal here");
    return;
  }
  struct Row {
    const char* no_color;
    const char* term;
    bool color;
  };
  constexpr Row kRows[] = {
      {nullptr, "xterm", true}, {"", "xterm", true},      {"1", "xterm", false},
      {"0", "xterm", false},    {nullptr, "dumb", false}, {nullptr, nullptr, true},
  };
  for (const Row& row : kRows) {
    const ScopedVariable no_color("NO_COLOR", row.no_color);
    const ScopedVariable term("TERM", row.term);
    CAPTURE(shown(row.no_color));
    CAPTURE(shown(row.term));
    CHECK(use_color(ColorWhen::Auto, terminal.descriptor()) == row.color);
    CHECK_FALSE(use_color(ColorWhen::Never, terminal.descriptor()));
  }
}

TEST_CASE("COLUMNS is the terminal's width only when it is a positive number") {
  const NullDevice file;
  const PseudoTerminal terminal(97);
  struct Row {
    const char* columns;
    std::size_t stated;  ///< 0: what the variable says is no width
  };
  constexpr Row kRows[] = {{"72", 72}, {"1", 1},    {nullptr, 0}, {"", 0},    {"0", 0},
                           {"-5", 0},  {"wide", 0}, {"80x24", 0}, {" 80", 0}, {"99999999999999999999999", 0}};
  for (const Row& row : kRows) {
    const ScopedVariable columns("COLUMNS", row.columns);
    CAPTURE(shown(row.columns));
    CHECK(terminal_width(file.descriptor()) == row.stated);
    CHECK(terminal_width(-1) == row.stated);
    if (terminal.descriptor() >= 0) {
      CHECK(terminal_width(terminal.descriptor()) == (row.stated != 0 ? row.stated : 97));
    }
  }
}

TEST_CASE("paths below the base are shown relative to it") {
  struct Row {
    std::string_view path;
    std::string_view base;
    std::string_view shown;
  };
  constexpr Row kRows[] = {
      {"/home/ann/news/a.md", "/home/ann", "news/a.md"},
      {"/home/ann/a.md", "/home/ann/", "a.md"},
      {"/home/anna/a.md", "/home/ann", "/home/anna/a.md"},
      {"/home/ann", "/home/ann", "/home/ann"},
      {"/home/ann/", "/home/ann", "/home/ann/"},
      {"/home/ann/a.md", "/", "home/ann/a.md"},
      {"/home/ann/a.md", "", "/home/ann/a.md"},
      {"/var/a.md", "/home/ann", "/var/a.md"},
      {"/home/ann/../bob/a.md", "/home/ann", "/home/ann/../bob/a.md"},
      {"/home/ann/..a.md", "/home/ann", "..a.md"},
      {"-", "/home/ann", "-"},
      {"/übersicht/中文.md", "/übersicht", "中文.md"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.path);
    CAPTURE(row.base);
    CHECK(shown_path(row.path, row.base) == row.shown);
  }
}

}  // namespace
}  // namespace byline

#include "indexer/mail_text.hpp"

#include <algorithm>
#include <array>

#include "common/utf8.hpp"
#include "indexer/heading_text.hpp"
#include "indexer/section_builder.hpp"
#include "indexer/text_blocks.hpp"
#include "indexer/text_lines.hpp"

namespace byline {
namespace {

/// Longer ends of a message are not its signature.
constexpr std::size_t kLongestSignature = 30;
constexpr std::size_t kLongestFooter = 12;
constexpr std::size_t kLongestAttribution = 400;
constexpr std::size_t kMostAttributionLines = 3;

bool is_blank(std::string_view line) { return trim(line).empty(); }

std::string_view without_trailing_space(std::string_view line) {
  while (!line.empty() && (line.back() == ' ' || line.back() == '\t')) line.remove_suffix(1);
  return line;
}

/// "*From:* Jane": bold letters in what was HTML.
std::string_view without_stars(std::string_view line) { return line.starts_with('*') ? line.substr(1) : line; }

bool contains_any(std::string_view text, const std::vector<std::string_view>& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

/// The verbs with which mail programs introduce a quotation.
const std::vector<std::string_view>& quoting_verbs() {
  static const std::vector<std::string_view> words = {
      "wrote", "writes",     "schrieb", "a écrit",  "escribió", "escreveu", "ha scritto", "schreef",
      "skrev", "kirjoitti",  "napisał", "napsal",   "написал",  "пишет",    "пише",       "写道",
      "寫道",  "さんは書き", "が書き",  "のメール", "작성",     "เขียน",     "كتب",        "יצר",
      "yazdı", "viết",       "menulis", "a scris",  "írta",     "έγραψε"};
  return words;
}

/// "On Tue, 1 Apr 2025, Jane Doe <jane@example.org> wrote:" in one language or another.
bool is_attribution(std::string_view text) {
  text = trim(text);
  if (text.empty() || text.size() > kLongestAttribution) return false;
  if (!text.ends_with(':') && !text.ends_with("：")) return false;
  return contains_any(text, quoting_verbs()) ||
         (text.find('@') != std::string_view::npos && text.find('<') != std::string_view::npos);
}

/// How such a line begins: where it stands right under the sender's own text, this tells where it does.
bool begins_attribution(std::string_view line) {
  static constexpr std::array<std::string_view, 14> kWords = {"On ",  "Am ",    "Le ",  "El ",   "Il ", "Em ", "Op ",
                                                              "Den ", "W dniu", "Dne ", "Dnia ", "在",  "於",  "เมื่อ"};
  line = trim(line);
  if (line.find_first_of("0123456789") == std::string_view::npos) return false;
  return (line.front() >= '0' && line.front() <= '9') ||
         std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) { return line.starts_with(word); });
}

/// "Sent from my phone", which programs put below a message in the place of a signature.
bool names_device(std::string_view line) {
  static const std::vector<std::string_view> words = {"Sent from ",  "Get Outlook for ", "Von meinem ", "Gesendet von ",
                                                      "Envoyé de ",  "Enviado desde ",   "Enviado do ", "Inviato da ",
                                                      "Verstuurd v", "Skickat från ",    "Отправлено ", "发自我的",
                                                      "發自我的",    "发送自 "};
  line = trim(line);
  if (line.size() > 100) return false;
  return line.find("から送信") != std::string_view::npos ||
         std::any_of(words.begin(), words.end(), [&](std::string_view word) { return line.starts_with(word); });
}

/// "-----Original Message-----": everything behind is the message that is answered.
bool introduces_original(std::string_view line) {
  static const std::vector<std::string_view> words = {
      "Original Message",   "Original message",   "Ursprüngliche Nachricht",
      "Original-Nachricht", "Message d'origine",  "Message original",
      "Mensaje original",   "Исходное сообщение", "Messaggio originale",
      "Mensagem original",  "Oorspronkelijk",     "Ursprungligt",
      "原始邮件",           "原始郵件",           "元のメッセージ"};
  line = trim(line);
  return line.starts_with("---") && line.ends_with("---") && line.size() <= 120 && contains_any(line, words);
}

/// What a line of the text is.
enum class Role : std::uint8_t { Body, Quote, Signature, Footer, Armour };

std::string_view name_of(Role role) {
  switch (role) {
    case Role::Quote: return "quoted reply";
    case Role::Signature: return "signature";
    case Role::Footer: return "mailing list footer";
    case Role::Armour: return "PGP armour";
    case Role::Body: break;
  }
  return {};
}

/// Tells the lines of a message apart, each by a few looks at its neighbours.
class LineRoles {
 public:
  explicit LineRoles(const std::vector<std::string_view>& lines) : lines_(lines), roles_(lines.size(), Role::Body) {}

  std::vector<Role> take() {
    mark_armour();
    mark_footer();
    mark_original();
    mark_quotes();
    mark_signature();
    return std::move(roles_);
  }

 private:
  void mark(std::size_t begin, std::size_t end, Role role) {
    for (std::size_t i = begin; i < end; ++i) {
      if (roles_[i] == Role::Body) roles_[i] = role;
    }
  }

  /// The headers of a signed message up to a blank line, and the signature itself.
  void mark_armour() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const std::string_view line = without_trailing_space(lines_[i]);
      if (line == "-----BEGIN PGP SIGNED MESSAGE-----") {
        std::size_t end = i + 1;
        while (end < lines_.size() && end < i + 6 && !is_blank(lines_[end])) ++end;
        mark(i, end, Role::Armour);
      } else if (line == "-----BEGIN PGP SIGNATURE-----") {
        in_signature_ = true;
      }
      if (in_signature_) mark(i, i + 1, Role::Armour);
      if (line == "-----END PGP SIGNATURE-----") in_signature_ = false;
    }
  }

  /// The end of the lines that are not yet told.
  [[nodiscard]] std::size_t end_of_body() const {
    std::size_t end = lines_.size();
    while (end > 0 && (roles_[end - 1] != Role::Body || is_blank(lines_[end - 1]))) --end;
    return end;
  }

  /// A long line of underscores near the end, and what a list's program has put beneath it.
  void mark_footer() {
    const std::size_t end = end_of_body();
    const std::size_t first = end - std::min(end, kLongestFooter);
    for (std::size_t i = end; i > first; --i) {
      const std::string_view line = without_trailing_space(lines_[i - 1]);
      if (line.size() < 30 || line.find_first_not_of('_') != std::string_view::npos) continue;
      if (std::all_of(lines_.begin() + static_cast<std::ptrdiff_t>(i),
                      lines_.begin() + static_cast<std::ptrdiff_t>(end),
                      [](std::string_view below) { return below.size() <= 200; })) {
        mark(i - 1, lines_.size(), Role::Footer);
      }
      return;
    }
  }

  void mark_signature() {
    if (const std::size_t last = end_of_body(); last > 0 && names_device(lines_[last - 1])) {
      mark(last - 1, last, Role::Signature);
    }
    const std::size_t end = end_of_body();
    const std::size_t first = end - std::min(end, kLongestSignature);
    for (std::size_t i = first; i < end; ++i) {
      // The space behind the dashes is lost in many archives; then only a short end is a signature.
      const bool is_bare = lines_[i] == "--" && end - i <= 8 && i > 0 && is_blank(lines_[i - 1]);
      if (lines_[i] != "-- " && !is_bare) continue;
      mark(i, end, Role::Signature);
      return;
    }
  }

  /// What follows the line, or the headers, that introduce the message that is answered. Where nothing stands above
  /// them the message is passed on, and is what the mail is about.
  void mark_original() {
    bool has_body = false;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (roles_[i] != Role::Body || is_blank(lines_[i])) continue;
      if (introduces_original(lines_[i]) || begins_headers(i)) {
        if (has_body) mark(i, lines_.size(), Role::Quote);
        return;
      }
      has_body = has_body || lines_[i].find_first_not_of("_- ") != std::string_view::npos;
    }
  }

  /// "From: …", "Sent: …", "To: …", "Subject: …" in the text, as Outlook puts above the message that is answered.
  [[nodiscard]] bool begins_headers(std::size_t at) const {
    static const std::vector<std::string_view> kFrom = {
        "From: ", "Von: ", "De: ", "De\u00A0: ", "От: ", "Da: ", "Van: ", "发件人"};
    static const std::vector<std::string_view> kSubject = {
        "Subject: ", "Betreff: ", "Objet: ",     "Objet\u00A0: ", "Asunto: ",
        "Тема: ",    "Oggetto: ", "Onderwerp: ", "主题",          "Assunto: "};
    const auto begins = [&](std::size_t i, const std::vector<std::string_view>& labels) {
      return std::any_of(labels.begin(), labels.end(),
                         [&](std::string_view label) { return without_stars(lines_[i]).starts_with(label); });
    };
    const bool stands_alone = at == 0 || is_blank(lines_[at - 1]) || lines_[at - 1].starts_with("____");
    if (!stands_alone || !begins(at, kFrom)) return false;
    for (std::size_t i = at + 1; i < lines_.size() && i < at + 7 && !is_blank(lines_[i]); ++i) {
      if (begins(i, kSubject)) return true;
    }
    return false;
  }

  void mark_quotes() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (roles_[i] != Role::Body || !lines_[i].starts_with('>')) continue;
      if (i == 0 || roles_[i - 1] != Role::Quote) mark_attribution(i);
      roles_[i] = Role::Quote;
    }
  }

  /// The paragraph above a quotation, when it says who wrote it.
  void mark_attribution(std::size_t quote) {
    std::size_t end = quote;
    while (end > 0 && quote - end < 2 && is_blank(lines_[end - 1])) --end;
    std::string paragraph;
    for (std::size_t begin = end; begin > 0 && end - begin < kMostAttributionLines; --begin) {
      const std::string_view line = lines_[begin - 1];
      if (is_blank(line) || roles_[begin - 1] != Role::Body) return;
      paragraph = std::string(line) + " " + paragraph;
      const bool is_whole = begin == 1 || is_blank(lines_[begin - 2]) || roles_[begin - 2] != Role::Body;
      if ((is_whole || begins_attribution(line)) && is_attribution(paragraph)) return mark(begin - 1, end, Role::Quote);
      if (paragraph.size() > kLongestAttribution) return;
    }
  }

  const std::vector<std::string_view>& lines_;
  std::vector<Role> roles_;
  bool in_signature_ = false;
};

/// An underline that is much shorter than its line, or much longer, underlines nothing: it parts.
bool underlines(std::string_view below, std::string_view above) {
  const std::string_view sign = without_trailing_space(below);
  if (sign.size() < 3 || sign.find_first_not_of(sign.front()) != std::string_view::npos) return false;
  if (sign.front() != '=' && sign.front() != '-') return false;
  const std::size_t length = count_code_points(trim(above));
  return 2 * sign.size() >= length && sign.size() <= 2 * length + 4;
}

bool is_dashes(std::string_view line) {
  line = trim(line);
  return line.size() >= 3 && (line.find_first_not_of('-') == std::string_view::npos ||
                              line.find_first_not_of('=') == std::string_view::npos);
}

/// The body's lines where they stand, everything else blank.
std::string body_of(const std::vector<std::string_view>& lines, const std::vector<Role>& roles,
                    const MailTextFlow& flow) {
  std::string body;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::string_view line = lines[i];
    if (roles[i] != Role::Body) line = {};
    if (flow.is_flowed && line.starts_with(' ')) line.remove_prefix(1);
    if (is_dashes(line) && (i == 0 || !underlines(line, lines[i - 1]))) line = {};
    if (flow.is_flowed && flow.deletes_spaces && line.ends_with(' ')) {
      body.append(line.substr(0, line.size() - 1));
      continue;
    }
    body.append(line);
    body += '\n';
  }
  return body;
}

std::vector<Omission> omissions_of(const std::vector<std::string_view>& lines, const std::vector<Role>& roles,
                                   std::size_t first_line) {
  std::vector<Omission> omissions;
  Role last = Role::Body;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (roles[i] == Role::Body && is_blank(lines[i])) continue;
    if (roles[i] != Role::Body && roles[i] != last) {
      const std::size_t line = first_line == 0 ? 0 : first_line + i;
      // Dashes and underscores above a signature or footer say nothing.
      const bool is_sign = lines[i].find_first_not_of("_- ") == std::string_view::npos;
      const std::string_view text = is_sign && i + 1 < lines.size() ? lines[i + 1] : lines[i];
      omissions.push_back(
          {std::string(name_of(roles[i])), line, single_spaced(whole_code_points(text, kLongestAttribution))});
    }
    last = roles[i];
  }
  return omissions;
}

}  // namespace

MailText read_mail_text(std::string_view text, const MailTextFlow& flow, std::size_t first_line) {
  const std::vector<std::string_view> lines = lines_of(text);
  const std::vector<Role> roles = LineRoles(lines).take();
  MailText result;
  result.omissions = omissions_of(lines, roles, first_line);
  const std::string body = body_of(lines, roles, flow);
  SectionBuilder sections;
  for (const TextBlock& block : text_blocks(body, first_line == 0 ? 1 : first_line)) {
    const std::size_t line = first_line == 0 ? 0 : block.line;
    if (block.kind == TextBlock::Kind::Underlined) {
      sections.heading(block.text, block.depth, line);
    } else {
      sections.block(unindented(block), line);
    }
  }
  result.sections = sections.take();
  return result;
}

}  // namespace byline

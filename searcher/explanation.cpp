#include "searcher/explanation.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "common/terminal.hpp"

namespace byline {
namespace {

/// Of a score, the largest parts; what more there are is told as one.
constexpr std::size_t kMaxParts = 40;
constexpr std::size_t kMaxListed = 12;
/// Wider labels are not aligned to.
constexpr std::size_t kMaxLabelColumns = 48;

std::string joined(const std::vector<std::string>& items, std::string_view separator) {
  std::string text;
  for (std::size_t i = 0; i < items.size() && i < kMaxListed; ++i)
    text.append(i == 0 ? "" : separator).append(items[i]);
  return items.size() > kMaxListed ? text + fmt::format(" and {} more", items.size() - kMaxListed) : text;
}

std::string text_of(const ListedForms& forms) {
  if (forms.count == 0) return "nothing in this archive";
  const std::size_t more = forms.count - forms.shown.size();
  return joined(forms.shown, ", ") + (more == 0 ? "" : fmt::format(" and {} more", more));
}

std::string reason_of(const WordMeaning& word) {
  if (word.origin == "prefix") return "words that begin so";
  if (word.origin == "pattern") return "words of this pattern";
  if (word.origin == "fuzzy") return "words spelt like it";
  if (word.origin == "synonym") return "from the list of synonyms";
  if (word.origin == "respelt") return "the archive's spelling";
  if (word.origin == "feedback") return "taken from the best articles";
  if (word.by_stem) return {};
  const bool as_typed = word.forms.count == 1 && word.forms.shown.front() == word.typed;
  return as_typed ? "this form" : word.inside_words ? "words that it is part of" : "its forms";
}

/// `tariffs = tariff, tariffs (stem tariff)`. Stems by which nothing is found are left out.
std::string line_of(const WordMeaning& word) {
  const std::string reason = reason_of(word);
  if (!word.by_stem) return fmt::format("{} = {} ({})", word.typed, text_of(word.forms), reason);
  std::string text = word.typed;
  std::string_view separator = " = ";
  for (const StemMeaning& stem : word.stems) {
    if (stem.forms.count == 0) continue;
    text += fmt::format("{}{} (stem {}{}{})", separator, text_of(stem.forms), stem.stem,
                        stem.language.empty() ? "" : " in articles in ", stem.language);
    separator = "; ";
  }
  if (separator == " = ") text += fmt::format(" = nothing in this archive (stem {})", word.stems.front().stem);
  if (word.stem_count > word.stems.size()) text += fmt::format("; and {} more", word.stem_count - word.stems.size());
  return reason.empty() ? text : text + fmt::format(" ({})", reason);
}

std::string heading_of(const MeaningNode& node) {
  const std::string place = node.in_title ? " in the title" : "";
  if (node.kind == "everything") return "every article";
  if (node.kind == "nothing") return "nothing in this archive";
  if (node.kind == "all") return "all of";
  if (node.kind == "any") return "any of";
  if (node.kind == "not") return "not";
  if (node.kind == "ranking") return "the first; the others only rank";
  if (node.kind == "phrase") return "phrase" + place;
  if (node.kind == "near") return fmt::format("within {} positions{}", node.distance, place);
  if (node.kind == "filter") {
    return fmt::format("field {}{}", node.filter, node.values.empty() ? "" : " = " + joined(node.values, ", "));
  }
  const std::string weight =
      node.times > 1 ? fmt::format(", said {} times: weight {:.2f}", node.times, node.weight) : std::string();
  return "word" + place + ": " + (node.words.empty() ? "" : line_of(node.words.front())) + weight;
}

void add_lines(const MeaningNode& node, std::size_t depth, std::string& out) {
  const auto add = [&](std::size_t level, const std::string& text) {
    out.append(level * 2, ' ').append(text).append("\n");
  };
  add(depth, heading_of(node));
  if (node.kind != "word") {
    for (const WordMeaning& word : node.words) add(depth + 1, line_of(word));
  }
  for (const MeaningNode& child : node.children) add_lines(child, depth + 1, out);
}

std::string label_of(const ScorePart& part) {
  if (part.kind == "title") return "the title";
  std::string label = part.typed;
  if (!part.within.empty()) label += " of " + part.within;
  if (part.in_title) label += " in the title";
  if (part.stem_count == 1 && part.stems.front() != part.typed) label += fmt::format(" (stem {})", part.stems.front());
  if (part.stem_count > 1) label += fmt::format(" ({} stems)", part.stem_count);
  return label;
}

std::string times(std::size_t count) { return count == 1 ? "once" : fmt::format("{} times", count); }

std::string details_of(const ScorePart& part, const QueryExplanation& query) {
  if (part.kind == "filter") return "a condition: it does not rank";
  if (part.kind == "alternatives") return "the best of these counts";
  if (part.kind == "title") return "for what it and the query have in common";
  std::string text;
  if (part.times_in_title > 0) text = times(part.times_in_title) + " in the title";
  if (part.times_in_text > 0 && !part.in_title) {
    text += (text.empty() ? "" : ", ") + times(part.times_in_text) + (text.empty() ? "" : " in the text");
  }
  return text + fmt::format("{}in {} of {} {}", text.empty() ? "" : "; ", part.documents, query.documents,
                            query.of_sections ? "sections" : "articles");
}

std::string score_line(double score, std::size_t width, const std::string& label, const std::string& details) {
  const std::string number = fmt::format("{:.2f}", score);
  const std::size_t columns = std::min(width_columns(label), width);
  return fmt::format("  {:>7}  {}{}  {}\n", number, label, std::string(width - columns, ' '), details);
}

}  // namespace

std::string to_text(const QueryExplanation& query) {
  std::string text = "the query, as it is run:\n";
  add_lines(query.root, 1, text);
  for (const MeaningNode& filter : query.filters) text += "  only: " + heading_of(filter) + "\n";
  if (query.of_sections)
    text += "  in a section: " + (query.sections.empty() ? "none" : joined(query.sections, ", ")) + "\n";
  if (!query.left_out.empty()) {
    text +=
        fmt::format("  left out, as common words of '{}': {}\n", query.left_out_language, joined(query.left_out, ", "));
  }
  if (query.fell_back) text += "  no article has all the words, so any of them will do\n";
  return text;
}

std::string to_text(const ScoreExplanation& explanation, double score, const QueryExplanation& query) {
  std::vector<const ScorePart*> parts;
  std::vector<std::string> absent;
  for (const ScorePart& part : explanation.parts) {
    if (part.holds) {
      parts.push_back(&part);
    } else {
      absent.push_back(label_of(part));
    }
  }
  std::stable_sort(parts.begin(), parts.end(), [](const auto* a, const auto* b) { return a->score > b->score; });
  std::string text = fmt::format("score {:.2f}{}{}\n", score, parts.empty() ? ": nothing in the query ranks" : "",
                                 explanation.section.empty() ? "" : ", of the section " + explanation.section);
  std::size_t width = 0;
  const std::size_t shown = std::min(parts.size(), kMaxParts);
  for (std::size_t i = 0; i < shown; ++i) width = std::max(width, width_columns(label_of(*parts[i])));
  width = std::min(width, kMaxLabelColumns);
  for (std::size_t i = 0; i < shown; ++i) {
    text += score_line(parts[i]->score, width, label_of(*parts[i]), details_of(*parts[i], query));
  }
  double rest = 0;
  for (std::size_t i = shown; i < parts.size(); ++i) rest += parts[i]->score;
  if (parts.size() > shown) text += score_line(rest, width, fmt::format("{} more words", parts.size() - shown), "");
  if (!absent.empty()) text += "     none  " + joined(absent, ", ") + "\n";
  return text;
}

}  // namespace byline

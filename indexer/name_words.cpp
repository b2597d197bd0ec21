#include "indexer/name_words.hpp"

#include <algorithm>
#include <cstddef>
#include <unordered_set>

#include "common/folding.hpp"

namespace byline {
namespace {

using WordSet = std::unordered_set<std::string>;

constexpr std::size_t kLongestName = 80;

}  // namespace

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

bool is_particle(const std::string& word) {
  static const WordSet kParticles = {"van", "von", "de",  "der",   "den", "des", "del", "della", "di",  "da",
                                     "dos", "das", "do",  "du",    "la",  "le",  "les", "bin",   "ibn", "bint",
                                     "al",  "el",  "ten", "ter",   "zu",  "zur", "af",  "av",    "y",   "e",
                                     "i",   "san", "st",  "binti", "ben", "abu", "'t",  "of"};
  return kParticles.contains(word);
}

bool is_common_word(const std::string& word) {
  static const WordSet kCommon = {
      "the",       "a",          "in",          "on",       "at",           "for",        "and",        "or",
      "to",        "from",       "with",        "without",  "what",         "why",        "how",        "who",
      "when",      "where",      "which",       "is",       "are",          "was",        "were",       "my",
      "our",       "your",       "his",         "her",      "its",          "their",      "this",       "that",
      "these",     "those",      "about",       "after",    "before",       "by",         "no",         "not",
      "one",       "two",        "three",       "next",     "more",         "all",        "some",       "then",
      "than",      "it",         "we",          "they",     "you",          "into",       "over",       "under",
      "between",   "beyond",     "demand",      "numbers",  "invitation",   "default",    "design",     "contrast",
      "law",       "accident",   "appointment", "proxy",    "comparison",   "definition", "monday",     "tuesday",
      "wednesday", "thursday",   "friday",      "saturday", "sunday",       "january",    "february",   "march",
      "april",     "june",       "july",        "august",   "september",    "october",    "november",   "december",
      "late",      "early",      "der",         "die",      "ein",          "eine",       "im",         "was",
      "wie",       "wer",        "warum",       "une",      "ce",           "qui",        "que",        "los",
      "las",       "una",        "lo",          "quien",    "introduction", "conclusion", "background", "summary",
      "overview",  "chapter",    "part",        "section",  "read",         "related",    "table",      "figure",
      "appendix",  "frequently", "questions",   "answers"};
  return kCommon.contains(word);
}

bool is_affiliation_word(const std::string& word) {
  static const WordSet kWords = {"editor",        "editors",
                                 "reporter",      "reporters",
                                 "correspondent", "correspondents",
                                 "writer",        "writers",
                                 "staff",         "professor",
                                 "director",      "fellow",
                                 "columnist",     "analyst",
                                 "manager",       "researcher",
                                 "institute",     "university",
                                 "college",       "news",
                                 "press",         "times",
                                 "post",          "foundation",
                                 "agency",        "board",
                                 "team",          "desk",
                                 "newsroom",      "service",
                                 "bureau",        "committee",
                                 "associated",    "reuters",
                                 "contributor",   "contributors",
                                 "producer",      "journalist",
                                 "photographer",  "editorial",
                                 "magazine",      "journal",
                                 "daily",         "network",
                                 "council",       "ministry",
                                 "centre",        "center",
                                 "department",    "society",
                                 "association",   "union",
                                 "group",         "project",
                                 "company",       "inc",
                                 "ltd",           "llc",
                                 "gmbh",          "redaktion",
                                 "rédaction",     "redacción",
                                 "media",         "author",
                                 "activist",      "buzzfeed",
                                 "yahoo",         "blogger",
                                 "senior",        "president",
                                 "chief",         "ceo",
                                 "wire",          "newspaper",
                                 "partner",       "coordinator",
                                 "lecturer",      "intern",
                                 "strategist",    "consultant",
                                 "expert",        "founder",
                                 "co-founder",    "host",
                                 "redakteur",     "redakteurin",
                                 "korrespondent", "korrespondentin",
                                 "journaliste",   "périodista",
                                 "periodista",    "corresponsal",
                                 "redactor",      "redactora",
                                 "корреспондент", "редакция",
                                 "обозреватель",  "editora",
                                 "vice",          "chair",
                                 "secretary",     "commissioner",
                                 "minister",      "ambassador",
                                 "assignment",    "tv",
                                 "radio",         "channel",
                                 "online",        "entertainment",
                                 "lifestyle",     "finance",
                                 "shopping",      "wg"};
  return kWords.contains(word);
}

bool is_agency(std::string_view text) {
  static const WordSet kAgencies = {"ap",
                                    "afp",
                                    "reuters",
                                    "upi",
                                    "dpa",
                                    "efe",
                                    "ansa",
                                    "tass",
                                    "pa",
                                    "bbc",
                                    "cnn",
                                    "npr",
                                    "xinhua",
                                    "bloomberg",
                                    "kyodo",
                                    "apa",
                                    "sda",
                                    "epd",
                                    "kna",
                                    "ritzau",
                                    "ntb",
                                    "tt",
                                    "belga",
                                    "itar-tass",
                                    "pti",
                                    "ians",
                                    "nhk",
                                    "ani",
                                    "yonhap",
                                    "jiji",
                                    "antara",
                                    "lusa",
                                    "anp",
                                    "ctk",
                                    "čtk",
                                    "pap",
                                    "tanjug",
                                    "mti",
                                    "sid",
                                    "ats",
                                    "aap",
                                    "cp",
                                    "wam",
                                    "rfi",
                                    "ap news",
                                    "bbc news",
                                    "ap wire",
                                    "agencies",
                                    "wires",
                                    "agenturen",
                                    "agences",
                                    "agencias",
                                    "agenzie",
                                    "тасс",
                                    "интерфакс",
                                    "рбк",
                                    "риа новости",
                                    "рия",
                                    "унн",
                                    "укринформ",
                                    "新华社",
                                    "新華社",
                                    "新华网",
                                    "中新社",
                                    "中新网",
                                    "中央社",
                                    "共同通信",
                                    "共同",
                                    "時事通信",
                                    "本报记者",
                                    "央视新闻",
                                    "연합뉴스",
                                    "뉴시스",
                                    "رويترز",
                                    "أ ف ب",
                                    "وام",
                                    "واس",
                                    "وكالات",
                                    "агентства",
                                    "associated press",
                                    "the associated press",
                                    "agence france-presse",
                                    "agence france presse",
                                    "deutsche presse-agentur",
                                    "press association",
                                    "pa media",
                                    "the canadian press",
                                    "canadian press",
                                    "agencia efe",
                                    "europa press",
                                    "thomson reuters",
                                    "bloomberg news",
                                    "wire services",
                                    "wire reports",
                                    "press trust of india",
                                    "united press international",
                                    "austria presse agentur",
                                    "agência brasil",
                                    "agência lusa",
                                    "xinhua news agency"};
  return text.size() <= kLongestName && kAgencies.contains(folded_case(text));
}

bool is_personal_office(std::string_view word) {
  static const WordSet kWords = {
      "editor",        "reporter",        "correspondent", "writer",     "columnist", "contributor", "producer",
      "journalist",    "photographer",    "analyst",       "professor",  "blogger",   "redakteur",   "redakteurin",
      "korrespondent", "korrespondentin", "journaliste",   "periodista", "redactor",  "redactora",   "corresponsal",
      "корреспондент", "обозреватель",    "critic",        "researcher", "intern",    "strategist",  "author"};
  return kWords.contains(folded_case(word));
}

bool is_office_adjective(std::string_view word) {
  static const WordSet kWords = {"senior",     "staff",     "chief",      "guest",     "special",   "contributing",
                                 "associate",  "political", "foreign",    "executive", "managing",  "national",
                                 "business",   "sports",    "opinion",    "deputy",    "assistant", "digital",
                                 "freelance",  "founding",  "technology", "science",   "health",    "education",
                                 "general",    "lead",      "web",        "online",    "junior",    "founder",
                                 "co-founder", "and",       "&",          "of",        "us",        "uk"};
  return kWords.contains(folded_case(word));
}

}  // namespace byline

#include "tests/unit/database_comparison.hpp"

#include <algorithm>
#include <set>
#include <vector>

namespace byline::test {
namespace {

using Strings = std::vector<std::string>;

/// So many are told.
constexpr int kTold = 5;

class Comparison {
 public:
  void expect_same(const std::string& what, const std::string& a, const std::string& b) {
    if (a != b && count_++ < kTold) text_ += what + ": " + around_difference(a, b) + "\n";
  }
  template <typename Number>
  void expect_same(const std::string& what, Number a, Number b) {
    if (a != b) expect_same(what, std::to_string(a), std::to_string(b));
  }

  [[nodiscard]] std::string told() const {
    return count_ > kTold ? text_ + "and " + std::to_string(count_ - kTold) + " more\n" : text_;
  }

 private:
  static std::string around_difference(const std::string& a, const std::string& b) {
    const auto at = static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
    const std::size_t from = at < 20 ? 0 : at - 20;
    return "at byte " + std::to_string(at) + ": '" + a.substr(from, 60) + "', '" + b.substr(from, 60) + "'";
  }

  std::string text_;
  int count_ = 0;
};

template <typename Iterator>
Strings all(Iterator begin, const Iterator& end) {
  Strings strings;
  for (; begin != end; ++begin) strings.push_back(*begin);
  return strings;
}

std::string joined(const Strings& strings) {
  std::string text;
  for (const std::string& string : strings) text += string + "\n";
  return text;
}

std::string postings(const Xapian::Database& database, const std::string& term) {
  std::string text = "frequency " + std::to_string(database.get_termfreq(term)) + ", " +
                     std::to_string(database.get_collection_freq(term)) + ", at most " +
                     std::to_string(database.get_wdf_upper_bound(term)) + ":";
  for (auto at = database.postlist_begin(term); at != database.postlist_end(term); ++at)
    text += " " + std::to_string(*at) + "*" + std::to_string(at.get_wdf()) + "/" + std::to_string(at.get_doclength());
  return text;
}

std::string terms(const Xapian::Database& database, Xapian::docid docid) {
  std::string text = "length " + std::to_string(database.get_doclength(docid)) + ", unique " +
                     std::to_string(database.get_unique_terms(docid)) + ":";
  for (auto term = database.termlist_begin(docid); term != database.termlist_end(docid); ++term) {
    text += " " + *term + "*" + std::to_string(term.get_wdf()) + "/" + std::to_string(term.get_termfreq());
    const auto end = database.positionlist_end(docid, *term);
    for (auto at = database.positionlist_begin(docid, *term); at != end; ++at) text += "," + std::to_string(*at);
  }
  return text;
}

std::string values(const Xapian::Document& document, std::set<Xapian::valueno>& slots) {
  std::string text;
  for (auto value = document.values_begin(); value != document.values_end(); ++value) {
    text += std::to_string(value.get_valueno()) + "=" + *value + "\n";
    slots.insert(value.get_valueno());
  }
  return text;
}

std::string value_stream(const Xapian::Database& database, Xapian::valueno slot) {
  std::string text = std::to_string(database.get_value_freq(slot)) + " from '" + database.get_value_lower_bound(slot) +
                     "' to '" + database.get_value_upper_bound(slot) + "'\n";
  for (auto value = database.valuestream_begin(slot); value != database.valuestream_end(slot); ++value)
    text += std::to_string(value.get_docid()) + "=" + *value + "\n";
  return text;
}

void compare_statistics(Comparison& comparison, const Xapian::Database& a, const Xapian::Database& b) {
  comparison.expect_same("documents", a.get_doccount(), b.get_doccount());
  comparison.expect_same("last docid", a.get_lastdocid(), b.get_lastdocid());
  comparison.expect_same("total length", a.get_total_length(), b.get_total_length());
  comparison.expect_same("shortest", a.get_doclength_lower_bound(), b.get_doclength_lower_bound());
  comparison.expect_same("longest", a.get_doclength_upper_bound(), b.get_doclength_upper_bound());
  comparison.expect_same("has positions", int{a.has_positions()}, int{b.has_positions()});
}

void compare_terms(Comparison& comparison, const Xapian::Database& a, const Xapian::Database& b) {
  const Strings terms_of_a = all(a.allterms_begin(), a.allterms_end());
  comparison.expect_same("terms", joined(terms_of_a), joined(all(b.allterms_begin(), b.allterms_end())));
  for (const std::string& term : terms_of_a)
    comparison.expect_same("postings of '" + term + "'", postings(a, term), postings(b, term));
}

void compare_documents(Comparison& comparison, const Xapian::Database& a, const Xapian::Database& b) {
  comparison.expect_same("docids", postings(a, ""), postings(b, ""));
  std::set<Xapian::valueno> slots;
  for (auto docid = a.postlist_begin(""); docid != a.postlist_end(""); ++docid) {
    const std::string name = " of document " + std::to_string(*docid);
    comparison.expect_same("terms" + name, terms(a, *docid), terms(b, *docid));
    const Xapian::Document of_a = a.get_document(*docid);
    const Xapian::Document of_b = b.get_document(*docid);
    comparison.expect_same("data" + name, of_a.get_data(), of_b.get_data());
    comparison.expect_same("values" + name, values(of_a, slots), values(of_b, slots));
  }
  for (const Xapian::valueno slot : slots)
    comparison.expect_same("values in slot " + std::to_string(slot), value_stream(a, slot), value_stream(b, slot));
}

void compare_dictionaries(Comparison& comparison, const Xapian::Database& a, const Xapian::Database& b,
                          const std::string& but_metadata) {
  const Strings keys = all(a.synonym_keys_begin(), a.synonym_keys_end());
  comparison.expect_same("terms with synonyms", joined(keys),
                         joined(all(b.synonym_keys_begin(), b.synonym_keys_end())));
  for (const std::string& key : keys) {
    comparison.expect_same("synonyms of '" + key + "'", joined(all(a.synonyms_begin(key), a.synonyms_end(key))),
                           joined(all(b.synonyms_begin(key), b.synonyms_end(key))));
  }
  comparison.expect_same("spelling", joined(all(a.spellings_begin(), a.spellings_end())),
                         joined(all(b.spellings_begin(), b.spellings_end())));
  const Strings metadata = all(a.metadata_keys_begin(), a.metadata_keys_end());
  comparison.expect_same("metadata", joined(metadata), joined(all(b.metadata_keys_begin(), b.metadata_keys_end())));
  for (const std::string& key : metadata) {
    if (!but_metadata.empty() && key.starts_with(but_metadata)) continue;
    comparison.expect_same("metadata '" + key + "'", a.get_metadata(key), b.get_metadata(key));
  }
}

}  // namespace

std::string differences(const Xapian::Database& a, const Xapian::Database& b, const std::string& but_metadata) {
  Comparison comparison;
  try {
    compare_statistics(comparison, a, b);
    compare_terms(comparison, a, b);
    compare_documents(comparison, a, b);
    compare_dictionaries(comparison, a, b, but_metadata);
  } catch (const Xapian::Error& error) {
    comparison.expect_same("reading", error.get_description(), {});
  }
  return comparison.told();
}

}  // namespace byline::test

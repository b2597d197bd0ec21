/// byline-compare-databases A B [KEY]: exit 0 if Xapian's API tells the same of both databases and its check finds
/// nothing wrong with either, else 1 and what differs. Metadata whose keys begin with KEY may differ.

#include <iostream>
#include <string>

#include <xapian.h>

#include "tests/unit/database_comparison.hpp"

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: byline-compare-databases A B [KEY]\n";
    return 2;
  }
  try {
    for (int i = 1; i <= 2; ++i) {
      if (Xapian::Database::check(argv[i], 0, &std::cout) == 0) continue;
      std::cout << argv[i] << " is damaged\n";
      return 1;
    }
    const Xapian::Database a(argv[1]);
    const Xapian::Database b(argv[2]);
    const std::string found = byline::test::differences(a, b, argc > 3 ? argv[3] : "");
    std::cout << found;
    std::cout << a.get_doccount() << " documents, total length " << a.get_total_length() << "\n";
    return found.empty() ? 0 : 1;
  } catch (const Xapian::Error& error) {
    std::cerr << error.get_description() << "\n";
    return 2;
  }
}

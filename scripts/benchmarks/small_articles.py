"""An archive of many small articles, the same ones for the same corpus and number.

Its words are the corpus's, by how common they are; how often each comes is by the law of Zipf and Mandelbrot. Authors,
years, languages, tags, sources and the names of sections come from short lists, the first of each the most often, as in
archives. One word stands in every article: `common_word`.
"""

import bisect
import collections
import itertools
import random

from benchmarks.corpus import FILES_PER_FOLDER, PLAIN_WORD, SEED, read

FIRST_NAMES = ("Ada Bruno Carla Dmitri Elif Farid Greta Hugo Ines Jonas Keiko Lars Mina Noor Olga Paolo Quentin Rosa "
               "Stefan Tomasz Ursula Viktor Wanda Yusuf").split()
LAST_NAMES = ("Albrecht Baranov Castellani Dlamini Eriksson Fontaine Gebhardt Haddad Ibarra Janssen Kowalska Lindqvist "
              "Moreau Nakamura Oyelaran Petrov Quiroga Rahimi Sandoval Tanaka").split()
LANGUAGES = ("en", "de", "fr", "es", "ru", "it", "nl", "pt")
SOURCES = ("The Archive", "Harbour Review", "Field Notes", "Northern Letters", "The Bulletin", "Quarterly")
SECTIONS = ("Background", "Results", "Methods", "Discussion", "Outlook", "Examples", "Summary", "Questions", "History",
            "Limits", "Costs", "People", "Places", "Sources", "Figures", "Corrections", "Reading", "Glossary",
            "Interview", "Reactions", "Timeline", "Notes", "Response", "Appendix")
YEARS = range(1995, 2025)
TAGS = 80
MANDELBROT_SHIFT, ZIPF_EXPONENT = 2.7, 1.05
LEAST_VOCABULARY = 200


class Skewed:
    """Draws from a list, by the law of Zipf and Mandelbrot in the order of the list."""

    def __init__(self, items, choose):
        self.items = items
        self.choose = choose
        self.shares = list(itertools.accumulate((rank + MANDELBROT_SHIFT) ** -ZIPF_EXPONENT
                                                for rank in range(1, len(items) + 1)))

    def draw(self):
        return self.items[bisect.bisect_left(self.shares, self.choose.random() * self.shares[-1])]

    def draw_several(self, count):
        return list(dict.fromkeys(self.draw() for _ in range(count)))


def vocabulary(files):
    """The words of the files, the commonest first."""
    frequencies = collections.Counter()
    for path in files:
        frequencies.update(word.lower() for word in PLAIN_WORD.findall(read(path)))
    words = sorted(frequencies, key=lambda word: (-frequencies[word], word))
    if len(words) < LEAST_VOCABULARY:
        raise RuntimeError("the files have too few words to make articles of")
    return words


class ArticleMaker:
    def __init__(self, words):
        self.choose = random.Random(SEED)
        self.common_word = next((word for word in words if len(word) > 5), words[0])
        names = [f"{first} {last}" for first, last in itertools.product(FIRST_NAMES, LAST_NAMES)]
        self.choose.shuffle(names)
        self.words, self.authors, self.years, self.languages, self.tags, self.sources, self.sections = (
            Skewed(list(items), self.choose)
            for items in (words, names, reversed(YEARS), LANGUAGES, words[100:100 + TAGS], SOURCES, SECTIONS))

    def sentence(self, first=""):
        words = [first] if first else []
        words += [self.words.draw() for _ in range(self.choose.randint(6, 16))]
        return " ".join(words).capitalize() + "."

    def paragraph(self, first=""):
        return " ".join([self.sentence(first)] + [self.sentence() for _ in range(self.choose.randint(0, 2))])

    def front_matter(self, title):
        authors = self.authors.draw_several(self.choose.choice((1, 1, 1, 2, 3)))
        date = f"{self.years.draw()}-{self.choose.randint(1, 12):02}-{self.choose.randint(1, 28):02}"
        lines = [f"title: {title}", f"authors: [{', '.join(authors)}]", f"date: {date}",
                 f"lang: {self.languages.draw()}", f"source: {self.sources.draw()}",
                 f"tags: [{', '.join(self.tags.draw_several(3))}]"]
        return "---\n" + "\n".join(lines) + "\n---\n"

    def make(self):
        title = " ".join(self.words.draw() for _ in range(self.choose.randint(3, 7))).capitalize()
        parts = [self.front_matter(title), self.paragraph(self.common_word)]
        for name in self.sections.draw_several(self.choose.randint(1, 4)):
            parts += [f"## {name}", self.paragraph()]
        return "\n\n".join(parts) + "\n"


class SmallArticles:
    """The archive, written below a folder; `articles` is where it lies."""

    def __init__(self, words, folder, count):
        maker = ArticleMaker(words)
        self.common_word = maker.common_word
        self.articles = folder / "small-articles"
        self.files = []
        self.bytes = 0
        for number in range(count):
            path = self.articles / f"{number // FILES_PER_FOLDER:03}" / f"{number:06}.md"
            if number % FILES_PER_FOLDER == 0:
                path.parent.mkdir(parents=True)
            self.bytes += path.write_bytes(maker.make().encode())
            self.files.append(path)

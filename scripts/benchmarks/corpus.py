"""The files that every engine indexes, and the queries drawn from them."""

import collections
import os
import pathlib
import random
import re
import shutil

SUFFIXES = {".md", ".markdown", ".txt"}
FILES_PER_FOLDER = 1000
QUICK_FILES = 400
# Words whose analysis all engines agree on: ASCII letters, surrounded by spaces or the plainest punctuation.
PLAIN_WORD = re.compile(r"(?<![^\s(\"'])[A-Za-z]{3,20}(?=[\s.,;:)\"']|$)")
PLAIN_RUN = re.compile(r"(?<![^\s(\"'])[A-Za-z]{3,20}(?: [A-Za-z]{3,20})+(?=[\s.,;:)\"']|$)")
FRONT_MATTER = re.compile(r"\A(---|\+\+\+)\n.*?\n\1\n", re.DOTALL)
SEED = 20250415


def text_files(sources, quick):
    """The text files below the folders, in the order of their names; for a quick run a part of them."""
    files = sorted(path for source in sources for path in pathlib.Path(source).rglob("*")
                   if path.suffix in SUFFIXES and path.is_file())
    if quick and len(files) > QUICK_FILES:
        files = files[::len(files) // QUICK_FILES]
    if not files:
        raise SystemExit(f"bench: no text or Markdown file in {' '.join(map(str, sources))}")
    return files


class Corpus:
    """Copies of the text files below folders, under plain names, so that no engine's rules leave one out.

    `articles` has them as they are called, `texts` the same files called .txt for those that do not know Markdown.
    """

    def __init__(self, files, folder):
        self.articles = folder / "articles"
        self.texts = folder / "texts"
        self.files = []
        self.bytes = 0
        for number, path in enumerate(files):
            part = f"{number // FILES_PER_FOLDER:03}"
            copy = self.articles / part / f"{number:06}{path.suffix}"
            text = self.texts / part / f"{number:06}.txt"
            for target in (copy, text):
                target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
            os.link(copy, text)
            self.files.append(copy)
            self.bytes += copy.stat().st_size


def read(path):
    """The text of an article; its front matter is no text, so nothing is asked of it."""
    return FRONT_MATTER.sub("", path.read_text(encoding="utf-8", errors="replace"))


def document_frequencies(files):
    frequencies = collections.Counter()
    for path in files:
        frequencies.update({word.lower() for word in PLAIN_WORD.findall(read(path))})
    return frequencies


def middle_words(frequencies, documents):
    """Words that are neither in a handful of articles nor in every twentieth; of a small corpus, in two to a half."""
    least, most = max(2, documents // 1000), max(documents // 20, 4)
    return {word for word, frequency in frequencies.items() if least <= frequency <= most}


def draw_pair(text, words, choose):
    candidates = sorted({word.lower() for word in PLAIN_WORD.findall(text)} & words)
    return choose.sample(candidates, 2) if len(candidates) >= 2 else None


def draw_phrase(text, words, choose):
    length = choose.choice((2, 3))
    phrases = set()
    for run in PLAIN_RUN.findall(text):
        run = run.lower().split(" ")
        for begin in range(len(run) - length + 1):
            phrase = tuple(run[begin:begin + length])
            if len(set(phrase)) == length and all(word in words for word in phrase):
                phrases.add(phrase)
    return choose.choice(sorted(phrases)) if phrases else None


def draw_queries(files, count):
    """`count` queries of each class, as (class, words), the same ones for the same files.

    An OR is of two words anywhere; an AND of two words of one article and a phrase of two or three words side by side,
    so that there is something to find.
    """
    choose = random.Random(SEED)
    words = middle_words(document_frequencies(files), len(files))
    if len(words) < 2:
        raise SystemExit("bench: the files have too few words in common to draw queries from")
    by_order = sorted(words)
    queries = [("or", choose.sample(by_order, 2)) for _ in range(count)]
    for group, draw in (("and", draw_pair), ("phrase", draw_phrase)):
        drawn = []
        for _ in range(count * 20):
            found = draw(read(choose.choice(files)), words, choose)
            if found and len(drawn) < count:
                drawn.append((group, list(found)))
        queries += drawn
    return queries

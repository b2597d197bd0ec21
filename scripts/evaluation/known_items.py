"""Searches for an article whose headline one remembers: drawn by chance, asked, and measured."""

import collections
import csv
import math
import random
import re
import subprocess
import tempfile

from evaluation.collection import EvaluationError, build_index, search

SEED = 20_250_401
DEPTH = 50
KINDS = ("whole title", "two words", "three words", "title, misspelt", "two, misspelt", "three, misspelt")
WORD = re.compile(r"[^\W_]+")
EDGES = re.compile(r"^\W+|\W+$")
ALPHABET = "abcdefghijklmnopqrstuvwxyz"
KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
MIN_MISSPELT = 4  # letters: a shorter word with a slip is another word
FUNCTION_WORDS = frozenset("""a an and are as at be but by for from has have he her his how in is it its not of on or our
    she that the their them they this to was we were what when where who why will with you your""".split())


def words_of(title):
    """As a reader would type them: "1.37.0" and "don't" are one each."""
    stripped = (EDGES.sub("", word) for word in title.split())
    return [word for word in stripped if word]


def slip(word, chance):
    """One letter left out, doubled by another, exchanged with its neighbour or hit beside its key; never the first."""
    at = chance.randrange(1, len(word))
    kind = chance.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1:]
    if kind == 1:
        return word[:at] + chance.choice(ALPHABET) + word[at:]
    if kind == 2 and at + 1 < len(word) and word[at] != word[at + 1]:
        return word[:at] + word[at + 1] + word[at] + word[at + 2:]
    return word[:at] + beside(word[at], chance) + word[at + 1:]


def beside(letter, chance):
    for row in KEYBOARD:
        place = row.find(letter.lower())
        if place >= 0:
            return chance.choice([row[i] for i in (place - 1, place + 1) if 0 <= i < len(row)])
    return chance.choice(ALPHABET)


def misspelt(words, chance):
    """The words with one of them misspelt, or nothing where all are too short."""
    places = [i for i, word in enumerate(words) if len(word) >= MIN_MISSPELT and word.isalpha()]
    if not places:
        return None
    at = chance.choice(places)
    return words[:at] + [slip(words[at], chance)] + words[at + 1:]


def draw(articles, count):
    """(kind, query, ids that are right): `count` titles with three telling words or more, and what is made of them.
    Articles of one title are one."""
    same_title = collections.defaultdict(set)
    for identity, title in articles:
        same_title[title.casefold()].add(identity)
    chance = random.Random(SEED)
    titles = sorted({title.casefold(): title for _, title in articles if len(telling_words(title)) >= 3}.values())
    chance.shuffle(titles)
    for title in titles[:count]:
        words = words_of(title)
        two = chance.sample(telling_words(title), 2)
        three = chance.sample(telling_words(title), 3)
        queries = [words, two, three, *(misspelt(some, chance) for some in (words, two, three))]
        for kind, query in zip(KINDS, queries):
            if query:
                yield kind, title if query is words else " ".join(query), same_title[title.casefold()]


def telling_words(title):
    return [word for word in words_of(title) if len(word) > 1 and word.casefold() not in FUNCTION_WORDS]


class PlainBm25:
    """BM25 (k1 1.2, b 0.75) over lower-case words: no stems, no stop words, no fields, any word is enough. The title
    counts once."""

    K1 = 1.2
    B = 0.75

    def __init__(self, texts):
        """`texts`: id -> text."""
        self.postings = collections.defaultdict(list)
        self.lengths = {}
        for identity, text in texts.items():
            counts = collections.Counter(WORD.findall(text.casefold()))
            self.lengths[identity] = sum(counts.values())
            for word, times in counts.items():
                self.postings[word].append((identity, times))
        self.mean_length = sum(self.lengths.values()) / max(1, len(self.lengths))

    def ranked(self, query, depth):
        scores = collections.defaultdict(float)
        for word in WORD.findall(query.casefold()):
            found = self.postings.get(word, ())
            rarity = math.log(1 + (len(self.lengths) - len(found) + 0.5) / (len(found) + 0.5))
            for identity, times in found:
                length = self.lengths[identity] / self.mean_length
                scores[identity] += rarity * times * (self.K1 + 1) / (times + self.K1 * (1 - self.B + self.B * length))
        return sorted(scores, key=lambda identity: (-scores[identity], identity))[:depth]


class Archive:
    """A folder of articles, indexed by the programs for as long as this lasts."""

    def __init__(self, programs, folder):
        self.programs = programs
        self.scratch = tempfile.TemporaryDirectory(prefix="byline-evaluate-")
        self.index = build_index(programs, self.scratch.name, folder)
        listing = subprocess.run([programs / "byline-search", "--index", self.index, "--format", "csv", "--passages",
                                  "0", "--limit", "10000000", "*"], check=False, stdout=subprocess.PIPE,
                                 stderr=subprocess.DEVNULL, text=True, encoding="utf-8")
        hits = list(csv.DictReader(listing.stdout.splitlines()))
        self.titles = [(identity_of(hit), hit["title"]) for hit in hits]
        self.paths = {identity_of(hit): hit["path"] for hit in hits}

    def texts(self):
        """id -> the file's text, where each article is a file of its own."""
        if len(set(self.paths.values())) < len(self.paths):
            return None
        return {identity: read_text(path) for identity, path in self.paths.items()}

    def ranked(self, queries, options):
        """query -> articles, best first: as a user's search without operators."""
        numbered = {str(number): query for number, query in enumerate(queries)}
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".tsv") as file:
            file.writelines(f"{number}\t{query}\n" for number, query in numbered.items())
            file.flush()
            found = search(self.programs, self.index, file.name, ["--limit", str(DEPTH), *options], "csv")
        run = collections.defaultdict(list)
        for hit in csv.DictReader(found.splitlines()):
            run[numbered[hit["query_id"]]].append(identity_of(hit))
        return run


def identity_of(hit):
    """Records of one file may have no ids of their own, but each has its place."""
    return f"{hit['path']}:{hit['line']}"


def read_text(path):
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read()
    except OSError as error:
        raise EvaluationError(f"cannot read {path}: {error.strerror}") from error


def measure(questions, ranked):
    """kind -> (questions, share whose article is first, mean reciprocal rank). `ranked`: query -> ids."""
    outcomes = collections.defaultdict(list)
    for kind, query, right in questions:
        place = next((rank for rank, identity in enumerate(ranked(query), 1) if identity in right), None)
        outcomes[kind].append(1 / place if place else 0.0)
    return {kind: (len(values), sum(value == 1 for value in values) / len(values), sum(values) / len(values))
            for kind, values in outcomes.items()}

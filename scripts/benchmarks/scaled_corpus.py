"""A corpus of any size, made of one that is smaller.

First come the given files, in an order drawn once, so that every beginning is a sample of them. Then come copies of
them that say something else: in each copy, the rarest words are replaced by new ones, as many as make the vocabulary
grow by the law of Heaps with the exponent that the given files have; of the others, all but the commonest change places
with words that are about as frequent. Markup, links and front matter (but for titles) stay as they are.
"""

import collections
import functools
import hashlib
import math
import os
import random
import re

from benchmarks.corpus import FILES_PER_FOLDER, FRONT_MATTER, SEED, text_files

# What may be another word: not the names of elements, entities and commands, nor parts of paths.
WORD = re.compile(r"(?<![<&\\/\w])\w{3,40}")
TITLE = re.compile(r"^((?:title|description):)(.*)$", re.MULTILINE)
COMMONEST = 500  # words that stay what they are
BAND = 64  # words of neighbouring ranks that change places
VOWELS, CONSONANTS, DIGITS = "aeiou", "bcdfghklmnprstvw", "0123456789"
KEPT_ENDING = 3  # letters at the end of a new word that stay, for the sake of stems


def decode(path):
    return path.read_bytes().decode("utf-8", errors="surrogateescape")


def is_cased(word):
    """Whether a word is of a script with capitals: of those, a run of letters is a word."""
    return word.lower() != word.upper()


def split_front_matter(text):
    found = FRONT_MATTER.match(text)
    return (found.group(), text[found.end():]) if found else ("", text)


def new_letter(letter, byte):
    for alphabet in (VOWELS, CONSONANTS, DIGITS):
        if letter in alphabet:
            return alphabet[byte % len(alphabet)]
    return CONSONANTS[byte % len(CONSONANTS)] if letter.isascii() and letter.isalpha() else letter


def new_word(word, copy, known):
    """A word like this one that nobody has used; the same one for words that begin alike."""
    head, ending = word[:-KEPT_ENDING], word[-KEPT_ENDING:]
    if len(head) < KEPT_ENDING:
        head, ending = (word + "oner")[:KEPT_ENDING + 2], ending[-1:]
    for attempt in range(100):
        noise = hashlib.blake2b(f"{copy} {attempt} {head}".encode(errors="replace"), digest_size=40).digest()
        made = "".join(new_letter(letter, byte) for letter, byte in zip(head, noise)) + ending
        if made not in known:
            known.add(made)
            return made
    return word  # of a script whose letters we do not know


def in_case_of(model, word):
    if len(model) == len(word):
        return "".join(letter.upper() if like.isupper() else letter for like, letter in zip(model, word))
    if model.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if model[:1].isupper() else word


class Substitution:
    """Which word stands for which in one copy."""

    def __init__(self, copy, words, replaced, known):
        """`words`: the commonest first; the last `replaced` of them become new ones."""
        choose = random.Random(f"{SEED} {copy}")
        kept = words[COMMONEST:len(words) - replaced]
        self.words = {}
        for begin in range(0, len(kept), BAND):
            band = kept[begin:begin + BAND]
            self.words.update(zip(band, choose.sample(band, len(band))))
        self.words.update((word, new_word(word, copy, known)) for word in words[len(words) - replaced:])
        self.substitute = functools.lru_cache(maxsize=1 << 18)(self.substitute_word)

    def substitute_word(self, word):
        lower = word.lower()
        other = self.words.get(lower)
        return word if other is None else in_case_of(word, other)

    def apply(self, text):
        def replace(found):
            return self.substitute(found.group())

        front, body = split_front_matter(text)
        front = TITLE.sub(lambda line: line.group(1) + WORD.sub(replace, line.group(2)), front)
        return front + WORD.sub(replace, body)


class Vocabulary:
    """The words of the given files and how their number grows."""

    def __init__(self, files):
        self.frequencies = collections.Counter()
        half = sum(path.stat().st_size for path in files) / 2
        done, at_half = 0, 0
        for path in files:
            self.frequencies.update(self.words_of(decode(path)))
            done += path.stat().st_size
            if not at_half and done >= half:
                at_half, half_bytes = len(self.frequencies), done
        if len(self.frequencies) <= at_half or done == half_bytes:
            raise RuntimeError("the files are too few or too much alike to tell how their vocabulary grows")
        self.exponent = math.log(len(self.frequencies) / at_half) / math.log(done / half_bytes)
        self.known = set(self.frequencies)

    @staticmethod
    def words_of(text):
        return (word.lower() for word in WORD.findall(split_front_matter(text)[1]) if is_cased(word))

    def substitution(self, copy):
        """That of the given copy; the given files are copy 1."""
        share = copy ** self.exponent - (copy - 1) ** self.exponent
        choose = random.Random(f"{SEED} order {copy}")
        ties = {word: choose.random() for word in sorted(self.frequencies)}
        words = sorted(self.frequencies, key=lambda word: (-self.frequencies[word], ties[word]))
        replaced = min(round(share * len(words)), max(0, len(words) - COMMONEST))
        return Substitution(copy, words, replaced, self.known)


class ScaledCorpus:
    """The corpus so far; `grow_to` adds to it. Files lie below `articles`, and again, called .txt, below `texts`."""

    def __init__(self, sources, folder, quick):
        self.originals = text_files(sources, quick)
        random.Random(SEED).shuffle(self.originals)
        self.articles = folder / "articles"
        self.texts = folder / "texts"
        self.bytes = 0
        self.count = 0
        self.words = set()
        self.next_text = self.all_texts()

    @functools.cached_property
    def vocabulary(self):
        return Vocabulary(self.originals)

    def identity(self):
        """The same for the same files."""
        noted = "".join(f"{path.name} {path.stat().st_size}\n" for path in self.originals)
        return hashlib.blake2b(noted.encode(errors="replace"), digest_size=8).hexdigest()

    def all_texts(self):
        copy = 1
        while True:
            substitution = self.vocabulary.substitution(copy) if copy > 1 else None
            for path in self.originals:
                yield path, substitution.apply(decode(path)) if substitution else decode(path)
            copy += 1

    def grow_to(self, size):
        while self.bytes < size:
            source, text = next(self.next_text)
            self.write(text, source.suffix)

    def write(self, text, suffix):
        part = f"{self.count // FILES_PER_FOLDER:04}"
        article = self.articles / part / f"{self.count:07}{suffix}"
        plain = self.texts / part / f"{self.count:07}.txt"
        for target in (article, plain):
            target.parent.mkdir(parents=True, exist_ok=True)
        self.bytes += article.write_bytes(text.encode("utf-8", errors="surrogateescape"))
        os.link(article, plain)
        self.words.update(Vocabulary.words_of(text))
        self.count += 1

"""How soon an index of many small articles is up to date again, and what its facets cost."""

import dataclasses
import json
import subprocess
import time

from benchmarks import measuring
from benchmarks.engines import THREADS, output_of
from benchmarks.measuring import Run

FACETS = ("", "author", "year", "language", "tag", "source", "section", "author,year,language",
          "author,section,year,language,tag,source")


class ArticleIndex:
    """An index of small articles, built when it is made; `built` tells what that took."""

    def __init__(self, programs, archive, folder):
        self.programs = programs
        self.archive = archive
        self.folder = folder
        self.built = self.build(archive.articles)
        self.bytes = measuring.size_of(folder)

    def indexer(self, *arguments):
        return [self.programs / "byline-index", arguments[0], "--quiet", "--index", self.folder, *arguments[1:]]

    def build(self, path):
        return measuring.run_timed(self.indexer("build", "--jobs", str(THREADS), path))

    def remove(self, path):
        return measuring.run_timed(self.indexer("remove", path))

    def total(self, query):
        """Of the articles found, by a process of its own."""
        command = [self.programs / "byline-search", "--index", self.folder, "--count", query]
        ran = subprocess.run([str(part) for part in command], stdout=subprocess.PIPE, check=False)
        if ran.returncode not in (0, 1):
            raise RuntimeError(f"byline-search ended with {ran.returncode}")
        return int(ran.stdout)


@dataclasses.dataclass
class Update:
    run: Run
    visible_seconds: float  # from the start of the program until a search, itself included, has told of the change


def until_visible(index, update, query, total):
    begin = time.perf_counter()
    run = update()
    found = index.total(query)
    seconds = time.perf_counter() - begin
    if found != total:
        raise RuntimeError(f"after an update '{query}' finds {found} articles, not {total}")
    return Update(run, seconds)


class UpdateRounds:
    """Changes, adds and removes an article, each by the path of the whole tree and by that of the article."""

    def __init__(self, index):
        self.index = index
        self.tree = index.archive.articles
        self.updates = {}

    def run(self, rounds):
        for number in range(rounds):
            self.note("unchanged tree", self.unchanged())
            for by_tree in (True, False):
                self.change(number, by_tree)
                self.add_and_remove(number, by_tree)
        return self.updates

    def note(self, title, update):
        self.updates.setdefault(title, []).append(update)

    def unchanged(self):
        word = self.index.archive.common_word
        return until_visible(self.index, lambda: self.index.build(self.tree), word, len(self.index.archive.files))

    def change(self, number, by_tree):
        files = self.index.archive.files
        path = files[(2 * number + by_tree + 1) * 7919 % len(files)]
        word = f"changed{number}by{'tree' if by_tree else 'path'}"
        with path.open("a", encoding="utf-8") as file:
            file.write(f"\n{word}\n")
        self.note(f"one changed, {self.told(by_tree)}", self.build(path, by_tree, word, 1))

    def add_and_remove(self, number, by_tree):
        word = f"added{number}by{'tree' if by_tree else 'path'}"
        path = self.tree / "000" / f"{word}.md"
        path.write_text(f"---\ntitle: One more\nauthors: [Ada Moreau]\n---\n\n{word}\n\n## Outlook\n\nAn addition.\n",
                        encoding="utf-8")
        self.note(f"one added, {self.told(by_tree)}", self.build(path, by_tree, word, 1))
        path.unlink()
        if by_tree:
            update = self.build(path, by_tree, word, 0)
        else:
            update = until_visible(self.index, lambda: self.index.remove(path), word, 0)
        self.note(f"one removed, {self.told(by_tree, removes=True)}", update)

    def build(self, path, by_tree, query, total):
        return until_visible(self.index, lambda: self.index.build(self.tree if by_tree else path), query, total)

    @staticmethod
    def told(by_tree, removes=False):
        if by_tree:
            return "`build FOLDER`"
        return "`remove FILE`" if removes else "`build FILE`"


def facet_times_in_process(index, folder, passes, rounds):
    """{facets: [milliseconds of processor time with the page of hits, for each round]}"""
    queries = folder / "facet-queries.tsv"
    word = index.archive.common_word
    queries.write_text("".join(f"{facets or '-'}\t{word}\t{facets}\n" for facets in FACETS), encoding="utf-8")
    found = {facets: [] for facets in FACETS}
    for _ in range(rounds):
        lines = output_of([index.programs / "byline-search-timer", index.folder, queries, passes, "hits"])
        for facets, line in zip(FACETS, lines.splitlines(), strict=True):
            _, microseconds, total = line.split("\t")
            if int(total) != len(index.archive.files):
                raise RuntimeError(f"'{word}' stands in {total} articles, not in all {len(index.archive.files)}")
            found[facets].append(float(microseconds) / 1000)
    return found


def facet_times_of_processes(index, rounds):
    """{facets: [Run for each round]} of whole processes, which alternate."""
    found = {facets: [] for facets in FACETS}
    for number in range(rounds + 1):
        for facets in FACETS:
            command = [str(index.programs / "byline-search"), "--index", str(index.folder), "--passages", "0",
                       *(["--facets", facets] if facets else []), index.archive.common_word]
            run = measuring.start_to_end(command, allowed=(0,))
            if number > 0:  # the first one warms up
                found[facets].append(run)
    return found


def distinct_values(index):
    """{facet: how many values it has among all articles}"""
    command = [index.programs / "byline-search", "--index", index.folder, "--format", "json", "--limit", "1",
               "--facet-limit", "10000", "--facets", FACETS[-1], index.archive.common_word]
    answer = json.loads(output_of(command))
    return {name: len(found) for name, found in answer["facets"].items()}

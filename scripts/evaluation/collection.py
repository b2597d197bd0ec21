"""A test collection and what the programs find in it."""

import os
import subprocess
import tempfile

FILES = ("docs.jsonl", "queries.tsv", "qrels.txt")
DEPTH = 1000


class EvaluationError(Exception):
    """Told to the user without a trace."""


def read_judgments(path):
    """query -> document -> relevance, of a TREC qrels file."""
    judgments = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split()
        if len(fields) < 4:
            continue
        query, _, document, relevance = fields[:4]
        judgments.setdefault(query, {})[document] = int(float(relevance))
    return judgments


def read_run(text):
    """query -> documents, best first, of a TREC run."""
    run = {}
    for line in text.splitlines():
        query, _, document = line.split()[:3]
        run.setdefault(query, []).append(document)
    return run


class Collection:
    """A folder with docs.jsonl (records with id, title, text), queries.tsv (`qid TAB text`) and qrels.txt."""

    def __init__(self, folder):
        for name in FILES:
            if not (folder / name).exists():
                raise EvaluationError(f"{folder} has no {name}")
        self.folder = folder
        self.name = folder.name
        self.judgments = read_judgments(folder / "qrels.txt")

    def query_texts(self):
        lines = (self.folder / "queries.tsv").read_text(encoding="utf-8").splitlines()
        return dict(line.split("\t", 1) for line in lines if "\t" in line)

    def run(self, programs, options):
        """What the programs in this folder find: the text of a TREC run."""
        with tempfile.TemporaryDirectory(prefix="byline-evaluate-") as folder:
            index = build_index(programs, folder, self.folder / "docs.jsonl")
            return search(programs, index, self.folder / "queries.tsv",
                          ["--match", "any", "--limit", str(DEPTH), *options])


def check_programs(folder):
    if not (folder / "byline-search").exists():
        raise EvaluationError(f"no programs in {folder}; build them with scripts/build release")


def build_index(programs, folder, source):
    index = os.path.join(folder, "index")
    built = subprocess.run([programs / "byline-index", "build", "--quiet", "--index", index, source], check=False,
                           stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, encoding="utf-8")
    if built.returncode > 1:
        raise EvaluationError(f"byline-index failed on {source}: {built.stderr.strip()}")
    return index


def search(programs, index, queries, options, output="trec"):
    """What a file of queries, which are plain text, finds: a TREC run, or another format of output."""
    found = subprocess.run([programs / "byline-search", "--index", index, "--words", "--format", output, "--passages",
                            "0", "--queries", queries, *options],
                           check=False, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")
    if found.returncode > 1:
        raise EvaluationError(f"byline-search failed on {queries}: {found.stderr.strip()}")
    return found.stdout

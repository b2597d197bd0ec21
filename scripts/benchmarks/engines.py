"""Byline and its peers: how each is given the same files and asked the same queries."""

import glob
import pathlib
import shutil
import subprocess
import sys

from benchmarks import measuring

HERE = pathlib.Path(__file__).parent
THREADS = 2


def infix(words, operator):
    return f" {operator} ".join(words)


def quoted(words):
    return '"' + " ".join(words) + '"'


class Engine:
    """One engine with its index in a folder of its own.

    `index` builds it anew. `timed_queries` asks all queries in one process and returns the lines of its timer;
    `command` is a whole process that answers one query. Either is None for an engine that has no such thing.
    """

    key = ""  # as --peers has it
    name = ""
    packages = ()

    def __init__(self, folder, corpus):
        self.folder = folder
        self.corpus = corpus

    def prepare(self):
        """Once before all measuring. Raises RuntimeError when something is missing."""

    def clear(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def index(self):
        self.clear()
        self.folder.mkdir(parents=True)
        return self.build()

    def build(self):
        raise NotImplementedError

    def size(self):
        return measuring.size_of(self.folder)

    def timed_queries(self, queries, passes, what):
        return None

    def command(self, group, words):
        return None

    def text_of(self, group, words):
        """A query in the language of the engine's timer."""
        return " ".join(words)

    def query_file(self, queries):
        path = self.folder.parent / f"{self.key}-queries.tsv"
        lines = [f"{group}\t{self.text_of(group, words)}\n" for group, words in queries]
        path.write_text("".join(lines), encoding="utf-8")
        return path


def program(name):
    path = shutil.which(name)
    if path is None:
        raise RuntimeError(f"there is no {name}")
    return path


def output_of(command):
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True).stdout


class Byline(Engine):
    key = "byline"
    name = "Byline"

    def __init__(self, folder, corpus, programs):
        super().__init__(folder, corpus)
        self.programs = programs

    def build(self):
        # 1: a file or two could not be read; the others are all there.
        return measuring.run_timed([self.programs / "byline-index", "build", "--quiet", "--jobs", str(THREADS),
                                    "--index", self.folder, self.corpus.articles], allowed=(0, 1))

    def text_of(self, group, words):
        if group == "phrase":
            return quoted(words)
        return infix(words, "OR") if group == "or" else " ".join(words)

    def timed_queries(self, queries, passes, what):
        return output_of([self.programs / "byline-search-timer", self.folder, self.query_file(queries), passes, what])

    def command(self, group, words):
        return [str(self.programs / "byline-search"), "--index", str(self.folder), self.text_of(group, words)]


class Lucene(Engine):
    packages = ("liblucene8-java", "default-jdk-headless")
    kind = ""
    jars = ("lucene-core-8*.jar", "lucene-analyzers-common-8*.jar")

    def prepare(self):
        found = [jar for pattern in self.jars for jar in sorted(glob.glob("/usr/share/java/" + pattern))[:1]]
        if len(found) < len(self.jars):
            raise RuntimeError("there is no Lucene 8 in /usr/share/java")
        classes = self.folder.parent / "lucene-classes"
        output_of([program("javac"), "-cp", ":".join(found), "-d", classes, HERE / "LuceneBench.java"])
        self.java = [program("java"), "-Xmx1g", "-cp", ":".join([*found, str(classes)]), "LuceneBench"]

    def build(self):
        return measuring.run_timed([*self.java, "index", self.kind, self.corpus.articles, self.folder, str(THREADS)])

    def timed_queries(self, queries, passes, what):
        if what == "passages":
            return None
        return output_of([*self.java, "search", self.kind, self.folder, self.query_file(queries), passes, what])


class LuceneSimple(Lucene):
    key = "lucene"
    name = "Lucene, one stemmed field"
    kind = "simple"


class LuceneCapable(Lucene):
    key = "lucene-capable"
    name = "Lucene, Byline's capability"
    kind = "capable"


class Fts5(Engine):
    key = "fts5"
    name = "SQLite FTS5"
    packages = ("sqlite3",)

    def prepare(self):
        self.sqlite = program("sqlite3")

    def build(self):
        return measuring.run_timed([sys.executable, HERE / "fts5.py", "index", self.corpus.articles, self.database()])

    def database(self):
        return self.folder / "articles.sqlite"

    def timed_queries(self, queries, passes, what):
        if what == "passages":
            return None
        return output_of([sys.executable, HERE / "fts5.py", "search", self.database(), self.query_file(queries), passes,
                          what])

    def command(self, group, words):
        query = quoted(words) if group == "phrase" else infix(words, group.upper())
        return [self.sqlite, str(self.database()),
                "SELECT path, snippet(article, 1, '[', ']', ' ... ', 40) FROM article "
                f"WHERE article MATCH '{query}' ORDER BY rank LIMIT 10"]


class Omega(Engine):
    key = "omindex"
    name = "omindex, quest"
    packages = ("xapian-omega", "xapian-tools")

    def prepare(self):
        self.omindex = program("omindex")
        self.quest = program("quest")

    def build(self):
        return measuring.run_timed([self.omindex, "--db", self.folder, "--url", "/", self.corpus.texts])

    def command(self, group, words):
        query = quoted(words) if group == "phrase" else infix(words, group.upper())
        return [self.quest, "-d", str(self.folder), query]


class Recoll(Engine):
    key = "recoll"
    name = "recollindex, recollq"
    packages = ("recollcmd",)

    def prepare(self):
        self.recollindex = program("recollindex")
        self.recollq = program("recollq")

    def build(self):
        configuration = f"topdirs = {self.corpus.texts}\nnoaspell = 1\nloglevel = 2\n"
        (self.folder / "recoll.conf").write_text(configuration)
        return measuring.run_timed([self.recollindex, "-c", self.folder])

    def size(self):
        return measuring.size_of(self.folder / "xapiandb")

    def command(self, group, words):
        query = quoted(words) if group == "phrase" else infix(words, group.upper())
        return [self.recollq, "-c", str(self.folder), "-n", "10", query]


PEERS = (LuceneCapable, LuceneSimple, Fts5, Omega, Recoll)

"""Time, memory and size of an index against the size of the corpus."""

import dataclasses
import hashlib
import json

from benchmarks.comparison import in_turn
from benchmarks.measuring import Run
from benchmarks.progress import tell

SIZES = (10, 25, 50, 100, 200, 350, 500)  # MB
QUICK_SIZES = (0.1, 0.2, 0.4)


@dataclasses.dataclass
class Point:
    """One run of one engine over a corpus of one size."""
    program: str  # which state of it: points of another one are not compared
    corpus: str
    size: float  # MB, as asked for
    engine: str
    round: int
    text_bytes: int
    articles: int
    words: int  # distinct
    index_bytes: int
    run: Run

    def key(self):
        return (self.program, self.corpus, self.size, self.engine, self.round)


class PointFile:
    """Points kept as they are measured, one a line, so that what was interrupted goes on."""

    def __init__(self, path):
        self.path = path
        self.points = {}
        if path.exists():
            for line in path.read_text(encoding="utf-8").splitlines():
                self.take(line)

    def take(self, line):
        try:
            fields = json.loads(line)
            point = Point(**{**fields, "run": Run(**fields["run"])})
        except (ValueError, TypeError, KeyError):
            return  # a line that was being written when it was interrupted, or of another version
        self.points[point.key()] = point

    def add(self, point):
        self.points[point.key()] = point
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(dataclasses.asdict(point)) + "\n")


def state_of(engine):
    """Which program it is: its bytes for our own; a peer's is Debian's."""
    programs = getattr(engine, "programs", None)
    if programs is None:
        return "peer"
    return hashlib.blake2b((programs / "byline-index").read_bytes(), digest_size=8).hexdigest()


class ScaleRun:
    def __init__(self, corpus, everyone, points, rounds):
        self.corpus = corpus
        self.identity = corpus.identity()
        self.everyone = everyone
        self.states = {engine.key: state_of(engine) for engine in everyone}
        self.points = points
        self.rounds = rounds

    def measure(self, sizes):
        """[Point], by size, engine and round."""
        for size in sizes:
            for number in range(self.rounds):
                for engine in in_turn(self.everyone, number):
                    if self.key(size, engine, number) not in self.points.points:
                        self.points.add(self.point(size, engine, number))
        return [self.points.points[self.key(size, engine, number)]
                for size in sizes for engine in self.everyone for number in range(self.rounds)]

    def key(self, size, engine, number):
        return (self.states[engine.key], self.identity, size, engine.key, number)

    def point(self, size, engine, number):
        corpus = self.corpus
        if corpus.bytes < size * 1e6:
            tell(f"makes the corpus {size:g} MB large")
            corpus.grow_to(size * 1e6)
        tell(f"{size:g} MB, round {number + 1}: {engine.name} indexes")
        run = engine.index()
        index_bytes = engine.size()
        engine.clear()
        return Point(self.states[engine.key], self.identity, size, engine.key, number, corpus.bytes, corpus.count,
                     len(corpus.words), index_bytes, run)

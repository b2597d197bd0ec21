#!/usr/bin/env python3
"""SQLite's FTS5 as a peer of scripts/bench.

    fts5.py index FOLDER DATABASE
    fts5.py search DATABASE QUERIES PASSES rank|hits

One row a file, stemmed (`porter unicode61`), optimised at the end. QUERIES has `class TAB words` a line; for each a
line `class TAB microseconds TAB total` is printed, with the least processor time that it took in a pass.
"""

import pathlib
import sqlite3
import sys
import time


def index(folder, database):
    connection = sqlite3.connect(database)
    connection.execute("CREATE VIRTUAL TABLE article USING fts5(path UNINDEXED, body, tokenize='porter unicode61')")
    for path in sorted(pathlib.Path(folder).rglob("*")):
        if path.is_file():
            row = (str(path), path.read_text(encoding="utf-8", errors="replace"))
            connection.execute("INSERT INTO article VALUES (?, ?)", row)
    connection.execute("INSERT INTO article(article) VALUES ('optimize')")
    connection.commit()
    connection.close()


def expression(group, words):
    if group == "phrase":
        return '"' + " ".join(words) + '"'
    return {"or": " OR ", "and": " AND "}[group].join(f'"{word}"' for word in words)


def ask(connection, query, columns):
    count = connection.execute("SELECT count(*) FROM article WHERE article MATCH ?", (query,)).fetchone()[0]
    connection.execute(f"SELECT {columns} FROM article WHERE article MATCH ? ORDER BY rank LIMIT 10",
                       (query,)).fetchall()
    return count


def search(database, queries_file, passes, what):
    columns = "rowid, path, body" if what == "hits" else "rowid"
    lines = pathlib.Path(queries_file).read_text(encoding="utf-8").splitlines()
    queries = [(group, expression(group, words.split(" "))) for group, words in (line.split("\t") for line in lines)]
    connection = sqlite3.connect(database)
    totals = [ask(connection, query, columns) for _, query in queries]
    taken = [[] for _ in queries]
    for _ in range(passes):
        for number, (_, query) in enumerate(queries):
            begin = time.thread_time()
            ask(connection, query, columns)
            taken[number].append((time.thread_time() - begin) * 1e6)
    for (group, _), total, microseconds in zip(queries, totals, taken):
        print(f"{group}\t{min(microseconds):.1f}\t{total}")


if __name__ == "__main__":
    if sys.argv[1] == "index":
        index(sys.argv[2], sys.argv[3])
    else:
        search(sys.argv[2], sys.argv[3], int(sys.argv[4]), sys.argv[5])

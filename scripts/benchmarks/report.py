"""The report, as Markdown."""

import json
import math
import os
import platform
import statistics

from benchmarks import measuring

EXTENT_TITLES = {
    "rank": "Top 10 and exact total",
    "hits": "The same, and the ten articles fetched",
    "passages": "The same, and two passages of each",
}


def table(titles, rows):
    lines = ["| " + " | ".join(titles) + " |", "|---|" + "---:|" * (len(titles) - 1)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def number(value, unit=""):
    if math.isnan(value):
        return "-"
    digits = 0 if value >= 100 else 1 if value >= 10 else 2 if value >= 0.1 else 3
    return f"{value:.{digits}f}{unit}"


def ratio_of(ours, theirs):
    """The median of the ratios within each round."""
    return statistics.median(our / their for our, their in zip(ours, theirs))


def heading(day, load):
    machine = f"{platform.machine()}, {os.cpu_count()} processors, load {load:.1f} at the start"
    return f"# Byline measured\n\n{day}, {machine}."


def asked(corpus, queries, rounds):
    per_class = {group: sum(1 for other, _ in queries if other == group) for group, _ in queries}
    counts = ", ".join(f"{count} {group.upper()}" for group, count in per_class.items())
    return (f"Byline and its peers: {len(corpus.files)} files, {corpus.bytes / 1e6:.1f} MB. Queries: {counts}. "
            f"Rounds: {rounds}.")


def indexing(everyone, runs, text_bytes):
    def of(engine, field):
        return [getattr(run, field) for run in runs[engine.key]]

    byline = everyone[0]
    rows = []
    for engine in everyone:
        seconds, cpu_seconds = of(engine, "seconds"), of(engine, "cpu_seconds")
        rows.append([engine.name, number(text_bytes / 1e6 / statistics.median(seconds)),
                     number(ratio_of(seconds, of(byline, "seconds"))), number(statistics.median(cpu_seconds)),
                     number(ratio_of(cpu_seconds, of(byline, "cpu_seconds"))), number(engine.size() / text_bytes),
                     number(max(of(engine, "peak_bytes")) / 1e6)])
    titles = ["", "MB/s", "engine / Byline", "processor seconds", "engine / Byline", "index / text", "peak memory, MB"]
    return ("## Indexing\n\nRatios are the engine's time to Byline's: more than 1 is better for Byline.\n\n" +
            table(titles, rows))


def searches(everyone, found):
    sections = ["## Searches within one process\n\nMilliseconds of processor time. Ratios are Byline's time to the "
                "engine's: less than 1 is better for Byline."]
    for extent, by_engine in found.items():
        ours = by_engine[everyone[0].key]
        rows = []
        for group in ours[0]:
            for engine in everyone:
                if engine.key in by_engine:
                    rows.append(search_row(group, engine, by_engine[engine.key], ours))
        titles = ["", "class", "matches", "mean", "p99", "Byline / engine, mean", "Byline / engine, p99"]
        sections.append(f"### {EXTENT_TITLES[extent]}\n\n" + table(titles, rows))
    return "\n\n".join(sections)


def search_row(group, engine, rounds, ours):
    def of(runs, field):
        return [getattr(run[group], field) for run in runs]

    return [engine.name, group.upper(), str(rounds[0][group].matches), number(statistics.median(of(rounds, "mean"))),
            number(statistics.median(of(rounds, "p99"))), number(ratio_of(of(ours, "mean"), of(rounds, "mean"))),
            number(ratio_of(of(ours, "p99"), of(rounds, "p99")))]


def processes(everyone, found):
    rows = []
    for group, by_engine in found.items():
        for engine in everyone:
            if engine.key in by_engine:
                rows.append(process_row(group, engine, by_engine[engine.key], by_engine[everyone[0].key]))
    titles = ["", "class", "median", "p99", "Byline / engine", "processor time", "Byline / engine"]
    return ("## Whole processes\n\nFrom start to end, the first ten results as each prints them; Byline's have two "
            "passages each. Milliseconds; processor time is a median, too.\n\n" + table(titles, rows))


def process_row(group, engine, theirs, ours):
    def median(runs, field):
        return statistics.median(getattr(run, field) for run in runs) * 1000

    return [engine.name, group.upper(), number(median(theirs, "seconds")),
            number(measuring.percentile([run.seconds for run in theirs], 0.99) * 1000),
            number(median(ours, "seconds") / median(theirs, "seconds")), number(median(theirs, "cpu_seconds")),
            number(median(ours, "cpu_seconds") / median(theirs, "cpu_seconds"))]


def parts(benchmark_json):
    rows = []
    for benchmark in json.loads(benchmark_json)["benchmarks"]:
        microseconds = benchmark["cpu_time"] / {"ns": 1000, "us": 1, "ms": 0.001, "s": 1e-6}[benchmark["time_unit"]]
        speed = benchmark.get("bytes_per_second", math.nan) / 1e6
        rows.append([benchmark["name"], number(microseconds), number(speed)])
    return "## Parts of Byline\n\n" + table(["", "microseconds", "MB/s"], rows)


def updates(index, by_title, rounds):
    archive = index.archive
    rows = [["first build", number(index.built.seconds), "", number(index.built.cpu_seconds),
             number(index.built.peak_bytes / 1e6)]]
    for title, found in by_title.items():
        run = measuring.median_of([update.run for update in found])
        rows.append([title, number(run.seconds), number(statistics.median(u.visible_seconds for u in found)),
                     number(run.cpu_seconds), number(max(update.run.peak_bytes for update in found) / 1e6)])
    titles = ["", "seconds", "until found", "processor seconds", "peak memory, MB"]
    return (f"## Updates\n\nAn archive of {len(archive.files)} small articles, {archive.bytes / 1e6:.1f} MB; its index "
            f"has {index.bytes / 1e6:.1f} MB. `byline-index` from start to end; *until found* is from its start to the "
            f"end of a search, a process of its own, that tells of the change. Medians of {rounds}.\n\n" +
            table(titles, rows))


def facets(index, values, in_process, of_processes, rounds):
    def beyond_none(found):
        return statistics.median(with_facets - none for with_facets, none in zip(found, in_process[""]))

    def processes_beyond_none(key, field):
        return statistics.median(getattr(run, field) - getattr(none, field)
                                 for run, none in zip(of_processes[key], of_processes[""])) * 1000

    rows = []
    for key in in_process:
        if not key:
            rows.append(["none: the whole search", "", number(statistics.median(in_process[key])),
                         number(measuring.median_of(of_processes[key]).cpu_seconds * 1000),
                         number(measuring.median_of(of_processes[key]).seconds * 1000)])
            continue
        rows.append([key.replace(",", ", "), str(sum(values.get(name, 0) for name in key.split(","))),
                     number(beyond_none(in_process[key])), number(processes_beyond_none(key, "cpu_seconds")),
                     number(processes_beyond_none(key, "seconds"))])
    titles = ["facets", "values", "in one process", "whole process, processor time", "whole process, clock"]
    return (f"## Facets\n\nA query that all {len(index.archive.files)} articles match, with the page of ten hits. The "
            "first line is what it takes without facets; the others, how much *more* it takes with them. Milliseconds: "
            f"in one process those of its thread, the least of several passes; medians of {rounds} rounds, in which "
            "the facets alternate.\n\n" + table(titles, rows))


def scale_table(points, names):
    groups = {}
    for point in points:
        groups.setdefault((point.size, point.engine), []).append(point)
    rows = []
    for (_, engine), found in groups.items():
        run = measuring.median_of([point.run for point in found])
        megabytes = found[0].text_bytes / 1e6
        rows.append([names[engine], number(megabytes), str(found[0].articles), str(found[0].words),
                     number(run.seconds), number(megabytes / run.seconds), number(run.cpu_seconds),
                     number(run.cpu_seconds / megabytes * 1000),
                     number(max(point.run.peak_bytes for point in found) / 1e6),
                     number(statistics.median(point.index_bytes for point in found) / found[0].text_bytes)])
    return table(["", "text, MB", "articles", "distinct words", "seconds", "MB/s", "processor seconds",
                  "processor ms for a MB", "peak memory, MB", "index / text"], rows)

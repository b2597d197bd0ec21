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


def heading(corpus, queries, rounds, day):
    per_class = {group: sum(1 for other, _ in queries if other == group) for group, _ in queries}
    asked = ", ".join(f"{count} {group.upper()}" for group, count in per_class.items())
    load = os.getloadavg()[0]
    return (f"# Byline and its peers\n\n{day}, {platform.machine()}, {os.cpu_count()} processors, load {load:.1f} at "
            f"the start. {len(corpus.files)} files, {corpus.bytes / 1e6:.1f} MB. Queries: {asked}. Rounds: {rounds}.")


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

"""Byline and its peers over the same files and queries: indexing, searches within a process, whole processes."""

import subprocess

from benchmarks import engines, measuring
from benchmarks.progress import tell

PASSES = 7
PROCESS_QUERIES = 40
EXTENTS = ("rank", "hits", "passages")


def prepare(peer, install):
    try:
        peer.prepare()
    except (OSError, RuntimeError):
        if not install(peer.packages):
            tell("cannot install " + " ".join(peer.packages))
        peer.prepare()


def prepare_peers(kinds, folder, corpus, install):
    """Those that can be had; the others are told of and left out."""
    ready = []
    for kind in kinds:
        peer = kind(folder / kind.key, corpus)
        try:
            prepare(peer, install)
            ready.append(peer)
        except (OSError, RuntimeError, subprocess.CalledProcessError) as error:
            tell(f"goes on without {kind.name}: {error}")
    return ready


def in_turn(everyone, number):
    """The engines, another one first in each round."""
    return everyone[number % len(everyone):] + everyone[:number % len(everyone)]


def measure_indexing(everyone, rounds):
    runs = {engine.key: [] for engine in everyone}
    for number in range(rounds):
        for engine in in_turn(everyone, number):
            tell(f"round {number + 1}: {engine.name} indexes")
            runs[engine.key].append(engine.index())
    return runs


def measure_searches(everyone, queries, rounds):
    """{extent: {engine: [timings by class, for each round]}}; only engines that have a timer."""
    found = {}
    for extent in EXTENTS:
        for number in range(rounds):
            for engine in in_turn(everyone, number):
                lines = engine.timed_queries(queries, PASSES, extent)
                if lines is None:
                    continue
                tell(f"round {number + 1}: {engine.name} has searched in one process ({extent})")
                found.setdefault(extent, {}).setdefault(engine.key, []).append(measuring.timings_by_class(lines))
    return found


def measure_processes(everyone, queries, rounds):
    """{class: {engine: [a run for each query, the median over the rounds]}}; engines alternate at every query."""
    groups = {}
    for group, words in queries:
        groups.setdefault(group, []).append(words)
    found = {}
    for group, asked in groups.items():
        tell(f"whole processes: {group}")
        for words in asked[:PROCESS_QUERIES]:
            commands = {engine.key: engine.command(group, words) for engine in everyone}
            commands = {key: command for key, command in commands.items() if command}
            taken = {key: [] for key in commands}
            for number in range(rounds + 1):
                for key in in_turn(list(commands), number):
                    run = measuring.start_to_end(commands[key])
                    if number > 0:
                        taken[key].append(run)
            for key, runs in taken.items():
                found.setdefault(group, {}).setdefault(key, []).append(measuring.median_of(runs))
    return found


def measure_parts(programs):
    """The JSON of Google Benchmark."""
    return engines.output_of([programs / "byline-benchmarks", "--benchmark_format=json"])

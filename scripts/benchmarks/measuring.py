"""How long programs take, and how much memory."""

import dataclasses
import math
import os
import pathlib
import shutil
import statistics
import subprocess
import tempfile
import time

GNU_TIME = shutil.which("time")


@dataclasses.dataclass
class Run:
    seconds: float
    cpu_seconds: float  # of all processors together
    peak_bytes: float = math.nan  # of the largest process; nan when GNU time is not there to tell


def run_timed(command, allowed=(0,)):
    """Runs a program to its end, with nothing shown unless it fails."""
    with tempfile.NamedTemporaryFile() as peak, tempfile.TemporaryFile() as output:
        # Measured by a small program of its own: the peak of a child begins at its parent's.
        measured = [GNU_TIME, "-q", "-f", "%M", "-o", peak.name] if GNU_TIME else []
        begin = time.perf_counter()
        process = subprocess.Popen([*measured, *command], stdin=subprocess.DEVNULL, stdout=output,
                                   stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in allowed:
            output.seek(0)
            told = output.read().decode(errors="replace")[-2000:]
            raise RuntimeError(f"{command[0]} ended with {process.returncode}\n{told}")
        kilobytes = peak.read().split() if GNU_TIME else []
        peak_bytes = int(kilobytes[-1]) * 1024 if kilobytes else math.nan
        return Run(seconds, usage.ru_utime + usage.ru_stime, peak_bytes)


def start_to_end(command, allowed=(0, 1)):
    """Runs a program, with as little of our own in its time as can be, and shows nothing."""
    files = [(os.POSIX_SPAWN_OPEN, 0, "/dev/null", os.O_RDONLY, 0)]
    files += [(os.POSIX_SPAWN_OPEN, stream, "/dev/null", os.O_WRONLY, 0) for stream in (1, 2)]
    begin = time.perf_counter()
    process = os.posix_spawn(command[0], command, os.environ, file_actions=files)
    _, status, usage = os.wait4(process, 0)
    seconds = time.perf_counter() - begin
    if os.waitstatus_to_exitcode(status) not in allowed:
        raise RuntimeError(f"{command} ended with {os.waitstatus_to_exitcode(status)}")
    return Run(seconds, usage.ru_utime + usage.ru_stime)


def median_of(runs):
    return Run(statistics.median(run.seconds for run in runs), statistics.median(run.cpu_seconds for run in runs))


def size_of(path):
    path = pathlib.Path(path)
    if path.is_file():
        return path.stat().st_size
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())


def percentile(values, share):
    """The smallest value that this share of them does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


@dataclasses.dataclass
class Timings:
    """What the queries of one class took, in milliseconds."""
    mean: float
    p99: float
    matches: int

    @staticmethod
    def of(microseconds, matches):
        milliseconds = [value / 1000 for value in microseconds]
        return Timings(statistics.fmean(milliseconds), percentile(milliseconds, 0.99), matches)


def timings_by_class(lines):
    """From lines `class TAB microseconds TAB total`, one a query, as all timers print them."""
    rows = [line.split("\t") for line in lines.splitlines()]
    return {group: Timings.of([float(row[1]) for row in rows if row[0] == group],
                              sum(int(row[2]) for row in rows if row[0] == group))
            for group in dict.fromkeys(row[0] for row in rows)}

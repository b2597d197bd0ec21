"""The scale measurements as a figure: an SVG by matplotlib, or bars made of text.

Run as a program, it draws what `panels` gives, as JSON on standard input, to the file named: matplotlib is Debian's,
and so of Debian's Python, which may be another one than runs the benchmark.
"""

import json
import statistics
import subprocess
import sys

MEMORY_BOUND = 400  # MB
BAR = 50  # columns of the longest
INTERPRETERS = (sys.executable, "/usr/bin/python3")


def interpreter():
    """A Python that has matplotlib, or None."""
    for python in INTERPRETERS:
        try:
            tried = subprocess.run([python, "-I", "-c", "import matplotlib"], capture_output=True, check=False)
            if tried.returncode == 0:
                return python
        except OSError:
            continue
    return None


def series(points, value):
    """{engine: ([MB], [median of the value])}"""
    found = {}
    for point in points:
        found.setdefault(point.engine, {}).setdefault(point.text_bytes / 1e6, []).append(value(point))
    return {engine: (list(by_size), [statistics.median(values) for values in by_size.values()])
            for engine, by_size in found.items()}


PANELS = (
    ("Seconds, start to end", lambda point: point.run.seconds),
    ("Processor seconds for a MB", lambda point: point.run.cpu_seconds / (point.text_bytes / 1e6)),
    ("Peak memory, MB", lambda point: point.run.peak_bytes / 1e6),
    ("Index / text", lambda point: point.index_bytes / point.text_bytes),
)


def panels(points, names):
    """[{title, bound, lines: [[name, sizes, values]]}]"""
    return [{"title": title, "bound": MEMORY_BOUND if "memory" in title else None,
             "lines": [[names[engine], *line] for engine, line in series(points, value).items()]}
            for title, value in PANELS]


def write_svg(python, points, names, path):
    subprocess.run([python, "-I", __file__, path], input=json.dumps(panels(points, names)), text=True, check=True)


def draw(shown, path):
    import matplotlib
    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "byline"  # the same figure for the same numbers
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(2, 2, figsize=(9, 6.5), sharex=True)
    for axis, panel in zip(axes.flat, shown):
        for name, sizes, values in panel["lines"]:
            axis.plot(sizes, values, marker="o", markersize=4, label=name)
        if panel["bound"]:
            axis.axhline(panel["bound"], color="grey", linestyle="--", linewidth=0.8)
        axis.set_title(panel["title"], fontsize=10)
        axis.set_ylim(bottom=0)
        axis.set_xlim(left=0)
        axis.grid(alpha=0.3)
    for axis in axes[1]:
        axis.set_xlabel("text, MB")
    if len(shown[0]["lines"]) > 1:
        axes.flat[0].legend(fontsize=8)
    figure.tight_layout()
    figure.savefig(path, format="svg", metadata={"Date": None})


def bars(points, names):
    """The same as lines of text, for where there is no matplotlib."""
    lines = []
    for title, value in PANELS:
        for engine, (sizes, values) in series(points, value).items():
            most = max(values) or 1
            lines.append(f"{title}: {names[engine]}")
            for size, height in zip(sizes, values):
                columns = 0 if height != height else round(BAR * height / most)
                lines.append(f"{size:7.1f} MB {'#' * columns} {height:.3g}")
            lines.append("")
    return "```\n" + "\n".join(lines).rstrip() + "\n```"


if __name__ == "__main__":
    draw(json.load(sys.stdin), sys.argv[1])

"""Settings judged on collections that did not choose them."""

from evaluation.measures import mean


def choose(figures, collections):
    """The setting with the highest mean over the collections; the first by name of equals. `figures`: setting ->
    collection -> value."""
    return max(sorted(figures), key=lambda setting: mean(figures[setting][name] for name in collections))


def leave_one_out(figures, collections):
    """(left out, chosen on the others, its figure on the one left out, the best that any setting has there)."""
    for left_out in collections:
        others = [name for name in collections if name != left_out]
        chosen = choose(figures, others)
        best = max(figures[setting][left_out] for setting in figures)
        yield left_out, chosen, figures[chosen][left_out], best

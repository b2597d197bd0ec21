"""Two runs side by side: what changed for each query, and whether chance explains it."""

import random

ROUNDS = 20_000
SEED = 20_250_401


def chance(differences, rounds=ROUNDS):
    """The paired randomisation test (Fisher): how often the mean difference would be at least as far from nought, in
    either direction, were it decided by a coin which of the two runs a query's score is counted for."""
    observed = abs(sum(differences))
    changed = [value for value in differences if value != 0]
    if not changed:
        return 1.0
    coins = random.Random(SEED)
    at_least = 0
    for _ in range(rounds):
        tosses = coins.getrandbits(len(changed))
        total = 0.0
        for value in changed:
            total += value if tosses & 1 else -value
            tosses >>= 1
        at_least += abs(total) >= observed - 1e-12
    return (at_least + 1) / (rounds + 1)


class Comparison:
    """One measure of one collection, `ours` against `theirs`: query -> value."""

    def __init__(self, ours, theirs):
        self.ours = ours
        self.theirs = theirs
        self.differences = {query: value - theirs.get(query, 0.0) for query, value in ours.items()}

    def won(self):
        return sum(value > 0 for value in self.differences.values())

    def lost(self):
        return sum(value < 0 for value in self.differences.values())

    def chance(self):
        return chance(list(self.differences.values()))

    def most_changed(self, count):
        """The queries that changed most, losses first, for reading."""
        order = sorted((query for query, value in self.differences.items() if value != 0),
                       key=lambda query: (-abs(self.differences[query]), query))
        return sorted(order[:count], key=lambda query: (self.differences[query], query))

"""Measures of a ranking, as trec_eval defines them, averaged over the queries that have a relevant document."""

import math

NAMES = ("MAP", "nDCG@10", "P@10", "R@100")


def average_precision(ranked, relevant):
    found = 0
    total = 0.0
    for rank, document in enumerate(ranked, 1):
        if document in relevant:
            found += 1
            total += found / rank
    return total / len(relevant)


def ndcg(ranked, gains, depth):
    """The gain is the relevance, its discount log2(rank + 1)."""
    def discounted(values):
        return sum(value / math.log2(rank + 1) for rank, value in enumerate(values, 1))

    ideal = discounted(sorted((gain for gain in gains.values() if gain > 0), reverse=True)[:depth])
    return discounted(max(gains.get(document, 0), 0) for document in ranked[:depth]) / ideal


def scores_of(ranked, gains):
    """One value for each of NAMES, or nothing for a query without a relevant document."""
    relevant = {document for document, gain in gains.items() if gain > 0}
    if not relevant:
        return None
    return (average_precision(ranked, relevant),
            ndcg(ranked, gains, 10),
            len(relevant.intersection(ranked[:10])) / 10,
            len(relevant.intersection(ranked[:100])) / len(relevant))


def score_run(run, judgments):
    """query -> scores; a query that found nothing scores nought."""
    scored = {query: scores_of(run.get(query, []), gains) for query, gains in judgments.items()}
    return {query: scores for query, scores in scored.items() if scores is not None}


def mean(values):
    values = list(values)
    return sum(values) / len(values)


def means_of(scored):
    """One mean for each of NAMES."""
    return [mean(column) for column in zip(*scored.values())]

"""Values known by hand (`scripts/evaluate --self-test`).

A ranking of three relevant documents of which the first, the third and none else are found:

>>> from evaluation.measures import average_precision, ndcg, scores_of, score_run
>>> round(average_precision(["a", "x", "b", "y"], {"a", "b", "c"}), 4)
0.5556

The gain is the relevance: (2/log2(2) + 1/log2(4)) / (2/log2(2) + 1/log2(3) + 1/log2(4)).

>>> round(ndcg(["a", "x", "b"], {"a": 2, "b": 1, "c": 1, "x": 0}, 10), 4)
0.7985
>>> ndcg(["a", "b"], {"a": 1, "b": 1}, 1)
1.0
>>> [round(value, 4) for value in scores_of(["a", "x", "b"], {"a": 1, "b": 1})]
[0.8333, 0.9197, 0.2, 1.0]

A query without a relevant document is none; one that found nothing scores nought; negative relevance is none.

>>> score_run({}, {"1": {"a": 0}, "2": {"a": -1, "b": 1}})
{'2': (0.0, 0.0, 0.0, 0.0)}

Eight queries that all won by as much: two of the 256 tosses are as far from nought.

>>> from evaluation.comparison import Comparison, chance
>>> abs(chance([0.1] * 8) - 2 / 256) < 0.002
True
>>> chance([0.1, -0.1]) > 0.99 and chance([0, 0]) == 1
True
>>> compared = Comparison({"1": 0.5, "2": 0.25, "3": 1.0}, {"1": 0.75, "2": 0.25, "3": 0.5})
>>> compared.won(), compared.lost(), compared.most_changed(1), compared.most_changed(3)
(1, 1, ['3'], ['1', '3'])

The setting that is best on the others, and not the one that is best where it is judged:

>>> from evaluation.leave_one_out import leave_one_out
>>> figures = {"a": {"x": 0.9, "y": 0.1, "z": 0.1}, "b": {"x": 0.2, "y": 0.3, "z": 0.4}}
>>> list(leave_one_out(figures, ["x", "y", "z"]))
[('x', 'b', 0.2, 0.9), ('y', 'a', 0.1, 0.3), ('z', 'a', 0.1, 0.4)]

Articles of one title are one, and the same headlines are drawn each time; a slip changes a word and keeps its first
letter; plain BM25 puts the rarer word first, and the shorter text.

>>> from evaluation import known_items
>>> import random
>>> articles = [("1", "Glaciers lose their ice"), ("2", "Glaciers Lose Their Ice"), ("3", "On it")]
>>> drawn = list(known_items.draw(articles, 10))
>>> [kind for kind, _, _ in drawn] == list(known_items.KINDS) and drawn == list(known_items.draw(articles, 10))
True
>>> sorted(drawn[0][2])
['1', '2']
>>> known_items.words_of("“Rust 1.37.0” — don't panic, C++!")
['Rust', '1.37.0', "don't", 'panic', 'C']
>>> slips = [known_items.slip("tariff", random.Random(seed)) for seed in range(200)]
>>> all(word != "tariff" and word[0] == "t" and 5 <= len(word) <= 7 for word in slips)
True
>>> plain = known_items.PlainBm25({"a": "ice ice", "b": "ice glacier", "c": "ice and more words"})
>>> plain.ranked("glacier ICE", 10)
['b', 'a', 'c']
>>> known_items.measure([("two words", "x", {"a"}), ("two words", "y", {"b"})], lambda query: ["c", "a"])
{'two words': (2, 0.0, 0.25)}
"""

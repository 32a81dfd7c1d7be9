"""Writes test/data/python-classes.json: what Python makes of programs with classes, generators, `with` and sets.

    python3 scripts/python-classes.py > test/data/python-classes.json

Each row is {"name", "program", "result"}: the program, and the repr of each item of its list `result`.
"""

import json

VECTOR = """
class V(object):
    def __init__(self, *v): self.v = list(v)
    def __add__(self, o): return V(*[a + b for a, b in zip(self.v, o.v)])
    def __mul__(self, k): return V(*[a * k for a in self.v])
    def __rmul__(self, k): return self * k
    def __iadd__(self, o):
        self.v.append(o)
        return self
    def __neg__(self): return self * -1
    def __eq__(self, o): return self.v == o.v
    def __lt__(self, o): return self.v < o.v
    def __len__(self): return len(self.v)
    def __contains__(self, x): return x in self.v
    def __iter__(self): return iter(self.v)
    def __getitem__(self, i): return self.v[i]
    def __setitem__(self, i, x): self.v[i] = x
a, b = V(1, 2), V(3, 4)
"""

CONTEXT = """
said = []
class Context:
    def __init__(self, name, swallows): self.name, self.swallows = name, swallows
    def __enter__(self):
        said.append('enter ' + self.name)
        return self.name
    def __exit__(self, type, value, trace):
        said.append('exit ' + self.name + (' quietly' if type is None else ' after ' + type.__name__))
        return self.swallows
"""

PROGRAMS = {
    "operators of an object": VECTOR + "result = [(a + b).v, (a * 2).v, (3 * a).v, (-a).v]\n",
    "an operator in place keeps the object": VECTOR + "same = a\na += 5\nresult = [a.v, same.v]\n",
    "comparisons of objects": VECTOR + "result = [a == V(1, 2), a != b, a < b, a > b, 2 in a, 9 not in a]\n",
    "an object in a condition": VECTOR
    + "result = ['yes' if V() else 'no', bool(V(1)), bool(V()), not V(), V() or 'empty', 1 if not a else 2]\nwhile a:\n    result.append(a.v.pop())\n",
    "a loop over an object": VECTOR
    + "result = [list(a), tuple(b), sum(a), max(b), [x for x in a], list(zip(a, b)), list(enumerate(b)), sorted(V(2, 1))]\nfor x in a:\n    result.append(x)\n",
    "objects without an equality": "class P: pass\np, q = P(), P()\nresult = [p == q, p == p, p != q, p in [q], p in [q, p], p == 1, [p] == [p]]\n",
    "an iterator of a class": """
class Batches:
    def __init__(self, count): self.count, self.at = count, 0
    def __iter__(self):
        self.at = 0
        return self
    def __next__(self):
        if self.at >= self.count: raise StopIteration
        self.at += 1
        return self.at
batches = Batches(3)
result = [[x for x in batches], [x for x in batches], next(iter(batches)), next(batches)]
""",
    "a loop by __iter__ that is a generator": """
class Loader:
    def __init__(self, data, size): self.data, self.size, self.rounds = data, size, 0
    def __len__(self): return len(self.data) // self.size
    def __iter__(self):
        self.rounds += 1
        for at in range(len(self)):
            yield self.data[at * self.size:(at + 1) * self.size]
loader = Loader(list(range(7)), 2)
result = []
for epoch in range(2):
    for batch in loader: result.append(batch)
result.append(loader.rounds)
""",
    "a loop by __getitem__": """
class Numbered:
    def __getitem__(self, at):
        if at >= 3: raise IndexError
        return at * at
result = [list(Numbered()), [x for x in Numbered()], 4 in list(Numbered())]
""",
    "send": """
def totals():
    total = 0
    while total < 10:
        got = yield total
        total += got if got is not None else 1
steps = totals()
result = [next(steps), steps.send(4), next(steps), list(steps)]
""",
    "with ends an error": CONTEXT
    + "with Context('a', False) as x, Context('b', True) as y:\n    said.append(x + y)\n    raise ValueError('e')\nsaid.append('after')\nresult = said\n",
    "with passes an error on": CONTEXT
    + "try:\n    with Context('a', True):\n        with Context('b', False): {}['k']\n        said.append('never')\n    said.append('here')\nexcept KeyError: said.append('nor there')\nresult = said\n",
    "with and return": CONTEXT
    + "def f():\n    with Context('a', False) as x:\n        return x\nresult = [f(), said]\n",
    "operators of sets": "s, t = {1, 2, 3}, set([3, 4])\nresult = [sorted(s | t), sorted(s & t), sorted(s - t), sorted(s ^ t), len(s), len(frozenset(s) | t)]\ns |= t\ns -= {1}\nresult.append(sorted(s))\n",
    "comparisons of sets": "s = {1, 2, 3}\nresult = [s == {3, 2, 1}, s != {1}, frozenset([1]) == {1}, {1} <= s, s < s, s <= s, s > {1, 2}, s >= {5}, set() == frozenset(), {1} == [1]]\n",
    "methods of sets": "s = {1, 2, 3}\nresult = [sorted(s.union([9], (8,))), sorted(s.intersection([2, 7])), sorted(s.difference({1})), sorted(s.symmetric_difference([3, 4])), s.issubset(range(5)), s.issuperset([1, 2]), sorted(s.union())]\n",
    "types": "class A: pass\nresult = [type(1) is int, type(1.0) == float, type('a').__name__, type([]) is list, type({}) in (dict, list), type(A()).__name__, type(A()) is A, type(True) is int, type((1,)) is tuple, int.__name__, type(A())() == 1]\n",
}

rows = []
for name, program in PROGRAMS.items():
    names = {}
    exec(program, names)
    rows.append({"name": name, "program": program, "result": [repr(item) for item in names["result"]]})
print(json.dumps(rows, indent=1))

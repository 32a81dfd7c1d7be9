"""Writes how NumPy prints 240 random arrays of six dtypes: `python scripts/array-text.py > test/data/array-text.json`."""
import json
import random

import numpy as np

random.seed(7)
rng = np.random.RandomState(7)
SHAPES = [(1,), (2,), (5,), (30,), (3, 1), (2, 3), (4, 4), (2, 2, 2), (2, 20), (1, 1), (40,)]
DTYPES = ["float32", "float64", "int32", "bool", "float16", "int64"]


def array(dtype, shape):
    """Of ordinary numbers, of numbers far apart, of quarters, scaled, with zeros, or with what is not finite."""
    kind = random.randrange(6)
    made = rng.standard_normal(shape)
    if kind == 1:
        made = made * 10.0 ** rng.randint(-6, 9, shape)
    if kind == 2:
        made = np.round(made * 100) / 4
    if kind == 3:
        made = made * 10.0 ** rng.randint(-3, 4)
    if kind == 4:
        made = np.where(rng.rand(*shape) < 0.2, 0.0, made)
    if dtype == "bool":
        return made > 0
    if dtype.startswith("int"):
        return np.clip(made, -2e9, 2e9).astype(dtype)
    if kind == 5:
        made = np.where(rng.rand(*shape) < 0.2, random.choice([np.nan, np.inf, -np.inf]), made)
    with np.errstate(all="ignore"):
        return made.astype(dtype)


rows = []
for _ in range(240):
    dtype, shape = random.choice(DTYPES), random.choice(SHAPES)
    made = array(dtype, shape)
    rows.append([dtype, list(shape), [repr(float(value)) for value in made.ravel()], str(made)])
print(json.dumps(rows))

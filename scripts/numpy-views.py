"""Writes test/data/numpy-views.json: what NumPy's arrays and their views hold after each of them is written."""

import json
import sys

import numpy as np

ARRAYS = ["np.arange(5.)", "np.arange(9.).reshape(3, 3)", "np.arange(12.).reshape(2, 2, 3)"]
VIEWS = [
    "a", "a[1:]", "a[:2]", "a[-1]", "a[0]", "a[1]", "a[::2]", "a[::-1]", "a[1:1]", "a[:]", "a[...]", "a[None]", "a[..., 0]", "a[..., 1:]",
    "a[:, 1]", "a[:, :2]", "a[1, 1:]", "a[0, ::2]", "a[0, 1:, 2]", "a[1, 2]", "a[0:2, :]", "a[:, None]", "a[1:][0]", "a[..., 0][1:]",
    "a.T", "a.T[0]", "a.T.T", "a.reshape(-1)", "a.reshape(-1, 2)", "a[1:].reshape(-1)", "a.ravel()", "a.flatten()", "a.copy()", "a.squeeze()",
    "a.swapaxes(0, 1)", "a.transpose()", "np.transpose(a)", "np.expand_dims(a, 0)", "np.squeeze(a[:1])", "np.ravel(a)", "np.reshape(a, -1)",
    "np.flip(a)", "np.flipud(a)", "np.split(a, 1)[0]", "np.array_split(a, 2)[1]", "np.atleast_2d(a)", "np.asarray(a)", "np.array(a)",
    "a[[0, 1]]", "a[a > 3]", "a[np.array([1, 0])]", "a.astype(np.float64)", "a + 0", "np.take(a, [0, 1])", "list(a)[0]", "[r for r in a][1]",
    "np.ascontiguousarray(a)", "np.repeat(a, 1)", "np.concatenate([a])", "np.roll(a, 1)", "a.real", "a.clip(0, 99)", "np.copy(a)", "a[:-1]",
]
WRITES = [
    "v[0] = 9", "v[...] = 7", "v += 1", "v *= 2", "v.fill(3)", "v.sort()", "v[-1:] = 8", "a[0] = 5", "a += 1", "a[...] = 2", "a[:1] = -1", "v[::2] = 4",
    "v[0] = 9; a[-1] = 1", "a[0] = 1; v[-1] = 9", "w = v[:1]; w[...] = 6", "w = v.T; w[0] = 6", "for r in v: r[...] = 1", "x = v; x -= 1", "np.add(v, 1, out=v)",
    "v[0] += 2", "v[v > 2] = 0", "w = a[1:]; v[...] = 0; a[0] = w[0]",
]


def outcome(array: str, view: str, write: str) -> dict[str, object] | None:
    names: dict[str, object] = {"np": np}
    try:
        exec(f"a = {array}\nv = {view}\n{write}", names)
    except Exception:
        return None
    return {name: np.asarray(names[name]).tolist() for name in ("a", "v")}


# One in three: enough of each pair of a view and a way to write.
rows, tried = [], 0
for array in ARRAYS:
    for view in VIEWS:
        for write in WRITES:
            held = outcome(array, view, write)
            tried += 1
            if held is not None and tried % 3 == 0:
                rows.append([f"a = {array}\nv = {view}\n" + "\n".join(write.split("; ")), held["a"], held["v"]])
with open(sys.argv[1] if len(sys.argv) > 1 else "test/data/numpy-views.json", "w", encoding="utf-8") as file:
    lines = ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows)
    file.write(f"[\n{lines}\n]\n")
print(len(rows), np.__version__)

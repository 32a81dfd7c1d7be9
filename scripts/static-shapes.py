"""Writes test/data/static-shapes.json: the static shapes that TensorFlow infers for expressions of its functions. Needs TensorFlow."""

import json
import os
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import tensorflow.compat.v1 as tf

tf.disable_eager_execution()
HEAD = """x = tf.placeholder(tf.float32, [None, 7, 9, 3])
y = tf.placeholder(tf.float32, [4, 8, 8, 2])
m = tf.placeholder(tf.float32, [None, 6])
n = tf.placeholder(tf.float32, [5, 6])
i = tf.placeholder(tf.int32, [None])
j = tf.placeholder(tf.int32, [3, 2])
u = tf.placeholder(tf.float32)
k = tf.Variable(tf.zeros([3, 2, 3, 5]))
l = tf.Variable(tf.zeros([5, 5, 2, 4]))
"""
images, matrices = ["x", "y"], ["m", "n"]
tensors = images + matrices + ["u"]
rows = [
    f"tf.nn.conv2d({v}, {w}, [1, {s}, {t}, 1], '{p}')" for v, w in [("x", "k"), ("y", "l")] for s, t in [(1, 1), (2, 2), (3, 2)] for p in ["SAME", "VALID"]
] + [
    f"tf.nn.{f}({v}, [1, {a}, {b}, 1], strides=[1, {s}, {s}, 1], padding='{p}')"
    for f in ["max_pool", "avg_pool"] for v in images for a, b in [(2, 2), (3, 1)] for s in [1, 2, 3] for p in ["SAME", "VALID"]
] + [
    f"tf.layers.conv2d({v}, 6, {a}, {s}, padding='{p}')" for v in images for a in ["3", "[3, 2]", "(2, 2)"] for s in ["1", "2", "(2, 1)"] for p in ["same", "valid"]
] + [
    f"tf.layers.{f}({v}, {a}, {s}, padding='{p}')" for f in ["max_pooling2d", "average_pooling2d"] for v in images for a in ["2", "[3, 2]"] for s in ["2", "(1, 3)"] for p in ["same", "valid"]
] + [f"tf.layers.flatten({v})" for v in images + matrices] + [
    f"tf.reduce_{f}({v}{a})" for f in ["mean", "sum", "max"] for v in tensors for a in ["", ", 1", ", axis=-1", ", axis=[0, 1]", ", 0, keepdims=True", ", keepdims=True", ", reduction_indices=[1]"]
] + [f"tf.concat([{a}, {b}], {x})" for a, b in [("m", "n"), ("n", "n"), ("x", "x"), ("m", "m")] for x in [0, 1, -1]] + [
    f"tf.stack([{a}, {b}], axis={x})" for a, b in [("n", "n"), ("m", "m"), ("i", "i")] for x in [0, 1, -1]
] + [f"tf.expand_dims({v}, {a})" for v in tensors for a in [0, 1, -1, -2]] + [
    f"tf.squeeze(tf.reduce_mean({v}, {a}, keepdims=True){b})" for v in ["x", "y", "n"] for a in [0, 1] for b in ["", f", {a}", f", axis=[{a}]"] for a in [a]
] + [f"tf.transpose({v}{p})" for v, p in [("x", ""), ("m", ""), ("n", ", [1, 0]"), ("x", ", [0, 3, 1, 2]"), ("y", ", perm=[3, 2, 1, 0]")]] + [
    f"tf.one_hot({v}, {d}{a})" for v in "ij" for d in [4, 10] for a in ["", ", axis=0", ", axis=-1"]
] + [f"tf.{f}({t}, {v})" for f in ["gather", "nn.embedding_lookup"] for t in "nxl" for v in "ij"] + [
    f"tf.reshape({v}, {s})" for v in tensors for s in ["[-1]", "[-1, 2]", "[6, -1]", "[-1, 21, 9]", "[2, -1, 4]", "[-1, 1]"]
] + ["tf.matmul(m, n, transpose_b=True)", "tf.matmul(n, m, transpose_a=False, transpose_b=True)", "tf.layers.dense(m, 4)", "tf.layers.dense(x, 2)", "m + n", "x * 2.", "u + n",
     "tf.nn.relu(tf.layers.flatten(tf.nn.max_pool(y, [1, 2, 2, 1], [1, 2, 2, 1], 'SAME')))", "tf.reshape(tf.layers.conv2d(y, 3, 3), [-1, 6 * 6 * 3])"]
found = []
for row in rows:
    tf.reset_default_graph()
    names = {"tf": tf}
    exec(HEAD, names)
    try:
        shape = eval(row, names).get_shape()
    except Exception:
        continue
    found.append([row, None if shape.rank is None else shape.as_list()])
with open(sys.argv[1] if len(sys.argv) > 1 else "test/data/static-shapes.json", "w", encoding="utf-8") as file:
    lines = ",\n".join(json.dumps(row, separators=(",", ":")) for row in found)
    file.write('{"head":' + json.dumps(HEAD) + ',"rows":[\n' + lines + "\n]}\n")
print(len(rows), len(found), tf.__version__)

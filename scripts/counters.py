"""Writes test/data/counters.json: what TensorFlow's sessions give of small variables that a program assigns to and computes with.

Needs TensorFlow. Each row holds a program and the values of its names r0, r1, … as lists and numbers.
"""

import json
import os
import random
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy as np
import tensorflow.compat.v1 as tf

tf.disable_eager_execution()
random.seed(7)
pick = random.choice

INTS = ["int32", "int64", "int8", "uint8", "int16"]
FLOATS = ["float32", "float64", "float16"]


def whole() -> str:
    return pick(["0", "1", "3", "-2", "7", "100", "2147483640", "16777216"])


def fraction() -> str:
    return pick(["0.", "0.1", "1.", "-0.5", "3.3", "1e-3", "1e8"])


def maker() -> tuple[str, bool]:
    """How a variable is made, and whether it holds whole numbers."""
    kind = random.randrange(13)
    named = "trainable=False, use_resource=" + pick(["False", "True"])
    if kind == 0:
        return f"tf.Variable({whole()}, {named})", True
    if kind == 1:
        return f"tf.Variable({fraction()}, {named})", False
    if kind == 2:
        return f"tf.Variable({pick(['0', '5', '120'])}, dtype=tf.{pick(INTS)}, {named})", True
    if kind == 3:
        return f"tf.Variable({fraction()}, dtype=tf.{pick(FLOATS)}, {named})", False
    if kind == 4:
        return f"tf.get_variable('v', [], initializer=tf.constant_initializer({whole()}), dtype=tf.{pick(INTS[:2])}, {named})", True
    if kind == 5:
        return f"tf.get_variable('v', [], initializer=tf.constant_initializer({fraction()}), {named})", False
    if kind == 6:
        return f"tf.get_variable('v', initializer={whole()}, {named})", True
    if kind == 7:
        return f"tf.get_variable('v', initializer={fraction()}, {named})", False
    if kind == 8:
        return f"tf.Variable(tf.constant({whole()}), {named})", True
    if kind == 9:
        return f"tf.Variable(tf.zeros([], tf.{pick(INTS[:2] + FLOATS)}), {named})", False
    if kind == 10:
        return pick(["tf.Variable([1, 2], trainable=False)", "tf.get_variable('v', [2], initializer=tf.zeros_initializer())", "tf.Variable(tf.zeros([3]))",
                     "tf.get_variable('v', [3], initializer=tf.ones_initializer(), dtype=tf.int32)", "tf.Variable([4])"]), False
    if kind == 11:
        return "tf.Variable(0, trainable=False, collections=[tf.GraphKeys.LOCAL_VARIABLES])", True
    return "tf.train.get_or_create_global_step()", True


def change(isWhole: bool) -> str:
    by = pick(["1", "2", "10"]) if isWhole else pick(["1", "0.1", "0.5", "1e-3"])
    plain = pick([f"tf.assign_add(v, {by})", f"v.assign_add({by})", f"tf.assign_sub(v, {by})", f"v.assign(v * 2)", f"tf.assign(v, {by})", f"tf.assign(v, v + {by})",
                  f"tf.assign_add(v, tf.cast(tf.less(v, {by}), v.dtype.base_dtype))"])
    kind = random.randrange(10)
    if kind == 0:
        test = pick(["p", "tf.less(v, 3)", "tf.equal(v % 2, 0)", "tf.constant(False)", "tf.constant(True)", "tf.greater_equal(v, 0)"])
        return f"tf.cond({test}, lambda: {plain}, lambda: tf.identity(v))"
    if kind == 1:
        return f"tf.group({plain})"
    if kind == 2:
        return f"tf.group(tf.cond(tf.logical_not(p), lambda: {plain}, lambda: tf.identity(v)))"
    return plain


def computed(isWhole: bool) -> str:
    one = pick(["1", "2", "3"]) if isWhole else pick(["0.1", "3.", "2"])
    return pick([
        "v", "tf.identity(v)", "v.read_value()", f"v + {one}", f"{one} - v", f"v * {one}", f"v / {one}", f"v // {one}", f"v % {one}", "-v", f"tf.maximum(v, {one})",
        "tf.cast(v, tf.float32) / 3.", "tf.cast(v, tf.int32)", "tf.cast(v, tf.float16) * 0.1", "tf.to_float(v) * 0.1", "tf.cast(v, tf.int8)", "tf.to_int64(v)",
        f"tf.less(v, {one})", f"tf.cast(tf.greater(v, {one}), tf.int32)", f"tf.where(tf.less(v, {one}), v, -v)", "tf.square(v)", "tf.abs(v)",
        "tf.sqrt(tf.cast(v, tf.float32))", "tf.exp(tf.cast(v, tf.float64) * -1)", f"tf.div(v, {one})", f"tf.floordiv(v, {one})", f"tf.pow(v, {one})", "tf.cast(v, tf.bool)",
        "tf.train.exponential_decay(0.1, v, 10, 0.5)", "tf.reduce_sum(v)", "tf.floor(tf.cast(v, tf.float32) / 2)", "tf.round(tf.cast(v, tf.float32) / 2)",
    ])


def program() -> str:
    made, isWhole = maker()
    lines = [f"v = {made}", "p = tf.placeholder_with_default(%s, [])" % pick(["True", "False"]) if random.random() < 0.5 else "p = tf.constant(%s)" % pick(["True", "False"])]
    lines.append(f"a = {change(isWhole)}")
    if random.random() < 0.3:
        lines += ["with tf.control_dependencies([a]):", f"    b = {change(isWhole)}"]
    else:
        lines.append(f"b = {change(isWhole)}")
    lines.append(f"c = {computed(isWhole)}")
    lines += ["sess = tf.Session()", "sess.run([tf.global_variables_initializer(), tf.local_variables_initializer()])"]
    results = 0
    for _ in range(random.randrange(3, 8)):
        what = pick(["a", "b", "c", "v", "loop"])
        feed = ", {v: 3}" if random.random() < 0.05 else ", {p: %s}" % pick(["True", "False"]) if random.random() < 0.2 else ""
        if what == "loop":
            lines += [f"for i in range({pick(['3', '12', '40'])}):", f"    sess.run({pick('ab')})"]
        elif random.random() < 0.05:
            lines.append("sess.run(%s)" % pick(["tf.local_variables_initializer()", "v.initializer", "tf.variables_initializer([v])", "tf.global_variables_initializer()"]))
        else:
            lines.append(f"r{results} = sess.run({what}{feed})")
            results += 1
    lines.append(f"r{results} = sess.run(v)")
    return "\n".join(lines) + "\n"


def plain(value: object) -> object:
    if value is None:
        return None
    got = np.asarray(value).tolist()
    if isinstance(got, float) and not np.isfinite(got):
        return str(got)
    return got


def outcome(text: str) -> dict[str, object] | None:
    names: dict[str, object] = {"tf": tf}
    tf.reset_default_graph()
    try:
        exec(text, names)
    except Exception:
        return None
    return {name: plain(value) for name, value in names.items() if name[0] == "r" and name[1:].isdigit()}


rows = []
while len(rows) < int(sys.argv[2] if len(sys.argv) > 2 else 1500):
    text = program()
    held = outcome(text)
    if held is not None:
        rows.append([text, held])
with open(sys.argv[1] if len(sys.argv) > 1 else "test/data/counters.json", "w", encoding="utf-8") as file:
    lines = ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows)
    file.write(f"[\n{lines}\n]\n")
print(len(rows), tf.__version__)

"""Writes test/data/narrow-tensors.json: what TensorFlow's operations make of integers of 8 to 64 bits.

    python3 scripts/narrow-tensors.py > test/data/narrow-tensors.json

A row is [function, arguments, result]: tensors are [dtype, values], numbers stand for Python's own, {"dtype": name} for a dtype.
The result is null where TensorFlow refuses. The table was made by TensorFlow 2.21.
"""

import json
import os
import random
import re

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy as np
import tensorflow as tf

v1 = tf.compat.v1
random.seed(5)
integers = ["int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64"]
rows = []


def limits(dtype):
    bits = np.iinfo(dtype)
    least, most = max(int(bits.min), -(2**53) + 1), min(int(bits.max), 2**53 - 1)
    return [n for n in (least, least + 1, -7, -1, 0, 1, 2, 3, 7, 100, most // 2 + 1, most - 1, most) if least <= n <= most]


def some(dtype, count=4):
    return [dtype, random.sample(limits(dtype), count)]


def given(argument):
    if isinstance(argument, dict):
        return tf.as_dtype(argument["dtype"])
    return tf.constant(np.array(argument[1], argument[0])) if isinstance(argument, list) else argument


def add(name, *arguments):
    function = v1
    for part in name.split("."):
        function = getattr(function, part)
    try:
        with tf.Graph().as_default(), v1.Session() as session:
            value = session.run(function(*[given(argument) for argument in arguments]))
        result = [value.dtype.name, value.tolist()]
    except Exception:
        result = None
    rows.append([name, arguments, result])


for dtype in integers:
    for name in ["add", "subtract", "multiply", "floordiv", "floormod", "truediv", "div", "maximum", "minimum", "equal", "less", "squared_difference"]:
        for _ in range(2):
            add(name, some(dtype), some(dtype))
        add(name, some(dtype), 3)
        add(name, some(dtype), ["int32" if dtype != "int32" else "uint8", [1, 2, 3, 4]])
    add("add", some(dtype), 300)
    add("multiply", some(dtype), -1)
    add("floordiv", some(dtype), [dtype, [0, 1, 2, 3]])
    add("pow", [dtype, [2, 3, 7, 1]], [dtype, [3, 5, 2, 7]])
    for name in ["negative", "abs", "sign", "square", "identity", "zeros_like", "ones_like", "sqrt", "exp", "nn.relu", "round", "floor", "reciprocal", "cumsum"]:
        add(name, some(dtype))
    for name in ["reduce_sum", "reduce_mean", "reduce_max", "reduce_min", "reduce_prod", "argmax", "argmin"]:
        for _ in range(2):
            add(name, [dtype, [random.choice([n for n in limits(dtype) if abs(n) < 2**31]) for _ in range(5)]], 0)
    for target in integers + ["float32", "float64", "bool"]:
        add("cast", some(dtype, 5), {"dtype": target})
    for source in ["float32", "float64"]:
        add("cast", [source, [0.0, 1.5, 100.75, 2.99]], {"dtype": dtype})
        add("cast", [source, [-1.5, -0.5, 100.75, 2.99]], {"dtype": dtype})
        # Alone and among others TensorFlow gives different numbers.
        add("cast", [source, [300.5]], {"dtype": dtype})
    add("cast", ["bool", [True, False]], {"dtype": dtype})
    add("matmul", [dtype, [[1, 2], [3, 4]]], [dtype, [[1, 2], [3, 4]]])
    add("gather", ["float32", [1.5, 2.5, 3.5]], [dtype, [2, 0]])
    add("gather", some(dtype), ["int32", [2, 0]])
    add("one_hot", [dtype, [0, 2]], 3)
    add("reshape", some(dtype), [2, 2])
    add("transpose", [dtype, [[1, 2, 3], [4, 5, 6]]])
    add("constant", 5, {"dtype": dtype})
    add("constant", 300, {"dtype": dtype})
    add("constant", -1, {"dtype": dtype})
    add("fill", ["int32", [2]], [dtype, 7])
    add("expand_dims", some(dtype), 0)

text = "[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]"
print(re.sub(r"-?Infinity|NaN", r'"\g<0>"', text))

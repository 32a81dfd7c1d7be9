"""Which names TensorFlow's graph takes, asked of TensorFlow 2.21's compat.v1: graph-names.json is what it said.

A line for each form of a call, at the graph's root and within a scope: the names that it takes, of those asked.
"""
import json
import os
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import tensorflow.compat.v1 as tf

tf.disable_v2_behavior()

NAMES = [
    "ok", "a/b", "a//b", "a/", "9a", "a.b", "a-b", "a_b", ".x", "a>b", "a\\b",
    "_x", "-x", "/x", "_", ">x", "\\x",
    "bad name", " ", "a b/", "\u00e9", "\u53d8\u91cf", "a:b", "a:0", "a=b", "a'b", "x[0]", "(x)", "a+b", "a,b", "t\t", "a@b", "#", "%s", "{x}", "\U0001f600",
]

CALLS = [
    "tf.constant(1.0, name=N)",
    "tf.placeholder(tf.float32, [], N)",
    "tf.placeholder_with_default(1.0, [], name=N)",
    "tf.Variable(1.0, name=N)",
    "tf.get_variable(N, [])",
    "with tf.name_scope(N): pass",
    "with tf.name_scope(None, N): pass",
    "with tf.variable_scope(N): pass",
    "with tf.variable_scope(None, N): pass",
    "tf.matmul([[1.0]], [[2.0]], name=N)",
    "tf.add(1.0, 2.0, name=N)",
    "tf.identity(1.0, N)",
    "tf.reduce_mean([1.0, 2.0], name=N)",
    "tf.cast(1, tf.float32, name=N)",
    "tf.cast(tf.constant(1.0), tf.float32, name=N)",
    "tf.convert_to_tensor(1.0, name=N)",
    "tf.convert_to_tensor(tf.constant(1.0), name=N)",
    "tf.stack([1.0, 2.0], name=N)",
    "tf.split([1.0, 2.0], 2, name=N)",
    "tf.zeros([2], name=N)",
    "tf.ones_like([1.0], name=N)",
    "tf.random_normal([2], name=N)",
    "tf.nn.relu(1.0, name=N)",
    "tf.nn.softmax_cross_entropy_with_logits_v2(labels=[[1.0]], logits=[[1.0]], name=N)",
    "tf.losses.mean_squared_error([1.0], [1.0], scope=N)",
    "tf.losses.get_losses(N)",
    "tf.cond(tf.constant(True), lambda: 1.0, lambda: 2.0, name=N)",
    "tf.clip_by_global_norm([tf.constant(1.0)], 1.0, name=N)",
    "tf.gradients(tf.square(V), [V], name=N)",
    "tf.assign(V, 2.0, name=N)",
    "V.assign_add(2.0, name=N)",
    "tf.group(tf.no_op(), name=N)",
    "tf.no_op(name=N)",
    "tf.variables_initializer([V], name=N)",
    "tf.train.exponential_decay(0.1, tf.Variable(0), 10, 0.5, name=N)",
    "tf.train.piecewise_constant(tf.Variable(0), [1], [0.1, 0.2], N)",
    "tf.train.GradientDescentOptimizer(0.1, name=N)",
    "tf.train.GradientDescentOptimizer(0.1, name=N).minimize(V * 2.0)",
    "tf.train.MomentumOptimizer(0.1, 0.9, name=N).minimize(V * 2.0)",
    "tf.train.GradientDescentOptimizer(0.1).minimize(V * 2.0, name=N)",
    "tf.train.GradientDescentOptimizer(0.1).apply_gradients([(tf.constant(1.0), V)], name=N)",
    "tf.train.ExponentialMovingAverage(0.9, name=N).apply([V])",
    "tf.train.Saver([V], name=N)",
    "tf.add_to_collection(N, 1.0)",
    "tf.get_collection(N)",
]


def takes(scope, call, name):
    with tf.Graph().as_default():
        v = tf.Variable(1.0, name="V")
        try:
            if scope:
                with tf.variable_scope(scope):
                    exec(call, {"tf": tf, "N": name, "V": v})
            else:
                exec(call, {"tf": tf, "N": name, "V": v})
        except ValueError:
            return False
        return True


rows = [
    {"scope": scope, "call": call, "takes": [name for name in NAMES if takes(scope, call, name)]}
    for scope in ("", "outer")
    for call in CALLS
]
with open(os.path.join(os.path.dirname(__file__), "graph-names.json"), "w") as file:
    json.dump({"names": NAMES, "rows": rows}, file, indent=1)
    file.write("\n")
sys.stderr.write("%d rows\n" % len(rows))

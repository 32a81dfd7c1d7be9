"""Writes test/data/canned-estimators.json: programs that train tf.estimator's linear models, and the losses that TensorFlow 2.21 computes
for their equations (its Estimators are gone): weights that begin at 0, the sum of the rows' losses, Ftrl by its defaults. Needs TensorFlow."""

import json
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy as np
import tensorflow.compat.v1 as tf

tf.disable_v2_behavior()
head = """import numpy as np
import tensorflow as tf
rows = np.random.RandomState(4).randn(60, 3).astype(np.float32)
kinds = (np.arange(60) * 7 % 5).astype(np.int64)
target = (rows[:, 0] * 2 - rows[:, 1] + kinds * 0.5).astype(np.float32)
classes = (target > 1).astype(np.int64)
several = (kinds % 3).astype(np.int64)
weights = (np.arange(60) % 4 * 0.5).astype(np.float32)
columns = [tf.feature_column.numeric_column('x', shape=[3])]
"""
feed = "tf.estimator.inputs.numpy_input_fn({'x': rows, 'kind': kinds, 'weight': weights}, %s, batch_size=20, num_epochs=None, shuffle=False)"
programs = {
    "LinearRegressor": ("tf.estimator.LinearRegressor(columns)", "target", "numbers"),
    "LinearClassifier of two": ("tf.estimator.LinearClassifier(columns)", "classes", "two"),
    "LinearClassifier of three": ("tf.estimator.LinearClassifier(columns, n_classes=3)", "several", "three"),
    "a bucketized column": (
        "tf.estimator.LinearRegressor([tf.feature_column.bucketized_column(columns[0], [-0.5, 0.0, 0.5])])",
        "target",
        "buckets",
    ),
    "a column of classes": (
        "tf.estimator.LinearRegressor(columns + [tf.feature_column.categorical_column_with_identity('kind', 5)])",
        "target",
        "kinds",
    ),
    "a column of a vocabulary": (
        "tf.estimator.LinearRegressor([tf.feature_column.categorical_column_with_vocabulary_list('kind', [4, 2, 0])])",
        "target",
        "words",
    ),
    "an optimizer by its name": ("tf.estimator.LinearRegressor(columns, optimizer='SGD')", "target", "sgd"),
    "a weight column": ("tf.estimator.LinearRegressor(columns, weight_column='weight')", "target", "weighted"),
    "a mean by weights": (
        "tf.estimator.LinearClassifier(columns, n_classes=3, weight_column=tf.feature_column.numeric_column('weight', "
        "normalizer_fn=lambda x: x * 2), loss_reduction=tf.losses.Reduction.MEAN)",
        "several",
        "mean of three",
    ),
    "contrib.learn's clipped gradients": (
        "tf.contrib.learn.LinearRegressor(columns, gradient_clip_norm=0.5, optimizer=tf.train.GradientDescentOptimizer(0.2))",
        "target",
        "clipped",
    ),
    "contrib.learn's weights and its function of the features": (
        "tf.contrib.learn.LinearRegressor(columns, weight_column_name='weight', feature_engineering_fn=lambda features, labels: "
        "(features, labels * 2))",
        "target",
        "doubled",
    ),
    "a combined model without layers": (
        "tf.estimator.DNNLinearCombinedRegressor(linear_feature_columns=columns)",
        "target",
        "slow",
    ),
    "an optimizer of its own": (
        "tf.estimator.LinearClassifier(columns, optimizer=tf.train.AdamOptimizer(0.1))",
        "classes",
        "adam",
    ),
}


def losses(what, data):
    """The sum of the losses of each of eight batches, before its update."""
    rows, kinds = data["rows"], data["kinds"]
    hot = np.eye(5, dtype=np.float32)[kinds]
    features = {
        "buckets": np.eye(4, dtype=np.float32)[np.digitize(rows, [-0.5, 0.0, 0.5])].reshape(60, 12),
        "kinds": np.concatenate([rows, hot], axis=1),
        "words": hot[:, [4, 2, 0]],
    }.get(what, rows)
    units = 3 if "three" in what else 1
    count = 2 if what == "kinds" else 1
    tf.reset_default_graph()
    x, y = tf.placeholder(tf.float32, [None, features.shape[1]]), tf.placeholder(tf.float32, [None])
    weight = tf.placeholder(tf.float32, [None])
    logits = tf.matmul(x, tf.Variable(tf.zeros([features.shape[1], units]))) + tf.Variable(tf.zeros([units]))
    if what == "three":
        loss = tf.reduce_sum(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=tf.cast(y, tf.int32), logits=logits))
    elif what == "mean of three":
        rows_losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=tf.cast(y, tf.int32), logits=logits)
        loss = tf.losses.compute_weighted_loss(rows_losses, weight * 2, reduction=tf.losses.Reduction.MEAN)
    elif what == "weighted":
        loss = tf.reduce_sum(tf.square(logits - y[:, None]) * weight[:, None])
    elif what == "clipped":
        loss = tf.reduce_mean(tf.square(logits - y[:, None]))
    elif what == "doubled":
        loss = tf.reduce_mean(tf.square(logits - y[:, None] * 2) * weight[:, None])
    elif what in ("two", "adam"):
        loss = tf.reduce_sum(tf.nn.sigmoid_cross_entropy_with_logits(labels=y[:, None], logits=logits))
    else:
        loss = tf.reduce_sum(tf.square(logits - y[:, None]))
    rate = 0.005 if what == "slow" else min(0.2, 1 / count**0.5)
    optimizers = {"clipped": tf.train.GradientDescentOptimizer(rate), "sgd": tf.train.GradientDescentOptimizer(rate), "adam": tf.train.AdamOptimizer(0.1)}
    optimizer = optimizers.get(what, tf.train.FtrlOptimizer(rate))
    gradients, variables = zip(*optimizer.compute_gradients(loss))
    if what == "clipped":
        gradients, _ = tf.clip_by_global_norm(gradients, 0.5)
    train = optimizer.apply_gradients(zip(gradients, variables))
    labels = {"two": data["classes"], "adam": data["classes"], "three": data["several"], "mean of three": data["several"]}.get(what, data["target"])
    made = []
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        for step in range(8):
            part = np.arange(step * 20, step * 20 + 20) % 60
            made.append(float(session.run([train, loss], {x: features[part], y: labels[part], weight: data["weights"][part]})[1]))
    return made


if __name__ == "__main__":
    data = {}
    exec("\n".join(line for line in head.splitlines() if "columns" not in line and "import tensorflow" not in line), data)
    cases = {
        name: {
            "text": f"{head}model = {model}\nmodel.{'fit' if 'contrib' in model else 'train'}(input_fn={feed % labels}, steps=8)\n",
            "losses": losses(what, data),
        }
        for name, (model, labels, what) in programs.items()
    }
    with open("test/data/canned-estimators.json", "w") as file:
        json.dump(cases, file, indent=1)
        file.write("\n")

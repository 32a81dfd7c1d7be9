"""Runs pieces of code, each of which makes a learning rate, and prints the rates that they give: JSON in, JSON out.

What they import stands beside this file: the few classes of TensorFlow, Keras, PyTorch, optax and Paddle that they use, written from their
documented formulas in float64.
"""

import json
import math
import random
import sys
import warnings

warnings.simplefilter("ignore")
# The curve around which a noisy rate falls.
random.gauss = lambda mean, deviation: mean


class Model:
    def parameters(self):
        return []


def tensorflow_rates(names, steps):
    rate = names["learning_rate"]
    assert names["optimizer"].learning_rate is rate, "the optimizer is not passed the rate"
    assert names["train_op"].global_step is names["global_step"], "minimize is not passed the step"
    return [rate(step) if callable(rate) else rate for step in steps]


def keras_rates(names, steps):
    rate = names["learning_rate"]
    assert names["optimizer"].learning_rate is rate, "the optimizer is not passed the rate"
    return [rate(step) if callable(rate) else rate for step in steps]


def pytorch_rates(names, steps):
    optimizer = names["optimizer"]
    wanted = set(steps)
    rates = {}
    for step in range(max(steps) + 1):
        if step in wanted:
            rates[step] = optimizer.param_groups[0]["lr"]
        if "scheduler" in names:
            names["scheduler"].step()
    return [rates[step] for step in steps]


def optax_rates(names, steps):
    rate = names["optimizer"].learning_rate
    return [rate(step) if callable(rate) else rate for step in steps]


def paddle_rates(names, steps):
    rate = names["optimizer"].learning_rate
    wanted = set(steps)
    rates = {}
    for step in range(max(steps) + 1):
        if step in wanted:
            rates[step] = rate() if callable(rate) else rate
        if callable(rate):
            rate.step()
    return [rates[step] for step in steps]


def run(case):
    names = {"loss": object(), "model": Model()}
    exec(compile(case["code"], "ported", "exec"), names)
    read = {"keras": keras_rates, "paddle": paddle_rates, "optax": optax_rates, "pytorch": pytorch_rates}.get(case["target"], tensorflow_rates)
    return [None if math.isnan(rate) else rate for rate in read(names, case["steps"])]


print(json.dumps([run(case) for case in json.load(sys.stdin)]))

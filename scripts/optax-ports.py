"""Runs code that makes a learning rate for optax, with the real library, and prints the rates that it gives: JSON in, JSON out.

test/unit/port/optax-rates.test.ts runs it where OPTAX_PYTHON names a Python that has optax, and keeps what it prints. Nothing in the
project needs this.
"""
import json
import sys

import jax.numpy as jnp
import optax

passed = []
for name in ('sgd', 'adam', 'rmsprop', 'adagrad', 'adadelta'):
    def keeping(rate, *args, make=getattr(optax, name), **settings):
        passed.append(rate)
        return make(rate, *args, **settings)

    setattr(optax, name, keeping)


def rates(case):
    names = {}
    exec(compile(case['code'], 'ported', 'exec'), names)
    rate = passed.pop()
    if not callable(rate):
        return [rate for _ in case['steps']]
    # As the optimizer calls it: with the count of its state.
    return [float(rate(jnp.asarray(step, jnp.int32))) for step in case['steps']]


json.dump({'optax': optax.__version__, 'rates': [rates(case) for case in json.load(sys.stdin)]}, sys.stdout)

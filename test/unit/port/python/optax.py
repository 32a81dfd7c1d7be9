"""As much of optax as ported code uses, from its documentation, over Python's floats instead of arrays."""

import math


def constant_schedule(value):
    return lambda count: value


def exponential_decay(
    init_value, transition_steps, decay_rate, transition_begin=0, staircase=False, end_value=None
):
    assert decay_rate != 0, "0 makes a constant"

    def rate(count):
        passed = count / transition_steps
        return init_value * decay_rate ** (math.floor(passed) if staircase else passed)

    return rate


def polynomial_schedule(init_value, end_value, power, transition_steps, transition_begin=0):
    def rate(count):
        left = 1 - min(count, transition_steps) / transition_steps
        return (init_value - end_value) * left**power + end_value

    return rate


def linear_schedule(init_value, end_value, transition_steps, transition_begin=0):
    return polynomial_schedule(init_value, end_value, 1, transition_steps)


def cosine_decay_schedule(init_value, decay_steps, alpha=0.0, exponent=1.0):
    def rate(count):
        cosine = 0.5 * (1 + math.cos(math.pi * min(count, decay_steps) / decay_steps))
        return init_value * ((1 - alpha) * cosine + alpha)

    return rate


def join_schedules(schedules, boundaries):
    assert len(schedules) == len(boundaries) + 1

    def rate(count):
        value = schedules[0](count)
        for boundary, schedule in zip(boundaries, schedules[1:]):
            value = value if count < boundary else schedule(count - boundary)
        return value

    return rate


def _optimizer(*parameters):
    class Optimizer:
        def __init__(self, learning_rate, **settings):
            assert set(settings) <= set(parameters), settings
            self.learning_rate = learning_rate

    return Optimizer


sgd = _optimizer("momentum", "nesterov")
adam = _optimizer("b1", "b2", "eps")
rmsprop = _optimizer("decay", "eps", "initial_scale", "centered", "momentum")
adagrad = _optimizer("initial_accumulator_value", "eps")
adadelta = _optimizer("rho", "eps")

"""Paddle's schedulers, by the formulas of paddle/optimizer/lr.py: each gives the rate of its count, which `step()` increments."""

import math


class _Scheduler:
    def __init__(self, learning_rate):
        self.base = learning_rate
        self.count = 0

    def __call__(self):
        return self.rate(self.count)

    def step(self):
        self.count += 1


class ExponentialDecay(_Scheduler):
    def __init__(self, learning_rate, gamma):
        assert 0.0 < gamma < 1.0
        super().__init__(learning_rate)
        self.gamma = gamma

    def rate(self, count):
        return self.base * self.gamma**count


class StepDecay(_Scheduler):
    def __init__(self, learning_rate, step_size, gamma=0.1):
        assert isinstance(step_size, int) and gamma < 1.0
        super().__init__(learning_rate)
        self.size, self.gamma = step_size, gamma

    def rate(self, count):
        return self.base * self.gamma ** (count // self.size)


class NaturalExpDecay(_Scheduler):
    def __init__(self, learning_rate, gamma):
        super().__init__(learning_rate)
        self.gamma = gamma

    def rate(self, count):
        return self.base * math.exp(-1 * self.gamma * count)


class InverseTimeDecay(_Scheduler):
    def __init__(self, learning_rate, gamma):
        super().__init__(learning_rate)
        self.gamma = gamma

    def rate(self, count):
        return self.base / (1 + self.gamma * count)


class PolynomialDecay(_Scheduler):
    def __init__(self, learning_rate, decay_steps, end_lr=0.0001, power=1.0, cycle=False):
        assert isinstance(decay_steps, int) and decay_steps > 0 and power > 0.0
        super().__init__(learning_rate)
        self.steps, self.end, self.power, self.cycle = decay_steps, end_lr, power, cycle

    def rate(self, count):
        steps = self.steps
        if self.cycle:
            periods = 1 if count == 0 else math.ceil(float(count) / float(self.steps))
            steps = self.steps * periods
        else:
            count = min(count, steps)
        return (self.base - self.end) * ((1 - float(count) / float(steps)) ** self.power) + self.end


class PiecewiseDecay(_Scheduler):
    def __init__(self, boundaries, values):
        assert len(values) == len(boundaries) + 1
        super().__init__(None)
        self.boundaries, self.values = boundaries, values

    def rate(self, count):
        for boundary, value in zip(self.boundaries, self.values):
            if count < boundary:
                return value
        return self.values[-1]


class LambdaDecay(_Scheduler):
    def __init__(self, learning_rate, lr_lambda):
        super().__init__(learning_rate)
        self.factor = lr_lambda

    def rate(self, count):
        return self.base * self.factor(count)

"""PyTorch's schedulers: each sets the rate of step 0 when it is made, and that of the next step with each `step()`."""

import math


class _Scheduler:
    def __init__(self, optimizer):
        self.group = optimizer.param_groups[0]
        self.initial = self.group["lr"]
        self.count = 0
        self.group["lr"] = self.rate(0, self.initial)

    def step(self):
        self.count += 1
        self.group["lr"] = self.rate(self.count, self.group["lr"])


class LambdaLR(_Scheduler):
    def __init__(self, optimizer, lr_lambda):
        self.factor = lr_lambda
        super().__init__(optimizer)

    def rate(self, step, last):
        return self.initial * self.factor(step)


class ExponentialLR(_Scheduler):
    def __init__(self, optimizer, gamma):
        self.gamma = gamma
        super().__init__(optimizer)

    def rate(self, step, last):
        return last * self.gamma if step > 0 else last


class StepLR(_Scheduler):
    def __init__(self, optimizer, step_size, gamma=0.1):
        assert isinstance(step_size, int)
        self.step_size, self.gamma = step_size, gamma
        super().__init__(optimizer)

    def rate(self, step, last):
        return last * self.gamma if step > 0 and step % self.step_size == 0 else last


class MultiStepLR(_Scheduler):
    def __init__(self, optimizer, milestones, gamma=0.1):
        assert all(isinstance(milestone, int) for milestone in milestones)
        self.milestones, self.gamma = milestones, gamma
        super().__init__(optimizer)

    def rate(self, step, last):
        return last * self.gamma ** self.milestones.count(step)


class PolynomialLR(_Scheduler):
    def __init__(self, optimizer, total_iters=5, power=1.0):
        self.total_iters, self.power = total_iters, power
        super().__init__(optimizer)

    def rate(self, step, last):
        if step == 0 or step > self.total_iters:
            return last
        return last * ((1 - step / self.total_iters) / (1 - (step - 1) / self.total_iters)) ** self.power


class CosineAnnealingLR(_Scheduler):
    def __init__(self, optimizer, T_max, eta_min=0.0):
        self.T_max, self.eta_min = T_max, eta_min
        super().__init__(optimizer)

    def rate(self, step, last):
        # The documented closed form: beyond T_max it rises again.
        return self.eta_min + (self.initial - self.eta_min) * (1 + math.cos(math.pi * step / self.T_max)) / 2


class CosineAnnealingWarmRestarts(_Scheduler):
    def __init__(self, optimizer, T_0, T_mult=1, eta_min=0.0):
        assert isinstance(T_0, int) and isinstance(T_mult, int)
        self.length, self.T_mult, self.eta_min, self.start = T_0, T_mult, eta_min, 0
        super().__init__(optimizer)

    def rate(self, step, last):
        if step - self.start >= self.length:
            self.start, self.length = self.start + self.length, self.length * self.T_mult
        passed = (step - self.start) / self.length
        return self.eta_min + (self.initial - self.eta_min) * (1 + math.cos(math.pi * passed)) / 2

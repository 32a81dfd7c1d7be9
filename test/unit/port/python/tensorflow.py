"""As much of TensorFlow as ported code uses, from its documentation, over Python's floats instead of tensors."""

import inspect
import math
import types

float32 = "float32"
minimum = min
cos = math.cos
sqrt = math.sqrt


def cast(value, dtype):
    return value


def _normal(shape, stddev):
    # The curve around which the noise falls.
    return 0.0


random = types.SimpleNamespace(normal=_normal)


def _periods(step, decay_steps, staircase):
    passed = step / decay_steps
    return math.floor(passed) if staircase else passed


def _float(value):
    assert isinstance(value, float), f"{value!r} makes an integer tensor"
    return value


def _exponential_decay(learning_rate, global_step, decay_steps, decay_rate, staircase=False, name=None):
    _float(learning_rate)
    return lambda step: learning_rate * decay_rate ** _periods(step, decay_steps, staircase)


def _natural_exp_decay(learning_rate, global_step, decay_steps, decay_rate, staircase=False, name=None):
    _float(decay_rate)
    return lambda step: _float(learning_rate) * math.exp(-decay_rate * _periods(step, decay_steps, staircase))


def _inverse_time_decay(learning_rate, global_step, decay_steps, decay_rate, staircase=False, name=None):
    return lambda step: _float(learning_rate) / (1 + decay_rate * _periods(step, decay_steps, staircase))


def _piecewise_constant(x, boundaries, values, name=None):
    assert len(values) == len(boundaries) + 1
    assert len({type(boundary) for boundary in boundaries}) == 1, "boundaries of one dtype"

    def rate(step):
        if step <= boundaries[0]:
            return values[0]
        if step > boundaries[-1]:
            return values[-1]
        return next(v for low, high, v in zip(boundaries, boundaries[1:], values[1:]) if low < step <= high)

    return rate


def _polynomial_decay(
    learning_rate, global_step, decay_steps, end_learning_rate=0.0001, power=1.0, cycle=False, name=None
):
    def rate(step):
        length = decay_steps * (max(1, math.ceil(step / decay_steps)) if cycle else 1)
        return (_float(learning_rate) - end_learning_rate) * (
            1 - min(step, length) / length
        ) ** power + end_learning_rate

    return rate


def _cosine_decay(learning_rate, global_step, decay_steps, alpha=0.0, name=None):
    def rate(step):
        cosine = 0.5 * (1 + math.cos(math.pi * min(step, decay_steps) / decay_steps))
        return _float(learning_rate) * ((1 - alpha) * cosine + alpha)

    return rate


def _cosine_decay_restarts(learning_rate, global_step, first_decay_steps, t_mul=2.0, m_mul=1.0, alpha=0.0, name=None):
    def rate(step):
        # By walking over the periods, where TensorFlow has a logarithm.
        start, length, height = 0.0, float(first_decay_steps), 1.0
        while step >= start + length:
            start, length, height = start + length, length * t_mul, height * m_mul
        cosine = 0.5 * height * (1 + math.cos(math.pi * (step - start) / length))
        return _float(learning_rate) * ((1 - alpha) * cosine + alpha)

    return rate


def _linear_cosine_decay(
    learning_rate, global_step, decay_steps, num_periods=0.5, alpha=0.0, beta=0.001, name=None
):
    def rate(step):
        passed = min(step, decay_steps) / decay_steps
        cosine = 0.5 * (1 + math.cos(math.pi * 2 * num_periods * passed))
        return _float(learning_rate) * ((alpha + 1 - passed) * cosine + beta)

    return rate


def _noisy_linear_cosine_decay(
    learning_rate,
    global_step,
    decay_steps,
    initial_variance=1.0,
    variance_decay=0.55,
    num_periods=0.5,
    alpha=0.0,
    beta=0.001,
    name=None,
):
    assert initial_variance >= 0 and isinstance(variance_decay, float)
    return _linear_cosine_decay(learning_rate, global_step, decay_steps, num_periods, alpha, beta)


_decays = {
    name[1:]: value for name, value in list(globals().items()) if inspect.isfunction(value) and "_decay" in name
}
_step = object()


def _train_optimizer(name, **parameters):
    class Optimizer:
        def __init__(self, learning_rate, *args, **settings):
            if name == "AdagradDAOptimizer":
                assert args == (_step,)
            else:
                assert args == ()
            assert set(settings) <= set(parameters), settings
            self.learning_rate = learning_rate

        def minimize(self, loss, global_step=None):
            return types.SimpleNamespace(global_step=global_step)

    return Optimizer


_regularized = {"l1_regularization_strength": 0.0, "l2_regularization_strength": 0.0}
train = types.SimpleNamespace(
    get_or_create_global_step=lambda: _step,
    piecewise_constant=_piecewise_constant,
    GradientDescentOptimizer=_train_optimizer("GradientDescentOptimizer"),
    MomentumOptimizer=_train_optimizer("MomentumOptimizer", momentum=0, use_nesterov=False),
    AdagradOptimizer=_train_optimizer("AdagradOptimizer", initial_accumulator_value=0.1),
    AdagradDAOptimizer=_train_optimizer(
        "AdagradDAOptimizer", initial_gradient_squared_accumulator_value=0.1, **_regularized
    ),
    AdadeltaOptimizer=_train_optimizer("AdadeltaOptimizer", rho=0.95, epsilon=1e-8),
    RMSPropOptimizer=_train_optimizer("RMSPropOptimizer", decay=0.9, momentum=0, epsilon=1e-10, centered=False),
    AdamOptimizer=_train_optimizer("AdamOptimizer", beta1=0.9, beta2=0.999, epsilon=1e-8),
    FtrlOptimizer=_train_optimizer(
        "FtrlOptimizer",
        learning_rate_power=-0.5,
        initial_accumulator_value=0.1,
        l2_shrinkage_regularization_strength=0.0,
        **_regularized,
    ),
    ProximalGradientDescentOptimizer=_train_optimizer("ProximalGradientDescentOptimizer", **_regularized),
    ProximalAdagradOptimizer=_train_optimizer(
        "ProximalAdagradOptimizer", initial_accumulator_value=0.1, **_regularized
    ),
    **_decays,
)
compat = types.SimpleNamespace(v1=types.SimpleNamespace(train=train, disable_eager_execution=lambda: None))


class _LearningRateSchedule:
    def __call__(self, step):
        raise NotImplementedError

    def get_config(self):
        raise NotImplementedError


def _keras_schedule(decay, first):
    """A class whose constructor takes what the function takes, but for the step, and whose call takes the step."""

    class Schedule(_LearningRateSchedule):
        def __init__(self, *, name=None, **settings):
            if first == "boundaries":
                self.rate = decay(_step, **settings)
            else:
                self.rate = decay(settings.pop(first), _step, **settings)

        def __call__(self, step):
            return self.rate(step)

    return Schedule


def _keras_optimizer(*parameters):
    class Optimizer:
        def __init__(self, learning_rate, **settings):
            assert set(settings) <= set(parameters), settings
            self.learning_rate = learning_rate

    return Optimizer


keras = types.SimpleNamespace(
    optimizers=types.SimpleNamespace(
        schedules=types.SimpleNamespace(
            LearningRateSchedule=_LearningRateSchedule,
            ExponentialDecay=_keras_schedule(_exponential_decay, "initial_learning_rate"),
            InverseTimeDecay=_keras_schedule(_inverse_time_decay, "initial_learning_rate"),
            PolynomialDecay=_keras_schedule(_polynomial_decay, "initial_learning_rate"),
            CosineDecay=_keras_schedule(_cosine_decay, "initial_learning_rate"),
            CosineDecayRestarts=_keras_schedule(_cosine_decay_restarts, "initial_learning_rate"),
            PiecewiseConstantDecay=_keras_schedule(_piecewise_constant, "boundaries"),
        ),
        SGD=_keras_optimizer("momentum", "nesterov"),
        Adagrad=_keras_optimizer("initial_accumulator_value", "epsilon"),
        Adadelta=_keras_optimizer("rho", "epsilon"),
        RMSprop=_keras_optimizer("rho", "momentum", "epsilon", "centered"),
        Adam=_keras_optimizer("beta_1", "beta_2", "epsilon"),
        Ftrl=_keras_optimizer(
            "learning_rate_power",
            "initial_accumulator_value",
            "l1_regularization_strength",
            "l2_regularization_strength",
            "l2_shrinkage_regularization_strength",
        ),
    )
)

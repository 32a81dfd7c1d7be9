from . import lr_scheduler


def _optimizer(*parameters):
    class Optimizer:
        def __init__(self, params, lr, **settings):
            assert set(settings) <= set(parameters), settings
            self.param_groups = [{"lr": lr}]

    return Optimizer


SGD = _optimizer("momentum", "nesterov")
Adagrad = _optimizer("initial_accumulator_value", "eps")
Adadelta = _optimizer("rho", "eps")
RMSprop = _optimizer("alpha", "eps", "momentum", "centered")
Adam = _optimizer("betas", "eps")

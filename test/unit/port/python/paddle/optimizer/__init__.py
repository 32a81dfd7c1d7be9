from . import lr


def _optimizer(*parameters):
    class Optimizer:
        def __init__(self, learning_rate, parameters_=None, **settings):
            settings.pop("parameters")
            assert set(settings) <= set(parameters), settings
            self.learning_rate = learning_rate

    return Optimizer


SGD = _optimizer()
Momentum = _optimizer("momentum", "use_nesterov")
Adagrad = _optimizer("epsilon", "initial_accumulator_value")
Adadelta = _optimizer("epsilon", "rho")
RMSProp = _optimizer("rho", "epsilon", "momentum", "centered")
Adam = _optimizer("beta1", "beta2", "epsilon")

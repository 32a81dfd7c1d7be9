"""As much of PyTorch as ported code uses, from its documentation."""

from . import optim

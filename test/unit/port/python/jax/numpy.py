"""As much of jax.numpy as ported code uses, over Python's floats instead of arrays."""

from math import ceil, cos, exp, floor, log, pi, sqrt

minimum = min
maximum = max

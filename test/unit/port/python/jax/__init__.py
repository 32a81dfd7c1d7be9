"""As much of JAX as ported code uses: the curve around which a noisy rate falls."""

import types

random = types.SimpleNamespace(key=lambda seed: None, fold_in=lambda key, data: None, normal=lambda key: 0.0)

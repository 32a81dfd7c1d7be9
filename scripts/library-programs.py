"""Writes test/data/library-programs.json: small programs that use what TensorFlow 1 itself writes in Python (layers, cells, losses), and
the losses that TensorFlow 2.21 computes for them. What its compat.v1 lacks by now (tf.layers, tf.contrib, rnn cells) stands here as the
documented equations, written out in its operations. Needs TensorFlow."""

import contextlib
import io
import json
import os
import sys
import types

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"
import numpy as np
import tensorflow.compat.v1 as real

real.disable_v2_behavior()
cases = {}
sys.path.insert(0, os.path.dirname(__file__))
from library_programs import oracle, programs  # noqa: E402


def main():
    tf = oracle.tensorflow(real)
    sys.modules["tensorflow"] = tf
    wanted = sys.argv[1:]
    for name, text in programs.programs.items():
        if wanted and not any(word in name for word in wanted):
            continue
        real.reset_default_graph()
        oracle.reset()
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(text, name, "exec"), {"__name__": "__main__"})
        losses = [float(line.split()[1]) for line in printed.getvalue().splitlines() if line.startswith("loss ")]
        if not losses or not np.all(np.isfinite(losses)):
            raise SystemExit(f"{name}: {printed.getvalue()}")
        cases[name] = {"text": text, "losses": [float(repr(np.float32(loss).item())) for loss in losses]}
        print(name, losses[:2], losses[-1], file=sys.stderr)
    path = "test/data/library-programs.json"
    old = json.load(open(path)) if wanted and os.path.exists(path) else {}
    json.dump({**old, **cases}, open(path, "w"), indent=1)


main()

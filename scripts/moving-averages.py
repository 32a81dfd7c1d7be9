"""What TensorFlow's moving averages of test/fixtures/programs/ema_num_updates.py come to, with the step passed and without.

    python scripts/moving-averages.py > test/data/moving-averages.json

A row an iteration: the decay as the run computes it, then the averages of u and v as they are read after it.
"""

import json
import pathlib
import sys

import tensorflow.compat.v1 as tf

tf.disable_v2_behavior()

ROOT = pathlib.Path(__file__).parent.parent
PROGRAM = (ROOT / "test/fixtures/programs/ema_num_updates.py").read_text()
GRAPH = PROGRAM[: PROGRAM.index("with tf.Session()")].replace("import tensorflow as tf", "")


def rows(source):
    tf.reset_default_graph()
    names = {"tf": tf}
    exec(source, names)
    (decay,) = [op.outputs[0] for op in tf.get_default_graph().get_operations() if op.type == "Minimum"]
    averages = [names["ema"].average(names[name]) for name in "uv"]
    made = []
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        for _ in range(60):
            _, used = session.run([names["train_op"], decay])
            made.append([float(str(value)) for value in (used, *session.run(averages))])
    return made


PASSED = GRAPH.replace("minimize(bowl)", "minimize(bowl, global_step=global_step)")
assert PASSED != GRAPH
runs = {"as-written": rows(GRAPH), "counterpart": rows(PASSED)}
lines = [f"  {json.dumps(name)}: [\n" + ",\n".join(f"    {json.dumps(row)}" for row in run) + "\n  ]" for name, run in runs.items()]
sys.stdout.write("{\n" + ",\n".join(lines) + "\n}\n")

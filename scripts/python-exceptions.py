"""Writes test/data/python-exceptions.json: which of Python's own exceptions each `except` catches."""

import builtins
import json
import sys

ERRORS = sorted(
    name for name, kind in vars(builtins).items() if isinstance(kind, type) and issubclass(kind, BaseException)
)
caught = {
    error: [other for other in ERRORS if issubclass(getattr(builtins, error), getattr(builtins, other))] for error in ERRORS
}
with open(sys.argv[1] if len(sys.argv) > 1 else "test/data/python-exceptions.json", "w", encoding="utf-8") as file:
    lines = ",\n".join(f"{json.dumps(error)}: {json.dumps(others)}" for error, others in caught.items())
    file.write(f"{{\n{lines}\n}}\n")

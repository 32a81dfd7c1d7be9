"""Writes test/data/flag-defaults.json: what absl makes of the defaults of flags, or the error that it raises."""

import json
import sys

from absl import flags

DEFINITIONS = ["DEFINE_integer", "DEFINE_float", "DEFINE_boolean", "DEFINE_bool", "DEFINE_string", "DEFINE_list"]
DEFAULTS = [
    "5", "-5", "0", "1", "2", "5.0", "0.5", "-2.5", "1e3", "True", "False", "None", "'5'", "' 7 '", "'-5'", "'+5'", "'5.0'", "'0x1F'", "'0o17'", "'0b1'",
    "'017'", "'1_000'", "'1e3'", "''", "'abc'", "'inf'", "'-inf'", "'nan'", "'1e-4'", "'.5'", "'5.'", "'1_0.5'", "'true'", "'True'", "'TRUE'", "'t'", "'1'",
    "'yes'", "'no'", "'false'", "'F'", "'0'", "'12345678901234567890'", "12345678901234567890", "'a,b'", "'a, b ,c'", "['a', 'b']", "[]", "'\\u0661'",
    "'1,000'", "'0x'", "'5L'", "'1e400'", "'Infinity'", "'infinit'",
]


def made(definition: str, default: str) -> object:
    values = flags.FlagValues()
    try:
        getattr(flags, definition)("f", eval(default), "help", flag_values=values)
        values(["program"])
        return {"repr": repr(values.f)}
    except Exception as error:
        return {"raises": type(error).__name__}


rows = [[definition, default, made(definition, default)] for definition in DEFINITIONS for default in DEFAULTS]
with open(sys.argv[1] if len(sys.argv) > 1 else "test/data/flag-defaults.json", "w", encoding="utf-8") as file:
    file.write("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n")
print(len(rows))

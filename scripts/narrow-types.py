"""Writes test/data/narrow-types.json: what NumPy makes of integers of 8 to 64 bits, in arrays and as scalars.

    python3 scripts/narrow-types.py > numpy1.txt          # with NumPy 1.26
    python3 scripts/narrow-types.py numpy1.txt > test/data/narrow-types.json    # with NumPy 2.4

A row is [program, result]: the last line of the program is an expression, the result its type and its value, or "! " and the
exception. Where NumPy 1 gives another result it stands third: the two promote Python's numbers and scalars differently (NEP 50).
"""

import json
import random
import sys
import warnings

import numpy as np

warnings.simplefilter("ignore")
random.seed(12)
integers = ["int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64"]
floats = ["float16", "float32", "float64"]
rows = {}


def describe(value):
    if isinstance(value, (np.ndarray, np.generic)):
        if value.dtype == bool:
            return "bool " + json.dumps(value.tolist())
        if value.dtype.kind == "f":
            return value.dtype.name + " " + json.dumps(np.asarray(value, np.float64).tolist())
        return value.dtype.name + " " + json.dumps(value.tolist())
    return type(value).__name__ + " " + json.dumps(value)


def add(*lines):
    program = "\n".join(lines)
    if program in rows or random.random() > 0.6:
        return
    names = {"np": np}
    try:
        for line in lines[:-1]:
            exec(line, names)
        rows[program] = describe(eval(lines[-1], names))
    except Exception as error:
        rows[program] = "! " + next(c.__name__ for c in type(error).__mro__ if c.__module__ == "builtins")


def limits(dtype):
    if dtype.startswith("f"):
        return [-3.5, 0.25, 2.0, 300.0]
    bits = np.iinfo(dtype)
    # Within what a double holds exactly.
    least, most = max(int(bits.min), -(2**53) + 1), min(int(bits.max), 2**53 - 1)
    return [n for n in (least, least + 1, -7, -1, 0, 1, 2, 3, 7, 100, most // 2 + 1, most - 1, most) if least <= n <= most]


def some(items, count):
    return random.sample(items, min(count, len(items)))


def array(dtype, values=None, count=4):
    return f"np.array({values or some(limits(dtype), count)}, np.{dtype})"


operators = ["+", "-", "*", "/", "//", "%", "**", "&", "|", "^", "<<", ">>"]
comparisons = ["==", "!=", "<", "<=", ">", ">="]
for dtype in integers:
    values = limits(dtype)
    for operator in operators + comparisons:
        count = 3
        small = [n for n in values if 0 <= n < 8]
        for _ in range(3):
            right = [random.choice(small) for _ in range(count)] if operator in ("**", "<<", ">>") else some(values, count)
            add(f"{array(dtype, some(values, count))} {operator} np.array({right}, np.{dtype})")
            left = random.choice(values)
            other = random.choice(right)
            add(f"np.{dtype}({left}) {operator} np.{dtype}({other})")
            add(f"np.{dtype}({left}) {operator} {other}")
            add(f"{array(dtype)} {operator} {random.choice(right)}")
            add(f"{random.choice(values)} {operator} np.array({right}, np.{dtype})")
        for other in [2, 200, 300, -1, -200, 70000, 2**31, 2.5, -0.5, True]:
            if operator in ("**", "<<", ">>") and (other not in (2, True)):
                continue
            if operator in operators[7:] and isinstance(other, float):
                continue
            if random.random() < 0.4:
                add(f"{array(dtype)} {operator} {other}")
        for other in some(integers + floats + ["bool_"], 4):
            if operator in operators[7:12] and other in floats or operator in ("**", "<<", ">>") and other != "bool_":
                continue
            right = [True, False] if other == "bool_" else some(limits(other), 2)
            add(f"np.array({some(values, 2)}, np.{dtype}) {operator} np.array({right}, np.{other})")
            add(f"np.array({some(values, 2)}, np.{dtype}) {operator} np.{other}({random.choice(right)})")
            add(f"np.{dtype}({random.choice(values)}) {operator} np.{other}({random.choice(right)})")
    for operator in ["-", "~", "+"]:
        add(operator + array(dtype))
        add(f"{operator}np.{dtype}({random.choice(values)})")
    for target in integers + floats + ["bool_"]:
        add(f"{array(dtype, count=6)}.astype(np.{target})")
        add(f"{array(dtype)}.astype('{target}')")
        if target not in floats:
            add(f"np.{target}({array(dtype)})")
            add(f"np.{target}(np.{dtype}({random.choice(values)}))")
    for source in floats:
        numbers = [-1.5, -0.5, 0.0, 0.99, 1.5, 100.7, 127.9, 200.5, 300.25, -200.0, 40000.0, -40000.0, 1e6]
        for _ in range(3):
            add(f"np.array({some(numbers, 4)}, np.{source}).astype(np.{dtype})")
        add(f"np.{dtype}(np.{source}({random.choice(numbers)}))")
    add(f"np.array([1e10, 2.0]).astype(np.{dtype})")
    for number in [5, 300, -1, 70000, 2**31, 2**40, 3.7, -2.5, 200.0, True]:
        add(f"np.{dtype}({number})")
        add(f"np.array([1, {number}], np.{dtype})")
        add(f"np.array([1, {number}], dtype='{dtype}')")
        add(f"np.full(3, {number}, np.{dtype})")
        add(f"a = np.zeros(3, np.{dtype})", f"a[1] = {number}", "a")
        add(f"a = {array(dtype)}", f"a[1:3] = {number}", "a")
        add(f"a = np.ones(3, np.{dtype})", f"a.fill({number})", "a")
        add(f"np.full_like(np.zeros(2, np.{dtype}), {number})")
        for operator in ["+", "-", "*", "//", "/"]:
            if random.random() < 0.5:
                add(f"a = {array(dtype)}", f"a {operator}= {number}", "a")
    for other in integers + floats:
        a = array(dtype, count=3)
        b = array(other, count=3)
        add(f"a = {a}", f"a += {b}", "a")
        add(f"a = {a}", f"a *= {b}", "a")
        add(f"a = {a}", f"a[:] = {b}", "a")
        add(f"np.concatenate([{a}, {b}])")
        add(f"np.where(np.array([True, False, True]), {a}, {b})")
        add(f"np.maximum({a}, {b})")
        add(f"np.array([1, 2], np.{dtype}) @ np.array([3, 4], np.{other})")
        add(f"({a} < {b})")
    for call in ["sum", "prod", "mean", "std", "var", "max", "min", "argmax", "argmin", "cumsum", "cumprod", "ptp", "median", "any", "all"]:
        for _ in range(2):
            add(f"np.{call}({array(dtype, [random.choice(values[:-2]) for _ in range(4)])})")
        grid = [[random.choice(values[:-2]) for _ in range(3)] for _ in range(2)]
        add(f"np.{call}(np.array({grid}, np.{dtype}), axis=0)")
        if call in ("sum", "mean", "max", "argmax", "std"):
            add(f"np.array({grid}, np.{dtype}).{call}(axis=1)")
            add(f"np.array({grid}, np.{dtype}).{call}()")
    for call in ["abs", "sign", "square", "negative", "sqrt", "exp", "log1p", "sin", "floor", "rint", "fabs", "diff", "sort", "unique", "round", "isnan", "logical_not", "bincount", "nonzero", "ravel"]:
        if call == "bincount" and dtype == "uint64" or call == "nonzero":
            continue
        numbers = [n for n in values if 0 <= n < 8] if call in ("exp", "bincount", "sqrt", "log1p", "sin") else values
        add(f"np.{call}({array(dtype, some(numbers, 4))})")
        if call not in ("diff", "sort", "unique", "bincount", "ravel"):
            add(f"np.{call}(np.{dtype}({random.choice(numbers)}))")
    for low, high in [(0, 3), (1, 100), (-5, 5), (0, 255), (0, 300), (0.0, 1.0), (0.5, 2), (None, 2)]:
        add(f"np.clip({array(dtype)}, {low}, {high})")
    a = array(dtype, count=5)
    for after in ["[2]", "[1:3]", "[::-1]", "[np.array([0, 2, 2])]", "[np.array([0, 1], np.uint8)]", ".tolist()", ".item(1)", ".dtype.name", ".reshape(-1, 1)", ".copy()", "[a > 1]", "[a != a[0]]", ".size", ".T"]:
        add(f"a = {a}", f"a{after}")
    number = random.choice([n for n in values if n < 1000])
    for form in ["int({})", "float({})", "bool({})", "str({})", "'%d' % {}", "'%.2f' % {}", "'{{}}'.format({})", "[10, 20, 30, 40][{}]", "{} in [1, 2]", "[0] * {}", "len(range({}))", "{} == 3", "{{3: 'x'}}.get({})", "np.arange({})"]:
        add(f"a = np.array([3, {number}], np.{dtype})", form.format("a[0]"))
    add(f"np.arange(5, dtype=np.{dtype})")
    add(f"np.arange(300, dtype=np.{dtype})[250:]")
    add(f"np.linspace(0, 10, 5, dtype=np.{dtype})")
    add(f"np.eye(2, dtype=np.{dtype})")
    add(f"np.zeros_like({a})")
    add(f"np.ones((2, 2), np.{dtype}) * 3")
    add(f"np.where({a} > 1, {a}, 0)")
    add(f"np.where({a} > 1, 1, {a})")
    add(f"np.minimum({a}, 5)")
    add(f"np.dot({array(dtype, [100, 2])}, {array(dtype, [3, 100])})")
    add(f"np.stack([{a}, {a}])[1]")
    add(f"np.pad({a}, 1, 'constant')")
    add(f"np.repeat({a}, 2)")
    add(f"np.asarray({a}, np.float32) / 255")
    add(f"{a} / 255.0")
    add(f"({a} - 3) / 2")
    add(f"{a}.astype(np.float32) / 255.0")
    add(f"({a} / 255.0).astype(np.float32)")
    add(f"np.float32({a}) * 2")
    add(f"np.array({a}, dtype=np.float32)")
    add(f"np.array([x for x in {a}])")
    add(f"np.array([int(x) + 1 for x in {a}])")
    add(f"np.array([x * 2 for x in {array(dtype, [100, 3])}])")
    add(f"sum({array(dtype, [100, 100, 3])})")
    add(f"max({a})")
    add(f"sorted({a})[0]")
    for low, high in [(0, 2), (0, 10), (0, 100), (0, 127), (3, 4), (0, 256), (-5, 5), (0, 1000), (0, 65536), (0, 2**20)]:
        add("np.random.seed(7)", f"np.random.randint({low}, {high}, 9, dtype=np.{dtype})")
    add("np.random.seed(3)", f"a = np.random.randint(0, 100, (2, 3), dtype='{dtype}')", "np.random.randint(0, 50, 3)")
    add("np.random.seed(3)", f"np.random.randint(0, 100, dtype=np.{dtype})")
for name in ["byte", "ubyte", "short", "ushort", "intc", "uintc", "longlong", "ulonglong", "uintp", "intp", "half", "single", "double"]:
    add(f"np.{name}(5)")
    add(f"np.zeros(2, np.{name})")
for code in ["b", "B", "h", "H", "i", "I", "q", "Q", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "<u2", ">i4", "|u1", "f2", "e"]:
    add(f"np.zeros(2, '{code}')")
for a in ["np.array([True, False])", "np.array([True, True])"]:
    for operator in operators + comparisons:
        add(f"{a} {operator} np.array([True, True])")
        add(f"{a} {operator} 2")
    for operator in "-~+":
        add(f"{operator}{a}")

if len(sys.argv) > 1:
    other = dict(json.loads(line) for line in open(sys.argv[1]))
    third = {program: [other[program]] if other.get(program, result) != result else [] for program, result in rows.items()}
    print("[\n" + ",\n".join(json.dumps([program, result, *third[program]]) for program, result in rows.items()) + "\n]")
else:
    for row in rows.items():
        print(json.dumps(row))

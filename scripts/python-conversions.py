"""Writes test/data/python-conversions.json: what Python and NumPy make of expressions that convert text and numbers.

    python3 scripts/python-conversions.py > test/data/python-conversions.json

A seed and a share of the rows that are made of all combinations may follow: `1 1.0` writes all of them.
Each row is [expression, result]: the result's repr behind "= ", or the exception's type and text behind "! ". A function of the
platform's C library is rounded as that library does: its rows say "~ " and may differ in the last bit. The table was made by Python
3.11 and NumPy 2.4; NumPy's scalars print as they did before NumPy 2, in TensorFlow 1's time.
"""

import json
import math
import random
import sys
import warnings

import numpy as np

warnings.simplefilter("ignore")
np.set_printoptions(legacy="1.25")
seed, share = (sys.argv[1:] + ["20", "0.3"][len(sys.argv) - 1 :])[:2]
random.seed(int(seed))

nan, inf = float("nan"), float("inf")
rows = {}


def add(*expressions, loose=False, share=1.0):
    for expression in expressions:
        if random.random() >= share:
            continue
        try:
            value = eval(expression, {"math": math, "np": np, "nan": nan, "inf": inf})
            text = repr(value)
            if isinstance(value, complex) or " at 0x" in text or "object" in text or len(text) > 500:
                continue
            rows[expression] = ("~ " if loose else "= ") + text
        except MemoryError:
            continue
        except Exception as error:
            rows[expression] = "! %s: %s" % (type(error).__name__, error)


def cross(*expressions, loose=False):
    add(*expressions, loose=loose, share=float(share))


def some(items, count):
    items = list(items)
    return random.sample(items, min(count, len(items)))


texts = ["", " ", "0", "-0", "+5", " 12 ", "1.5", "1e3", "1E-3", ".5", "5.", "abc", "0x1f", "0b101", "0o17", "1_000", "1__0", "_1", "1_",
         "inf", "-inf", "Infinity", "nan", "NaN", "+nan", "0,5", "1,000", "1 2", "\\t3\\n", "\\x1f1", "\\u0661\\u0662", "1e400", "-1e-400",
         "9007199254740993", "123456789012345678901234567890", "1e", "e1", "--1", "+-1", "0x", "True", "None", "\\xa07\\xa0", "1j", "007", "08",
         "3.0", "1.7976931348623157e308", "4.9e-324", "2.4703282292062327e-324", "0.1", "1L", "\\u00b2"]
for text in texts:
    cross(f'int("{text}")', f'float("{text}")', f'int("{text}", 0)', f'int("{text}", 16)', f'bool("{text}")', f'len("{text}")')
for base in [0, 1, 2, 8, 10, 16, 36, 37, -1]:
    cross(f'int("11", {base})', f'int("z", {base})', f'int("0x11", {base})', f'int("0_11", {base})', f'int(11, {base})')
values = ["0", "1", "-1", "7", "-7", "255", "10**15", "2**53", "2**53+1", "-2**63", "10**20", "-10**25", "2**100", "True", "False",
          "0.0", "-0.0", "0.5", "1.5", "2.5", "-2.5", "0.1", "1/3", "2/3", "1e15", "1e16", "123456789.123456789", "1e-4", "1e-5", "1.5e300",
          "5e-324", "1e22", "1e23", "inf", "-inf", "nan", "100.0", "12345.6789", "-0.00012345", "9.995", "99999.5", "0.05"]
others = ["None", "'text'", "''", "[1, 2]", "(1,)", "()", "[]", "{}", "{'a': 1}", "range(3)", "[[1], (2.0,), 'x']"]
for value in values + others:
    cross(f"int({value})", f"float({value})", f"bool({value})", f"str({value})", f"repr({value})", f"abs({value})", f"round({value})",
        f"-({value})", f"+({value})", f"~({value})", f"not ({value})", f"len({value})", f"sum({value})", f"math.floor({value})",
        f"math.ceil({value})", f"math.trunc({value})", f"divmod({value}, 3)", f"({value}) * 2", f"({value}) + 1", f"1 - ({value})",
        f"str([{value}])", f"({value}) == ({value})", f"[{value}]", f"({value},)", f"{{1: {value}}}", f"min({value})", f"max({value})",
        f"sorted({value})", f"list({value})", f"tuple({value})", f"({value}).is_integer()", f"chr({value})", f"ord({value})",
        f"bin({value})", f"hex({value})", f"oct({value})", f"isinstance({value}, int)", f"isinstance({value}, (float, str))")
for value in values:
    for digits in [0, 1, 2, 3, 5, -1, -2, -20, "None", 400, -400]:
        if random.random() < 0.45:
            cross(f"round({value}, {digits})")
add("round(2.675, 2)", "round(1.005, 2)", "round(0.5)", "round(1.5)", "round(2.5)", "round(-0.5)", "round(-1.5)", "round(15, -1)",
    "round(25, -1)", "round(-25, -1)", "round(35, -1)", "round(5, -1)", "round(1e300, 5)", "round(0.15, 1)", "round(0.25, 1)",
    "round(0.35, 1)", "round(1.5, 0)", "round(2.5, 0)", "round('1')", "round(1, '1')", "round(1, 1.0)", "round(1.0, 1.0)", "round()",
    "round(12345.678, -2)", "round(5e-324, 323)", "round(True)", "round(True, 1)", "round(2**53+1, -1)", "round(nan)", "round(inf, 2)")
for _ in range(60):
    number = random.choice([random.uniform(-100, 100), random.randint(-10**6, 10**6) / 1000, random.randint(-400, 400) / 8])
    cross(f"round({number!r}, {random.randint(-2, 6)})", f"round({number!r})", f"int({number!r})", f"str({number!r})")

operators = ["+", "-", "*", "/", "//", "%", "**", "<", "<=", ">", ">=", "==", "!=", "&", "|", "^", "<<", ">>", "in", "is"]
operands = ["0", "1", "-1", "3", "-7", "2**53+1", "10**20", "True", "False", "0.0", "-0.0", "0.5", "-2.5", "1e300", "inf", "nan", "None",
            "'a'", "'ab'", "''", "[1]", "[1, 2]", "(1,)", "()", "{'a': 1}", "range(3)"]
for left in operands:
    for right in operands:
        for operator in some(operators[:-1], 4):
            if operator in ("**", "<<") and right in ("10**20", "2**53+1"):
                continue
            cross(f"({left}) {operator} ({right})", loose=operator == "**" and "." in right)
add("7 // 2", "-7 // 2", "7 // -2", "-7 // -2", "7 % -3", "-7 % 3", "7.5 // 2", "-7.5 // 2", "7.5 % -2", "-7.5 % 2", "1e300 % 7", "-1e300 % 7",
    "5 % inf", "-5 % inf", "5 // inf", "-5 // inf", "inf % 5", "inf // 5", "0.3 % 0.1", "0.3 // 0.1", "1 // 0.1", "1 % 0.1", "-0.0 % 5", "0.0 % -5",
    "1 / 0", "1.0 / 0", "1 // 0", "1.0 // 0", "1 % 0", "1.0 % 0", "divmod(1, 0)", "divmod(1.0, 0)", "0 ** -1", "0.0 ** -1", "0 ** 0",
    "2 ** -1", "2 ** 0.5", "10 ** -4", "10 ** -5", "10 ** -17", "2 ** 1000", "2.0 ** 1024", "(-8) ** 2", "(-8) ** 3", "(-2.0) ** 3", "(-2) ** -3",
    "10 ** 20 // 7", "10 ** 20 % 7", "-10 ** 20 // 7", "-10 ** 20 % 7", "10 ** 20 / 7", "(2**53+1) / 2", "(2**53+1) - 2**53", "(2**53+1) * 3",
    "(2**53+1) == 2.0**53", "2**53 == 2.0**53", "(2**53+1) > 2.0**53", "10**400 / 10**399", "10**400 / 3", "10**400 + 1.0", "10**400 > 1e308",
    "10**400 == inf", "10**400 < inf", "float(10**400)", "int(1e22)", "int(1e23)", "int(-1e300) == -10**300", "1 << 70", "-1 >> 3", "-9 >> 1", "1 << -1",
    "1 >> -1", "1 >> 1000", "-1 >> 1000", "5 & -2", "5 | -8", "5 ^ -1", "True + True", "True & False", "True | False", "True ^ True", "True & 1",
    "True << 2", "~True", "-True", "True / 2", "True // 2", "True ** 2", "True * 'ab'", "'ab' * 3", "3 * 'ab'", "'ab' * -1", "'ab' * 2.0", "'ab' * 'ab'",
    "'ab' + 1", "1 + 'ab'", "'ab' - 'a'", "[1] + (2,)", "(1,) + [2]", "[1] * 2", "2 * (1, 2)", "[1] * 1.5", "[1] - [1]", "None + 1", "{} + {}", "-'a'",
    "+[]", "~1.5", "not []", "1 < 'a'", "'a' < 1", "None < 1", "[1] < [2]", "[1, 2] < [1, 2, 0]", "[1] < [1]", "(1, 'a') < (1, 2)", "(1, 'a') < (2, 2)",
    "[1] < (1,)", "{} < {}", "'a' < 'B'", "'a' < 'ab'", "'\\u00e9' > 'z'", "'\\U0001f600' > '\\uffff'", "1 == '1'", "1 == 1.0", "1 == True", "0.0 == -0.0",
    "nan == nan", "nan != nan", "[nan] == [nan]", "nan in [nan]", "1 in [1.0]", "1.0 in (1,)", "True in [1]", "'a' in 'cat'", "1 in 'cat'", "1 in 5",
    "'' in 'a'", "None in [None]", "'a' in {'a': 1}", "[1] in [[1]]", "[] in {}", "2 in range(0, 10, 2)", "2.0 in range(3)", "2.5 in range(3)",
    "'a' in range(3)", "10**12 in range(10**13)", "None == 0", "[] == ()", "[1, [2, 3]] == [1, [2, 3]]", "{'a': 1} == {'a': 1.0}", "(1, 2) == (1, 2.0)",
    "'a' == 'a'", "1 != 'a'", "None is None", "None is not None", "1.5 .is_integer()", "(2.0).is_integer()", "(5).bit_length()", "0.1 + 0.2", "0.1 * 3",
    "1e16 + 1", "1e308 * 10", "-1e308 * 10", "1e-320 / 1e10", "3 * 0.1", "1 - 0.9", "4.35 * 100", "1.1 + 2.2", "1e16", "1e15", "123456789012345680.0",
    "0.00001", "0.0001", "1e21", "1e22", "1e100", "-1e-7", "5e-324", "1.7976931348623157e308", "100000000000000000000.0", "1_000.5", "0x_ff", "1_0")
for _ in range(60):
    a, b = random.choice([-1, 1]) * random.randint(0, 10**random.randint(1, 30)), random.choice([-1, 1]) * random.randint(1, 10**random.randint(1, 20))
    cross(f"({a}) // ({b})", f"({a}) % ({b})", f"({a}) * ({b})", f"({a}) / ({b})", f"divmod({a}, {b})", f"({a}) - ({b})", f"({a}) & ({b})", f"({a}) < ({b})")
for _ in range(40):
    a, b = random.uniform(-50, 50), random.choice([random.uniform(-5, 5), random.randint(-9, 9) or 2])
    cross(f"({a!r}) // ({b!r})", f"({a!r}) % ({b!r})", f"divmod({a!r}, {b!r})", f"({a!r}) ** {random.randint(-6, 9)}", f"({a!r}) * ({b!r})")

percents = ["%d", "%i", "%5d", "%-5d|", "%05d", "%+d", "% d", "%.3d", "%8.3d", "%-08d|", "%u", "%x", "%X", "%#x", "%o", "%#o", "%f", "%.2f", "%8.3f", "%-8.3f|",
            "%08.3f", "%+.1f", "% f", "%e", "%.2e", "%E", "%g", "%.3g", "%#g", "%G", "%s", "%10s", "%-10s|", "%.2s", "%r", "%a", "%c", "%%", "%5%", "%b", "%y",
            "%", "%5", "%.0f", "%.20f", "%.0e", "%.1g", "%ld", "%*d", "%s %s", "%(a)s", "%(a)d", "%5.1f%%"]
arguments = ["0", "5", "-42", "2**70", "True", "0.5", "2.5", "-1234.5678", "1e20", "nan", "-inf", "'text'", "'\\u00e9'", "None", "[1, 2]", "(7,)", "(1, 2)", "()",
             "{'a': 1}", "{'a': 'x'}", "(3, 4.5)", "('a', 'b')", "65", "1e-10", "0.000123456"]
for percent in percents:
    for argument in some(arguments, 12):
        cross(f"'{percent}' % {argument}" if argument[0] == "(" else f"'{percent}' % ({argument})")
add("'%d items in %s' % (3, 'box')", "'%s' % [1]", "'%s' % (1, 2)", "'%s %s' % 1", "'abc' % 1", "'abc' % [1]", "'abc' % {}", "'abc' % 'x'", "'abc' % ()",
    "'%(x)s' % {}", "'%(x)s' % 5", "'%(x)s %(y).2f' % {'x': 1, 'y': 2}", "'%(x' % {'x': 1}", "'%*d' % (5, 42)", "'%-*d|' % (5, 42)", "'%.*f' % (2, 3.14159)",
    "'%*d' % ('a', 1)", "'%d' % '5'", "'%f' % '1.5'", "'%x' % 1.5", "'%x' % 'a'", "'%c' % 'ab'", "'%c' % 300", "'%c' % -1", "'%c' % 1.5", "'%d' % nan",
    "'%d' % inf", "'%d' % 1e22", "'%s' % None", "'%5s' % True", "'%r' % 'it\\'s'", "'%s' % 'it\\'s'", "'%.3s' % 'abcdef'", "'%-6.2s|' % 'abc'", "'%5.3d' % -7",
    "'%05d' % -7", "'%+05d' % 7", "'% 05d' % 7", "'%#5x' % 255", "'%#06x' % 255", "'%#.4x' % 255", "'%-#6x|' % 255", "'%hd' % 5", "'%lld' % 5", "'%z' % 5")

specs = ["", "d", "5d", "<5d", ">5", "^7", "=+7d", "05d", "+d", " d", "-d", ",", ",d", "_d", "x", "#x", "#010x", "X", "#X", "b", "#b", "_b", "08b", "o", "#o", "c", "n",
         "e", ".2e", "E", "f", ".0f", ".2f", "08.2f", "+.3f", ",.2f", "_.1f", "g", ".3g", "G", "#g", "%", ".1%", ".3", ".10", "10", "<10", "^10", "*^10", "0>10",
         "s", "10s", ".2s", ">10.1s", "x<4", "r", "5.d", "d5", ",s", ",x", "_c", "+s", "#s", "=5s", "=5", "05", "010,", "012,.1f", "{", "z", ".", "10.", "5,d", ".2", "+,",
         "012,d", "08,d", "1_000d", "<<6", "=^6", "\\u00e9>6", ".0e", ".15g", ".17g", "-.3f", "z.1f"]
formatted = ["0", "5", "-42", "1234567", "2**70", "True", "0.0", "-0.0", "0.5", "2.5", "-1234.5678", "1e20", "1234567.891", "nan", "-inf", "'text'", "''", "None", "[1]",
             "(1,)", "1e-5", "0.1", "12.0", "65"]
for spec in specs:
    for value in some(formatted, 9):
        cross(f"format({value}, '{spec}')", f"'{{:{spec}}}'.format({value})" if "{" not in spec else "'{:{'.format(1)")
for _ in range(150):
    spec = "".join([random.choice(["", "<", ">", "^", "=", "*<", "0="]), random.choice(["", "+", "-", " "]), random.choice(["", "#"]), random.choice(["", "0"]),
                    random.choice(["", "3", "12", "20"]), random.choice(["", ",", "_"]), random.choice(["", ".0", ".1", ".4", ".12"]), random.choice("defgGEFnxXboc%s") if random.random() < 0.8 else ""])
    value = random.choice([random.randint(-10**9, 10**9), random.uniform(-1e4, 1e4), random.uniform(-1, 1) * 10.0**random.randint(-12, 20), True, "'wide'"])
    cross(f"format({value}, '{spec}')")
add("'{} {}'.format(1, 2)", "'{0} {1} {0}'.format(1, 2)", "'{} {0}'.format(1)", "'{0} {}'.format(1)", "'{}'.format()", "'{1}'.format(1)", "'{a}'.format()",
    "'{a}'.format(a=1)", "'{a} {}'.format(1, a=2)", "'{{}}'.format()", "'{{{}}}'.format(1)", "'}'.format()", "'{'.format()", "'{0'.format(1)", "'a}}b{{c'.format()",
    "'{0[1]}'.format([1, 2])", "'{0[a]}'.format({'a': 3})", "'{0[5]}'.format([1])", "'{0[a]}'.format([1])", "'{0[1]}'.format({1: 'x'})", "'{!r}'.format('a')",
    "'{!s}'.format('a')", "'{!a}'.format('\\u00e9')", "'{!r:>6}'.format('a')", "'{!x}'.format(1)", "'{:{}}'.format('a', 5)", "'{:{w}.{p}f}'.format(3.14159, w=8, p=2)",
    "'{:>{0}}'.format(5)", "'{:d}'.format('a')", "'{:d}'.format(1.5)", "'{:s}'.format(5)", "'{:.2f}'.format('a')", "'{0.real}'.format(5)", "'{:%}'.format(0.25)",
    "'{:5}'.format(None)", "'{:5}'.format([])", "'{}'.format(None)", "'{}'.format([1, 'a'])", "'{:,}'.format(10**20)", "'{:e}'.format(10**20)", "'{:f}'.format(10**400)",
    "'{:c}'.format(65)", "'{:c}'.format(-1)", "'{: }'.format(5)", "'{:-}'.format(5)", "f'{5:>5}'", "f'{3.14159:.2f}'", "f'{\"a\"!r:>5}'", "f'{1 + 1}{2}'", "f'{5:{3}}'",
    "f'{5:0{3}d}'", "f'{{}}{5}'", "f'{None}'", "f'{None:5}'", "f'{\"a\":d}'", "f'{2**70:,}'", "f'{True:d}'", "f'{True}'", "f'{1e6:g} {1e-5}'", "f'{[1, 2.0]}'",
    "format(5)", "format('a')", "format(5, 5)", "format(2.5, 'd')", "format(True, 's')", "format('a', '5')", "format(1, '5')")

strings = ["''", "'a'", "' a b '", "'Hello World'", "'a,b,,c'", "'abcabc'", "'12'", "'-12'", "'+1.5'", "'\\u00e9t\\u00e9'", "'x=1'", "'\\tx\\n'", "'UPPER'", "'it\\'s'", "'a\\nb\\r\\nc'",
           "'\\u0661'", "'\\u00b2'", "'\\U0001f600ab'", "'xxaxx'", "'\\xdf'", "'a b\\tc  d'", "'...'", "'_x1'", "'1x'"]
calls = ["strip()", "lstrip()", "rstrip()", "strip('x')", "strip('xa')", "lstrip('x.')", "rstrip('xb')", "split()", "split(',')", "split('')", "split('b')", "split(' ', 1)", "split(None, 1)",
         "rsplit(',', 1)", "rsplit()", "splitlines()", "partition('b')", "rpartition('b')", "upper()", "lower()", "capitalize()", "title()", "swapcase()", "isdigit()", "isalpha()", "isalnum()",
         "isupper()", "islower()", "isspace()", "isnumeric()", "isdecimal()", "isidentifier()", "zfill(5)", "zfill(1)", "ljust(8)", "rjust(8, '*')", "center(9, '.')", "center(8)",
         "find('b')", "rfind('b')", "index('b')", "rindex('b')", "count('b')", "count('')", "replace('b', 'X')", "replace('', '-')", "replace('b', '', 1)", "startswith('a')",
         "startswith(('x', 'a'))", "endswith('b ')", "endswith('')", "join(['1', '2'])", "join([1])", "join('xyz')", "join([])", "find('b', 2)", "find('a', -2)", "count('a', 1, 4)",
         "expandtabs()", "casefold()", "strip(1)", "split(1)", "replace('a')", "zfill('5')", "startswith(1)", "find(1)", "join(5)", "ljust('5')", "encode('utf-8').decode('utf-8')"]
for call in calls:
    for string in some(strings, 7):
        cross(f"{string}.{call}")
for string in strings:
    cross(f"len({string})", f"repr({string})", f"{string}[0]", f"{string}[-1]", f"{string}[1:3]", f"{string}[::-1]", f"list({string})", f"{string} * 2", f"sorted({string})",
        f"{string}[::2]", f"{string}[5:]", f"{string}['a']", f"{string}[1.0]")
add("repr('\"')", "repr('\\'\"')", "repr('\\\\')", "repr('\\x00\\x7f\\xad')", "repr('\\u200b\\u3000')", "repr('\\U000e0001')", "str(['a', \"it's\", None, 1.0, True])",
    "str({'a': [1, (2,)], 2: 'b'})", "str((1,))", "str(())", "str([[]])", "str({1, })", "str(set())", "str(frozenset())", "str(range(1, 10, 2))", "repr(range(3))", "str(slice(1, None))",
    "str({})", "str(1e16)", "str(1e-5)", "str(0.1 + 0.2)", "str(-0.0)", "str(float('inf'))", "str([float('nan')])", "str(2**64)", "str('a')", "repr('a')", "str(None)", "str(Ellipsis)",
    "str(True)", "ord('a')", "ord('ab')", "ord('')", "ord(5)", "chr(97)", "chr(128512)", "chr(-1)", "chr(1114112)", "chr('a')", "hex(255)", "hex(-255)", "bin(5)", "oct(8)", "hex(1.5)",
    "ascii('\\u00e9')", "str()", "int()", "float()", "bool()", "list()", "int('5', base=6)", "int(x='5')", "float('1', '2')", "int(1, 2, 3)", "int('9' * 5000)", "str(10**5000)", "len(str(10**4000))")

add("sorted([3, 1, 2])", "sorted([1, 'a'])", "sorted(['a', 1])", "sorted(['b', 'a', 3])", "sorted([1, None])", "sorted([1, 2.5, True])", "sorted([(1, 'b'), (1, 'a')])", "sorted([(1, 'b'), (1, 2)])",
    "sorted([[2], [1, 5], [1]])", "sorted(['b', 'A', 'a'])", "sorted([3, 1, 2], reverse=True)", "sorted([1, 1.0, True], reverse=True)", "sorted(['bb', 'a', 'ccc'], key=len)",
    "sorted([-3, 1, 2], key=abs)", "sorted({'b': 1, 'a': 2})", "sorted('hello')", "sorted([2**53+1, 2**53, 2.0**53])", "sorted([nan, 1])", "sorted([{}, {}])", "sorted(5)", "sorted([1, 2, 3, 'x', 4])",
    "sorted([inf, -inf, 0])", "min([])", "max([])", "min([3, 1])", "max(1, 2.0)", "max(1, 1.0)", "max(1.0, 1)", "min('b', 'a')", "max([1, 'a'])", "min(1, None)", "max([], default=5)", "max(['a', 'bb'], key=len)",
    "min([(1, 2), (1, 1)])", "max(nan, 1)", "max(1, nan)", "min(5)", "max()", "max([1], [2])", "max('abc')", "sum([1, 2.5])", "sum([1], 5)", "sum(['a'])", "sum(['a'], '')", "sum([[1], [2]], [])", "sum([True, True])",
    "sum([0.1] * 10)", "sum([2**53, 1])", "sum(5)", "sum([1, 'a'])", "sum([[1]])", "any([0, '', None])", "any([])", "all([])", "all([1, 'a', [0]])", "any(5)", "list(reversed([1, 2]))", "list(range(5, 0, -2))",
    "range(0)", "range(1, 2, 0)", "range(1.5)", "range('a')", "len(range(0, 10, 3))", "list(range(-3))", "range(10)[2:5]", "range(10)[-1]", "range(3)[5]", "list(zip([1, 2], 'ab'))", "list(enumerate('ab', 1))",
    "list(map(str, [1, 2.0]))", "list(map(int, ['1', ' 2 ']))", "list(map(float, ['1', 'x']))", "list(filter(None, [0, 1, '', 'a']))", "dict([('a', 1)])", "dict(a=1)", "dict([1])", "dict(5)", "dict(['ab'])",
    "list(5)", "tuple(None)", "set([1, 1.0, True])", "list({'a': 1})", "pow(2, 10)", "pow(2, -1)", "pow(2, 10, 1000)", "pow(2.0, 3)", "pow(-1, 0.5, 1)", "pow('a', 2)", "pow(3, -1, 7)", "pow(2, 5, 0)", "divmod(7, 2)",
    "divmod(-7, 2)", "divmod(7.5, 2)", "divmod(-7.5, 2)", "divmod(7, 'a')", "divmod(2**70, -3)", "abs(-2**70)", "abs('a')", "abs(True)", "len(5)", "len(None)", "len('a\\U0001f600')",
    "[1, 2][5]", "[1, 2]['a']", "[1, 2][1.0]", "[1, 2][True]", "(1, 2)[-3]", "'abc'[10]", "{}['a']", "{}[1]", "{'a': 1}['b']", "{1: 2}[1.0]", "{1: 2}[True]", "{(1, 2): 3}[(1.0, 2)]", "{}[[1]]", "{}[(1, [2])]", "{'PATH': 1}['path']",
    "None[0]", "5[0]", "[1, 2, 3][::0]", "[1, 2, 3][2:0:-1]", "[1, 2, 3]['a':]", "[1, 2, 3][1.0:]", "[3, 1].index(1)", "[3, 1].index(5)", "[1].remove(2)", "[].pop()", "[1].pop(3)", "{}.pop('a')", "{'a': 1}.pop('b', 2)",
    "[1, 2, 1].count(1)", "(1, 2).index(2)", "(1,).index(3)", "(1, 1).count(1)", "{'a': 1}.get('b')", "{'a': 1}.setdefault('b', 3)", "list({'a': 1}.items())", "list({'a': 1}.keys())", "next(iter([]), 5)", "iter(5)",
    "int.__name__", "(5).foo", "'a'.foo", "None.foo", "[].foo", "(1.5).foo", "{}.foo", "(5)()", "'a'()", "None()", "len()", "len(1, 2)", "abs()", "ord()", "int('1', '2')", "isinstance(1, 1)", "[1](0)")

one = ["math.sqrt", "math.exp", "math.log", "math.log10", "math.log2", "math.log1p", "math.expm1", "math.sin", "math.cos", "math.tan", "math.asin", "math.acos", "math.atan", "math.sinh", "math.cosh", "math.tanh",
       "math.acosh", "math.asinh", "math.atanh", "math.fabs", "math.floor", "math.ceil", "math.trunc", "math.degrees", "math.radians", "math.isnan", "math.isinf", "math.isfinite", "math.factorial", "math.modf", "math.frexp"]
exact = {"math.sqrt", "math.fabs", "math.floor", "math.ceil", "math.trunc", "math.isnan", "math.isinf", "math.isfinite", "math.factorial", "math.degrees", "math.radians", "math.modf", "math.frexp"}
for function in one:
    for value in ["0", "1", "-1", "0.5", "2", "10", "-0.0", "1000", "-1000", "inf", "-inf", "nan", "'a'", "None", "True", "2**70", "10**400", "1e-300", "0.1", "100", "3.7", "-3.2"]:
        if function == "math.factorial" and value in ("2**70", "1000", "10**400"):
            continue
        cross(f"{function}({value})", loose=function not in exact)
for function in ["math.sqrt", "math.exp", "math.log", "math.sin", "math.cos", "math.tanh"]:
    for _ in range(12):
        cross(f"{function}({random.uniform(0.01, 30)!r})", loose=function not in exact)
two = ["math.pow", "math.fmod", "math.atan2", "math.hypot", "math.copysign", "math.log", "math.gcd", "math.ldexp", "math.isclose"]
for function in two:
    for left in ["0", "2", "-8", "0.5", "inf", "nan", "-0.0", "100"]:
        for right in some(["0", "3", "-1", "0.5", "inf", "-inf", "nan", "10", "'a'"], 5):
            cross(f"{function}({left}, {right})", loose=function not in {"math.fmod", "math.copysign", "math.gcd", "math.ldexp", "math.isclose"})
add("math.pi", "math.e", "math.inf", "math.nan", "math.tau", "math.fsum([0.1] * 10)", "math.fsum([1e100, 1, -1e100])", "math.gcd(12, 18)", "math.gcd(-12, 18)", "math.gcd(0, 0)", "math.gcd(2**70, 2**40)", "math.sqrt()", "math.log()",
    "math.floor('a')", "math.factorial(5)", "math.factorial(25)", "math.factorial(-1)", "math.factorial(2.5)", "math.log(8, 2)", "math.log(2**1000)", "math.log(10**400)", "math.log10(10**400)", "math.log2(2**1030)", "math.ceil(-0.5)",
    "math.floor(-0.5)", "math.ceil(1e22)", "math.floor(2**70)", "math.pow(2, 3)", "math.pow(10, 400)", "math.hypot(3, 4)", "math.log(100, 10)", "math.log(1, 1)", "math.isclose(1, 1 + 1e-10)")

types = ["np.float32", "np.float64", "np.float16", "np.int32", "np.int64", "np.bool_"]
for kind in types:
    for value in ["0", "1", "-1", "0.1", "2.5", "1e10", "3", "100", "True", "inf", "nan", "1/3", "16777217", "1e-7", "1e16", "123456.789", "'1.5'", "'abc'", "None", "[1, 2]"]:
        if value in ("inf", "nan", "1e10", "1e16") and "int" in kind:
            continue
        make = f"{kind}({value})"
        if kind != "np.bool_":
            cross(f"-{make}", f"+{make}", f"abs({make})", f"round({make})", f"round({make}, 1)")
        cross(make, f"str({make})", f"float({make})", f"int({make})", f"bool({make})", f"'%s' % {make}", f"'%.3f' % {make}", f"'%d' % {make}", f"'{{}}'.format({make})", f"'{{:.2f}}'.format({make})", f"{make} + 1", f"{make} * 2.0",
            f"{make} / 2", f"{make} // 2", f"{make} % 2", f"{make} ** 2", f"{make} < 2", f"[{make}]", f"{make}.item()", f"{make}.dtype.name")
add("np.float64(1) / 0", "np.float64(-1) / 0", "np.float64(0) / 0", "np.float64(1) // 0", "np.float64(1) % 0", "np.int64(1) / 0", "np.int64(1) // 0", "np.int64(1) % 0", "1 / np.float64(0)", "np.int64(2) ** -1", "np.int64(2) ** 62",
    "np.int64(2**62) * 4", "np.int32(2**31 - 1) + np.int32(1)", "np.int64(2**63 - 1) + np.int64(1)", "np.float32(1) / 3", "np.float32(0.1) + np.float32(0.2)", "np.float32(0.1) + 0.2", "np.float32(0.1) * np.float64(1)", "np.float32(16777216) + 1",
    "np.int64(7) // -2", "np.int64(-7) % 3", "np.float64(-7.5) // 2", "np.float64(-7.5) % 2", "np.float64(-8) ** 0.5", "np.float64(2.675).round(2)", "round(np.float64(2.675), 2)", "np.round(2.5)", "np.round(-1.5)", "np.round(2.675, 2)",
    "np.round(1234.5, -2)", "np.sqrt(-1)", "np.log(0)", "np.exp(1000)", "np.float64('1.5')", "np.mean([1, 2])", "np.sum([1, 2])", "np.sum([0.1, 0.2])", "str(np.mean([1, 2, 4]))", "'%.2f' % np.mean([1, 2, 4])", "np.float32(1) == 1", "np.pi", "np.inf",
    "np.int32(5) / 2", "np.int32(7) // 2", "np.int32(-7) // 2", "np.int32(7) % -3", "np.int32(3.9)", "np.int64(-3.9)", "np.int32(True)", "np.float32(1e39)", "np.float32(1e-46)", "np.array(1.5) + 1", "int(np.array(3))",
    "int(np.array([1, 2]))", "bool(np.array([1, 2]))", "float(np.float32(0.1))", "np.float32(0.1) == 0.1", "np.array([1, 2])[0] / 2", "np.array([7])[0] // 2", "np.array([1.5])[0] * 2", "str(np.array([0.1], np.float32)[0])", "np.argmax([1, 3, 2])",
    "'%d' % np.argmax([1, 3, 2])", "np.int64(3) * [1]", "[0] * np.int64(2)", "'a' * np.int64(3)", "range(np.int64(3))", "np.float64(3) * [1, 2]", "np.int64(5) + True", "np.bool_(True) + 1", "np.float64(inf) - np.float64(inf)", "np.maximum(1, 2.5)",
    "np.power(2, 3)", "np.floor(2.5)", "np.ceil(-2.5)", "np.sign(-3)", "np.abs(-3)", "np.clip(5, 0, 3)", "np.add(1, 2)", "np.divide(1, 2)", "np.mod(-7, 3)", "np.floor_divide(-7, 2)", "np.power(2.0, -1)", "np.square(3)", "np.isnan(nan)", "np.prod([1, 2, 3])")

print("[")
print(",\n".join(json.dumps(row) for row in rows.items()))
print("]")

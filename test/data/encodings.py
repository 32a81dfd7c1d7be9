"""Writes encodings.json: what CPython says of source files in many encodings. Run with CPython 3.11: python3 encodings.py > encodings.json

`accepted` has, for each of Python's codecs, how many sequences of one and of two bytes beyond ASCII it decodes, and a digest of them.
`longer` has the same of sequences of three and four bytes. `files` has whole source files in base64 with Python's verdict when it runs them: null, or the first line that it cannot read.
"""
import base64
import codecs
import hashlib
import json
import os
import pkgutil
import re
import subprocess
import sys
import tempfile
import encodings


def is_ascii_compatible(name):
    try:
        codec = codecs.lookup(name)
        return codec._is_text_encoding and all(bytes([a]).decode(name) == chr(a) for a in range(128))
    except (LookupError, UnicodeError):
        return False


def accepted(name):
    """Single bytes first; two bytes only where the first is none by itself."""
    found = []
    texts = []
    for a in range(128, 256):
        for sequence in [bytes([a])] + [bytes([a, b]) for b in range(256)]:
            try:
                text = sequence.decode(name)
            except UnicodeDecodeError:
                continue
            found.append(sequence.hex())
            texts.append(text)
            if len(sequence) == 1:
                break
    return {'count': len(found), 'sha256': hashlib.sha256(' '.join(found).encode()).hexdigest(),
            'texts': hashlib.sha256(' '.join(texts).encode()).hexdigest()}


def longer(name, sequences):
    """Sequences of more than two bytes: how many are decoded, and digests as in `accepted`."""
    found = []
    texts = []
    for sequence in sequences:
        try:
            texts.append(bytes(sequence).decode(name))
            found.append(bytes(sequence).hex())
        except UnicodeDecodeError:
            continue
    return {'count': len(found), 'sha256': hashlib.sha256(' '.join(found).encode()).hexdigest(),
            'texts': hashlib.sha256(' '.join(texts).encode()).hexdigest()}


# EUC-JP's three bytes; one in 31 of GB 18030's four.
three = [(0x8f, a, b) for a in range(0x80, 0x100) for b in range(0x80, 0x100)]
four = [(a, b, c, d) for a in range(0x81, 0xff) for b in range(0x30, 0x3a) for c in range(0x81, 0xff) for d in range(0x30, 0x3a)][::31]
cookie = '# -*- coding: %s -*-\nx = "%s"  # %s\n'
words = {
    'gbk': '学习率', 'gb2312': '学习率', 'gb18030': '学习率㐀\U00020000', 'cp936': '学习率', 'big5': '學習率功', 'big5hkscs': '學習率',
    'cp950': '學習率', 'shift_jis': '学習率表ｱ', 'cp932': '学習率①', 'euc-jp': '学習率ｱ', 'euc-kr': '학습률', 'cp949': '학습률똠',
    'latin-1': 'café', 'iso-8859-15': 'café €', 'cp1252': 'café €', 'cp1250': 'žluťoučký', 'cp1251': 'скорость', 'koi8-r': 'скорость',
    'cp866': 'скорость', 'cp1253': 'ρυθμός', 'cp1254': 'öğrenme', 'cp1255': 'קצב', 'cp1256': 'معدل', 'cp1257': 'greitis ė', 'cp437': 'é',
    'mac-roman': 'café', 'tis-620': 'อัตรา', 'iso8859-2': 'rychlość', 'iso-8859-5': 'скорость', 'utf-8': '学习率 é 😀', 'ascii': 'rate',
}
files = {name: (cookie % (name, word, word)).encode(name) for name, word in words.items()}
mark = codecs.BOM_UTF8
files.update({
    'mark': mark + 'x = "é"\n'.encode(),
    'mark and utf-8': mark + b'# coding: utf-8\nx = 1\n',
    'mark and UTF_8': mark + b'# coding: UTF_8\nx = 1\n',
    'mark and utf-8-sig': mark + b'# coding: utf-8-sig\nx = 1\n',
    'mark and utf8': mark + b'# coding: utf8\nx = 1\n',
    'mark and latin-1': mark + b'\n# coding: latin-1\nx = 1\n',
    'second line': b'#!/usr/bin/python\n# -*- coding: latin-1 -*-\nx = "\xe9"\n',
    'second line, Windows': b'#!/usr/bin/python\r\n# -*- coding: latin-1 -*-\r\nx = "\xe9"\r\n',
    'second line, old Mac': b'#!/usr/bin/python\r# -*- coding: latin-1 -*-\rx = "\xe9"\r',
    'second line behind a blank one': b'\n# coding: latin-1\nx = "\xe9"\n',
    'second line behind code': b'x = 1\n# coding: latin-1\ny = "\xe9"\n',
    'second line in a string': b'"""\n# coding: latin-1\n"""\ny = "\xe9"\n',
    'third line': b'#\n#\n# coding: latin-1\nx = "\xe9"\n',
    'third line, by old breaks': b'#\r\r# coding: latin-1\nx = "\xe9"\n',
    'vim': b'# vim: set fileencoding=latin-1 :\nx = "\xe9"\n',
    'form feed': b'\x0c# coding: latin-1\nx = "\xe9"\n',
    'space before the colon': b'# coding : latin-1\nx = "\xe9"\n',
    'tab': b'# coding:\tlatin-1\nx = "\xe9"\n',
    'capitals': b'# CODING: LATIN-1\nx = "\xe9"\n',
    'capital name': b'# coding: Latin-1\nx = "\xe9"\n',
    'alias': b'# coding: L1\nx = "\xe9"\n',
    'suffix': b'# coding: iso-8859-1-unix\nx = "\xe9"\n',
    'utf-8 with suffix': b'# coding: utf-8-unix\nx = "\xc3\xa9"\n',
    'utf8 with suffix': b'# coding: utf8-unix\nx = "\xc3\xa9"\n',
    'u8': b'# coding: u8\nx = "\xc3\xa9"\n',
    'empty declaration': b'# coding:\nx = "\xc3\xa9"\n',
    'two declarations': b'# coding: latin-1\n# coding: gbk\nx = "\xe9"\n',
    'bytes before the declaration': b'# \xd1\xa7 coding: gbk\nx = 1\n',
    'latin-1 takes all bytes': b'# coding: latin-1\nx = "' + bytes(range(128, 256)) + b'"\n',
    'unknown': b'#\n# coding: foobar\nx = 1\n',
    'no text encoding': b'# coding: rot13\nx = 1\n',
    'declared UTF-16': b'# coding: utf-16\nx = 1\n',
    'UTF-16': '\ufeffx = 1\n'.encode('utf-16-le'),
    'UTF-16, big end first': '\ufeffx = 1\n'.encode('utf-16-be'),
    'UTF-16 without mark': 'x = 1\n'.encode('utf-16-le'),
    'UTF-32': '\ufeffx = 1\n'.encode('utf-32-le'),
    'NUL': b'x = 1\ny = "\0"\n',
    'NUL in a comment': b'x = 1\n\n# \0\ny = 2\n',
    'latin-1 undeclared': b'x = 1\ny = "\xe9"\n',
    'latin-1 undeclared, in a comment': b'x = 1\r\n\r\n# \xe9\r\n',
    'gbk undeclared': 'x = "学习"\n'.encode('gbk'),
    'ascii declared': b'# coding: ascii\nx = "\xc3\xa9"\n',
    'cp1252 lacks 81': b'# coding: cp1252\n\nx = "\x81"\n',
    'gb2312 lacks what gbk has': b'# coding: gb2312\nx = "\x81\x40"\n',
    'gbk cut off': b'# coding: gbk\nx = 1\ny = "\xd1\n',
    'gbk lacks 80': b'# coding: gbk\nx = "\x80"\n',
    'utf-8 declared as gbk': '# coding: gbk\nx = "学习率é"\n'.encode(),
    'gbk declared as utf-8': '# coding: utf-8\n\nx = "学习"\n'.encode('gbk'),
    'big5 declared as shift_jis': '# coding: shift_jis\nx = "學習率"\n'.encode('big5'),
    'shift_jis declared as euc-kr': '# coding: euc-kr\nx = "学習率"\n'.encode('shift_jis'),
    'surrogate': b'x = "\xed\xa0\x80"\n',
    'overlong': b'x = "\xc0\x80"\n',
    'beyond Unicode': b'x = "\xf4\x90\x80\x80"\n',
    'replacement character': b'x = "\xef\xbf\xbd"\n',
    'replacement character in gb18030': '# coding: gb18030\nx = "\ufffd"\n'.encode('gb18030'),
    'iso-2022-jp': '# coding: iso-2022-jp\nx = "日"\n'.encode('iso-2022-jp'),
})


def first_bad_line(content):
    """The first line that does not decode, or the one that declares the encoding, or that holds NUL or the mark of UTF-16."""
    lines = re.split(b'\r\n|\r|\n', content)
    if content[:2] in (b'\xff\xfe', b'\xfe\xff'):
        return 1
    for number, line in enumerate(lines, 1):
        if b'\0' in line:
            return number
    name, where = 'utf-8', 0
    lines[0] = lines[0].removeprefix(mark)
    for number, line in enumerate(lines[:2], 1):
        declared = re.match(rb'^[ \t\f]*#.*?coding[:=][ \t]*([-_.a-zA-Z0-9]+)', line)
        if declared:
            name, where = declared.group(1).decode(), number
            break
        if not re.match(rb'^[ \t\f]*(#|$)', line):
            break
    if content.startswith(mark) and where or name.startswith(('utf-16', 'utf-32')):
        return where
    for number, line in enumerate(lines, 1):
        try:
            line.decode(name)
        except LookupError:
            return where
        except UnicodeDecodeError:
            return number
    return where


def verdict(content):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'x.py')
        with open(path, 'wb') as file:
            file.write(content)
        run = subprocess.run([sys.executable, path], capture_output=True)
    return None if run.returncode == 0 else first_bad_line(content)


names = sorted(module.name for module in pkgutil.iter_modules(encodings.__path__))
json.dump({
    'python': sys.version.split()[0],
    'accepted': {name: accepted(name) for name in names if is_ascii_compatible(name)},
    'longer': {'euc_jp': longer('euc_jp', three), 'gb18030': longer('gb18030', four)},
    'files': [
        {'name': name, 'base64': base64.b64encode(content).decode(), 'line': verdict(content)}
        for name, content in files.items()
    ],
}, sys.stdout, indent=1, ensure_ascii=False)
print()

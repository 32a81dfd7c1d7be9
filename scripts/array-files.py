# What NumPy writes of arrays, and what it reads of them: test/data/array-files.json, for test/unit/interpret/array-files.test.ts.
import base64
import io
import json

import numpy as np


def written(save, *args, **kwargs):
    made = io.BytesIO()
    save(made, *args, **kwargs)
    return base64.b64encode(made.getvalue()).decode()


numbers = np.random.RandomState(3)
table = numbers.randn(40, 3)
types = ['?', 'i1', 'u1', 'i2', '>i2', 'u2', 'i4', '>u4', 'i8', 'u8', 'f2', 'f4', '>f4', 'f8', '>f8']
files = {f'{code.replace(">", "big-").replace("?", "bool")}.npy': written(np.save, np.array([[0, 1], [2, 3.5], [100, 7]]).astype(code)) for code in types}
files.update({
    'columns.npy': written(np.save, np.asfortranarray(np.arange(24.0).reshape(2, 3, 4))),
    'scalar.npy': written(np.save, np.float32(0.1)),
    'empty.npy': written(np.save, np.zeros((0, 3))),
    'odd.npy': written(np.save, np.array([float('nan'), float('inf'), -0.0, 6e-8], np.float16)),
    'objects.npy': written(np.save, np.array([{'a': 1}, None], object)),
    'texts.npy': written(np.save, np.array(['one', 'two'])),
    'large-numbers.npy': written(np.save, np.array([2 ** 60 + 1])),
    'stored.npz': written(np.savez, x=table, y=np.arange(40) % 3),
    'deflated.npz': written(np.savez_compressed, x=table.round(1), y=np.arange(4000) % 7, z=np.zeros(3000, np.uint8)),
    'short.npz': written(np.savez_compressed, np.array([1, 2, 3])),
    'plain.bin': base64.b64encode(np.arange(6, dtype=np.float32).tobytes()).decode(),
})
expressions = [f"np.load('{name}')" for name in files if name.endswith('.npy')]
expressions += [
    "np.load('stored.npz')['x'] * 2",
    "np.load('stored.npz')['y'].dtype.name",
    "[np.load('deflated.npz')[k].sum() for k in ['x', 'y', 'z']]",
    "np.load('deflated.npz')['y'][3990:]",
    "np.load('deflated.npz').files",
    "np.load('short.npz')['arr_0']",
    "'x' in np.load('stored.npz')",
    "sorted(np.load('stored.npz').keys())",
    "np.load('stored.npz', allow_pickle=True)['x'].shape",
    "np.fromfile('plain.bin', dtype=np.float32)",
    "np.fromfile('plain.bin', np.uint8)",
    "np.fromfile('plain.bin', np.float32, 2)",
    "np.fromfile('plain.bin', dtype='<f4', count=3, offset=8)",
    "np.fromfile('plain.bin', dtype='>i4')",
]


def plain(value):
    if isinstance(value, np.ndarray):
        value = value.astype(float).tolist() if value.dtype != object else None
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, float) and not np.isfinite(value):
        return str(value)
    return value


unread = {'objects.npy', 'texts.npy', 'large-numbers.npy'}
if __name__ == '__main__':
    import os
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for name, content in files.items():
            with open(name, 'wb') as file:
                file.write(base64.b64decode(content))
        rows = [[text, 'unknown' if any(name in text for name in unread) else plain(eval(text))] for text in expressions]
    print(json.dumps({'files': files, 'rows': rows}))

"""Writes test/data/scikit-learn.json: what scikit-learn's scalers and encoders make of small arrays, and the rows that it draws.

Needs scikit-learn 1.2 or newer. Each row holds the lines of a program that leave a value in r, and that value as lists and numbers.
"""

import json

import numpy as np

head = """import numpy as np
from sklearn import preprocessing
from sklearn.preprocessing import *
X = np.array([[1., -1., 2., 5.], [2., 0., 0., 5.], [0., 1., -1., 5.]])
F = X.astype(np.float32)
I = np.arange(12).reshape(4, 3)
"""
rows = []
for given in ["X", "F", "I", "X[:, :2]", "[[1, 2], [3, 5], [4, 9]]"]:
    for made in [
        "StandardScaler()",
        "StandardScaler(with_std=False)",
        "StandardScaler(with_mean=False)",
        "MinMaxScaler()",
        "MinMaxScaler(feature_range=(-1, 1))",
        "MinMaxScaler((0.1, 0.9))",
        "MaxAbsScaler()",
    ]:
        rows += [
            f"r = {made}.fit_transform({given})",
            f"s = {made}\ns.fit({given})\nr = s.transform(np.asarray({given})[1:] + 1)",
            f"s = {made}.fit({given})\nr = s.inverse_transform(s.transform({given}))",
        ]
    rows += [f"r = preprocessing.{name}({given})" for name in ["scale", "minmax_scale", "normalize"]]
    rows += [f"r = preprocessing.scale({given}, axis=1)"]
    rows += [f"r = normalize({given}, norm='{norm}', axis={axis})" for norm in ["l1", "l2", "max"] for axis in [0, 1]]
rows += [
    "s = StandardScaler().fit(X)\nr = [list(s.mean_), list(s.var_), list(s.scale_)]",
    "s = MinMaxScaler().fit(X)\nr = [list(s.data_min_), list(s.data_max_), list(s.data_range_), list(s.scale_), list(s.min_)]",
    "r = scale(X[:, 0])",
    "r = minmax_scale(X[:, 1], feature_range=(0, 255))",
]
labels = ["[1, 2, 6, 4, 2]", "np.array([3, 1, 3, 2])", "['paris', 'tokyo', 'paris', 'amsterdam']", "['yes', 'no', 'no']"]
for given in labels + ["I[:, 0]", "np.array([0, 1, 1, 0])"]:
    rows += [
        f"r = LabelEncoder().fit_transform({given})",
        f"l = LabelEncoder().fit({given})\nr = list(l.classes_)",
        f"l = LabelEncoder()\nl.fit({given})\nr = list(l.inverse_transform(l.transform({given})))",
        f"r = LabelBinarizer().fit_transform({given})",
        f"r = LabelBinarizer(neg_label=-1).fit({given}).transform({given}[:2])",
        f"l = LabelBinarizer()\nr = list(l.inverse_transform(l.fit_transform({given})))",
    ]
rows += [
    "r = label_binarize([1, 6], classes=[1, 2, 4, 6])",
    "r = OneHotEncoder().fit_transform([[0, 1], [2, 5], [0, 7]]).toarray()",
    "r = OneHotEncoder(categories='auto').fit(np.array([[3], [1], [2]])).transform([[2], [3]]).toarray()",
    "r = OneHotEncoder(sparse_output=False).fit_transform(I[:, :1])",
    "e = OneHotEncoder(sparse_output=False).fit([[4], [8]])\nr = [list(kinds) for kinds in e.categories_]",
]
for drawn in [
    "make_moons(9, random_state=3)",
    "make_moons(n_samples=6, noise=0.1, random_state=0)",
    "make_moons((3, 4), shuffle=False)",
    "make_circles(n_samples=7, noise=0.05, factor=0.5, random_state=1)",
    "make_circles(4, shuffle=False)",
    "make_blobs(n_samples=8, centers=3, random_state=5)",
    "make_blobs(7, 3, centers=[[0, 0, 0], [4, 4, 4]], cluster_std=[0.5, 2], random_state=1, shuffle=False)",
    "make_blobs(n_samples=[2, 3], random_state=np.random.RandomState(2))",
    "make_regression(n_samples=6, n_features=3, n_informative=2, noise=0.5, random_state=4)",
    "make_regression(5, 2, bias=3.0, coef=True, shuffle=False, random_state=9)",
    "make_regression(4, 2, n_targets=2, random_state=7)",
]:
    rows += [f"from sklearn.datasets import *\nr = {drawn}", f"from sklearn import datasets\nnp.random.seed(3)\nr = datasets.{drawn}"]
rows += [
    "from sklearn.utils import shuffle\nr = shuffle(X, [1, 2, 3], random_state=2)",
    "from sklearn.utils import shuffle\nr = shuffle(I, random_state=0, n_samples=2)",
    "import sklearn.utils\nnp.random.seed(4)\nr = [sklearn.utils.shuffle(np.arange(6)), sklearn.utils.shuffle([5, 6, 7])]",
]


def plain(value):
    if isinstance(value, np.ndarray):
        return plain(value.tolist())
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value.item() if isinstance(value, np.generic) else value


def asked(text):
    names = {}
    exec(head + text, names)
    return plain(names["r"])


table = [[text, asked(text)] for text in rows]
with open("test/data/scikit-learn.json", "w") as file:
    file.write(json.dumps({"head": head, "rows": table}, separators=(",", ":")) + "\n")

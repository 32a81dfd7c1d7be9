# sklearn.preprocessing, after scikit-learn 1.5: the scalers and encoders that programs prepare their data with.
import numpy as np


def _floats(X):
    X = np.asarray(X)
    return X if X.dtype == np.float32 or X.dtype == np.float64 else X.astype(np.float64)


def _divisor(scale):
    return np.where(scale < 10 * 2.220446049250313e-16, 1.0, scale)


class _Transformer(object):
    def fit_transform(self, X, y=None):
        return self.fit(X).transform(X)


class StandardScaler(_Transformer):
    def __init__(self, copy=True, with_mean=True, with_std=True):
        self.with_mean, self.with_std = with_mean, with_std
        self.mean_ = self.var_ = self.scale_ = None

    def fit(self, X, y=None):
        X = _floats(X).astype(np.float64)
        self.mean_ = np.mean(X, axis=0)
        if self.with_std:
            self.var_ = np.var(X, axis=0)
            self.scale_ = _divisor(np.sqrt(self.var_))
        return self

    def transform(self, X, copy=None):
        X = _floats(X)
        made = X - self.mean_ if self.with_mean else X
        return (made / self.scale_ if self.with_std else made).astype(X.dtype)

    def inverse_transform(self, X, copy=None):
        X = _floats(X)
        made = X * self.scale_ if self.with_std else X
        return (made + self.mean_ if self.with_mean else made).astype(X.dtype)


class MinMaxScaler(_Transformer):
    def __init__(self, feature_range=(0, 1), copy=True, clip=False):
        self.feature_range = feature_range

    def fit(self, X, y=None):
        X = _floats(X)
        low, high = self.feature_range
        self.data_min_, self.data_max_ = np.min(X, axis=0), np.max(X, axis=0)
        self.data_range_ = self.data_max_ - self.data_min_
        self.scale_ = (high - low) / _divisor(self.data_range_)
        self.min_ = low - self.data_min_ * self.scale_
        return self

    def transform(self, X):
        X = _floats(X)
        return (X * self.scale_ + self.min_).astype(X.dtype)

    def inverse_transform(self, X):
        X = _floats(X)
        return ((X - self.min_) / self.scale_).astype(X.dtype)


class MaxAbsScaler(_Transformer):
    def fit(self, X, y=None):
        self.max_abs_ = np.max(np.abs(_floats(X)), axis=0)
        self.scale_ = _divisor(self.max_abs_)
        return self

    def transform(self, X):
        X = _floats(X)
        return (X / self.scale_).astype(X.dtype)

    def inverse_transform(self, X):
        X = _floats(X)
        return (X * self.scale_).astype(X.dtype)


def scale(X, axis=0, with_mean=True, with_std=True, copy=True):
    X = np.asarray(X)
    if axis == 1:
        return scale(X.T, 0, with_mean, with_std).T
    return StandardScaler(copy, with_mean, with_std).fit_transform(X)


def minmax_scale(X, feature_range=(0, 1), axis=0, copy=True):
    X = np.asarray(X)
    if axis == 1:
        return minmax_scale(X.T, feature_range).T
    return MinMaxScaler(feature_range).fit_transform(X)


def normalize(X, norm='l2', axis=1, copy=True, return_norm=False):
    X = _floats(X)
    if norm == 'l1':
        norms = np.sum(np.abs(X), axis=axis, keepdims=True)
    elif norm == 'max':
        norms = np.max(np.abs(X), axis=axis, keepdims=True)
    else:
        norms = np.sqrt(np.sum(X * X, axis=axis, keepdims=True))
    made = (X / _divisor(norms)).astype(X.dtype)
    return (made, np.squeeze(norms, axis)) if return_norm else made


# Labels that are texts stay in a list: only numbers make an array.
def _array(items):
    return items if len(items) > 0 and isinstance(items[0], str) else np.array(items)


def _classes(y):
    return np.unique(y) if isinstance(y, np.ndarray) else _array(sorted(set(y)))


def _codes(y, classes):
    places = {label: place for place, label in enumerate(classes)}
    return np.array([places[label] for label in y])


class LabelEncoder(object):
    def fit(self, y):
        self.classes_ = _classes(y)
        return self

    def transform(self, y):
        return _codes(y, self.classes_)

    def fit_transform(self, y):
        return self.fit(y).transform(y)

    def inverse_transform(self, y):
        return _array([self.classes_[place] for place in y])


class LabelBinarizer(LabelEncoder):
    def __init__(self, neg_label=0, pos_label=1, sparse_output=False):
        self.neg_label, self.pos_label = neg_label, pos_label

    def transform(self, y):
        codes = _codes(y, self.classes_)
        rows = np.eye(len(self.classes_))[codes] if len(self.classes_) > 2 else codes.reshape(-1, 1)
        return (rows * (self.pos_label - self.neg_label) + self.neg_label).astype(np.int64)

    def inverse_transform(self, Y):
        places = np.argmax(Y, axis=1) if len(self.classes_) > 2 else (np.asarray(Y).ravel() > 0).astype(np.int64)
        return _array([self.classes_[place] for place in places])


def label_binarize(y, classes, neg_label=0, pos_label=1, sparse_output=False):
    made = LabelBinarizer(neg_label, pos_label)
    made.classes_ = classes
    return made.transform(y)


class _Sparse(object):
    def __init__(self, rows):
        self.rows, self.shape = rows, rows.shape

    def toarray(self):
        return self.rows

    todense = toarray


class OneHotEncoder(_Transformer):
    def __init__(self, n_values=None, categories='auto', drop=None, sparse=True, sparse_output=True, dtype=np.float64, handle_unknown='error'):
        self.is_dense = not sparse or not sparse_output
        self.dtype = dtype

    def fit(self, X, y=None):
        X = np.asarray(X)
        self.categories_ = [np.unique(X[:, column]) for column in range(X.shape[1])]
        return self

    def transform(self, X):
        X = np.asarray(X)
        columns = [np.eye(len(kinds))[_codes(X[:, at], kinds)] for at, kinds in enumerate(self.categories_)]
        rows = np.concatenate(columns, axis=1).astype(self.dtype)
        return rows if self.is_dense else _Sparse(rows)

# sklearn.datasets and sklearn.utils, after scikit-learn 1.2: the rows that are drawn, and their order.
import numpy as np


def _state(random_state):
    if random_state is None:
        return np.random
    if isinstance(random_state, int):
        return np.random.RandomState(random_state)
    return random_state


def _rows(array, order):
    if isinstance(array, list):
        return [array[i] for i in order]
    return array[order]


def shuffle(*arrays, random_state=None, n_samples=None):
    count = len(arrays[0])
    order = np.arange(count)
    _state(random_state).shuffle(order)
    order = order[: count if n_samples is None else n_samples]
    made = [_rows(array, order) for array in arrays]
    return made[0] if len(made) == 1 else made


def _drawn(X, y, state, mixes, noise):
    if mixes:
        X, y = shuffle(X, y, random_state=state)
    if noise is not None:
        X = X + state.normal(scale=noise, size=X.shape)
    return X, y


def _sizes(n_samples):
    if isinstance(n_samples, int):
        return n_samples // 2, n_samples - n_samples // 2
    return n_samples[0], n_samples[1]


def _classes(outer, inner):
    return np.hstack([np.zeros(outer, dtype=np.int64), np.ones(inner, dtype=np.int64)])


def _points(outer, inner):
    return np.vstack([np.append(outer[0], inner[0]), np.append(outer[1], inner[1])]).T


def make_moons(n_samples=100, shuffle=True, noise=None, random_state=None):
    outer, inner = _sizes(n_samples)
    state = _state(random_state)
    out, turn = np.linspace(0, np.pi, outer), np.linspace(0, np.pi, inner)
    X = _points((np.cos(out), np.sin(out)), (1 - np.cos(turn), 1 - np.sin(turn) - 0.5))
    return _drawn(X, _classes(outer, inner), state, shuffle, noise)


def make_circles(n_samples=100, shuffle=True, noise=None, random_state=None, factor=0.8):
    outer, inner = _sizes(n_samples)
    state = _state(random_state)
    out = np.linspace(0, 2 * np.pi, outer, endpoint=False)
    turn = np.linspace(0, 2 * np.pi, inner, endpoint=False)
    X = _points((np.cos(out), np.sin(out)), (np.cos(turn) * factor, np.sin(turn) * factor))
    return _drawn(X, _classes(outer, inner), state, shuffle, noise)


def make_blobs(
    n_samples=100, n_features=2, centers=None, cluster_std=1.0, center_box=(-10.0, 10.0), shuffle=True, random_state=None
):
    state = _state(random_state)
    if not isinstance(n_samples, int):
        counts = list(n_samples)
        centers = len(counts) if centers is None else centers
    else:
        counts = None
        centers = 3 if centers is None else centers
    if isinstance(centers, int):
        centers = state.uniform(center_box[0], center_box[1], size=(centers, n_features))
    else:
        centers = np.asarray(centers)
    kinds, features = centers.shape
    if counts is None:
        counts = [n_samples // kinds + (1 if i < n_samples % kinds else 0) for i in range(kinds)]
    spreads = [cluster_std] * kinds if isinstance(cluster_std, (int, float)) else cluster_std
    X, y = [], []
    for i in range(kinds):
        X.append(state.normal(loc=centers[i], scale=spreads[i], size=(counts[i], features)))
        y += [i] * counts[i]
    return _drawn(np.concatenate(X), np.array(y), state, shuffle, None)


def make_regression(
    n_samples=100,
    n_features=100,
    n_informative=10,
    n_targets=1,
    bias=0.0,
    effective_rank=None,
    tail_strength=0.5,
    noise=0.0,
    shuffle=True,
    coef=False,
    random_state=None,
):
    if effective_rank is not None:
        raise NotImplementedError('effective_rank')
    state = _state(random_state)
    X = state.normal(size=(n_samples, n_features))
    informative = min(n_features, n_informative)
    truth = np.zeros((n_features, n_targets))
    truth[:informative, :] = 100 * state.uniform(size=(informative, n_targets))
    y = np.dot(X, truth) + bias
    if noise > 0.0:
        y = y + state.normal(scale=noise, size=y.shape)
    if shuffle:
        X, y = _drawn(X, y, state, True, None)
        order = np.arange(n_features)
        state.shuffle(order)
        X, truth = X[:, order], truth[order]
    y, truth = np.squeeze(y), np.squeeze(truth)
    return (X, y, truth) if coef else (X, y)

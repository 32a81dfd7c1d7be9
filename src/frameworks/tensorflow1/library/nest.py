# tf.nest, after tensorflow/python/util/nest.py of TensorFlow 1.15: lists, tuples and named tuples are structures, all else is a leaf of one.


def map_structure(func, structure, *others):
    if not isinstance(structure, (list, tuple)):
        return func(structure, *others)
    items = [map_structure(func, part, *[other[place] for other in others]) for place, part in enumerate(structure)]
    if hasattr(structure, '_fields'):
        return structure._replace(**dict(zip(structure._fields, items)))
    return items if isinstance(structure, list) else tuple(items)

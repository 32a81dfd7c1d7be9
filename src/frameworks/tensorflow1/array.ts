// Shapes, slices and joins.
import { scalar } from '../scalar';
import { type LibrarySymbol, operation } from '../symbol';

export const array: readonly LibrarySymbol[] = [
  operation('getitem', 'self, index, name=None'),
  operation('strided_slice', 'input_, begin, end, strides=None, **'),
  operation('slice', 'input_, begin, size, name=None'),
  operation('reshape', 'tensor, shape, name=None', [], { scalar: scalar.same, shape: 'reshaped' }),
  operation('transpose', "a, perm=None, name='transpose', conjugate=False", ['linalg.transpose', 'matrix_transpose'], {
    shape: 'transposed',
  }),
  operation('expand_dims', 'input, axis=None, name=None, dim=None', [], { shape: 'expanded' }),
  operation('squeeze', 'input, axis=None, name=None, squeeze_dims=None', [], {
    scalar: scalar.same,
    shape: 'squeezed',
  }),
  operation('concat', "values, axis, name='concat'", [], { shape: 'joined' }),
  operation('stack', "values, axis=0, name='stack'", ['pack'], { shape: 'stacked' }),
  operation('unstack', "value, num=None, axis=0, name='unstack'", ['unpack'], { shape: 'unstacked-parts' }),
  operation('split', "value, num_or_size_splits, axis=0, num=None, name='split'", [], { shape: 'split-parts' }),
  operation('gather', 'params, indices, validate_indices=None, name=None, axis=0, batch_dims=0', ['array_ops.gather'], {
    shape: 'gathered',
  }),
  operation(
    'nn.embedding_lookup',
    "params, ids, partition_strategy='mod', name=None, validate_indices=True, max_norm=None",
    ['embedding_lookup'],
    { shape: 'gathered' },
  ),
  operation('one_hot', 'indices, depth, on_value=None, off_value=None, axis=None, dtype=None, name=None', [], {
    shape: 'one-hot',
  }),
  operation('tile', 'input, multiples, name=None'),
  operation('pad', "tensor, paddings, mode='CONSTANT', name=None, constant_values=0"),
  operation('cumsum', 'x, axis=0, exclusive=False, reverse=False, name=None', ['math.cumsum'], { shape: 'first' }),
  operation('shape', 'input, name=None, out_type=int32'),
  operation('size', 'input, name=None, out_type=int32'),
  operation('rank', 'input, name=None'),
  operation('range', 'start, limit=None, delta=1, dtype=None, name=None', ['math.range']),
  operation('linspace', 'start, stop, num, name=None', ['lin_space']),
  operation('broadcast_to', 'input, shape, name=None', [], { shape: 'given' }),
  operation('where', 'condition, x=None, y=None, name=None', ['select', 'where_v2'], { scalar: scalar.choose }),
  operation('sequence_mask', 'lengths, maxlen=None, dtype=bool, name=None'),
  operation('eye', 'num_rows, num_columns=None, batch_shape=None, dtype=float32, name=None'),
  operation('ensure_shape', 'x, shape, name=None'),
];

// Branches, groups, summaries and regularizers.
import { scalar } from '../scalar';
import { type LibrarySymbol, operation, symbol } from '../symbol';

export const control: readonly LibrarySymbol[] = [
  operation('cond', 'pred, true_fn, false_fn, strict=False, name=None, fn1=None, fn2=None', [], {
    scalar: scalar.choose,
  }),
  operation('case', 'pred_fn_pairs, default=None, exclusive=False, strict=False, name=None'),
  operation(
    'while_loop',
    'cond, body, loop_vars, shape_invariants=None, parallel_iterations=10, back_prop=True, swap_memory=False, name=None, maximum_iterations=None, return_same_structure=False',
  ),
  operation(
    'map_fn',
    'fn, elems, dtype=None, parallel_iterations=None, back_prop=True, swap_memory=False, infer_shape=True, name=None',
  ),
  operation(
    'scan',
    'fn, elems, initializer=None, parallel_iterations=10, back_prop=True, swap_memory=False, infer_shape=True, reverse=False, name=None',
  ),
  operation(
    'foldl',
    'fn, elems, initializer=None, parallel_iterations=10, back_prop=True, swap_memory=False, name=None',
  ),
  operation('group', '*inputs, **', [], { isValueless: true }),
  operation('no_op', 'name=None', [], { isValueless: true }),
  operation('tuple', 'tensors, name=None, control_inputs=None'),
  operation('Operation.run', 'self, **'),
  symbol('summary.scalar', 'name, tensor, **', { kind: 'harmless' }, ['scalar_summary']),
  symbol('summary.histogram', 'name, values, **', { kind: 'harmless' }, ['histogram_summary']),
  symbol('summary.image', 'name, tensor, **', { kind: 'harmless' }),
  symbol('summary.merge', 'inputs, **', { kind: 'harmless' }, ['merge_summary']),
  symbol('summary.merge_all', '**', { kind: 'harmless' }, ['merge_all_summaries']),
  operation('Print', 'input_, data, message=None, first_n=None, summarize=None, name=None', [], {
    scalar: scalar.same,
    shape: 'first',
  }),
  operation('contrib.layers.l2_regularizer', 'scale, scope=None'),
  operation('contrib.layers.l1_regularizer', 'scale, scope=None'),
  operation('keras.regularizers.l2', 'l=0.01', ['regularizers.l2']),
  operation('Regularizer.__call__', 'self, x'),
];

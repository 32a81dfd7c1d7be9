// Branches, groups, summaries and regularizers.
import { scalar } from '../scalar';
import { type LibrarySymbol, named, operation, symbol } from '../symbol';

/** Summaries that are written as they run, each at a step: the graph's own where `contrib.summary` is passed none. */
const stepSummaries: readonly LibrarySymbol[] = [
  ...[
    ['generic', 'name, tensor, metadata=None, family=None, step=None'],
    ['scalar', 'name, tensor, family=None, step=None'],
    ['histogram', 'name, tensor, family=None, step=None'],
    ['image', 'name, tensor, bad_color=None, max_images=3, family=None, step=None'],
    ['audio', 'name, tensor, sample_rate, max_outputs, family=None, step=None'],
  ].map(([name = '', signature = '']) => atStep(`contrib.summary.${name}`, signature, 'step', true)),
  atStep('contrib.summary.record_summaries_every_n_global_steps', 'n, global_step=None', 'global_step', true),
  ...['scalar', 'histogram', 'image', 'text', 'audio'].map((name) =>
    atStep(
      `compat.v2.summary.${name}`,
      name === 'audio' ? 'name, data, sample_rate, step=None, **' : 'name, data, step=None, **',
      'step',
      false,
    ),
  ),
  atStep('compat.v2.summary.experimental.set_step', 'step', 'step', false, ['summary.experimental.set_step']),
  ...named(
    { kind: 'harmless' },
    'contrib.summary.create_file_writer contrib.summary.summary_writer_initializer_op contrib.summary.always_record_summaries contrib.summary.initialize contrib.summary.all_summary_ops',
  ),
];

function atStep(
  name: string,
  signature: string,
  step: string,
  isOwn: boolean,
  aliases: readonly string[] = [],
): LibrarySymbol {
  const meaning = { kind: 'reader', role: 'summary', step, trains: null } as const;
  return symbol(name, signature, isOwn ? { ...meaning, isOwnByDefault: true } : meaning, aliases);
}

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
  symbol('TensorShape', 'dims', { kind: 'harmless' }),
  operation('no_op', 'name=None', [], { isValueless: true }),
  operation('tuple', 'tensors, name=None, control_inputs=None'),
  operation('Operation.run', 'self, **'),
  symbol('summary.scalar', 'name, tensor, **', { kind: 'harmless' }, ['scalar_summary']),
  symbol('summary.histogram', 'name, values, **', { kind: 'harmless' }, ['histogram_summary']),
  symbol('summary.image', 'name, tensor, **', { kind: 'harmless' }),
  ...stepSummaries,
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

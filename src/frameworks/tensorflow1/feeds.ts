// What TensorFlow 1's functions take for an argument, as far as that says which values make sense where a program feeds it.
import { lastPart } from '../../base/last-part';

/** Values that a function takes: class numbers beside logits, class rows, 0 or 1, rows of a table, lengths, shares, numbers to come near. */
export type TakenValues =
  'classes' | 'one-hot' | 'binary' | 'rows' | 'lengths' | 'share' | 'depth' | 'target' | 'row-of-classes';

/** By the function's name without its module: the parameters that take such values. */
const taken: ReadonlyMap<string, readonly (readonly [parameter: string, values: TakenValues])[]> = new Map<
  string,
  readonly (readonly [parameter: string, values: TakenValues])[]
>([
  ['sparse_softmax_cross_entropy_with_logits', [['labels', 'classes']]],
  ['sparse_softmax_cross_entropy', [['labels', 'classes']]],
  ['in_top_k', [['targets', 'classes']]],
  ['softmax_cross_entropy_with_logits', [['labels', 'one-hot']]],
  ['softmax_cross_entropy_with_logits_v2', [['labels', 'one-hot']]],
  ['softmax_cross_entropy', [['onehot_labels', 'one-hot']]],
  ['sigmoid_cross_entropy_with_logits', [['labels', 'binary']]],
  ['weighted_cross_entropy_with_logits', [['targets', 'binary']]],
  ['sigmoid_cross_entropy', [['multi_class_labels', 'binary']]],
  ['log_loss', [['labels', 'binary']]],
  ['hinge_loss', [['labels', 'binary']]],
  ['one_hot', [['indices', 'depth']]],
  ['embedding_lookup', [['ids', 'rows']]],
  ['gather', [['indices', 'rows']]],
  ['dynamic_rnn', [['sequence_length', 'lengths']]],
  ['bidirectional_dynamic_rnn', [['sequence_length', 'lengths']]],
  ['static_rnn', [['sequence_length', 'lengths']]],
  ['sequence_mask', [['lengths', 'lengths']]],
  [
    'dropout',
    [
      ['keep_prob', 'share'],
      ['rate', 'share'],
    ],
  ],
  [
    'DropoutWrapper',
    [
      ['input_keep_prob', 'share'],
      ['output_keep_prob', 'share'],
    ],
  ],
  ['argmax', [['input', 'row-of-classes']]],
  ['arg_max', [['input', 'row-of-classes']]],
  ['mean_squared_error', [['labels', 'target']]],
  ['absolute_difference', [['labels', 'target']]],
  ['huber_loss', [['labels', 'target']]],
  [
    'squared_difference',
    [
      ['x', 'target'],
      ['y', 'target'],
    ],
  ],
]);

/** The parameters of a function that say which values make sense for them. */
export function takenBy(name: string): readonly (readonly [parameter: string, values: TakenValues])[] {
  return taken.get(lastPart(name)) ?? [];
}

/** Functions that pass on what they are given, in another form. */
const passing = new Set([
  ...['cast', 'to_float', 'to_int32', 'to_int64', 'to_double', 'identity', 'reshape', 'squeeze', 'expand_dims'],
  ...['stop_gradient', 'transpose', 'convert_to_tensor', 'Tensor.reshape'],
]);

/** Whether a call only passes on what it is given. */
export function passesOn({ name }: { readonly name: string }): boolean {
  return passing.has(name);
}

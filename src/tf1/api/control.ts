import { reduceSum, scale, square, unary } from '../build';
import { typeError } from '../errors';
import type { Tensor } from '../graph';
import { tensorIn, toTensor } from './argument';
import type { Call } from './call';
import { defineApi } from './registry';

/** Penalty of the weights it is called on. */
export class Regularizer {
  /** What messages call one: a bundle has no names of classes. */
  static readonly title: string = 'a regularizer';

  constructor(readonly penalty: (weights: Tensor) => Tensor) {}
}

const weighted = (call: Call, penalty: (x: Tensor) => Tensor): Regularizer => {
  const strength = call.number('scale');
  return new Regularizer((weights) => scale(penalty(weights), strength));
};

/** `tf.cond` on the results of both branches, in a structure of the same form. */
function cond(call: Call): unknown {
  const predicate = call.tensor('pred');
  const join = (x: ReturnType<Call['argument']>, y: ReturnType<Call['argument']>): unknown => {
    if (x.kind === 'none') return null;
    if (x.kind === 'list' && y.kind === 'list') {
      if (x.items.length !== y.items.length) throw typeError('the branches of cond return different structures');
      return x.items.map((part, index) => join(part, y.items[index] ?? { kind: 'none' }));
    }
    const likeX = tensorIn(x);
    const likeY = tensorIn(y);
    const left = toTensor(call.graph, x, likeX === null ? (likeY?.dtype ?? null) : null);
    const right = toTensor(call.graph, y, likeY === null ? left.dtype : null);
    return call.graph.createOperation('Cond', [predicate, left, right], { name: call.text('name') }).output;
  };
  return join(call.argument('true_fn'), call.argument('false_fn'));
}

defineApi({
  /** The branches are what they returned, not functions: whoever records the call has called them. */
  cond: cond,
  group: (call) =>
    call.graph.createOperation('NoOp', [], {
      name: call.text('name') ?? 'group_deps',
      control: call.operations('inputs'),
    }),
  no_op: (call) => call.graph.createOperation('NoOp', [], { name: call.text('name') ?? 'NoOp' }),
  tuple: (call) => {
    const operations = [...call.operations('tensors'), ...call.operations('control_inputs')];
    return call.graph.controlDependencies(operations, () =>
      call
        .items('tensors')
        .map((argument) => (argument.kind === 'none' ? null : unary('Identity', toTensor(call.graph, argument)))),
    );
  },
  'Operation.run': () => null,
  'summary.scalar': nothing,
  'summary.histogram': nothing,
  'summary.image': nothing,
  'summary.merge': nothing,
  'summary.merge_all': nothing,
  Print: (call) => unary('Identity', call.tensor('input_')),
  'contrib.layers.l2_regularizer': (call) => weighted(call, (x) => scale(reduceSum(square(x)), 0.5)),
  'contrib.layers.l1_regularizer': (call) => weighted(call, (x) => reduceSum(unary('Abs', x))),
  'keras.regularizers.l2': (call) => {
    const strength = call.number('l');
    return new Regularizer((weights) => scale(reduceSum(square(weights)), strength));
  },
  'Regularizer.__call__': (call) => call.object('self', Regularizer).penalty(call.tensor('x')),
});

/** A summary: nothing is written, and running it does nothing. */
function nothing(call: Call): unknown {
  return call.graph.createOperation('NoOp', [], { name: 'summary' });
}

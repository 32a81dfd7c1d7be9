import { typeError } from '../errors';
import type { Tensor } from '../graph';
import { defineOps } from '../op-registry';
import { at, emptyValue, makeValue, type Value } from '../value';
import { noSecondOrder } from './no-second-order';

defineOps(
  {
    // The chosen branch's value; both sides of a branch that writes nothing are computed anyway.
    type: 'Cond',
    infer: ([predicate, x, y]) => {
      const [p, a, b] = [predicate as Tensor, x as Tensor, y as Tensor];
      if (p.dtype !== 'bool') throw typeError(`the predicate of cond must be bool, not ${p.dtype}`);
      if (a.dtype !== b.dtype) throw typeError(`cond's branches differ in dtype: ${a.dtype} and ${b.dtype}`);
      const same = a.shape !== null && b.shape !== null && a.shape.join() === b.shape.join();
      return [{ dtype: a.dtype, shape: same ? a.shape : null }];
    },
    kernel: ([predicate, x, y]) => [(at((predicate as Value).data, 0) !== 0 ? x : y) as Value],
    gradient: ({ inputs }, [dy]) => {
      if (!dy) return [null, null, null];
      const [predicate, x, y] = inputs as [Tensor, Tensor, Tensor];
      const branch = (taken: boolean, like: Tensor): Tensor =>
        dy.graph.createOperation('BranchGradient', [predicate, dy, like], { attributes: { taken } }).output;
      return [null, branch(true, x), branch(false, y)];
    },
  },
  {
    type: 'BranchGradient',
    infer: ([, , like]) => [{ dtype: (like as Tensor).dtype, shape: (like as Tensor).shape }],
    kernel: ([predicate, dy, like], operation) => {
      const taken = at((predicate as Value).data, 0) !== 0;
      if (taken === operation.attribute<boolean>('taken')) return [dy as Value];
      return [emptyValue((like as Value).dtype, (like as Value).shape)];
    },
    gradient: noSecondOrder,
  },
  {
    type: 'SequenceMask',
    infer: (_inputs, { dtype }) => [{ dtype: dtype as 'bool', shape: null }],
    kernel: ([lengths], operation) => {
      const { data, shape } = lengths as Value;
      const width = operation.attribute<number | null>('maxLength') ?? Math.max(0, ...data);
      const mask = [...data].flatMap((length) => Array.from({ length: width }, (_, index) => (index < length ? 1 : 0)));
      return [makeValue(operation.output.dtype, [...shape, width], mask)];
    },
  },
);

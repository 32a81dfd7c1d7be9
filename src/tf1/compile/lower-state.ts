import type { Expression, Leaf } from '../../frameworks/equation';
import { recordedUpdates } from '../../frameworks/tensorflow1/optimizers';
import { resultsOf, scalarsOf, type Update } from '../../frameworks/tensorflow1/optimizers/record';
import { message } from '../../base/message';
import { item, type Value } from '../value';
import { linearRead, type Read, rounded, type Storage, type View } from './ir';
import { input, type Call, computing, type Lower, type Lowering, NotCompiled } from './lowering';
import { integerFunction } from '../ops/integer-functions';
import { commonParts, printed, type Printer } from './update-code';

/** Below this magnitude a float32 is denormal, and arithmetic on it a hundred times slower. */
const smallestNormal = 2 ** -126;
/** Optimizer state of fewer elements is kept to the last bit. */
const flushFrom = 256;

/** The variable that an operation's first input refers to. */
export const variableOf = (lowering: Lowering, { operation }: Call): View => {
  const { op } = item(operation.inputs, 0);
  // An update may be passed the result of another one, which stands for the same variable.
  let reference = op;
  while (reference.type.startsWith('Assign')) reference = item(reference.inputs, 0).op;
  if (reference.type !== 'VariableV2') throw new NotCompiled(message('{0} updates no variable', operation.name));
  return lowering.variable(reference);
};

/** Writes into a variable, and gives its reference back. */
function written(
  lowering: Lowering,
  variable: View,
  reads: readonly Read[],
  code: (read: readonly string[]) => string,
): View {
  const { dtype } = variable.storage;
  lowering.nodes.push({
    kind: 'loop',
    space: variable.shape,
    reads,
    writes: [variable.storage],
    body: (read) => ({ statements: [], results: [rounded(dtype, code(read))] }),
  });
  return variable;
}

const sameSize = (variable: View, value: View, { operation }: Call): void => {
  if (variable.storage.size !== value.storage.size || variable.shape.length !== value.shape.length)
    throw new NotCompiled(message("{0} changes a variable's shape", operation.name));
};

const assignOp: Lower = (lowering, call) => {
  const [variable, value] = [variableOf(lowering, call), input(call, 1)];
  sameSize(variable, value, call);
  return [written(lowering, variable, [linearRead(value, variable.shape)], ([x = '']) => x)];
};

const addOp =
  (sign: '+' | '-'): Lower =>
  (lowering, call) => {
    const [variable, value] = [variableOf(lowering, call), input(call, 1)];
    if (variable.storage.size !== value.storage.size)
      throw new NotCompiled(message('{0} broadcasts', call.operation.name));
    const reads = [linearRead(variable, variable.shape), linearRead(value, variable.shape)];
    const add = integerFunction('Add', variable.storage.dtype);
    const helper = add === null ? null : lowering.outside(computing(call.operation, add));
    return [
      written(lowering, variable, reads, ([x = '', y = '']) =>
        helper === null ? `${x} ${sign} ${y}` : `${helper}(${x}, ${sign}${y})`,
      ),
    ];
  };

/** Denormal state becomes 0, as it does in TensorFlow, whose threads flush denormals. */
function flushed(expression: string, bind: (expression: string) => string): string {
  const x = bind(expression);
  return `(${x} < ${smallestNormal} && ${x} > ${-smallestNormal} ? 0 : ${x})`;
}

/** What of an update is the same for all elements, computed once, as results of their own. */
function derived(
  lowering: Lowering,
  update: Update,
  scalars: readonly View[],
  dtype: Value['dtype'],
): Map<Expression, View> {
  const named = scalarsOf(update);
  const printer = (names: readonly string[]): Printer => ({
    leaf: (leaf) => item(names, leaf.kind === 'scalar' ? named.indexOf(leaf) : -1),
    round: (code) => rounded(dtype, code),
    bind: (code) => code,
  });
  return new Map(
    commonParts(update).map((part) => [
      part,
      lowering.elementwise(dtype, [], scalars, (...names) => item(printed([part], printer(names)), 0)),
    ]),
  );
}

const updateOp =
  (update: Update): Lower =>
  (lowering, call) => {
    const variable = variableOf(lowering, call);
    const { dtype, size } = variable.storage;
    const named = scalarsOf(update);
    const slots = update.slots.map((_, index) => input(call, 1 + index));
    const scalars = named.map((_, index) => input(call, 1 + slots.length + index));
    const gradient = input(call, 1 + slots.length + scalars.length);
    if (gradient.storage.size !== size)
      throw new NotCompiled(message('the gradient of {0} is broadcast', call.operation.name));
    const values = derived(lowering, update, scalars, dtype);
    const space = variable.shape;
    const uniform = (view: View): Read => ({ storage: view.storage, offset: 0, strides: space.map(() => 0) });
    const isFlushing = isFlushedSize(size) && dtype === 'float32';
    lowering.nodes.push({
      kind: 'loop',
      space,
      reads: [
        ...[variable, ...slots, gradient].map((view) => linearRead(view, space)),
        ...[...scalars, ...values.values()].map(uniform),
      ],
      writes: [variable, ...slots].map(({ storage }): Storage => storage),
      body: (read, fresh) => {
        const statements: string[] = [];
        const bind = (expression: string): string => {
          const name = fresh();
          statements.push(`const ${name} = ${expression};`);
          return name;
        };
        const numbers = read.slice(2 + slots.length);
        const common = [...values.keys()].map((part, index) => [part, item(numbers, scalars.length + index)] as const);
        const leaf = (of: Leaf): string => {
          if (of.kind === 'scalar') return item(numbers, named.indexOf(of));
          if (of.kind === 'slot') return item(read, 1 + update.slots.findIndex(({ name }) => name === of.name));
          return item(read, of.kind === 'variable' ? 0 : 1 + slots.length);
        };
        const printer = { leaf, bind, round: (code: string) => rounded(dtype, code) };
        const [next = '', ...nextSlots] = printed(resultsOf(update), printer, new Map(common));
        const kept = isFlushing ? nextSlots.map((slot) => flushed(slot, bind)) : nextSlots;
        return { statements, results: [next, ...kept] };
      },
    });
    return [variable];
  };

/** Whether the state of an optimizer for so many elements is flushed to zero where it is denormal. */
export function isFlushedSize(size: number): boolean {
  return size >= flushFrom;
}

/** Assignments, and the dense updates of every optimizer. */
export const stateLowerings: Readonly<Record<string, Lower>> = {
  Assign: assignOp,
  AssignAdd: addOp('+'),
  AssignSub: addOp('-'),
  ...Object.fromEntries(recordedUpdates().map((update) => [update.type, updateOp(update)])),
  NoOp: () => [],
};

/** Constants of a graph that do not depend on what flows through it. */
export const shapeOnly: ReadonlySet<string> = new Set(['ZerosLike', 'OnesLike', 'Shape', 'Size', 'Count']);

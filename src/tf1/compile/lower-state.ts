import { item, type Value } from '../value';
import { linearRead, type Read, rounded, type Storage, type View } from './ir';
import { input, type Call, type Lower, type Lowering, NotCompiled } from './lowering';
import { type UpdateCode, updateCodes } from './update-code';

/** Below this magnitude a float32 is denormal, and arithmetic on it a hundred times slower. */
const smallestNormal = 2 ** -126;
/** Optimizer state of fewer elements is kept to the last bit. */
const flushFrom = 256;

/** The variable that an operation's first input refers to. */
export const variableOf = (lowering: Lowering, { operation }: Call): View => {
  const { op } = item(operation.inputs, 0);
  // An update may be handed the result of another one, which stands for the same variable.
  let reference = op;
  while (reference.type.startsWith('Assign')) reference = item(reference.inputs, 0).op;
  if (reference.type !== 'VariableV2') throw new NotCompiled(`${operation.name} updates no variable`);
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
    throw new NotCompiled(`${operation.name} changes a variable's shape`);
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
    if (variable.storage.size !== value.storage.size) throw new NotCompiled(`${call.operation.name} broadcasts`);
    const reads = [linearRead(variable, variable.shape), linearRead(value, variable.shape)];
    return [written(lowering, variable, reads, ([x = '', y = '']) => `${x} ${sign} ${y}`)];
  };

/** Denormal state becomes 0, as it does in TensorFlow, whose threads flush denormals. */
function flushed(expression: string, bind: (expression: string) => string): string {
  const x = bind(expression);
  return `(${x} < ${smallestNormal} && ${x} > ${-smallestNormal} ? 0 : ${x})`;
}

/** Scalars that an update derives once, as results of their own. */
function derived(lowering: Lowering, code: UpdateCode, scalars: readonly View[], dtype: Value['dtype']): View[] {
  const round = (expression: string): string => rounded(dtype, expression);
  const count =
    code.once?.(
      scalars.map(() => '0'),
      round,
    ).length ?? 0;
  return Array.from({ length: count }, (_, index) =>
    lowering.elementwise(dtype, [], scalars, (...names) => item(code.once?.(names, round) ?? [], index)),
  );
}

const updateOp =
  (code: UpdateCode): Lower =>
  (lowering, call) => {
    const variable = variableOf(lowering, call);
    const { dtype, size } = variable.storage;
    const slots = Array.from({ length: code.slots }, (_, index) => input(call, 1 + index));
    const scalars = Array.from({ length: code.scalars }, (_, index) => input(call, 1 + code.slots + index));
    const gradient = input(call, 1 + code.slots + code.scalars);
    if (gradient.storage.size !== size) throw new NotCompiled(`the gradient of ${call.operation.name} is broadcast`);
    const values = derived(lowering, code, scalars, dtype);
    const space = variable.shape;
    const uniform = (view: View): Read => ({ storage: view.storage, offset: 0, strides: space.map(() => 0) });
    const isFlushing = isFlushedSize(size) && dtype === 'float32';
    lowering.nodes.push({
      kind: 'loop',
      space,
      reads: [
        ...[variable, ...slots, gradient].map((view) => linearRead(view, space)),
        ...[...scalars, ...values].map(uniform),
      ],
      writes: [variable, ...slots].map(({ storage }): Storage => storage),
      body: (read, fresh) => {
        const statements: string[] = [];
        const bind = (expression: string): string => {
          const name = fresh();
          statements.push(`const ${name} = ${expression};`);
          return name;
        };
        const rest = read.slice(2 + slots.length);
        const [next, ...nextSlots] = code.each({
          v: item(read, 0),
          slots: read.slice(1, 1 + slots.length),
          g: item(read, 1 + slots.length),
          numbers: rest.slice(0, scalars.length),
          values: rest.slice(scalars.length),
          f: (expression) => rounded(dtype, expression),
          bind,
        });
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
  ...Object.fromEntries(Object.entries(updateCodes).map(([type, code]) => [type, updateOp(code)])),
  NoOp: () => [],
};

/** Constants of a graph that do not depend on what flows through it. */
export const shapeOnly: ReadonlySet<string> = new Set(['ZerosLike', 'OnesLike', 'Shape', 'Size', 'Count']);

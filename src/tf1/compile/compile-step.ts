import { message } from '../../base/message';
import type { Operation, Tensor } from '../graph';
import type { KernelProgram } from '../kernel-program';
import type { Elements, Value } from '../value';
import type { VariableStore } from '../variable-store';
import type { Arena } from './arena';
import type { ArrayPool } from './array-pool';
import { Emitter } from './emit';
import { groupNodes, markKept, neededNodes } from './group';
import { type Node, type Storage, type View } from './ir';
import { productsOf, simdFrom } from './lower-matmul';
import { PartLowering } from './lower-part';
import { meanOf } from './lower-reduce';
import { Lowering, NotCompiled } from './lowering';
import { ArrayTable } from './step-memory';
import { productFunction } from './wasm-matmul';
import { maximumPages } from './arena';
import { moduleBytes } from './wasm-module';

/** A number that each step reports: a fetched scalar, or the mean of a fetched tensor. */
export interface Cell {
  readonly tensor: Tensor;
  /** The row's column that it is written to. */
  readonly column: number;
  /** Whether a tensor of more than one element is reported by its mean; else it is NaN. */
  readonly isMean: boolean;
  /** Whether a run of steps ends with the step where this is no finite number. */
  readonly isWatched: boolean;
}

/** One session run of the step, as it was executed on the kernels. */
export interface Part {
  readonly program: KernelProgram;
  readonly cells: readonly Cell[];
  /** Tensors whose whole value is asked for after a step. */
  readonly kept: readonly Tensor[];
}

/** Runs `count` steps, each of which writes a row: column `c` of row `r` is at `c * capacity + r`. Returns the steps made. */
export type StepFunction = (count: number, rows: Float64Array, capacity: number, firstRow: number) => number;

/** A list of kernel calls as one function over the session's own storages. */
export interface CompiledStep {
  readonly run: StepFunction;
  /** Steps that the last call of `run` had completed when it raised. */
  readonly progress: Float64Array;
  /** Where a feed is put; null for one that the step does not read, or whose numbers it was made for. */
  readonly feeds: readonly (Elements | null)[];
  /** Variables that it touches, with the storages that it was made for. */
  readonly variables: readonly (readonly [Operation, Value])[];
  /** Those that it writes. */
  readonly written: readonly Operation[];
  /** A kept tensor after the last step. */
  valueOf(tensor: Tensor): Value;
  /** Whether products of matrices round as SIMD does, and not as tfjs. */
  readonly usesSimd: boolean;
  readonly source: string;
}

/** Whether a product is large enough for SIMD to be worth its rounding. */
function hasLargeProduct(program: KernelProgram, store: VariableStore): boolean {
  return program.instructions.some(({ operation, inputs, output }) => {
    const [left] = inputs;
    const result = program.slotValue(output);
    if (operation.type !== 'MatMul' || left === undefined || result?.dtype !== 'float32') return false;
    const a = typeof left === 'number' ? program.slotValue(left) : store.readVariable(left);
    return a !== null && productsOf(a.shape, result.shape, operation.attribute('transposeA')) >= simdFrom;
  });
}

interface PlacedCell {
  readonly column: number;
  readonly isWatched: boolean;
  readonly storage: Storage | null;
}

/**
 * Compiles what was executed last, for the shapes that it had then and for the numbers of the feeds in `shaping`. Throws `NotCompiled`
 * with the reason where that cannot be.
 */
export function compileStep(
  parts: readonly Part[],
  store: VariableStore,
  shaping: ReadonlySet<Tensor>,
  pool: ArrayPool,
): CompiledStep {
  const arena = parts.some(({ program }) => hasLargeProduct(program, store)) ? store.openArena() : null;
  const lowering = new Lowering(store, arena !== null);
  const feeds = new Map<Tensor, View>();
  const fed: (View | null)[] = [];
  for (const { program } of parts) {
    program.fed.forEach((tensor, index) => {
      if (feeds.has(tensor)) return;
      const value = program.slotValue(index);
      if (value === null) throw new NotCompiled(message('{0} is not fed', tensor.name));
      const view = shaping.has(tensor) ? lowering.constant(value) : lowering.feed(fed.length, value);
      fed.push(view);
      feeds.set(tensor, view);
    });
  }
  const cells: PlacedCell[] = [];
  const kept = new Map<Tensor, View>();
  for (const part of parts) {
    const lowered = new PartLowering(lowering, part.program, feeds);
    for (const { tensor, column, isMean, isWatched } of part.cells) {
      const view = lowered.view(tensor);
      const isScalar = view.storage.size === 1;
      const isLive = view.storage.origin.kind === 'variable';
      const storage = isScalar ? (isLive ? lowering.copy(view) : view) : isMean ? meanOf(lowering, view) : null;
      cells.push({ column, isWatched, storage: storage?.storage ?? null });
    }
    for (const tensor of part.kept) kept.set(tensor, lowered.view(tensor));
  }
  return build(lowering, { cells, kept, fed }, new ArrayTable(arena, pool), arena);
}

/** What goes into a step and what is asked of it. */
interface Ends {
  readonly cells: readonly PlacedCell[];
  readonly kept: ReadonlyMap<Tensor, View>;
  readonly fed: readonly (View | null)[];
}

// eslint-disable-next-line max-lines-per-function -- the parts of one generated program in the order in which it has them
function build(lowering: Lowering, { cells, kept, fed }: Ends, table: ArrayTable, arena: Arena | null): CompiledStep {
  const wanted = [
    ...cells.flatMap(({ storage }) => storage ?? []),
    ...[...kept.values()].map(({ storage }) => storage),
  ];
  const nodes = neededNodes(lowering.nodes, wanted);
  const groups = groupNodes(nodes);
  for (const { storage } of kept.values()) if (storage.size > 1) storage.isKept = true;
  markKept(groups);
  const emitter = new Emitter(table);
  emitter.emit(groups);
  const body = [...emitter.lines];
  const scalars = [...kept].filter(([, { storage }]) => storage.size === 1 && storage.origin.kind === 'temporary');
  const scalarArray = new Float64Array(scalars.length);
  const keptNumbers = lowering.outside(scalarArray);
  scalars.forEach(([, { storage }], index) => {
    body.push(`${keptNumbers}[${index}] = ${emitter.element(storage, '0')};`);
  });
  const watched: string[] = [];
  for (const { column, isWatched, storage } of cells) {
    const value = storage === null ? 'NaN' : emitter.element(storage, '0');
    body.push(`rows[${column} * capacity + row] = ${value};`);
    if (isWatched) watched.push(`(${value} - ${value})`);
  }
  // A number that is not finite has no difference with itself.
  if (watched.length > 0) body.push(`if (${watched.join(' + ')} !== 0) return n + 1;`);
  const feeds = fed.map((view) =>
    view?.storage.origin.kind === 'feed' && isRead(nodes, view.storage, wanted) ? table.elementsOf(view.storage) : null,
  );
  const progress = new Float64Array(1);
  const mayRaise = nodes.some((node) => node.kind === 'block');
  if (mayRaise) lowering.outside(progress);
  const source = [
    '"use strict";',
    ...table.arrays.map((_, index) => `const a${index} = arrays[${index}];`),
    ...lowering.outsiders.map((_, index) => `const h${index} = helpers[${index}];`),
    ...lowering.products.map((_, index) => `const w${index} = products.f${index};`),
    'return function run(count, rows, capacity, firstRow) {',
    'for (let n = 0; n < count; n++) {',
    ...(mayRaise ? [`${lowering.outside(progress)}[0] = n;`] : []),
    'const row = firstRow + n;',
    ...body,
    '}',
    'return count;',
    '};',
  ].join('\n');
  const run = generated(source, table.arrays, lowering.outsiders, instantiate(lowering, arena));
  const writes = new Set(nodes.flatMap((node) => (node.kind === 'reduce' ? [] : node.writes)));
  return {
    run,
    progress,
    feeds,
    usesSimd: lowering.products.length > 0,
    source,
    variables: lowering.touched.map(([operation, { origin }]) => {
      if (origin.kind !== 'variable') throw new Error('a variable has another origin');
      return [operation, origin.value] as const;
    }),
    written: lowering.touched.filter(([, storage]) => writes.has(storage)).map(([operation]) => operation),
    valueOf: (tensor) => {
      const view = kept.get(tensor);
      if (view === undefined) throw new Error(`${tensor.name} is not kept`);
      const { storage, shape } = view;
      const index = scalars.findIndex(([other]) => other === tensor);
      if (index >= 0) return { dtype: storage.dtype, shape, data: scalarArray.subarray(index, index + 1) };
      return { dtype: storage.dtype, shape, data: table.elementsOf(storage) };
    },
  };
}

/** Whether a storage is read by a node, or is itself a result. */
function isRead(nodes: readonly Node[], storage: Storage, wanted: readonly Storage[]): boolean {
  return (
    wanted.includes(storage) ||
    nodes.some((node) =>
      node.kind === 'block'
        ? node.reads.includes(storage)
        : node.kind === 'reduce'
          ? node.read.storage === storage
          : node.reads.some((read) => read.storage === storage),
    )
  );
}

function instantiate({ products }: Lowering, arena: Arena | null): object {
  if (arena === null || products.length === 0) return {};
  return arena.instantiate(moduleBytes(products.map(productFunction), maximumPages));
}

type Make = (arrays: readonly Elements[], helpers: readonly unknown[], products: object) => StepFunction;

/** The one place where code is generated; an environment that bars it makes this throw. */
function generated(
  source: string,
  arrays: readonly Elements[],
  helpers: readonly unknown[],
  products: object,
): StepFunction {
  let make: Make;
  try {
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- numbers and names of our own alone
    make = new Function('arrays', 'helpers', 'products', source) as Make;
  } catch (error) {
    if (error instanceof EvalError) throw new NotCompiled(message('this environment bars the generation of code'));
    throw error;
  }
  return make(arrays, helpers, products);
}

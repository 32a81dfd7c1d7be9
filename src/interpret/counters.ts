import type { GraphCall, GraphValue } from '../base/graph-call';
import { own } from '../base/own';
import { touching, writing } from './loop-watch';
import { castNumber } from './numpy/ndarray';

const stepCall = /^(?:train\.|contrib\.framework\.|training_util\.)?(?:get_or_create|create|get)_global_step$/;
const assignment = /^(?:Variable\.|Tensor\.|state_ops\.)?(assign|assign_add|assign_sub)$/;
const trainStep: Readonly<Record<string, number>> = { 'Optimizer.minimize': 2, 'Optimizer.apply_gradients': 2 };

const arithmetic: Readonly<Record<string, (a: number, b: number) => number>> = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  truediv: (a, b) => a / b,
  floordiv: (a, b) => Math.floor(a / b),
  mod: (a, b) => a - b * Math.floor(a / b),
  pow: (a, b) => a ** b,
  maximum: (a, b) => Math.max(a, b),
  minimum: (a, b) => Math.min(a, b),
  less: (a, b) => Number(a < b),
  less_equal: (a, b) => Number(a <= b),
  greater: (a, b) => Number(a > b),
  greater_equal: (a, b) => Number(a >= b),
  equal: (a, b) => Number(a === b),
  not_equal: (a, b) => Number(a !== b),
  logical_and: (a, b) => Number(a !== 0 && b !== 0),
  logical_or: (a, b) => Number(a !== 0 || b !== 0),
};

const passing = new Set([
  'identity',
  'cast',
  'to_int32',
  'to_int64',
  'to_float',
  'Variable.read_value',
  'Variable.value',
  'Variable.eval',
  'convert_to_tensor',
]);

/**
 * What a session knows of the program's counters while the program is read: scalars that start at a number and are moved by train ops
 * and assignments. Nothing is trained here; a value that depends on more than counters is not known.
 */
export class Counters {
  private readonly values = new Map<number, number | null>();
  /** What a run does to the counters, by its key: what it fetches never changes. */
  private readonly moves = new Map<string, readonly (() => void)[]>();
  private variables: { readonly upTo: number; readonly trained: readonly number[] } = { upTo: 0, trained: [] };

  constructor(private readonly calls: readonly GraphCall[]) {}

  /** Where the counters are kept: by it a watched loop knows them. */
  get place(): unknown {
    return this.values;
  }

  /** Moves the counters as running the fetches does, once. Equal fetches have equal keys. */
  run(fetches: readonly GraphValue[], key: string): void {
    let moves = this.moves.get(key);
    if (moves === undefined) {
      const made: (() => void)[] = [];
      const done = new Set<number>();
      const open = fetches.filter((value) => value.kind === 'call');
      for (const { id, output } of open) this.collect(id, output === 'initializer', done, made);
      moves = made;
      this.moves.set(key, moves);
    }
    for (const move of moves) move();
  }

  /** By how much a value moves a turn of a loop, where `slopes` says it of the counters; null: in no regular way. */
  slopeOf(value: GraphValue, slopes: ReadonlyMap<unknown, number>): number | null {
    if (value.kind !== 'call' || slopes.size === 0) return 0;
    const call = this.calls[value.id];
    if (call === undefined) return 0;
    const counter = this.variable(value.id);
    if (counter !== null) return slopes.get(counter) ?? 0;
    const [first, second] = call.args;
    const a = first === undefined ? 0 : this.slopeOf(first, slopes);
    const b = second === undefined ? 0 : this.slopeOf(second, slopes);
    if (passing.has(call.name)) return a;
    if (a === null || b === null) return null;
    if (call.name === 'add') return a + b;
    if (call.name === 'subtract') return a - b;
    return a === 0 && b === 0 ? 0 : null;
  }

  /** A fetched value right after a run: TensorFlow hands out variables as they then stand. Null where it is not known. */
  valueOf(value: GraphValue): number | null {
    switch (value.kind) {
      case 'int':
      case 'float':
        return value.value;
      case 'bool':
        return Number(value.value);
      case 'array':
        return value.value.shape.length === 0 ? (value.value.data[0] ?? null) : null;
      case 'call':
        return value.output === undefined ? this.valueOfCall(value.id) : null;
      default:
        return null;
    }
  }

  /** Whether the call makes a whole number: what is fetched of it is one, too. */
  isWhole(value: GraphValue): boolean {
    if (value.kind === 'int') return true;
    if (value.kind !== 'call') return false;
    const call = this.calls[value.id];
    if (call === undefined) return false;
    if (stepCall.test(call.name)) return true;
    if (call.name === 'get_variable') return /int/.test(dtypeOf(argument(call, 2, 'dtype')));
    if (call.name === 'cast') return /int/.test(dtypeOf(argument(call, 1, 'dtype')));
    if (call.name === 'Variable') {
      const dtype = argument(call, 7, 'dtype');
      return dtype === null ? this.isWhole(argument(call, 0, 'initial_value') ?? value) : /int/.test(dtypeOf(dtype));
    }
    if (call.name === 'constant') {
      const dtype = argument(call, 1, 'dtype');
      return dtype === null ? this.isWhole(argument(call, 0, 'value') ?? value) : /int/.test(dtypeOf(dtype));
    }
    if (call.name === 'divide' || call.name === 'truediv') return false;
    return call.args.length > 0 && call.args.every((part) => this.isWhole(part));
  }

  /** Collects what running a call does, in order. */
  private collect(id: number, isInitializer: boolean, done: Set<number>, into: (() => void)[]): void {
    const call = this.calls[id];
    if (call === undefined) return;
    if (isInitializer) {
      const counter = this.variable(id) ?? id;
      into.push(() => {
        touching(this.values);
        this.values.delete(counter);
      });
      return;
    }
    if (done.has(id)) return;
    done.add(id);
    if (/(?:global_variables_initializer|initialize_all_variables|variables_initializer)$/.test(call.name)) {
      into.push(() => {
        touching(this.values);
        this.values.clear();
      });
      return;
    }
    for (const other of call.control) this.collect(other, false, done, into);
    // What follows a train op in time follows it here; what does not is moved in program order.
    for (const part of [...call.args, ...Object.values(call.kwargs)]) this.collectIn(part, done, into);
    const kind = assignment.exec(call.name)?.[1];
    if (kind !== undefined)
      into.push(() => {
        this.assign(call, kind);
      });
    const stepAt = own(trainStep, call.name);
    if (stepAt === undefined) return;
    const step = argument(call, stepAt, 'global_step');
    const counter = step?.kind === 'call' ? this.variable(step.id) : null;
    into.push(() => {
      if (counter !== null) this.move(counter, 1);
      for (const trained of this.trainedVariables()) if (this.values.get(trained) !== null) this.set(trained, null);
    });
  }

  /** What is trained is only known during the run; an integer is never trained. */
  private trainedVariables(): readonly number[] {
    if (this.variables.upTo === this.calls.length) return this.variables.trained;
    const trained = this.calls.filter(({ id, name, args, kwargs }) => {
      if (name !== 'Variable' && name !== 'get_variable') return false;
      const trainable = kwargs['trainable'] ?? (name === 'Variable' ? args[1] : args[5]);
      const isFixed = trainable?.kind === 'bool' && !trainable.value;
      return !isFixed && !this.isWhole({ kind: 'call', id });
    });
    this.variables = { upTo: this.calls.length, trained: trained.map(({ id }) => id) };
    return this.variables.trained;
  }

  private collectIn(value: GraphValue, done: Set<number>, into: (() => void)[]): void {
    if (value.kind === 'call') this.collect(value.id, value.output === 'initializer', done, into);
    else if (value.kind === 'list') for (const item of value.items) this.collectIn(item, done, into);
  }

  private set(counter: number, value: number | null): void {
    writing(this.values, counter);
    this.values.set(counter, value);
  }

  private assign(call: GraphCall, kind: string): void {
    const target = call.args[0] ?? call.kwargs['ref'];
    const counter = target?.kind === 'call' ? this.variable(target.id) : null;
    const given = call.args[1] ?? call.kwargs['value'] ?? call.kwargs['delta'];
    const value = given === undefined ? null : this.valueOf(given);
    if (counter === null) return;
    if (kind === 'assign') this.set(counter, value);
    else this.move(counter, value === null ? null : kind === 'assign_add' ? value : -value);
  }

  private move(counter: number, by: number | null): void {
    const value = this.valueOfCall(counter);
    this.set(counter, value === null || by === null ? null : value + by);
  }

  /** The variable that a call makes or refers to: the graph's own step is one, however it is asked for. */
  private variable(id: number): number | null {
    const call = this.calls[id];
    if (call === undefined) return null;
    if (stepCall.test(call.name)) return this.calls.find(({ name }) => stepCall.test(name))?.id ?? id;
    if (call.name === 'Variable' || call.name === 'get_variable') return id;
    const target = assignment.test(call.name) ? (call.args[0] ?? call.kwargs['ref']) : undefined;
    return target?.kind === 'call' ? this.variable(target.id) : null;
  }

  private valueOfCall(id: number): number | null {
    const call = this.calls[id];
    if (call === undefined) return null;
    const counter = this.variable(id);
    if (counter !== null) {
      const held = this.values.get(counter);
      return held !== undefined ? held : this.initialValue(counter);
    }
    if (call.name === 'constant') {
      const given = argument(call, 0, 'value');
      return given === null ? null : this.valueOf(given);
    }
    const [first, second] = call.args;
    if (passing.has(call.name)) {
      const value = first === undefined ? null : this.valueOf(first);
      return value !== null && this.isWhole({ kind: 'call', id }) ? castNumber(value, 'int64') : value;
    }
    const combine = own(arithmetic, call.name);
    if (combine === undefined || first === undefined || second === undefined) return null;
    const [a, b] = [this.valueOf(first), this.valueOf(second)];
    return a === null || b === null ? null : combine(a, b);
  }

  private initialValue(id: number): number | null {
    const call = this.calls[id];
    if (call === undefined) return null;
    if (stepCall.test(call.name)) return 0;
    if (call.name === 'Variable') {
      const given = argument(call, 0, 'initial_value');
      return given === null ? null : this.valueOf(given);
    }
    const initializer = argument(call, 3, 'initializer');
    const made = initializer?.kind === 'call' ? this.calls[initializer.id] : undefined;
    if (made === undefined) return initializer === null ? null : this.valueOf(initializer);
    if (/zeros/i.test(made.name)) return 0;
    if (/ones/i.test(made.name)) return 1;
    if (!/constant/i.test(made.name)) return null;
    const value = argument(made, 0, 'value');
    return value === null ? 0 : this.valueOf(value);
  }
}

function argument(call: GraphCall, index: number, name: string): GraphValue | null {
  const value = own(call.kwargs, name) ?? call.args[index];
  return value === undefined || value.kind === 'none' ? null : value;
}

function dtypeOf(value: GraphValue | null): string {
  return value?.kind === 'dtype' || value?.kind === 'string' ? value.value : '';
}

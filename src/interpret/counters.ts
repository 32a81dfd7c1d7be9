/* eslint-disable max-lines -- one class: what moves a counter, and what depends on it, is asked while values are read and written */
import { type DType, isInteger } from '../base/dtype';
import type { GraphCall, GraphValue } from '../base/graph-call';
import {
  argumentNamed,
  initialOf,
  collectionOf,
  isStepCall,
  isTrainable,
  isVariableCall,
  meaningOfCall,
  movesOf,
} from '../frameworks/tensorflow1/recorded';
import { scalar, type ScalarOperation } from '../frameworks/scalar';
import type { MeaningOf } from '../frameworks/symbol';
import { DtypesOfCalls, isPythonNumber, numbersAmong, operandsOf } from './dtypes-of-calls';
import { touching, writing } from './watching';
import {
  as,
  computed,
  exactUpTo,
  graphNumber,
  type GraphNumber,
  isExactIn,
  isShaped,
  literal,
  rounded,
} from './graph-numbers';
import { spend } from './reading';

/**
 * A counter's value: a number where adding whole numbers to it is exact, so that a watched loop may go on by many turns at once; in a box
 * where each addition rounds; null where it is not known.
 */
type Held = number | { readonly value: number } | null;

/** The key of the mark that any counter may have changed: one that is no call. */
const anyCounter = -1;

/**
 * What a session knows of the program's counters while the program is read: scalars that start at a number and are moved by train ops
 * and assignments. Nothing is trained here; a value that depends on more than counters is unknown.
 */
export class Counters {
  private readonly values = new Map<number, Held>();
  /** What a run does to the counters, by its key: what it fetches never changes. */
  private readonly moves = new Map<string, readonly (() => void)[]>();
  private step: number | null = null;
  private variables: { readonly upTo: number; readonly trained: readonly number[] } = { upTo: 0, trained: [] };
  private readonly dtypes: DtypesOfCalls;
  /** Counters on which an assignment or a branch depends in another way than by adding: a loop that moves them is followed turn by turn. */
  private readonly decisive = new Set<number>();
  /** What the run that is being made feeds, by the call in whose place it stands. */
  private fed: ReadonlyMap<number, GraphValue> = new Map();

  /** Counters that the program asks for, and those that it moves. */
  readonly asked = new Set<number>();
  readonly moved = new Set<number>();

  /** `assumed` are counters that each training without a step moves, as if it were passed them. */
  constructor(
    private readonly calls: readonly GraphCall[],
    private readonly assumed: ReadonlySet<number> = new Set(),
  ) {
    this.dtypes = new DtypesOfCalls(calls);
  }

  /** Where the counters are kept: by it a watched loop knows them. */
  get place(): unknown {
    return this.values;
  }

  /** What the counters stand at, for a checkpoint. */
  saved(): ReadonlyMap<number, unknown> {
    return new Map(this.values);
  }

  /** Puts the counters to where those of another session stood when it was saved. */
  restore(saved: ReadonlyMap<number, unknown>): void {
    touching(this.values);
    this.values.clear();
    for (const [counter, value] of saved) this.values.set(counter, value as Held);
  }

  /** What the run that comes next feeds, by the call in whose place it stands. */
  feed(fed: ReadonlyMap<number, GraphValue>): void {
    this.fed = fed;
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

  /** A value that the last run fetched, right after it: TensorFlow hands out variables as they then stand. Null where it is unknown. */
  fetched(value: GraphValue): GraphNumber | null {
    this.ask(value);
    return this.numberOf(value);
  }

  /** A value as a run that feeds nothing would give it. Null where it is unknown. */
  valueOf(value: GraphValue): GraphNumber | null {
    this.fed = new Map();
    this.ask(value);
    return this.numberOf(value);
  }

  private ask(value: GraphValue): void {
    const counter = value.kind === 'call' && value.output === undefined ? this.variable(value.id) : null;
    if (counter !== null) this.asked.add(counter);
  }

  /** Whether the call makes a whole number: what is fetched of it is one, too. */
  private isWhole(value: GraphValue): boolean {
    const dtype = this.dtypes.of(value);
    return dtype !== null && isInteger(dtype);
  }

  /** What is asked of a call while one question is answered: a call that is used in several places is looked at once. */
  private answers: Map<string, unknown> | null = null;

  private once<Answer>(question: string, answer: () => Answer): Answer {
    const { answers } = this;
    if (answers === null) {
      this.answers = new Map();
      try {
        return answer();
      } finally {
        this.answers = null;
      }
    }
    if (answers.has(question)) return answers.get(question) as Answer;
    spend(1);
    const found = answer();
    answers.set(question, found);
    return found;
  }

  /** By how much a value moves a turn of a loop, where `slopes` says it of the counters; null: in no regular way. */
  slopeOf(value: GraphValue, slopes: ReadonlyMap<unknown, number>): number | null {
    if (value.kind !== 'call' || slopes.size === 0) return 0;
    const call = this.calls[value.id];
    if (call === undefined) return 0;
    const counter = this.variable(value.id);
    if (counter !== null) return slopes.get(counter) ?? 0;
    const [first, second] = call.args;
    const of = (part: GraphValue | undefined): number | null =>
      part?.kind !== 'call' ? 0 : this.once(`slope ${part.id}`, () => this.slopeOf(part, slopes));
    const [a, b] = [of(first), of(second)];
    const operation = scalarOf(call);
    // A fraction that is cut off has another slope on the other side of zero.
    if (operation?.isIdentity === true)
      return a === 0 || this.keepsNumber(call, operation) || (first !== undefined && this.isWhole(first)) ? a : null;
    if (a === null || b === null) return null;
    if (operation === sum || operation === difference) return operation.compute([a, b], false);
    return a === 0 && b === 0 ? 0 : null;
  }

  private numberOf(value: GraphValue): GraphNumber | null {
    switch (value.kind) {
      case 'int':
      case 'float':
      case 'bool':
      case 'array':
        return literal(value, this.dtypes.of(value));
      case 'call':
        return value.output === undefined ? this.once(`value ${value.id}`, () => this.numberOfCall(value.id)) : null;
      default:
        return null;
    }
  }

  /** Collects what running a call does, in order. */
  private collect(id: number, isInitializer: boolean, done: Set<number>, into: (() => void)[]): void {
    const call = this.calls[id];
    if (call === undefined) return;
    if (isInitializer) {
      const counter = this.variable(id) ?? id;
      into.push(() => {
        touching(this.values);
        this.restart(counter);
      });
      return;
    }
    if (done.has(id)) return;
    done.add(id);
    const initialization = meaningOfCall(call, 'initialization');
    if (initialization !== null) {
      into.push(() => {
        this.initialize(call, initialization.of);
      });
      return;
    }
    spend(1);
    const from = into.length;
    for (const other of call.control) this.collect(other, false, done, into);
    // What follows a train op in time follows it here; what does not is moved in program order.
    for (const part of [...call.args, ...Object.values(call.kwargs)]) this.collectIn(part, done, into);
    const kind = movesOf(call);
    if (kind !== null)
      for (const part of [...call.args.slice(1), ...Object.values(call.kwargs)]) this.findDecisive(part, true);
    if (kind !== null)
      into.push(() => {
        this.assign(call, kind);
      });
    const training = meaningOfCall(call, 'training');
    if (training !== null)
      into.push(() => {
        this.train(argumentNamed(call, training.step));
      });
    const { branches = [] } = call;
    for (const { predicate } of branches) this.findDecisive(predicate, false);
    if (branches.length > 0) into.push(this.onlyIn(branches, into.splice(from)));
  }

  /** Finds the counters that a value depends on otherwise than by adding; all of them, where the value as a whole decides something. */
  private findDecisive(value: GraphValue, isAdded: boolean, seen = new Set<string>()): void {
    if (value.kind === 'list') for (const item of value.items) this.findDecisive(item, isAdded, seen);
    if (value.kind !== 'call' || seen.has(`${value.id} ${isAdded}`)) return;
    seen.add(`${value.id} ${isAdded}`);
    spend(1);
    const call = this.calls[value.id];
    if (call === undefined) return;
    const counter = this.variable(value.id);
    if (counter !== null && !isAdded) {
      this.decisive.add(counter);
      const now = this.values.get(counter);
      if (typeof now === 'number') this.values.set(counter, { value: now });
    }
    if (counter !== null) return;
    const operation = scalarOf(call);
    const keeps = operation !== null && (adding.has(operation) || this.keepsNumber(call, operation));
    for (const part of [...call.args, ...Object.values(call.kwargs)]) this.findDecisive(part, isAdded && keeps, seen);
  }

  /** Whether an operation hands on its first operand without rounding it. */
  private keepsNumber({ id, args: [first] }: GraphCall, { isIdentity }: ScalarOperation): boolean {
    return isIdentity && first !== undefined && this.dtypes.of(first) === this.dtypes.of({ kind: 'call', id });
  }

  /** What stands in branches of `tf.cond` happens where the run takes them; where that is unknown, it may. */
  private onlyIn(branches: NonNullable<GraphCall['branches']>, inner: readonly (() => void)[]): () => void {
    return () => {
      const taken = branches.map(({ predicate, taken: wanted }) => {
        const number = this.numberOf(predicate);
        return number === null ? null : (number.value !== 0) === wanted;
      });
      if (taken.includes(false)) return;
      const isSure = !taken.includes(null);
      for (const move of inner) {
        if (isSure) move();
        else this.loseChanged(move);
      }
    };
  }

  /** Makes unknown what a move changes, which may be made or not. */
  private loseChanged(move: () => void): void {
    const before = new Map(this.values);
    move();
    for (const counter of new Set([...before.keys(), ...this.values.keys()]))
      if (!isSameHeld(before.get(counter), this.values.get(counter))) this.lose(counter);
  }

  private train(step: GraphValue | null): void {
    const counter = step?.kind === 'call' && step.output === undefined ? this.variable(step.id) : null;
    if (counter !== null) this.move(counter, 1);
    else if (step === null) for (const one of this.assumed) this.move(one, 1);
    else if (!isPythonNumber(step.kind)) this.loseAll();
    for (const trained of this.trainedVariables()) if (this.values.get(trained) !== null) this.lose(trained);
  }

  /** What is trained is only known during the run; an integer is never trained. */
  private trainedVariables(): readonly number[] {
    if (this.variables.upTo === this.calls.length) return this.variables.trained;
    const trained = this.calls.filter((call) => isTrainable(call) && !this.isWhole({ kind: 'call', id: call.id }));
    this.variables = { upTo: this.calls.length, trained: trained.map(({ id }) => id) };
    return this.variables.trained;
  }

  private collectIn(value: GraphValue, done: Set<number>, into: (() => void)[]): void {
    if (value.kind === 'call') this.collect(value.id, value.output === 'initializer', done, into);
    else if (value.kind === 'list') for (const item of value.items) this.collectIn(item, done, into);
  }

  private set(counter: number, value: number): void {
    writing(this.values, counter);
    const dtype = this.dtypes.of({ kind: 'call', id: counter });
    const isExact = dtype !== null && !this.decisive.has(counter) && isExactIn(dtype, value);
    this.values.set(counter, dtype === null ? null : isExact ? value : { value });
  }

  /** Gives variables their first values, as running an initializer of several does. */
  private initialize(call: GraphCall, of: MeaningOf<'initialization'>['of']): void {
    if (of === 'nothing') return;
    touching(this.values);
    const listed = argumentNamed(call, 'var_list');
    const names =
      listed?.kind === 'list' ? listed.items.map((item) => (item.kind === 'call' ? item.id : null)) : [null];
    if (of === 'listed' && names.includes(null)) {
      this.loseAll();
      return;
    }
    const isUnsure = this.values.has(anyCounter);
    for (const made of isUnsure ? this.calls : this.changed()) {
      if (!isVariableCall(made) && !isStepCall(made)) continue;
      const collection = isStepCall(made) ? 'global' : collectionOf(made);
      const isMember = of === 'listed' ? names.includes(made.id) : collection === of;
      if (isMember) this.restart(made.id);
      else if (of !== 'listed' && collection === null) this.lose(made.id);
    }
  }

  /** The variables that no longer have their first values. */
  private changed(): GraphCall[] {
    return [...this.values.keys()].flatMap((id) => this.calls[id] ?? []);
  }

  /** Gives a counter its first value again. */
  private restart(counter: number): void {
    if (!this.values.has(anyCounter)) {
      this.values.delete(counter);
      return;
    }
    const dtype = this.dtypes.of({ kind: 'call', id: counter });
    const value = dtype === null ? null : this.initialValue(counter, dtype);
    if (value === null) this.lose(counter);
    else this.set(counter, value);
  }

  private lose(counter: number): void {
    writing(this.values, counter);
    this.values.set(counter, null);
  }

  /** After a change of a variable that is unknown, any may have changed. */
  private loseAll(): void {
    for (const counter of [...this.values.keys(), anyCounter]) this.lose(counter);
  }

  private assign(call: GraphCall, kind: 'adds' | 'subtracts' | 'sets'): void {
    const target = call.args[0] ?? call.kwargs['ref'];
    const counter = target?.kind === 'call' && target.output === undefined ? this.variable(target.id) : null;
    if (counter === null) {
      this.loseAll();
      return;
    }
    const given = call.args[1] ?? call.kwargs['value'] ?? call.kwargs['delta'];
    const dtype = this.dtypes.of({ kind: 'call', id: counter });
    const value = given === undefined || dtype === null ? null : as(this.numberOf(given), given, dtype);
    if (value === null) this.lose(counter);
    else if (kind === 'sets') this.set(counter, value);
    else this.move(counter, kind === 'adds' ? value : -value);
  }

  private move(counter: number, by: number): void {
    this.moved.add(counter);
    const now = this.numberOfVariable(counter);
    const value = now === null ? null : rounded(now.value + by, now.dtype);
    if (value === null) this.lose(counter);
    else this.set(counter, value);
  }

  /** The variable that a call makes or refers to: the graph's own step is one, however it is asked for. */
  private variable(id: number): number | null {
    const call = this.calls[id];
    if (call === undefined) return null;
    if (isStepCall(call)) return this.firstStep() ?? id;
    if (isVariableCall(call)) return id;
    const target = movesOf(call) !== null ? (call.args[0] ?? call.kwargs['ref']) : undefined;
    return target?.kind === 'call' ? this.variable(target.id) : null;
  }

  private firstStep(): number | null {
    if (this.step === null) {
      spend(this.calls.length);
      this.step = this.calls.find(isStepCall)?.id ?? null;
    }
    return this.step;
  }

  private numberOfCall(id: number): GraphNumber | null {
    const call = this.calls[id];
    if (call === undefined) return null;
    const dtype = this.dtypes.of({ kind: 'call', id });
    if (dtype === null) return null;
    const counter = this.variable(id);
    if (counter !== null) return this.numberOfVariable(counter);
    const fed = this.fed.get(id);
    if (fed !== undefined) return graphNumber(dtype, as(this.numberOf(fed), fed, dtype));
    const operation = scalarOf(call);
    // In another shape than a scalar's it is fetched as an array.
    if (operation === null || isShaped(call)) return null;
    const operands = operandsOf(call, operation);
    const alike = operation.isIdentity ? [] : numbersAmong(operation, operands);
    const common = this.dtypes.common(alike);
    const numbers = operands.map((operand) => {
      const number = this.numberOf(operand);
      if (!alike.includes(operand)) return number?.value ?? null;
      return common === null ? null : as(number, operand, common);
    });
    const known = numbers.filter((number) => number !== null);
    if (known.length < operation.operands) return null;
    return graphNumber(dtype, computed(operation, known, dtype));
  }

  private numberOfVariable(id: number): GraphNumber | null {
    const dtype = this.dtypes.of({ kind: 'call', id });
    // Where a variable is fed, some reads of it give what is fed and others what it holds.
    if (dtype === null || this.fed.has(id)) return null;
    const kept = this.values.get(id);
    if (kept === undefined)
      return this.values.has(anyCounter) ? null : graphNumber(dtype, this.initialValue(id, dtype));
    if (kept === null) return null;
    const value = typeof kept === 'number' ? kept : kept.value;
    // By turns that a watch made at once a counter gets to where its dtype has no more room.
    return typeof kept === 'number' && Math.abs(value) > 2 * exactUpTo(dtype) ? null : { dtype, value };
  }

  private initialValue(id: number, dtype: DType): number | null {
    const call = this.calls[id];
    if (call === undefined) return null;
    if (isStepCall(call)) return 0;
    if (isShaped(call)) return null;
    const given = initialOf(call);
    const made = given?.kind === 'call' ? this.calls[given.id] : undefined;
    const initializer = made === undefined ? null : meaningOfCall(made, 'initializer');
    if (made === undefined || initializer === null)
      return given === null ? null : as(this.numberOf(given), given, dtype);
    if (typeof initializer.fill === 'number') return rounded(initializer.fill, dtype);
    const value = initializer.fill === null ? null : argumentNamed(made, initializer.fill);
    if (initializer.fill === null) return null;
    return value === null ? 0 : as(this.numberOf(value), value, dtype);
  }
}

const { add: sum, subtract: difference } = scalar;
const adding: ReadonlySet<ScalarOperation> = new Set([sum, difference]);

function scalarOf(call: GraphCall): ScalarOperation | null {
  return meaningOfCall(call, 'operation')?.scalar ?? null;
}

function isSameHeld(left: Held | undefined, right: Held | undefined): boolean {
  if (left === right) return true;
  return typeof left === 'object' && typeof right === 'object' && left?.value === right?.value;
}

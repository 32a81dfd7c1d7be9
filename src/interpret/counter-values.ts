// What the counters of a session hold, and the numbers of the graph that follow from them.
import { type DType, isInteger } from '../base/dtype';
import type { GraphCall, GraphValue } from '../base/graph-call';
import { argumentNamed, initialOf, isStepCall, meaningOfCall } from '../frameworks/tensorflow1/recorded';
import { scalar, type ScalarOperation } from '../frameworks/scalar';
import { DtypesOfCalls, numbersAmong, operandsOf } from './dtypes-of-calls';
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
import { VariablesOfCalls } from './variables-of-calls';

/**
 * A counter's value: a number where adding whole numbers to it is exact, so that a watched loop may go on by many turns at once; in a box
 * where each addition rounds; null where it is not known.
 */
type Held = number | { readonly value: number } | null;

/** The key of the mark that any counter may have changed: one that is no call. */
const anyCounter = -1;

/**
 * What counters hold while the program is read, and what is computed from them: scalars that start at a number. Nothing is trained
 * here; a value that depends on more than counters is unknown.
 */
export class CounterValues {
  private readonly values = new Map<number, Held>();
  private readonly dtypes: DtypesOfCalls;
  readonly variables: VariablesOfCalls;
  /** Counters on which an assignment or a branch depends in another way than by adding: a loop that moves them is followed turn by turn. */
  private readonly decisive = new Set<number>();
  /** What the run that is being made feeds, by the call in whose place it stands. */
  private fed: ReadonlyMap<number, GraphValue> = new Map();

  constructor(private readonly calls: readonly GraphCall[]) {
    this.dtypes = new DtypesOfCalls(calls);
    this.variables = new VariablesOfCalls(calls);
  }

  /** Where the counters are kept: by it a watched loop knows them. */
  get place(): object {
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

  /** Whether the call makes a whole number: what is fetched of it is one, too. */
  isWhole(value: GraphValue): boolean {
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
    const counter = this.variables.ofCall(value.id);
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
    if (operation !== null && adding.has(operation)) return operation.compute([a, b], false);
    return a === 0 && b === 0 ? 0 : null;
  }

  /** The number that a value of the graph is as the counters stand. Null where it is unknown. */
  numberOf(value: GraphValue): GraphNumber | null {
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

  /** Whether a call moves by as much as its operands do together. */
  isAdditive(call: GraphCall): boolean {
    const operation = scalarOf(call);
    return operation !== null && (adding.has(operation) || this.keepsNumber(call, operation));
  }

  /** Notes that more than a sum depends on a counter: a loop that moves it is followed turn by turn. */
  noteDecisive(counter: number): void {
    this.decisive.add(counter);
    const now = this.values.get(counter);
    if (typeof now === 'number') this.values.set(counter, { value: now });
  }

  /** Whether a counter was changed to a value that is not known. */
  isLost(counter: number): boolean {
    return this.values.get(counter) === null;
  }

  /** Whether any variable may have changed. */
  get isUnsure(): boolean {
    return this.values.has(anyCounter);
  }

  /** Whether an operation hands on its first operand without rounding it. */
  private keepsNumber({ id, args: [first] }: GraphCall, { isIdentity }: ScalarOperation): boolean {
    return isIdentity && first !== undefined && this.dtypes.of(first) === this.dtypes.of({ kind: 'call', id });
  }

  /** Makes unknown what a move changes, which may be made or not. */
  loseChanged(move: () => void): void {
    const before = new Map(this.values);
    move();
    for (const counter of new Set([...before.keys(), ...this.values.keys()]))
      if (!isSameHeld(before.get(counter), this.values.get(counter))) this.lose(counter);
  }

  set(counter: number, value: number): void {
    writing(this.values, counter);
    const dtype = this.dtypes.of({ kind: 'call', id: counter });
    const isExact = dtype !== null && !this.decisive.has(counter) && isExactIn(dtype, value);
    this.values.set(counter, dtype === null ? null : isExact ? value : { value });
  }

  /** The variables that no longer have their first values. */
  changed(): GraphCall[] {
    return [...this.values.keys()].flatMap((id) => this.calls[id] ?? []);
  }

  /** Gives a counter its first value again. */
  restart(counter: number): void {
    if (!this.isUnsure) {
      this.values.delete(counter);
      return;
    }
    const dtype = this.dtypes.of({ kind: 'call', id: counter });
    const value = dtype === null ? null : this.initialValue(counter, dtype);
    if (value === null) this.lose(counter);
    else this.set(counter, value);
  }

  lose(counter: number): void {
    writing(this.values, counter);
    this.values.set(counter, null);
  }

  /** After a change of a variable that is unknown, any may have changed. */
  loseAll(): void {
    for (const counter of [...this.values.keys(), anyCounter]) this.lose(counter);
  }

  /** What is given to a counter, as a number of its dtype. Null where it is unknown, or has another dtype. */
  numberFor(counter: number, given: GraphValue | undefined): number | null {
    const dtype = this.dtypes.of({ kind: 'call', id: counter });
    return given === undefined || dtype === null ? null : as(this.numberOf(given), given, dtype);
  }

  move(counter: number, by: number): void {
    const now = this.numberOfVariable(counter);
    const value = now === null ? null : rounded(now.value + by, now.dtype);
    if (value === null) this.lose(counter);
    else this.set(counter, value);
  }

  private numberOfCall(id: number): GraphNumber | null {
    const call = this.calls[id];
    if (call === undefined) return null;
    const dtype = this.dtypes.of({ kind: 'call', id });
    if (dtype === null) return null;
    const counter = this.variables.ofCall(id);
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
    if (kept === undefined) return this.isUnsure ? null : graphNumber(dtype, this.initialValue(id, dtype));
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

const adding: ReadonlySet<ScalarOperation> = new Set([scalar.add, scalar.subtract]);

function scalarOf(call: GraphCall): ScalarOperation | null {
  return meaningOfCall(call, 'operation')?.scalar ?? null;
}

function isSameHeld(left: Held | undefined, right: Held | undefined): boolean {
  if (left === right) return true;
  return typeof left === 'object' && typeof right === 'object' && left?.value === right?.value;
}

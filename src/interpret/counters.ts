import type { GraphCall, GraphValue } from '../base/graph-call';
import {
  argumentNamed,
  initialOf,
  isInitialization,
  isStepCall,
  isTrainable,
  isVariableCall,
  meaningOfCall,
  movesOf,
  symbolOfCall,
} from '../frameworks/tensorflow1/recorded';
import { scalar, type ScalarOperation } from '../frameworks/scalar';
import { touching, writing } from './watching';
import { castNumber } from './numpy/ndarray';
import { spend } from './reading';

/**
 * What a session knows of the program's counters while the program is read: scalars that start at a number and are moved by train ops
 * and assignments. Nothing is trained here; a value that depends on more than counters is not known.
 */
export class Counters {
  private readonly values = new Map<number, number | null>();
  /** What a run does to the counters, by its key: what it fetches never changes. */
  private readonly moves = new Map<string, readonly (() => void)[]>();
  private step: number | null = null;
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
    if (operation?.isIdentity === true) return a;
    if (a === null || b === null) return null;
    if (operation === sum || operation === difference) return operation.compute([a, b], false);
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
        return value.output === undefined ? this.once(`value ${value.id}`, () => this.valueOfCall(value.id)) : null;
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
    if (isStepCall(call)) return true;
    const dtype = argumentNamed(call, 'dtype');
    if (dtype !== null) return dtypeOf(dtype).includes('int');
    if (isVariableCall(call)) {
      const initial = meaningOfCall(call, 'variable')?.isNamedFirst === true ? null : initialOf(call);
      return initial !== null && this.isWhole(initial);
    }
    const operation = scalarOf(call);
    if (operation?.isFractional === true || operation?.castsTo?.startsWith('float') === true) return false;
    if (operation?.castsTo === 'int') return true;
    return (
      call.args.length > 0 &&
      call.args.every((part) =>
        part.kind === 'call' ? this.once(`whole ${part.id}`, () => this.isWhole(part)) : this.isWhole(part),
      )
    );
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
    if (isInitialization(call)) {
      into.push(() => {
        touching(this.values);
        this.values.clear();
      });
      return;
    }
    spend(1);
    for (const other of call.control) this.collect(other, false, done, into);
    // What follows a train op in time follows it here; what does not is moved in program order.
    for (const part of [...call.args, ...Object.values(call.kwargs)]) this.collectIn(part, done, into);
    const kind = movesOf(call);
    if (kind !== null)
      into.push(() => {
        this.assign(call, kind);
      });
    const training = meaningOfCall(call, 'training');
    if (training === null) return;
    const step = argumentNamed(call, training.step);
    const counter = step?.kind === 'call' ? this.variable(step.id) : null;
    into.push(() => {
      if (counter !== null) this.move(counter, 1);
      for (const trained of this.trainedVariables()) if (this.values.get(trained) !== null) this.set(trained, null);
    });
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

  private set(counter: number, value: number | null): void {
    writing(this.values, counter);
    this.values.set(counter, value);
  }

  private assign(call: GraphCall, kind: 'adds' | 'subtracts' | 'sets'): void {
    const target = call.args[0] ?? call.kwargs['ref'];
    const counter = target?.kind === 'call' ? this.variable(target.id) : null;
    const given = call.args[1] ?? call.kwargs['value'] ?? call.kwargs['delta'];
    const value = given === undefined ? null : this.valueOf(given);
    if (counter === null) return;
    if (kind === 'sets') this.set(counter, value);
    else this.move(counter, value === null ? null : kind === 'adds' ? value : -value);
  }

  private move(counter: number, by: number | null): void {
    const value = this.valueOfCall(counter);
    this.set(counter, value === null || by === null ? null : value + by);
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

  private valueOfCall(id: number): number | null {
    const call = this.calls[id];
    if (call === undefined) return null;
    const counter = this.variable(id);
    if (counter !== null) {
      const held = this.values.get(counter);
      return held !== undefined ? held : this.initialValue(counter);
    }
    const operation = scalarOf(call);
    if (operation === null) return null;
    const operands = operandsOf(call, operation.operands).map((operand) =>
      operand === null ? null : this.valueOf(operand),
    );
    const numbers = operands.filter((operand) => operand !== null);
    if (numbers.length < operation.operands) return null;
    const isInteger = this.isWhole({ kind: 'call', id });
    const value = operation.compute(numbers, isInteger);
    return operation.isIdentity && isInteger ? castNumber(value, 'int64') : value;
  }

  private initialValue(id: number): number | null {
    const call = this.calls[id];
    if (call === undefined) return null;
    if (isStepCall(call)) return 0;
    const given = initialOf(call);
    const made = given?.kind === 'call' ? this.calls[given.id] : undefined;
    const initializer = made === undefined ? null : meaningOfCall(made, 'initializer');
    if (made === undefined || initializer === null) return given === null ? null : this.valueOf(given);
    if (typeof initializer.fill === 'number') return initializer.fill;
    if (initializer.fill === null) return null;
    const value = argumentNamed(made, initializer.fill);
    return value === null ? 0 : this.valueOf(value);
  }
}

const { add: sum, subtract: difference } = scalar;

function scalarOf(call: GraphCall): ScalarOperation | null {
  return meaningOfCall(call, 'operation')?.scalar ?? null;
}

/** The first arguments of an operation, in whatever way the call gives them. */
function operandsOf(call: GraphCall, count: number): (GraphValue | null)[] {
  const parameters = symbolOfCall(call)?.signature?.parameters ?? [];
  return parameters.slice(0, count).map(({ name }) => argumentNamed(call, name));
}

function dtypeOf(value: GraphValue | null): string {
  return value?.kind === 'dtype' || value?.kind === 'string' ? value.value : '';
}

// How the runs of a session move its counters.
import type { GraphCall, GraphValue } from '../base/graph-call';
import {
  argumentNamed,
  collectionOf,
  isStepCall,
  isTrainable,
  isVariableCall,
  meaningOfCall,
  movesOf,
} from '../frameworks/tensorflow1/recorded';
import type { MeaningOf } from '../frameworks/symbol';
import { CounterValues } from './counter-values';
import { isPythonNumber } from './dtypes-of-calls';
import type { GraphNumber } from './graph-numbers';
import { spend } from './reading';
import { touching } from './watching';

/** The counters of a session while the program is read: its runs move them by train ops, assignments and initializers. */
export class Counters {
  /** What the counters stand at. */
  readonly values: CounterValues;
  /** What a run does to the counters, by its key: what it fetches never changes. */
  private readonly moves = new Map<string, readonly (() => void)[]>();
  private trainable: { readonly upTo: number; readonly trained: readonly number[] } = { upTo: 0, trained: [] };

  /** Counters that the program asks for, and those that it moves. */
  readonly asked = new Set<number>();
  readonly moved = new Set<number>();

  /** `assumed` are counters that each training without a step moves, as if it were passed them; `held` are those that nothing moves. */
  constructor(
    private readonly calls: readonly GraphCall[],
    private readonly assumed: ReadonlySet<number>,
    private readonly held: ReadonlySet<number>,
  ) {
    this.values = new CounterValues(calls);
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
    return this.values.numberOf(value);
  }

  /** A value as a run that feeds nothing would give it. Null where it is unknown. */
  valueOf(value: GraphValue): GraphNumber | null {
    this.values.feed(new Map());
    this.ask(value);
    return this.values.numberOf(value);
  }

  private ask(value: GraphValue): void {
    const counter = this.values.variables.of(value);
    if (counter !== null) this.asked.add(counter);
  }

  /** Collects what running a call does, in order. */
  private collect(id: number, isInitializer: boolean, done: Set<number>, into: (() => void)[]): void {
    const call = this.calls[id];
    if (call === undefined) return;
    if (isInitializer) {
      const counter = this.values.variables.ofCall(id) ?? id;
      into.push(() => {
        touching(this.values.place);
        this.values.restart(counter);
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
    const counter = this.values.variables.ofCall(value.id);
    if (counter !== null) {
      if (!isAdded) this.values.noteDecisive(counter);
      return;
    }
    const keeps = this.values.isAdditive(call);
    for (const part of [...call.args, ...Object.values(call.kwargs)]) this.findDecisive(part, isAdded && keeps, seen);
  }

  /** What stands in branches of `tf.cond` happens where the run takes them; where that is unknown, it may. */
  private onlyIn(branches: NonNullable<GraphCall['branches']>, inner: readonly (() => void)[]): () => void {
    return () => {
      const taken = branches.map(({ predicate, taken: wanted }) => {
        const number = this.values.numberOf(predicate);
        return number === null ? null : (number.value !== 0) === wanted;
      });
      if (taken.includes(false)) return;
      const isSure = !taken.includes(null);
      for (const move of inner) {
        if (isSure) move();
        else this.values.loseChanged(move);
      }
    };
  }

  private train(step: GraphValue | null): void {
    const counter = this.values.variables.of(step);
    if (counter !== null) this.move(counter, 1);
    else if (step === null) for (const one of this.assumed) this.move(one, 1);
    else if (!isPythonNumber(step.kind)) this.values.loseAll();
    for (const trained of this.trainedVariables()) if (!this.values.isLost(trained)) this.values.lose(trained);
  }

  /** What is trained is only known during the run; an integer is never trained. */
  private trainedVariables(): readonly number[] {
    if (this.trainable.upTo === this.calls.length) return this.trainable.trained;
    const trained = this.calls.filter(
      (call) => isTrainable(call) && !this.values.isWhole({ kind: 'call', id: call.id }),
    );
    this.trainable = { upTo: this.calls.length, trained: trained.map(({ id }) => id) };
    return this.trainable.trained;
  }

  private collectIn(value: GraphValue, done: Set<number>, into: (() => void)[]): void {
    if (value.kind === 'call') this.collect(value.id, value.output === 'initializer', done, into);
    else if (value.kind === 'list') for (const item of value.items) this.collectIn(item, done, into);
  }

  /** Gives variables their first values, as running an initializer of several does. */
  private initialize(call: GraphCall, of: MeaningOf<'initialization'>['of']): void {
    if (of === 'nothing') return;
    touching(this.values.place);
    const listed = argumentNamed(call, 'var_list');
    const names =
      listed?.kind === 'list' ? listed.items.map((item) => (item.kind === 'call' ? item.id : null)) : [null];
    if (of === 'listed' && names.includes(null)) {
      this.values.loseAll();
      return;
    }
    for (const made of this.values.isUnsure ? this.calls : this.values.changed()) {
      if (!isVariableCall(made) && !isStepCall(made)) continue;
      const collection = isStepCall(made) ? 'global' : collectionOf(made);
      const isMember = of === 'listed' ? names.includes(made.id) : collection === of;
      if (isMember) this.values.restart(made.id);
      else if (of !== 'listed' && collection === null) this.values.lose(made.id);
    }
  }

  private assign(call: GraphCall, kind: 'adds' | 'subtracts' | 'sets'): void {
    const target = call.args[0] ?? call.kwargs['ref'];
    const counter = this.values.variables.of(target);
    if (counter === null) {
      this.values.loseAll();
      return;
    }
    const given = call.args[1] ?? call.kwargs['value'] ?? call.kwargs['delta'];
    if (this.held.has(counter)) return;
    const value = this.values.numberFor(counter, given);
    if (value === null) this.values.lose(counter);
    else if (kind === 'sets') this.values.set(counter, value);
    else this.move(counter, kind === 'adds' ? value : -value);
  }

  private move(counter: number, by: number): void {
    if (this.held.has(counter)) return;
    this.moved.add(counter);
    this.values.move(counter, by);
  }
}

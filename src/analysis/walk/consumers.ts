import type { Dependency, Training } from '../facts/events';
import type { FunctionValue, Trace } from '../values/values';

type Definition = FunctionValue['definition'];
/** Where training calls stand: the graph that they are in, and the function that nothing known calls, or the program itself. */
type Place = Pick<Training, 'graph' | 'root'>;

/** Who has a part in the training beside the training calls themselves: what runs their ops, and what takes them and cannot be read. */
export class Consumers {
  private readonly ran = new Set<Training>();
  private readonly ranWith = new Map<Dependency, Set<Training>>();
  private readonly taken = new Set<Training | Place>();
  /** Ops that are in a collection of the graph, where whatever gets at the graph finds them. */
  private readonly collected = new Set<Training>();
  /** Functions that were passed to something that is not known, which calls them and takes what they return. */
  private readonly passed = new Set<Definition>();
  private readonly returned = new Map<Definition, readonly Training[]>();

  /** Notes what a session, or a loop of TensorFlow's, runs, and what it reads in the same run. */
  run(trains: readonly Training[], reads: Trace['reads']): void {
    for (const training of trains) this.ran.add(training);
    for (const read of trains.length === 0 ? [] : reads) {
      if (!('role' in read)) continue;
      const all = this.ranWith.get(read) ?? new Set();
      this.ranWith.set(read, all);
      for (const training of trains) all.add(training);
    }
  }

  /** Whether a reading is known to belong to other training calls: it is run with those, and never with this one. */
  isOfOthers(dependency: Dependency, training: Training): boolean {
    return this.ranWith.get(dependency)?.has(training) === false;
  }

  /** Notes ops, or an optimizer that makes some, that something unknown takes: it runs them, and may count the graph's own step by itself. */
  take(trains: readonly (Training | Place)[]): void {
    for (const training of trains) this.taken.add(training);
  }

  collect(trains: readonly Training[]): void {
    for (const training of trains) this.collected.add(training);
  }

  hand(definition: Definition): void {
    this.passed.add(definition);
    this.take(this.returned.get(definition) ?? []);
  }

  /** Notes the ops that a function returns to whoever calls it. */
  return(definition: Definition, trains: readonly Training[]): void {
    this.returned.set(definition, trains);
    if (this.passed.has(definition)) this.take(trains);
  }

  /** Whether a session, or a loop of TensorFlow's, visibly runs the op of a call. */
  hasRun(training: Training): boolean {
    return this.ran.has(training);
  }

  /** Whether something runs the op of a call, as far as the program tells. */
  runs(training: Training): boolean {
    return this.ran.has(training) || this.taken.has(training) || training.heldBy.length > 0;
  }

  /** Whether something that cannot be read has a part in the training of a graph, as the same function or the program itself builds it. */
  hasUnknown({ graph, root }: Place): boolean {
    // What the program does not run out of a collection, something else may.
    const found = [...this.collected].filter((training) => !this.ran.has(training));
    return [...this.taken, ...found].some((one) => one.graph === graph && (one.root === root || one.root === 0));
  }
}

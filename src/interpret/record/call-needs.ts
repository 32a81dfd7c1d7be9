import { dependencies, type GraphCall } from '../../base/graph-call';
import { changesVariables, isInitialization, isValueless } from '../../frameworks/tensorflow1/recorded';
import { spend } from '../reading';
import type { TensorValue } from '../values';

/** What running a call needs and changes, out of the recorded calls. A call's own needs never change: answers are kept. */
export class CallNeeds {
  private readonly effects = new Map<number, boolean>();
  private readonly needed = new Map<string, ReadonlySet<number>>();

  constructor(private readonly calls: readonly GraphCall[]) {}

  /** Whether running it changes a variable: it, or something that it is computed from or ordered after. */
  hasEffect({ call: id, output }: TensorValue): boolean {
    if (output === 'initializer') return true;
    const known = this.effects.get(id);
    if (known !== undefined) return known;
    this.effects.set(id, false);
    const call = this.calls[id];
    const found =
      call !== undefined &&
      (changesVariables(call) ||
        isInitialization(call) ||
        dependencies(call).some((other) => this.hasEffect({ kind: 'tensor', call: other })));
    this.effects.set(id, found);
    return found;
  }

  /** Whether a session gives a value of it, and not None as of a train op. */
  hasValue({ call: id, output }: TensorValue): boolean {
    const call = this.calls[id];
    return output !== 'initializer' && call !== undefined && !isValueless(call);
  }

  /** The calls that the fetched ones are computed from or ordered after, themselves included. */
  neededBy(fetched: readonly number[]): ReadonlySet<number> {
    const key = fetched.join();
    const known = this.needed.get(key);
    if (known !== undefined) return known;
    const needed = new Set<number>();
    const open = [...fetched];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (needed.has(id)) continue;
      needed.add(id);
      spend(1);
      const call = this.calls[id];
      if (call !== undefined) for (const other of dependencies(call)) open.push(other);
    }
    if (this.needed.size > mostNeeded) this.needed.clear();
    this.needed.set(key, needed);
    return needed;
  }
}

/** Different fetches whose needs are kept. */
const mostNeeded = 64;

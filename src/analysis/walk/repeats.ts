import type { Movement } from '../facts/events';
import type { SourceRange } from '../../base/source-range';
import { startMoment } from '../values/history';
import type { DictValue, ListValue } from '../values/mutable-values';
import { noTrace, optionsOf, traceOf, type Value, type Variable } from '../values/values';

/** Something whose body is run several times: a loop, or a comprehension. */
interface Repeat {
  readonly range: SourceRange;
  /** How often; null where that is not known. */
  readonly count: number | null;
  /** The conditions around it: what stands under a further one is not made each time. */
  readonly conditions: number;
  /** When the walk came to it: a list of before keeps what all of its turns make. */
  readonly moment: number;
}

/** Movements that one line makes several times. Where a list keeps them all, the others stand beside the one that the walk has met. */
export class Repeats {
  private readonly around: Repeat[] = [];
  /** The repeats that make a movement in each turn. */
  private readonly makers = new Map<Movement, readonly Repeat[]>();
  private readonly others = new Map<Movement, Movement>();
  /** The repeats of which each turn makes a variable of its own. */
  private readonly variables = new Map<Variable, readonly Repeat[]>();

  within<T>(range: SourceRange, count: number | null, conditions: number, body: () => T): T {
    this.around.push({ range, count, conditions, moment: startMoment() });
    try {
      return body();
    } finally {
      this.around.pop();
    }
  }

  note(movement: Movement, conditions: number): void {
    if (this.around.length === 0) return;
    const own = optionsOf(movement.step).flatMap((option) =>
      option.kind === 'variable' ? (this.variables.get(option.variable) ?? []) : [],
    );
    this.makers.set(
      movement,
      this.around.filter((one) => one.conditions === conditions && !own.includes(one)),
    );
  }

  /** Notes that each turn of what is around makes a variable: what a turn adds to it, no other turn adds to. */
  noteVariable(variable: Variable): void {
    if (this.around.length > 0 && !variable.isGraphStep) this.variables.set(variable, [...this.around]);
  }

  /** What a list, or a dictionary under a key that is not known, that keeps a value in each turn has beside it; nothing where the turns are not known to be several. */
  besideIn(list: ListValue | DictValue, value: Value, conditions: number): Value[] {
    return this.beside(value, (one) => one.conditions === conditions && !list.isMadeSince(one.moment));
  }

  /** The same of a comprehension, which keeps what each of its own turns makes. Asked within it. */
  besideHere(value: Value): Value[] {
    const own = this.around.at(-1);
    return this.beside(value, (one) => one === own);
  }

  private beside(value: Value, keeps: (repeat: Repeat) => boolean): Value[] {
    const { moves, trains } = traceOf(value);
    const others = moves.flatMap((movement) => {
      const makers = this.makers.get(movement) ?? [];
      const kept = makers.filter((one) => this.around.includes(one) && keeps(one));
      const turns = kept.reduce((all, { count }) => all * (count ?? 1), 1);
      const loop = kept.find(({ count }) => count !== null && count > 1);
      return loop === undefined ? [] : [this.other(movement, turns - 1, loop.range)];
    });
    return others.length === 0 ? [] : [{ kind: 'tensor', trace: { ...noTrace, moves: others, trains }, atStart: null }];
  }

  private other(movement: Movement, times: number, loop: SourceRange): Movement {
    const { id, ...fields } = movement;
    const known = this.others.get(movement);
    const other = { ...fields, id: -id, times, loop };
    if (known !== undefined) return Object.assign(known, other);
    this.others.set(movement, other);
    return other;
  }
}

import { clock } from './passes';
import { areAlike, join } from './join';
import { type Value } from './values';

/** Takes note of a change to what another pass may read again. */
export interface Watch {
  changed(madeAt: number, readAt: number): void;
}

/** Most that is kept of a list's items. */
const mostItems = 32;

/** A list, a tuple, or anything else that holds values in order. */
export class ListValue {
  readonly kind = 'list';
  private readonly madeAt: number;
  private readAt = 0;

  constructor(
    private held: readonly Value[],
    private mayHoldMore: boolean,
  ) {
    this.madeAt = clock;
  }

  /** Whether there may be more items than are known. */
  get isOpen(): boolean {
    return this.mayHoldMore;
  }

  get items(): readonly Value[] {
    this.readAt = clock;
    return this.held;
  }

  add(watch: Watch, item: Value): void {
    this.open(watch);
    const { held } = this;
    if (held.includes(item)) return;
    if (!fits(held, item)) watch.changed(this.madeAt, this.readAt);
    if (held.length < mostItems) this.held = [...held, item];
  }

  /** Some more items, of which nothing is known. */
  open(watch: Watch): void {
    if (!this.mayHoldMore) watch.changed(this.madeAt, this.readAt);
    this.mayHoldMore = true;
  }
}

/** A dictionary. */
export class DictValue {
  readonly kind = 'dict';
  private readonly madeAt: number;
  private readAt = 0;

  constructor(
    private readonly known: Map<string, Value>,
    private others: Value | null,
  ) {
    this.madeAt = clock;
  }

  get entries(): ReadonlyMap<string, Value> {
    this.readAt = clock;
    return this.known;
  }

  /** Join of everything that has no known key. */
  get rest(): Value | null {
    this.readAt = clock;
    return this.others;
  }

  set(watch: Watch, key: string, value: Value): void {
    const before = this.known.get(key) ?? this.others;
    if (before === null || !areAlike(before, value)) watch.changed(this.madeAt, this.readAt);
    this.known.set(key, value);
  }

  /** An entry whose key is not known. */
  add(watch: Watch, value: Value): void {
    const { known, others } = this;
    if (!fits([...known.values(), ...(others === null ? [] : [others])], value))
      watch.changed(this.madeAt, this.readAt);
    this.others = others === null ? value : join(others, value);
  }
}

/** Whether any one of some items is as little known with another one among them. */
function fits(items: readonly Value[], item: Value): boolean {
  return items.length > 0 && items.every((one) => areAlike(one, item));
}

interface Attribute {
  value: Value | undefined;
  readAt: number;
}

/** The attributes of an instance. */
export class Attributes {
  private readonly cells = new Map<string, Attribute>();
  private readonly madeAt: number;
  private allReadAt = 0;

  constructor() {
    this.madeAt = clock;
  }

  get(name: string): Value | undefined {
    const cell = this.cells.get(name);
    if (cell === undefined) {
      // What is not there may be there in the next pass.
      this.cells.set(name, { value: undefined, readAt: clock });
      return undefined;
    }
    cell.readAt = clock;
    return cell.value;
  }

  /** Sets an attribute; where it is not certain, it may still be what it was. */
  set(watch: Watch, name: string, value: Value, isCertain = true): void {
    const cell = this.cells.get(name);
    const before = cell?.value;
    if (before === undefined || !areAlike(before, value))
      watch.changed(this.madeAt, Math.max(cell?.readAt ?? 0, this.allReadAt));
    const now = before === undefined || isCertain ? value : join(before, value);
    if (cell !== undefined && before !== undefined) cell.value = now;
    else {
      // They are in the order in which they were set, not read.
      if (cell !== undefined) this.cells.delete(name);
      this.cells.set(name, { value: now, readAt: cell?.readAt ?? 0 });
    }
  }

  /** Names and values, in the order in which they were first set. */
  *[Symbol.iterator](): Generator<[string, Value]> {
    this.allReadAt = clock;
    for (const [name, { value }] of this.cells) if (value !== undefined) yield [name, value];
  }
}

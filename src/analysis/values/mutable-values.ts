import { isOthers, madeNow, noteChange, noteOthersChange } from './history';
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
  private readonly moment = madeNow();
  private readAt = 0;

  constructor(
    private held: readonly Value[],
    private mayHoldMore: boolean,
  ) {
    this.madeAt = clock;
  }

  /** Whether it was made at a moment or later. */
  isMadeSince(moment: number): boolean {
    return this.moment >= moment;
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
    if (held.length >= mostItems) return;
    if (isOthers(this.moment))
      noteOthersChange(this.moment, () => {
        this.held = held;
      });
    this.held = [...held, item];
    noteChange(this.moment);
  }

  /** Some more items, of which nothing is known. */
  open(watch: Watch): void {
    if (this.mayHoldMore) return;
    watch.changed(this.madeAt, this.readAt);
    if (isOthers(this.moment))
      noteOthersChange(this.moment, () => {
        this.mayHoldMore = false;
      });
    this.mayHoldMore = true;
    noteChange(this.moment);
  }
}

/** A dictionary. */
export class DictValue {
  readonly kind = 'dict';
  private readonly madeAt: number;
  private readonly moment = madeNow();
  private readAt = 0;
  private fromOtherTurns: readonly Value[] = [];

  constructor(
    private readonly known: Map<string, Value>,
    private others: Value | null,
  ) {
    this.madeAt = clock;
  }

  /** Whether it was made at a moment or later. */
  isMadeSince(moment: number): boolean {
    return this.moment >= moment;
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

  /** Everything that any key gives. */
  get all(): readonly Value[] {
    const { entries, rest } = this;
    return rest === null ? [...entries.values()] : [...entries.values(), rest];
  }

  /** What other turns of a loop have put under keys that are not known; no key gives it. */
  get beside(): readonly Value[] {
    return this.fromOtherTurns;
  }

  keepBeside(values: readonly Value[]): void {
    if (values.length === 0) return;
    const before = this.fromOtherTurns;
    if (isOthers(this.moment))
      noteOthersChange(this.moment, () => {
        this.fromOtherTurns = before;
      });
    this.fromOtherTurns = values;
    noteChange(this.moment);
  }

  /** What a key gives, for something that does not depend on it. */
  peek(key: string): Value | undefined {
    return this.known.get(key);
  }

  set(watch: Watch, key: string, value: Value): void {
    const before = this.known.get(key) ?? this.others;
    if (before === null || !areAlike(before, value)) watch.changed(this.madeAt, this.readAt);
    if (!this.known.has(key) || before === null || !areAlike(before, value)) noteChange(this.moment);
    const own = this.known.get(key);
    if (isOthers(this.moment))
      noteOthersChange(this.moment, () => {
        if (own === undefined) this.known.delete(key);
        else this.known.set(key, own);
      });
    this.known.set(key, value);
  }

  /** An entry whose key is not known; `together` says what the others and it come to. */
  add(watch: Watch, value: Value, together = join): void {
    const { known, others } = this;
    if (!fits([...known.values(), ...(others === null ? [] : [others])], value))
      watch.changed(this.madeAt, this.readAt);
    if (isOthers(this.moment))
      noteOthersChange(this.moment, () => {
        this.others = others;
      });
    this.others = others === null ? value : together(others, value);
    if (others === null || !areAlike(others, this.others)) noteChange(this.moment);
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
  private readonly moment = madeNow();
  private allReadAt = 0;

  constructor() {
    this.madeAt = clock;
  }

  /** Whether it was made at a moment or later. */
  isMadeSince(moment: number): boolean {
    return this.moment >= moment;
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

  /** The same, for something that does not depend on what is found. */
  peek(name: string): Value | undefined {
    return this.cells.get(name)?.value;
  }

  /** Sets an attribute; where it is not certain, it may still be what it was. */
  set(watch: Watch, name: string, value: Value, isCertain = true): void {
    const cell = this.cells.get(name);
    const before = cell?.value;
    if (before === undefined || !areAlike(before, value))
      watch.changed(this.madeAt, Math.max(cell?.readAt ?? 0, this.allReadAt));
    const now = before === undefined || isCertain ? value : join(before, value);
    if (isOthers(this.moment))
      noteOthersChange(this.moment, () => {
        this.restore(name, before);
      });
    if (before === undefined || !areAlike(before, now)) noteChange(this.moment);
    if (cell !== undefined && before !== undefined) cell.value = now;
    else {
      // They are in the order in which they were set, not read.
      if (cell !== undefined) this.cells.delete(name);
      this.cells.set(name, { value: now, readAt: cell?.readAt ?? 0 });
    }
  }

  private restore(name: string, value: Value | undefined): void {
    const cell = this.cells.get(name);
    if (cell !== undefined) cell.value = value;
  }

  /** Names and values, in the order in which they were first set. */
  *[Symbol.iterator](): Generator<[string, Value]> {
    this.allReadAt = clock;
    for (const [name, { value }] of this.cells) if (value !== undefined) yield [name, value];
  }
}

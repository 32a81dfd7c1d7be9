import { type Message, say } from '../../base/message';
import type { Span } from '../../python/syntax';
import { gathered, isTall, isOfSample, type TallRows } from '../tall-arrays';
import type { Value } from '../values';
import { FedLengths } from './fed-lengths';

/** Data that stands in for what a program loads, where it is loaded. */
export interface StandInData {
  /** Why the program's own is not known. */
  readonly why: Message;
  /** What it is. */
  readonly standIn: Message;
  readonly span: Span;
}

type Feed = readonly [placeholder: Value, value: Value];

/** Numbers of all batches of one form that are recorded. Later batches are the first ones again. */
const mostElements = 4_000_000;

/** The data that stands in for what the program does not give, and how much of it is recorded. */
export class StandIns {
  readonly data: StandInData[] = [];
  /** How often the program asked whether something is there that is not. */
  doubts = 0;
  /** A length in the place of one that is not known; null where there is none. */
  length: StandInData | null = null;
  readonly lengths = new FedLengths();
  private readonly noted = new Set<string>();
  private readonly made = new Map<string, unknown>();
  private readonly batches = new Map<string, { readonly recorded: Value[][]; turn: number }>();

  /** Notes data that stands in, once a place. */
  note(data: StandInData): void {
    const key = `${data.span.start} ${say(data.why)}`;
    if (this.noted.has(key)) return;
    this.noted.add(key);
    this.data.push(data);
  }

  /** What was made for a name, made when it is first asked for. */
  once<Made>(name: string, make: () => Made): Made {
    if (!this.made.has(name)) this.made.set(name, make());
    return this.made.get(name) as Made;
  }

  /**
   * What a run is fed: of an array that is not held whole as many rows as it has different ones, and as many of what is fed beside it;
   * and batches that were fed before, where many have been fed.
   */
  fed(feeds: readonly Feed[]): Feed[] {
    const tall = feeds.find(([, value]) => isTall(value))?.[1];
    const cut = tall !== undefined && isTall(tall) ? feeds.map((feed) => cutTo(feed, tall.tall)) : [...feeds];
    const batch = cut.find(([, value]) => value.kind === 'array' && isOfSample(value.array));
    return batch?.[1].kind === 'array' ? this.reused(cut, batch[1].array.shape[0] ?? 0) : cut;
  }

  private reused(feeds: readonly Feed[], rows: number): Feed[] {
    const isOfBatch = (value: Value): boolean => value.kind === 'array' && value.array.shape[0] === rows;
    const own = feeds.filter(([, value]) => isOfBatch(value));
    const key = own
      .map(([placeholder, value]) =>
        placeholder.kind === 'tensor' && value.kind === 'array'
          ? `${placeholder.call}:${value.array.dtype}:${value.array.shape.join()}`
          : '',
      )
      .join(' ');
    const known = this.batches.get(key) ?? { recorded: [], turn: 0 };
    this.batches.set(key, known);
    const elements = own.reduce((sum, [, value]) => sum + (value.kind === 'array' ? value.array.data.length : 0), 0);
    if (known.recorded.length === 0 || (known.recorded.length + 1) * elements <= mostElements) {
      known.recorded.push(own.map(([, value]) => value));
      return [...feeds];
    }
    const values = known.recorded[known.turn % known.recorded.length] ?? [];
    known.turn += 1;
    let at = 0;
    return feeds.map(([placeholder, value]) => [placeholder, isOfBatch(value) ? (values[at++] ?? value) : value]);
  }
}

/** A feed with as many rows as an array has different ones: a run with all of them would show nothing more. */
function cutTo([placeholder, value]: Feed, { sample, order }: TallRows): Feed {
  const rows = Math.min(sample.shape[0] ?? 0, order.length);
  if (isTall(value)) return [placeholder, { kind: 'array', array: gathered(value.tall, 0, rows) }];
  if (value.kind !== 'array' || value.array.shape[0] !== order.length) return [placeholder, value];
  const { array } = value;
  const width = array.data.length / order.length;
  const cut = { ...array, shape: [rows, ...array.shape.slice(1)], data: array.data.subarray(0, rows * width) };
  return [placeholder, { kind: 'array', array: cut }];
}

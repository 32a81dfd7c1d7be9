import { asNumber } from '../read-value';
import { spend } from '../reading';
import { anything, type Arguments, int, none, nothing, str, tolerant, tuple, type Value } from '../values';
import type { Elements } from './data-sets/elements';
import { nextOf } from './data-sets/iterators';
import { Given, methods } from './data-sets/methods';
import { linesOf, unknownRecord, usualRecords } from './data-sets/records-of-files';
import { type Helper, taking } from './helper';

/** Names of files, or other values, in a queue. */
interface Producer {
  /** Null where they are not known. */
  readonly items: readonly Value[] | null;
  /** How often it goes through them; null for without end. */
  readonly epochs: number | null;
}

const producers = new WeakMap<Value, Producer>();

/** Says what a queue is filled with. */
export function fill(queue: Value, producer: Producer): void {
  producers.set(queue, producer);
}

/** A reader: `read(queue)` gives a key and a record. */
const reader = (isOfLines: boolean): Helper =>
  taking(isOfLines ? [] : anything, (program, { positional, named }) => {
    const header = named.get('skip_header_lines') ?? positional[0] ?? none;
    const skipped = isOfLines ? (asNumber(header) ?? 0) : 0;
    const read = ({ positional: [queue = none], span }: Arguments): Value => {
      const { items, epochs } = producers.get(queue) ?? { items: null, epochs: null };
      const files = items ?? [];
      const lines = isOfLines ? linesOf(files, program) : null;
      const records: Elements = function* () {
        for (const [file, rows] of lines?.entries() ?? [])
          for (const [row, line] of rows.slice(skipped).entries()) {
            spend(1);
            const name = files[file];
            yield tuple([str(`${name?.kind === 'str' ? name.value : ''}:${row + skipped + 1}`), str(line)]);
          }
        for (let row = 0; lines === null && row < usualRecords; row++) {
          spend(1);
          yield tuple([unknownRecord(span), unknownRecord(span)]);
        }
      };
      const count = epochs === null ? none : int(epochs);
      const repeated = methods['repeat']?.(
        records,
        new Given({ positional: [count], named: new Map(), span }, program),
      );
      return nextOf(repeated ?? records, program, span);
    };
    return {
      kind: 'instance',
      class: null,
      attributes: new Map<string, Value>([
        ['read', tolerant('read', anything, read)],
        ['num_records_produced', nothing],
      ]),
    };
  });

export const readers: Readonly<Record<string, Helper>> = {
  TextLineReader: reader(true),
  WholeFileReader: reader(false),
  TFRecordReader: reader(false),
  FixedLengthRecordReader: reader(false),
  IdentityReader: reader(false),
};

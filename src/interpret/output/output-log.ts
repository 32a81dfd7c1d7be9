// What a program prints, read with what its session runs gave. A first reading lists the runs in their order, each turn of each loop;
// a thread that trains makes them and tells what was fetched; a second reading goes through the same program with these values,
// so that texts, conditions and arithmetic are Python's own, and every line is what the program prints.
import { message, type Message } from '../../base/message';
import type { FetchedRun } from '../../base/fetched-run';
import type { GraphValue } from '../../base/graph-call';
import type { Span } from '../../python/syntax';
import { LimitError } from '../limits';
import { result } from '../numpy/scalars';
import type { RecordedRun } from '../record/recorded-steps';
import type { Speculations } from '../record/speculations';
import { anything, type Arguments, builtin, none, tolerant, unknown, type Value } from '../values';

/** Lines, session runs and characters after which an output is not followed further. */
const outputLimits = { lines: 200, runs: 4000, characters: 40_000 } as const;

/** A line as it is printed: its text in pieces, null where a piece is not known. */
export type PrintedLine = readonly (string | null)[];

/** Ends a reading: what is wanted of it has been read. */
export class OutputEnd extends LimitError {}

/** The prints of one reading, and its session runs one by one. */
export class OutputLog {
  readonly runs: RecordedRun[] = [];
  readonly lines: PrintedLine[] = [];
  /** Why the lines behind the last one are not known; null where there are no more. */
  end: Message | null = null;
  private last: FetchedRun | null = null;
  private open: (string | null)[] | null = null;
  private characters = 0;

  /** `fetched` is what the runs gave; null in the reading that lists them. `count` is the step that they tell of. */
  constructor(
    private readonly fetched: readonly FetchedRun[] | null,
    private readonly count: GraphValue | null,
    /** What a value is as Python's `str` makes it; null where that is not known. */
    private readonly textOf: (value: Value, span: Span) => string | null,
    private readonly speculations: Speculations,
  ) {}

  /** Takes the next run of a session. Throws an `OutputEnd` where the reading is to end before it. */
  addRun(run: RecordedRun): void {
    const { fetched, runs } = this;
    if (runs.length >= outputLimits.runs)
      this.stop(message('only the first {0} session runs are followed', outputLimits.runs), run.span);
    this.last = fetched?.[runs.length] ?? null;
    runs.push(run);
    if (fetched === null) return;
    if (this.last === null) this.stop(message('what this session run gives is not known'), run.span);
    else if (this.last.key !== keyOfRun(run))
      this.stop(message('which session run comes next depends on what was fetched'), run.span);
  }

  /** What the last run gave of one of its fetches; null where that is not known, and in the reading that lists the runs. */
  fetchedOf(fetch: GraphValue, span: Span): Value | null {
    const { last, runs } = this;
    if (last === null) return null;
    const key = JSON.stringify(fetch);
    const at = runs.at(-1)?.fetches.findIndex((other) => JSON.stringify(other) === key) ?? -1;
    const value = last.values[at] ?? null;
    if (value?.kind === 'none') return none;
    if (value?.kind === 'array') return result(value.value);
    return unknown(message('a value that is too large to be shown'), span);
  }

  /** What a count holds behind the last run; null where that is not known. */
  stepOf(count: GraphValue): number | null {
    const isPlanned = this.count !== null && JSON.stringify(count) === JSON.stringify(this.count);
    return isPlanned ? (this.last?.step ?? null) : null;
  }

  /** Python's `print`. */
  readonly print = (given: Arguments): Value => {
    const { positional, named, more, span } = given;
    const file = named.get('file') ?? none;
    // What goes into a file, or to the standard error, is not in the output.
    if (file.kind !== 'none' && file !== this.standardOutput) return none;
    const texts = [...positional, ...(more === undefined ? [] : [more])].map((value) => this.textOf(value, span));
    const between = ofNamed(named.get('sep'), ' ');
    const end = ofNamed(named.get('end'), '\n');
    this.write([...texts.flatMap((text, at) => (at === 0 ? [text] : [between, text])), end], span);
    return none;
  };

  /** Prints values as the statement of Python 2 does. */
  printValues(positional: readonly Value[], span: Span): void {
    this.print({ positional, named: new Map(), span });
  }

  /** `sys.stdout`. */
  readonly standardOutput: Value = {
    kind: 'instance',
    class: null,
    attributes: new Map<string, Value>([
      [
        'write',
        tolerant('write', anything, ({ positional: [text = none], span }) => {
          this.write([this.textOf(text, span)], span);
          return none;
        }),
      ],
      ['flush', builtin('flush', () => none)],
    ]),
  };

  /** Writes texts in a row; null stands for one that is not known. Throws an `OutputEnd` behind the last line that is wanted. */
  private write(texts: readonly (string | null)[], span: Span): void {
    if (this.speculations.isOn) {
      this.lose(message('whether this is printed depends on a value that is not known'), span);
      return;
    }
    for (const text of texts) {
      const [first = null, ...rest] = text === null ? [null] : text.split('\n');
      if (first !== '') this.add(first, span);
      for (const next of rest) {
        this.endLine(span);
        if (next !== '') this.add(next, span);
      }
    }
  }

  /** Says that it is not known from here on what is printed. In the reading that lists the runs that is no end. */
  lose(why: Message, span: Span): void {
    if (this.fetched !== null) this.stop(why, span);
  }

  /** Ends the last line, where the program ended without. */
  close(): void {
    if (this.open !== null) this.lines.push(this.open);
    this.open = null;
  }

  private add(part: string | null, span: Span): void {
    this.open ??= [];
    this.characters += part?.length ?? 1;
    this.open.push(part);
    if (this.characters > outputLimits.characters)
      this.stop(message('only the first {0} characters are shown', outputLimits.characters), span);
  }

  private endLine(span: Span): void {
    this.lines.push(this.open ?? []);
    this.open = null;
    if (this.lines.length >= outputLimits.lines)
      this.stop(message('only the first {0} lines are shown', outputLimits.lines), span);
  }

  private stop(why: Message, span: Span): never {
    this.end ??= why;
    throw new OutputEnd(why, span);
  }
}

/** What a run is known again by. The name of a checkpoint may hold a step, which is another one in another run. */
export function keyOfRun({ key, session, checkpoint }: RecordedRun): string {
  return checkpoint === undefined ? key : `${session} ${checkpoint.does}`;
}

/** `sep` or `end` of a call of `print`. */
function ofNamed(value: Value | undefined, otherwise: string): string | null {
  if (value === undefined || value.kind === 'none') return otherwise;
  return value.kind === 'str' ? value.value : null;
}

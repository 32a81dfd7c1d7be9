import type { GraphCall, GraphValue } from '../base/graph-call';
import type { SourceText } from '../python/source-text';
import type { Span } from '../python/syntax';
import { limits, LimitError } from './limits';
import type { TensorValue, UnknownValue, Value } from './values';

/** One `Session.run` of the program. */
export interface RecordedRun {
  readonly fetches: readonly GraphValue[];
  readonly feeds: readonly { readonly placeholder: GraphValue; readonly value: GraphValue }[];
  /** Consecutive equal runs are counted, not repeated. */
  times: number;
  readonly span: Span;
}

/** Something that could not be read, with its reason and place. */
export interface Obstacle {
  readonly why: string;
  readonly span: Span;
}

/** What a program does to TensorFlow: its calls, its session's runs, and what was not understood on the way. */
export class Recorder {
  readonly calls: GraphCall[] = [];
  readonly runs: RecordedRun[] = [];
  readonly obstacles: Obstacle[] = [];
  /** Calls that were passed something unknown, by id. */
  readonly unknownArguments = new Map<number, Obstacle>();
  private readonly effects = new Map<number, boolean>();
  /** `tf.set_random_seed`, or null. */
  seed: number | null = null;
  private readonly controls: number[][] = [];
  private readonly scopes: string[] = [];
  private lastRunKey = '';
  private readonly arrayIds = new Map<object, number>();

  constructor(readonly source: SourceText) {}

  /** Records a call by its public name, with its arguments as the program gives them. */
  record(
    name: string,
    args: readonly Value[],
    kwargs: ReadonlyMap<string, Value>,
    span: Span,
    called?: Span,
  ): TensorValue | UnknownValue {
    if (this.calls.length >= limits.calls) throw new LimitError(`more than ${limits.calls} TensorFlow calls`, span);
    const id = this.calls.length;
    this.calls.push({
      id,
      name,
      args: args.map((value) => this.toGraph(value)),
      kwargs: Object.fromEntries([...kwargs].map(([key, value]) => [key, this.toGraph(value)])),
      control: this.controls.flat(),
      scope: this.scopes.join('/'),
      range: this.source.range(span),
      ...(called === undefined ? {} : { called: this.source.range(called) }),
    });
    const missing = [...args, ...kwargs.values()].map(unknownIn).find((found) => found !== null);
    if (missing) this.unknownArguments.set(id, missing);
    return { kind: 'tensor', call: id };
  }

  /** Records a run of the session; equal to the last one, it is only counted. A run that changes nothing is not recorded. */
  run(fetches: readonly Value[], feeds: readonly (readonly [Value, Value])[], span: Span): void {
    if (!fetches.some((fetch) => fetch.kind === 'tensor' && this.hasEffect(fetch))) return;
    const recorded = {
      fetches: fetches.map((fetch) => this.toGraph(fetch)),
      feeds: feeds.map(([placeholder, value]) => ({
        placeholder: this.toGraph(placeholder),
        value: this.toGraph(value),
      })),
      times: 1,
      span,
    };
    const key = JSON.stringify([recorded.fetches, recorded.feeds], (_, part: unknown) => this.keyPart(part));
    const last = this.runs.at(-1);
    if (last !== undefined && key === this.lastRunKey) {
      last.times += 1;
      return;
    }
    if (this.runs.length >= limits.runs) throw new LimitError(`more than ${limits.runs} different session runs`, span);
    this.lastRunKey = key;
    this.runs.push(recorded);
  }

  /** Whether running it changes a variable: it, or something that it is computed from or ordered after. */
  private hasEffect({ call: id, output }: TensorValue): boolean {
    if (output === 'initializer') return true;
    const known = this.effects.get(id);
    if (known !== undefined) return known;
    this.effects.set(id, false);
    const call = this.calls[id];
    const found =
      call !== undefined &&
      (effects.test(call.name) || dependencies(call).some((other) => this.hasEffect({ kind: 'tensor', call: other })));
    this.effects.set(id, found);
    return found;
  }

  /** Notes something that was not understood, once a place. */
  note(why: string, span: Span): void {
    if (!this.obstacles.some((known) => known.span.start === span.start && known.why === why)) {
      this.obstacles.push({ why, span });
    }
  }

  /** Opens `tf.control_dependencies`; the result closes it. */
  enterControl(operations: readonly Value[]): () => void {
    this.controls.push(operations.flatMap((value) => (value.kind === 'tensor' ? [value.call] : [])));
    return () => void this.controls.pop();
  }

  /** Opens a name or variable scope; the result closes it. */
  enterScope(name: string): () => void {
    this.scopes.push(name);
    return () => void this.scopes.pop();
  }

  /** A value as a recorded argument. What has no form there is noted, and passed as None. */
  toGraph(value: Value): GraphValue {
    switch (value.kind) {
      case 'none':
        return { kind: 'none' };
      case 'bool':
        return { kind: 'bool', value: value.value };
      case 'int':
        return { kind: 'int', value: value.value };
      case 'float':
        return { kind: 'float', value: value.value };
      case 'str':
        return { kind: 'string', value: value.value };
      case 'dtype':
        return { kind: 'dtype', value: value.value };
      case 'array':
        return { kind: 'array', value: value.array };
      case 'tensor':
        return value.output === undefined
          ? { kind: 'call', id: value.call }
          : { kind: 'call', id: value.call, output: value.output };
      case 'list':
      case 'tuple':
        return { kind: 'list', items: value.items.map((item) => this.toGraph(item)) };
      case 'dict':
        return {
          kind: 'dict',
          entries: [...value.entries.values()].map((entry) => [this.toGraph(entry.key), this.toGraph(entry.value)]),
        };
      case 'slice':
        return { kind: 'list', items: [value.lower, value.upper, value.step].map((part) => this.toGraph(part)) };
      case 'unknown':
        this.note(value.why, value.span);
        return { kind: 'none' };
      default:
        return { kind: 'none' };
    }
  }

  /** Arrays are told apart by their contents' identity: comparing a data set for every batch would take longer than training. */
  private keyPart(part: unknown): unknown {
    if (!(part instanceof Float64Array)) return part;
    if (part.length <= 1024) return [...part].join();
    const known = this.arrayIds.get(part);
    if (known !== undefined) return `array ${known}`;
    this.arrayIds.set(part, this.arrayIds.size);
    return `array ${this.arrayIds.size - 1}`;
  }
}

/** Calls that change variables when they are run. */
const effects =
  /(?:^|\.)(?:minimize|apply_gradients|apply|assign|assign_add|assign_sub|scatter_\w+|\w*initializer|initialize_all_variables|create_train_op|optimize_loss)$/;

/** The calls that a call is computed from or ordered after. */
export function dependencies(call: GraphCall): number[] {
  return [...call.control, ...[...call.args, ...Object.values(call.kwargs)].flatMap(callsIn)];
}

/** The calls that a recorded value holds. */
export function callsIn(value: GraphValue): number[] {
  switch (value.kind) {
    case 'call':
      return [value.id];
    case 'list':
      return value.items.flatMap(callsIn);
    case 'dict':
      return value.entries.flatMap(([key, held]) => [...callsIn(key), ...callsIn(held)]);
    default:
      return [];
  }
}

function unknownIn(value: Value): Obstacle | null {
  if (value.kind === 'unknown') return value;
  if (value.kind !== 'list' && value.kind !== 'tuple') return null;
  return value.items.map(unknownIn).find((found) => found !== null) ?? null;
}

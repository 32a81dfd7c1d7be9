import { isAlike, isReportAlike } from './compile/compare';
import { type CompiledStep, compileStep, type Part } from './compile/compile-step';
import { isFlushedSize } from './compile/lower-state';
import { NotCompiled } from './compile/lowering';
import type { Tensor } from './graph';
import { at, copyValue, type Elements, item, type Value } from './value';
import type { VariableStore } from './variable-store';

/** How steps are executed: as one compiled function, or call by call on the kernels, and then why. */
export type Execution =
  | { readonly kind: 'undecided' }
  | { readonly kind: 'compiled'; readonly usesSimd: boolean }
  | { readonly kind: 'kernels'; readonly reason: string };

/** Steps that are executed both ways and compared before the compiled function is trusted. */
const comparedSteps = 3;
/** Shapes of feeds for which a step is compiled on its own: a batch, and what is left at an epoch's end. */
const mostVariants = 4;

/** What is known of a step whose feeds have certain shapes. */
interface Variant {
  stepsMade: number;
  compiled: CompiledStep | null;
  execution: Execution;
}

/**
 * Makes steps of one or several session runs in a row. The first is made on the kernels; the next ones on the kernels and by the
 * compiled function, from the same state, and what the kernels made stands. Where both agree the function goes on alone; where they
 * differ, or where some operation has no compiled form, the kernels do.
 */
export class StepExecutor {
  /** What each tensor is fed, in the order of the parts. */
  private readonly feeds = new Map<Tensor, Value>();
  private readonly variants = new Map<string, Variant>();
  private current: Variant | null = null;
  /** Feeds that the compiled function has not been given. */
  private readonly stale = new Set<Tensor>();
  /** Steps that the last call of `run` completed, also where it raised. */
  completed = 0;
  /** The function that made the last step; null where the kernels did. */
  private last: CompiledStep | null = null;
  private readonly fed: readonly Tensor[];
  private readonly width: number;

  constructor(
    private readonly parts: readonly Part[],
    private readonly store: VariableStore,
    private readonly mayCompile: boolean,
  ) {
    this.fed = [...new Set(parts.flatMap(({ program }) => program.fed))];
    this.width = Math.max(0, ...parts.flatMap(({ cells }) => cells.map(({ column }) => column + 1)));
  }

  /** How the last step was executed, and the next ones will be. */
  get execution(): Execution {
    return this.current?.execution ?? { kind: 'undecided' };
  }

  /** The generated function's text, for the curious. */
  get source(): string | null {
    return this.current?.compiled?.source ?? null;
  }

  feed(tensor: Tensor, value: Value): void {
    const before = this.feeds.get(tensor);
    if (before === value) return;
    if (!this.fed.includes(tensor)) throw new Error(`${tensor.name} was not announced as fed`);
    this.feeds.set(tensor, value);
    this.stale.add(tensor);
    if (before?.shape.join() !== value.shape.join()) this.current = null;
  }

  /** Makes up to `count` steps, a row each, and ends early with a step whose watched numbers are not finite. */
  run(count: number, rows: Float64Array, capacity: number, firstRow: number): number {
    let made = 0;
    while (made < count) {
      const variant = (this.current ??= this.variant());
      if (variant.execution.kind === 'compiled' && variant.compiled !== null && this.isCurrent(variant.compiled)) {
        this.give(variant.compiled);
        this.last = variant.compiled;
        this.completed = made + this.compiledSteps(variant.compiled, made, count, rows, capacity, firstRow);
        return this.completed;
      }
      this.last = null;
      this.completed = made;
      this.single(variant);
      const isFinite = this.writeRow(rows, capacity, firstRow + made);
      made++;
      this.completed = made;
      if (!isFinite) break;
    }
    return made;
  }

  private compiledSteps(
    { run, progress }: CompiledStep,
    made: number,
    count: number,
    rows: Float64Array,
    capacity: number,
    firstRow: number,
  ): number {
    try {
      return run(count - made, rows, capacity, firstRow + made);
    } catch (error) {
      this.completed = made + at(progress, 0);
      throw error;
    }
  }

  /** The whole value of a kept tensor after the last step; not a copy. */
  valueOf(tensor: Tensor): Value {
    if (this.last !== null) return this.last.valueOf(tensor);
    const part = this.parts.find(({ kept }) => kept.includes(tensor));
    if (part === undefined) throw new Error(`${tensor.name} is not kept`);
    return part.program.valueOf(tensor);
  }

  private variant(): Variant {
    const key = this.fed.map((tensor) => this.feeds.get(tensor)?.shape.join('x')).join();
    let variant = this.variants.get(key);
    if (variant === undefined) {
      const reason = this.mayCompile ? 'the feeds have too many shapes' : 'compilation is off';
      const isOpen = this.mayCompile && this.variants.size < mostVariants;
      variant = {
        stepsMade: 0,
        compiled: null,
        execution: isOpen ? { kind: 'undecided' } : { kind: 'kernels', reason },
      };
      this.variants.set(key, variant);
    }
    for (const tensor of this.fed) this.stale.add(tensor);
    return variant;
  }

  /** One step on the kernels, and beside it by the compiled function while it is on trial. */
  private single(variant: Variant): void {
    if (variant.execution.kind === 'compiled') {
      // A variable has been given another storage since: the function is made anew.
      variant.execution = { kind: 'undecided' };
      variant.compiled = null;
      variant.stepsMade = 0;
    }
    if (variant.execution.kind === 'undecided' && variant.stepsMade > 0) this.onTrial(variant);
    else this.onKernels();
    variant.stepsMade++;
  }

  private onKernels(): void {
    for (const { program } of this.parts) {
      program.run(program.fed.map((tensor) => this.feeds.get(tensor) as Value));
    }
  }

  private onTrial(variant: Variant): void {
    let compiled: CompiledStep;
    try {
      compiled = variant.compiled ??= compileStep(this.parts, this.store);
    } catch (error) {
      if (!(error instanceof NotCompiled)) throw error;
      variant.execution = { kind: 'kernels', reason: error.message };
      this.onKernels();
      return;
    }
    const read = (): Value[] => compiled.written.map((variable) => this.store.readVariable(variable));
    const before = read().map(copyValue);
    const streams = this.store.streamPositions();
    this.onKernels();
    const streamsAfter = this.store.streamPositions();
    const report = this.report();
    const after = read().map(copyValue);
    restore(read(), before);
    this.store.rewind(streams);
    const difference = this.difference(compiled, before, after, report);
    restore(read(), after);
    this.store.rewind(streamsAfter);
    if (difference !== null) variant.execution = { kind: 'kernels', reason: difference };
    else if (variant.stepsMade >= comparedSteps) variant.execution = { kind: 'compiled', usesSimd: compiled.usesSimd };
  }

  /** What the compiled function makes differently, or null. */
  private difference(
    compiled: CompiledStep,
    before: readonly Value[],
    after: readonly Value[],
    report: Float64Array,
  ): string | null {
    const rows = new Float64Array(this.width).fill(Number.NaN);
    for (const tensor of this.fed) this.stale.add(tensor);
    this.give(compiled);
    try {
      compiled.run(1, rows, 1, 0);
    } catch (error) {
      return `the compiled step raises ${error instanceof Error ? error.message : String(error)}`;
    }
    const isExact = !compiled.usesSimd;
    const wrong = compiled.written.findIndex((variable, index) => {
      const { data } = this.store.readVariable(variable);
      const isFlushed = isFlushedSize(data.length);
      return !isAlike(data, item(after, index).data, item(before, index).data, { isExact, isFlushed });
    });
    if (wrong >= 0) return `the compiled step computes ${item(compiled.written, wrong).name} differently`;
    const column = rows.findIndex((value, index) => !isReportAlike(value, at(report, index), isExact));
    return column < 0 ? null : `the compiled step reports ${this.nameOf(column)} differently`;
  }

  private nameOf(column: number): string {
    return this.parts.flatMap(({ cells }) => cells).find((cell) => cell.column === column)?.tensor.name ?? '';
  }

  /** Whether the session still has the storages that the function was made for. */
  private isCurrent({ variables }: CompiledStep): boolean {
    for (const [variable, value] of variables) if (this.store.readVariable(variable) !== value) return false;
    return true;
  }

  private give({ feeds }: CompiledStep): void {
    if (this.stale.size === 0) return;
    this.fed.forEach((tensor, index) => {
      if (this.stale.has(tensor)) feeds[index]?.set((this.feeds.get(tensor) as Value).data);
    });
    this.stale.clear();
  }

  private report(): Float64Array {
    const row = new Float64Array(this.width).fill(Number.NaN);
    this.writeRow(row, 1, 0);
    return row;
  }

  /** Writes what the kernels computed; false where a watched number is not finite. */
  private writeRow(rows: Float64Array, capacity: number, row: number): boolean {
    let isFinite = true;
    for (const { program, cells } of this.parts) {
      for (const { tensor, column, isMean, isWatched } of cells) {
        const { data } = program.valueOf(tensor);
        const value = data.length === 1 ? at(data, 0) : isMean ? meanOf(data) : Number.NaN;
        rows[column * capacity + row] = value;
        if (isWatched && !Number.isFinite(value)) isFinite = false;
      }
    }
    return isFinite;
  }
}

function restore(values: readonly Value[], to: readonly Value[]): void {
  values.forEach(({ data }, index) => {
    data.set(item(to, index).data);
  });
}

function meanOf(data: Elements): number {
  let sum = 0;
  for (const element of data) sum += element;
  return Math.fround(sum / data.length);
}

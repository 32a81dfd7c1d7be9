import { message, type Message } from '../base/message';
import { ArrayPool } from './compile/array-pool';
import { type CompiledStep, compileStep, type Part } from './compile/compile-step';
import { lastingSlots } from './compile/lasting-slots';
import { NotCompiled } from './compile/lowering';
import { shapingFeeds } from './compile/shaping-feeds';
import type { Tensor } from './graph';
import { StepTrial, writeCells } from './step-trial';
import { at, converted, type Value } from './value';
import type { VariableStore } from './variable-store';

/** How steps are executed: as compiled functions, or call by call on the kernels, and then why. */
export type Execution =
  | { readonly kind: 'undecided' }
  | { readonly kind: 'compiled'; readonly usesSimd: boolean }
  | { readonly kind: 'kernels'; readonly reason: Message };

/** Steps that are executed both ways and compared before a compiled function is trusted. */
const comparedSteps = 3;
/** Shapes of feeds that a step keeps a function for; the one that was not used for longest makes room. */
const mostVariants = 256;

/** What is known of a step whose feeds have certain shapes: its function is right for these alone. */
interface Variant {
  stepsMade: number;
  compiled: CompiledStep | null;
  execution: Execution;
}

/**
 * Makes steps of one or several session runs in a row. For every combination of the feeds' shapes there is a function of its own: the
 * first step with these shapes is made on the kernels; the next ones on the kernels and by the compiled function, from the same state,
 * and what the kernels made stands. Where both agree the function goes on alone; where they differ, or where some operation has no
 * compiled form, the kernels do.
 */
export class StepExecutor {
  /** What each tensor is fed, with the tensor's dtype; the elements are converted when they are used. */
  private readonly feeds = new Map<Tensor, Value>();
  /** Feeds as the kernels take them; none while compiled functions do the work. */
  private readonly ready = new Map<Tensor, Value>();
  /** By the shapes of the feeds, the one that was used last at the end. */
  private readonly variants = new Map<string, Variant>();
  private current: Variant | null = null;
  /** Feeds that the compiled function has not been given. */
  private readonly stale = new Set<Tensor>();
  /** Steps that the last call of `run` completed, also where it raised. */
  completed = 0;
  /** How the steps are executed: on the kernels where those of any shapes are; else compiled as soon as those of some shapes are. */
  execution: Execution = { kind: 'undecided' };
  /** The function that made the last step; null where the kernels did. */
  private last: CompiledStep | null = null;
  private readonly fed: readonly Tensor[];
  /** Feeds whose numbers give other tensors their shapes: a function is right for these numbers alone. */
  private readonly shaping: ReadonlySet<Tensor>;
  private readonly pool: ArrayPool;
  private readonly trial: StepTrial;

  constructor(
    private readonly parts: readonly Part[],
    private readonly store: VariableStore,
    private readonly mayCompile: boolean,
  ) {
    this.fed = [...new Set(parts.flatMap(({ program }) => program.fed))];
    this.shaping = shapingFeeds(parts.map(({ program }) => program));
    this.pool = new ArrayPool();
    this.trial = new StepTrial(parts, store);
    for (const { program, cells, kept } of parts)
      program.keepOnly(lastingSlots(program, [...cells.map(({ tensor }) => tensor), ...kept], this.shaping));
  }

  /** The text of the function that the last step's shapes have, for the curious. */
  get source(): string | null {
    return this.current?.compiled?.source ?? null;
  }

  feed(tensor: Tensor, value: Value): void {
    const before = this.feeds.get(tensor);
    if (before === value) return;
    if (!this.fed.includes(tensor)) throw new Error(`${tensor.name} was not announced as fed`);
    this.feeds.set(tensor, value);
    this.ready.delete(tensor);
    this.stale.add(tensor);
    if (before === undefined || !isSameShape(before.shape, value.shape) || this.shaping.has(tensor))
      this.current = null;
  }

  /** Makes up to `count` steps, a row each, and ends early with a step whose watched numbers are not finite. */
  run(count: number, rows: Float64Array, capacity: number, firstRow: number): number {
    let made = 0;
    while (made < count) {
      const variant = (this.current ??= this.variant());
      if (variant.execution.kind === 'compiled' && variant.compiled !== null && this.isCurrent(variant.compiled)) {
        this.give(variant.compiled);
        if (this.last === null) this.leaveKernels();
        this.last = variant.compiled;
        this.completed =
          made +
          this.compiledSteps(variant.compiled, made, (run) => run(count - made, rows, capacity, firstRow + made));
        return this.completed;
      }
      this.last = null;
      this.completed = made;
      this.single(variant);
      const isFinite = writeCells(this.parts, rows, capacity, firstRow + made);
      made++;
      this.completed = made;
      if (!isFinite) break;
    }
    return made;
  }

  /** Runs compiled steps; of those that raise, the ones before count as completed. */
  private compiledSteps(
    { run, progress }: CompiledStep,
    made: number,
    start: (run: CompiledStep['run']) => number,
  ): number {
    try {
      return start(run);
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

  /** What is known of steps with the shapes that are fed now. Whatever function is next was given feeds of other shapes last. */
  private variant(): Variant {
    const key = this.fed.map((tensor) => this.keyOf(tensor)).join();
    const variant = this.variants.get(key) ?? { stepsMade: 0, compiled: null, execution: { kind: 'undecided' } };
    this.variants.delete(key);
    this.variants.set(key, variant);
    if (this.variants.size > mostVariants) this.forgetOldest();
    if (!this.mayCompile) this.decide(variant, { kind: 'kernels', reason: message('compilation is off') });
    for (const tensor of this.fed) this.stale.add(tensor);
    return variant;
  }

  private keyOf(tensor: Tensor): string {
    const value = this.feeds.get(tensor);
    if (value === undefined) return '';
    const shape = value.shape.join('x');
    return this.shaping.has(tensor) ? `${shape}:${value.data.join(';')}` : shape;
  }

  private forgetOldest(): void {
    const [oldest] = this.variants;
    if (oldest === undefined) return;
    const [key, variant] = oldest;
    this.variants.delete(key);
    // Shapes that go before they come again are never compiled.
    if (variant.execution.kind === 'undecided')
      this.decide(variant, { kind: 'kernels', reason: message('the feeds have too many shapes') });
  }

  private decide(variant: Variant, execution: Execution): void {
    variant.execution = execution;
    if (execution.kind !== 'undecided' && this.execution.kind !== 'kernels') this.execution = execution;
  }

  /** One step on the kernels, and beside it by the compiled function while it is on trial. */
  private single(variant: Variant): void {
    if (variant.execution.kind === 'compiled') {
      // A variable has been given another storage since: the function is made anew.
      variant.execution = { kind: 'undecided' };
      variant.compiled = null;
      variant.stepsMade = 0;
    }
    const isDue = variant.execution.kind === 'undecided' && variant.stepsMade > 0;
    if (isDue && !this.trial.hasMemory)
      this.decide(variant, {
        kind: 'kernels',
        reason: message('there is no memory to compare a compiled step with the kernels'),
      });
    if (isDue && variant.execution.kind === 'undecided') this.onTrial(variant);
    else this.onKernels();
    variant.stepsMade++;
  }

  private readonly onKernels = (): void => {
    for (const { program } of this.parts) program.run(program.fed.map((tensor) => this.readyFeed(tensor)));
  };

  private readyFeed(tensor: Tensor): Value {
    let value = this.ready.get(tensor);
    if (value === undefined) this.ready.set(tensor, (value = converted(this.feeds.get(tensor) as Value)));
    return value;
  }

  /** What the kernels made and were fed is asked for no more. */
  private leaveKernels(): void {
    this.ready.clear();
    for (const { program } of this.parts) program.releaseAll();
  }

  private onTrial(variant: Variant): void {
    if (variant.compiled !== null && !this.isCurrent(variant.compiled)) variant.compiled = null;
    try {
      const difference = this.trial.run(this.onKernels, () => {
        const compiled = (variant.compiled ??= compileStep(this.parts, this.store, this.shaping, this.pool));
        for (const tensor of this.fed) this.stale.add(tensor);
        this.give(compiled);
        return compiled;
      });
      const { compiled } = variant;
      if (difference !== null) this.decide(variant, { kind: 'kernels', reason: difference });
      else if (compiled !== null && variant.stepsMade >= comparedSteps)
        this.decide(variant, { kind: 'compiled', usesSimd: compiled.usesSimd });
    } catch (error) {
      if (!(error instanceof NotCompiled)) throw error;
      this.decide(variant, { kind: 'kernels', reason: error.said });
    }
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
}

function isSameShape(a: readonly number[], b: readonly number[]): boolean {
  if (a.length !== b.length) return false;
  for (let axis = 0; axis < a.length; axis++) if (a[axis] !== b[axis]) return false;
  return true;
}

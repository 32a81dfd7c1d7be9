import { grouped } from '../../base/grouped';
import { comparePlaces } from '../../base/source-range';
import type { Dependency, Movement, Training } from './events';
import type { Dependent, ProgramFacts, StepVariable, TrainingCall } from './facts';
import { isNamedStep, isStepLike, isWeight } from '../meaning/steps';
import { variablesIn } from '../meaning/training';
import { StepSources } from './step-sources';
import { optionsOf, type Trace, type Variable } from '../values/values';
import type { World } from '../walk/world';
import { droppedStates } from '../clocks/dropped-states';
import { schedulersNotGiven } from '../clocks/not-given';
import { certainClockSlips, certainSlips } from './certain-slips';
import { doubledMoves } from './doubled-moves';
import { mergeVariants, telling } from './merge-variants';
import { concludeClocks } from './conclude-clocks';
import { besideRate, isStuck, kinds, lenient, type Reader, withRateOf } from './readers';
import { uniqueDependents } from './unique-dependents';

/** Joins what a walk has met into facts: which steps stand still, and who depends on them. */
export function conclude(world: World): ProgramFacts {
  const sources = new StepSources(world);
  return {
    calls: new Conclusion(world, sources).calls(),
    dependents: [...world.events.dependencies.values()].flatMap((dependency) => sources.dependentsOf(dependency)),
    slips: certainSlips(world),
    schedulers: concludeClocks(world),
    clockSlips: [
      ...certainClockSlips(world),
      ...droppedStates(world.clocks.transforms),
      ...schedulersNotGiven(world.clocks),
      ...[...world.clocks.held.values()].filter((slip) => slip !== null),
    ],
    leftOut: world.limits.leftOut,
  };
}

class Conclusion {
  private readonly movements: readonly Movement[];
  private readonly trainings: readonly Training[];

  constructor(
    private readonly world: World,
    private readonly sources: StepSources,
  ) {
    this.movements = [...world.events.movements.values()];
    this.trainings = [...world.events.trainings.values()];
  }

  calls(): TrainingCall[] {
    return [...grouped(this.trainings, ({ site }) => site).values()]
      .map((all) => mergeVariants(telling(all, this.world.consumers).map((training) => this.concludeOne(training))))
      .sort((a, b) => comparePlaces(a.range, b.range));
  }

  /** The dependents of a rate, through variables that hold it. */
  private readersIn(
    training: Training,
    { reads, mayRead }: Trace,
    isCertain: boolean,
    seen = new Set<unknown>(),
  ): Reader[] {
    const found: Reader[] = [];
    for (const [list, isRead] of [
      [reads, isCertain],
      [mayRead, false],
    ] as const) {
      for (const read of list) {
        const sure = isRead && !this.isFed(read);
        if (seen.has(read)) continue;
        seen.add(read);
        if ('role' in read)
          for (const dependent of this.sources.dependentsOf(read)) found.push({ dependent, isCertain: sure });
        else if (isStepLike(read)) {
          const use = training.notForRate.includes(read) ? 'other' : 'rate';
          found.push({ dependent: this.arithmetic(read, use), isCertain: sure });
        } else found.push(...this.readersIn(training, read.assigned, sure, seen));
      }
    }
    return found;
  }

  /** Whether it stands only in a placeholder's place, and something feeds that, or may. */
  private isFed(read: Variable | Dependency): boolean {
    const { defaults, feeds } = this.world;
    return defaults.has(read) && (feeds.has(read) || feeds.has('any'));
  }

  private arithmetic(variable: Variable, use: Dependent['use']): Dependent {
    const source = this.sources.sourceOf(variable);
    const text = this.sources.step(variable).name;
    return {
      kind: kinds[use],
      role: 'arithmetic',
      range: variable.range,
      step: source,
      stepText: text,
      stepRange: null,
      atStart: null,
      decay: null,
      firstBoundary: null,
      every: null,
      line: null,
      use,
    };
  }

  /** Whether no optimizer, of whatever class, can get at a step: it is not the graph's own, nor called so. */
  private isOutOfReach({ step }: Dependent): boolean {
    if (step.kind === 'number' || step.kind === 'anonymous') return true;
    return step.kind === 'variable' && !this.sources.isGraphsOwn(step.variable.id);
  }

  /** Whether what the graph knows by itself is read: anything that has a part in the training can move it. */
  private isInReach({ step }: Dependent): boolean {
    return step.kind === 'variable' && this.sources.isGraphsOwn(step.variable.id);
  }

  /** What the loss is weighted by: schedules that read a step, and the steps themselves that it is computed from. */
  private readersInLoss({ loss, isCertain }: Training): Reader[] {
    const inTrace = (reads: Trace['reads'], sure: boolean): Reader[] =>
      reads.flatMap((read): Reader[] => {
        if ('role' in read)
          return read.role === 'schedule'
            ? this.sources
                .dependentsOf(read)
                .map((one) => ({ dependent: { ...one, use: 'other' as const }, isCertain: sure }))
            : [];
        return isNamedStep(read) ? [{ dependent: this.arithmetic(read, 'loss'), isCertain: sure }] : [];
      });
    return [...inTrace(loss.reads, isCertain), ...inTrace(loss.mayRead, false)];
  }

  private concludeOne(training: Training): TrainingCall {
    const readers = this.readersIn(training, training.rate, true).map(({ dependent, isCertain }) => ({
      dependent: withRateOf(training, dependent),
      isCertain: isCertain && (training.isCertain || this.isOutOfReach(dependent)),
    }));
    for (const held of training.heldBy)
      for (const dependent of this.sources.dependentsOf(held))
        readers.push({ dependent, isCertain: training.isCertain });
    const isIdle = (training.passes === 'nothing' && !training.countsByItself) || training.passes === 'none';
    if (isIdle) readers.push(...this.readersInLoss(training), ...this.loose(training, readers));
    const { step, passes } = this.passedBy(training);
    if (step !== null) {
      for (const dependency of this.world.events.dependencies.values())
        for (const dependent of this.sources.dependentsOf(dependency))
          if (dependent.step.kind === 'variable' && dependent.step.variable.id === step.id)
            readers.push({ dependent: besideRate(dependent), isCertain: false });
    }
    const mayCount = this.world.consumers.hasUnknown(training);
    const stuck = readers.flatMap(({ dependent, isCertain }) =>
      isCertain && isStuck(dependent.step) && !(mayCount && this.isInReach(dependent)) ? [dependent] : [],
    );
    const {
      call,
      range,
      optimizer,
      stepText,
      stepRange,
      isPositional,
      removal,
      countsByItself,
      isIgnored,
      insertion,
      creation,
      visible,
    } = training;
    return {
      call,
      range,
      optimizer,
      stepText,
      stepRange,
      isPositional,
      removal,
      countsByItself,
      isIgnored,
      insertion,
      creation,
      passes,
      step,
      dependents: uniqueDependents(readers.map(({ dependent }) => dependent)),
      stuck: uniqueDependents(stuck),
      doubled: this.doubled(training),
      movedElsewhere: isIdle ? (this.moverFor(training)?.range ?? null) : null,
      visibleNames: new Map([...visible].map(([variable, name]) => [variable.id, name])),
      plannedSteps: this.plannedSteps(training),
      isReached: training.mode === 'called',
      isRun: this.world.consumers.runs(training),
    };
  }

  private passedBy({ passes, step, isPositional }: Training): {
    step: StepVariable | null;
    passes: TrainingCall['passes'];
  } {
    if (passes !== 'value' || step === null) return { step: null, passes: passes === 'value' ? 'unknown' : passes };
    const options = optionsOf(step);
    const [variable] = variablesIn(step);
    const [only] = options;
    if (options.length === 1 && only !== undefined) {
      if (only.kind === 'number') return { step: null, passes: 'number' };
      if (only.kind === 'tensor') return { step: null, passes: only.isConstant === true ? 'constant' : 'unknown' };
      if (only.kind === 'list') return { step: null, passes: 'list' };
      if (only.kind === 'variable' && isPositional && isWeight(only.variable))
        return { step: this.sources.step(only.variable), passes: 'weight' };
    }
    if (variable === undefined) return { step: null, passes: 'unknown' };
    return { step: options.length === 1 ? this.sources.step(variable) : null, passes: 'variable' };
  }

  /** Dependents of the same program that hang on no call's rate: averages, hooks, savers, loops. */
  private loose(training: Training, readers: readonly { readonly dependent: Dependent }[]): Reader[] {
    const found: Reader[] = [];
    for (const dependency of this.world.events.dependencies.values()) {
      const { role, graph, mode, root } = dependency;
      if (role === 'bias-correction' || role === 'estimator' || role === 'train-loop') continue;
      if (role === 'schedule' && !this.isFetchedAlone(dependency)) continue;
      if (graph !== training.graph || mode !== training.mode || root !== training.root) continue;
      if (lenient.has(role) && !this.isReadWith(training, dependency)) continue;
      if (role === 'average' && this.world.consumers.isOfOthers(dependency, training)) continue;
      for (const dependent of this.sources.dependentsOf(dependency)) {
        if (dependent.step.kind !== 'variable' || dependent.step.isMoved) continue;
        const { id } = dependent.step.variable;
        if (lenient.has(role) && !this.sources.isNamedStep(id)) continue;
        // Another call's rate reads that step: it is that call that should move it.
        const isOthers = this.trainings.some((other) => other !== training && this.readsInRate(other, id));
        const isOwn = readers.some(
          (reader) => reader.dependent.step.kind === 'variable' && reader.dependent.step.variable.id === id,
        );
        const use = role === 'schedule' ? 'other' : dependent.use;
        if (isOwn || !isOthers) found.push({ dependent: { ...dependent, use }, isCertain: training.isCertain });
      }
    }
    return found;
  }

  /** Whether the program runs something that is computed from a schedule which is no optimizer's rate: an exploration, a temperature. */
  private isFetchedAlone(schedule: Dependency): boolean {
    return (
      this.world.runs.fetched.has(schedule) &&
      !this.trainings.some(({ rate: { reads, mayRead } }) => reads.includes(schedule) || mayRead.includes(schedule))
    );
  }

  /** Whether a reading is surely the call's business: a library that the program is built on reads steps for programs that move them. */
  private isReadWith(training: Training, dependency: Dependency): boolean {
    if (dependency.range.file === training.range.file) return true;
    return this.world.runs.together.some((events) => events.has(training) && events.has(dependency));
  }

  private readsInRate(training: Training, id: number): boolean {
    return this.readersIn(training, training.rate, true).some(
      ({ dependent }) => dependent.step.kind === 'variable' && dependent.step.variable.id === id,
    );
  }

  /** What moves a step of the call's own graph on its behalf: by hand, or another call of the same loop. */
  private moverFor(training: Training): Movement | undefined {
    return this.movements.find((movement) => {
      if (movement.training === training || movement.graph !== training.graph || movement.mode !== training.mode)
        return false;
      if (!variablesIn(movement.step).some(isNamedStep) || this.sources.isIdle(movement)) return false;
      if (movement.training === null) return true;
      // What another call counts and nobody reads is counted on nobody's behalf.
      const isRead = variablesIn(movement.step).some((variable) => this.isReadByAnything(variable.id));
      return isRead && this.world.runs.together.some((events) => events.has(training) && events.has(movement));
    });
  }

  private isReadByAnything(id: number): boolean {
    const reads = ({ step }: Dependent): boolean => step.kind === 'variable' && step.variable.id === id;
    return (
      [...this.world.events.dependencies.values()].some((dependency) =>
        this.sources.dependentsOf(dependency).some(reads),
      ) || this.trainings.some((training) => this.readsInRate(training, id))
    );
  }

  private doubled(training: Training): TrainingCall['doubled'] {
    const own = this.movements.filter((movement) => movement.training === training);
    return doubledMoves(this.world, own);
  }

  private plannedSteps(training: Training): number | null {
    const own = this.movements.filter((movement) => movement.training === training);
    const counts = [...this.world.runs.all.values()]
      .filter(({ moves }) => own.some((movement) => moves.includes(movement)))
      .map(({ count }) => count);
    const [only] = counts;
    return counts.length === 1 && only !== undefined ? only : null;
  }
}

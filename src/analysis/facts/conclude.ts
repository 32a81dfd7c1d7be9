import { comparePlaces } from '../../base/source-range';
import type { Dependency, Movement, RunExtent, Training } from './events';
import type { Dependent, ProgramFacts, StepSource, StepVariable, TrainingCall } from './facts';
import { isNamedStep, isStepLike, isWeight } from '../meaning/steps';
import { variablesIn } from '../meaning/training';
import { StepSources } from './step-sources';
import { optionsOf, type Trace, type Variable } from '../values/values';
import type { World } from '../walk/world';
import { uniqueDependents, weightOf } from './unique-dependents';

/** Joins what a walk has met into facts: which steps stand still, and who depends on them. */
export function conclude(world: World): ProgramFacts {
  const sources = new StepSources(world);
  return {
    calls: new Conclusion(world, sources).calls(),
    dependents: [...world.dependencies.values()].flatMap((dependency) => sources.dependentsOf(dependency)),
    slips: [...world.slips.values()],
    leftOut: world.leftOut,
  };
}

/** Roles that say something only of a variable that is surely meant to count. */
const lenient = new Set(['save', 'summary', 'loop', 'session']);

class Conclusion {
  private readonly movements: readonly Movement[];
  private readonly trainings: readonly Training[];

  constructor(
    private readonly world: World,
    private readonly sources: StepSources,
  ) {
    this.movements = [...world.movements.values()];
    this.trainings = [...world.trainings.values()];
  }

  calls(): TrainingCall[] {
    const bySite = new Map<object, Training[]>();
    for (const training of this.trainings) {
      const variants = bySite.get(training.site);
      if (variants === undefined) bySite.set(training.site, [training]);
      else variants.push(training);
    }
    return [...bySite.values()].map((variants) => this.merge(variants)).sort((a, b) => comparePlaces(a.range, b.range));
  }

  /** The dependents of a rate, through variables that hold it. */
  private readersIn(
    { reads, mayRead }: Trace,
    isCertain: boolean,
    seen = new Set<unknown>(),
  ): { dependent: Dependent; isCertain: boolean }[] {
    const found: { dependent: Dependent; isCertain: boolean }[] = [];
    for (const [list, sure] of [
      [reads, isCertain],
      [mayRead, false],
    ] as const) {
      for (const read of list) {
        if (seen.has(read)) continue;
        seen.add(read);
        if ('role' in read)
          for (const dependent of this.sources.dependentsOf(read)) found.push({ dependent, isCertain: sure });
        else if (isStepLike(read)) found.push({ dependent: this.arithmetic(read), isCertain: sure });
        else found.push(...this.readersIn(read.assigned, sure, seen));
      }
    }
    return found;
  }

  private arithmetic(variable: Variable): Dependent {
    const source = this.sources.sourceOf(variable);
    const text = this.sources.step(variable).name;
    return {
      kind: 'the learning rate',
      role: 'arithmetic',
      range: variable.range,
      step: source,
      stepText: text,
      stepRange: null,
      atStart: null,
      decay: null,
      line: null,
      use: 'rate',
    };
  }

  /** Whether no optimizer, of whatever class, can get at a step: it is not the graph's own, nor called so. */
  private isOutOfReach({ step }: Dependent): boolean {
    return step.kind === 'variable' && !this.sources.isGraphsOwn(step.variable.id);
  }

  /** What the loss is weighted by: schedules that read a step, and the steps themselves that it is computed from. */
  private readersInLoss({ loss, isCertain }: Training): { dependent: Dependent; isCertain: boolean }[] {
    return loss.reads.flatMap((read): { dependent: Dependent; isCertain: boolean }[] => {
      if ('role' in read) {
        if (read.role !== 'schedule') return [];
        return this.sources
          .dependentsOf(read)
          .map((one) => ({ dependent: { ...one, use: 'other' as const }, isCertain }));
      }
      if (!isNamedStep(read)) return [];
      return [{ dependent: { ...this.arithmetic(read), kind: 'the loss', use: 'loss' as const }, isCertain }];
    });
  }

  private merge(all: readonly Training[]): TrainingCall {
    const reached = all.filter(({ mode }) => mode === 'called');
    const variants = (reached.length > 0 ? reached : all).map((training) => this.concludeOne(training));
    const gravest = [...variants].sort((a, b) => weightOf(b) - weightOf(a))[0];
    if (gravest === undefined) throw new Error('a call without a variant');
    const dependents = uniqueDependents(variants.flatMap((variant) => variant.dependents));
    return { ...gravest, dependents, isMovedElsewhere: variants.some(({ isMovedElsewhere }) => isMovedElsewhere) };
  }

  private concludeOne(training: Training): TrainingCall {
    const readers = this.readersIn(training.rate, true).map(({ dependent, isCertain }) => ({
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
      for (const dependency of this.world.dependencies.values())
        for (const dependent of this.sources.dependentsOf(dependency))
          if (dependent.step.kind === 'variable' && dependent.step.variable.id === step.id)
            readers.push({ dependent, isCertain: false });
    }
    const stuck = readers
      .filter((reader) => reader.isCertain && isStuck(reader.dependent.step))
      .map(({ dependent }) => dependent);
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
      isMovedElsewhere: isIdle && this.isMovedFor(training),
      visibleNames: new Map([...visible].map(([variable, name]) => [variable.id, name])),
      plannedSteps: this.plannedSteps(training),
      isReached: training.mode === 'called',
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
  private loose(
    training: Training,
    readers: readonly { readonly dependent: Dependent }[],
  ): { dependent: Dependent; isCertain: boolean }[] {
    const found: { dependent: Dependent; isCertain: boolean }[] = [];
    for (const dependency of this.world.dependencies.values()) {
      const { role, graph, mode, root } = dependency;
      if (role === 'schedule' || role === 'bias-correction' || role === 'estimator' || role === 'train-loop') continue;
      if (graph !== training.graph || mode !== training.mode || root !== training.root) continue;
      if (lenient.has(role) && !this.isReadWith(training, dependency)) continue;
      for (const dependent of this.sources.dependentsOf(dependency)) {
        if (dependent.step.kind !== 'variable' || dependent.step.isMoved) continue;
        const { id } = dependent.step.variable;
        if (lenient.has(role) && !this.sources.isNamedStep(id)) continue;
        // Another call's rate reads that step: it is that call that should move it.
        const isOthers = this.trainings.some((other) => other !== training && this.readsInRate(other, id));
        const isOwn = readers.some(
          (reader) => reader.dependent.step.kind === 'variable' && reader.dependent.step.variable.id === id,
        );
        if (isOwn || !isOthers) found.push({ dependent, isCertain: training.isCertain });
      }
    }
    return found;
  }

  /** Whether a reading is surely the call's business: a library that the program is built on reads steps for programs that move them. */
  private isReadWith(training: Training, dependency: Dependency): boolean {
    if (dependency.range.file === training.range.file) return true;
    return this.world.together.some((events) => events.has(training) && events.has(dependency));
  }

  private readsInRate(training: Training, id: number): boolean {
    return this.readersIn(training.rate, true).some(
      ({ dependent }) => dependent.step.kind === 'variable' && dependent.step.variable.id === id,
    );
  }

  /** Whether a step of the call's own graph is moved on its behalf: by hand, or by another call of the same loop. */
  private isMovedFor(training: Training): boolean {
    return this.movements.some((movement) => {
      if (movement.training === training || movement.graph !== training.graph || movement.mode !== training.mode)
        return false;
      if (!variablesIn(movement.step).some(isNamedStep)) return false;
      if (movement.training === null) return true;
      // What another call counts and nobody reads is counted on nobody's behalf.
      const isRead = variablesIn(movement.step).some((variable) => this.isReadByAnything(variable.id));
      return isRead && this.world.together.some((events) => events.has(training) && events.has(movement));
    });
  }

  private isReadByAnything(id: number): boolean {
    const reads = ({ step }: Dependent): boolean => step.kind === 'variable' && step.variable.id === id;
    return (
      [...this.world.dependencies.values()].some((dependency) => this.sources.dependentsOf(dependency).some(reads)) ||
      this.trainings.some((training) => this.readsInRate(training, id))
    );
  }

  /** What else moves the call's own step in one and the same run. */
  private doubled(training: Training): TrainingCall['doubled'] {
    const own = this.movements.filter((movement) => movement.training === training);
    const others = new Map<Movement, RunExtent>();
    for (const { moves, within } of this.world.runs.values()) {
      for (const movement of own) {
        const step = certainVariable(movement);
        if (step === null || !moves.includes(movement)) continue;
        for (const other of moves)
          if (other !== movement && other.by !== 'feed' && other.isIncrement && certainVariable(other) === step)
            others.set(other, nearest(others.get(other), within));
      }
    }
    return [...others].map(([{ range, by }, within]) => ({ range, by: by === 'feed' ? 'assign' : by, within }));
  }

  private plannedSteps(training: Training): number | null {
    const own = this.movements.filter((movement) => movement.training === training);
    const counts = [...this.world.runs.values()]
      .filter(({ moves }) => own.some((movement) => moves.includes(movement)))
      .map(({ count }) => count);
    const [only] = counts;
    return counts.length === 1 && only !== undefined ? only : null;
  }
}

/** Of two extents, the one that says more. */
function nearest(known: RunExtent | undefined, other: RunExtent): RunExtent {
  if (known === undefined || other === 'run') return other;
  return known === 'run' || other === 'branch' ? known : other;
}

/** What stays is the rate that the optimizer is passed, whatever a schedule on the way to it gives by itself. */
function withRateOf({ rateAtStart }: Training, dependent: Dependent): Dependent {
  const { role, use } = dependent;
  if (use !== 'rate' || (role !== 'schedule' && role !== 'arithmetic') || rateAtStart === null) return dependent;
  return { ...dependent, atStart: rateAtStart === 'unknown' ? null : rateAtStart };
}

function isStuck(step: StepSource): boolean {
  return step.kind === 'number' || step.kind === 'anonymous' || (step.kind === 'variable' && !step.isMoved);
}

function certainVariable({ step }: Movement): Variable | null {
  return step.kind === 'variable' ? step.variable : null;
}

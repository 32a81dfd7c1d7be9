import type { Dependency, Movement } from './events';
import { IdleMovements } from './idle-movements';
import type { Dependent, StepSource, StepVariable } from './facts';
import { isNamedStep } from '../meaning/steps';
import { optionsOf, traceOf, type Value, type Variable } from '../values/values';
import type { World } from '../walk/world';

/** Where the steps that something reads come from, and whether anything moves them: each is found out once. */
export class StepSources {
  private readonly moved = new Map<Variable, boolean>();
  private readonly steps = new Map<Variable, StepVariable>();
  private readonly dependents = new Map<Dependency, readonly Dependent[]>();

  private readonly movements: readonly Movement[];
  private readonly idle: IdleMovements;

  constructor(private readonly world: World) {
    this.movements = [...world.events.movements.values()];
    this.idle = new IdleMovements(world);
  }

  /** Whether something is made that would move a step, and nothing can run it. */
  isIdle(movement: Movement): boolean {
    return this.idle.has(movement);
  }

  /** A dependency's steps, each as a dependent of its own: alternatives are looked at one by one. */
  dependentsOf(dependency: Dependency): readonly Dependent[] {
    const known = this.dependents.get(dependency);
    if (known !== undefined) return known;
    const dependents = this.madeDependents(dependency);
    this.dependents.set(dependency, dependents);
    return dependents;
  }

  private madeDependents(dependency: Dependency): Dependent[] {
    const { kind, role, range, stepText, stepRange, atStart, decay, firstBoundary, every, line } = dependency;
    const use = this.world.isOtherThanRate(dependency) ? ('other' as const) : ('rate' as const);
    const base = { kind, role, range, stepText, stepRange, atStart, decay, firstBoundary, every, line, use };
    return this.sourcesOf(dependency.step).map((step) => ({ ...base, step }));
  }

  private sourcesOf(value: Value): StepSource[] {
    return optionsOf(value).flatMap((option): StepSource[] => {
      if (option.kind === 'number')
        return option.value === null ? [{ kind: 'unknown' }] : [{ kind: 'number', value: option.value }];
      if (option.kind === 'tensor' && option.isConstant === true) return [{ kind: 'number', value: option.atStart }];
      if (option.kind === 'none') return [];
      const variables = traceOf(option).reads.filter((read): read is Variable => !('role' in read));
      if (variables.length === 0) return [{ kind: 'unknown' }];
      return variables.map((variable) => this.sourceOf(variable));
    });
  }

  sourceOf(variable: Variable): StepSource {
    const step = this.step(variable);
    if (variable.isAnonymous && !this.isMoved(variable)) return { kind: 'anonymous', variable: step };
    return { kind: 'variable', variable: step, isMoved: this.isMoved(variable) };
  }

  step(variable: Variable): StepVariable {
    const known = this.steps.get(variable);
    if (known !== undefined) return known;
    const { id, range, initial, type, trainable, isGraphStep, name, insertion, trainableRange } = variable;
    const step = {
      id,
      range,
      initial,
      type,
      trainable,
      insertion,
      trainableRange,
      name: name ?? (isGraphStep ? 'the global step' : 'the variable'),
    };
    this.steps.set(variable, step);
    return step;
  }

  /** Whether anything may move a variable. An unknown target counts as moving it. */
  private isMoved(variable: Variable): boolean {
    const known = this.moved.get(variable);
    if (known !== undefined) return known;
    const isMoved =
      variable.escapes ||
      (this.world.hasUnknownConsumer && (variable.isGraphStep || variable.tfName === 'global_step')) ||
      this.world.limits.leftOut !== null ||
      (variable.name !== null && this.world.movedAttributes.has(variable.name)) ||
      this.movements.some((movement) => mayMove(movement, variable) && !this.idle.has(movement));
    this.moved.set(variable, isMoved);
    return isMoved;
  }

  /** Whether a step is the graph's own, which anything can ask the graph for. */
  isGraphsOwn(id: number): boolean {
    return [...this.steps].some(
      ([variable, step]) => step.id === id && (variable.isGraphStep || variable.tfName === 'global_step'),
    );
  }

  /** Whether a step is called one. */
  isNamedStep(id: number): boolean {
    return [...this.steps].some(([variable, step]) => step.id === id && isNamedStep(variable));
  }
}

/** Whether a movement may move the variable. One of an unknown target may, in the same mode. */
function mayMove(movement: Movement, variable: Variable): boolean {
  return optionsOf(movement.step).some((option) => {
    if (option.kind === 'variable') return option.variable === variable || isSameByName(option.variable, variable);
    if (option.kind !== 'unknown' && option.kind !== 'bound') return false;
    return (option.kind === 'unknown' && option.isHandle === true) || movement.mode === variable.mode;
  });
}

/** Whether two are one by their name. Each `tf.Variable` is another one, but the graph's own step may be any of them. */
function isSameByName(a: Variable, b: Variable): boolean {
  const isShared = (a.isByName && b.isByName) || a.isGraphStep || b.isGraphStep;
  return isShared && a.tfName !== null && a.tfName === b.tfName && a.graph === b.graph;
}

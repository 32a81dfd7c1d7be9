import { placeKey, placeText, type SourceRange } from '../base/source-range';
import type { Dependent } from '../analysis/facts/facts';
import type { Finding } from './finding';

/** What becomes of a dependent whose step stands still, in numbers where they are known; no full stop. */
export function consequenceOf(dependent: Dependent, from: SourceRange): string {
  const { role, kind, range, use } = dependent;
  if (use === 'loss') return `the loss is computed from ${stepName(dependent)}, which ${whyStill(dependent)}`;
  if (role === 'arithmetic' && dependent.atStart !== null)
    return `the learning rate is computed from ${stepName(dependent)}, which ${whyStill(dependent)}: it stays ${shortest(dependent.atStart)}`;
  if (role === 'arithmetic')
    return `the learning rate is computed from ${stepName(dependent)}, which ${whyStill(dependent)}: it never changes`;
  return `${kind} ${placeText(range, from)} reads ${stepName(dependent)}, which ${whyStill(dependent)}: ${outcome(dependent)}`;
}

function stepName({ step, stepText }: Dependent): string {
  return step.kind === 'number' && step.value !== null && stepText !== String(step.value)
    ? `${stepText} (${step.value})`
    : stepText;
}

function whyStill({ step }: Dependent): string {
  switch (step.kind) {
    case 'number':
      return 'is a number and not a variable';
    case 'anonymous':
      return 'nothing else can reach';
    case 'variable':
    case 'unknown':
      return 'nothing moves';
  }
}

function outcome({ role, atStart, step, use }: Dependent): string {
  const start = step.kind === 'variable' || step.kind === 'anonymous' ? (step.variable.initial ?? 0) : 0;
  if (use === 'other') return atStart === null ? 'it never changes' : `it stays ${shortest(atStart)}`;
  switch (role) {
    case 'schedule':
    case 'arithmetic':
      return atStart === null ? 'the learning rate never changes' : `the learning rate stays ${shortest(atStart)}`;
    case 'average':
      return atStart === null
        ? 'the decay of its shadow variables never warms up'
        : `its shadow decay stays ${shortest(atStart)}, so the averages are practically the last values`;
    case 'bias-correction':
      return 'its updates stay those of the first step';
    case 'stop':
      return 'it never stops the training';
    case 'checkpoint':
      return `only model.ckpt-${start} is written, with the initial weights`;
    case 'monitored-session':
      return `its only checkpoint is model.ckpt-${start}, with the initial weights`;
    case 'counter':
      return 'it counts 0 steps a second and warns';
    case 'summary-hook':
      return `at most the first summary is written, at step ${start}`;
    case 'estimator':
      return `train(steps=N) never ends by itself, and its only checkpoint is model.ckpt-${start}`;
    case 'train-loop':
      return 'it never reaches its number of steps';
    case 'save':
      return `every checkpoint is saved as step ${start}, over the one before`;
    case 'summary':
      return `every summary is drawn at step ${start}`;
    case 'loop':
      return 'the loop waits for a step that does not come';
    case 'session':
      return `it is ${start} each time`;
  }
}

/** A number as one would write it: 0.1 for what 0.1 * 1 came to. */
export function shortest(value: number): string {
  return String(Number(value.toPrecision(10)));
}

/** Where the dependents stand, and where their variables are made; each place once. */
export function relatedTo(dependents: readonly Dependent[]): Finding['related'] {
  const places = new Map<string, Finding['related'][number]>();
  for (const { kind, range, step, stepText, role } of dependents) {
    if (role !== 'arithmetic') note(places, { range, message: `${kind} reads ${stepText}` });
    if (step.kind === 'variable' || step.kind === 'anonymous')
      note(places, { range: step.variable.range, message: `${step.variable.name} is made here` });
  }
  return [...places.values()];
}

function note(places: Map<string, Finding['related'][number]>, place: Finding['related'][number]): void {
  const key = placeKey(place.range);
  if (!places.has(key)) places.set(key, place);
}

/** The consequences of several dependents, one after the other. */
export function consequencesOf(dependents: readonly Dependent[], from: SourceRange): string {
  return dependents.map((dependent) => consequenceOf(dependent, from)).join('; ');
}

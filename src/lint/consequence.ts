import { joined, type Message, message, type MessagePart } from '../base/message';
import { placeKey, placeText, type SourceRange } from '../base/source-range';
import type { Dependent } from '../analysis/facts/facts';
import type { Finding } from './finding';

/** What becomes of a dependent whose step stands still, in numbers where they are known; no full stop. */
export function consequenceOf(dependent: Dependent, from: SourceRange): Message {
  const { role, kind, range, use } = dependent;
  if (use === 'loss')
    return message('the loss is computed from {0}, which {1}', stepName(dependent), whyStill(dependent));
  if (role === 'arithmetic' && use === 'other')
    return message(
      'an argument of the optimizer is computed from {0}, which {1}: it never changes',
      stepName(dependent),
      whyStill(dependent),
    );
  if (role === 'arithmetic' && dependent.atStart !== null)
    return message(
      'the learning rate is computed from {0}, which {1}: it stays {2}',
      stepName(dependent),
      whyStill(dependent),
      shortest(dependent.atStart),
    );
  if (role === 'arithmetic')
    return message(
      'the learning rate is computed from {0}, which {1}: it never changes',
      stepName(dependent),
      whyStill(dependent),
    );
  return message(
    '{0} {1} reads {2}, which {3}: {4}',
    kind,
    placeText(range, from),
    stepName(dependent),
    whyStill(dependent),
    outcome(dependent),
  );
}

function stepName({ step, stepText }: Dependent): MessagePart {
  return step.kind === 'number' && step.value !== null && stepText !== String(step.value)
    ? `${stepText} (${step.value})`
    : nameOf({ name: stepText });
}

/** What a step is called: a name of the program's, or words where it has none there. */
export function nameOf(step: { readonly name: string } | null): MessagePart {
  if (step === null || step.name === 'the global step') return message('the global step');
  return step.name === 'the variable' ? message('the variable') : step.name;
}

function whyStill({ step }: Dependent): Message {
  switch (step.kind) {
    case 'number':
      return message('is a number and not a variable');
    case 'anonymous':
      return message('nothing else can reach');
    case 'variable':
    case 'unknown':
      return message('nothing moves');
  }
}

function outcome({ role, atStart, step, use }: Dependent): Message {
  const start = step.kind === 'variable' || step.kind === 'anonymous' ? (step.variable.initial ?? 0) : 0;
  if (use === 'other')
    return atStart === null ? message('it never changes') : message('it stays {0}', shortest(atStart));
  switch (role) {
    case 'schedule':
    case 'arithmetic':
      return atStart === null
        ? message('the learning rate never changes')
        : message('the learning rate stays {0}', shortest(atStart));
    case 'average':
      return atStart === null
        ? message('the decay of its shadow variables never warms up')
        : message('its shadow decay stays {0}, so the averages are practically the last values', shortest(atStart));
    case 'bias-correction':
      return message('its updates stay those of the first step');
    case 'stop':
      return message('it never stops the training');
    case 'checkpoint':
      return message('only model.ckpt-{0} is written, with the initial weights', start);
    case 'monitored-session':
      return message('its only checkpoint is model.ckpt-{0}, with the initial weights', start);
    case 'counter':
      return message('it counts 0 steps a second and warns');
    case 'summary-hook':
      return message('at most the first summary is written, at step {0}', start);
    case 'estimator':
      return message('train(steps=N) never ends by itself, and its only checkpoint is model.ckpt-{0}', start);
    case 'train-loop':
      return message('it never reaches its number of steps');
    case 'save':
      return message('every checkpoint is saved as step {0}, over the one before', start);
    case 'summary':
      return message('every summary is drawn at step {0}', start);
    case 'loop':
      return message('the loop waits for a step that does not come');
    case 'session':
      return message('it is {0} each time', start);
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
    if (role !== 'arithmetic')
      note(places, { range, message: message('{0} reads {1}', kind, nameOf({ name: stepText })) });
    if (step.kind === 'variable' || step.kind === 'anonymous')
      note(places, { range: step.variable.range, message: message('{0} is made here', nameOf(step.variable)) });
  }
  return [...places.values()];
}

function note(places: Map<string, Finding['related'][number]>, place: Finding['related'][number]): void {
  const key = placeKey(place.range);
  if (!places.has(key)) places.set(key, place);
}

/** The consequences of several dependents, one after the other. */
export function consequencesOf(dependents: readonly Dependent[], from: SourceRange): Message {
  return joined(
    dependents.map((dependent) => consequenceOf(dependent, from)),
    '{0}; {1}',
  );
}

// The words of a finding about a step that is never incremented: one sentence with the worst consequence, and a related place for each reader.
import { byGravity, clauseOf } from '../case/consequence';
import { kindText } from '../case/words';
import { type Message, message, type MessagePart } from '../base/message';
import { rateText } from '../base/number-text';
import { placeKey } from '../base/source-range';
import type { Dependent } from '../analysis/facts/facts';
import type { Finding } from './finding';
import { readerOf } from './reader-of';

/** What a step is called: a name of the program's, or words where it has none there. */
export function nameOf(step: { readonly name: string } | null): MessagePart {
  if (step === null || step.name === 'the global step') return message('the global step');
  return step.name === 'the variable' ? message('the variable') : step.name;
}

/** The dependent whose consequence is the worst; null of none. */
export function worstOf(dependents: readonly Dependent[]): Dependent | null {
  const [worst] = byGravity(dependents.map((dependent) => ({ dependent, role: readerOf(dependent, true).role })));
  return worst?.dependent ?? null;
}

/** What becomes of a dependent whose step is never incremented, in numbers where they are known; no full stop. */
function consequenceOf(dependent: Dependent): Message {
  const { role, atStart, start } = readerOf(dependent, true);
  return clauseOf({ role, atStart, atEnd: null, start });
}

/** A cause, and the worst of what it does to its dependents: `minimize() is not passed step: the learning rate stays 0.1.` */
export function causeAndWorst(cause: Message, dependents: readonly Dependent[]): Message {
  const worst = worstOf(dependents);
  return worst === null ? message('{0}.', cause) : message('{0}: {1}.', cause, consequenceOf(worst));
}

/** A step that is never incremented, by its name and the number that it keeps: `step, which stays 0`. */
export function stuckStep({ step }: Dependent): Message {
  const variable = step.kind === 'variable' || step.kind === 'anonymous' ? step.variable : null;
  return variable === null || variable.initial === null
    ? message('{0}, which is never incremented', nameOf(variable))
    : message('{0}, which stays {1}', nameOf(variable), rateText(variable.initial));
}

/** A number in the place of a step, as its reader has it: `exponential_decay reads the number 0 instead of a global step`. */
export function readsNumber(dependent: Dependent): Message {
  const { step, stepText } = dependent;
  const reader = readerText(dependent);
  if (step.kind !== 'number' || step.value === null)
    return message('{0} reads {1}, which is not a variable', reader, stepText);
  return stepText === String(step.value)
    ? message('{0} reads the number {1} instead of a global step', reader, stepText)
    : message('{0} reads {1}, which is the number {2} and not a variable', reader, stepText, rateText(step.value));
}

/** Who reads a step, as a text names it. */
export function readerText(dependent: Dependent): MessagePart {
  return kindText({ kind: dependent.kind, role: readerOf(dependent, true).role });
}

/** Where the dependents stand, with what becomes of each where they are several, and where their variables are created; each place once. */
export function relatedTo(dependents: readonly Dependent[]): Finding['related'] {
  const places = new Map<string, Finding['related'][number]>();
  for (const dependent of dependents) {
    const { range, step, stepText, role } = dependent;
    const reads = message('{0} reads {1}', readerText(dependent), nameOf({ name: stepText }));
    const text = dependents.length === 1 ? reads : message('{0}: {1}', reads, consequenceOf(dependent));
    if (role !== 'arithmetic') note(places, { range, message: text });
    if (step.kind === 'variable' || step.kind === 'anonymous')
      note(places, { range: step.variable.range, message: message('{0} is created here', nameOf(step.variable)) });
  }
  return [...places.values()];
}

function note(places: Map<string, Finding['related'][number]>, place: Finding['related'][number]): void {
  const key = placeKey(place.range);
  if (!places.has(key)) places.set(key, place);
}

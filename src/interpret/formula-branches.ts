// Branches whose condition the run computes of what it fetches: both are read, and the run's own values decide. Numbers in which they
// differ are selected during the run, what they run is made where their condition holds, and `break` and `return` leave loops.
import type { Formula } from '../base/formula';
import type { If, Statement, Suite } from '../python/statements';
import type { Span } from '../python/syntax';
import { message } from '../base/message';
import { logged } from './change-log';
import { type Ending, type Leaving, normal, type PerhapsEnding } from './ending';
import { formulaOf } from './formula-values';
import { PythonError } from './limits';
import { conjunction, type TakenExit } from './record/run-log';
import type { Recorder } from './record/recorder';
import { isSameValue } from './same-values';
import type { Scope } from './scope';
import { type Held, isEntry, isValue, join, undo } from './speculation';
import { isTracked } from './tracked';
import { unknownCondition } from './unknown-condition';
import { none, tuple, unknown, type UnknownValue, type Value } from './values';

/** What the reading of branches needs of the executor. */
export interface CourseExecutor extends Around {
  readonly suite: (suite: Suite, scope: Scope) => Ending;
}

/** Where branches are read. */
interface Around {
  readonly recorder: Recorder;
  /** How many loops are open around the call that is being executed. */
  readonly loopsAround: number;
}

/** One branch that was read. */
interface Course {
  readonly held: Held;
  /** Null where it raises, or leaves a loop: what goes on did not take it. */
  readonly ending: Ending | null;
}

/** A condition of the run, and where it stands. */
export interface Decision {
  readonly condition: Formula;
  readonly why: UnknownValue;
}

/** Reads the branches of an `if` whose condition the run computes; null where nobody knows whether the program comes here at all. */
export function branchByFormula(node: If, formula: Formula, scope: Scope, executor: CourseExecutor): Ending | null {
  const { body, orElse, test } = node;
  const condition = executor.recorder.runLog.compute(formula, 'if', test)?.formula;
  if (condition === undefined) return null;
  const why = unknownCondition(none, test);
  const first = course(() => executor.suite(body, scope), { condition, why }, executor);
  // Where the program goes on, it takes the other branch.
  if (first.ending === null) return orElse === null ? normal : executor.suite(orElse, scope);
  const second = course(
    () => (orElse === null ? normal : executor.suite(orElse, scope)),
    { condition: negated(condition), why },
    executor,
  );
  if (second.ending === null) {
    join([first.held], why);
    return first.ending;
  }
  joined([first.held, second.held], { condition, why }, executor.recorder);
  return combined(first.ending, second.ending, { condition, why }, executor.recorder);
}

/** Reads what follows in a suite on what may have ended it. */
export function restOf(
  ending: PerhapsEnding,
  statements: readonly Statement[],
  scope: Scope,
  executor: CourseExecutor,
): Ending {
  const [first] = statements;
  const last = statements.at(-1);
  if (first === undefined || last === undefined) return ending;
  const { condition } = ending;
  const why = unknownCondition(none, first);
  const suite: Suite = { statements, start: first.start, end: last.end };
  const rest = course(() => executor.suite(suite, scope), { condition: negated(condition), why }, executor);
  if (rest.ending === null) return ending.then;
  joined([new Map(), rest.held], { condition, why }, executor.recorder);
  return combined(ending.then, rest.ending, { condition, why }, executor.recorder);
}

/** What a function returns whose body ended so. */
export function returnedBy(ending: Ending, definition: Span, recorder: Recorder): Value {
  if (ending.kind === 'return') return ending.value;
  if (ending.kind !== 'perhaps' || ending.then.kind !== 'return') return none;
  const { start, end } = definition;
  const why = unknown(message('what is returned here'), { start, end });
  return selected([ending.then.value, none], 'return', { condition: ending.condition, why }, recorder) ?? why;
}

/** What holds after a loop that the run may have left: numbers as they stand where it was left, and what was returned there. */
export function afterLoop(exits: readonly TakenExit[], ending: Ending, { recorder }: CourseExecutor): Ending {
  let result = ending;
  for (const { flag, held, returned, span } of exits) {
    const decision = { condition: flag, why: unknownCondition(none, span) };
    joined([held, new Map()], decision, recorder);
    if (returned !== null) result = combined({ kind: 'return', value: returned }, result, decision, recorder);
  }
  for (const exit of exits) recorder.runLog.reset(exit);
  return result;
}

/** Reads a branch, and puts back what it changes. */
export function course(body: () => Ending, decision: Decision, around: Around): Course {
  const { recorder } = around;
  let raised: PythonError | null = null;
  let ending: Ending | null = normal;
  const { log } = logged(() => {
    recorder.runLog.during(decision.condition, () => {
      try {
        ending = body();
      } catch (error) {
        if (!(error instanceof PythonError)) throw error;
        raised = error;
        ending = null;
      }
    });
  });
  const held = undo(log, decision.why, recorder);
  return { held, ending: leaves({ held, ending }, raised, decision, around) ? null : ending };
}

/** Whether the program goes on only where it does not take a branch: it raises, or leaves a loop, as the run then does. */
function leaves(
  { held, ending }: Course,
  raised: PythonError | null,
  { condition, why: { span } }: Decision,
  { recorder, loopsAround }: Around,
): boolean {
  const { runLog } = recorder;
  const exit = { condition, span, held, returned: null };
  if (ending === null) {
    if (raised?.type === 'SystemExit') runLog.exitWhere(exit, 0);
    return true;
  }
  if (ending.kind === 'break') {
    runLog.exitWhere(exit);
    return true;
  }
  if (ending.kind !== 'return' || runLog.depth <= loopsAround) return false;
  runLog.exitWhere({ ...exit, returned: ending.value }, loopsAround);
  return true;
}

/** The ending of two courses, the first of which is taken where the condition holds. */
function combined(first: Ending, second: Ending, decision: Decision, recorder: Recorder): Ending {
  const one = leaving(first, decision.condition);
  const other = leaving(second, negated(decision.condition));
  if (one === null) return other ?? normal;
  if (other === null) return one;
  const then = eitherLeaving(one.then, other.then, { ...decision, condition: one.condition }, recorder);
  if (first.kind === one.then.kind && second.kind === other.then.kind) return then;
  const condition: Formula = { kind: 'operation', name: 'or', args: [one.condition, other.condition] };
  return { kind: 'perhaps', condition, then };
}

function eitherLeaving(first: Leaving, second: Leaving, decision: Decision, recorder: Recorder): Leaving {
  if (first.kind !== 'return' || second.kind !== 'return') return first;
  const value = selected([first.value, second.value], 'return', decision, recorder);
  return { kind: 'return', value: value ?? decision.why };
}

/** The condition under which a course leaves the turn or the function, and how; null where it does not. */
function leaving(ending: Ending, condition: Formula): PerhapsEnding | null {
  switch (ending.kind) {
    case 'perhaps':
      return { ...ending, condition: conjunction(condition, ending.condition) };
    case 'return':
    case 'continue':
      return { kind: 'perhaps', condition, then: ending };
    default:
      return null;
  }
}

/** Joins what two courses leave: the condition selects the numbers in which they differ. */
export function joined(courses: readonly [Held, Held], decision: Decision, recorder: Recorder): void {
  join(courses, decision.why, (key, [first, second]) => {
    const name = typeof key === 'string' ? key : '';
    const value = selected([heldValue(first), heldValue(second)], name, decision, recorder);
    if (value === null) return undefined;
    return isEntry(first) ? { key: first.key, value } : value;
  });
}

/** The value that a place or an entry of a dictionary holds; null where it holds none, as the counters of a session do. */
function heldValue(held: unknown): Value | null {
  if (isEntry(held)) return held.value;
  return isValue(held) ? held : null;
}

/** The number that the condition selects of two; null where they are none. */
export function selected(
  [first, second]: readonly [Value | null, Value | null],
  name: string,
  decision: Decision,
  recorder: Recorder,
): Value | null {
  if (first === null || second === null) return null;
  if (isSameValue(first, second)) return first;
  if (first.kind === 'tuple' && second.kind === 'tuple' && first.items.length === second.items.length) {
    const items = first.items.map((item, at) =>
      selected([item, second.items[at] ?? none], `${name} ${at}`, decision, recorder),
    );
    return tuple(items.map((item) => item ?? decision.why));
  }
  const { span } = decision.why;
  const args = [first, second].map((value) => numberOf(value, recorder.runLog.keeps(span)));
  if (!args.every((arg) => arg !== null)) return null;
  return recorder.runLog.compute(
    { kind: 'operation', name: 'select', args: [decision.condition, ...args] },
    name,
    span,
  );
}

/** How a number is computed. Where this reading keeps none, nobody looks at one that moves with a loop. */
function numberOf(value: Value, isKept: boolean): Formula | null {
  return isKept || !isTracked(value) ? formulaOf(value) : { kind: 'number', value: Number.NaN };
}

/** The condition that holds where this one does not. */
export function negated(condition: Formula): Formula {
  return { kind: 'operation', name: 'not', args: [condition] };
}

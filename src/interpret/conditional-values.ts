import { message } from '../base/message';
import type { Span } from '../python/syntax';
import { changeable } from './forget';
import { formulaOf } from './formula-values';
import { course, type Decision, joined, negated, selected } from './formula-branches';
import { normal } from './ending';
import type { Recorder } from './record/recorder';
import { isSameValue } from './same-values';
import { attempt, type Held, join, undo } from './speculation';
import { unknownCondition } from './unknown-condition';
import { unknown, type Value } from './values';

// Expressions of which the program evaluates one of two parts, by a condition that is only known during the run: what they change is
// kept apart, as it is of the branches of an `if`.

/** A part of an expression. */
type Part = () => Value;

/** What the parts are worth: null where one raises, so that whoever goes on did not evaluate it. */
interface Parts {
  readonly first: Value | null;
  readonly second: Value | null;
  /** Absent where nothing during the run tells which of them is evaluated. */
  readonly decision?: Decision;
}

/** `first if test else second`, where it is not known whether the test holds. */
export function eitherValue(test: Value, [body, orElse]: readonly [Part, Part], span: Span, recorder: Recorder): Value {
  const { first, second, decision } = eitherPart(test, [body, orElse], span, recorder);
  const later = unknown(laterCondition, span);
  if (first === null || second === null) return first ?? second ?? later;
  if (decision !== undefined) return selected([first, second], 'either', decision, recorder) ?? later;
  if (isSameValue(first, second)) return first;
  const holds = changeable([first, second]);
  return holds.length === 0 ? later : { ...later, holds };
}

/** The other side of `and` or `or`, which is evaluated where the first is as true as `holds`; null where it raises. */
export function otherSide(test: Value, holds: boolean, side: Part, span: Span, recorder: Recorder): Value | null {
  const without: Part = () => test;
  const { first, second } = eitherPart(test, holds ? [side, without] : [without, side], span, recorder);
  return holds ? first : second;
}

/** Why a value is not known that a condition of the run decides. */
export const laterCondition = message('a condition that is only known during the run');

/** Evaluates each of two parts from the same state, and joins what they change. */
function eitherPart(test: Value, parts: readonly [Part, Part], span: Span, recorder: Recorder): Parts {
  const formula = recorder.runLog.output === null ? formulaOf(test) : null;
  const condition = formula === null ? undefined : recorder.runLog.compute(formula, 'if', span)?.formula;
  if (condition !== undefined) return partsByFormula({ condition, why: unknownCondition(test, span) }, parts, recorder);
  const why = unknownCondition(test, span);
  const read = parts.map((part) => {
    const { log, result, hasEffect } = attempt(recorder, part);
    return { held: undo(log, why, recorder), result, isLeft: hasEffect && result !== null };
  });
  join(
    read.flatMap(({ held, result }) => (result === null ? [] : [held])),
    why,
  );
  if (read.some(({ isLeft }) => isLeft)) {
    recorder.runLog.output?.lose(laterCondition, span);
    recorder.note(message('a condition that is only known during the run: neither branch is followed'), span);
  }
  const [first, second] = read.map(({ result }) => result);
  return { first: first ?? null, second: second ?? null };
}

function partsByFormula(decision: Decision, [body, orElse]: readonly [Part, Part], recorder: Recorder): Parts {
  const one = partOf(body, decision, recorder);
  // Where the program goes on, it evaluates the other part.
  if (one.value === null) return { first: null, second: orElse(), decision };
  const other = partOf(orElse, { ...decision, condition: negated(decision.condition) }, recorder);
  if (other.value === null) join([one.held], decision.why);
  else joined([one.held, other.held], decision, recorder);
  return { first: one.value, second: other.value, decision };
}

function partOf(
  part: Part,
  decision: Decision,
  recorder: Recorder,
): { readonly held: Held; readonly value: Value | null } {
  let value: Value | null = null;
  const { held, ending } = course(
    () => {
      value = part();
      return normal;
    },
    decision,
    { recorder, loopsAround: 0 },
  );
  return { held, value: ending === null ? null : value };
}

// Why a program trains nothing when it runs: what stands in the way, where, and what to do.
import type { SourceModule } from '../analysis/walk/program';
import { type Message, message } from '../base/message';
import type { SourceRange } from '../base/source-range';
import type { Interpretation } from '../interpret/interpret';
import { clockRefusal } from '../plan/clocks/clock-plans';
import type { TrainingPlan } from '../plan/training-plan';
import type { Span } from '../python/syntax';
import type { Module } from '../python/statements';
import { syntaxProblem } from '../python/syntax-problem';
import { visit } from '../python/visit';

/** What stands in the way of a training. */
export interface Hindrance {
  /** A sentence, or two: what it is, and what to do. It names the line. */
  readonly message: Message;
  readonly range: SourceRange | null;
}

/** Why nothing is trained; null where a session of the program runs a train op, or may do so in what was not understood. */
export function hindranceOf(
  { source, syntax }: SourceModule,
  interpretation: Interpretation,
  plans: readonly TrainingPlan[],
): Hindrance | null {
  const { recorder, limit } = interpretation;
  const isTrained = plans.some(({ isNeverRun }) => isNeverRun !== true);
  if (isTrained) return null;
  const at = (span: Span, said: (line: number) => Message): Hindrance => {
    const range = recorder.source.range(span);
    return { message: said(range.line), range };
  };
  const problem = syntaxProblem(syntax, source);
  if (problem !== null && !problem.isUnread)
    return at(problem.span, (line) =>
      message('Line {0} is not valid Python: {1}. Correct it, then try again.', line, problem.message),
    );
  const [ending] = recorder.notes.endings;
  if (ending !== undefined)
    return at(ending.span, (line) => message('The program ends on line {0}, before it trains: {1}.', line, ending.why));
  if (limit !== null)
    return at(limit.span, (line) => message('Reading the program ends on line {0}: {1}.', line, limit.said));
  const [plan] = plans;
  if (plan !== undefined)
    return {
      message: message(
        'The train op of line {0} is never run: no Session.run of this program reaches it. Run it in a loop, or open the program that does.',
        plan.call.line,
      ),
      range: plan.call,
    };
  const refusal = clockRefusal(interpretation);
  if (refusal !== null)
    return {
      message: message('The scheduler of line {0} cannot be run here: {1}.', refusal.range.line, refusal.why),
      range: refusal.range,
    };
  return { message: withoutTrainOp(source.text, syntax, recorder.obstacles.length > 0), range: null };
}

/** Why a program that goes through makes no train op. */
function withoutTrainOp(text: string, syntax: Module, hasObstacles: boolean): Message {
  if (text.trim() === '') return message('The file is empty.');
  const found = importsOf(syntax);
  if (!found.tensorflow && !found.keras)
    return message('This file does not import TensorFlow. Open a program that trains with TensorFlow 1.');
  if (found.fits)
    return message(
      'This program trains by fit() of Keras, which counts its own iterations: it makes no TensorFlow 1 train op, and needs no global step.',
    );
  return hasObstacles
    ? message('No call of minimize or apply_gradients is reached when this file runs by itself.')
    : message(
        'No call of minimize or apply_gradients is reached when this file runs by itself. Open the program that makes the call.',
      );
}

function importsOf(syntax: Module): { tensorflow: boolean; keras: boolean; fits: boolean } {
  const found = { tensorflow: false, keras: false, fits: false };
  const take = (path: string): void => {
    if (path.split('.')[0] === 'tensorflow') found.tensorflow = true;
    if (path.split('.').includes('keras')) found.keras = true;
  };
  visit(syntax, (node) => {
    if (node.kind === 'Import') for (const { name } of node.names) take(name);
    else if (node.kind === 'ImportFrom') take(node.module);
    else if (node.kind === 'Attribute' && node.name === 'keras') found.keras = true;
    else if (node.kind === 'Call' && node.callee.kind === 'Attribute' && /^fit(?:_generator)?$/.test(node.callee.name))
      found.fits = true;
    return true;
  });
  return { ...found, fits: found.fits && found.keras };
}

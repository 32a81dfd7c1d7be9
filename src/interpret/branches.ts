import { message } from '../base/message';
import type { If, Suite } from '../python/statements';
import type { Evaluator } from './evaluator';
import type { Scope } from './scope';
import { attempt, join, undo } from './speculation';
import { truthNow } from './tracked';
import type { Value } from './values';
import { branchByFormula, type CourseExecutor } from './formula-branches';
import { formulaOf } from './formula-values';
import { unknownCondition } from './unknown-condition';
import type { Ending } from './ending';
import { normal } from './ending';

/** What branches need of the executor. */
interface BranchExecutor extends CourseExecutor {
  readonly evaluator: Evaluator;
  readonly mayReturn: (value: Value) => void;
}

/** Executes `if`. Where the condition is only known during the run, the branches are speculated about, or left by the run. */
export function branch(node: If, scope: Scope, executor: BranchExecutor): Ending {
  const { standIns } = executor.recorder;
  const { doubts } = standIns;
  const value = executor.evaluator.condition(node.test, scope);
  const truth = truthNow(value);
  if (truth === null) {
    // The runs of an output are listed one by one: those of neither branch are among them.
    const formula = executor.recorder.runLog.output === null ? formulaOf(value) : null;
    const ending = formula === null ? null : branchByFormula(node, formula, scope, executor);
    if (ending !== null) return ending;
    eitherBranch(node, value, scope, executor);
    return normal;
  }
  let taken = truth ? node.body : node.orElse;
  if (taken !== null && standIns.doubts > doubts && endsProgram(taken)) {
    // Who runs the program has what it looks for.
    standIns.note({
      why: message('this ends the program'),
      standIn: message('what it looks for is taken to be there'),
      span: node.test,
    });
    taken = truth ? node.orElse : node.body;
  }
  return taken === null ? normal : executor.suite(taken, scope);
}

/** A branch that the program may or may not take: what it changes is not known; what else it does is left out, and noted. */
function eitherBranch({ body, orElse, test }: If, condition: Value, scope: Scope, executor: BranchExecutor): void {
  const { recorder } = executor;
  const why = unknownCondition(condition, test);
  const courses = [body, orElse].flatMap((suite) => {
    const { log, result, hasEffect } = attempt(recorder, () =>
      suite === null ? normal : executor.suite(suite, scope),
    );
    const held = undo(log, why, recorder);
    // A program that goes on did not take a branch that raises.
    if (result === null) return [];
    if (result.kind === 'return') executor.mayReturn(result.value);
    return [{ held, isLeft: hasEffect || result.kind !== 'normal' }];
  });
  join(
    courses.map(({ held }) => held),
    why,
  );
  if (!courses.some(({ isLeft }) => isLeft)) return;
  recorder.runLog.output?.lose(message('a condition that is only known during the run'), test);
  recorder.note(message('a condition that is only known during the run: neither branch is followed'), test);
}

const exits = new Set(['exit', 'quit', '_exit']);

/** Whether statements raise, or leave the program. */
function endsProgram({ statements }: Suite): boolean {
  return statements.some((statement) => {
    if (statement.kind === 'Raise') return true;
    if (statement.kind !== 'ExpressionStatement' || statement.value.kind !== 'Call') return false;
    const { callee } = statement.value;
    return (callee.kind === 'Name' || callee.kind === 'Attribute') && exits.has(callee.name);
  });
}

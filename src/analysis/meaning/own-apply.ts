// What an own optimizer's apply_gradients does with the step that it is passed, as its text shows.
import type { Call, Expression, Lambda } from '../../python/syntax';
import type { FunctionDefinition, Statement } from '../../python/statements';
import { visit } from '../../python/visit';
import type { OptimizerValue } from '../values/values';
import { methodNamed } from '../../frameworks/tensorflow1/catalogue';
import { movesOf } from './moving-methods';

type StepUse = OptimizerValue['stepUse'];
type Node = Expression | Statement;

/** Reads the body of an `apply_gradients`. Words in comments and texts are no use. */
export function stepUse({ parameters, body }: FunctionDefinition | Lambda): StepUse {
  const names = new Set(
    parameters
      .filter(({ name, role }, index) => name === 'global_step' || index === 2 || role === 'args' || role === 'kwargs')
      .map(({ name }) => name),
  );
  if (names.size === 0) return 'unknown';
  const isStep = (node: Node): boolean => node.kind === 'Name' && names.has(node.name);
  let use: StepUse = 'drops';
  visit(body, (node) => {
    if (use === 'counts') return false;
    if (node.kind === 'Call' && isCount(node, isStep)) use = 'counts';
    // An attribute may hold the step, or be a step of the optimizer's own.
    else if (isStep(node) || (node.kind === 'Attribute' && /step/i.test(node.name))) use = 'unknown';
    return true;
  });
  return use;
}

function isCount(call: Call, isStep: (node: Node) => boolean): boolean {
  const { callee } = call;
  const name = callee.kind === 'Attribute' || callee.kind === 'Name' ? callee.name : '';
  if (methodNamed(name)?.meaning.kind !== 'training' && movesOf(name) === null) return false;
  const isTaken = call.arguments.some(({ value }) => isStep(value));
  return isTaken || (callee.kind === 'Attribute' && isStep(callee.object));
}

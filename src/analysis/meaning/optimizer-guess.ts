import type { Call, Expression } from '../../python/syntax';
import { isOptimizerClass } from '../walk/attributes';
import type { Frame } from '../values/frame';
import { buildsGraphs, trainsEagerly } from './prefilter';
import { isStepLike } from './steps';
import { traceOf, type Value } from '../values/values';
import { lineage } from '../values/lineage';

const plain: ReadonlySet<Value['kind']> = new Set(['none', 'number', 'bool', 'string', 'list', 'dict', 'function']);

/**
 * Whether an object that is not known is an optimizer of TensorFlow 1 by what it is passed: only those have a parameter `global_step`.
 * Else by its name and its argument's, in a text that builds TensorFlow 1 graphs.
 */
export function looksLikeOptimizer(receiver: Value, node: Call, frame: Frame, isInOptimizer: boolean): boolean {
  if (plain.has(receiver.kind)) return false;
  if (node.arguments.some(({ name }) => name === 'global_step')) return true;
  if (receiver.kind === 'super') return isInOptimizer;
  if (receiver.kind !== 'unknown' && receiver.kind !== 'bound') return false;
  const { source } = frame.module;
  const [first] = node.arguments;
  if (first === undefined || node.callee.kind !== 'Attribute') return false;
  if (isInOptimizer) return true;
  if (!buildsGraphs(source.text) || trainsEagerly(source.text)) return false;
  if (isMadeOfStep(receiver)) return true;
  if (!/(?:opt|optim|optimi[sz]er)s?\w*$/i.test(source.slice(madeBy(node.callee.object)))) return false;
  if (/loss|cost|grad|objective|error/i.test(source.slice(first))) return true;
  return node.callee.name === 'apply_gradients';
}

/** Whether an object that is not known was made of something that reads a step, as an optimizer is of its rate. */
function isMadeOfStep(receiver: Value): boolean {
  const { reads, mayRead } = traceOf(receiver);
  return [...reads, ...mayRead].some((read) => ('role' in read ? read.role === 'schedule' : isStepLike(read)));
}

/** What names an object: of one that is made where it is used, what it is made by. */
function madeBy(object: Expression): Expression {
  return object.kind === 'Call' ? madeBy(object.callee) : object;
}

/** Whether a method's own class is an optimizer of TensorFlow 1. */
export function isInOptimizer(frame: Frame): boolean {
  for (let around: Frame | null = frame; around !== null; around = around.parent)
    if (around.owner !== null) return lineage(around.owner).some(isOptimizerClass);
  return false;
}

import type { DType } from '../base/graph-call';
import { TensorFlowError, typeError, valueError } from './errors';
import { type Graph, GraphKeys, Tensor } from './graph';
import { add, constant, scalarLike } from './build';
import type { Session } from './session';
import { isFullyDefined } from './shape';
import { isInteger, scalarOf, scalarValue, shapeText } from './value';
import { Variable } from './variable';

/** `tf.train.assert_global_step`: an integer variable or tensor that is not known to be anything but a scalar. */
export function assertGlobalStep(step: unknown): asserts step is Variable | Tensor {
  if (!(step instanceof Variable || step instanceof Tensor))
    throw typeError('the global step must be a variable or a tensor');
  if (!isInteger(step.dtype)) throw typeError(`the existing global step is not an integer but ${step.dtype}`);
  if (isFullyDefined(step.shape) && step.shape.length !== 0)
    throw typeError(`the existing global step is not a scalar but ${shapeText(step.shape)}`);
}

/** `tf.train.get_global_step`: the collection's only entry; with none, the tensor named `global_step:0`; else null. */
export function getGlobalStep(graph: Graph): Variable | Tensor | null {
  const entries = graph.getCollection<Variable | Tensor>(GraphKeys.GLOBAL_STEP);
  if (entries.length > 1) return null;
  const found = entries[0] ?? graph.findTensor('global_step:0');
  if (found === null) return null;
  assertGlobalStep(found);
  return found;
}

/** `tf.train.create_global_step`: an int64 scalar at 0, not trained, in the collection; under the variable scope in force. */
export function createGlobalStep(graph: Graph, variableScope = '', isReusing = false): Variable {
  if (getGlobalStep(graph) !== null) throw valueError('the global step already exists');
  const name = variableScope === '' ? 'global_step' : `${variableScope}/global_step`;
  if (isReusing) throw valueError(`the variable ${name} does not exist, and the scope only reuses`);
  if (graph.sharedVariables.has(name)) throw valueError(`the variable ${name} already exists`);
  const dtype: DType = 'int64';
  const step = graph.withScope('', () =>
    graph.controlDependencies(null, () => {
      const zero = constant(graph, scalarValue(dtype, 0), `${name}/Initializer/zeros`);
      const collections = [GraphKeys.GLOBAL_VARIABLES, GraphKeys.GLOBAL_STEP];
      return new Variable(zero, { name, trainable: false, collections });
    }),
  );
  graph.sharedVariables.set(name, step);
  return step;
}

/** `tf.train.get_or_create_global_step`. */
export function getOrCreateGlobalStep(graph: Graph, variableScope = ''): Variable | Tensor {
  return getGlobalStep(graph) ?? createGlobalStep(graph, variableScope);
}

/** `tf.train.global_step(sess, tensor)`: the step as Python's int, a float one cut off. Exported for tests. */
export function globalStep(session: Session, step: Variable | Tensor | string): number {
  const target = typeof step === 'string' ? session.graph.findTensor(step) : step;
  if (target === null)
    throw new TensorFlowError('KeyError', `there is no tensor named ${typeof step === 'string' ? step : step.name}`);
  const [value] = session.run([target]);
  return !value ? Number.NaN : Math.trunc(scalarOf(value));
}

/** The collection of `globalStepRead`'s one tensor. */
const readCache = 'global_step_read_op_cache';

/** What hooks fetch: the step plus 0, a copy that a later update does not reach. Null where the graph has no step. */
export function globalStepRead(graph: Graph): Tensor | null {
  const cached = graph.getCollection<Tensor>(readCache);
  if (cached.length > 1)
    throw new TensorFlowError('RuntimeError', 'there are several tensors in the collection of global step reads');
  const [known] = cached;
  if (known !== undefined) return known;
  const step = getGlobalStep(graph);
  if (step === null) return null;
  const ref = step instanceof Variable ? step.ref : step;
  const read = graph.controlDependencies(null, () => graph.withScope(ref.op.name, () => add(ref, scalarLike(ref, 0))));
  graph.addToCollection(readCache, read);
  return read;
}

import { lastPart } from '../../base/last-part';
import { message } from '../../base/message';
import type { Signature } from '../../frameworks/signature';
import { canonicalName, tensorflow1 } from '../../frameworks/tensorflow1/catalogue';
import { callTitle, raisedIn, UnsupportedError } from '../errors';
import { type Graph, Operation, Tensor } from '../graph';
import { ExponentialMovingAverage } from '../moving-average';
import { Optimizer } from '../optimizers/optimizer';
import { Variable } from '../variable';
import { type Argument, toArgument } from './argument';
import { Call } from './call';
import { Initializer } from './initializers';
import { bind } from './signature';

/** What a public function builds. Null is None, an array a list or tuple. */
export type Builder = (call: Call) => unknown;

interface ApiFunction {
  readonly signature: Signature;
  readonly build: Builder;
}

const functions = new Map<string, ApiFunction>();

/** Attaches builders to public functions, by their names in the catalogue, which has their signatures. */
export function defineApi(builders: Readonly<Record<string, Builder>>): void {
  for (const [name, build] of Object.entries(builders)) {
    const { signature = null } = tensorflow1.find(name) ?? {};
    if (signature === null) throw new Error(`${name} has no signature in the catalogue`);
    if (functions.has(name)) throw new Error(`${name} is defined twice`);
    functions.set(name, { signature, build });
  }
}

/** The class whose methods an object has. */
function classOf(argument: Argument | undefined): string | null {
  if (argument?.kind !== 'object') return null;
  const { value } = argument;
  if (value instanceof Variable) return 'Variable';
  if (value instanceof Tensor) return 'Tensor';
  if (value instanceof Operation) return 'Operation';
  if (value instanceof Optimizer) return 'Optimizer';
  if (value instanceof ExponentialMovingAverage) return 'ExponentialMovingAverage';
  if (value instanceof Initializer) return 'Initializer';
  return null;
}

function findFunction(name: string, args: readonly Argument[]): ApiFunction | undefined {
  const plain = canonicalName(name);
  const method = lastPart(plain);
  const receiver = plain.includes('.') ? classOf(args[0]) : null;
  const own = receiver === null ? undefined : functions.get(`${receiver}.${method}`);
  // A variable answers to a tensor's methods too.
  return own ?? (receiver === 'Variable' ? functions.get(`Tensor.${method}`) : undefined) ?? functions.get(plain);
}

/** All public names that have a builder, in the order in which they are defined. Exported for tests. */
export function definedNames(): string[] {
  return [...functions.keys()];
}

/** Calls a public function on arguments that are bound as Python does. */
export function callApi(
  graph: Graph,
  name: string,
  args: readonly Argument[],
  kwargs: Readonly<Record<string, Argument>> = {},
): unknown {
  const found = findFunction(name, args);
  if (found === undefined) throw new UnsupportedError(message('{0} is not supported', callTitle(name)));
  const bound = bind(name, found.signature, args, kwargs);
  const invoke = (
    other: string,
    others: readonly unknown[],
    keywords: Readonly<Record<string, unknown>> = {},
  ): unknown =>
    callApi(
      graph,
      other,
      others.map(toArgument),
      Object.fromEntries(Object.entries(keywords).map(([key, value]) => [key, toArgument(value)])),
    );
  const made = graph.operations.length;
  const result = build(found, new Call(graph, name, bound, invoke));
  const wished = bound.get('name');
  if (wished?.kind === 'string') nameResult(graph, result, wished.value, made);
  return result;
}

function build(found: ApiFunction, call: Call): unknown {
  try {
    return found.build(call);
  } catch (error) {
    throw raisedIn(callTitle(call.name), 'ValueError', error);
  }
}

/** The operation that a function returns has the name that the function was given, where its builder did not see to that. */
function nameResult(graph: Graph, result: unknown, wished: string, made: number): void {
  const operation = result instanceof Tensor ? result.op : result instanceof Operation ? result : null;
  if (operation === null || operation.id < made || wished === '') return;
  const own = operation.name.slice(operation.name.lastIndexOf('/') + 1);
  if (own !== wished && !own.startsWith(`${wished}_`)) graph.rename(operation, wished);
}

import './ops/all';
import './api/all';
import { message, type Message } from '../base/message';
import type { GraphCall, GraphValue } from '../base/graph-call';
import { type Argument, none, tensorIn, toArgument } from './api/argument';
import { attributeOf } from './api/attributes';
import { callApi } from './api/registry';
import { binary, unary } from './build';
import { callTitle, TensorFlowError, UnsupportedError } from './errors';
import { type Branch, Graph, Operation, Tensor } from './graph';
import { Variable } from './variable';

/** A call that could not be made: TensorFlow raises here, or this re-creation has no such function. */
export interface FailedCall {
  readonly id: number;
  readonly name: string;
  /** What it raises, by type and gist; where this re-creation lacks something, what that is. */
  readonly said: Message;
  /** Whether memory for it was missing. */
  readonly isOfMemory: boolean;
  /** Whether this re-creation lacks it; else TensorFlow itself would raise here. */
  readonly isMissing: boolean;
}

/** The result of a call is needed that could not be made. */
export class FailedCallError extends TensorFlowError {
  constructor(
    /** The first one that failed: others failed for want of its result. */
    readonly root: FailedCall,
  ) {
    super('RuntimeError', message('needs the result of {0}, which failed ({1})', callTitle(root.name), root.said));
  }
}

/** A graph that was built from recorded calls. */
export interface BuiltGraph {
  readonly graph: Graph;
  /** What a recorded value stands for: a tensor, an operation, a variable, an optimizer, a literal. Throws where its call failed. */
  resultOf(value: GraphValue): Argument;
  /** Calls that failed, and those that needed their results. */
  readonly failures: readonly FailedCall[];
}

/** The result of a call that failed; `root` is the first on whose result it waits in vain. */
class Failure {
  constructor(readonly root: FailedCall) {}
}

/** An argument is not known. */
class UnknownError extends UnsupportedError {}

class Builder {
  readonly graph = new Graph();
  readonly failures: FailedCall[] = [];
  private readonly results = new Map<number, Argument | Failure>();

  constructor(seed: number | null) {
    this.graph.seed = seed;
  }

  make(call: GraphCall): void {
    try {
      const args = call.args.map((value) => this.resolve(value));
      const kwargs = Object.fromEntries(Object.entries(call.kwargs).map(([key, value]) => [key, this.resolve(value)]));
      const control = call.control.flatMap((id) => operationsIn(this.resultOfCall(id)));
      const result = this.graph.withBranch(this.branchOf(call), () =>
        this.graph.controlDependencies(control, () =>
          this.graph.withScope(call.scope, () =>
            this.graph.withCall(call.id, () => callApi(this.graph, call.name, args, kwargs)),
          ),
        ),
      );
      this.results.set(call.id, toArgument(result));
    } catch (error) {
      if (!(error instanceof TensorFlowError)) throw error;
      const { id, name } = call;
      const isUnknown = error instanceof UnknownError;
      const isMissing =
        isUnknown || error instanceof UnsupportedError || (error instanceof FailedCallError && error.root.isMissing);
      const failed = {
        id,
        name,
        said: isUnknown ? message('{0} is given what is not known: {1}', callTitle(name), error.gist) : error.said,
        isOfMemory: error.type === 'ResourceExhaustedError',
        isMissing,
      };
      this.results.set(id, new Failure(error instanceof FailedCallError ? error.root : failed));
      this.failures.push(failed);
    }
  }

  /** The innermost branch; one within another is taken where both are. */
  private branchOf({ branches = [] }: GraphCall): Branch | null {
    return branches.reduce<Branch | null>((outer, { predicate: given, taken }) => {
      const predicate = tensorIn(this.resolve(given));
      if (predicate === null) return outer;
      if (outer === null) return { predicate, taken };
      const own = taken ? predicate : unary('LogicalNot', predicate);
      const around = outer.taken ? outer.predicate : unary('LogicalNot', outer.predicate);
      return { predicate: binary('LogicalAnd', around, own), taken: true };
    }, null);
  }

  resolve(value: GraphValue): Argument {
    switch (value.kind) {
      case 'list':
        return { kind: 'list', items: value.items.map((part) => this.resolve(part)) };
      case 'dict':
        return {
          kind: 'dict',
          entries: value.entries.map(([key, entry]) => [this.resolve(key), this.resolve(entry)]),
        };
      case 'call': {
        const result = this.resultOfCall(value.id);
        return value.output === undefined ? result : part(result, value.output);
      }
      case 'unknown':
        throw new UnknownError(value.why);
      default:
        return value;
    }
  }

  private resultOfCall(id: number): Argument {
    const result = this.results.get(id);
    if (result === undefined) throw new TensorFlowError('RuntimeError', `call ${id} was not made before it is used`);
    if (result instanceof Failure) throw new FailedCallError(result.root);
    return result;
  }
}

/** An item of a tuple, or an attribute of an object. */
function part(result: Argument, output: number | string): Argument {
  if (typeof output === 'string') {
    if (!/^\d+(?:\.\d+)+$/.test(output)) return attributeOf(result, output);
    return output.split('.').map(Number).reduce(part, result);
  }
  if (result.kind !== 'list') {
    if (output === 0) return result;
    throw new TensorFlowError('TypeError', 'what is unpacked is no tuple');
  }
  const found = result.items.at(output);
  if (found === undefined) throw new TensorFlowError('IndexError', `there is no item ${output}`);
  return found;
}

function operationsIn(argument: Argument): Operation[] {
  if (argument.kind === 'list') return argument.items.flatMap(operationsIn);
  if (argument.kind !== 'object') return [];
  const { value } = argument;
  if (value instanceof Operation) return [value];
  if (value instanceof Tensor) return [value.op];
  return value instanceof Variable ? [value.ref.op] : [];
}

/** Makes every recorded call in order. A call that fails is listed, and so is each that needs it; the others are made. */
export function buildGraph(calls: readonly GraphCall[], seed: number | null = null): BuiltGraph {
  const builder = new Builder(seed);
  for (const call of calls) builder.make(call);
  return {
    graph: builder.graph,
    failures: builder.failures,
    resultOf: (value) => (value.kind === 'none' ? none : builder.resolve(value)),
  };
}

// Element types of recorded calls whose results are single numbers, by TensorFlow's own rules.
import { dtypeNamed, isInteger, quotientType } from '../base/dtype';
import type { DType, GraphCall, GraphValue } from '../base/graph-call';
import type { ScalarOperation } from '../frameworks/scalar';
import { fixedTypes } from '../frameworks/tensorflow1/image';
import {
  argumentNamed,
  initialOf,
  isStepCall,
  isVariableCall,
  meaningOfCall,
  movesOf,
  symbolOfCall,
} from '../frameworks/tensorflow1/recorded';
import { spend } from './reading';

/** The dtypes of what calls return, each found once. Null where the arguments do not show it. */
export class DtypesOfCalls {
  private readonly found = new Map<number, DType | null>();

  constructor(private readonly calls: readonly GraphCall[]) {}

  /** The dtype of a value: of Python's own numbers the one that TensorFlow gives them where nothing else decides. */
  of(value: GraphValue): DType | null {
    switch (value.kind) {
      case 'int':
        return 'int32';
      case 'float':
        return 'float32';
      case 'bool':
        return 'bool';
      case 'array':
        return value.value.dtype;
      case 'call':
        return value.output === undefined ? this.ofCall(value.id) : null;
      default:
        return null;
    }
  }

  /** The dtype that operands take together: Python's own numbers take that of the tensors beside them. Null where they have none in common. */
  common(operands: readonly GraphValue[]): DType | null {
    const tensors = operands.filter(({ kind }) => !isPythonNumber(kind));
    const [first = null, ...others] = (tensors.length > 0 ? tensors : operands).map((operand) => this.of(operand));
    if (tensors.length === 0) return operands.some(({ kind }) => kind === 'float') ? 'float32' : first;
    if (others.some((dtype) => dtype !== first)) return null;
    // TensorFlow refuses a fraction beside whole numbers.
    return first !== null && isInteger(first) && operands.some(({ kind }) => kind === 'float') ? null : first;
  }

  private ofCall(id: number): DType | null {
    const known = this.found.get(id);
    if (known !== undefined) return known;
    // A call that is computed from itself, which no graph has, ends here.
    this.found.set(id, null);
    spend(1);
    const call = this.calls[id];
    const dtype = call === undefined ? null : this.compute(call);
    this.found.set(id, dtype);
    return dtype;
  }

  private compute(call: GraphCall): DType | null {
    if (isStepCall(call)) return 'int64';
    const given = argumentNamed(call, 'dtype');
    if (given !== null) return namedDtype(given);
    if (isVariableCall(call)) return this.ofVariable(call);
    if (movesOf(call) !== null) {
      const target = call.args[0] ?? call.kwargs['ref'];
      return target === undefined ? null : this.of(target);
    }
    const operation = meaningOfCall(call, 'operation')?.scalar ?? null;
    if (operation === null) return null;
    if (operation.castsTo !== null) return operation.castsTo;
    const operands = operandsOf(call, operation);
    const common = this.common(numbersAmong(operation, operands));
    return operation.isFractional && common !== null ? quotientType(common) : common;
  }

  private ofVariable(call: GraphCall): DType | null {
    const initial = initialOf(call);
    const isInitializer = initial?.kind === 'call' && this.isInitializer(initial.id);
    if (initial === null || isInitializer)
      return meaningOfCall(call, 'variable')?.isNamedFirst === true ? 'float32' : null;
    return this.of(initial);
  }

  private isInitializer(id: number): boolean {
    const call = this.calls[id];
    return call !== undefined && meaningOfCall(call, 'initializer') !== null;
  }
}

/** The dtype of a tensor of which the form is needed: by its own argument, as what it is computed from, else TensorFlow's usual one. */
export function dtypeOfTensor(value: GraphValue, calls: readonly GraphCall[]): DType {
  const types = new DtypesOfCalls(calls);
  let at: GraphValue | undefined = value;
  for (let depth = 0; at?.kind === 'call' && depth < mostPassed; depth++) {
    const known = types.of({ kind: 'call', id: at.id });
    const call: GraphCall | undefined = calls[at.id];
    if (known !== null || call === undefined) return known ?? 'float32';
    const made = argumentNamed(call, 'out_type') ?? fixedTypes.get(symbolOfCall(call)?.name ?? call.name);
    if (made !== undefined) return typeof made === 'string' ? made : (namedDtype(made) ?? 'float32');
    at = call.args[0] ?? Object.values(call.kwargs)[0];
  }
  return (at === undefined ? null : types.of(at)) ?? 'float32';
}

const mostPassed = 100;

/** The operands of an operation on single numbers, in whatever way the call gives them; fewer where some are missing. */
export function operandsOf(call: GraphCall, { operands: count }: ScalarOperation): GraphValue[] {
  const parameters = symbolOfCall(call)?.signature?.parameters ?? [];
  return parameters
    .slice(0, count)
    .map(({ name }) => argumentNamed(call, name))
    .filter((operand) => operand !== null);
}

/** The operands that share a dtype: of a choice between two, not the condition. */
export function numbersAmong(operation: ScalarOperation, operands: readonly GraphValue[]): readonly GraphValue[] {
  return operation.isChoice ? operands.slice(1) : operands;
}

/** Whether a value is one of Python's own numbers, whose dtype what stands beside it decides. */
export function isPythonNumber(kind: GraphValue['kind']): boolean {
  return kind === 'int' || kind === 'float';
}

/** As `tf.float32`, or as the text 'float32'. */
function namedDtype(value: GraphValue): DType | null {
  if (value.kind === 'dtype') return value.value;
  return value.kind === 'string' ? dtypeNamed(value.value) : null;
}

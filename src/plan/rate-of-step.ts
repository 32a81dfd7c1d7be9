import { SpokenError } from '../base/spoken-error';
import { message, type Message } from '../base/message';
import type { GraphCall, GraphValue } from '../base/graph-call';
import type { FieldValue, ScheduleField } from '../schedules/record';
import { recordOf } from '../schedules/schedule';
import { float32, float64, type Rounding } from '../schedules/rounding';
import type { ScalarOperation } from '../frameworks/scalar';
import {
  argumentNamed,
  initialOf,
  isSource,
  isTrainable,
  isVariableCall,
  meaningOfCall,
  movesOf,
  symbolOfCall,
} from '../frameworks/tensorflow1/recorded';
import type { CallGraph } from './call-graph';
import { fieldArgument, warmUpOf } from './schedule-arguments';

/** A recorded value as a number that depends on nothing but the step, or why it is no such number. */
export type RateReading =
  | { readonly kind: 'known'; readonly rateAt: (step: number) => number }
  | { readonly kind: 'unknown'; readonly why: Message };

/** What counts as the step: the result of a call, or whatever stands in a place that a caller names as one. */
export type IsStep = (value: GraphValue) => boolean;

/** A number over steps, in the dtype that TensorFlow computes it in. */
interface Numeric {
  readonly round: Rounding;
  readonly isInteger: boolean;
  readonly at: (step: number) => number;
}

/** The rate of a schedule at a count, whose arguments are taken at a step; `changed` stand in for some of them. */
type RateOf = (at: number, count: number, changed?: Readonly<Record<string, FieldValue>>) => number;

/** An argument of a schedule over steps. */
interface FieldOfStep {
  readonly round: Rounding;
  readonly at: (step: number) => FieldValue;
}

class UnknownRate extends SpokenError {}

/** Deeper expressions than any program's own are not read. */
const deepest = 200;

/** Reads a recorded value as a function of the step: constants, schedules, arithmetic and choices, in float32 as TensorFlow has them. */
export function rateOfStep(graph: CallGraph, rate: GraphValue, isStep: IsStep): RateReading {
  try {
    return { kind: 'known', rateAt: new Reader(graph, isStep).number(rate, 0).at };
  } catch (error) {
    if (error instanceof UnknownRate) return { kind: 'unknown', why: error.said };
    throw error;
  }
}

/** Reads a call that makes a schedule, as if its own step argument were the step. */
export function scheduleOfStep(graph: CallGraph, call: GraphCall): RateReading {
  const count = meaningOfCall(call, 'schedule')?.count ?? null;
  const own = count === null ? null : argumentNamed(call, count);
  const sources = own === null ? [] : graph.ancestors([own]).filter(isSource);
  // A step that is no variable at all is the step all the same: the curve is what it would be if it moved.
  const steps = sources.length > 0 ? sources.map(({ id }) => id) : own?.kind === 'call' ? [own.id] : [];
  const isStep: IsStep = (value) => (value.kind === 'call' ? steps.includes(value.id) : value === own);
  return rateOfStep(graph, { kind: 'call', id: call.id }, isStep);
}

class Reader {
  private readonly known = new Map<number, Numeric>();

  constructor(
    private readonly graph: CallGraph,
    private readonly isStep: IsStep,
  ) {}

  number(value: GraphValue | null | undefined, depth: number): Numeric {
    if (value !== null && value !== undefined && this.isStep(value))
      return { round: float32, isInteger: true, at: (step) => step };
    switch (value?.kind) {
      case 'bool':
        return constant(value.value ? 1 : 0, true);
      case 'int':
        return constant(value.value, true);
      case 'float':
        return constant(float32(value.value), false);
      case 'array':
        return arrayConstant(value.value);
      case 'call':
        return this.call(value, depth + 1);
      default:
        throw new UnknownRate(
          value?.kind === 'string'
            ? message('a text stands where a number belongs')
            : message('an unknown value stands where a number belongs'),
        );
    }
  }

  private call(value: GraphValue & { kind: 'call' }, depth: number): Numeric {
    if (depth > deepest) throw new UnknownRate(message('an expression deeper than {0} calls', deepest));
    const known = this.known.get(value.id);
    if (known !== undefined) return known;
    const call = this.graph.callOf(value);
    if (call === null) throw new UnknownRate(message('a call that was not recorded'));
    const read = this.schedule(call, depth) ?? this.operation(call, depth);
    const once = { ...read, at: rememberingLast(read.at) };
    this.known.set(value.id, once);
    return once;
  }

  private schedule(call: GraphCall, depth: number): Numeric | null {
    const meaning = meaningOfCall(call, 'schedule');
    if (meaning === null) return null;
    const { fields, rate } = recordOf(meaning.schedule);
    if (meaning.schedule === 'noisy_linear_cosine_decay') return null;
    const parts = fields.map((field) => [field.field, this.field(call, field, depth)] as const);
    const step = meaning.count === null ? null : argumentNamed(call, meaning.count);
    // Without a step a schedule is as Keras's: whoever calls it passes one.
    const stepAt = step === null ? (at: number) => at : this.number(step, depth).at;
    const round = parts.find(([field]) => field === 'learningRate' || field === 'values')?.[1].round ?? float32;
    const computing = { round, isFolded: true, normal: 0 };
    const rateOf: RateOf = (at, count, changed = {}) => {
      const values = Object.fromEntries(parts.map(([field, { at: value }]) => [field, value(at)]));
      return rate({ ...values, ...changed } as never, count, computing);
    };
    const warmUp = this.warmUp(call, rateOf, depth);
    return { round, isInteger: false, at: (at) => (warmUp ?? rateOf)(at, stepAt(at)) };
  }

  /** Keras's warm-up before a cosine decay: linear from the initial rate to the target, which then decays. */
  private warmUp(call: GraphCall, rateOf: RateOf, depth: number): RateOf | null {
    const warmUp = warmUpOf(call);
    if (warmUp === null) return null;
    const [target, steps] = [this.number(warmUp.target, depth), this.number(warmUp.steps, depth)];
    const initial = this.number(fieldArgument(call, { name: 'learning_rate' }), depth);
    const { round } = initial;
    return (at, count) => {
      const [low, high, length] = [round(initial.at(at)), round(target.at(at)), steps.at(at)];
      if (count >= length) return rateOf(at, count - length, { learningRate: target.at(at) });
      return round(round(round(high - low) * round(round(count) / round(length))) + low);
    };
  }

  /** An argument of a schedule over steps: a number, a flag as 0 or 1, or a list. */
  private field(call: GraphCall, field: ScheduleField, depth: number): FieldOfStep {
    const { name, kind, otherwise } = field;
    const given = fieldArgument(call, field);
    if (kind === 'number-list' || kind === 'step-list') {
      const items = given?.kind === 'list' ? given.items : given?.kind === 'array' ? arrayItems(given) : null;
      if (items === null) throw new UnknownRate(message('{0} is not known', name));
      const numbers = items.map((item) => this.number(item, depth));
      return { round: numbers[0]?.round ?? float32, at: (step) => numbers.map(({ at }) => at(step)) };
    }
    if (given?.kind === 'unknown' || (given === null && otherwise === null))
      throw new UnknownRate(message('{0} is not known', name));
    const number =
      given === null ? constant(float32(Number(otherwise)), Number.isInteger(otherwise)) : this.number(given, depth);
    return kind === 'flag' ? { round: number.round, at: (step) => number.at(step) !== 0 } : number;
  }

  private operation(call: GraphCall, depth: number): Numeric {
    if (isVariableCall(call)) return this.variable(call, depth);
    const operation = meaningOfCall(call, 'operation')?.scalar ?? null;
    if (operation === null) throw new UnknownRate(unknownCall(call));
    const cast = castTo(call, operation);
    const parameters = symbolOfCall(call)?.signature?.parameters.slice(0, operation.operands) ?? [];
    const values = parameters.map(({ name }) => this.number(argumentNamed(call, name), depth));
    const [first] = values;
    if (cast !== null && first !== undefined) return castNumber(first, cast);
    // Python's numbers take the dtype of the tensor beside them; only a float makes the result one.
    const isInteger = !operation.isFractional && values.every((value) => value.isInteger);
    const round = values.some((value) => value.round === float64) ? float64 : float32;
    return {
      round,
      isInteger,
      at: (step) => {
        const operands = values.map((value) => value.at(step));
        const result = operation.compute(operands, isInteger);
        return isInteger ? result : round(result);
      },
    };
  }

  /** A variable that nothing assigns to and nothing trains stays what it was made as. */
  private variable(call: GraphCall, depth: number): Numeric {
    const isChanged = this.graph.calls.some(
      (other) => movesOf(other) !== null && other.args[0]?.kind === 'call' && other.args[0].id === call.id,
    );
    if (isChanged || isTrainable(call)) throw new UnknownRate(unknownCall(call));
    return this.number(initialOf(call), depth);
  }
}

/** The function with the result of the last step kept: a call that is used in several places is computed once a step. */
function rememberingLast(compute: (step: number) => number): (step: number) => number {
  let [lastStep, last] = [Number.NaN, Number.NaN];
  return (step) => {
    if (step !== lastStep) [lastStep, last] = [step, compute(step)];
    return last;
  };
}

function constant(value: number, isInteger: boolean): Numeric {
  return { round: float32, isInteger, at: () => value };
}

function arrayConstant({ dtype, data }: (GraphValue & { kind: 'array' })['value']): Numeric {
  const [value] = data;
  if (data.length !== 1 || value === undefined)
    throw new UnknownRate(message('an array stands where a number belongs'));
  return { round: dtype === 'float64' ? float64 : float32, isInteger: /^int|^bool/.test(dtype), at: () => value };
}

function arrayItems({ value: { dtype, data } }: GraphValue & { kind: 'array' }): GraphValue[] {
  return [...data].map((value) => (/^int/.test(dtype) ? { kind: 'int', value } : { kind: 'float', value }));
}

function unknownCall({ name, range }: GraphCall): Message {
  return range === null
    ? message('{0} is not a number that the step alone decides', name)
    : message('{0} on line {1} is not a number that the step alone decides', name, range.line);
}

type Cast = 'int' | 'float32' | 'float64' | 'bool';

/** What a call casts its operand to, or null where it keeps its dtype. */
function castTo(call: GraphCall, { isIdentity, castsTo }: ScalarOperation): Cast | null {
  if (!isIdentity) return null;
  if (castsTo !== null) return castsTo === 'int32' || castsTo === 'int64' ? 'int' : castsTo;
  const dtype = argumentNamed(call, 'dtype');
  if (dtype === null) return null;
  // As `tf.float32`, or as the text 'float32'.
  const name = dtype.kind === 'dtype' || dtype.kind === 'string' ? dtype.value : '';
  const cast = /^(?:u?int|bool|float32|float64)/.exec(name)?.[0];
  if (cast === undefined) throw new UnknownRate(message('the dtype of {0} is not known', call.name));
  return cast === 'float32' || cast === 'float64' || cast === 'bool' ? cast : 'int';
}

function castNumber({ at }: Numeric, cast: Cast): Numeric {
  switch (cast) {
    case 'int':
      return { round: float32, isInteger: true, at: (step) => Math.trunc(at(step)) };
    case 'bool':
      return { round: float32, isInteger: true, at: (step) => (at(step) === 0 ? 0 : 1) };
    case 'float32':
      return { round: float32, isInteger: false, at: (step) => float32(at(step)) };
    case 'float64':
      return { round: float64, isInteger: false, at };
  }
}

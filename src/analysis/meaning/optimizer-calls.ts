// The meaning of the calls that make optimizers: those that wrap another one, and those of a class, with what their rate and other arguments read.
import { type Called, given } from './called';
import type { MeaningOf } from '../../frameworks/symbol';
import {
  type Arguments,
  mergeTraces,
  noTrace,
  optionsOf,
  type RateAtStart,
  readsOf,
  traceOf,
  unknown,
  type Value,
  type Variable,
} from '../values/values';
import { allArguments, argumentOf, noArguments, traceOfArguments } from '../walk/arguments';
import { lastPart } from '../../base/last-part';
import type { World } from '../walk/world';
import type { CallSite } from './call-site';
import { placeOf } from '../../frameworks/signature';
import { readStep } from './dependents';
import { kerasOptimizer } from '../clocks/keras-calls';
import { startOf } from '../values/constants';

export function wrapOptimizer(
  called: Called,
  { inner: name, takesKeras }: MeaningOf<'wrapper'>,
  args: Arguments,
): Value {
  const inner = given(called, name, args) ?? unknown;
  const trace = traceOfArguments(args);
  const options = optionsOf(inner).map((outer): Value => {
    const own = lastPart(called.name);
    const option = wrappedIn(outer);
    if (option.kind === 'optimizer') return { ...option, name: own, trace: mergeTraces(option.trace, trace) };
    if (takesKeras || option.kind === 'keras-optimizer') return option;
    return {
      kind: 'optimizer',
      name: own,
      trace: mergeTraces(traceOf(option), trace),
      stepUse: 'unknown',
      instance: null,
      rateAtStart: null,
      notForRate: [],
    };
  });
  return options.length === 1 ? (options[0] ?? unknown) : { kind: 'union', options };
}

/** What a wrapper that is not known holds, where that is one optimizer. */
function wrappedIn(option: Value): Value {
  return option.kind === 'unknown' && option.wraps === true && option.maybe?.kind === 'optimizer'
    ? option.maybe
    : option;
}

export function makeOptimizer(
  world: World,
  called: Called,
  { step: stepName, isKeras }: MeaningOf<'optimizer'>,
  { args, node, frame }: CallSite,
): Value {
  const name = lastPart(called.name);
  if (isKeras) return kerasOptimizer(world, called.name, { args, node, frame });
  let trace = traceOfArguments(args);
  // A rate may be a function that is called for its value.
  for (const value of allArguments(args))
    if (value.kind === 'function')
      trace = mergeTraces(trace, traceOf(world.callFunction(value, noArguments, node, frame)));
  const step = stepName === null ? null : given(called, stepName, args);
  if (stepName !== null && step !== null && called.signature !== null) {
    const stepNode = argumentOf(node, placeOf(called.signature, stepName), stepName)?.value ?? null;
    const read = readStep(world, node, frame, { kind: name, role: 'bias-correction', step, stepNode });
    if (read !== null)
      trace = mergeTraces({ ...trace, reads: trace.reads.filter((one) => 'role' in one) }, readsOf(read));
  }
  const rate = given(called, 'learning_rate', args);
  const others = noteOtherParameters(world, args, rate);
  return {
    kind: 'optimizer',
    name,
    trace,
    stepUse: 'counts',
    instance: null,
    rateAtStart: rate === null ? null : startOfRate(rate),
    notForRate: rate === null ? [] : others,
  };
}

/** What a rate starts with: of several, those that are computed from something. */
function startOfRate(rate: Value): RateAtStart {
  const computed = optionsOf(rate).filter((option) => traceOf(option) !== noTrace);
  const starts = new Set((computed.length > 0 ? computed : optionsOf(rate)).map(startOf));
  const [only] = starts;
  if (starts.size === 1 && typeof only === 'number') return only;
  return rate.kind === 'unknown' ? null : 'unknown';
}

/** What another parameter than the rate is computed from, a momentum's schedule say, is no learning rate. Gives the variables among that. */
function noteOtherParameters(world: World, args: Arguments, rate: Value | null): Variable[] {
  const ofRate = rate === null ? noTrace : traceOf(rate);
  const others: Variable[] = [];
  for (const value of allArguments(args))
    for (const read of traceOf(value).reads) {
      if (ofRate.reads.includes(read)) continue;
      if ('role' in read) world.noteOtherThanRate(read);
      else others.push(read);
    }
  return others;
}

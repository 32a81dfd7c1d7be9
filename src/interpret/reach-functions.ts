import { message } from '../base/message';
import type { SourceRange } from '../base/source-range';
import type { Span } from '../python/syntax';
import type { Interpretation } from './interpret';
import { LimitError, PythonError } from './limits';
import { type Arguments, type ClassValue, type FunctionValue, unknown, type Value } from './values';

/**
 * Calls, once each, the functions and methods of the program's module in which no TensorFlow call was recorded although their text
 * matches: with their own defaults and unknown values for everything else. What a library would call thus records what it makes.
 */
export function reachFunctions(interpretation: Interpretation, text: RegExp): void {
  for (const value of interpretation.names.values()) {
    if (value.kind === 'function') reach(value, interpretation, text);
    if (value.kind === 'class') reachMethods(value, interpretation, text);
  }
}

function reachMethods(made: ClassValue, interpretation: Interpretation, text: RegExp): void {
  let instance: Value | null = null;
  for (const value of made.attributes.values()) {
    if (value.kind !== 'function' || !isWanted(value, interpretation, text)) continue;
    instance ??= attempt(() => interpretation.apply(made, withoutSelf(nothingKnown(lookUp(made, '__init__')))));
    const self = instance ?? unknown(message('an object of {0}', made.name), value.definition);
    reach({ kind: 'method', self, callee: value }, interpretation, text);
    // An object that lacks what the method reads raised: with nothing known of it, the rest is read all the same.
    if (instance !== null) {
      const stranger = unknown(message('an object of {0}', made.name), value.definition);
      reach({ kind: 'method', self: stranger, callee: value }, interpretation, text);
    }
  }
}

function lookUp({ attributes }: ClassValue, name: string): FunctionValue | null {
  const found = attributes.get(name);
  return found?.kind === 'function' ? found : null;
}

function reach(callee: Value, interpretation: Interpretation, text: RegExp): void {
  const called: FunctionValue | null = callee.kind === 'function' ? callee : null;
  const method = callee.kind === 'method' && callee.callee.kind === 'function' ? callee.callee : null;
  const wanted = called ?? method;
  if (wanted === null || !isWanted(wanted, interpretation, text)) return;
  const given = nothingKnown(wanted);
  attempt(() => interpretation.apply(callee, method === null ? given : withoutSelf(given)));
}

function isWanted({ definition }: FunctionValue, { recorder }: Interpretation, text: RegExp): boolean {
  if (definition.kind !== 'FunctionDefinition' || !text.test(recorder.source.slice(definition))) return false;
  const range = recorder.source.range(definition);
  const isSchedulerMade = recorder.clocks.schedulers.some(({ given }) =>
    isWithin(recorder.source.range(given.span), range),
  );
  return !isSchedulerMade && !recorder.calls.some((call) => call.range !== null && isWithin(call.range, range));
}

function isWithin(inner: SourceRange, outer: SourceRange): boolean {
  return inner.cell === outer.cell && inner.start >= outer.start && inner.end <= outer.end;
}

/** Arguments for the parameters that have no default. */
function nothingKnown(callee: FunctionValue | null): Arguments {
  const definition = callee?.definition ?? null;
  if (definition?.kind !== 'FunctionDefinition')
    return { positional: [], named: new Map(), span: { start: 0, end: 0 } };
  const needed = definition.parameters.filter(
    (parameter) => parameter.default === null && (parameter.role === 'normal' || parameter.role === 'keyword'),
  );
  const value = ({ name, start, end }: (typeof needed)[number]): Value =>
    unknown(message('the parameter {0} of {1}', name, definition.name), { start, end });
  return {
    positional: needed.filter(({ role }) => role === 'normal').map(value),
    named: new Map(
      needed.filter(({ role }) => role === 'keyword').map((parameter) => [parameter.name, value(parameter)]),
    ),
    span: spanOf(definition),
  };
}

function withoutSelf(given: Arguments): Arguments {
  return { ...given, positional: given.positional.slice(1) };
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}

/** What a call returns; null where it raises or reaches a limit. */
function attempt(call: () => Value): Value | null {
  try {
    return call();
  } catch (error) {
    if (error instanceof PythonError || error instanceof LimitError || error instanceof RangeError) return null;
    throw error;
  }
}

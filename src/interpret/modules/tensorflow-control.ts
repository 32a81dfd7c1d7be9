import { message } from '../../base/message';
import { callsIn, dependencies, type GraphValue } from '../../base/graph-call';
import type { Span } from '../../python/syntax';
import { CounterValues } from '../counter-values';
import { spend } from '../reading';
import type { Recorder } from '../record/recorder';
import { staticShapeOf } from '../static-shape';
import { builtin, int, list, none, tuple, unknown, type Value } from '../values';
import { type Helper, taking } from './helper';
import type { Program } from './tensorflow';
import { itemsOf, truthOf } from '../read-value';

/** Turns of a loop of the graph that are laid out one after the other. */
const mostTurns = 2000;

function call({ apply }: Program, callee: Value, positional: readonly Value[], span: Span): Value {
  return apply(callee, { positional, named: new Map(), span });
}

const condArguments = [0, 'strict', 'name'];

/** `tf.cond`: the results of both branches; what each of them does is recorded as standing in it. */
const cond: Helper = taking(condArguments, (program, { positional, named, span, called }) => {
  const predicate = positional[0] ?? named.get('pred') ?? none;
  const branches = [
    positional[1] ?? named.get('true_fn') ?? named.get('fn1') ?? none,
    positional[2] ?? named.get('false_fn') ?? named.get('fn2') ?? none,
  ];
  if (predicate.kind === 'bool') return call(program, branches[predicate.value ? 0 : 1] ?? none, [], span);
  return either(program, predicate, branches, span, called);
});

function either(
  program: Program,
  predicate: Value,
  branches: readonly Value[],
  span: Span,
  called: Span | undefined,
): Value {
  const { recorder } = program;
  const results = branches.map((branch, index) =>
    recorder.context.inBranch(recorder.toGraph(predicate), index === 0, () => call(program, branch, [], span)),
  );
  const missing = results.find(({ kind }) => kind === 'unknown');
  if (missing !== undefined) return missing;
  const recorded = recorder.record('cond', [predicate, ...results], new Map(), span, called);
  const [first = none] = results;
  const parts = first.kind === 'tensor' ? null : itemsOf(first);
  if (parts === null || recorded.kind !== 'tensor') return recorded;
  const outputs = parts.map((_, output) => ({ ...recorded, output }));
  return first.kind === 'list' ? list(outputs) : tuple(outputs);
}

/** `tf.case`: the first whose predicate holds, as conditions within conditions; without a default, the last. */
const choose: Helper = taking(['exclusive', 'strict', 'name'], (program, { positional, named, span, called }) => {
  const given = positional[0] ?? named.get('pred_fn_pairs') ?? none;
  const pairs =
    given.kind === 'dict'
      ? [...given.entries.values()].map(({ key, value }) => [key, value] as const)
      : (itemsOf(given) ?? []).map((pair) => {
          const [predicate = none, branch = none] = itemsOf(pair) ?? [];
          return [predicate, branch] as const;
        });
  const otherwise = positional[1] ?? named.get('default') ?? none;
  const last = otherwise.kind === 'none' ? pairs.pop()?.[1] : otherwise;
  if (last === undefined) return unknown(message('tf.case without cases'), span);
  const from = (at: number): Value => {
    const pair = pairs[at];
    if (pair === undefined) return call(program, last, [], span);
    const [predicate, branch] = pair;
    if (predicate.kind === 'bool') return predicate.value ? call(program, branch, [], span) : from(at + 1);
    return either(program, predicate, [branch, builtin('otherwise', () => from(at + 1))], span, called);
  };
  return from(0);
});

/** Arguments of loops of the graph that change how they are run, and not what they compute. */
const runsOnly = ['parallel_iterations', 'back_prop', 'swap_memory', 'infer_shape', 'shape_invariants', 'name'];

/**
 * `tf.while_loop` whose turns do not depend on what is trained or fed: they are laid out one after the other, which computes the same
 * and has the same gradients.
 */
const whileLoop: Helper = taking(runsOnly, (program, { positional, named, span }) => {
  const { recorder } = program;
  const [condition = none, body = none] = [positional[0] ?? named.get('cond'), positional[1] ?? named.get('body')];
  const given = positional[2] ?? named.get('loop_vars') ?? none;
  const start = itemsOf(given);
  if (start === null || given.kind === 'str') return unknown(message('the variables of a while_loop'), span);
  const most = named.get('maximum_iterations') ?? positional[8] ?? none;
  if (most.kind !== 'none' && most.kind !== 'int') return unknown(message('the most turns of a while_loop'), span);
  let values: readonly Value[] = start;
  for (let turn = 0; !(most.kind === 'int' && turn >= most.value); turn++) {
    const goesOn = constantTruth(call(program, condition, values, span), recorder);
    if (goesOn === null) return unknown(message('a while_loop whose end depends on the run'), span);
    if (!goesOn) break;
    if (turn >= mostTurns) return unknown(message('a while_loop of more than {0} turns', mostTurns), span);
    const result = call(program, body, values, span);
    if (result.kind === 'unknown') return result;
    values = result.kind === 'list' || result.kind === 'tuple' ? result.items : [result];
  }
  const [only] = values;
  if (values.length === 1 && only !== undefined) return given.kind === 'list' ? list([only]) : only;
  return given.kind === 'list' ? list(values) : tuple(values);
});

/** What a condition is, where it is computed from constants alone. */
function constantTruth(value: Value, recorder: Recorder): boolean | null {
  if (value.kind !== 'tensor') return truthOf(value);
  const recorded = recorder.toGraph(value);
  if (!isConstant(recorded, recorder)) return null;
  const number = new CounterValues(recorder.calls).numberOf(recorded);
  return number === null ? null : number.value !== 0;
}

function isConstant(value: GraphValue, recorder: Recorder): boolean {
  const open = callsIn(value);
  const seen = new Set<number>();
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    spend(1);
    const made = recorder.calls[id];
    if (made === undefined || /variable|placeholder|random|global_step/i.test(made.name)) return false;
    for (const other of dependencies(made)) open.push(other);
  }
  return true;
}

/** The parts of a tensor along its first axis; null where their number is not known. */
function rowsOf(value: Value, { recorder }: Program, span: Span): Value[] | null {
  if (value.kind !== 'tensor') return itemsOf(value)?.slice() ?? null;
  const recorded = recorder.toGraph(value);
  const [known = null] = staticShapeOf(recorded, recorder.calls) ?? [];
  const length = known ?? recorder.standIns.lengths.lengthOf(recorded, 0, recorder.calls);
  if (typeof length !== 'number' || length > mostTurns) return null;
  const unstacked = recorder.record('unstack', [value, int(length)], new Map(), span);
  return unstacked.kind === 'tensor' ? Array.from({ length }, (_, output) => ({ ...unstacked, output })) : null;
}

/** An array is passed on as the constant that it is. */
function asTensor(value: Value, { recorder }: Program, span: Span): Value {
  return value.kind === 'array' ? recorder.record('constant', [value], new Map(), span) : value;
}

/** `tf.map_fn`, `tf.scan` and `tf.foldl` over a tensor of known length, laid out element by element. */
const overElements = (what: 'map_fn' | 'scan' | 'foldl'): Helper =>
  taking([...runsOnly, 'dtype'], (program, { positional, named, span }) => {
    if ((named.get('reverse') ?? none).kind !== 'none') return unknown(message('tf.{0} from the end', what), span);
    const callee = positional[0] ?? named.get('fn') ?? none;
    const elements = asTensor(positional[1] ?? named.get('elems') ?? none, program, span);
    const rows = rowsOf(elements, program, span);
    if (rows === null) return unknown(message('tf.{0} over a tensor of unknown length', what), span);
    const results: Value[] = [];
    let held = what === 'map_fn' ? undefined : (positional[2] ?? named.get('initializer'));
    for (const row of rows) {
      if (what !== 'map_fn' && (held === undefined || held.kind === 'none')) held = row;
      else held = call(program, callee, what === 'map_fn' ? [row] : [held ?? none, row], span);
      if (held.kind !== 'tensor')
        return held.kind === 'unknown' ? held : unknown(message('tf.{0} of several tensors', what), span);
      results.push(held);
    }
    if (what === 'foldl') return held ?? unknown(message('tf.foldl over nothing'), span);
    return program.recorder.record('stack', [list(results)], new Map(), span);
  });

/** What makes several operations of the graph out of functions of the program. */
export const controlHelpers: Readonly<Record<string, Helper>> = {
  cond,
  case: choose,
  while_loop: whileLoop,
  map_fn: overElements('map_fn'),
  scan: overElements('scan'),
  foldl: overElements('foldl'),
};

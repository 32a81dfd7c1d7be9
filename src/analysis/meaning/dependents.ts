import { placeOf } from '../../frameworks/signature';
import type { LibrarySymbol, MeaningOf } from '../../frameworks/symbol';
import type { Call, Expression } from '../../python/syntax';
import type { Statement } from '../../python/statements';
import { argument, argumentOf } from '../walk/arguments';
import { startOf } from '../values/constants';
import type { DecayArguments, Dependency, DependencyRole } from '../facts/events';
import type { Frame } from '../values/frame';
import { ownLineBefore } from '../walk/own-line';
import { lastPart } from '../../base/last-part';
import {
  type Arguments,
  type Tensor,
  noTrace,
  optionsOf,
  readsOf,
  traceOf,
  unknown,
  type Value,
} from '../values/values';
import { unnumbered } from '../walk/recorded-events';
import type { World } from '../walk/world';
import type { CallSite } from './call-site';

/** Who reads a step, in what role, and the step with its expression; null where no expression gives it. */
interface StepReading {
  readonly kind: string;
  readonly role: DependencyRole;
  readonly step: Value;
  readonly stepNode: Expression | null;
}

/** Records that something reads a step; nothing where the value has nothing to do with a variable. */
export function readStep(
  world: World,
  node: Expression | Statement,
  frame: Frame,
  reading: StepReading,
): Dependency | null {
  if (!optionsOf(reading.step).some((option) => traceOf(option).reads.some((read) => !('role' in read)))) return null;
  return dependency(world, node, frame, reading);
}

/** Records that something reads a step. `known`: the number that it gives at the start, and the arguments of a decay. */
export function dependency(
  world: World,
  node: Expression | Statement,
  frame: Frame,
  { kind, role, step, stepNode }: StepReading,
  known: Partial<Pick<Dependency, 'atStart' | 'decay' | 'firstBoundary' | 'every'>> = {},
): Dependency {
  const { source } = frame.module;
  const named = node.kind === 'Call' ? node.callee : node.kind === 'While' ? node.test : node;
  const read = world.events.record(world.events.dependencies, world.contexts.key(node, frame, role), {
    id: unnumbered,
    kind,
    role,
    range: source.range(named),
    step,
    stepText: stepNode === null ? 'the global step' : source.slice(stepNode),
    stepRange: stepNode === null ? null : source.range(stepNode),
    atStart: null,
    decay: null,
    firstBoundary: null,
    every: null,
    ...known,
    graph: world.graph,
    mode: world.mode,
    root: world.root,
    line: ownLineBefore(world, frame),
  });
  world.loops.read(read);
  return read;
}

/** A schedule: a rate computed from a step. */
export function callSchedule(
  world: World,
  { name, signature }: Pick<LibrarySymbol, 'name' | 'signature'>,
  { count, rate }: MeaningOf<'schedule'>,
  { args, node, frame }: CallSite,
): Tensor {
  const place = (parameter: string): number => (signature === null ? -1 : placeOf(signature, parameter));
  const countName = count ?? 'global_step';
  const stepNode = argumentOf(node, place(countName), countName)?.value ?? null;
  const value = argument(args, place(countName), countName) ?? unknown;
  for (const option of optionsOf(value)) {
    if (
      option.kind === 'variable' &&
      stepNode?.kind === 'Call' &&
      option.variable.name === null &&
      !option.variable.isGraphStep
    )
      option.variable.isAnonymous = true;
  }
  const kind = lastPart(name);
  const read = dependency(
    world,
    node,
    frame,
    { kind, role: 'schedule', step: value, stepNode },
    {
      atStart: rateAtStart(kind, args, place(rate), rate, value),
      decay: decayOf(args, place),
      firstBoundary: kind.startsWith('piecewise_constant') ? firstBoundaryIn(argument(args, 1, 'boundaries')) : null,
    },
  );
  return { kind: 'tensor', trace: readsOf(read), atStart: read.atStart, schedule: read };
}

function rateAtStart(kind: string, args: Arguments, index: number, name: string, step: Value): number | null {
  const given = argument(args, index, name);
  if (given === null) return null;
  const start = optionsOf(step).map(startOf);
  if (kind.startsWith('piecewise_constant')) {
    const boundaries = argument(args, 1, 'boundaries');
    return piecewise(start[0] ?? null, boundaries, given);
  }
  // Every other schedule starts at its rate; linear_cosine_decay starts above it by alpha and beta.
  if (start.length !== 1 || start[0] !== 0 || /linear_cosine/.test(kind)) return null;
  return startOf(given);
}

function piecewise(step: number | null, boundaries: Value | null, values: Value): number | null {
  if (step === null || values.kind !== 'list') return null;
  if (step <= 0) {
    const [first] = values.items;
    if (first !== undefined && boundaries?.kind !== 'list') return startOf(first);
  }
  if (boundaries?.kind !== 'list') return null;
  const at = boundaries.items.map(startOf);
  if (step <= 0 && !at.some((boundary) => boundary !== null && boundary < 0))
    return values.items[0] === undefined ? null : startOf(values.items[0]);
  if (at.includes(null)) return null;
  const index = at.filter((boundary) => boundary !== null && step > boundary).length;
  const value = values.items[index];
  return value === undefined ? null : startOf(value);
}

/** The first of boundaries that are all known; null where one is not, or where there is none. */
function firstBoundaryIn(boundaries: Value | null): number | null {
  if (boundaries?.kind !== 'list' || boundaries.isOpen) return null;
  const numbers = boundaries.items.map(startOf);
  return numbers.length === 0 || numbers.includes(null) ? null : Math.min(...numbers.map(Number));
}

/** The numbers of a schedule that decays over a period; null for one that has none. */
function decayOf(args: Arguments, place: (parameter: string) => number): DecayArguments | null {
  const given = (name: string): Value | null => (place(name) < 0 ? null : argument(args, place(name), name));
  const period = place('decay_steps') < 0 ? 'first_decay_steps' : 'decay_steps';
  if (place(period) < 0) return null;
  const [steps, rate, staircase] = [given(period), given('decay_rate'), given('staircase')];
  return {
    steps: steps === null ? null : startOf(steps),
    rate: rate === null ? null : startOf(rate),
    isStaircase: staircase?.kind === 'bool' && staircase.value === true,
  };
}

/** A moving average that reads a step to warm up its decay. */
export function callAverage(world: World, args: Arguments, node: Call, frame: Frame): Value {
  const updates = argument(args, 1, 'num_updates');
  if (updates === null || updates.kind === 'none') return { kind: 'average', trace: noTrace };
  const stepNode = argumentOf(node, 1, 'num_updates')?.value ?? null;
  const decay = argument(args, 0, 'decay');
  const [start] = optionsOf(updates).map(startOf);
  const limit = decay === null ? null : startOf(decay);
  const warm = start === undefined || start === null ? null : (1 + start) / (10 + start);
  const read = dependency(
    world,
    node,
    frame,
    { kind: 'ExponentialMovingAverage', role: 'average', step: updates, stepNode },
    {
      atStart: warm === null ? null : limit === null ? warm : Math.min(limit, warm),
      decay: null,
      firstBoundary: null,
    },
  );
  return { kind: 'average', trace: readsOf(read) };
}

/** What a list or a dictionary holds; of anything else, itself. */
export function itemsIn(value: Value | null): readonly Value[] {
  if (value === null) return [];
  if (value.kind === 'list') return value.items;
  return value.kind === 'dict' ? [...value.entries.values()] : [value];
}

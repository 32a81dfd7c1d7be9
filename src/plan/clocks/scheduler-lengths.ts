// How long a scheduler's schedule is, in its own ticks, by the parameters that count them.
import { own } from '../../base/own';
import { countedParameters } from '../../schedules/counted';
import {
  type ArgumentValue,
  isList,
  lengthsIn,
  type Parameters,
  type ScheduleCall,
  type Unit,
} from '../../schedules/parameters';
import { kerasCallbackParameters } from '../../schedules/keras/callback';
import { paddleParameters } from '../../schedules/paddle/classes';
import { pytorchParameters } from '../../schedules/pytorch/classes';
import { timmParameters } from '../../schedules/timm/classes';
import { transformersParameters } from '../../schedules/transformers/functions';

/** Ticks of a schedule that has no length. */
const plainLength = 100;

/** Classes whose length is one of their periods. */
const isPeriodic = new Set(['StepLR', 'StepDecay', 'CyclicLR', 'CosineAnnealingWarmRestarts']);

/** Classes of which PyTorch's documentation says to step them after each batch, and that go on for as long as they are stepped. */
export const isPerBatch: ReadonlySet<string> = new Set(['CyclicLR']);

type Named = Omit<ScheduleCall, 'args' | 'keywords'>;

/** The parameters beside the optimizer; none of a scheduler that is not known. */
export function parametersOf(made: Named): Parameters {
  if (made.library !== undefined) return countedParameters(made) ?? {};
  if (made.isGiven === true) return own(paddleParameters, made.name) ?? {};
  return (
    own(pytorchParameters, made.name) ??
    own(transformersParameters, made.name) ??
    own(kerasCallbackParameters, made.name) ??
    own(timmParameters, made.name) ??
    {}
  );
}

/** What moves it by one: a call of `step()`, or an update where the optimizer counts these. */
function tickOf({ library }: Named): Unit {
  return library === undefined ? 'ticks' : 'updates';
}

/** The parameters that are lengths in what moves it. */
export function lengthNames(made: Named): string[] {
  return lengthsIn(parametersOf(made), tickOf(made));
}

/** Ticks over which a schedule shows what it does: some of its periods, or a little beyond its end. */
export function shownLength(call: ScheduleCall): number {
  const longest = longestLength(call);
  return longest === null ? plainLength : Math.ceil(longest * (isPeriodic.has(call.name) ? 4 : 1.25));
}

/** The longest of a call's lengths, in ticks, or the product of its epochs and the batches of each; null where it has none. */
export function longestLength(call: ScheduleCall): number | null {
  const numbers = [...lengthsOf(call, tickOf(call)).values()].flatMap((value) => (isList(value) ? value : [value]));
  const known = numbers.filter((value): value is number => typeof value === 'number' && value > 0);
  return known.length === 0 ? productOf(call) : Math.max(...known);
}

/** The call with each of its lengths that many times as long. */
export function lengthened(call: ScheduleCall, factor: number): ScheduleCall {
  const times = (value: ArgumentValue): ArgumentValue => {
    if (isList(value)) return value.map(times);
    return typeof value === 'number' ? Math.round(value * factor) : value;
  };
  const lengths = [...lengthsOf(call, tickOf(call)), ...lengthsOf(call, 'epochs')];
  const changed = new Map(lengths.map(([name, value]) => [name, times(value)]));
  const names = Object.keys(parametersOf(call)).slice(0, call.args.length);
  const placed = new Set(names);
  return {
    ...call,
    args: call.args.map((value, place) => changed.get(names[place] ?? '') ?? value),
    keywords: { ...call.keywords, ...Object.fromEntries([...changed].filter(([name]) => !placed.has(name))) },
  };
}

/** The arguments that are lengths in a unit, by their parameters: what the call gives, or the library's default. */
function lengthsOf(call: ScheduleCall, counted: Unit): Map<string, ArgumentValue> {
  const { args, keywords } = call;
  const parameters = Object.entries(parametersOf(call));
  return new Map(
    parameters.flatMap(([parameter, { unit, isLength, otherwise }], place) => {
      if (unit !== counted || isLength !== true) return [];
      const given = args[place] ?? own(keywords, parameter) ?? (typeof otherwise === 'number' ? otherwise : null);
      return given === null ? [] : [[parameter, given]];
    }),
  );
}

function productOf(call: ScheduleCall): number | null {
  const [[epochs], [batches]] = [lengthsOf(call, 'epochs').values(), lengthsOf(call, 'batches').values()];
  return typeof epochs === 'number' && typeof batches === 'number' && epochs * batches > 0 ? epochs * batches : null;
}

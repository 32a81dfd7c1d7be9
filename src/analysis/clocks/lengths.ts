// The lengths that a scheduler is given, and what they count.
import { plainSteps } from '../../frameworks/accelerate/catalogue';
import type { ClockSymbol, SchedulerMeaning } from '../../frameworks/clock-symbol';
import { placeOf } from '../../frameworks/signature';
import type { SourceText } from '../../python/source-text';
import type { Call, Expression } from '../../python/syntax';
import type { CallSite } from '../meaning/call-site';
import type { Frame } from '../values/frame';
import type { Value } from '../values/values';
import { argument, argumentOf } from '../walk/arguments';
import type { ScheduleLength, Scheduler } from './events';
import { lastName, unitOf } from './units';

/** The lengths among the arguments of a scheduler's construction, each with what it counts where that is known. */
export function lengthsOf(
  { signature }: ClockSymbol,
  { lengths, products }: SchedulerMeaning,
  { args, node, frame }: CallSite,
): ScheduleLength[] {
  return [...lengths, ...products.flat()].flatMap((parameter): ScheduleLength[] => {
    const place = signature === null ? -1 : placeOf(signature, parameter);
    const value = place < 0 ? args.named.get(parameter) : argument(args, place, parameter);
    const given = argumentOf(node, place, parameter);
    return value === undefined || value === null || given === null ? [] : [lengthOf(parameter, value, given, frame)];
  });
}

/** The length at whose end a schedule is over: a warm-up is only its beginning. A product of two has the unit of its ticks. */
export function mainLength({ lengths }: Scheduler): ScheduleLength | null {
  return lengths.findLast(({ parameter }) => !/warmup|^epochs$|_down$/.test(parameter)) ?? null;
}

/** Of a list of lengths, the largest: where the last change of the rate falls. */
function lengthOf(
  parameter: string,
  value: Value,
  { value: node }: Call['arguments'][number],
  { module: { source } }: Frame,
): ScheduleLength {
  const items = value.kind === 'list' && !value.isOpen ? value.items : [value];
  const numbers = items.map((item) => (item.kind === 'number' ? item.value : null));
  const isKnown = numbers.every((one) => one !== null);
  return {
    parameter,
    range: source.range(node),
    text: source.slice(node),
    value: isKnown && numbers.length > 0 ? Math.max(...numbers) : null,
    least: isKnown && numbers.length > 0 ? Math.min(...numbers) : null,
    isLiteral: isLiteral(node),
    isAccumulated: isAccumulated(node, source),
    unit: value.kind === 'list' ? null : unitOf(node, value),
  };
}

function isAccumulated(node: Expression, source: SourceText): boolean {
  if (node.kind !== 'Binary' || node.operator !== '*' || source.text.includes(plainSteps)) return false;
  const names = [...factorsOf(node)].map(lastName);
  return names.some((name) => /accum/i.test(name)) && !names.some((name) => /process|world_?size|gpus?$/i.test(name));
}

function* factorsOf(node: Expression): Generator<Expression> {
  if (node.kind === 'Binary' && node.operator === '*') {
    yield* factorsOf(node.left);
    yield* factorsOf(node.right);
  } else yield node;
}

function isLiteral(node: Expression): boolean {
  if (node.kind === 'List' || node.kind === 'Tuple') return node.items.every(isLiteral);
  return node.kind === 'Number';
}

// What a loop of a program goes through: epochs or batches.
import type { Expression } from '../../python/syntax';
import type { For, While } from '../../python/statements';
import type { Frame } from '../values/frame';
import { noTrace, type Value } from '../values/values';
import { givesBatches } from './units';

/** A loop of a training. */
export interface ClockLoop {
  readonly of: 'epochs' | 'batches' | null;
  /** How many passes it has, where that is known. */
  readonly count: number | null;
}

const epochWord = /epoch/i;

export function loopOfFor(node: For, iterable: Value, count: number | null, { module: { source } }: Frame): ClockLoop {
  const isEpochs = epochWord.test(source.slice(node.target)) || epochWord.test(source.slice(node.iterable));
  const isBatches = holdsBatches(node.iterable, iterable);
  return { of: isBatches ? 'batches' : isEpochs ? 'epochs' : null, count: isBatches ? null : count };
}

export function loopOfWhile({ test }: While, { module: { source } }: Frame): ClockLoop {
  return { of: epochWord.test(source.slice(test)) ? 'epochs' : null, count: null };
}

/** `loader`, `enumerate(loader)`, `tqdm(loader, desc=…)`. */
function holdsBatches(node: Expression, value: Value): boolean {
  if (node.kind !== 'Call') return givesBatches(node, value);
  const [first] = node.arguments;
  if (first === undefined || first.name !== null) return false;
  return holdsBatches(first.value, { kind: 'unknown', trace: noTrace });
}

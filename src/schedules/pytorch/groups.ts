import { LibraryError } from '../library-error';
import type { CountFunction } from '../parameters';
import type { Optimizer } from './scheduler';

/** An argument that is one number for all groups of parameters, or a list, as a number a group. Throws a LibraryError for a list of another length. */
export function numbersOf(name: string, given: number | readonly number[], { groups }: Optimizer): readonly number[] {
  if (typeof given === 'number') return groups.map(() => given);
  if (given.length !== groups.length)
    throw new LibraryError(
      'ValueError',
      `${name} must have the same length as optimizer.param_groups. ${name} has ${given.length} values, param_groups has ${groups.length}.`,
    );
  return given;
}

/** One function for all groups of parameters, or one each, as a function of group and count. Throws a LibraryError for a list of another length. */
export function functionOf(
  given: CountFunction | readonly CountFunction[],
  { groups }: Optimizer,
): (group: number, count: number) => number {
  if (typeof given === 'function') return (_, count) => given(count);
  if (given.length !== groups.length)
    throw new LibraryError('ValueError', `Expected ${groups.length} lr_lambdas, but got ${given.length}`);
  return (group, count) => given[group]?.(count) ?? Number.NaN;
}

import type { Value } from './values';

/** A variable keeps the first name that it is bound to. */
export function visibleName(value: Value, name: string): void {
  if (value.kind === 'variable' && value.variable.name === null) value.variable.name = name;
}

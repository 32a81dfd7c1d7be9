// The training clocks of all libraries but TensorFlow 1, which has a global step: symbols by the names that programs import.
import { accelerate } from './accelerate/catalogue';
import { type ClockSymbol, steppedByStep } from './clock-symbol';
import type { Framework } from '../base/framework';
import { lightning } from './lightning/catalogue';
import { optax } from './optax/catalogue';
import { paddle } from './paddle/catalogue';
import { pytorch, pytorchOptimizer } from './pytorch/catalogue';
import { timm } from './timm/catalogue';
import { transformers } from './transformers/catalogue';

/** A symbol with the framework that its library counts to. */
export interface KnownClockSymbol extends ClockSymbol {
  readonly framework: Framework;
}

const catalogues: readonly (readonly [Framework, readonly ClockSymbol[]])[] = [
  ['pytorch', [...pytorch, ...transformers, ...accelerate]],
  ['lightning', lightning],
  ['optax', optax],
  ['paddle', paddle],
  ['timm', timm],
];

const symbols: ReadonlyMap<string, KnownClockSymbol> = new Map(
  catalogues.flatMap(([framework, all]) => all.map((symbol) => [symbol.name, { ...symbol, framework }] as const)),
);

/** What a name of a library means for the clock, or null where it has nothing to do with it. */
export function clockSymbol(path: string): KnownClockSymbol | null {
  const known = symbols.get(path);
  if (known !== undefined) return known;
  return pytorchOptimizer.test(path)
    ? { name: path, meaning: steppedByStep, signature: null, framework: 'pytorch' }
    : null;
}

/** The modules that hold any of these symbols, and the packages around them. */
const modules = new Set(
  [...symbols.keys()].flatMap((name) =>
    name.split('.').flatMap((_, place, parts) => (place === 0 ? [] : [parts.slice(0, place).join('.')])),
  ),
);

/** Whether a module, or one below it, has something to do with the clock. */
export function holdsClocks(path: string): boolean {
  return modules.has(path);
}

/** What `import *` of a module brings that has to do with the clock. */
export function clockNamesIn(path: string): string[] {
  const below = [...symbols.keys()].filter((name) => name.startsWith(`${path}.`));
  return [...new Set(below.flatMap((name) => name.slice(path.length + 1).split('.', 1)))];
}

/** The packages of all these libraries. */
export const clockLibraries: readonly string[] = [...modules].filter((path) => !path.includes('.'));

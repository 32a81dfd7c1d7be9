/** One thing that a case got wrong. */
export interface Finding {
  readonly what: string;
  readonly got: unknown;
  readonly expected: unknown;
}

/** A case as a file of vectors states it; what else it holds depends on its section. */
export interface VectorCase {
  readonly id: string;
  readonly [field: string]: unknown;
}

/** |got - expected| <= abs + rel * |expected|. */
export interface Tolerance {
  readonly rel: number;
  readonly abs: number;
}

/** The section's checks of one case: nothing found is a pass. */
export type CheckCase = (given: VectorCase) => Finding[];

/** A number, or one of the strings that stand for what JSON cannot say. */
export function numberOf(given: unknown): number {
  if (typeof given === 'number') return given;
  if (given === 'NaN') return Number.NaN;
  if (given === 'Infinity' || given === '-Infinity') return Number(given);
  throw new Error(`${JSON.stringify(given)} is no number`);
}

/** Flattens rows of numbers. */
export function numbersOf(given: unknown): number[] {
  return Array.isArray(given) ? given.flatMap(numbersOf) : [numberOf(given)];
}

/** The case's tolerance; without one the numbers must be equal. */
export function toleranceOf(given: unknown): Tolerance {
  const { rel, abs } = (given ?? {}) as Partial<Record<'rel' | 'abs', unknown>>;
  return { rel: rel === undefined ? 0 : numberOf(rel), abs: abs === undefined ? 0 : numberOf(abs) };
}

/** Whether a number is within the tolerance; NaN and the infinities only equal themselves. */
export function isWithin(got: number, expected: number, { rel, abs }: Tolerance): boolean {
  if (!Number.isFinite(expected)) return Object.is(got, expected);
  return Math.abs(got - expected) <= abs + rel * Math.abs(expected);
}

const bits = new DataView(new ArrayBuffer(4));

/** Place of a float32 among all of them, so that neighbours differ by 1. */
function ordinal(number: number): number {
  bits.setFloat32(0, number);
  const pattern = bits.getInt32(0);
  return pattern < 0 ? -(pattern & 0x7fffffff) : pattern;
}

/** Whether two float32 are the same number or next to each other. */
export function areNeighbours(got: number, expected: number): boolean {
  if (!Number.isFinite(expected)) return Object.is(got, expected);
  return Number.isFinite(got) && Math.abs(ordinal(got) - ordinal(Math.fround(expected))) <= 1;
}

/** What differs between numbers and the closed form, and between float32 numbers and TensorFlow's own. */
export function compareNumbers(
  what: string,
  got: readonly number[],
  { expected, expectedF32, tolerance }: { expected?: unknown; expectedF32?: unknown; tolerance: Tolerance },
): Finding[] {
  const findings: Finding[] = [];
  if (expected !== undefined) {
    const wanted = numbersOf(expected);
    const fits =
      wanted.length === got.length && wanted.every((one, i) => isWithin(got[i] ?? Number.NaN, one, tolerance));
    if (!fits) findings.push({ what, got, expected: wanted });
  }
  if (expectedF32 !== undefined) {
    const wanted = numbersOf(expectedF32);
    const fits = wanted.length === got.length && wanted.every((one, i) => areNeighbours(got[i] ?? Number.NaN, one));
    if (!fits) findings.push({ what: `${what} in float32`, got, expected: wanted });
  }
  return findings;
}

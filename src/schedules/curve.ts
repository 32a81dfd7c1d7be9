/** A point of a curve. */
export interface CurvePoint {
  readonly step: number;
  readonly rate: number;
}

/** A learning rate over steps, sampled so that it can be drawn: every stair has both of its ends. */
export interface ScheduleCurve {
  /** By ascending step, from the first step to the last. */
  readonly points: readonly CurvePoint[];
  readonly start: CurvePoint;
  readonly end: CurvePoint;
  readonly lowest: number;
  readonly highest: number;
  /** The step from which on the rate is what it is at the end; null where it changes up to there. */
  readonly settledAt: number | null;
}

/** Samples between the first step and the last; between two of them, jumps are looked for. */
const samples = 256;
/** A jump is pinned to one step; a curve of more jumps than this is drawn through its samples. */
const mostJumps = 256;

/** Samples a rate over the whole steps from `firstStep` to `lastStep`, each included. */
export function sampleCurve(rateAt: (step: number) => number, lastStep: number, firstStep = 0): ScheduleCurve {
  const point = (step: number): CurvePoint => ({ step, rate: rateAt(step) });
  const count = Math.min(samples, lastStep - firstStep);
  const coarse = Array.from({ length: count + 1 }, (_, index) =>
    point(count === 0 ? firstStep : firstStep + Math.round(((lastStep - firstStep) * index) / count)),
  );
  const points: CurvePoint[] = [];
  let jumps = 0;
  for (const next of coarse) {
    const last = points.at(-1);
    if (last !== undefined && jumps < mostJumps && !isSame(last, next)) {
      const jump = findJump(last, next, point);
      if (jump !== null) {
        jumps += 1;
        points.push(...jump.filter(({ step }) => step > last.step && step < next.step));
      }
    }
    points.push(next);
  }
  const [start = point(firstStep)] = points;
  const end = points.at(-1) ?? start;
  const rates = points.map(({ rate }) => rate).filter(Number.isFinite);
  return {
    points,
    start,
    end,
    lowest: Math.min(...rates),
    highest: Math.max(...rates),
    settledAt: settled(points, end, rateAt),
  };
}

/** Whether a rate changes after the end of its curve: looked for at distances that double, up to some thousand times its length. */
export function changesAfter({ start, end }: ScheduleCurve, rateAt: (step: number) => number): boolean {
  const furthest = end.step + 4096 * Math.max(1, end.step - start.step);
  for (let ahead = 1; end.step + ahead <= furthest; ahead *= 2)
    if (!Object.is(rateAt(end.step + ahead), end.rate)) return true;
  return false;
}

function isSame(a: CurvePoint, b: CurvePoint): boolean {
  return Object.is(a.rate, b.rate);
}

/** The two neighbouring steps between which the whole difference of two points lies, or null where the rate changes in between. */
function findJump(from: CurvePoint, to: CurvePoint, point: (step: number) => CurvePoint): readonly CurvePoint[] | null {
  let [before, after] = [from, to];
  while (after.step - before.step > 1) {
    const middle = point(Math.floor((before.step + after.step) / 2));
    if (isSame(middle, before)) before = middle;
    else if (isSame(middle, after)) after = middle;
    else return null;
  }
  return [before, after];
}

function settled(points: readonly CurvePoint[], end: CurvePoint, rateAt: (step: number) => number): number | null {
  const different = points.findLast((candidate) => !isSame(candidate, end));
  if (different === undefined) return points[0]?.step ?? null;
  let [before, after] = [different.step, end.step];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (Object.is(rateAt(middle), end.rate)) after = middle;
    else before = middle;
  }
  return after === end.step ? null : after;
}

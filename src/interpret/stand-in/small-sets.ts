// Rows that stand in for the small data sets of scikit-learn, of their sizes and ranges.
import type { GraphArray } from '../../base/graph-call';
import { MersenneTwister } from '../numpy/mersenne-twister';
import { drawDigits } from './digits';

export interface DrawnRows {
  readonly rows: GraphArray;
  readonly targets: GraphArray;
}

/** The size of a set: how many rows and columns, and of how many classes; none of a set whose targets are numbers. */
export interface SetSize {
  readonly rows: number;
  readonly columns: number;
  readonly classes: number | null;
}

/** The sets that are drawn as normally distributed rows. */
export const smallSets: Readonly<Record<string, SetSize>> = {
  load_breast_cancer: { rows: 569, columns: 30, classes: 2 },
  load_wine: { rows: 178, columns: 13, classes: 3 },
  load_diabetes: { rows: 442, columns: 10, classes: null },
};

const array = (dtype: GraphArray['dtype'], shape: readonly number[], data: Float64Array): GraphArray => ({
  dtype,
  shape,
  data,
});

/** Rows of a set. Classes lie apart by twice their spread in every third column; a number is a sum over the columns, from 25 to 346. */
export function drawSet({ rows: count, columns, classes }: SetSize): DrawnRows {
  const generator = new MersenneTwister(count);
  const data = new Float64Array(count * columns);
  const targets = new Float64Array(count);
  for (let row = 0; row < count; row++) {
    const kind = classes === null ? 0 : Math.floor(generator.nextDouble() * classes);
    let sum = 0;
    for (let column = 0; column < columns; column++) {
      const value = generator.nextNormal();
      sum += column % 3 === 0 ? value : 0;
      data[row * columns + column] = classes === null ? value / 21 : 10 + 2 * value + (column % 3 === 0 ? 4 * kind : 0);
    }
    targets[row] = classes === null ? Math.min(346, Math.max(25, 152 + 35 * sum + 20 * generator.nextNormal())) : kind;
  }
  const dtype = classes === null ? 'float64' : 'int64';
  return { rows: array('float64', [count, columns], data), targets: array(dtype, [count], targets) };
}

const side = 28;
const small = 8;
/** Pixels of a drawn digit that make one of a small one, along a side, and where the first one begins. */
const block = 3;
const margin = (side - small * block) / 2;

/** The 1,797 digits of 8 x 8 pixels from 0 to 16 of `load_digits`, one a row of 64. */
export function drawSmallDigits(): DrawnRows {
  const count = 1797;
  const { pictures, digits } = drawDigits(count, new MersenneTwister(count));
  const data = new Float64Array(count * small * small);
  for (const at of data.keys()) {
    const [row, pixel] = [Math.floor(at / (small * small)), at % (small * small)];
    const [top, left] = [margin + block * Math.floor(pixel / small), margin + block * (pixel % small)];
    let ink = 0;
    for (let y = top; y < top + block; y++)
      for (let x = left; x < left + block; x++) ink += pictures.data[(row * side + y) * side + x] ?? 0;
    data[at] = Math.round((16 * ink) / (255 * block * block));
  }
  return { rows: array('float64', [count, small * small], data), targets: array('int64', [count], digits) };
}

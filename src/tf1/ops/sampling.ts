import type { DType } from '../../base/graph-call';
import type { Operation } from '../graph';
import { defineOps, type RunState } from '../op-registry';
import type { RandomStream } from '../random/philox';
import { at, item, makeValue, sizeOf } from '../value';

// Random numbers that are no plain draws: candidates of a sampler, and orthogonal matrices.

/** Classes that are drawn log-uniformly, as `LogUniformCandidateSampler` draws them, and behind them the number of tries. */
function drawnClasses(stream: RandomStream, operation: Operation): number[] {
  const [count, range] = [operation.attribute<number>('count'), operation.attribute<number>('range')];
  const isUnique = operation.attribute<boolean>('unique');
  const drawn: number[] = [];
  const seen = new Set<number>();
  let tries = 0;
  while (drawn.length < count) {
    tries += 1;
    const draw = at(stream.uniform(1, 'float64'), 0);
    const found = (Math.floor(Math.exp(draw * Math.log1p(range))) - 1) % range;
    if (isUnique && seen.has(found)) continue;
    seen.add(found);
    drawn.push(found);
  }
  return [...drawn, tries];
}

/** Columns of length 1 that are orthogonal to each other, by Gram and Schmidt's method; `rows` is at least `columns`. */
function orthogonalColumns(numbers: ArrayLike<number>, rows: number, columns: number): Float64Array {
  const matrix = Float64Array.from(numbers);
  for (let column = 0; column < columns; column++) {
    for (let before = 0; before < column; before++) {
      let product = 0;
      for (let row = 0; row < rows; row++)
        product += at(matrix, row * columns + column) * at(matrix, row * columns + before);
      for (let row = 0; row < rows; row++)
        matrix[row * columns + column] =
          at(matrix, row * columns + column) - product * at(matrix, row * columns + before);
    }
    let square = 0;
    for (let row = 0; row < rows; row++) square += at(matrix, row * columns + column) ** 2;
    for (let row = 0; row < rows; row++)
      matrix[row * columns + column] = at(matrix, row * columns + column) / Math.sqrt(square);
  }
  return matrix;
}

defineOps(
  {
    type: 'LogUniformSample',
    infer: (_inputs, { count }) => [{ dtype: 'int64', shape: [(count as number) + 1] }],
    kernel: (_inputs, operation, state: RunState) => {
      const drawn = drawnClasses(state.randomStream(operation), operation);
      return [makeValue('int64', [drawn.length], drawn)];
    },
    random: true,
  },
  {
    type: 'RandomOrthogonal',
    infer: (_inputs, { dtype, shape }) => [{ dtype: dtype as DType, shape: shape as readonly number[] }],
    kernel: (_inputs, operation, state: RunState) => {
      const shape = operation.attribute<readonly number[]>('shape');
      const columns = item(shape, shape.length - 1);
      const rows = sizeOf(shape) / Math.max(1, columns);
      const [long, short] = [Math.max(rows, columns), Math.min(rows, columns)];
      const numbers = state.randomStream(operation).normal(long * short, 'float32');
      const made = orthogonalColumns(numbers, long, short);
      const gain = operation.attribute<number>('gain');
      const placed = Array.from({ length: rows * columns }, (_, index) => {
        const [row, column] = [Math.floor(index / columns), index % columns];
        return gain * at(made, rows >= columns ? row * short + column : column * short + row);
      });
      return [makeValue(operation.output.dtype, shape, placed)];
    },
    random: true,
  },
);

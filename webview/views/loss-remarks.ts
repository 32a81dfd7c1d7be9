import type { RunState } from '../store';
import { runName } from '../ui/run-look';
import { text } from '../ui/text';
import { columnIndex, hasColumn, lastValue, readingText } from './readings';

/** A loss diverges where it ends at more than so many times what it began with. */
const divergesFrom = 10;
/** Decades that a column passes before it is drawn logarithmically by itself. */
const decades = 4;

/** Whether the values of a column are too far apart to be told apart on a linear axis: none is negative, and they pass four decades. */
export function passesDecades(runs: readonly RunState[], column: string): boolean {
  const known = runs.filter((run) => hasColumn(run, column) && run.rows.count > 0);
  const parts = known.map((run) => run.rows.extremesOf(columnIndex(run, column)));
  const [min, max] = [Math.min(...parts.map((part) => part.min)), Math.max(...parts.map((part) => part.max))];
  const least = Math.min(...parts.map(({ leastPositive }) => leastPositive));
  return known.length > 0 && min >= 0 && Number.isFinite(max) && max / least >= 10 ** decades;
}

/** Why a loss grows, and why it is worse in the run whose rate is the greater one. */
export function lossRemarks(runs: readonly RunState[]): string[] {
  const remarks = runs.flatMap((run) => divergence(run));
  const [written, other] = runs;
  if (written === undefined || other === undefined || other.view.kept !== null) return remarks;
  const [worse, better] = lastValue(other, 'loss') > lastValue(written, 'loss') ? [other, written] : [written, other];
  const rates = [worse, better].map((run) => lastValue(run, 'learning_rate'));
  const isWorse =
    lastValue(worse, 'loss') > 1.01 * lastValue(better, 'loss') && lastValue(worse, 'loss') > first(worse);
  const [rate = Number.NaN, otherRate = Number.NaN] = rates;
  if (isWorse && rate > otherRate) {
    const last = (run: RunState): string => readingText(run, 'learning_rate', run.rows.count - 1);
    remarks.push(text.course.higherRate(runName(worse.view), last(worse), runName(better.view), last(better)));
  }
  return remarks;
}

function first(run: RunState): number {
  return run.rows.at(0, columnIndex(run, 'loss'));
}

/** Whether a run's loss ends at many times what it began with; of an earlier run that is not told. */
export function diverges(run: RunState): boolean {
  const [from, to] = [first(run), lastValue(run, 'loss')];
  return run.view.kept === null && from > 0 && to > divergesFrom * from;
}

function divergence(run: RunState): string[] {
  if (!diverges(run)) return [];
  const last = run.rows.count - 1;
  const rate = readingText(run, 'learning_rate', last);
  const [began, ended] = [readingText(run, 'loss', 0), readingText(run, 'loss', last)];
  return [text.course.diverges(runName(run.view), began, ended, rate)];
}

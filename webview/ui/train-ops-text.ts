import { countText as count } from './number-text';
import { t } from './words';

/** What the page says of the train ops of a program that runs several. */
export const trainOpsText = {
  title: t('Train ops'),
  choose: t('Train op shown'),
  times: (times: number): string => (times === 1 ? t('run once') : t('run {0} times', count(times))),
  picture: (order: string): string => t('Which train op each session run executes, in order: {0}', order),
  together: (names: readonly string[]): string => names.join(' + '),
  series: (name: string, times: number): string => (times === 1 ? name : t('{0} × {1}', count(times), name)),
  rest: t('…'),
  part: (told: number, runs: number): string =>
    told < runs
      ? t('The first {0} of {1} session runs that train.', count(told), count(runs))
      : t('All {0} session runs that train.', count(runs)),
};

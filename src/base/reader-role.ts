/** What a reader does with a count, in all frameworks: it decides what becomes of the reader when the count does not move. */
export type ReaderRole =
  | 'schedule'
  | 'average'
  | 'bias-correction'
  | 'stop'
  | 'checkpoint'
  | 'counter'
  | 'log'
  | 'summary-hook'
  | 'monitored-session'
  | 'estimator'
  | 'train-loop'
  | 'save'
  | 'summary'
  | 'loop'
  | 'session';

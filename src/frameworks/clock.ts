// What all frameworks share of a count: what those who read it do with it.

/** What a reader does with the count, which decides what becomes of it when the count does not move. */
export type ReaderRole =
  | 'schedule'
  | 'average'
  | 'bias-correction'
  | 'stop'
  | 'checkpoint'
  | 'counter'
  | 'summary-hook'
  | 'monitored-session'
  | 'estimator'
  | 'train-loop'
  | 'save'
  | 'summary'
  | 'loop'
  | 'session';

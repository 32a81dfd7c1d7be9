const count = (value: number): string => value.toLocaleString('en-US');
const plural = (value: number, one: string, many: string): string => `${count(value)} ${value === 1 ? one : many}`;

/** Everything that the page says, in English. Another language is another table of this shape; keys are by view. */
export const english = {
  count,
  decimal: (value: number): string => value.toLocaleString('en-US', { maximumSignificantDigits: 6 }),
  page: {
    tabs: 'Views of the training',
    training: 'Training',
    step: 'One step',
    runs: 'Runs',
    program: 'Program',
  },
  header: {
    untitled: 'Training',
    controls: 'Training',
    pause: 'Pause',
    resume: 'Resume',
    stepOnce: 'Step once',
    stop: 'Stop',
    restart: 'Restart',
    progress: (made: number, planned: number): string => `iteration ${count(made)} of ${count(planned)}`,
  },
  state: {
    loading: 'Starting the training worker…',
    running: 'Training',
    paused: 'Paused',
    completed: 'Finished',
    stopped: 'Stopped',
    nonFinite: 'Stopped: not a finite number',
    failed: 'Failed',
  },
  notice: {
    failed: 'The training could not go on.',
    nonFinite: 'A value is no longer a finite number.',
    nonFiniteText: (message: string | null): string =>
      `${message ?? 'The loss overflowed'}. Often the learning rate is too large. TensorFlow itself would train on.`,
    again: 'Train again',
  },
  waiting: {
    asking: 'Asking the extension for the training…',
    building:
      'Your program’s graph is being built on TensorFlow.js, in a thread of its own. No Python is started. The first steps come in a moment.',
  },
  run: {
    withStep: 'with global_step',
    withoutStep: 'without global_step',
    asWritten: 'as written',
    argumentAdded: 'argument added',
    argumentRemoved: 'argument removed',
    none: 'none',
    noValue: '–',
  },
  place: {
    line: (line: number): string => `line ${line}`,
    cellLine: (cell: number, line: number): string => `cell ${cell}, line ${line}`,
    show: (place: string): string => `Show ${place} in the editor`,
  },
  clock: {
    title: 'The global step is a clock',
    oneStep: 'A number on the dial is one step.',
    manySteps: (unit: number): string => `A number on the dial is ${count(unit)} steps.`,
    thinHand: ' The thin hand goes round every 10 steps.',
    rim: ' The rim fills with the iterations made; the hand follows global_step.',
    label: (step: number, iterations: number): string =>
      `Clock: global_step stands at ${step} after ${plural(iterations, 'iteration', 'iterations')}`,
    labelNoHand: (iterations: number): string =>
      `Clock without a hand: no global step after ${plural(iterations, 'iteration', 'iterations')}`,
  },
  verdict: {
    noStep: 'This program has no global step, so there is nothing to count.',
    willTick: 'minimize() is handed the step: it will add 1 after each update.',
    notHanded: 'minimize() is not handed the step.',
    ticks: 'It ticks: minimize() adds 1 after each update.',
    ticksAnyway: 'It ticks although minimize() is not handed it: something else adds to it.',
    stillHanded: 'It stands still although minimize() is handed it.',
    still: 'It stands still: minimize() is not handed it, and nothing else moves it.',
  },
  course: {
    of: (run: string, course: string): string => `${run.charAt(0).toUpperCase()}${run.slice(1)} it ${course}.`,
    broken: (last: string): string => `is no longer a finite number (${last})`,
    reads: (last: string): string => `reads ${last}`,
    stays: (last: string): string => `stays at ${last}`,
    went: (first: string, last: string): string => `went from ${first} to ${last}`,
    moved: (min: string, max: string, last: string): string =>
      `moved between ${min} and ${max} and is at ${last} again`,
    nothing: (column: string): string => `The program has no ${column} to draw.`,
  },
  chart: {
    section: 'Curves',
    view: 'How the curves are drawn',
    titles: { learning_rate: 'Learning rate', loss: 'Loss', global_step: 'Global step' } as Readonly<
      Record<string, string>
    >,
    shows: 'Curve',
    xBy: 'Along x',
    iteration: 'iteration',
    globalStep: 'global step',
    logX: 'log x',
    logY: 'log y',
    logYOf: (title: string): string => `log y, ${title}`,
    closer: 'Zoom in',
    wider: 'Zoom out',
    reset: 'Show all',
    savePng: 'Save as PNG',
    saveSvg: 'Save as SVG',
    save: (title: string): string => `Save the picture of ${title}`,
    now: 'now',
    at: (iteration: number): string => `at ${count(iteration)}`,
    label: (title: string, by: string): string => `${title}, by ${by}`,
    help: 'Arrow keys move the cursor, plus and minus zoom, Shift with an arrow pans, 0 shows all. With the mouse: drag to zoom, Shift and drag to pan, double-click to show all.',
    valueText: (iteration: number, values: string): string => `iteration ${iteration}: ${values}`,
    nonFinite: (run: string, many: boolean): string =>
      `${run}: ${many ? 'values that are' : 'a value that is'} not finite; the gap is marked by a cross.`,
    notPositive: (run: string): string => `${run}: values of zero or below have no place on a logarithmic axis.`,
    stepStands: (run: string, step: string): string =>
      `${run}: the step never leaves ${step}, so every iteration falls on one place.`,
    looking: (from: string, to: string): string => `Shown: ${from} to ${to}`,
  },
  rows: {
    title: 'What each iteration prints',
    note: 'Rate and step as the program reads them after the iteration; the loss is the one before its update.',
    caption: (run: string): string => `Rows ${run}`,
    range: (first: number, last: number, total: number): string =>
      `Rows ${count(first)}–${count(last)} of ${count(total)}`,
    total: (rows: number): string => plural(rows, 'row', 'rows'),
    earlier: 'Earlier',
    later: 'Later',
    latest: 'Latest',
    export: 'Save all rows',
    csv: 'CSV',
    json: 'JSON',
    tensorBoard: 'TensorBoard',
  },
  plan: {
    title: 'Read from your program',
    unresolved: 'Not understood, so something else stands in',
    standIn: 'stand-in',
    standInsHere: (things: string): string => `Not everything could be read: ${things} stand in. `,
    seeProgram: 'See what, and set it',
  },
  announce: {
    state: (state: string): string => `${state}.`,
    after: (state: string, iteration: number): string => `${state} after iteration ${iteration}`,
    reading: (run: string, step: string, rate: string): string => `${run}: global step ${step}, learning rate ${rate}`,
  },
};

/** The shape of a language's table. */
export type Texts = typeof english;

import { type Message, message } from '../../src/base/message';
import { locale } from './language';
import { countText as count } from './number-text';
import { t, listed, facts, capitalized } from './words';
import { stepText, wiringText } from './step-text';
import { playgroundText } from './playground-text';
import { trainOpsText } from './train-ops-text';

/** Everything that the page says by itself, by view. */
export const text = {
  count,
  decimal: (value: number): string => value.toLocaleString(locale, { maximumSignificantDigits: 6 }),
  page: {
    tabs: t('Views of the training'),
    training: t('Training{#page-training}'),
    step: t('One step'),
    program: t('Program'),
  },
  header: {
    untitled: t('Training{#header-untitled}'),
    controls: t('Training{#header-controls}'),
    pause: t('Pause'),
    resume: t('Resume'),
    stepOnce: t('Step once'),
    stop: t('Stop'),
    restart: t('Restart'),
    made: (made: number): string => t('iteration {0}', count(made)),
    progress: (made: number, planned: number): string => t('iteration {0} of {1}', count(made), count(planned)),
  },
  state: {
    loading: t('Starting the training worker…'),
    running: t('Training{#state-running}'),
    paused: t('Paused'),
    completed: t('Finished'),
    endless: t('Stopped here: the program as written never ends'),
    stopped: t('Stopped'),
    nonFinite: t('Stopped: not a finite number'),
    failed: t('Failed'),
  },
  notice: {
    failed: t('The training could not go on.'),
    nothing: t('There is nothing to train.'),
    nonFinite: t('A value is no longer a finite number.'),
    nonFiniteText: (what: string): string =>
      t('{0} The learning rate is often too large. TensorFlow itself would go on.', what),
    overflowed: t('The loss overflowed.'),
    again: t('Train again'),
    retry: t('Try again'),
  },
  waiting: {
    asking: t('Waiting for the extension…'),
    building: t(
      'Building your program’s graph with TensorFlow.js, in a separate thread and without Python. The first steps follow in a moment.',
    ),
  },
  run: {
    asWritten: t('as written'),
    corrected: t('corrected'),
    withoutTheStep: t('without the step'),
    varied: t('changed in the playground'),
    preview: t('in the preview'),
    earlier: (training: number, run: string): string => t('training {0}, {1}', training, run),
    none: t('none'),
    noValue: t('–'),
  },
  place: {
    line: (line: number): string => t('line {0}', line),
    fileLine: (file: string, line: number): string => t('{0}, line {1}', file, line),
    cellLine: (cell: number, line: number): string => t('cell {0}, line {1}', cell, line),
    show: (place: string): string => t('Show {0} in the editor', place),
    beside: (what: string, place: string): string => t('{0}, {1}{#place}', what, place),
  },
  runRows: {
    title: t('Where the runs stand'),
    run: t('Run'),
    of: (made: number, planned: number): string => t('{0} of {1}{#count}', count(made), count(planned)),
    endless: t('never ends'),
  },
  answer: {
    fix: t('Fix'),
    change: (run: string, change: string): string => t('{0}: {1}{#change}', capitalized(run), change),
  },
  trainOps: trainOpsText,
  contradiction: {
    moves: t('Incremented by something that was not found in the source.'),
    stays: t('Not incremented, although the source says that it would be.'),
  },
  course: {
    of: (run: string, course: string): string => t('{0}: {1}.', capitalized(run), course),
    broken: (last: string): string => t('is no longer a finite number ({0})', last),
    reads: (last: string): string => t('reads {0}', last),
    stays: (last: string): string => t('stays at {0}', last),
    went: (first: string, last: string): string => t('from {0} to {1}', first, last),
    moved: (min: string, max: string, last: string): string =>
      t('between {0} and {1}, at the end {2} again', min, max, last),
    nothing: (column: string): string => t('The program has no {0} to draw.', column),
    diverges: (run: string, first: string, last: string, rate: string): string =>
      rate === ''
        ? t('{0}: the loss diverges, from {1} to {2}.', capitalized(run), first, last)
        : t(
            '{0}: the loss diverges, from {1} to {2}. The learning rate, {3} at the end, is often too large then.',
            capitalized(run),
            first,
            last,
            rate,
          ),
    higherRate: (worse: string, rate: string, better: string, other: string): string =>
      t(
        '{0}: the loss is higher because the learning rate is: {1}, not {2} as in the run “{3}”.',
        capitalized(worse),
        rate,
        other,
        better,
      ),
  },
  chart: {
    section: t('Curves'),
    view: t('How the curves are drawn'),
    titles: {
      learning_rate: t('Learning rate'),
      loss: t('Loss'),
      global_step: t('Global step'),
      shadow_decay: t('Shadow decay'),
    } as Readonly<Record<string, string>>,
    ofStandInModel: (title: string): string => t('{0} (stand-in model)', title),
    ofStandInData: (title: string): string => t('{0} (stand-in data)', title),
    standInRun: (run: string): string => t('{0}, stand-in', run),
    shows: t('Curve'),
    xBy: t('X axis'),
    iteration: t('iteration'),
    globalStep: t('global step'),
    logX: t('log x'),
    logY: t('log y'),
    logByItself: t('Drawn on a logarithmic axis: the values pass four decades.'),
    logYOf: (title: string): string => t('log y, {0}', title),
    closer: t('Zoom in'),
    wider: t('Zoom out'),
    reset: t('Show all'),
    savePng: t('Save as PNG'),
    saveSvg: t('Save as SVG'),
    save: (title: string): string => t('Save the picture of {0}', title),
    now: t('latest'),
    at: (iteration: number): string => t('at {0}{#chart-at}', count(iteration)),
    label: (title: string, by: string): string => t('{0}, by {1}', title, by),
    help: t(
      'Arrow keys move the cursor, plus and minus zoom, Shift with an arrow pans, 0 shows all. With the mouse: drag to zoom, Shift and drag to pan, double-click to show all.',
    ),
    valueText: (iteration: number, values: string): string => t('iteration {0}: {1}', iteration, values),
    nonFinite: (run: string): string => t('{0}: values that are not finite; a cross marks each gap.', capitalized(run)),
    notPositive: (run: string): string =>
      t('{0}: values of zero or below have no place on a logarithmic axis.', capitalized(run)),
    stepStands: (run: string, step: string): string =>
      t('{0}: the step never leaves {1}, so every iteration falls on one place.', capitalized(run), step),
    looking: (from: string, to: string): string => t('Shown: {0} to {1}', from, to),
  },
  rows: {
    title: t('The runs, iteration by iteration'),
    clockNote: t(
      'A row is an update: the rate that it is made with, and the calls of the scheduler’s step() before it. The rate is the program’s own, the loss is that of a stand-in.',
    ),
    note: t('Rate and step as the program reads them after the iteration; the loss is the one before its update.'),
    table: t('Rows of all runs'),
    differ: t('bold: the runs differ'),
    range: (first: number, last: number, total: number): string =>
      t('Rows {0}–{1} of {2}', count(first), count(last), count(total)),
    total: (rows: number): string => (rows === 1 ? t('{0} row', count(rows)) : t('{0} rows', count(rows))),
    earlier: t('Earlier'),
    later: t('Later'),
    latest: t('Latest'),
    export: t('Save all rows'),
    csv: t('CSV'),
    json: t('JSON'),
    tensorBoard: t('TensorBoard'),
  },
  output: {
    title: t('What the program prints'),
    table: t('Printed lines'),
    nothing: t('Nothing is printed.'),
    checkpoints: t('Checkpoints that it saves'),
    noCheckpoint: t('none'),
    checkpointTimes: (path: string, times: number): string => t('{0}, written {1} times', path, count(times)),
    moreCheckpoints: (more: number): string => t('and {0} more', count(more)),
    unknown: t('not known here'),
    end: (why: string): string => t('Not known from here on: {0}.', why),
    endOf: (run: string, why: string): string => t('{0}: not known from here on: {1}.', run, why),
  },
  step: stepText,
  wiring: wiringText,
  plan: {
    title: t('Read from your program'),
    unresolved: t('Replaced with defaults'),
    standIn: t('default'),
    setByUser: t('set here'),
    setOf: (what: string): string => t('Set {0}', what),
    wants: (isInt: boolean, least: number | null, most: number | null): string => {
      const kind = isInt ? message('a whole number') : message('a number{#wanted}');
      if (least !== null && most !== null) return t('Enter {0} from {1} to {2}.', kind, least, most);
      if (least !== null) return t('Enter {0} of at least {1}.', kind, least);
      return most === null ? t('Enter {0}.', kind) : t('Enter {0} of at most {1}.', kind, most);
    },
    standInsHere: (things: readonly string[]): string =>
      t('Not everything could be read. Defaults are used for: {0}.', listed(things)),
    seeProgram: t('See why, and set them'),
  },
  runs: {
    title: t('Earlier runs'),
    note: t('Runs of earlier versions and values are kept here while this panel is open.'),
    label: (name: string): string => t('{0}: {#label}', name),
    differs: (then: string, now: string): string => t('{0}, now {1}', then, now),
    nothing: t('nothing'),
    same: t('Nothing differs.'),
    name: t('Name'),
    nameOf: (run: string): string => t('Name of {0}', run),
    show: t('Draw'),
    pin: t('Pin'),
    unpin: t('Unpin'),
    replay: t('Train again'),
    remove: t('Delete'),
    of: (action: string, run: string): string => t('{0}: {1}', action, run),
  },
  outOfDate: {
    title: t('The program has changed since it was read.'),
    text: t('This page shows the earlier version.'),
    again: t('Run again'),
  },
  varied: {
    here: (changes: readonly string[]): string => t('Trained with values of the playground: {0}.', facts(changes)),
    see: t('Change them'),
    back: t('Run the original'),
  },
  playground: playgroundText,
  details: {
    title: t('How it is computed'),
    compiled: (run: string, usesSimd: boolean): string =>
      usesSimd
        ? t('{0}: compiled, with SIMD; the same bits as TensorFlow.js’s kernels.', run)
        : t('{0}: compiled; the same bits as TensorFlow.js’s kernels.', run),
    kernels: (run: string, reason: Message): string => t('{0}: on TensorFlow.js’s kernels: {1}.', run, reason),
    nonFinite: (run: string, iteration: number, what: Message): string =>
      t('{0}: {1}, first at iteration {2}.', capitalized(run), what, count(iteration)),
  },
  announce: {
    state: (state: string): string => t('{0}.', state),
    /** One sentence after another, without the last one's end. */
    sentences: (first: string, second: string): string => t('{0}. {1}', first, second),
    after: (state: string, iteration: number): string => t('{0} after iteration {1}', state, iteration),
    reading: (run: string, step: string, rate: string): string =>
      t('{0}: global step {1}, learning rate {2}', run, step, rate),
  },
};

/* eslint-disable max-lines -- one table: every sentence that the page says by itself */
import { joined, type Message, message, type PartsOf, type Text, verbatim } from '../../src/base/message';
import { locale, said } from './language';

const t = <T extends Text>(key: T, ...parts: PartsOf<T>): string => said(message(key, ...parts));
/** Names one after another. */
const listed = (things: readonly string[]): Message => joined(things.map(verbatim), '{0}, {1}{#list}');
const capitalized = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
const count = (value: number): string => value.toLocaleString(locale);

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
    nonFiniteText: (why: Message | null): string =>
      t(
        '{0}. Often the learning rate is too large. TensorFlow itself would train on.',
        why ?? message('The loss overflowed'),
      ),
    again: t('Train again'),
  },
  waiting: {
    asking: t('Asking the extension for the training…'),
    building: t(
      'Your program’s graph is being built on TensorFlow.js, in a thread of its own. No Python is started. The first steps come in a moment.',
    ),
  },
  run: {
    asWritten: t('as written'),
    corrected: t('corrected'),
    withoutTheStep: t('without the step'),
    yourProgram: t('your program'),
    changed: {
      missing: t('argument added'),
      'no-reader': t('argument added'),
      passed: t('argument removed'),
      'counted-twice': t('counted once'),
      'counted-elsewhere': t('not counted'),
      fed: t('fed its first value'),
      'other-step': t('passed the variable that is read'),
      'not-a-variable': t('a variable as the step'),
    },
    varied: t('changed in the playground'),
    earlier: (training: number, run: string): string => t('training {0}, {1}', training, run),
    none: t('none'),
    noValue: t('–'),
  },
  place: {
    line: (line: number): string => t('line {0}', line),
    cellLine: (cell: number, line: number): string => t('cell {0}, line {1}', cell, line),
    show: (place: string): string => t('Show {0} in the editor', place),
  },
  runRows: {
    title: t('Where the runs stand'),
    run: t('Run'),
    of: (made: number, planned: number): string => t('{0} of {1}', count(made), count(planned)),
  },
  answer: {
    fix: t('Fix'),
    change: (run: string, change: string): string => t('{0}: {1}{#change}', capitalized(run), change),
  },
  verdict: {
    noStep: t('This program has no global step, so there is nothing to count.'),
    movesAnyway: t('Incremented by something that was not found in the source.'),
    staysAnyway: t('Not incremented, although the source says that it would be.'),
    cases: {
      missing: {
        'as-written': t('Never incremented: the train op is not passed the step, and nothing else adds to it.'),
        counterpart: t('Incremented by 1 after each update: the train op is passed the step.'),
      },
      passed: {
        'as-written': t('Incremented by 1 after each update: the train op is passed the step.'),
        counterpart: t('Never incremented: without the argument nothing adds to it.'),
      },
      'counted-twice': {
        'as-written': t('Incremented by the train op, and by something else as well.'),
        counterpart: t('Incremented by 1 after each update, by the train op alone.'),
      },
      'counted-elsewhere': {
        'as-written': t('Incremented by something else: the train op is not passed the step.'),
        counterpart: t('Never incremented: what added to it is left out.'),
      },
      fed: {
        'as-written': t('Fed by the program in each run.'),
        counterpart: t('Fed its first value in each run.'),
      },
      'other-step': {
        'as-written': t('The train op is passed another variable than the one that is read.'),
        counterpart: t('Incremented by 1 after each update: the train op is passed the variable that is read.'),
      },
      'not-a-variable': {
        'as-written': t('A number stands in the place of the step: nothing can increment it.'),
        counterpart: t('Incremented by 1 after each update: a variable stands in the place of the number.'),
      },
      'no-reader': {
        'as-written': t('No step is passed, and nothing reads one.'),
        counterpart: t('Incremented by 1 after each update; nothing reads it.'),
      },
    },
  },
  course: {
    of: (run: string, course: string): string => t('{0} it {1}.', capitalized(run), course),
    broken: (last: string): string => t('is no longer a finite number ({0})', last),
    reads: (last: string): string => t('reads {0}', last),
    stays: (last: string): string => t('stays at {0}', last),
    went: (first: string, last: string): string => t('went from {0} to {1}', first, last),
    moved: (min: string, max: string, last: string): string =>
      t('moved between {0} and {1} and is at {2} again', min, max, last),
    nothing: (column: string): string => t('The program has no {0} to draw.', column),
  },
  chart: {
    section: t('Curves'),
    view: t('How the curves are drawn'),
    titles: { learning_rate: t('Learning rate'), loss: t('Loss'), global_step: t('Global step') } as Readonly<
      Record<string, string>
    >,
    shows: t('Curve'),
    xBy: t('Along x'),
    iteration: t('iteration'),
    globalStep: t('global step'),
    logX: t('log x'),
    logY: t('log y'),
    logYOf: (title: string): string => t('log y, {0}', title),
    closer: t('Zoom in'),
    wider: t('Zoom out'),
    reset: t('Show all'),
    savePng: t('Save as PNG'),
    saveSvg: t('Save as SVG'),
    save: (title: string): string => t('Save the picture of {0}', title),
    now: t('now'),
    at: (iteration: number): string => t('at {0}{#chart-at}', count(iteration)),
    label: (title: string, by: string): string => t('{0}, by {1}', title, by),
    help: t(
      'Arrow keys move the cursor, plus and minus zoom, Shift with an arrow pans, 0 shows all. With the mouse: drag to zoom, Shift and drag to pan, double-click to show all.',
    ),
    valueText: (iteration: number, values: string): string => t('iteration {0}: {1}', iteration, values),
    nonFinite: (run: string, many: boolean): string =>
      many
        ? t('{0}: values that are not finite; the gap is marked by a cross.', run)
        : t('{0}: a value that is not finite; the gap is marked by a cross.', run),
    notPositive: (run: string): string => t('{0}: values of zero or below have no place on a logarithmic axis.', run),
    stepStands: (run: string, step: string): string =>
      t('{0}: the step never leaves {1}, so every iteration falls on one place.', run, step),
    looking: (from: string, to: string): string => t('Shown: {0} to {1}', from, to),
  },
  rows: {
    title: t('The runs, iteration by iteration'),
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
  step: {
    title: t('One training step, taken apart'),
    note: t(
      'One sess.run of the train op, in the order in which TensorFlow 1 does it. The numbers come from making this very step again.',
    ),
    help: t('Arrow keys: phase by phase; with Shift: step by step. Space plays and pauses.'),
    controls: {
      group: t('Step-through'),
      previousStep: t('Previous step'),
      back: t('Back one phase'),
      play: t('Play'),
      pause: t('Pause playing'),
      forward: t('Next phase'),
      nextStep: t('Next step'),
      step: t('Iteration'),
      speed: t('Speed'),
      scrub: t('Iteration shown'),
    },
    stepOf: (iteration: number, iterations: number): string =>
      t('iteration {0} of {1}', count(iteration), count(iterations)),
    ofRecorded: (iterations: number): string => t('of {0}', count(iterations)),
    tensor: (values: string, shape: string): string => t('[{0}] ({1})', values, shape),
    code: t('Your program'),
    codeAt: (place: string): string => t('Your program, {0}', place),
    nothingYet: t('No step has been made yet.'),
    replaying: (iteration: number): string => t('Making iteration {0} again…', count(iteration)),
    runningTo: (iteration: number): string => t('Training on to iteration {0}…', count(iteration)),
    problem: (reason: Message): string => t('This step could not be made again: {0}', reason),
    mismatch: t(
      'Made again, this step gives another loss than the one recorded: the program draws numbers that do not repeat.',
    ),
    announced: (iteration: number, phase: string, facts: string): string =>
      t('Iteration {0}, {1}. {2}', iteration, phase, facts),
    phases: {
      feed: { name: t('Feed'), why: t('feed_dict puts values in the place of the placeholders.') },
      forward: { name: t('Forward'), why: t('The loss is computed, with the variables as they are.') },
      gradients: { name: t('Gradients'), why: t('compute_gradients: how the loss changes with each variable.') },
      rate: {
        name: t('Learning rate'),
        why: t('The schedule is computed from the step as it stands now, before the increment.'),
      },
      update: { name: t('Update'), why: t('apply_gradients: the optimizer changes the variables.') },
      increment: {
        name: t('Increment'),
        why: t(
          'The step is an argument, and a variable: the train op itself holds an operation that adds 1 to it, after all updates.',
        ),
      },
      read: {
        name: t('What a print reads'),
        why: t('A sess.run after the step reads what stands there now. Reading adds nothing.'),
      },
    },
    facts: {
      noFeed: t('Nothing is fed.'),
      feed: (name: string, value: string): string => t('{0} ← {1}', name, value),
      noLoss: t('This program has no loss that is known.'),
      loss: (value: string): string => t('loss = {0}', value),
      lossMean: (mean: string, value: string): string => t('loss = {0}, mean {1}', value, mean),
      noGradient: t('No gradient is computed in this run.'),
      gradient: (name: string, value: string): string => t('∂loss/∂{0} = {1}', name, value),
      noRate: t('The optimizer has no learning rate.'),
      rateConstant: (rate: string): string => t('learning_rate = {0}', rate),
      rate: (rate: string, step: string): string => t('at global_step {0}: learning_rate = {1}', step, rate),
      noUpdate: t('No variable is changed.'),
      descent: (name: string, from: string, rate: string, slope: string, to: string): string =>
        t('{0}: {1} − {2} × {3} = {4}', name, from, rate, slope.startsWith('-') ? `(${slope})` : slope, to),
      update: (name: string, from: string, to: string, operation: string): string =>
        t('{0}: {1} → {2} ({3})', name, from, to, operation),
      noStep: t('This program has no step variable to add to.'),
      counted: (from: string, to: string, movers: readonly string[]): string =>
        t('global_step: {0} → {1}, by {2}', from, to, listed(movers)),
      mover: (name: string, place: string): string => t('{0} ({1}){#mover}', name, place),
      notCounted: (value: string, call: string): string =>
        t('global_step stays {0}: {1} is not passed it, and nothing else adds to it', value, call),
      moved: (from: string, to: string): string => t('global_step: {0} → {1}', from, to),
      movedElsewhere: (from: string, to: string): string =>
        t('Before this run, another run of the program moved it: {0} → {1}.', from, to),
      readStep: (value: string): string => t('global_step reads {0}', value),
      readRate: (value: string): string => t('learning_rate reads {0}', value),
      readNothing: t('There is neither a step nor a rate to read.'),
    },
  },
  wiring: {
    picture: (run: string): string => t('How the step flows, {0}; the same in words below', run),
    inWords: t('The same in words'),
    missing: t('missing'),
    never: t('never run'),
    addsOne: t('+1'),
    wordsReads: (reader: string, read: string): string => t('{0} takes {1}.', reader, read),
    wordsWrites: (writer: string, written: string): string => t('{0} changes {1}.', writer, written),
    wordsAdds: (mover: string, step: string): string => t('{0} moves {1}.', mover, step),
    wordsMissing: (mover: string, step: string): string =>
      t('Missing: {0} is not passed {1}, and nothing else adds to it.', mover, step),
    wordsNever: (from: string, to: string): string =>
      t('{0} would act on {1}, but the program never runs it.', from, to),
    wordsTwice: (step: string, times: number): string => t('{0} is moved {1} times in every iteration.', step, times),
  },
  plan: {
    title: t('Read from your program'),
    unresolved: t('Not understood, so something else stands in'),
    standIn: t('stand-in'),
    setOf: (what: string): string => t('Set {0}', what),
    wants: (isInt: boolean, least: number | null, most: number | null): string => {
      const kind = isInt ? message('a whole number') : message('a number{#wanted}');
      if (least !== null && most !== null) return t('This wants {0} from {1} to {2}.', kind, least, most);
      if (least !== null) return t('This wants {0} of at least {1}.', kind, least);
      return most === null ? t('This wants {0}.', kind) : t('This wants {0} of at most {1}.', kind, most);
    },
    standInsHere: (things: readonly string[]): string =>
      t('Not everything could be read; values stand in for: {0}.', listed(things)),
    seeProgram: t('See why, and set them'),
  },
  runs: {
    title: t('Earlier runs'),
    note: t('When the program or a value changes, the runs before it are kept here, as long as this panel is open.'),
    label: (name: string): string => t('{0}: {#label}', name),
    differs: (then: string, now: string): string => t('{0}, now {1}', then, now),
    nothing: t('nothing'),
    same: t('The plan says the same.'),
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
    text: t('What you see here is the program as it was.'),
    again: t('Train it as it is now'),
  },
  varied: {
    here: (changes: string): string => t('Trained with values of the playground: {0}.', changes),
    see: t('Change them'),
    back: t('Train the program’s own'),
  },
  playground: {
    title: t('What if the rate were another?'),
    note: t('Change a value and the curve follows at once. Nothing is written into the program before you apply it.'),
    help: t('In a field, the arrow keys up and down change its number.'),
    form: t('Values'),
    schedule: t('Schedule'),
    constant: t('constant'),
    own: t('own formula'),
    optimizer: t('Optimizer'),
    otherOptimizer: t('the program’s'),
    curve: t('Learning rate by step'),
    step: t('global step'),
    here: t('in the playground'),
    inSource: t('in the program'),
    at: (step: string): string => t('at {0}{#playground-at}', step),
    stepValue: (step: string, values: string): string => t('step {0}: {1}', step, values),
    course: (first: string, rate: string, last: string, end: string): string =>
      t('At step {0} the rate is {1}, at step {2} it is {3}.', first, rate, last, end),
    settles: (step: string): string => t('From step {0} on it stays.', step),
    stands: (rate: string): string =>
      t('As the program is, minimize() is not passed the step: the rate would stay at {0}.', rate),
    partial: t(
      'The program computes with this schedule before the optimizer gets it: the curve is the schedule’s alone.',
    ),
    noise: t('The run adds noise to this curve; the curve is its middle.'),
    unread: (why: Message | null): string =>
      t('The program’s rate is drawn when it runs, not here: {0}.', why ?? message('it is not known')),
    run: t('Run this'),
    apply: t('Apply to source…'),
    reset: t('Reset to source'),
    copyAs: t('Copy as'),
    copyLabel: (target: string): string => t('Copy the schedule as {0} code', target),
    nothing: t('Nothing is changed.'),
    changes: t('Changed'),
    change: (name: string, from: string, to: string): string => t('{0}: {1} → {2}', name, from, to),
    unset: t('not set'),
    wrong: {
      number: (name: string): string => t('{0} wants a number.', name),
      list: (name: string): string => t('{0} wants numbers with commas between them.', name),
      count: (name: string): string => t('{0} wants a whole number of at least 0, or nothing.', name),
      tooSmall: (name: string, least: number, isOpen: boolean): string =>
        isOpen ? t('{0} must be above {1}.', name, least) : t('{0} must be at least {1}.', name, least),
      notFinite: (name: string): string => t('{0} must be a finite number.', name),
      empty: (name: string): string => t('{0} needs at least one number.', name),
      notAscending: (name: string): string => t('{0} must ascend.', name),
      oneValueMore: (name: string): string => t('{0} needs one number more than boundaries has.', name),
    },
  },
  details: {
    title: t('How it is computed'),
    compiled: (run: string, usesSimd: boolean): string =>
      usesSimd
        ? t('{0}: compiled into one function with SIMD, which gave the same bits as TensorFlow.js’s kernels.', run)
        : t('{0}: compiled into one function, which gave the same bits as TensorFlow.js’s kernels.', run),
    kernels: (run: string, reason: Message): string => t('{0}: on TensorFlow.js’s kernels: {1}.', run, reason),
    nonFinite: (run: string, iteration: number, what: Message): string =>
      t('{0}: {1}, first at iteration {2}.', run, what, count(iteration)),
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

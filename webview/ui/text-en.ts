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
    playground: 'Playground',
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
    asWritten: 'as written',
    corrected: 'corrected',
    withoutTheStep: 'without the step',
    yourProgram: 'your program',
    changed: {
      missing: 'argument added',
      'no-reader': 'argument added',
      passed: 'argument removed',
      'counted-twice': 'counted once',
      'counted-elsewhere': 'not counted',
      fed: 'fed its first value',
      'other-step': 'passed the variable that is read',
      'not-a-variable': 'a variable as the step',
    },
    varied: 'changed in the playground',
    earlier: (training: number, run: string): string => `training ${training}, ${run}`,
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
    movesAnyway: 'Incremented by something that was not found in the source.',
    staysAnyway: 'Not incremented, although the source says that it would be.',
    cases: {
      missing: {
        'as-written': 'Never incremented: the train op is not passed the step, and nothing else adds to it.',
        counterpart: 'Incremented by 1 after each update: the train op is passed the step.',
      },
      passed: {
        'as-written': 'Incremented by 1 after each update: the train op is passed the step.',
        counterpart: 'Never incremented: without the argument nothing adds to it.',
      },
      'counted-twice': {
        'as-written': 'Incremented by the train op, and by something else as well.',
        counterpart: 'Incremented by 1 after each update, by the train op alone.',
      },
      'counted-elsewhere': {
        'as-written': 'Incremented by something else: the train op is not passed the step.',
        counterpart: 'Never incremented: what added to it is left out.',
      },
      fed: {
        'as-written': 'Fed by the program in each run.',
        counterpart: 'Fed its first value in each run.',
      },
      'other-step': {
        'as-written': 'The train op is passed another variable than the one that is read.',
        counterpart: 'Incremented by 1 after each update: the train op is passed the variable that is read.',
      },
      'not-a-variable': {
        'as-written': 'A number stands in the place of the step: nothing can increment it.',
        counterpart: 'Incremented by 1 after each update: a variable stands in the place of the number.',
      },
      'no-reader': {
        'as-written': 'No step is passed, and nothing reads one.',
        counterpart: 'Incremented by 1 after each update; nothing reads it.',
      },
    },
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
  step: {
    title: 'One training step, taken apart',
    note: 'One sess.run of the train op, in the order in which TensorFlow 1 does it. The numbers come from making this very step again.',
    help: 'Arrow keys: phase by phase; with Shift: step by step. Space plays and pauses.',
    controls: {
      group: 'Step-through',
      previousStep: 'Previous step',
      back: 'Back one phase',
      play: 'Play',
      pause: 'Pause playing',
      forward: 'Next phase',
      nextStep: 'Next step',
      step: 'Iteration',
      speed: 'Speed',
      scrub: 'Iteration shown',
    },
    stepOf: (iteration: number, iterations: number): string => `iteration ${count(iteration)} of ${count(iterations)}`,
    ofRecorded: (iterations: number): string => `of ${count(iterations)}`,
    tensor: (values: string, shape: string): string => `[${values}] (${shape})`,
    code: 'Your program',
    codeAt: (place: string): string => `Your program, ${place}`,
    nothingYet: 'No step has been made yet.',
    replaying: (iteration: number): string => `Making iteration ${count(iteration)} again…`,
    runningTo: (iteration: number): string => `Training on to iteration ${count(iteration)}…`,
    problem: (reason: string): string => `This step could not be made again: ${reason}`,
    mismatch:
      'Made again, this step gives another loss than the one recorded: the program draws numbers that do not repeat.',
    announced: (iteration: number, phase: string, facts: string): string =>
      `Iteration ${iteration}, ${phase}. ${facts}`,
    phases: {
      feed: { name: 'Feed', why: 'feed_dict puts values in the place of the placeholders.' },
      forward: { name: 'Forward', why: 'The loss is computed, with the variables as they are.' },
      gradients: { name: 'Gradients', why: 'compute_gradients: how the loss changes with each variable.' },
      rate: {
        name: 'Learning rate',
        why: 'The schedule is computed from the step as it stands now, before the increment.',
      },
      update: { name: 'Update', why: 'apply_gradients: the optimizer changes the variables.' },
      increment: {
        name: 'Increment',
        why: 'The step is an argument, and a variable: the train op itself holds an operation that adds 1 to it, after all updates.',
      },
      read: {
        name: 'What a print reads',
        why: 'A sess.run after the step reads what stands there now. Reading adds nothing.',
      },
    },
    facts: {
      noFeed: 'Nothing is fed.',
      feed: (name: string, value: string): string => `${name} ← ${value}`,
      noLoss: 'This program has no loss that is known.',
      loss: (value: string): string => `loss = ${value}`,
      lossMean: (mean: string, value: string): string => `loss = ${value}, mean ${mean}`,
      noGradient: 'No gradient is computed in this run.',
      gradient: (name: string, value: string): string => `∂loss/∂${name} = ${value}`,
      noRate: 'The optimizer has no learning rate.',
      rateConstant: (rate: string): string => `learning_rate = ${rate}`,
      rate: (rate: string, step: string): string => `at global_step ${step}: learning_rate = ${rate}`,
      noUpdate: 'No variable is changed.',
      descent: (name: string, from: string, rate: string, slope: string, to: string): string =>
        `${name}: ${from} − ${rate} × ${slope.startsWith('-') ? `(${slope})` : slope} = ${to}`,
      update: (name: string, from: string, to: string, operation: string): string =>
        `${name}: ${from} → ${to} (${operation})`,
      noStep: 'This program has no step variable to add to.',
      counted: (from: string, to: string): string => `global_step: ${from} → ${to}, by the train op’s own AssignAdd`,
      countedByHand: (from: string, to: string): string =>
        `global_step: ${from} → ${to}, by an assign_add of the program, not by minimize()`,
      countedTwice: (times: number): string => `It is written ${times} times in this one step.`,
      notCounted: (value: string): string =>
        `global_step stays ${value}: minimize() was not handed it, so nothing in the graph adds to it`,
      moved: (from: string, to: string): string => `global_step: ${from} → ${to}`,
      movedElsewhere: (from: string, to: string): string =>
        `Before this run, another run of the program moved it: ${from} → ${to}.`,
      readStep: (value: string): string => `global_step reads ${value}`,
      readRate: (value: string): string => `learning_rate reads ${value}`,
      readNothing: 'There is neither a step nor a rate to read.',
    },
  },
  wiring: {
    picture: (run: string): string => `How the step flows, ${run}; the same in words below`,
    inWords: 'The same in words',
    missing: 'missing',
    never: 'never run',
    addsOne: '+1',
    wordsReads: (reader: string, read: string): string => `${reader} takes ${read}.`,
    wordsWrites: (writer: string, written: string): string => `${writer} changes ${written}.`,
    wordsAdds: (mover: string, step: string): string => `${mover} moves ${step}.`,
    wordsMissing: (mover: string, step: string): string =>
      `Missing: ${mover} does not move ${step}, for it is not handed it; nothing else does.`,
    wordsNever: (from: string, to: string): string => `${from} would act on ${to}, but the program never runs it.`,
    wordsTwice: (step: string, times: number): string => `${step} is moved ${times} times in every iteration.`,
  },
  plan: {
    title: 'Read from your program',
    unresolved: 'Not understood, so something else stands in',
    standIn: 'stand-in',
    setOf: (what: string): string => `Set ${what}`,
    wants: (isInt: boolean, least: number | null, most: number | null): string => {
      const kind = isInt ? 'a whole number' : 'a number';
      if (least !== null && most !== null) return `This wants ${kind} from ${least} to ${most}.`;
      if (least !== null) return `This wants ${kind} of at least ${least}.`;
      return most === null ? `This wants ${kind}.` : `This wants ${kind} of at most ${most}.`;
    },
    standInsHere: (things: string): string => `Not everything could be read; values stand in for: ${things}.`,
    seeProgram: 'See why, and set them',
  },
  runs: {
    title: 'Earlier runs',
    note: 'When the program or a value changes, the runs before it are kept here, as long as this panel is open.',
    none: 'None yet. Change the program, or a value that stands in, and train again: the runs before it will be here to compare.',
    heads: { run: 'Run', iterations: 'Iterations', step: 'global_step', rate: 'learning_rate', loss: 'loss' },
    differs: (then: string, now: string): string => `${then}, now ${now}`,
    nothing: 'nothing',
    same: 'The plan says the same.',
    name: 'Name',
    nameOf: (run: string): string => `Name of ${run}`,
    show: 'Draw',
    hide: 'Hide',
    pin: 'Pin',
    unpin: 'Unpin',
    replay: 'Train again',
    remove: 'Delete',
    of: (action: string, run: string): string => `${action}: ${run}`,
  },
  outOfDate: {
    title: 'The program has changed since it was read.',
    text: 'What you see here is the program as it was.',
    again: 'Train it as it is now',
  },
  varied: {
    here: (changes: string): string => `Trained with values of the playground: ${changes}.`,
    see: 'Change them',
    back: 'Train the program’s own',
  },
  playground: {
    title: 'What if the rate were another?',
    note: 'Change a value and the curve follows at once. Nothing is written into the program before you apply it.',
    help: 'In a field, the arrow keys up and down change its number.',
    form: 'Values',
    schedule: 'Schedule',
    constant: 'constant',
    own: 'own formula',
    optimizer: 'Optimizer',
    otherOptimizer: 'the program’s',
    curve: 'Learning rate by step',
    step: 'global step',
    here: 'in the playground',
    inSource: 'in the program',
    at: (step: string): string => `at ${step}`,
    stepValue: (step: string, values: string): string => `step ${step}: ${values}`,
    course: (first: string, rate: string, last: string, end: string): string =>
      `At step ${first} the rate is ${rate}, at step ${last} it is ${end}.`,
    settles: (step: string): string => `From step ${step} on it stays.`,
    stands: (rate: string): string =>
      `As the program is, minimize() is not handed the step: the rate would stay at ${rate}.`,
    partial: 'The program computes with this schedule before the optimizer gets it: the curve is the schedule’s alone.',
    noise: 'The run adds noise to this curve; the curve is its middle.',
    unread: (why: string): string => `The program’s rate is drawn when it runs, not here: ${why}.`,
    run: 'Run this',
    apply: 'Apply to source…',
    reset: 'Reset to source',
    copyAs: 'Copy as',
    copyLabel: (target: string): string => `Copy the schedule as ${target} code`,
    nothing: 'Nothing is changed.',
    changes: 'Changed',
    change: (name: string, from: string, to: string): string => `${name}: ${from} → ${to}`,
    unset: 'not set',
    wrong: {
      number: (name: string): string => `${name} wants a number.`,
      list: (name: string): string => `${name} wants numbers with commas between them.`,
      count: (name: string): string => `${name} wants a whole number of at least 0, or nothing.`,
      tooSmall: (name: string, least: number, isOpen: boolean): string =>
        isOpen ? `${name} must be above ${least}.` : `${name} must be at least ${least}.`,
      notFinite: (name: string): string => `${name} must be a finite number.`,
      empty: (name: string): string => `${name} needs at least one number.`,
      notAscending: (name: string): string => `${name} must ascend.`,
      oneValueMore: (name: string): string => `${name} needs one number more than boundaries has.`,
    },
  },
  details: {
    title: 'How it is computed',
    compiled: (run: string, usesSimd: boolean): string =>
      `${run}: compiled into one function${usesSimd ? ' with SIMD' : ''}, which gave the same bits as TensorFlow.js’s kernels.`,
    kernels: (run: string, reason: string): string => `${run}: on TensorFlow.js’s kernels: ${reason}.`,
    nonFinite: (run: string, iteration: number, message: string): string =>
      `${run}: ${message}, first at iteration ${count(iteration)}.`,
  },
  announce: {
    state: (state: string): string => `${state}.`,
    after: (state: string, iteration: number): string => `${state} after iteration ${iteration}`,
    reading: (run: string, step: string, rate: string): string => `${run}: global step ${step}, learning rate ${rate}`,
  },
};

/** The shape of a language's table. */
export type Texts = typeof english;

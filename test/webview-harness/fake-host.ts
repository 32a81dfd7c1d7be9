import { message, verbatim } from '../../src/base/message';
import { type PlaygroundView, unchanged, type WantedPreview } from '../../src/protocol/playground';
import type { Schedule } from '../../src/schedules/schedule';
import { float32Text } from '../../src/protocol/float32-text';
import type { StepTrace, TensorPreview, TracedEquation } from '../../src/protocol/step-trace';
import type {
  HostMessage,
  OutputView,
  RunView,
  SessionState,
  SourceLocation,
  TrainingNews,
  TrainingSnapshot,
  WebviewMessage,
} from '../../src/protocol/training-messages';
import type { Wiring } from '../../src/protocol/wiring';
import { caseOf, verdictOfScene } from './verdicts';
import { groupColumn } from '../../src/protocol/columns';

/** What a harness page may ask for in its address: `?scene=paused&rows=4`. */
const wanted = new URLSearchParams(location.search);
const scene = wanted.get('scene') ?? 'article';
/** Not everything of the program was understood; in the scene `values-set` the user has said what it is. */
const hasStandIns = scene === 'unresolved' || scene === 'values-set';
const rowsWanted = Number(wanted.get('rows') ?? '10');

const ownFile = 'file:///samples/without_global_step.py';
const module = 'file:///samples/models/build_the_training_of_a_small_model.py';

const at = (line: number, column: number, length: number): SourceLocation => ({
  file: scene === 'module' ? module : ownFile,
  cell: null,
  line,
  column,
  endLine: line,
  endColumn: column + length,
});

/** A scheduler of PyTorch over three groups of parameters, each with a rate of its own, which nothing steps as written. */
const isClock = scene === 'groups';
const groupRates = [0.1, 0.01, 0.001];
/** The program has a moving average of its variable, whose decay reads the step. */
const hasAverage = scene === 'average';
const columns = [
  'iteration',
  'global_step',
  'learning_rate',
  'loss',
  ...(isClock ? ['epoch', ...groupRates.slice(1).map((_, at) => groupColumn(at + 1))] : ['w']),
  ...(hasAverage ? ['shadow_decay', 'average(w)'] : []),
];
const planned = Math.max(10, rowsWanted);

const program = `import tensorflow as tf
import numpy as np
x = tf.placeholder(tf.float32, shape=[None, 1], name='x')
y = tf.placeholder(tf.float32, shape=[None, 1], name='y')
w = tf.Variable(tf.constant(0.0))
global_steps = tf.Variable(0, trainable=False)
learning_rate = tf.train.exponential_decay(0.1, global_steps, 10, 2, staircase=False)
loss = tf.pow(w*x-y, 2)
train_step = tf.train.GradientDescentOptimizer(learning_rate).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(10):
        sess.run(train_step, feed_dict={x: np.linspace(1, 2, 10).reshape([10, 1]),
                                        y: np.linspace(1, 2, 10).reshape([10, 1])})
        print(sess.run(learning_rate))
        print(sess.run(global_steps))
`;

/** How often a run's step is incremented in an iteration: in the scene `twice` by an assignment, too, which its counterpart leaves out. */
function pace(variant: RunView['variant'], passes: boolean): number {
  return scene === 'twice' && variant === 'as-written' ? 2 : passes ? 1 : 0;
}

/** The article's step flow. */
function wiringOf(variant: RunView['variant'], passes: boolean): Wiring {
  const [w, steps, rate, loss, train] = [at(5, 1, 33), at(6, 1, 46), at(7, 17, 70), at(8, 8, 16), at(9, 14, 62)];
  const hasSecond = pace(variant, passes) === 2;
  return {
    nodes: [
      { id: 'step', kind: 'step', label: verbatim('global_steps'), location: steps, column: 'global_step' },
      { id: 'loss', kind: 'loss', label: verbatim('loss'), location: loss, column: 'loss' },
      { id: 'train-op', kind: 'train-op', label: verbatim('minimize'), location: train, column: null },
      {
        id: 'optimizer',
        kind: 'optimizer',
        label: verbatim('GradientDescentOptimizer'),
        location: train,
        column: null,
      },
      { id: 'feed', kind: 'feed', label: message('feed {0}', 'x, y'), location: at(3, 1, 57), column: null },
      { id: 'variables', kind: 'variables', label: verbatim('w'), location: w, column: 'w' },
      {
        id: 'schedule-6',
        kind: 'schedule',
        label: verbatim('exponential_decay'),
        location: rate,
        column: 'learning_rate',
      },
      ...(hasSecond
        ? [
            {
              id: 'mover-9',
              kind: 'mover' as const,
              label: verbatim('assign_add'),
              location: at(10, 1, 20),
              column: null,
            },
          ]
        : []),
      ...(hasAverage
        ? [
            {
              id: 'average-11',
              kind: 'average' as const,
              label: verbatim('ExponentialMovingAverage'),
              location: at(11, 12, 20),
              column: 'shadow_decay',
            },
          ]
        : []),
      { id: 'print', kind: 'reader', label: verbatim('sess.run'), location: null, column: null },
    ],
    edges: [
      { from: 'optimizer', to: 'train-op', kind: 'reads', phase: 'update' },
      { from: 'loss', to: 'train-op', kind: 'reads', phase: 'gradients' },
      { from: 'feed', to: 'loss', kind: 'reads', phase: 'feed' },
      { from: 'train-op', to: 'variables', kind: 'moves', phase: 'update' },
      { from: 'variables', to: 'loss', kind: 'reads', phase: 'forward' },
      { from: 'step', to: 'schedule-6', kind: 'reads', phase: 'rate' },
      { from: 'schedule-6', to: 'optimizer', kind: 'reads', phase: 'rate' },
      ...(hasSecond ? [{ from: 'mover-9', to: 'step', kind: 'moves' as const, phase: 'increment' as const }] : []),
      ...(hasAverage
        ? [
            { from: 'step', to: 'average-11', kind: 'reads' as const, phase: 'average' as const },
            { from: 'variables', to: 'average-11', kind: 'reads' as const, phase: 'average' as const },
          ]
        : []),
      { from: 'train-op', to: 'step', kind: passes ? 'moves' : 'missing', phase: 'increment' },
      { from: 'step', to: 'print', kind: 'reads', phase: 'read' },
      { from: 'schedule-6', to: 'print', kind: 'reads', phase: 'read' },
    ],
    places: {
      feed: at(13, 9, 8),
      forward: loss,
      gradients: train,
      rate,
      update: train,
      increment: train,
      average: hasAverage ? at(11, 12, 20) : null,
      read: at(15, 15, 8),
    },
  };
}

/** A scheduler has no step flow of a graph. */
const noWiring: Wiring = {
  nodes: [],
  edges: [],
  places: {
    feed: null,
    forward: null,
    gradients: null,
    rate: null,
    update: null,
    increment: null,
    average: null,
    read: null,
  },
};

function traceOf(run: RunView, iteration: number): StepTrace {
  const rows = cached(run);
  const total = rows.length / columns.length;
  const cell = (column: number, row: number): number =>
    row < 0 ? Number.NaN : (rows[column * total + row] ?? Number.NaN);
  const row = iteration - 1;
  const stepBefore = row === 0 ? 0 : cell(1, row - 1);
  const rateUsed = row === 0 ? 0.1 : cell(2, row - 1);
  const before = row === 0 ? 0 : cell(4, row - 1);
  const scalar = (value: number): TensorPreview => ({ shape: [], values: [value] });
  const points = { shape: [10, 1], values: [0, 1, 2, 3, 4, 5].map((index) => 1 + index / 9) };
  return {
    runId: run.id,
    iteration,
    feeds: [
      { name: 'x', tensor: points },
      { name: 'y', tensor: points },
    ],
    loss: { shape: [10, 1], values: points.values.map((x) => (x * before - x) ** 2) },
    lossValue: cell(3, row),
    gradients: [{ name: 'w', tensor: scalar((before - cell(4, row)) / rateUsed) }],
    rate: rateUsed,
    updates: [
      {
        variable: 'w',
        operation: 'ApplyGradientDescent',
        before: scalar(before),
        after: scalar(cell(4, row)),
        formula: {
          element: [],
          equations:
            scene === 'slots'
              ? adamOf(before, cell(4, row))
              : [
                  {
                    slot: null,
                    symbols: 'w − learning_rate × g',
                    numbers: [before, ' − ', rateUsed, ' × ', (before - cell(4, row)) / rateUsed],
                    result: cell(4, row),
                  },
                ],
        },
      },
    ],
    step: {
      atStart: stepBefore,
      before: stepBefore,
      after: cell(1, row),
      writes: Array.from({ length: pace(run.variant, run.passesGlobalStep) }, (_, at) => ({
        operation: 'AssignAdd',
        isTrainOp: at === 0,
      })),
    },
    averages: hasAverage
      ? [
          {
            decay: cell(5, row),
            limit: 0.99,
            count: cell(1, row),
            averages: [
              {
                name: 'w',
                before: scalar(row === 0 ? 0 : cell(6, row - 1)),
                difference: scalar((row === 0 ? 0 : cell(6, row - 1)) - cell(4, row)),
                after: scalar(cell(6, row)),
              },
            ],
          },
        ]
      : [],
    read: { step: cell(1, row), rate: cell(2, row) },
  };
}

/** The equations of an optimizer with slots, as long as they get. */
function adamOf(before: number, after: number): TracedEquation[] {
  return [
    {
      slot: 'm',
      symbols: 'm + (g − m) × (1 − beta1)',
      numbers: [-0.012345, ' + (', -4.7037, ' − ', -0.012345, ') × (1 − ', 0.9, ')'],
      result: -0.48148,
    },
    {
      slot: 'v',
      symbols: 'v + (g² − v) × (1 − beta2)',
      numbers: [0.000012345, ' + (', -4.7037, '² − ', 0.000012345, ') × (1 − ', 0.999, ')'],
      result: 0.022137,
    },
    {
      slot: null,
      symbols: 'w − m′ × learning_rate × √(1 − beta2_power) / (1 − beta1_power) / (√v′ + epsilon)',
      numbers: [
        before,
        ' − ',
        -0.48148,
        ' × ',
        0.1,
        ' × √(1 − ',
        0.998,
        ') / (1 − ',
        0.81,
        ') / (√',
        0.022137,
        ' + ',
        1e-8,
        ')',
      ],
      result: after,
    },
  ];
}

/** What the article's program prints, and in the scene `unresolved` as far as it is known. */
function outputOf(perIteration: number): OutputView | null {
  if (scene === 'running' || scene === 'loading' || isClock) return null;
  const lines = Array.from({ length: planned }, (_, row) => [
    [float32Text(0.1 * 2 ** (((row + 1) * perIteration) / planned))],
    [String((row + 1) * perIteration)],
  ]).flat();
  const checkpoints = scene === 'checkpoints' ? [0, 100, 200].map((step) => `model.ckpt-${step * perIteration}`) : [];
  if (scene !== 'unresolved') return { lines: lines.slice(0, 200), checkpoints, end: null };
  const known = [['loss ', null, ' at 1'], ...lines.slice(0, 4)];
  return { lines: known, checkpoints, end: message('a condition that is only known during the run') };
}

function runView(id: string, variant: RunView['variant'], passesGlobalStep: boolean): RunView {
  return {
    id,
    variant,
    label: variant === 'as-written' ? 'as written' : 'counterpart',
    passesGlobalStep,
    case: caseOf(scene),
    columns,
    absent: scene === 'no-step' && !passesGlobalStep ? ['global_step'] : [],
    plannedIterations: planned,
    isEndless: scene === 'endless' && variant === 'as-written',
    lossOf: isClock ? 'stand-in-model' : hasStandIns ? 'stand-in-data' : 'program',
    wiring: isClock ? noWiring : wiringOf(variant, passesGlobalStep),
    location: at(9, 68, 8),
    isVaried: scene === 'varied' && variant === 'as-written',
    execution:
      scene === 'kernels'
        ? { kind: 'kernels', reason: message('{0} has no compiled form', 'SparseApplyAdam') }
        : { kind: 'compiled', usesSimd: true },
    nonFinite:
      scene === 'non-finite' && !passesGlobalStep
        ? { iteration: Math.floor(planned * 0.7) + 2, message: message('loss is {0}', 'NaN') }
        : null,
    output: outputOf(pace(variant, passesGlobalStep)),
    kept: null,
  };
}

const earlier = (id: string, training: number, isHidden: boolean): RunView => ({
  ...runView(id, 'as-written', true),
  kept: {
    training,
    name: null,
    isPinned: false,
    isHidden,
    iterations: planned,
    lastRow: [planned, planned, 0.15, 0.3, 0.7],
    differences: [{ label: verbatim('decay_steps'), then: verbatim('20'), now: verbatim('10') }],
  },
});

const runs = [
  runView('as-written', 'as-written', scene === 'twice'),
  // Nothing reads a step: there is nothing to compare with.
  ...(scene === 'no-step' ? [] : [runView('counterpart', 'counterpart', true)]),
  ...(scene === 'earlier' ? [earlier('earlier-1-a', 1, false), earlier('earlier-2-a', 2, true)] : []),
];

/** A scheduler that halves the rate of each group after every fifth update, or one that stays. */
function clockRows(run: RunView, count: number): Float64Array {
  const values = new Float64Array(count * columns.length);
  for (let row = 0; row < count; row++) {
    const steps = run.passesGlobalStep ? row : 0;
    const [first = 0, ...others] = groupRates.map((rate) => rate * 0.5 ** Math.floor(steps / 5));
    const cells = [row + 1, steps, first, 0.9 ** row, 1 + Math.floor(row / 5), ...others];
    cells.forEach((value, column) => {
      values[column * count + row] = value;
    });
  }
  return values;
}

/** The article's program, computed: w fits y = x on ten points from 1 to 2 by gradient descent, rate doubling every `planned` steps. */
function rowsOf(run: RunView, count: number): Float64Array {
  if (isClock) return clockRows(run, count);
  const perIteration = pace(run.variant, run.passesGlobalStep);
  const points = Array.from({ length: 10 }, (_, index) => 1 + index / 9);
  const sumOfSquares = points.reduce((sum, x) => sum + x * x, 0);
  const values = new Float64Array(count * columns.length);
  let weight = 0;
  let average = 0;
  for (let row = 0; row < count; row++) {
    const stepBefore = row * perIteration;
    const step = (row + 1) * perIteration;
    const rate = 0.1 * 2 ** (stepBefore / planned);
    const loss = (sumOfSquares / 10) * (weight - 1) ** 2 + (rowsWanted > 100 ? noise(row) : 0);
    weight -= (rowsWanted > 100 ? 10 / planned : 0.2) * rate * 2 * sumOfSquares * 0.1 * (weight - 1);
    const isBroken = scene === 'non-finite' && row > count * 0.7 && !run.passesGlobalStep;
    // As in the article, where the loss is a sum: each update goes beyond the minimum, the further the greater the rate.
    const shown = scene === 'diverging' ? 2.3 * (1 + 40 * rate) ** row : loss;
    const decay = Math.min(0.99, (1 + step) / (10 + step));
    average = decay * average + (1 - decay) * weight;
    const broken = isBroken ? Number.NaN : shown;
    const cells = [row + 1, step, 0.1 * 2 ** (step / planned), broken, weight, decay, average].slice(0, columns.length);
    cells.forEach((value, column) => {
      values[column * count + row] = value;
    });
  }
  return values;
}

/** Reproducible roughness, with a spike that no reduction may lose. */
function noise(row: number): number {
  return (
    0.1 * Math.abs(Math.sin(row * 12.9898) * 43758.5453 - Math.trunc(Math.sin(row * 12.9898) * 43758.5453)) +
    (row === Math.floor(planned / 2) ? 2 : 0)
  );
}

const states: Readonly<Record<string, SessionState>> = {
  article: { kind: 'ended', reason: 'completed', message: null },
  loading: { kind: 'loading' },
  paused: { kind: 'paused' },
  running: { kind: 'running' },
  failed: {
    kind: 'failed',
    message: message('the training takes more memory than it may have: its arrays may be too large'),
    location: { file: 'train.py', cell: null, line: 9, column: 1, endLine: 9, endColumn: 20 },
  },
  refused: {
    kind: 'failed',
    message: message('The program ends on line {0}, before it trains: {1}.', 3, message('it exits')),
    location: at(3, 1, 11),
  },
  'non-finite': { kind: 'ended', reason: 'non-finite', message: verbatim('as-written: loss is NaN at iteration 9') },
};

const written: Schedule = {
  kind: 'exponential_decay',
  learningRate: 0.1,
  decaySteps: planned,
  decayRate: 2,
  staircase: false,
};
const constant: Schedule = { kind: 'constant', learningRate: 0.1 };
const playground: PlaygroundView = {
  source: {
    schedule: scene === 'own-rate' ? null : scene === 'no-step' ? constant : written,
    problem: scene === 'own-rate' ? message('the program computes the rate by a formula of its own') : null,
    isWholeRate: true,
    optimizer: { name: 'GradientDescentOptimizer', settings: {} },
    seed: null,
    iterations: scene === 'endless' ? null : planned,
    firstStep: 0,
    lastStep: planned,
  },
  variation:
    scene === 'varied'
      ? {
          schedule: { ...written, decaySteps: 5 },
          optimizer: { name: 'MomentumOptimizer', settings: { momentum: 0.9 } },
          seed: 7,
          iterations: null,
        }
      : unchanged,
};

const iterationsField: TrainingSnapshot['unresolved'][number] = {
  what: verbatim('iterations'),
  why: verbatim('FLAGS.max_steps is not known.'),
  standIn: verbatim('100'),
  location: null,
  field: {
    id: 'iterations',
    kind: 'int',
    value: 100,
    least: 1,
    most: 1_000_000,
    choices: [],
    isSet: scene === 'values-set',
  },
};

const snapshot: TrainingSnapshot = {
  title: 'without_global_step.py',
  verdict: verdictOfScene(scene, planned, at(9, 68, 8)),
  runs: scene === 'loading' || scene === 'refused' ? [] : runs,
  // As in a GAN: the critic five times, then the generator.
  trainOps:
    scene === 'train-ops'
      ? {
          ops: [
            { label: verbatim('critic_train'), location: at(9, 68, 8), times: 500 },
            { label: verbatim('generator_train'), location: at(10, 20, 10), times: 100 },
          ],
          shown: 0,
          order: Array.from({ length: 120 }, (_, run) => [run % 6 === 5 ? 1 : 0]),
          runs: 600,
        }
      : null,
  entries: [
    { label: verbatim('optimizer'), value: verbatim('GradientDescentOptimizer'), location: at(9, 14, 30) },
    {
      label: verbatim('learning_rate'),
      value: verbatim('exponential_decay(0.1, global_steps, 10, 2, staircase=False)'),
      location: at(7, 17, 70),
    },
    { label: verbatim('global_step'), value: verbatim('global_steps = 0'), location: at(6, 1, 12) },
    { label: verbatim('loss'), value: verbatim('tf.pow(w*x-y, 2)'), location: at(8, 8, 16) },
    { label: verbatim('iterations'), value: verbatim('10'), location: at(12, 5, 18) },
  ],
  unresolved: hasStandIns
    ? [
        {
          what: verbatim('feed x'),
          why: verbatim('load_data() reads a file, which is not run here.'),
          standIn: verbatim('10 points from N(0, 1), seed 0'),
          location: at(13, 40, 11),
          field: {
            id: 'feed x',
            kind: 'choice',
            value: 0,
            least: null,
            most: null,
            choices: [verbatim('normal'), verbatim('uniform')],
            isSet: scene === 'values-set',
          },
        },
        iterationsField,
      ]
    : scene === 'endless'
      ? [{ ...iterationsField, what: message('iterations') }]
      : [],
  sources: [ownFile, ...(scene === 'module' ? [module] : [])].map((file) => ({ file, cell: null, text: program })),
  playground: scene === 'loading' || scene === 'refused' || isClock ? null : playground,
  isOutOfDate: scene === 'out-of-date',
  state: states[scene] ?? { kind: 'ended', reason: 'completed', message: null },
};

/** Messages that the page has posted, for the one who looks at it from outside. */
const posted: WebviewMessage[] = [];
const send = (message: HostMessage): void => {
  window.postMessage(message, '*');
};

function sendRows(firstRow: number, count: number, batch: number): void {
  for (const [index, run] of runs.entries()) {
    const all = cached(run);
    const total = all.length / columns.length;
    const values = new Float64Array(count * columns.length);
    columns.forEach((_, column) => {
      values.set(all.subarray(column * total + firstRow, column * total + firstRow + count), column * count);
    });
    send({
      type: 'steps-recorded',
      runId: run.id,
      batch: batch * 2 + index,
      rows: { firstRow, count, values: values.buffer },
    });
  }
}

function answer(iteration: number): void {
  const problem = scene === 'no-trace' ? message('the training thread is gone: restart it') : null;
  const traces = problem === null ? runs.map((run) => traceOf(run, iteration)) : [];
  send({ type: 'step-traced', iteration, traces, problem });
}

/** The training of other values, as far as its scene says: it fails, is being read, or has made a part of its iterations. */
function answerPreview({ preview, countsStep }: WantedPreview): void {
  const tell = (told: TrainingNews): void => {
    send({ type: 'preview-told', preview, told });
  };
  if (scene === 'preview-reading') return;
  const run = { ...runView('preview', 'preview', countsStep), output: null };
  const part = { ...snapshot, verdict: null, entries: [], unresolved: [], sources: [], playground: null };
  if (scene === 'preview-failed') {
    const state = { kind: 'failed', message: message('No train op of this program is run.'), location: null } as const;
    tell({ type: 'snapshot-taken', snapshot: { ...part, runs: [], state } });
    return;
  }
  const isPart = scene === 'preview-running';
  tell({ type: 'snapshot-taken', snapshot: { ...part, runs: [run], state: { kind: 'running' } } });
  const count = isPart ? Math.ceil(planned / 2) : planned;
  tell({
    type: 'steps-recorded',
    runId: run.id,
    batch: 0,
    rows: { firstRow: 0, count, values: rowsOf(run, count).buffer as ArrayBuffer },
  });
  if (!isPart) tell({ type: 'state-changed', state: { kind: 'ended', reason: 'completed', message: null } });
}

const cache = new Map<string, Float64Array>();
function cached(run: RunView): Float64Array {
  const known = cache.get(run.id) ?? rowsOf(run, planned);
  cache.set(run.id, known);
  return known;
}

Object.assign(window, {
  posted,
  snapshot,
  send,
  sendRows,
  savedState: null,
  acquireVsCodeApi: () => ({
    postMessage: (message: WebviewMessage) => {
      posted.push(message);
      if (message.type === 'trace-step') answer(message.iteration);
      if (message.type === 'preview-variation') answerPreview(message);
      if (message.type !== 'announce-ready' || scene === 'silent') return;
      send({ type: 'snapshot-taken', snapshot });
      if (snapshot.runs.length > 0 && rowsWanted > 0) sendRows(0, rowsWanted, 0);
    },
    setState: (state: unknown) => {
      Object.assign(window, { savedState: state });
    },
  }),
});
